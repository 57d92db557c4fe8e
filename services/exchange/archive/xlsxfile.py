"""The archive as a workbook: a cover, then a sheet for each kind of record, with numbers and dates as such."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from services.errors import Refusal
from services.exchange.archive.contents import FORMAT, RECORD_TYPES
from services.exchange.archive.schema import Kind, RecordType
from services.exchange.archive.sheetxml import SheetWriter, cell_text
from services.exchange.archive.source import Source
from services.exchange.archive.values import LONGEST_CELL, as_text, in_words

COVER = "outboard"
MARK = f"format {FORMAT}"
MOST_ROWS = 1_048_576
FIRST_DAY = date(1900, 3, 1)  # spreadsheet programs disagree about the days before
_NATIVE = frozenset({Kind.NUMBER, Kind.WHOLE, Kind.FLAG})
_WIDTHS = {"name": 30, "title": 60, "text": 60, "note": 60, "key_result": 60, "objective": 50, "reasons": 40}
_ABOUT = "An export of Outboard: one sheet for each kind of record. Columns that end in _key connect the sheets."


def write_xlsx(source: Source, out: BinaryIO, at: datetime) -> None:
    """Write a workbook; raises Refusal where a sheet or a cell cannot hold what there is."""
    for kind in RECORD_TYPES:
        _refuse_too_many(kind, source.count(kind))
    with SheetWriter(out) as workbook:
        workbook.add(COVER, [100], ([line] for line in (MARK, f"exported {in_words(at)}", _ABOUT)), header=False)
        for kind in RECORD_TYPES:
            widths = [_WIDTHS.get(column.name, 16) for column in kind.columns]
            workbook.add(kind.name, widths, _rows(source, kind))


def _refuse_too_many(kind: RecordType, count: int) -> None:
    if count >= MOST_ROWS:
        raise Refusal(
            f"There are {count:,} {kind.name.replace('_', ' ')}, and a sheet holds {MOST_ROWS - 1:,}. "
            "Export as CSV or JSON."
        )


def _rows(source: Source, kind: RecordType) -> Iterator[list[Any]]:
    yield [column.name for column in kind.columns]
    cells = [(column.name, _reader(column.kind)) for column in kind.columns]
    for record in source.records(kind):
        yield [None if record[name] is None else cell(record[name]) for name, cell in cells]


def _reader(kind: Kind) -> Callable[[Any], Any]:
    if kind in _NATIVE:
        return lambda value: value
    if kind == Kind.DAY:
        return lambda value: value if value >= FIRST_DAY else in_words(value)
    return lambda value: _fitting(as_text(kind, value))


def _fitting(text: str) -> str | None:
    if len(text) * 7 > LONGEST_CELL and len(cell_text(text)) > LONGEST_CELL:
        raise Refusal(f"A text of {len(text):,} characters does not fit into a cell. Export as CSV or JSON.")
    return text or None
