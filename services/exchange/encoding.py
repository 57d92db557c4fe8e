"""Bytes of a text file to text: UTF-8, UTF-16 with or without byte order mark, or Windows-1252."""

import codecs

from services.exchange.errors import UnreadableFile

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp1252": "Windows-1252"}
_SAVE_AGAIN = 'Save the file again as "CSV UTF-8" or as XLSX.'


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding."""
    codec = _marked(data) or _unmarked(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableFile(
            "The file is not readable text",
            where=f"line {line} is not valid {_NAMES.get(codec, codec.upper())}",
            remedy=_SAVE_AGAIN,
        ) from error
    _refuse_nul(text)
    return text.removeprefix("\ufeff"), _NAMES.get(codec, codec.upper())


def _marked(data: bytes) -> str:
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), "")


def _unmarked(data: bytes) -> str:
    sample = data[:4096]
    pairs = max(len(sample) // 2, 1)
    even, odd = sample[0::2].count(0) / pairs, sample[1::2].count(0) / pairs
    if len(data) % 2 == 0 and odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if len(data) % 2 == 0 and even > 0.3 and odd < 0.05:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _refuse_nul(text: str) -> None:
    position = text.find("\0")
    if position >= 0:
        line = text.count("\n", 0, position) + 1
        raise UnreadableFile(
            "The file holds a NUL character, so it is damaged or not text", where=f"line {line}", remedy=_SAVE_AGAIN
        )
