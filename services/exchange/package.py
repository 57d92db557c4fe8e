"""The zip package of an XLSX file, checked before anything in it is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_DIRECTORY_BYTES, MAX_PACKED_ENTRIES, MAX_RATIO, MAX_UNPACKED_BYTES

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_END_OF_DIRECTORY = b"PK\x05\x06"
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SAVE_AS_XLSX = "Open it in a spreadsheet program and save it as XLSX or CSV."
_MEGABYTE = 1024 * 1024
_CHUNK = 65_536


def is_package(data: bytes) -> bool:
    """Whether the bytes are a zip file, whatever the file is called."""
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def refuse_other_formats(data: bytes) -> None:
    """Refuse old or encrypted Office files and PDF by their first bytes, with advice."""
    if data.startswith(_OLD_OFFICE):
        raise UnreadableFile(
            "The file is an old Excel workbook (.xls) or is protected with a password",
            remedy="Remove the password and save it as XLSX or CSV.",
        )
    if data.startswith(b"%PDF"):
        raise UnreadableFile("The file is a PDF", remedy="Import the spreadsheet that it was printed from.")


def open_package(data: bytes) -> zipfile.ZipFile:
    """The opened package of a workbook whose directory keeps every limit."""
    _check_directory_size(data)
    try:
        package = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError) as error:
        raise _damaged("its directory cannot be read") from error
    entries = package.infolist()
    _check_entries(entries)
    _check_kind({entry.filename for entry in entries})
    return package


def parts(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unpacked bytes of one part, piece by piece."""
    try:
        with package.open(name) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise _damaged(f"{name} cannot be unpacked") from error


def _damaged(where: str) -> UnreadableFile:
    return UnreadableFile("The workbook is damaged", where=where, remedy=_SAVE_AS_XLSX)


def _check_directory_size(data: bytes) -> None:
    """Read the size of the directory before Python reads the directory itself: each entry costs memory."""
    position = data.rfind(_END_OF_DIRECTORY)
    if position < 0 or len(data) < position + 22:
        raise _damaged("its end is missing")
    size = struct.unpack_from("<I", data, position + 12)[0]
    if size > MAX_DIRECTORY_BYTES:
        raise UnreadableFile("The workbook holds too many parts", remedy=_SAVE_AS_XLSX)


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_PACKED_ENTRIES:
        raise UnreadableFile(f"The workbook holds more than {MAX_PACKED_ENTRIES:,} parts", remedy=_SAVE_AS_XLSX)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableFile("The file is protected with a password", remedy="Save it without a password.")
    if any(entry.compress_type not in _PLAIN_METHODS for entry in entries):
        raise UnreadableFile("The workbook is packed in an unusual way", remedy=_SAVE_AS_XLSX)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            f"The workbook unpacks to more than {MAX_UNPACKED_BYTES // _MEGABYTE} MB ({unpacked / _MEGABYTE:.0f} MB)",
            remedy="Delete sheets and formatting that are not about OKRs, or save the sheet as CSV.",
        )
    for entry in entries:
        _check_ratio(entry)


def _check_ratio(entry: zipfile.ZipInfo) -> None:
    if entry.file_size > _MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise UnreadableFile(
            "The workbook unpacks to far more than a table of texts would",
            where=f"{entry.filename} grows {entry.file_size // max(entry.compress_size, 1)}-fold",
            remedy="Save the sheet as CSV.",
        )


def _check_kind(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if "xl/workbook.bin" in names:
        raise UnreadableFile("The file is a binary workbook (.xlsb)", remedy=_SAVE_AS_XLSX)
    if "content.xml" in names:
        raise UnreadableFile("The file is an OpenDocument spreadsheet or text", remedy=_SAVE_AS_XLSX)
    raise UnreadableFile(
        "The file is a zip file but not an XLSX workbook", remedy="Unpack it and import the table in it."
    )
