"""`outboard progress`: the progress of each row of a file of numbers, by the functions that the pages use."""

import csv
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.csvfiles import CsvFile, read_csv
from entrypoints.files import replacing
from entrypoints.progress_rows import CURRENT, MEASURE, NUMBERS, Answer, Row, answer, proven_comma
from services.exchange.errors import UnreadableFile
from services.exchange.styles import DecimalStyle

ADDED = ("progress", "display", "message")
READ = (MEASURE, *NUMBERS)
_NAMES = "measure, baseline, target and current, and low and high where a number stays between them"


def progress_of_file(
    source: Annotated[Path, typer.Option("--in", help=f"A CSV file with the columns {_NAMES}.")],
    target: Annotated[Path, typer.Option("--out", help="Where the same rows go with progress, display and message.")],
) -> None:
    """Compute the progress of each row of a CSV file; needs no database.

    Progress is a fraction that is never clamped: 1.25 is 125 %, and less than 0 is worse than the baseline. Where there
    is none it is empty, and the message says why and what to do. Other columns stay as they are.
    """
    rows, without = compute_file(source, target)
    rest = f" Without progress: {without:,}; the message of each says why." if without else ""
    typer.echo(f"{rows:,} rows computed into {target}.{rest}")


def compute_file(source: Path, target: Path) -> tuple[int, int]:
    """Write a file's rows with their progress beside them; return how many there are and how many have none.

    Raises Refusal for a file that cannot be read as a whole, and OSError; the target is then as it was.
    """
    table = read_csv(source, needs=_NAMES)
    _check(table)
    places = _places(table)
    style = _style(table, places)
    rows = without = 0
    with replacing(target) as file:
        text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow([*_kept(table, table.columns), *ADDED])
        for _, cells in table.rows():
            found = _answer(cells, len(table.columns), places, style)
            writer.writerow([*_kept(table, cells), *_added(found)])
            rows += 1
            without += found.progress is None
        text.detach()
    return rows, without


def _check(table: CsvFile) -> None:
    names = [column.casefold() for column in table.columns]
    missing = [name for name in (MEASURE, CURRENT) if name not in names]
    if missing:
        what = f"The file has no column called “{missing[0]}”"
        raise UnreadableFile(
            what, where=f"it has {', '.join(table.columns)[:200]}", remedy=f"Name the columns {_NAMES}."
        )
    twice = [name for name in READ if names.count(name) > 1]
    if twice:
        raise UnreadableFile(f"The file has two columns called “{twice[0]}”", remedy="Rename or delete one of them.")


def _places(table: CsvFile) -> Mapping[str, int]:
    found = {name: table.place_of(name) for name in READ}
    return {name: place for name, place in found.items() if place is not None}


def _style(table: CsvFile, places: Mapping[str, int]) -> DecimalStyle:
    """How the file writes decimals: what its rows prove if they agree, else what its separator suggests."""
    proofs = {proven_comma(_row(cells, places)) for _, cells in table.rows()} - {None}
    if len(proofs) == 1:
        return DecimalStyle(proofs.pop(), settled=True)
    return DecimalStyle(True if table.delimiter == ";" else None, settled=False)


def _answer(cells: list[str], width: int, places: Mapping[str, int], style: DecimalStyle) -> Answer:
    left_over = [cell.strip() for cell in cells[width:] if cell.strip()]
    if left_over:
        shown = ", ".join(f"“{cell[:30]}”" for cell in left_over[:3])
        what = f"The row has more cells than there are columns: {shown} is left over."
        return Answer(None, "", f"{what} Put quotation marks around a number or text that holds the separator.")
    return answer(_row(cells, places), style)


def _row(cells: list[str], places: Mapping[str, int]) -> Row:
    return {name: cells[place] for name, place in places.items() if place < len(cells)}


def _kept(table: CsvFile, cells: list[str] | tuple[str, ...]) -> Iterator[str]:
    """The cells of the file's own columns; an earlier answer is replaced."""
    for place, column in enumerate(table.columns):
        if column.casefold() not in ADDED:
            yield cells[place] if place < len(cells) else ""


def _added(found: Answer) -> tuple[str, str, str]:
    digits = "" if found.progress is None else f"{Decimal(repr(found.progress)):f}"
    return digits, found.display, found.message
