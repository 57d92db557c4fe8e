"""What one cell of a table holds, and its plain text."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that a spreadsheet shows with a unit: 0.9 formatted as a percentage is `Quantity(90, "%")`."""

    value: float
    unit: str

    def __str__(self) -> str:
        return f"{self.value:.12g} {self.unit}"


Cell = str | int | float | date | Quantity | None

_DROPPED = {code: None for code in (*range(32), 0x7F, 0xFEFF, 0x200B, 0x200E, 0x200F) if code not in (9, 10, 13)}
_BLANK_MARKS = frozenset({"-", "–", "—", "n/a", "#n/a", "k. a.", "k.a.", "n.a."})


def is_blank(cell: Cell) -> bool:
    """Whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip("\ufeff\u200b \t\r\n\xa0"))


def text_of(cell: Cell) -> str:
    """A cell as text without surrounding blanks and invisible control characters; lines end in a line feed."""
    if isinstance(cell, str) and cell.isprintable():
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.12g}"
    return str(cell).translate(_DROPPED).replace("\r\n", "\n").replace("\r", "\n").strip()


def line_of(cell: Cell) -> str:
    """A cell as one line: line breaks and runs of blanks become one blank."""
    return " ".join(text_of(cell).split())


def says_nothing(text: str) -> bool:
    """Whether a number or date column uses this text to say that there is no value."""
    return not text or text.casefold() in _BLANK_MARKS
