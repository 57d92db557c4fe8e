"""Classifying key results from the command line: a few texts, or a column of a file."""

import csv
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from io import StringIO
from pathlib import Path

from domain.classification import classify
from entrypoints.csvfiles import CsvFile, read_csv
from entrypoints.files import replacing
from services.exchange.errors import UnreadableFile

TEXT = "text"
SHARED_FROM, MOST_PROCESSES = 2000, 4  # rows; starting a process takes as long as some hundred of them
ADDED = ("label", "probability", "subtype", "indicator", "reasons")


def described(text: str) -> str:
    """Return a suggestion as lines to read: label, probability and text, then a line for each reason."""
    suggestion = classify(text)
    lines = [f"{suggestion.label}  {suggestion.probability:.2f}  {text}"]
    lines += [f"  {reason.weight:+.2f}  {reason.rule}" for reason in suggestion.reasons]
    return "\n".join(map(_printable, lines))


def classify_file(source: Path, target: Path) -> int:
    """Write a CSV file's rows with the suggestion for each row's text beside it and return how many there are.

    Raises Refusal and OSError; the target is then as it was.
    """
    table = read_csv(source, needs=f"one of them “{TEXT}”")
    place = _place(table)
    rows = [_fitted(row, len(table.columns), line, table.delimiter) for line, row in table.rows()]
    kept = [column for column in table.columns if column not in ADDED]
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*kept, *ADDED])
    for row, added in zip(rows, _added_to([row[place] for row in rows]), strict=True):
        own = [cell for column, cell in zip(table.columns, row, strict=True) if column not in ADDED]
        writer.writerow([*own, *added])
    with replacing(target) as file:
        file.write(text.getvalue().encode())
    return len(rows)


def _added_to(texts: list[str]) -> Iterator[tuple[str, ...]]:
    """What stands in the added columns for each text; a large file is shared among the processors."""
    processors = min(os.cpu_count() or 1, MOST_PROCESSES)
    if len(texts) < SHARED_FROM or processors == 1:
        yield from map(_added, texts)
        return
    with ProcessPoolExecutor(processors) as pool:
        yield from pool.map(_added, texts, chunksize=SHARED_FROM // 10)


def _added(text: str) -> tuple[str, ...]:
    suggestion = classify(text)
    reasons = "; ".join(f"{reason.rule} ({reason.weight:+.2f})" for reason in suggestion.reasons)
    return (suggestion.label, f"{suggestion.probability:.4f}", suggestion.subtype, suggestion.indicator, reasons)


def _fitted(row: list[str], width: int, line: int, delimiter: str) -> list[str]:
    """The row with as many cells as there are columns; no word of it is lost."""
    if not any(cell.strip() for cell in row[width:]):
        return (row + [""] * width)[:width]
    if width == 1:
        return [delimiter.join(row)]  # a text with commas in it that nobody put in quotation marks
    remedy = "Put quotation marks around a text that holds the separator."
    raise UnreadableFile("A row has more cells than there are columns", where=f"line {line}", remedy=remedy)


def _printable(line: str) -> str:
    """The line without what would break it in two or speak to the terminal."""
    return "".join(map(_printable_character, line))


def _printable_character(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\ufffd"


def _place(table: CsvFile) -> int:
    place = table.place_of(TEXT)
    if place is None:
        where = f"it has {', '.join(table.columns[:20])[:200]}"
        raise UnreadableFile(
            f"The file has no column called “{TEXT}”", where=where, remedy="Name the column to classify so."
        )
    return place
