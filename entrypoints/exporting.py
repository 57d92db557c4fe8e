"""Exporting everything from the command line: the target is replaced when the export is complete, or not at all."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.database import configured_database, current_database
from entrypoints.files import replacing
from entrypoints.filling import show_progress
from models.base import utc_now
from models.database import reading
from services.exchange import archive
from services.exchange.archive import Format


def export(
    form: Annotated[Format, typer.Option("--format", help="The kind of file.")],
    out: Annotated[Path, typer.Option("--out", help="Where the file goes; an earlier one is replaced.")],
) -> None:
    """Export everything but the history of changes as one CSV, XLSX or JSON file."""
    with configured_database(current_database) as engine, reading(engine) as session, replacing(out) as file:
        count = archive.export(session, form, file, utc_now(), partial(show_progress, "Exporting"))
    typer.echo(f"{count:,} records exported to {out}.")
