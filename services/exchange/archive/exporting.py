"""Writing everything that is stored into one file of a chosen format."""

from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from sqlmodel import Session

from services.exchange.archive.csvfile import write_csv
from services.exchange.archive.jsonfile import write_json
from services.exchange.archive.source import Progress, Source
from services.exchange.archive.xlsxfile import write_xlsx


class Format(StrEnum):
    """The kind of file that an export writes."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


_WRITERS = {Format.CSV: write_csv, Format.XLSX: write_xlsx, Format.JSON: write_json}


def export(session: Session, form: Format, out: BinaryIO, at: datetime, progress: Progress | None = None) -> int:
    """Write every record into an open file and return how many there are; `at` is the moment that the file names.

    Everybody who may read may export. The history of changes belongs to one database and stays there. `progress` is
    told now and then how many records of how many are written. Raises Refusal where the format cannot hold what there
    is. Memory grows with key results, not with check-ins.
    """
    source = Source(session, progress)
    _WRITERS[form](source, out, at)
    if progress is not None:
        progress(source.total, source.total)
    return source.total
