"""How much of an objective is outcome and how much output, by weight; exempt key results stand apart."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import TypeVar

from domain.vocabulary import Exemption, Indicator, Label, Measure

T = TypeVar("T")

EXEMPT_AT_MOST: Mapping[Exemption, int] = {Exemption.BASELINE: 1, Exemption.LEARNING: 1}  # for each objective
NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class MixItem:
    """A live key result as the mix sees it; `weight` above 0, `key` and `title` to point back to it.

    `confirmed` tells whether a person stands behind the label, `owner_id` whose key result it is.
    """

    weight: float
    label: Label
    exemption: Exemption
    indicator: Indicator | None
    key: int = 0
    title: str = ""
    measure: Measure | None = None
    unit: str = ""
    has_baseline: bool = True
    confirmed: bool = True
    owner_id: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeMix:
    """Weights and numbers of the key results that count, by label, and how many are exempt with which weight."""

    outcome_weight: float
    output_weight: float
    unclear_weight: float
    exempt_count: int
    outcome_count: int = 0
    output_count: int = 0
    unclear_count: int = 0
    exempt_weight: float = 0.0

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
    """From where on a mix deserves a hint; shares are from 0 to 1, and exactly that share is not above it.

    `no_baseline_from`, `no_guardrail_from` and `all_milestones_from` are numbers of key results, reached when equal.
    """

    output_heavy_above: float = 0.5
    exempt_above: float = 0.5
    unconfirmed_above: float = 0.5
    no_baseline_from: int = 1
    no_guardrail_from: int = 1
    all_milestones_from: int = 1


def counted_items(items: Iterable[MixItem]) -> tuple[MixItem, ...]:
    """The key results of one objective that count: not exempt, or exempt once too often.

    One baseline and one learning exemption an objective are allowed; the lowest `key` takes it.
    """
    used: Counter[Exemption] = Counter()
    counted = []
    for item in sorted(items, key=lambda item: item.key):
        if item.exemption == Exemption.NONE:
            counted.append(item)
            continue
        used[item.exemption] += 1
        allowed = EXEMPT_AT_MOST.get(item.exemption)
        if allowed is not None and used[item.exemption] > allowed:
            counted.append(item)
    return tuple(counted)


def outcome_mix(items: Sequence[MixItem]) -> OutcomeMix:
    """The mix of one objective's live key results."""
    return mix_of(counted_items(items), items)


def mix_of(counted: Sequence[MixItem], items: Sequence[MixItem]) -> OutcomeMix:
    """The mix of key results of which it is known which ones count; all others are exempt."""
    weights: dict[Label, list[float]] = {label: [] for label in Label}
    for item in counted:
        weights[item.label].append(item.weight)
    keys = {id(item) for item in counted}
    return OutcomeMix(
        outcome_weight=fsum(weights[Label.OUTCOME]),
        output_weight=fsum(weights[Label.OUTPUT]),
        unclear_weight=fsum(weights[Label.UNCLEAR]),
        exempt_count=len(items) - len(counted),
        outcome_count=len(weights[Label.OUTCOME]),
        output_count=len(weights[Label.OUTPUT]),
        unclear_count=len(weights[Label.UNCLEAR]),
        exempt_weight=fsum(item.weight for item in items if id(item) not in keys),
    )


def combined_mix(mixes: Iterable[OutcomeMix]) -> OutcomeMix:
    """The mix of a team, a branch or a cycle: the sum over its objectives."""
    all_mixes = tuple(mixes)
    if len(all_mixes) == 1:
        return all_mixes[0]
    return OutcomeMix(
        outcome_weight=fsum(mix.outcome_weight for mix in all_mixes),
        output_weight=fsum(mix.output_weight for mix in all_mixes),
        unclear_weight=fsum(mix.unclear_weight for mix in all_mixes),
        exempt_count=sum(mix.exempt_count for mix in all_mixes),
        outcome_count=sum(mix.outcome_count for mix in all_mixes),
        output_count=sum(mix.output_count for mix in all_mixes),
        unclear_count=sum(mix.unclear_count for mix in all_mixes),
        exempt_weight=fsum(mix.exempt_weight for mix in all_mixes),
    )


def combined_share(mixes: Iterable[OutcomeMix]) -> float | None:
    """The outcome share of `combined_mix`, from 0 to 1, without the rest of it; None when nothing counts."""
    rows = [(mix.outcome_weight, mix.output_weight, mix.unclear_weight) for mix in mixes]
    whole = fsum(weight for row in rows for weight in row)
    return min(1.0, fsum(row[0] for row in rows) / whole) if whole > 0 else None


def mix_by_owner(objectives: Iterable[Sequence[MixItem]]) -> dict[int, OutcomeMix]:
    """The mix of each person's own key results over many objectives, by `owner_id`.

    Whether one counts is decided in its objective, whoever owns the others there.
    """
    counted: dict[int, list[MixItem]] = defaultdict(list)
    owned: dict[int, list[MixItem]] = defaultdict(list)
    for items in objectives:
        for item in items:
            owned[item.owner_id].append(item)
        for item in counted_items(items):
            counted[item.owner_id].append(item)
    return {owner: mix_of(counted.get(owner, ()), items) for owner, items in owned.items()}


def is_output_heavy(mix: OutcomeMix, thresholds: MixThresholds = MixThresholds()) -> bool:
    """Whether output is more than the allowed share of the weight that counts; exactly that share is not."""
    return mix.output_share is not None and mix.output_share > thresholds.output_heavy_above + NOISE


def heaviest_first(rows: Iterable[tuple[T, OutcomeMix]]) -> list[tuple[T, OutcomeMix]]:
    """Rows ordered by output share, then by output weight, both falling; where nothing counts comes last."""
    return sorted(rows, key=lambda row: heaviness(row[1]), reverse=True)


def heaviness(mix: OutcomeMix) -> tuple[float, float]:
    """How far ahead a mix stands in a list with the heaviest output first: output share, then output weight."""
    share = mix.output_share
    return (-1.0 if share is None else share), mix.output_weight
