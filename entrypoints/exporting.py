"""Exporting everything from the command line: the target is replaced when the export is complete, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from sqlalchemy import Engine

from entrypoints.database import configured_database, existing_database
from entrypoints.filling import show_progress
from models.base import utc_now
from models.database import migrate, reading
from services.errors import Refusal
from services.exchange import archive
from services.exchange.archive import Format


def export(
    form: Annotated[Format, typer.Option("--format", help="The kind of file.")],
    out: Annotated[Path, typer.Option("--out", help="Where the file goes; an earlier one is replaced.")],
) -> None:
    """Export everything but the history of changes as one CSV, XLSX or JSON file."""
    with configured_database(_current) as engine, reading(engine) as session, _replacing(out) as file:
        count = archive.export(session, form, file, utc_now(), partial(show_progress, "Exporting"))
    typer.echo(f"{count:,} records exported to {out}.")


def _current(url: str) -> Engine:
    engine = existing_database(url)
    migrate(engine)
    return engine


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield a file beside the target that takes the target's place at the end, and leaves no trace on failure."""
    final = target.resolve()
    if final.exists() and not final.is_file():
        raise Refusal(f"{target} is not a file. Choose another name with --out.")
    draft = final.with_name(f".{final.name[:200]}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(final)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        draft.unlink(missing_ok=True)
