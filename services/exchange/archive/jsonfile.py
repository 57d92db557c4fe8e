"""The archive as JSON: one object, one record a line, written and read without formatting of any kind."""

import json
from collections.abc import Iterator
from datetime import datetime
from io import TextIOWrapper
from typing import Any, BinaryIO

from services.exchange.archive.contents import BY_NAME, FORMAT, RECORD_TYPES
from services.exchange.archive.raw import RawRecord, check_export_size, check_format, check_records
from services.exchange.archive.schema import Kind, RecordType
from services.exchange.archive.source import Source
from services.exchange.archive.values import line_of_json
from services.exchange.encoding import decode
from services.exchange.errors import UnreadableFile

MARK = "outboard"


def write_json(source: Source, out: BinaryIO, at: datetime) -> None:
    """Write every record; references are names and keys, and words that only repeat them are left out."""
    text = TextIOWrapper(out, encoding="utf-8", newline="\n")
    text.write(f'{{"{MARK}": {FORMAT}, "exported_at": {line_of_json(at)}, "records": {{\n')
    for number, kind in enumerate(RECORD_TYPES):
        text.write(f'{"," if number else ""}"{kind.name}": [')
        for place, line in enumerate(_lines(source, kind)):
            text.write(f",\n{line}" if place else f"\n{line}")
        text.write("\n]\n")
    text.write("}}\n")
    text.detach()


def _lines(source: Source, kind: RecordType) -> Iterator[str]:
    columns = [column for column in kind.columns if column.kind != Kind.SHOWN]
    return map(line_of_json, source.records(kind, columns))


def read_json(data: bytes) -> list[RawRecord] | None:
    """Return the records of an archive, or None for a file that is no JSON.

    Raises UnreadableFile for JSON that is not an archive.
    """
    if not _looks_like_json(data):
        return None
    check_export_size(data)
    content = _content(decode(data)[0])
    if not isinstance(content, dict) or MARK not in content:
        raise UnreadableFile("The file is JSON, but not an export of Outboard", remedy="Choose a spreadsheet instead.")
    check_format(content[MARK], FORMAT)
    return list(_records(content.get("records")))


def _looks_like_json(data: bytes) -> bool:
    start = data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith((b'{"', b"[{", b"{\r", b"{\n", b"{ "))


def _content(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile("The file is not complete JSON", where=f"line {error.lineno}: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("The file is not JSON that can be read") from error


def _records(lists: Any) -> Iterator[RawRecord]:
    if not isinstance(lists, dict):
        raise UnreadableFile("The export has no “records”", remedy="Export again.")
    count = 0
    for name, records in lists.items():
        if name not in BY_NAME or not isinstance(records, list):
            raise UnreadableFile(f"“{name[:60]}” is not a list of records that this program knows")
        count += len(records)
        check_records(count)
        for row, record in enumerate(records, 1):
            if not isinstance(record, dict):
                raise UnreadableFile("A record is not an object", where=f"{name}, record {row}")
            yield RawRecord(name, row, f"{name}, record {row}", record)
