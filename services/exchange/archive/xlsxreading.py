"""The records of an exported workbook, read as a stream; a spreadsheet program may have saved it in between."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from services.exchange.archive.contents import BY_NAME
from services.exchange.archive.raw import RawRecord, check_export_size, check_format, check_records
from services.exchange.archive.schema import Column, Kind
from services.exchange.archive.values import LONGEST_CELL
from services.exchange.archive.xlsxfile import COVER, MARK
from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_ROWS, check_cells, check_column, check_row
from services.exchange.neutral import restore
from services.exchange.package import is_package, open_package, parts
from services.exchange.workbook import Workbook, open_workbook, whole
from services.exchange.xmlparts import Handler, read_xml

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_DAY_ONE, _DAY_ONE_1904 = date(1899, 12, 30), date(1904, 1, 1)
Cells = dict[int, Any]


class _Sheet(Handler):
    """The filled cells of a sheet by row and column; numbers are numbers, everything else is text."""

    def __init__(self, texts: list[str]) -> None:
        self.rows: list[tuple[int, Cells]] = []
        self._texts = texts
        self._number = self._count = 0
        self._column = -1
        self._kind = "n"
        self._pieces: list[str] = []
        self._length = 0
        self._within = self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._number, self._column = whole(attributes.get("r", "")) or self._number + 1, -1
            self.rows.append((self._number, {}))
        elif name == "c":
            self._column = _column_of(attributes.get("r", "")) or self._column + 1
            self._kind, self._pieces, self._length = attributes.get("t", "n"), [], 0
        elif name == "rPh":
            self._phonetic = True
        elif name in ("v", "t"):
            self._within = not self._phonetic

    def text(self, data: str) -> None:
        if self._within and self._length <= LONGEST_CELL:
            self._pieces.append(data)
            self._length += len(data)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._within = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "c" and self._pieces and self.rows:
            self._keep("".join(self._pieces))
        elif name == "sheetData":
            self.finished = True

    def _keep(self, text: str) -> None:
        check_row(self._number, MAX_ROWS + 1)
        check_column(self._number, self._column)
        if self._length > LONGEST_CELL:
            raise UnreadableFile(f"A cell is longer than {LONGEST_CELL:,} characters", where=f"row {self._number}")
        self._count += 1
        check_cells(self._count, self._number)
        self.rows[-1][1][self._column] = self._value(text)

    def _value(self, text: str) -> Any:
        if self._kind == "s":
            index = whole(text)
            return _unescaped(self._texts[index]) if index < len(self._texts) else ""
        if self._kind == "b":
            return text.strip() == "1"
        if self._kind != "n":
            return _unescaped(text)
        try:
            return float(text)
        except ValueError:
            return text


def _column_of(reference: str) -> int:
    """The column of a cell's address from 0; 0 as well where there is no address."""
    match = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in match.group(1) if match else "A":
        column = column * 26 + ord(letter) - 64
    return column - 1


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text


def read_xlsx(data: bytes) -> list[RawRecord] | None:
    """Return the records of an archive, or None for any other file; raises UnreadableFile for a damaged one."""
    if not is_package(data):
        return None
    check_export_size(data)
    package = open_package(data)
    if not any(f'"{COVER}"'.encode() in piece for piece in parts(package, "xl/workbook.xml")):
        return None
    workbook = open_workbook(package)
    if COVER not in workbook.sheets or "key_results" not in workbook.sheets:
        return None
    cover = _rows(workbook, COVER)
    check_format(cover[0][1].get(0, "") if cover else "", MARK)
    return list(_records(workbook))


def _rows(workbook: Workbook, sheet: str) -> list[tuple[int, Cells]]:
    handler = _Sheet(workbook.texts)
    read_xml(parts(workbook.package, workbook.sheets[sheet]), handler)
    return [(number, cells) for number, cells in handler.rows if cells]


def _records(workbook: Workbook) -> Iterator[RawRecord]:
    count = 0
    for sheet in workbook.sheets:
        kind = BY_NAME.get(sheet)
        rows = _rows(workbook, sheet) if kind else []
        if kind is None or not rows:
            continue
        header = {place: str(name) for place, name in rows[0][1].items()}
        count += len(rows) - 1
        check_records(count)
        for number, cells in rows[1:]:
            named = {header.get(place, ""): value for place, value in cells.items()}
            read = {name: _read(kind.by_name.get(name), value, workbook.from_1904) for name, value in named.items()}
            yield RawRecord(kind.name, number, f"sheet {sheet}", read)


def _read(column: Column | None, value: Any, from_1904: bool) -> Any:
    if isinstance(value, str):
        return restore(value)
    if column is not None and column.kind == Kind.DAY and isinstance(value, float):
        return _day(value, from_1904)
    return value


def _day(serial: float, from_1904: bool) -> Any:
    first = _DAY_ONE_1904 if from_1904 else _DAY_ONE
    if not serial.is_integer() or not 0 <= serial <= (date.max - first).days:
        return serial
    return first + timedelta(days=int(serial))
