"""Fit how much each model of the forecast counts and how wide it is, on key results with known ends; print it.

The key results are simulated, or cut out of real series other than those that benchmarks/forecast.py measures. What is
made small is the mean negative log density of the value on the due date, the Brier score, and how far the 80 %
interval is from holding in 80 % of the cases, in each family and on each of the four days; a family whose Brier score
is not clearly below that of a straight line counts extra. The constants stand in domain/forecast_candidates.py.
Fitting starts from them, so that it can be taken further; it takes a few minutes.

Usage: python benchmarks/forecast_fitting.py [STEPS]
"""

import sys
from collections.abc import Sequence
from dataclasses import Field, fields, replace
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from scipy.optimize import minimize  # noqa: E402

from benchmarks.forecast import reaches  # noqa: E402
from benchmarks.forecast_families import FAMILIES, FITTED, FRACTIONS, MEASURED, Case, simulated  # noqa: E402
from benchmarks.forecast_gradient import Loss, constants, effects  # noqa: E402
from benchmarks.forecast_seen import FEWEST, Array, seen  # noqa: E402
from benchmarks.other_series import other  # noqa: E402
from domain.forecast_candidates import CANDIDATES  # noqa: E402
from domain.forecast_models import Season, Swing, Trend  # noqa: E402
from domain.measurement import known_by  # noqa: E402

SEED, OTHER_SEED, EACH, STEPS = 22, 23, 320, 150
LEAST_BRIER = 0.05
OTHER = {"nature": ("river", "sun spots", "sea"), "shares": ("AAPL", "AMZN", "GOOG", "IBM", "MSFT")}
ECONOMY = "economy"
GROUPS = [*FAMILIES, *OTHER, ECONOMY]


def to_beat(cases: Sequence[Case]) -> Array:
    """For each family the Brier score of a straight line or of the share of hits, whichever is better."""
    found = []
    for family in GROUPS:
        group = [case for case in cases if case.family == family]
        share = fmean(case.hit for case in group)
        told = [(case, fraction) for case in group for fraction in FRACTIONS if _is_told(case, fraction)]
        line = fmean(reaches(case, fraction) != case.hit for case, fraction in told)
        found.append(min(share * (1 - share), line))
    return np.maximum(found, LEAST_BRIER)


def _is_told(case: Case, fraction: float) -> bool:
    return len(known_by(case.readings, case.day(fraction))) >= FEWEST - 1


def grouped(cases: Sequence[Case]) -> list[Case]:
    """Real key results by the kind of series."""
    kinds = {name: kind for kind, names in OTHER.items() for name in names}
    return [replace(case, family=kinds.get(case.family, ECONOMY)) for case in cases]


def written(numbers: Array) -> str:
    """The constants as they stand in the code."""
    found = effects(numbers)
    lines = [
        f"    Candidate({_model(candidate.model)}, {_row(weight)}, {_row(width)}"
        f"{', may_step=True' * candidate.may_step}{', waits=True' * candidate.waits}),"
        for candidate, weight, width in zip(CANDIDATES, found.weights, found.widths, strict=True)
    ]
    rest = {"TRUST": found.trust, "STEP": found.step, "WIDENING": found.widening, "TAKE_OFF": found.take_off}
    return "\n".join([*lines, *(f"{name}: Effects = {_row(numbers)}" for name, numbers in rest.items())])


def _model(model: Trend | Swing | Season) -> str:
    kept = [f"{each.name}={getattr(model, each.name)!r}" for each in fields(model) if _is_given(model, each)]
    return f"{type(model).__name__}({', '.join(kept)})"


def _is_given(model: Trend | Swing | Season, each: Field[float]) -> bool:
    return bool(getattr(model, each.name) != each.default)


def _row(numbers: Array) -> str:
    return f"({', '.join(f'{number:.2f}' for number in numbers)})"


def main() -> int:
    """Fit; print the constants as they stand in the code, and what they reach where they were fitted."""
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS
    cases = simulated(FITTED, SEED, EACH) + simulated(MEASURED, OTHER_SEED, EACH) + grouped(other())
    loss = Loss(seen(cases, GROUPS), to_beat(cases))
    begun = constants()
    found = minimize(loss, begun, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 40})
    print(written(found.x))
    for group, held, brier in zip(GROUPS, *loss.reached(found.x), strict=True):
        print(f"{group}: interval holds {held:.1%}, Brier {brier:.3f}")
    print(f"loss {loss(begun)[0]:.4f} before, {found.fun:.4f} after")
    return 0


if __name__ == "__main__":
    sys.exit(main())
