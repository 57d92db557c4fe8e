"""The whole export as a file over HTTP: an answer of its own, which no other page's run can take away meanwhile."""

from functools import partial
from io import BytesIO

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from models.base import utc_now
from models.database import make_engine, reading
from models.settings import settings
from services.errors import Refusal
from services.exchange.archive import Format, export

MIMES = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}
OWN_PAGES = ("same-origin", "none")  # what a browser says of a request that no other site has made
ELSEWHERE = "Another site asked for this export. Open it from Outboard's page Data."


def download(request: Request, form: Format) -> Response:
    """Answer with everything that is stored, as a file that the browser saves; a request from another site gets 403."""
    if request.headers.get("sec-fetch-site", "none") not in OWN_PAGES:
        return PlainTextResponse(ELSEWHERE, status_code=403)
    engine = make_engine(settings().database_url)
    try:
        made = content(engine, form)
    except Refusal as refused:
        return PlainTextResponse(str(refused), status_code=409)
    finally:
        engine.dispose()
    named = f'attachment; filename="outboard-{utc_now():%Y-%m-%d}.{form}"'
    alone = {"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store"}
    return Response(made, media_type=MIMES[form], headers={"Content-Disposition": named, **alone})


def content(database: Engine, form: Format) -> bytes:
    """Return the whole file."""
    with reading(database) as session, BytesIO() as file:
        export(session, form, file, utc_now())
        return file.getvalue()


routes = [Route(f"/export.{form}", partial(download, form=form)) for form in Format]
