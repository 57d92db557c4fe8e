"""The whole export as a file over HTTP: an answer of its own, which no other page's run can take away meanwhile."""

import logging
from datetime import date
from functools import partial
from io import BytesIO

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from models.base import utc_now
from models.database import make_engine, reading
from models.settings import settings
from services.errors import Refusal
from services.exchange.archive import Format, export

LOG = logging.getLogger(__name__)
MIMES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}
OWN_PAGES = ("same-origin", "none")  # what a browser says of a request that no other site has made
ELSEWHERE = "Another site asked for this export. Open it from Outboard's page Data."
UNREADABLE = "The database cannot be read just now. Try again in a minute."


def download(request: Request, form: Format) -> Response:
    """Answer with everything that is stored, as a file that the browser saves; a request from another site gets 403.

    It is named after the ``day`` of the query, which is the viewer's.
    """
    if request.headers.get("sec-fetch-site", "none") not in OWN_PAGES:
        return PlainTextResponse(ELSEWHERE, status_code=403)
    engine = make_engine(settings().database_url)
    try:
        made = content(engine, form)
    except Refusal as refused:
        return PlainTextResponse(str(refused), status_code=409)
    except SQLAlchemyError as problem:
        LOG.warning("The database could not be exported: %s", type(problem).__name__)
        return PlainTextResponse(UNREADABLE, status_code=503)
    finally:
        engine.dispose()
    named = f'attachment; filename="outboard-{_day(request)}.{form}"'
    alone = {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
    return Response(made, media_type=MIMES[form], headers={"Content-Disposition": named, **alone})


def content(database: Engine, form: Format) -> bytes:
    """Return the whole file."""
    with reading(database) as session, BytesIO() as file:
        export(session, form, file, utc_now())
        return file.getvalue()


def _day(request: Request) -> date:
    """Return the day at the screen that the link says, today in UTC where it says none."""
    try:
        return date.fromisoformat(request.query_params.get("day", ""))
    except ValueError:
        return utc_now().date()


routes = [Route(f"/export.{form}", partial(download, form=form)) for form in Format]
