"""Taking everything out of a database, and into another one, as the tests of archives do it."""

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from models.database import reading, writing
from services.exchange.archive import Format, apply_archive, export, read_archive
from services.exchange.report import ImportReport
from services.permissions import Actor
from tests.factories import TODAY


def exported(session: Session, form: Format) -> bytes:
    file = BytesIO()
    export(session, form, file, datetime(2026, 5, 18, tzinfo=UTC))
    return file.getvalue()


def take_in(database: Engine, data: bytes, actor: Actor | None = None) -> ImportReport:
    archive = read_archive("export", data)
    assert archive
    with writing(database) as session:
        return apply_archive(session, actor, archive, TODAY)


def answer(database: Engine, question: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with reading(database) as session:
        return question(session, *args, **kwargs)
