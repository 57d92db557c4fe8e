"""A workbook written part by part as a stream: cells in exact form, in memory that does not grow with the rows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any, BinaryIO, Self
from zipfile import ZIP_DEFLATED, ZipFile

from services.exchange.limits import column_letter

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ONE = date(1899, 12, 30).toordinal()
_BOLD, _DATE = 1, 2
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class SheetWriter:
    """A workbook in the making: sheets come one after the other, and the end of the `with` block completes it."""

    def __init__(self, out: BinaryIO) -> None:
        self._package = ZipFile(out, "w", ZIP_DEFLATED, compresslevel=4)
        self._names: list[str] = []

    def __enter__(self) -> Self:
        """Return the workbook to fill."""
        return self

    def __exit__(self, failure: type[BaseException] | None, *_about: object) -> None:
        """Complete the workbook; one that failed is only let go."""
        if failure is None:
            self._complete()
        self._package.close()

    def add(self, name: str, widths: Sequence[int], rows: Iterable[Sequence[Any]], header: bool = True) -> None:
        """Write a sheet whose first row, unless told otherwise, is a header in bold that stays in sight."""
        self._names.append(name)
        with self._package.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w", force_zip64=True) as part:
            for piece in _pieces(_sheet(widths, rows, header)):
                part.write(piece)

    def _complete(self) -> None:
        """Write what holds the sheets together."""
        numbers = range(1, len(self._names) + 1)
        sheets = "".join(
            f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>'
            for number, name in zip(numbers, self._names, strict=True)
        )
        links = "".join(_relation(number, "worksheet", f"worksheets/sheet{number}.xml") for number in numbers)
        links += _relation(len(numbers) + 1, "styles", "styles.xml")
        parts = {
            "[Content_Types].xml": _content_types(numbers),
            "_rels/.rels": _relations(_relation(1, "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{sheets}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(links),
            "xl/styles.xml": _STYLES,
        }
        for name, content in parts.items():
            self._package.writestr(name, _HEAD + content)


def cell_text(text: str) -> str:
    """Return a text as spreadsheet programs store it: what XML cannot hold is written as `_x000B_`."""
    return _UNSAFE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'


def _relations(links: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _content_types(numbers: Iterable[int]) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _sheet(widths: Sequence[int], rows: Iterable[Sequence[Any]], header: bool) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}">'
    if header:
        yield '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        yield 'state="frozen"/></sheetView></sheetViews>'
    columns = (f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1))
    yield f"<cols>{''.join(columns)}</cols><sheetData>"
    letters = [column_letter(place) for place in range(len(widths))]
    for number, row in enumerate(rows, 1):
        style = f' s="{_BOLD}"' if header and number == 1 else ""
        cells = [
            _cell(f"{letter}{number}", value, style)
            for letter, value in zip(letters, row, strict=True)
            if value is not None
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(place: str, value: Any, style: str) -> str:
    if isinstance(value, str):
        text = cell_text(value) if not value.isprintable() or "_x" in value else value
        return (
            f'<c r="{place}"{style} t="inlineStr"><is><t xml:space="preserve">{escape(text, quote=False)}</t></is></c>'
        )
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DATE}"><v>{value.toordinal() - _DAY_ONE}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """The texts as bytes in pieces that are worth compressing."""
    waiting: list[str] = []
    length = 0
    for text in texts:
        waiting.append(text)
        length += len(text)
        if length > 65_536:
            yield "".join(waiting).encode()
            waiting, length = [], 0
    yield "".join(waiting).encode()
