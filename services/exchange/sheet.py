"""One sheet of a workbook as numbered rows of cells."""

import math
import re
from dataclasses import dataclass, field

from services.exchange.cells import Cell, is_blank
from services.exchange.dates import iso_date
from services.exchange.errors import UnreadableFile
from services.exchange.limits import (
    MAX_CELL_CHARACTERS,
    check_cells,
    check_column,
    check_row,
    check_text,
    column_letter,
)
from services.exchange.numberformats import as_shown
from services.exchange.package import parts
from services.exchange.workbook import Workbook, format_of, whole
from services.exchange.xmlparts import Handler, read_xml

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
_MEMO_SIZE = 50_000


@dataclass(slots=True)
class SheetRows:
    """The filled rows of a sheet without their blank ends, and the cells whose formula has no stored result."""

    rows: list[tuple[int, tuple[Cell, ...]]] = field(default_factory=list)
    unsaved_formulas: list[str] = field(default_factory=list)


class _Cells(Handler):
    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.result = SheetRows()
        self._memo: dict[Cell, Cell] = {}
        self._row: list[Cell] = []
        self._number = 0
        self._cells = 0
        self._column = -1
        self._open_cell("", "n")

    def _open_cell(self, style: str, kind: str) -> None:
        self._style, self._kind = style, kind
        self._pieces: list[str] = []
        self._length = 0
        self._formula = self._within = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._place(attributes.get("r", ""))
            self._open_cell(attributes.get("s", ""), attributes.get("t", "n"))
        elif name == "row":
            self._number = whole(attributes.get("r", "")) or self._number + 1
            self._row, self._column = [], -1
        elif name in ("v", "t"):
            self._within = not self._phonetic
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True

    def _place(self, reference: str) -> None:
        match = _REFERENCE.fullmatch(reference)
        if not match:
            self._column += 1
            return
        column = 0
        for letter in match.group(1):
            column = column * 26 + ord(letter) - 64
        self._column = column - 1
        self._number = int(match.group(2)) or self._number

    def text(self, data: str) -> None:
        if self._within and self._length <= MAX_CELL_CHARACTERS:
            self._pieces.append(data)
            self._length += len(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._within = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c":
            self._close_cell()
        elif name == "row":
            self._close_row()
        elif name == "sheetData":
            self.finished = True

    def _close_cell(self) -> None:
        if self._formula and not self._pieces and self._kind != "str":
            if len(self.result.unsaved_formulas) < 1000:
                self.result.unsaved_formulas.append(f"{column_letter(self._column)}{self._number}")
            return
        value = self._value("".join(self._pieces))
        if is_blank(value):
            return
        check_column(self._number, self._column)
        check_row(self._number)
        if isinstance(value, str):
            check_text(self._number, self._column, len(value))
        self._row.extend([None] * (self._column + 1 - len(self._row)))
        self._row[self._column] = self._remembered(value)

    def _value(self, text: str) -> Cell:
        if self._kind == "s":
            index = whole(text)
            return self.workbook.texts[index] if text and index < len(self.workbook.texts) else None
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind == "d":
            return iso_date(text) or text
        if self._kind != "n" or not _NUMBER.fullmatch(text.strip()):
            return text
        value = float(text)
        return (
            as_shown(value, format_of(self.workbook, self._style), self.workbook.from_1904)
            if math.isfinite(value)
            else text
        )

    def _remembered(self, value: Cell) -> Cell:
        if isinstance(value, bool | int | float):
            return value
        if len(self._memo) < _MEMO_SIZE:
            return self._memo.setdefault(value, value)
        return self._memo.get(value, value)

    def _close_row(self) -> None:
        if self._row:
            if self.result.rows and self._number <= self.result.rows[-1][0]:
                raise UnreadableFile("The workbook is damaged", where=f"row {self._number} comes twice or too late")
            self._cells += len(self._row)
            check_cells(self._cells, self._number)
            self.result.rows.append((self._number, tuple(self._row)))
        self._row = []


def read_sheet(workbook: Workbook, name: str) -> SheetRows:
    """The filled rows of the sheet with this name."""
    handler = _Cells(workbook)
    read_xml(parts(workbook.package, workbook.sheets[name]), handler)
    return handler.result
