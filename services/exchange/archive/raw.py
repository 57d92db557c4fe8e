"""A record as a file holds it, before anything in it is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_BYTES, MAX_ROWS


@dataclass(frozen=True, slots=True)
class RawRecord:
    """What one row or JSON object says, by column; `row` counts as the file does, `where` names its sheet or list."""

    kind: str
    row: int
    where: str
    cells: Mapping[str, Any]


def check_export_size(data: bytes) -> None:
    """Refuse an archive above 5 MB, with advice that fits one that cannot be split by hand."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            f"The export is larger than 5 MB ({len(data) / 1024 / 1024:.1f} MB)",
            remedy="Export as XLSX, which takes less room, or copy the database itself.",
        )


def check_records(count: int) -> None:
    """Refuse an archive of more records than an import takes."""
    if count > MAX_ROWS:
        raise UnreadableFile(
            f"The archive has more than {MAX_ROWS:,} records",
            remedy="To move a database of this size, copy the database itself.",
        )


def check_format(found: Any, known: int | str) -> None:
    """Refuse an archive of a format that this program does not know."""
    if found != known:
        raise UnreadableFile(
            f"The file is an export in {_format(found)}, and this program reads {_format(known)}",
            remedy="Update Outboard and import it then.",
        )


def _format(number: Any) -> str:
    said = str(number)[:30]
    return said if said.startswith("format ") else f"format {said}"
