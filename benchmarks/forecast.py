"""How often the forecast's interval holds, how good its chances are, and how fast it is.

Forecasts are made on four days of each key result and compared, in the same run, with a straight line through all
values and with the share of hits in the family. The figures go to benchmarks/results and into docs/forecast.md.

Usage: python benchmarks/forecast.py [--quick]
"""

import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scipy.stats import t as student  # noqa: E402

from benchmarks.forecast_families import FAMILIES, FRACTIONS, MEASURED, Case, simulated  # noqa: E402
from benchmarks.weekly_series import real  # noqa: E402
from domain.forecast import INTERVAL, forecast  # noqa: E402
from domain.measurement import known_by  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results"
DOCS = ROOT / "docs" / "forecast.md"
BEGIN, END = "<!-- figures: written by benchmarks/forecast.py -->", "<!-- end of figures -->"
SEED = 2028
EACH, QUICK = 600, 60
GOAL = (0.77, 0.83)
Report = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Trial:
    """One forecast beside a straight line: whether each interval held, and the squared error of each chance."""

    case: Case
    fraction: float
    low: float
    high: float
    held: bool
    line_held: bool
    error: float
    line_error: float
    line_chance_error: float
    naive_error: float


def trials(cases: Sequence[Case]) -> list[Trial]:
    """Every forecast that is made; those that are refused for want of check-ins are left out on both sides."""
    shares = _shares_of_others(cases)
    found = (_trial(case, fraction, shares[id(case)]) for case in cases for fraction in FRACTIONS)
    return [trial for trial in found if trial]


def _shares_of_others(cases: Sequence[Case]) -> dict[int, float]:
    """For each key result the share of hits among all others of its family."""
    families: dict[str, list[Case]] = {}
    for case in cases:
        families.setdefault(case.family, []).append(case)
    return {
        id(case): (sum(other.hit for other in group) - case.hit) / max(1, len(group) - 1)
        for group in families.values()
        for case in group
    }


def _trial(case: Case, fraction: float, naive: float) -> Trial | None:
    today = case.day(fraction)
    found = forecast(case.measurement, case.readings, case.schedule, today)
    if found.low is None or found.high is None or found.chance is None:
        return None
    _, low, high, chance = straight_line(case, fraction)
    return Trial(
        case,
        fraction,
        found.low,
        found.high,
        found.low <= case.truth <= found.high,
        low <= case.truth <= high,
        (found.chance - case.hit) ** 2,
        float(reaches(case, fraction) != case.hit),
        (chance - case.hit) ** 2,
        (naive - case.hit) ** 2,
    )


def straight_line(case: Case, fraction: float) -> tuple[float, float, float, float]:
    """The least-squares line at the due date, its 80 % prediction interval and its chance to reach the target."""
    known = known_by(case.readings, case.day(fraction))
    points = [(0, case.measurement.baseline or 0.0)]
    points += [((reading.as_of - case.schedule.starts_on).days, reading.value) for reading in known]
    mean_x, mean_y = fmean(x for x, _ in points), fmean(y for _, y in points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / spread
    end = case.schedule.span_days - mean_x
    middle, freedom = mean_y + slope * end, max(1, len(points) - 2)
    noise = sum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points) / freedom
    width = math.sqrt(noise * (1 + 1 / len(points) + end * end / spread)) or 1e-12
    reach = float(student.ppf((1 + INTERVAL) / 2, freedom)) * width
    above = float(student.sf(((case.measurement.target or 0.0) - middle) / width, freedom))
    return middle, middle - reach, middle + reach, above if case.rising else 1 - above


def reaches(case: Case, fraction: float) -> bool:
    """Whether the straight line reaches the target."""
    middle, target = straight_line(case, fraction)[0], case.measurement.target or 0.0
    return middle >= target if case.rising else middle <= target


def figures(found: Sequence[Trial]) -> dict[str, float]:
    """The figures of one group of forecasts."""
    return {
        "forecasts": len(found),
        "interval holds": _mean(trial.held for trial in found),
        "line's interval holds": _mean(trial.line_held for trial in found),
        "Brier": _mean(trial.error for trial in found),
        "line, yes or no": _mean(trial.line_error for trial in found),
        "line, with its chance": _mean(trial.line_chance_error for trial in found),
        "naive share": _mean(trial.naive_error for trial in found),
    }


def _mean(numbers: Iterable[float]) -> float:
    return round(fmean(numbers), 4)


def grouped(found: Sequence[Trial], key: Callable[[Trial], str], first: str = "all") -> Report:
    """The figures of all forecasts and of each group, in the order in which the groups appear."""
    groups: dict[str, list[Trial]] = {}
    for trial in found:
        groups.setdefault(key(trial), []).append(trial)
    return {first: figures(found)} | {name: figures(group) for name, group in groups.items()}


def table(report: Report, heading: str) -> list[str]:
    """A report as a Markdown table; what misses its goal is bold."""
    names = list(next(iter(report.values())))
    lines = [f"| {' | '.join([heading, *names])} |", f"|---|{'---:|' * len(names)}"]
    for name, row in report.items():
        number, held, line_held, brier, *others = row.values()
        cells = [f"{number:.0f}", _marked(f"{held:.1%}", GOAL[0] <= held <= GOAL[1]), f"{line_held:.1%}"]
        cells += [_marked(f"{brier:.3f}", brier < min(others[0], others[2])), *(f"{other:.3f}" for other in others)]
        lines.append(f"| {' | '.join([name, *cells])} |")
    return lines


def _marked(text: str, met: bool) -> str:
    return text if met else f"**{text}**"


def pace(cases: Sequence[Case]) -> float:
    """Milliseconds for one forecast on the last of the four days."""
    started = time.perf_counter()
    for case in cases:
        forecast(case.measurement, case.readings, case.schedule, case.day(FRACTIONS[-1]))
    return round((time.perf_counter() - started) / len(cases) * 1000, 3)


def situation(trial: Trial) -> str:
    """Which way the target lies and whether the values have bounds."""
    unit = {"": "no unit", "%": "percentage", "users": "count"}[trial.case.measurement.unit]
    return f"{'rising' if trial.case.rising else 'falling'}, {unit}"


def measure(each: int) -> tuple[list[str], dict[str, object]]:
    """Everything, as Markdown lines and as data."""
    cases = simulated(MEASURED, SEED, each)
    made = trials(cases)
    milliseconds = pace(cases)
    reports = {
        "Simulated families": (grouped(made, lambda trial: trial.case.family), "family"),
        "By the time that is gone": (grouped(made, lambda trial: f"{trial.fraction:.0%}"), "time gone"),
        "By direction and bounds": (grouped(made, situation), "target"),
        "Real weekly series": (
            grouped(trials(real()), lambda trial: trial.case.family),
            "series",
        ),
    }
    lines = [
        f"{len(cases)} simulated key results, {each} of each of {len(FAMILIES)} families, seed {SEED}. "
        f"One forecast takes {milliseconds:.2f} ms."
    ]
    for title, (report, heading) in reports.items():
        lines += ["", f"### {title}", *table(report, heading)]
    data: dict[str, object] = {title: report for title, (report, _) in reports.items()}
    return lines, data | {"ms per forecast": milliseconds}


def write_docs(lines: Sequence[str]) -> None:
    """Put the figures in their place in the documentation."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    body = "\n".join(lines).strip()
    DOCS.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Print the report and keep it as text, as JSON and in the documentation; with --quick only print."""
    quick = "--quick" in sys.argv[1:]
    lines, data = measure(QUICK if quick else EACH)
    print("\n".join(lines))
    if not quick:
        RESULTS.mkdir(parents=True, exist_ok=True)
        (RESULTS / "forecast.json").write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        write_docs(lines)
    return 0


if __name__ == "__main__":
    sys.exit(main())
