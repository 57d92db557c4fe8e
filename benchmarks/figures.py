"""Figures about repeated measurements."""

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figures:
    """How long something took, in milliseconds, over a number of repetitions."""

    repetitions: int
    least: float
    median: float
    p95: float

    def as_dict(self) -> dict[str, Any]:
        """Return the figures for JSON."""
        return asdict(self)


def figures(seconds: Sequence[float]) -> Figures:
    """Return the figures of at least one measurement given in seconds; the 95th percentile is the nearest rank."""
    ordered = sorted(value * 1000 for value in seconds)
    rank = max(0, -(-95 * len(ordered) // 100) - 1)
    return Figures(len(ordered), round(ordered[0], 2), round(statistics.median(ordered), 2), round(ordered[rank], 2))


def percentile(seconds: Sequence[float], share: int) -> float:
    """Return the nearest rank of this share of at least one measurement given in seconds, in milliseconds."""
    ordered = sorted(seconds)
    return round(1000 * ordered[max(0, -(-share * len(ordered) // 100) - 1)], 1)
