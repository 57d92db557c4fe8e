"""The delivery log of webhooks on the command line."""

from typing import Annotated

import typer

from domain.formatting import count
from entrypoints.database import configured_database, existing_database
from models.database import migrate, reading
from services.reporting.webhooks import DeliveryRow, delivery_log

COLUMNS = ("number", "webhook", "event", "state", "attempts", "created", "status", "problem")


def webhooks(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many messages, newest first.")] = 20,
) -> None:
    """Print the delivery log of webhooks as tab-separated lines, newest first; nothing is sent."""
    with configured_database(existing_database) as engine:
        migrate(engine)
        with reading(engine) as session:
            log = delivery_log(session, limit)
    typer.echo("\t".join(COLUMNS))
    for row in log.rows:
        typer.echo("\t".join(_cells(row)))
    states = f"{log.waiting:,} waiting, {log.delivered:,} delivered, {log.given_up:,} given up"
    typer.echo(f"{count(log.total, 'message')}: {states}.", err=True)


def _cells(row: DeliveryRow) -> tuple[str, ...]:
    state = row.state.value.replace("_", " ")
    status = "" if row.last_status is None else str(row.last_status)
    created = row.created_at.isoformat(timespec="seconds")
    name = " ".join(row.webhook.split())
    return (str(row.key), name, row.event, state, str(row.attempts), created, status, row.last_error)
