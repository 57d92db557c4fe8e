"""How often the classifier is right on a labelled set, how honest its probabilities are, and how fast it is.

Usage: python benchmarks/classification.py [LABELLED.csv]. The file needs the columns text, truth and confidence;
the default is kr/dev.csv in a folder “shared” beside the checkout.
"""

import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from domain.classification import Suggestion, classify  # noqa: E402
from domain.vocabulary import Label  # noqa: E402

DEFAULT = ROOT.parent / "shared" / "kr" / "dev.csv"
RESULTS = ROOT / "benchmarks" / "results"
BINS = 10


@dataclass(frozen=True)
class Verdict:
    """A labelled statement with what the classifier says about it."""

    row: dict[str, str]
    suggestion: Suggestion

    @property
    def leaning(self) -> str:
        """The likelier side, also when the label is unclear."""
        if self.suggestion.label != Label.UNCLEAR:
            return self.suggestion.label.value
        towards = sum(reason.weight for reason in self.suggestion.reasons)
        return Label.OUTCOME.value if towards > 0 else Label.OUTPUT.value

    @property
    def right(self) -> bool:
        """Whether the likelier side is the true one."""
        return self.leaning == self.row["truth"]

    @property
    def answered(self) -> bool:
        """Whether it gave a label."""
        return self.suggestion.label != Label.UNCLEAR


def share(flags: Iterable[bool]) -> float:
    """The share of true flags, rounded to four places; 0 for none."""
    flags = list(flags)
    return round(sum(flags) / len(flags), 4) if flags else 0.0


def calibration_error(verdicts: Sequence[Verdict]) -> float:
    """Expected calibration error over ten equal bins of the probability from 0.5 to 1."""
    bins: dict[int, list[Verdict]] = {}
    for verdict in verdicts:
        index = min(BINS - 1, int((verdict.suggestion.probability - 0.5) * 2 * BINS))
        bins.setdefault(index, []).append(verdict)
    gaps = (abs(sum(v.right - v.suggestion.probability for v in group)) for group in bins.values())
    return round(sum(gaps) / len(verdicts), 4)


def figures(verdicts: Sequence[Verdict]) -> dict[str, float]:
    """The figures for one group of statements."""
    return {
        "statements": len(verdicts),
        "accuracy_of_likelier_side": share(v.right for v in verdicts),
        "share_answered": share(v.answered for v in verdicts),
        "accuracy_when_answered": share(v.right for v in verdicts if v.answered),
        "calibration_error": calibration_error(verdicts),
    }


def confusion(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """How often each true label met each suggested one."""
    return dict(sorted(Counter(f"{v.row['truth']} -> {v.suggestion.label.value}" for v in verdicts).items()))


def groups(verdicts: Sequence[Verdict]) -> dict[str, list[Verdict]]:
    """The groups to report: all, by confidence, and clear statements by kind and language."""
    found: dict[str, list[Verdict]] = {"all": list(verdicts)}
    for verdict in verdicts:
        confidence = verdict.row["confidence"]
        found.setdefault(confidence, []).append(verdict)
        for column in ("kind", "language"):
            found.setdefault(f"{confidence}, {verdict.row.get(column, '')}", []).append(verdict)
    return dict(sorted(found.items()))


def measure(path: Path) -> dict[str, object]:
    """Run the classifier over a labelled file and collect all figures."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    classify("warm up")
    started = time.perf_counter()
    suggestions = [classify(row["text"]) for row in rows]
    seconds = time.perf_counter() - started
    verdicts = [Verdict(row, suggestion) for row, suggestion in zip(rows, suggestions, strict=True)]
    return {
        "groups": {name: figures(group) for name, group in groups(verdicts).items()},
        "confusion_clear": confusion([v for v in verdicts if v.row["confidence"] == "high"]),
        "confusion_hard": confusion([v for v in verdicts if v.row["confidence"] == "low"]),
        "ms_per_statement": round(seconds / len(rows) * 1000, 3),
    }


def as_text(report: dict[str, object]) -> str:
    """The report as a table to read."""
    lines = [f"{'group':<16}{'n':>6}{'right':>9}{'answered':>10}{'when ans.':>11}{'calib.':>8}"]
    for name, group in report["groups"].items():  # type: ignore[attr-defined]
        n, right, answered, when, calibration = group.values()
        lines.append(f"{name:<16}{n:>6}{right:>9.1%}{answered:>10.1%}{when:>11.1%}{calibration:>8.3f}")
    lines += [f"clear: {report['confusion_clear']}", f"hard:  {report['confusion_hard']}"]
    return "\n".join([*lines, f"{report['ms_per_statement']} ms a statement"])


def main() -> int:
    """Print the report and keep it as text and JSON."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    if not path.exists():
        print(f"No labelled statements at {path}: nothing measured.")
        return 0
    report = measure(path)
    text = as_text(report)
    print(text)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / "classification.txt").write_text(text + "\n", encoding="utf-8")
    (RESULTS / "classification.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
