"""The rules that an organisation may choose, with the defaults."""

from dataclasses import dataclass, field

from domain.initiatives import MovementRule
from domain.outcome_mix import MixThresholds
from domain.vocabulary import StatusPreset


@dataclass(frozen=True, slots=True)
class Policy:
    """Which status rule applies, from where on a mix deserves a hint, and when finished work is judged."""

    status_preset: StatusPreset = StatusPreset.GAP
    mix_thresholds: MixThresholds = field(default_factory=MixThresholds)
    movement: MovementRule = field(default_factory=MovementRule)
