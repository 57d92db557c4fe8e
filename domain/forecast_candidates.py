"""The models that a forecast weighs against each other, with the numbers fitted to key results with known ends."""

from typing import NamedTuple

from domain.forecast_models import Season, Swing, Trend

Effects = tuple[float, float, float, float]


class Candidate(NamedTuple):
    """A model, the logarithm of its weight before any reading, and of how many times its own width it is given.

    Both are sums over the traits of a history. `may_step` lets the model explain a jump as a step; `waits` marks a
    key result that has not moved yet.
    """

    model: Trend | Swing | Season
    weight: Effects
    width: Effects
    may_step: bool = False
    waits: bool = False


# Fitted by benchmarks/forecast_fitting.py; benchmarks/forecast.py measures on others.
CANDIDATES = (
    Candidate(Trend(slope=0.0), (4.90, 0.95, -1.70, -0.53), (-0.80, 0.34, -0.28, 0.33), waits=True),
    Candidate(
        Trend(level_noise=0.1, slope=0.0),
        (-0.03, -0.52, 0.29, 0.07),
        (0.96, -0.54, -0.43, 0.83),
        may_step=True,
        waits=True,
    ),
    Candidate(Trend(slope=0.05), (2.59, -1.19, -0.58, 0.11), (-1.24, 0.30, -0.79, -0.16)),
    Candidate(Trend(), (-1.47, -0.15, -1.39, -0.21), (0.36, 0.69, -0.05, -1.03), may_step=True),
    Candidate(Trend(slope=30), (-4.59, -0.17, -0.23, 0.44), (0.19, 0.10, 0.67, -0.22), may_step=True),
    Candidate(Trend(fading=0.12, slope=25), (-1.25, -0.03, 0.22, -0.22), (0.04, -0.21, -0.47, -0.55)),
    Candidate(Trend(fading=0.3, slope=100), (-2.09, -0.01, 0.17, 0.29), (-0.19, -0.05, -0.08, -0.75)),
    Candidate(Trend(fading=0.6, slope=400), (-2.30, -0.15, -0.50, 0.46), (-0.09, 0.15, 0.17, -0.20)),
    Candidate(
        Trend(level_noise=0.1, slope_noise=0.02, fading=0.1, slope=2),
        (-2.91, -0.01, -0.86, 0.24),
        (0.24, 0.18, 0.59, 0.05),
        may_step=True,
    ),
    Candidate(
        Trend(level_noise=1, slope_noise=1, fading=0.1, slope=2), (3.15, 3.21, 0.22, -0.84), (2.33, 0.01, 0.15, -0.40)
    ),
    Candidate(Trend(fading=-0.12, slope=0.1), (-1.45, 0.05, -0.29, 0.09), (0.21, -0.03, 0.20, -0.04)),
    Candidate(Swing(keep=0.8), (3.22, -0.22, 4.38, 1.59), (1.82, -0.36, 0.58, 0.17)),
    Candidate(Season(period=4.5), (0.06, -0.56, -0.04, 0.42), (-1.12, -0.03, 0.04, -0.07)),
    Candidate(Season(period=5.6), (-0.43, -0.53, -0.10, 0.40), (-1.29, 0.14, -0.03, 0.12)),
    Candidate(Season(period=9), (-1.31, -0.56, 0.16, 0.33), (0.54, -0.02, 0.77, 0.23)),
    Candidate(Season(period=12), (2.49, -1.79, 0.43, -1.62), (0.51, 0.00, -1.22, 0.99)),
    Candidate(Season(period=52), (2.67, 1.69, -0.18, -1.01), (-2.30, -0.34, 0.17, 0.68)),
)

# Logarithms, as sums over the traits as well.
TRUST: Effects = (0.31, 0.28, 0.10, -0.29)  # how much the readings count against the weights before any
STEP: Effects = (0.38, -0.35, 0.78, -0.22)  # how likely a step is
WIDENING: Effects = (0.17, 0.33, -0.03, -0.03)  # what every width is multiplied by
TAKE_OFF: Effects = (-1.97, 0.60, -0.51, -1.39)  # how much likelier work that shows late is than staying
