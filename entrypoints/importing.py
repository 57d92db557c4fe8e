"""Importing a file from the command line: `outboard import`."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from entrypoints.database import configured_database
from entrypoints.filling import show_progress
from models.database import writing
from services.exchange.acting import acting_person, first_administrator, nobody_yet
from services.exchange.applying import apply_plan
from services.exchange.archive import Archive, apply_archive, plan_archive, read_archive
from services.exchange.columns import columns_of, guess_mapping
from services.exchange.errors import UnreadableFile
from services.exchange.fields import Field
from services.exchange.limits import MAX_BYTES
from services.exchange.okrrows import BlankBaseline, ReadOptions, ReadResult
from services.exchange.planning import plan_import
from services.exchange.reading import apply_mapping
from services.exchange.report import ImportReport
from services.exchange.saying import in_a_sentence
from services.exchange.tables import Table, read_table
from services.permissions import Actor

MOST_SHOWN = 20


class Decimal(StrEnum):
    """Which sign stands before the decimals."""

    COMMA = "comma"
    POINT = "point"


class Dates(StrEnum):
    """What comes first in a date such as 03/04/2026."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class EmptyBaseline(StrEnum):
    """What an empty baseline of a rising key result means."""

    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a foreign file, with the names that its columns have there."""

    read: ReadResult
    columns: Mapping[Field, str]


def import_file(  # noqa: PLR0913 - the options are the command's
    file: Annotated[Path, typer.Argument(help="A CSV or XLSX file, or an export of Outboard.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done and write nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a column means; “COLUMN=” leaves it out."),
    ] = None,
    decimal: Annotated[Decimal | None, typer.Option(help="Read 1,5 or 1.5 as one and a half.")] = None,
    dates: Annotated[Dates | None, typer.Option(help="Read 03/04/2026 as 3 April or as 4 March.")] = None,
    empty_baseline: Annotated[EmptyBaseline | None, typer.Option(help="Start rising key results at 0.")] = None,
    team: Annotated[str, typer.Option(help="The team of rows that name none.")] = "",
    cycle: Annotated[str, typer.Option(help="The cycle of rows that name none.")] = "",
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook to read.")] = None,
    name: Annotated[str, typer.Option("--as", help="Who imports; the first administrator by default.")] = "",
) -> None:
    """Import objectives and key results, or merge an export of Outboard.

    Rows that cannot be imported are listed and the others are written, all in one transaction. Exit code 1 and
    nothing written when the file cannot be read or no row can be imported.
    """
    changes = _parsed(mapping or [])
    options = ReadOptions(
        decimal_comma=None if decimal is None else decimal == Decimal.COMMA,
        day_first=None if dates is None else dates == Dates.DAY_FIRST,
        blank_baseline=BlankBaseline.ZERO if empty_baseline else BlankBaseline.LEAVE,
        default_team=team,
        default_cycle=cycle,
    )
    content = _read(file, sheet, changes, options)
    with configured_database() as engine, writing(engine) as session:
        report = _import(session, content, name, dry_run)
    _tell(report, as_json, dry_run)


def _read(
    file: Path, sheet: str | None, changes: Sequence[tuple[str, Field | None]], options: ReadOptions
) -> Archive | Sheet:
    with file.open("rb") as opened:
        data = opened.read(MAX_BYTES + 1)
    archive = read_archive(file.name, data) if sheet is None and not changes else None
    if archive is not None:
        return archive
    table = read_table(file.name, data, sheet=sheet)
    del data
    chosen = columns_of(guess_mapping(table.columns, [row.cells for row in table.rows]))
    for name, field in changes:
        _map(chosen, table, name, field)
    columns = {field: table.columns[place] for field, place in chosen.items()}
    return Sheet(apply_mapping(table, chosen, options), columns)


def _map(chosen: dict[Field, int], table: Table, name: str, field: Field | None) -> None:
    places = {column.casefold(): place for place, column in enumerate(table.columns)}
    place = places.get(name.casefold())
    if place is None:
        names = ", ".join(table.columns[:12])
        raise UnreadableFile(f"The file has no column “{name}”", remedy=f"It has: {names}.")
    for known in [known for known, other in chosen.items() if other == place]:
        del chosen[known]
    if field is not None:
        chosen[field] = place


def _import(session: Session, content: Archive | Sheet, name: str, dry_run: bool) -> ImportReport:
    today = date.today()
    if isinstance(content, Archive):
        actor = None if nobody_yet(session) else acting_person(session, name)
        return (plan_archive if dry_run else apply_archive)(session, actor, content, today)
    actor = _actor(session, name)
    plan = plan_import(
        session, actor, content.read, today, content.columns, lambda done, of: show_progress("Planning", done, of)
    )
    if dry_run or not plan.report.accepted:
        session.rollback()
        return plan.report
    return apply_plan(session, actor, plan, progress=lambda done, of: show_progress("Writing", done, of))


def _actor(session: Session, name: str) -> Actor:
    if not nobody_yet(session):
        return acting_person(session, name)
    actor = first_administrator(session)
    typer.echo(f"The database has nobody yet: the person “{actor.name}” imports.", err=True)
    return actor


def _tell(report: ImportReport, as_json: bool, dry_run: bool) -> None:
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        typer.echo(in_a_sentence(report, done=not dry_run and report.accepted > 0))
        for note in report.notes[:MOST_SHOWN]:
            typer.echo(f"Row {note.row}, {note.column}: {note.message}")
        if len(report.notes) > MOST_SHOWN:
            typer.echo(f"… and {len(report.notes) - MOST_SHOWN:,} more notes.")
        for problem in report.refused:
            typer.echo(f"Row {problem.row}, {problem.column}: {problem.message}", err=True)
    if report.refused and (not report.accepted or not (report.writes or report.unchanged)):
        why = "not every record can be" if report.accepted else "no row can be"
        typer.echo(f"outboard: Nothing was imported, because {why}.", err=True)
        sys.exit(1)


def _parsed(mapping: Sequence[str]) -> list[tuple[str, Field | None]]:
    found: list[tuple[str, Field | None]] = []
    for pair in mapping:
        name, equals, field = pair.rpartition("=")
        if not equals or (field and field not in set(Field)):
            raise typer.BadParameter(
                f"“{pair}”: write COLUMN=FIELD with one of {', '.join(Field)}.", param_hint="--map"
            )
        found.append((name, Field(field) if field else None))
    return found
