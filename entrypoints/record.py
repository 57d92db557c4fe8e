"""The record of a planning session from the command line: one HTML file that stands for itself."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from entrypoints.database import configured_database, current_database
from entrypoints.files import replacing
from models.base import utc_now
from models.database import reading
from services.records import as_file
from services.reporting.session_record import session_record


def record(
    number: Annotated[int, typer.Option("--session", min=1, help="The session, by the number in its address.")],
    out: Annotated[Path, typer.Option("--out", help="Where the file goes; an earlier one is replaced.")],
) -> None:
    """Write the record of a planning session as one HTML file, ready to read, to send and to print."""
    with configured_database(current_database) as engine, reading(engine) as session:
        found = session_record(session, number, utc_now())
    with replacing(out) as file:
        file.write(as_file(found, datetime.now().astimezone().tzinfo or UTC).encode())
    so_far = " so far" if found.so_far else ""
    typer.echo(f"The record of “{found.session.title}”{so_far} is in {out}.")
