"""How this file writes numbers and dates, found out once for all its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from services.exchange.cells import Cell, is_blank, line_of
from services.exchange.cycles import parse_cycle
from services.exchange.dates import detect_day_first, is_ambiguous_date, parse_date
from services.exchange.errors import UnreadableCell
from services.exchange.fields import Field
from services.exchange.numbers import detect_decimal_style
from services.exchange.okrrows import ReadOptions
from services.exchange.tables import Table

NUMBER_FIELDS = (
    Field.BASELINE,
    Field.TARGET,
    Field.LOW,
    Field.HIGH,
    Field.STRETCH,
    Field.CURRENT_VALUE,
    Field.SCORE,
    Field.WEIGHT,
)
DATE_FIELDS = (Field.CYCLE_START, Field.CYCLE_END, Field.CURRENT_DATE, Field.DUE_DATE)
_SAMPLE = 5_000


@dataclass(frozen=True, slots=True)
class DecimalStyle:
    """Whether the comma is decimal, and whether values or a person have settled it."""

    comma: bool | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Styles:
    """The decimal mark of each number column and the order of day and month; None where nothing tells."""

    decimals: Mapping[Field, DecimalStyle]
    day_first: bool | None


def detect_styles(table: Table, mapping: Mapping[Field, int], options: ReadOptions) -> Styles:
    """The styles of a file: what a person chose, else what its values prove, else what its separator suggests."""
    fields = [field for field in NUMBER_FIELDS if field in mapping]
    whole_file = detect_decimal_style(cell for field in fields for cell in _cells(table, mapping[field]))
    decimals = {field: _decimal_style(table, mapping[field], whole_file, options) for field in fields}
    day_first = _day_first(table, mapping) if options.day_first is None else options.day_first
    return Styles(decimals, day_first)


def _cells(table: Table, column: int) -> Iterator[Cell]:
    filled = (row.cell(column) for row in table.rows if not is_blank(row.cell(column)))
    return islice(filled, _SAMPLE)


def _decimal_style(table: Table, column: int, whole_file: bool | None, options: ReadOptions) -> DecimalStyle:
    if options.decimal_comma is not None:
        return DecimalStyle(options.decimal_comma, settled=True)
    own = detect_decimal_style(_cells(table, column))
    proven = whole_file if own is None else own
    if proven is not None:
        return DecimalStyle(proven, settled=True)
    return DecimalStyle(True if table.delimiter == ";" else None, settled=False)


def _day_first(table: Table, mapping: Mapping[Field, int]) -> bool | None:
    values = [cell for field in DATE_FIELDS if field in mapping for cell in _cells(table, mapping[field])]
    found = detect_day_first(values, _pairs(table, mapping))
    return _by_cycle_names(table, mapping) if found is None else found


def _pairs(table: Table, mapping: Mapping[Field, int]) -> list[tuple[Cell, Cell]]:
    if Field.CYCLE_START not in mapping or Field.CYCLE_END not in mapping:
        return []
    start, end = mapping[Field.CYCLE_START], mapping[Field.CYCLE_END]
    return list({(row.cell(start), row.cell(end)) for row in table.rows[:_SAMPLE]})


def _by_cycle_names(table: Table, mapping: Mapping[Field, int]) -> bool | None:
    """The order under which a cycle starts when its name says so."""
    if Field.CYCLE_START not in mapping or Field.CYCLE not in mapping:
        return None
    seen = {(row.cell(mapping[Field.CYCLE]), row.cell(mapping[Field.CYCLE_START])) for row in table.rows[:_SAMPLE]}
    votes = sum(_vote(line_of(name), start) for name, start in seen if is_ambiguous_date(start))
    return None if votes == 0 else votes > 0


def _vote(name: str, start: Cell) -> int:
    span = parse_cycle(name)
    if span is None:
        return 0
    try:
        return (parse_date(start, day_first=True) == span.start) - (parse_date(start, day_first=False) == span.start)
    except UnreadableCell:
        return 0
