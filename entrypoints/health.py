"""Whether the program runs and can read its database, for whoever supervises it."""

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from models.database import make_engine, schema_is_current
from models.settings import settings


def healthz(_request: Request) -> JSONResponse:
    """Answer 200 when the database can be read and has the expected schema, else 503."""
    engine = make_engine(settings().database_url)
    try:
        ready = schema_is_current(engine)
    except SQLAlchemyError:
        ready = False
    finally:
        engine.dispose()
    return JSONResponse({"ready": ready}, status_code=200 if ready else 503)


routes = [Route("/healthz", healthz)]
