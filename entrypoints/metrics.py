"""`outboard metrics`: the values of metrics from a file, as a nightly job sends them, and the list of what there is."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from entrypoints.csvfiles import CsvFile, read_csv
from entrypoints.database import configured_database, current_database
from entrypoints.printing import Form, print_csv, print_json, print_table
from models.database import reading, writing
from services.exchange.acting import acting_person
from services.exchange.errors import UnreadableFile
from services.exchange.neutral import restore
from services.exchange.points import WrittenPoint
from services.metric_files import FileReceipt, record_file
from services.reporting.metrics import MetricRow, list_metrics

METRIC, DATE, VALUE = "metric", "date", "value"
NEEDED = (METRIC, DATE, VALUE)
COLUMNS = (METRIC, "unit", "team", "owner", "source", "latest_on", "latest_value", "key_results")
RIGHT = frozenset({"latest_value", "key_results"})


def metrics(
    source: Annotated[
        Path | None, typer.Option("--in", help="A CSV file with the columns metric, date and value.")
    ] = None,
    as_list: Annotated[bool, typer.Option("--list", help="Print the metrics with their latest values.")] = False,
    form: Annotated[Form, typer.Option("--format", help="A list as a table to read, CSV or JSON.")] = Form.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Store nothing where a row cannot be stored.")] = False,
    name: Annotated[str, typer.Option("--as", help="Who records; the first administrator by default.")] = "",
) -> None:
    """Store values of metrics from a CSV file, or list the metrics.

    Rows that cannot be stored are listed with their lines and the others are stored, all in one transaction. The same
    file twice changes nothing. Exit code 1 when no row can be stored, or with --strict when one cannot.
    """
    if (source is not None) == as_list:
        raise typer.BadParameter("Give either --in FILE, or --list.")
    if source is None:
        _list(form)
        return
    table = read_csv(source, needs="metric, date and value")
    rows, comma = _rows(table), True if table.delimiter == ";" else None
    with configured_database() as engine, writing(engine) as session:
        actor = acting_person(session, name)
        receipt = record_file(session, actor, rows, date.today(), strict=strict, suggested_comma=comma)
    _tell(receipt)


def _rows(table: CsvFile) -> tuple[WrittenPoint, ...]:
    places = {name: table.place_of(name) for name in NEEDED}
    missing = [name for name, place in places.items() if place is None]
    if missing:
        where = f"it has {', '.join(table.columns)[:200]}"
        remedy = "Name the columns metric, date and value."
        raise UnreadableFile(f"The file has no column called “{missing[0]}”", where=where, remedy=remedy)
    found = []
    for line, cells in table.rows():
        if any(cell.strip() for cell in cells):
            metric, day, value = (_cell(cells, places[name] or 0) for name in NEEDED)
            found.append(WrittenPoint(line, day, value, metric))
    return tuple(found)


def _cell(cells: list[str], place: int) -> str:
    return restore(cells[place]).strip() if place < len(cells) else ""


def _tell(receipt: FileReceipt) -> None:
    for refused in receipt.refused:
        typer.echo(str(refused), err=True)
    typer.echo(receipt.in_words)
    if not receipt.is_accepted:
        sys.exit(1)


def _list(form: Form) -> None:
    with configured_database(current_database) as engine, reading(engine) as session:
        rows = [_listed(row) for row in list_metrics(session, date.today())]
    if form == Form.JSON:
        print_json({"metrics": rows})
    elif form == Form.CSV:
        print_csv(rows, COLUMNS)
    else:
        print_table(COLUMNS, [["" if row[name] is None else str(row[name]) for name in COLUMNS] for row in rows], RIGHT)


def _listed(row: MetricRow) -> dict[str, Any]:
    latest_on = row.latest.as_of.isoformat() if row.latest else None
    latest = row.latest.value if row.latest else None
    values = (row.name, row.unit, row.team, row.owner, row.source, latest_on, latest, row.key_results)
    return dict(zip(COLUMNS, values, strict=True))
