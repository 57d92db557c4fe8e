"""What an import does, in a sentence with numbers."""

from collections.abc import Mapping

from domain.formatting import count
from services.exchange.report import ImportReport, RowAction

ORDER = ("key_results", "objectives", "check_ins", "teams", "people", "memberships", "cycles", "initiatives")
NOUNS = {"people": ("person", "people"), "check_ins": ("check-in", "check-ins")}


def in_a_sentence(report: ImportReport, *, done: bool = False) -> str:
    """Say how many records are written and how many rows are not: "3 rows: 2 key results will be created, …"."""
    created, changed = in_words(report.created), in_words(report.changed)
    parts = [f"{created} {_verb(report.created, done)} created"] if created else []
    parts += [f"{changed} {_verb(report.changed, done)} changed"] if changed else []
    if not parts:
        parts = ["nothing new" if not done else "nothing was new"]
    unchanged = report.number_of(RowAction.UNCHANGED)
    parts += [f"{unchanged:,} unchanged"] if unchanged else []
    parts += [f"{report.number_of(RowAction.SKIPPED):,} skipped"]
    return f"{count(report.rows, 'row')}: {', '.join(parts)}, {report.rows - report.accepted} refused."


def in_words(counts: Mapping[str, int]) -> str:
    """Say counts of records: "579 key results, 201 objectives and 6 cycles"; empty where all are 0."""
    names = [*(name for name in ORDER if counts.get(name)), *(name for name in counts if name not in ORDER)]
    said = [_counted(name, counts[name]) for name in names if counts[name]]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)


def _counted(name: str, number: int) -> str:
    plain = name.replace("_", " ")
    singular, plural = NOUNS.get(name, (plain.removesuffix("s"), plain))
    return count(number, singular, plural)


def _verb(counts: Mapping[str, int], done: bool) -> str:
    if not done:
        return "will be"
    return "was" if sum(counts.values()) == 1 else "were"
