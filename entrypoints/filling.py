"""What the command line shows while it fills or checks a database."""

import sys
from collections.abc import Mapping

from services.integrity import Finding

BAR = 30  # characters


def show_progress(step: str, done: int, of: int) -> None:
    """Draw a step's bar on stderr; nothing where stderr is not a terminal."""
    if not sys.stderr.isatty():
        return
    share = done / max(of, 1)
    full = round(share * BAR)
    end = "\n" if done >= of else ""
    sys.stderr.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {share:4.0%} {step:<30}{end}")
    sys.stderr.flush()


def as_lines(counts: Mapping[str, int]) -> str:
    """Return how many records of each kind were written, a line for each kind of which there are any."""
    return "\n".join(f"{count:>9,} {_words(table, count)}" for table, count in counts.items() if count)


def _words(table: str, count: int) -> str:
    word = table.replace("_", " ")
    if count == 1:
        return word
    return "people" if word == "person" else f"{word}s"


def as_sentence(finding: Finding) -> str:
    """Return what is wrong, where, and how often."""
    return f"{finding.table}: {finding.message} ({finding.count:,})"
