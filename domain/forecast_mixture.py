"""Several outlooks as one: how likely each is, the share below a value, and the value below which a share lies."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

_NEGLIGIBLE = 0.003
_CLOSE = 1e-5
_STEPS = 40
_HALF_ROOT = math.sqrt(0.5)
_sqrt, _log1p, _erfc = math.sqrt, math.log1p, math.erfc


class Part(NamedTuple):
    """A Student distribution and the logarithm of how much it counts."""

    log_weight: float
    centre: float
    spread: float
    freedom: float


@dataclass(frozen=True, slots=True)
class Mixture:
    """Distributions with weights that add up to 1."""

    parts: Sequence[Part]
    weights: Sequence[float]

    def below(self, value: float) -> float:
        """The chance of a smaller value, 0 to 1."""
        total = 0.0
        for weight, (_, centre, spread, freedom) in zip(self.weights, self.parts, strict=True):
            t = (value - centre) / spread
            # Student's distribution function by Wallace's normal approximation (1959), right to about 0.002.
            size = _sqrt(freedom * _log1p(t * t / freedom)) * (8 * freedom + 1) / (8 * freedom + 3)
            total += weight * _erfc((size if t < 0 else -size) * _HALF_ROOT)
        return total / 2

    def quantile(self, share: float) -> float:
        """The value below which a share of the chances lies (regula falsi, the Illinois way)."""
        low, high = self._around(share)
        under, over = self.below(low) - share, self.below(high) - share
        enough = _CLOSE * (high - low)
        for _ in range(_STEPS):
            if under >= 0 or over <= 0 or high - low <= enough:
                break
            middle = low + (high - low) * min(0.99, max(0.01, under / (under - over)))
            found = self.below(middle) - share
            if abs(found) < _CLOSE:
                return middle
            if found < 0:
                low, under, over = middle, found, over / 2
            else:
                high, over, under = middle, found, under / 2
        return low if under >= 0 else high

    def _around(self, share: float) -> tuple[float, float]:
        """Two values with the quantile between them: that of the mixture lies among those of its parts.

        With five degrees of freedom, the fewest there are, the outer tenths begin 1.15 times as far out as normally.
        """
        normal = NormalDist().inv_cdf(share)
        nearest, furthest = sorted((0.9 * normal, 1.3 * normal))
        low = min(part.centre + nearest * part.spread for part in self.parts)
        return low, max(part.centre + furthest * part.spread for part in self.parts)


def mixture(parts: Iterable[Part]) -> Mixture:
    """The parts that count for something, weighted so that they add up to 1."""
    given = list(parts)
    best = max(part.log_weight for part in given)
    counted = [(math.exp(part.log_weight - best), part) for part in given]
    total = sum(weight for weight, _ in counted)
    counted = [(weight, part) for weight, part in counted if weight > _NEGLIGIBLE * total]
    total = sum(weight for weight, _ in counted)
    return Mixture([part for _, part in counted], [weight / total for weight, _ in counted])
