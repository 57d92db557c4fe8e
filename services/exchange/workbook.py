"""The sheets of an XLSX file as numbered rows of typed cells; formulas are read as their stored values."""

import posixpath
import zipfile
from dataclasses import dataclass, field

from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_CELL_CHARACTERS, MAX_SHARED_TEXTS
from services.exchange.numberformats import PLAIN, NumberFormat, number_format
from services.exchange.package import parts
from services.exchange.xmlparts import Handler, read_xml

_MAX_SHEETS = 500
_MAX_STYLES = 70_000


@dataclass(slots=True)
class Workbook:
    """What all sheets share: their names and parts, texts, number formats and the first day of the calendar."""

    package: zipfile.ZipFile
    sheets: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    formats: list[NumberFormat] = field(default_factory=list)
    from_1904: bool = False


class _Outline(Handler):
    """xl/workbook.xml: the names of the sheets, visible ones first, each with its relation."""

    def __init__(self) -> None:
        self.visible: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.from_1904 = attributes.get("date1904", "0") in ("1", "true")
        elif name == "sheet" and len(self.visible) + len(self.hidden) < _MAX_SHEETS:
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets = self.visible if attributes.get("state", "visible") == "visible" else self.hidden
            sheets[attributes.get("name", "")[:100]] = relation


class _Relations(Handler):
    """xl/_rels/workbook.xml.rels: where each part is."""

    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and len(self.targets) < _MAX_SHEETS * 2:
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip("/")
            self.targets[attributes.get("Id", "")] = target
            self.kinds[attributes.get("Type", "").rpartition("/")[2]] = target


class _Texts(Handler):
    """xl/sharedStrings.xml; a text above the limit keeps one character too many, so that its cell is refused later."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._length = 0
        self._within = False
        self._phonetic = False

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._pieces, self._length = [], 0
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._within = not self._phonetic

    def text(self, data: str) -> None:
        if self._within and self._length <= MAX_CELL_CHARACTERS:
            self._pieces.append(data)
            self._length += len(data)

    def end(self, name: str) -> None:
        if name == "t":
            self._within = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            self.texts.append("".join(self._pieces)[: MAX_CELL_CHARACTERS + 1])
            if len(self.texts) > MAX_SHARED_TEXTS:
                raise UnreadableFile(
                    f"The workbook holds more than {MAX_SHARED_TEXTS:,} texts", remedy="Split the file."
                )


class _Formats(Handler):
    """xl/styles.xml: the number format of each cell style."""

    def __init__(self) -> None:
        self.formats: list[NumberFormat] = []
        self._codes: dict[int, str] = {}
        self._known: dict[int, NumberFormat] = {}
        self._in_cell_styles = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt" and len(self._codes) < _MAX_STYLES:
            self._codes[whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")[:255]
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "xf" and self._in_cell_styles and len(self.formats) < _MAX_STYLES:
            number = whole(attributes.get("numFmtId", ""))
            if number not in self._known:
                self._known[number] = number_format(number, self._codes.get(number, ""))
            self.formats.append(self._known[number])

    def end(self, name: str) -> None:
        self._in_cell_styles = self._in_cell_styles and name != "cellXfs"


def whole(text: str) -> int:
    """A non-negative whole number of at most nine digits, or 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def open_workbook(package: zipfile.ZipFile) -> Workbook:
    """What all sheets share; sheets come visible ones first, in the order of the tabs."""
    outline, relations, texts, formats = _Outline(), _Relations(), _Texts(), _Formats()
    names = set(package.namelist())
    read_xml(parts(package, "xl/workbook.xml"), outline)
    read_xml(parts(package, "xl/_rels/workbook.xml.rels"), relations)
    for kind, handler in (("sharedStrings", texts), ("styles", formats)):
        if relations.kinds.get(kind) in names:
            read_xml(parts(package, relations.kinds[kind]), handler)
    tabs = {**outline.visible, **outline.hidden}
    sheets = {tab: relations.targets[relation] for tab, relation in tabs.items() if relation in relations.targets}
    sheets = {tab: target for tab, target in sheets.items() if target in names}
    if not sheets:
        raise UnreadableFile("The workbook has no sheet with cells", remedy="Choose the file that holds the table.")
    return Workbook(package, sheets, texts.texts, formats.formats, outline.from_1904)


def format_of(workbook: Workbook, style: str) -> NumberFormat:
    """The number format of a cell style, plain where the style is unknown."""
    index = whole(style)
    return workbook.formats[index] if style and index < len(workbook.formats) else PLAIN
