"""How much of an objective is outcome and how much output, and what to say about it. Hints never block."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from math import fsum
from typing import TypeVar

from domain.formatting import percent
from domain.vocabulary import Exemption, Indicator, Label

T = TypeVar("T")

_EXEMPT_AT_MOST = {Exemption.BASELINE: 1, Exemption.LEARNING: 1}
_NOISE = 1e-9


class HintKind(StrEnum):
    """What a hint is about."""

    NO_OUTCOME = "no_outcome"
    OUTPUT_HEAVY = "output_heavy"
    LAG_ONLY = "lag_only"


class Severity(IntEnum):
    """How strongly a hint asks for attention; higher is stronger."""

    LIGHT = 1
    MEDIUM = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class MixItem:
    """A live key result as the mix sees it; `weight` above 0, `key` and `title` to point back to it."""

    weight: float
    label: Label
    exemption: Exemption
    indicator: Indicator | None
    key: int = 0
    title: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeMix:
    """Weights and numbers of the key results that count, by label, and how many are exempt."""

    outcome_weight: float
    output_weight: float
    unclear_weight: float
    exempt_count: int
    outcome_count: int = 0
    output_count: int = 0
    unclear_count: int = 0

    @property
    def counted_weight(self) -> float:
        """The weight of all key results that are not exempt."""
        return fsum((self.outcome_weight, self.output_weight, self.unclear_weight))

    @property
    def counted(self) -> int:
        """The number of key results that are not exempt."""
        return self.outcome_count + self.output_count + self.unclear_count

    @property
    def share(self) -> float | None:
        """Outcome share: outcome weight ÷ weight of all that count, from 0 to 1; None when nothing counts."""
        return self._part(self.outcome_weight)

    @property
    def output_share(self) -> float | None:
        """Output weight ÷ weight of all that count, from 0 to 1; None when nothing counts."""
        return self._part(self.output_weight)

    def _part(self, weight: float) -> float | None:
        return min(1.0, weight / self.counted_weight) if self.counted_weight > 0 else None


@dataclass(frozen=True, slots=True)
class MixThresholds:
    """From where on the mix deserves a hint: output above this share of the weight is output-heavy."""

    output_heavy_above: float = 0.5


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing worth talking about, in a sentence with its numbers."""

    kind: HintKind
    sentence: str
    severity: Severity


def counted_items(items: Iterable[MixItem]) -> tuple[MixItem, ...]:
    """The key results of one objective that count: not exempt, or exempt once too often.

    One baseline and one learning exemption an objective are allowed; the lowest `key` takes it.
    """
    used: Counter[Exemption] = Counter()
    counted = []
    for item in sorted(items, key=lambda item: item.key):
        used[item.exemption] += 1
        allowed = _EXEMPT_AT_MOST.get(item.exemption)
        if item.exemption == Exemption.NONE or (allowed is not None and used[item.exemption] > allowed):
            counted.append(item)
    return tuple(counted)


def outcome_mix(items: Sequence[MixItem]) -> OutcomeMix:
    """The mix of one objective's live key results."""
    counted = counted_items(items)
    weights = {label: [item.weight for item in counted if item.label == label] for label in Label}
    return OutcomeMix(
        outcome_weight=fsum(weights[Label.OUTCOME]),
        output_weight=fsum(weights[Label.OUTPUT]),
        unclear_weight=fsum(weights[Label.UNCLEAR]),
        exempt_count=len(items) - len(counted),
        outcome_count=len(weights[Label.OUTCOME]),
        output_count=len(weights[Label.OUTPUT]),
        unclear_count=len(weights[Label.UNCLEAR]),
    )


def combined_mix(mixes: Iterable[OutcomeMix]) -> OutcomeMix:
    """The mix of a team or a cycle: the sum over its objectives."""
    all_mixes = tuple(mixes)
    return OutcomeMix(
        outcome_weight=fsum(mix.outcome_weight for mix in all_mixes),
        output_weight=fsum(mix.output_weight for mix in all_mixes),
        unclear_weight=fsum(mix.unclear_weight for mix in all_mixes),
        exempt_count=sum(mix.exempt_count for mix in all_mixes),
        outcome_count=sum(mix.outcome_count for mix in all_mixes),
        output_count=sum(mix.output_count for mix in all_mixes),
        unclear_count=sum(mix.unclear_count for mix in all_mixes),
    )


def is_output_heavy(mix: OutcomeMix, thresholds: MixThresholds = MixThresholds()) -> bool:
    """Whether output is more than the allowed share of the weight that counts; exactly that share is not."""
    return mix.output_share is not None and mix.output_share > thresholds.output_heavy_above + _NOISE


def hints(mix: OutcomeMix, items: Sequence[MixItem], thresholds: MixThresholds = MixThresholds()) -> tuple[Hint, ...]:
    """What is worth saying about the mix of one objective, strongest first."""
    found = (_no_outcome(mix), _output_heavy(mix, thresholds), _lag_only(items))
    return tuple(hint for hint in found if hint)


def heaviest_first(rows: Iterable[tuple[T, OutcomeMix]]) -> list[tuple[T, OutcomeMix]]:
    """Rows ordered by output share, then by output weight, both falling; where nothing counts comes last."""
    return sorted(rows, key=lambda row: (-_known(row[1].output_share), -row[1].output_weight))


def _known(share: float | None) -> float:
    return -1.0 if share is None else share


def _no_outcome(mix: OutcomeMix) -> Hint | None:
    if not mix.counted or mix.outcome_count:
        return None
    return Hint(HintKind.NO_OUTCOME, f"{_shipped(mix)}; none says who will do something differently.", Severity.STRONG)


def _output_heavy(mix: OutcomeMix, thresholds: MixThresholds) -> Hint | None:
    if not is_output_heavy(mix, thresholds):
        return None
    limit = percent(thresholds.output_heavy_above)
    sentence = f"{_shipped(mix)}: {percent(mix.output_share)} of the weight, where more than {limit} is output-heavy."
    return Hint(HintKind.OUTPUT_HEAVY, sentence, Severity.MEDIUM)


def _lag_only(items: Sequence[MixItem]) -> Hint | None:
    outcomes = [item for item in counted_items(items) if item.label == Label.OUTCOME]
    if not outcomes or any(item.indicator != Indicator.LAGGING for item in outcomes):
        return None
    subject = (
        "The only outcome is a business result that shows"
        if len(outcomes) == 1
        else (f"All {len(outcomes)} outcomes are business results that show")
    )
    return Hint(HintKind.LAG_ONLY, f"{subject} late; none moves early enough to steer by.", Severity.LIGHT)


def _shipped(mix: OutcomeMix) -> str:
    unclear = f" and {mix.unclear_count} {_be(mix.unclear_count)} unclear" if mix.unclear_count else ""
    if not mix.output_count:
        return f"{mix.unclear_count} of {_key_results(mix.counted)} {_be(mix.unclear_count)} unclear"
    things = "a thing" if mix.output_count == 1 else "things"
    return f"{mix.output_count} of {_key_results(mix.counted)} {_be(mix.output_count)} {things} you ship{unclear}"


def _key_results(n: int) -> str:
    return "1 key result" if n == 1 else f"{n} key results"


def _be(n: int) -> str:
    return "is" if n == 1 else "are"
