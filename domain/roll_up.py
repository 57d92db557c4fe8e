"""From key results to their objective: weighted progress, the worst status, and chips that show the rest."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from domain.formatting import number, operand, percent
from domain.progress import clamped
from domain.vocabulary import Status

STATUS_ORDER = (Status.ON_TRACK, Status.BEHIND, Status.AT_RISK, Status.TOO_EARLY, Status.NO_DATA)
# Green needs every key result green: what nobody measured must not hide behind what somebody did.
WORST_FIRST = (Status.AT_RISK, Status.BEHIND, Status.NO_DATA, Status.TOO_EARLY, Status.ON_TRACK)
FORMULA = "sum of weight × progress (0 to 100 %, no data as 0) ÷ sum of weights"


@dataclass(frozen=True, slots=True)
class WeightedProgress:
    """A live key result's weight (above 0) and raw progress, None for no data."""

    weight: float
    value: float | None


@dataclass(frozen=True, slots=True)
class RollUp:
    """Progress of an objective, from 0 to 1 or None, how many key results it rests on, and the calculation."""

    value: float | None
    measured: int
    total: int
    substituted: str = ""

    @property
    def text(self) -> str:
        """The words that stand beside the number: "3 of 5 measured"."""
        return f"{number(self.measured)} of {number(self.total)} measured"


def objective_progress(items: Sequence[WeightedProgress]) -> RollUp:
    """The weighted mean of the live key results: no data counts as 0, and none measured is no data."""
    measured = sum(item.value is not None for item in items)
    total_weight = fsum(item.weight for item in items)
    if not measured or total_weight <= 0:
        return RollUp(None, measured, len(items))
    value = clamped(fsum(item.weight / total_weight * clamped(item.value) for item in items))
    return RollUp(value, measured, len(items), _substituted(items, total_weight, value))


def worst_status(statuses: Iterable[Status]) -> Status:
    """The status of an objective whose non-exempt key results stand so; no data when there are none."""
    return min(statuses, key=WORST_FIRST.index, default=Status.NO_DATA)


def status_counts(statuses: Iterable[Status]) -> dict[Status, int]:
    """How many key results stand how, best first, without those that are none."""
    found = Counter(statuses)
    return {status: found[status] for status in STATUS_ORDER if found[status]}


def status_words(status: Status) -> str:
    """A status as it reads on screen."""
    return status.value.replace("_", " ")


def status_chips(statuses: Iterable[Status]) -> str:
    """The counts in words: "3 on track · 1 at risk"; empty when there are none."""
    return " · ".join(f"{number(n)} {status_words(status)}" for status, n in status_counts(statuses).items())


def _substituted(items: Sequence[WeightedProgress], total_weight: float, value: float) -> str:
    terms = " + ".join(f"{operand(item.weight)} × {percent(clamped(item.value))}" for item in items)
    return f"({terms}) ÷ {operand(total_weight)} = {percent(value)}"
