"""Writing everything that is stored into one file of a chosen format."""

from datetime import datetime
from enum import StrEnum
from typing import BinaryIO

from sqlmodel import Session

from services.exchange.archive.contents import RECORD_TYPES
from services.exchange.archive.csvfile import write_csv
from services.exchange.archive.jsonfile import write_json
from services.exchange.archive.source import Source
from services.exchange.archive.xlsxfile import write_xlsx


class Format(StrEnum):
    """The kind of file that an export writes."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


_WRITERS = {Format.CSV: write_csv, Format.XLSX: write_xlsx, Format.JSON: write_json}


def export(session: Session, form: Format, out: BinaryIO, at: datetime) -> int:
    """Write every record into an open file and return how many there are; `at` is the moment that the file names.

    Everybody who may read may export. The history of changes belongs to one database and stays there. Raises Refusal
    where the format cannot hold what there is. Memory grows with key results, not with check-ins.
    """
    source = Source(session)
    _WRITERS[form](source, out, at)
    return sum(source.count(kind) for kind in RECORD_TYPES)
