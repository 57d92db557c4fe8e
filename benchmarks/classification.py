"""How often the classifier is right, how honest its probabilities are, and how fast it is.

Trains it anew with each source of the corpus held out in turn, checks that the stored weights are those of a fresh
training, and measures them on kr/dev.csv in a folder “shared” beside the checkout where there is one. The figures
go to benchmarks/results and into docs/classifier.md.

Usage: python benchmarks/classification.py [LABELLED.csv], with the columns text, truth, confidence, kind and language.
"""

import csv
import json
import math
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.tfidf import compared  # noqa: E402
from domain.classification import classify  # noqa: E402
from domain.classification.model import MODEL_FILE  # noqa: E402
from domain.vocabulary import Label  # noqa: E402
from entrypoints import training  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "kr" / "dev.csv"
RESULTS = ROOT / "benchmarks" / "results"
DOCS = ROOT / "docs" / "classifier.md"
BEGIN, END = "<!-- figures: written by benchmarks/classification.py -->", "<!-- end of figures -->"
BINS = 10
Report = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Verdict:
    """What the classifier says about a labelled statement: log odds (positive: outcome) and whether it answers."""

    outcome: bool
    groups: tuple[str, ...]
    log_odds: float
    answered: bool

    @property
    def right(self) -> bool:
        """Whether the likelier side is the true one."""
        return (self.log_odds > 0) == self.outcome

    @property
    def probability(self) -> float:
        """The stated chance that the likelier side is the true one."""
        return 1 / (1 + math.exp(-abs(self.log_odds)))

    @property
    def said(self) -> str:
        """The label it gave."""
        if not self.answered:
            return Label.UNCLEAR.value
        return Label.OUTCOME.value if self.log_odds > 0 else Label.OUTPUT.value


def share(flags: Iterable[bool]) -> float:
    """The share of true flags, rounded to four places; 0 for none."""
    flags = list(flags)
    return round(sum(flags) / len(flags), 4) if flags else 0.0


def calibration_error(verdicts: Sequence[Verdict]) -> float:
    """Expected calibration error over ten equal bins of the probability from 0.5 to 1."""
    bins: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        bins.setdefault(min(BINS - 1, int((verdict.probability - 0.5) * 2 * BINS)), []).append(verdict)
    gaps = (abs(sum(v.right - v.probability for v in group)) for group in bins.values())
    return round(sum(gaps) / len(verdicts), 4)


def figures(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """The figures for one group of statements."""
    return {
        "statements": len(verdicts),
        "likelier side right": share(v.right for v in verdicts),
        "answered": share(v.answered for v in verdicts),
        "right when answered": share(v.right for v in verdicts if v.answered),
        "calibration error": calibration_error(verdicts),
    }


def by_group(verdicts: Sequence[Verdict]) -> Report:
    """The figures for all statements and for each group in order of its name."""
    names = sorted({name for verdict in verdicts for name in verdict.groups})
    return {"all": figures(verdicts)} | {name: figures([v for v in verdicts if name in v.groups]) for name in names}


def confusion(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How often each true label met each given one."""
    pairs = ((Label.OUTCOME if v.outcome else Label.OUTPUT, v.said) for v in verdicts)
    return dict(sorted(Counter(f"{truth.value} called {said}" for truth, said in pairs).items()))


def of_held_out(rows: Sequence[training.HeldOut], band: float, *, by_source: bool) -> list[Verdict]:
    """Verdicts on statements of the corpus by weights that had not seen their group."""
    found = []
    for row in rows:
        kind = "hard" if row.statement.hard else "clear"
        finer = f"{kind}, {row.statement.source}" if by_source else f"{kind}, {row.statement.language}"
        answered = abs(row.log_odds) >= band
        found.append(Verdict(row.statement.outcome, (kind, finer), row.log_odds, answered))
    return found


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a labelled file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_file(path: Path) -> tuple[list[Verdict], float]:
    """Verdicts of the stored weights on a labelled file, and the milliseconds that one took."""
    rows = read_rows(path)
    classify("warm up")
    started = time.perf_counter()
    suggestions = [classify(row["text"]) for row in rows]
    pace = (time.perf_counter() - started) / len(rows) * 1000
    found = []
    for row, suggestion in zip(rows, suggestions, strict=True):
        kind = "clear" if row["confidence"] == "high" else "hard"
        groups = (kind, f"{kind}, {row['kind']}", f"{kind}, {row['language']}")
        log_odds = sum(reason.weight for reason in suggestion.reasons)
        log_odds = max(-training.FURTHEST, min(training.FURTHEST, log_odds))
        truth = row["truth"] == Label.OUTCOME
        found.append(Verdict(truth, groups, log_odds, suggestion.label != Label.UNCLEAR))
    return found, round(pace, 3)


def table(report: Report) -> list[str]:
    """A report as a Markdown table."""
    lines = ["| statements | number | likelier side right | answered | right when answered | calibration error |"]
    lines.append("|---|---|---|---|---|---|")
    for name, group in report.items():
        n, right, answered, when, calibration = group.values()
        lines.append(f"| {name} | {n:.0f} | {right:.1%} | {answered:.1%} | {when:.1%} | {calibration:.3f} |")
    return lines


def section(title: str, verdicts: Sequence[Verdict]) -> tuple[list[str], dict[str, object]]:
    """A titled table with its confusion counts, as Markdown and as data."""
    report = by_group(verdicts)
    lines = [f"### {title}", *table(report)]
    counts = {}
    for kind in ("clear", "hard"):
        counts[kind] = confusion([v for v in verdicts if kind in v.groups])
        lines += ["", f"{kind.capitalize()}: " + ", ".join(f"{name} {n}" for name, n in counts[kind].items()) + "."]
    return [*lines, ""], {"figures": report, "confusion": counts}


def measure(path: Path) -> tuple[list[str], dict[str, object]]:
    """Everything that can be measured here, as Markdown lines and as data."""
    corpus = training.statements()
    started = time.perf_counter()
    trained = training.train(corpus, training.fingerprint())
    seconds = time.perf_counter() - started
    same = trained.model.as_text() == MODEL_FILE.read_text(encoding="utf-8")
    band = trained.model.unclear_within
    data: dict[str, object] = {"stored weights are those of a fresh training": same}
    lines: list[str] = []
    sections: list[tuple[str, str, Callable[[], list[Verdict]]]] = [
        ("sources", "Whole sources held out", lambda: of_held_out(trained.held_out, band, by_source=True)),
        ("domains", "Whole fields of work held out", lambda: _by_domain(corpus, trained.scale, band)),
    ]
    if path.exists():
        verdicts, pace = of_file(path)
        sections.append(("independent", "Statements from elsewhere", lambda: verdicts))
        data["ms per statement"] = pace
        lines.append(f"One statement takes {pace:.2f} ms; training took {seconds:.0f} s.")
    lines += [
        "",
        "### Compared in one run",
        *compared(corpus, trained.held_out, read_rows(path) if path.exists() else []),
    ]
    for key, title, verdicts_of in sections:
        more, data[key] = section(title, verdicts_of())
        lines += ["", *more]
    return lines, data


def _by_domain(corpus: Sequence[training.Statement], scale: float, band: float) -> list[Verdict]:
    return of_held_out(training.without_their_domain(corpus, scale), band, by_source=False)


def write_docs(lines: Sequence[str]) -> None:
    """Put the figures in their place in the documentation."""
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    body = "\n".join(lines).strip()
    DOCS.write_text(f"{before}{BEGIN}\n{body}\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Print the report and keep it as text, as JSON and in the documentation; 1 when the stored weights are stale."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].endswith(".csv") else DEFAULT
    lines, data = measure(path)
    print("\n".join(lines))
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "classification.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (RESULTS / "classification.json").write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    if path == DEFAULT and path.exists():
        write_docs(lines)
    if not data["stored weights are those of a fresh training"]:
        print("The stored weights are not those of a fresh training: run outboard classifier train.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
