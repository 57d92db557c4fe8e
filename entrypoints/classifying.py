"""Classifying key results from the command line: a few texts, or a column of a file."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from domain.classification import Suggestion, classify
from entrypoints.files import replacing
from services.exchange.delimited import DELIMITERS
from services.exchange.encoding import decode
from services.exchange.errors import UnreadableFile

TEXT = "text"
LARGEST = 50 * 1024 * 1024  # bytes: half a million key results, and a memory that any machine has
ADDED = ("label", "probability", "subtype", "indicator", "reasons")


def described(text: str) -> str:
    """Return a suggestion as lines to read: label, probability and text, then a line for each reason."""
    suggestion = classify(text)
    lines = [f"{suggestion.label}  {suggestion.probability:.2f}  {text}"]
    return "\n".join([*lines, *(f"  {reason.weight:+.1f}  {reason.rule}" for reason in suggestion.reasons)])


def classify_file(source: Path, target: Path) -> int:
    """Write a CSV file's rows with the suggestion for each row's text beside it and return how many there are.

    Raises Refusal and OSError; the target is then as it was.
    """
    columns, rows = _read(source)
    kept = [column for column in columns if column not in ADDED]
    place = _column(columns, TEXT)
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*kept, *ADDED])
    for row in rows:
        own = [cell for column, cell in zip(columns, row, strict=True) if column not in ADDED]
        writer.writerow([*own, *_added(classify(row[place]))])
    with replacing(target) as file:
        file.write(text.getvalue().encode())
    return len(rows)


def _added(suggestion: Suggestion) -> tuple[str, ...]:
    reasons = "; ".join(f"{reason.rule} ({reason.weight:+.1f})" for reason in suggestion.reasons)
    return (suggestion.label, f"{suggestion.probability:.4f}", suggestion.subtype, suggestion.indicator, reasons)


def _read(source: Path) -> tuple[list[str], list[list[str]]]:
    with source.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableFile("The file is larger than 50 MB", remedy="Split it.")
    text, _ = decode(data)
    first_line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    rows = [row for row in _records(text, delimiter) if row]
    if not rows:
        raise UnreadableFile("The file is empty", remedy="It needs a row of column names, one of them “text”.")
    columns = [name.strip() for name in rows[0]]
    _column(columns, TEXT)
    width = len(columns)
    return columns, [(row + [""] * width)[:width] for row in rows[1:]]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        what = "The quotation marks or the line breaks of the file are broken, or a cell is far too long"
        raise UnreadableFile(what, where=f"line {reader.line_num}") from error


def _column(columns: list[str], name: str) -> int:
    found = [place for place, column in enumerate(columns) if column.casefold() == name]
    if not found:
        what = "The file has no column called “text”"
        raise UnreadableFile(
            what, where=f"it has {', '.join(columns[:20])[:200]}", remedy="Name the column to classify so."
        )
    return found[0]
