"""The archive as one CSV file: the first column tells the kind of record, and every kind fills the columns it has."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO, TextIOWrapper
from typing import Any, BinaryIO

from services.exchange.archive.contents import COLUMN_NAMES, FORMAT, RECORD_TYPES
from services.exchange.archive.raw import RawRecord, check_export_size, check_format, check_records
from services.exchange.archive.schema import RecordType
from services.exchange.archive.source import Source
from services.exchange.archive.values import LONGEST_CELL, as_text
from services.exchange.delimited import DELIMITERS
from services.exchange.encoding import decode
from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_COLUMNS
from services.exchange.neutral import restore

RECORD = "record"
MARK = "outboard"
HEADER = (RECORD, *COLUMN_NAMES)
_NOUNS = {kind.noun: kind for kind in RECORD_TYPES}


def write_csv(source: Source, out: BinaryIO, _at: datetime) -> None:
    """Write every record as a row; UTF-8 with byte order mark, so that spreadsheet programs read every letter."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerow([MARK, f"format {FORMAT}", *[""] * (len(HEADER) - 2)])
    for kind in RECORD_TYPES:
        writer.writerows(_rows(source, kind))
    text.detach()


def _rows(source: Source, kind: RecordType) -> Iterator[list[str]]:
    places = [(HEADER.index(column.name), column.kind, column.name) for column in kind.columns]
    for record in source.records(kind):
        row = [kind.noun, *[""] * (len(HEADER) - 1)]
        for place, meaning, name in places:
            row[place] = as_text(meaning, record[name])
        yield row


def read_csv(data: bytes) -> list[RawRecord] | None:
    """Return the records of an archive, or None for any other file."""
    delimiter = _delimiter(data)
    if delimiter is None:
        return None
    check_export_size(data)
    rows = _split(decode(data)[0], delimiter)
    _, header = next(rows)
    if header[:2] != [RECORD, "key"] or len(header) > MAX_COLUMNS:
        raise UnreadableFile("The first row does not hold the column names of an export", remedy="Export again.")
    return list(_records(header, rows))


def _delimiter(data: bytes) -> str | None:
    """The separator after the first column's name: one look at the first line, whatever the encoding."""
    start = data[:40].decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", errors="ignore")
    plain = start.replace('"', "")
    return next((mark for mark in DELIMITERS if plain.startswith(f"{RECORD}{mark}key{mark}")), None)


def _split(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        what = "The quotation marks of the file are broken, or a cell is far too long"
        raise UnreadableFile(what, where=f"line {reader.line_num}", remedy="Export again.") from error


def _records(header: list[str], rows: Iterator[tuple[int, list[str]]]) -> Iterator[RawRecord]:
    count, marked = 0, False
    for number, cells in rows:
        if not any(cells):
            continue
        if not marked:
            check_format(cells[1] if cells[0] == MARK and len(cells) > 1 else "without a number", f"format {FORMAT}")
            marked = True
            continue
        count += 1
        check_records(count)
        yield _record(header, number, cells)
    if not marked:
        raise UnreadableFile("The export holds nothing", remedy="Export again.")


def _record(header: list[str], number: int, cells: list[str]) -> RawRecord:
    kind = _NOUNS.get(cells[0])
    if kind is None:
        raise UnreadableFile(f"“{cells[0][:60]}” is not a kind of record", where=f"row {number}, column {RECORD}")
    if len(cells) > len(header):
        raise UnreadableFile("The row has more cells than there are columns", where=f"row {number}")
    if max(map(len, cells)) > LONGEST_CELL:
        raise UnreadableFile(f"A cell is longer than {LONGEST_CELL:,} characters", where=f"row {number}")
    filled: dict[str, Any] = {name: restore(cell) for name, cell in zip(header[1:], cells[1:], strict=False) if cell}
    return RawRecord(kind.name, number, "", filled)
