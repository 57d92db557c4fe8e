"""A file of any supported kind as one table: column names, numbered rows, and what was noticed while reading."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.exchange.cells import Cell, is_blank, line_of
from services.exchange.columns import known_field
from services.exchange.delimited import detect_delimiter, read_delimited
from services.exchange.encoding import decode
from services.exchange.errors import UnreadableFile
from services.exchange.fields import Field
from services.exchange.limits import MAX_ROWS, MAX_TITLE_ROWS, check_size, column_letter
from services.exchange.package import is_package, open_package, refuse_other_formats
from services.exchange.sheet import SheetRows, read_sheet
from services.exchange.workbook import Workbook, open_workbook

NumberedRow = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its number in the spreadsheet (from 1); blank cells at its end are left out."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, index: int) -> Cell:
        """The cell in a column counted from 0, None beyond the end."""
        return self.cells[index] if index < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file below its column names; a workbook has no encoding and delimiter, a text no sheet."""

    name: str
    encoding: str
    delimiter: str
    header_row: int
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def read_table(name: str, data: bytes, *, sheet: str | None = None) -> Table:
    """The table in a CSV or XLSX file; raises `UnreadableFile` with the reason for anything else.

    The kind is decided by content. A workbook gives the named sheet, else its first sheet with known column names.
    """
    check_size(data)
    refuse_other_formats(data)
    if is_package(data):
        return _from_workbook(name, open_workbook(open_package(data)), sheet)
    return _from_text(name, data)


def _from_text(name: str, data: bytes) -> Table:
    text, encoding = decode(data)
    delimiter = detect_delimiter(text, _best_score)
    rows: list[NumberedRow] = list(read_delimited(text, delimiter))
    header, notes = _find_header(rows)
    columns, body = _split(rows, header)
    return Table(name, encoding, delimiter, rows[header][0], columns, body, notes)


def _from_workbook(name: str, workbook: Workbook, sheet: str | None) -> Table:
    tabs = tuple(workbook.sheets)
    if sheet is not None and sheet not in workbook.sheets:
        raise UnreadableFile(f"The workbook has no sheet “{sheet}”", remedy=f"It has: {', '.join(tabs)}.")
    chosen, found = (sheet, read_sheet(workbook, sheet)) if sheet else _first_with_header(workbook)
    header, notes = _find_header(found.rows)
    columns, body = _split(found.rows, header)
    notes += _sheet_notes(chosen, tabs, found)
    return Table(name, "", "", found.rows[header][0], columns, body, notes, chosen, tabs)


def _first_with_header(workbook: Workbook) -> tuple[str, SheetRows]:
    """The first sheet with known column names, else the first one with any values."""
    fallback: tuple[str, SheetRows] | None = None
    for tab in workbook.sheets:
        found = read_sheet(workbook, tab)
        if _best_score([cells for _, cells in found.rows[: MAX_TITLE_ROWS + 1]]) > 1:
            return tab, found
        if found.rows and fallback is None:
            fallback = tab, found
    return fallback or (next(iter(workbook.sheets)), SheetRows())


def _sheet_notes(chosen: str, tabs: tuple[str, ...], found: SheetRows) -> tuple[str, ...]:
    notes: tuple[str, ...] = ()
    others = [tab for tab in tabs if tab != chosen]
    if others:
        notes += (f"Sheet “{chosen}” was read. Not read: {', '.join(others[:10])}.",)
    if formulas := found.unsaved_formulas:
        where = ", ".join(formulas[:5])
        notes += (
            f"{len(formulas)} formulas have no stored result and are read as blank ({where}). "
            "Open the file in a spreadsheet program and save it.",
        )
    return notes


def _score(cells: Sequence[Cell]) -> int:
    """How many different fields the cells of a row name."""
    return len(_fields_in(cells))


def _fields_in(cells: Sequence[Cell]) -> set[Field]:
    return {field for cell in cells if isinstance(cell, str) and (field := known_field(cell))}


def _best_score(rows: Sequence[Sequence[Cell]]) -> int:
    return max((_score(row) for row in rows[: MAX_TITLE_ROWS + 1]), default=0)


def _find_header(rows: Sequence[NumberedRow]) -> tuple[int, tuple[str, ...]]:
    """The index of the row of column names, and a note where none is known."""
    if not rows:
        raise UnreadableFile("The file holds no values", remedy="Choose a file with a row of column names.")
    first = rows[: MAX_TITLE_ROWS + 1]
    best = max(range(len(first)), key=lambda index: (_score(first[index][1]), -index))
    fields = _fields_in(first[best][1])
    if len(fields) > 1 or fields & {Field.OBJECTIVE, Field.KEY_RESULT}:
        return best, ()
    guess = _widest_text_row(first)
    if guess is None:
        raise UnreadableFile(
            "No row of column names was found",
            where=f"the first {MAX_TITLE_ROWS + 1} filled rows were searched",
            remedy="Put names such as Team, Cycle, Objective, Key result, Baseline, Target above the columns.",
        )
    return guess, (f"No known column names were found; row {rows[guess][0]} was taken for them.",)


def _widest_text_row(rows: Sequence[NumberedRow]) -> int | None:
    widths = [sum(not is_blank(cell) for cell in cells) for _, cells in rows]
    for index, (_, cells) in enumerate(rows):
        filled = [cell for cell in cells if not is_blank(cell)]
        if widths[index] == max(widths) > 1 and all(isinstance(cell, str) for cell in filled):
            return index
    return None


def _split(rows: Sequence[NumberedRow], header: int) -> tuple[tuple[str, ...], tuple[TableRow, ...]]:
    """Column names, made unique and complete, and the rows below them."""
    body = tuple(TableRow(number, cells) for number, cells in rows[header + 1 :])
    if not body:
        where = f"row {rows[header][0]} holds the column names"
        raise UnreadableFile(
            "The file has no rows below its column names", where=where, remedy="Add rows, or choose another file."
        )
    if len(body) > MAX_ROWS:
        raise UnreadableFile(
            f"The file has more than {MAX_ROWS:,} rows ({len(body):,})", remedy="Split it, for example by cycle."
        )
    width = max(len(rows[header][1]), max(len(row.cells) for row in body))
    return _column_names(rows[header][1], width), body


def _column_names(cells: Sequence[Cell], width: int) -> tuple[str, ...]:
    names: list[str] = []
    for index in range(width):
        name = line_of(cells[index]) if index < len(cells) else ""
        name = name or f"Column {column_letter(index)}"
        names.append(name if name not in names else f"{name} ({column_letter(index)})")
    return tuple(names)
