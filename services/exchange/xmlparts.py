"""XML of unknown origin, read as a stream of events in bounded memory.

No tree is built, so a part of 50 MB costs no more than what its handler keeps. Document types, and with them every kind
of entity attack, are refused. So are nesting, names and tokens that no spreadsheet program writes.
"""

from collections.abc import Iterable
from xml.parsers import expat

from services.exchange.errors import UnreadableFile

_MAX_DEPTH = 64
_MAX_NAMES = 2_000
_MAX_TOKEN_BYTES = 1024 * 1024


class Handler:
    """What a part does with its elements; names come without namespace prefix."""

    finished = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """A piece of text; one text may come in several pieces."""


class _Guard:
    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.depth = 0
        self.names: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.names.add(name)
        self.names.update(attributes)
        if self.depth > _MAX_DEPTH or len(self.names) > _MAX_NAMES:
            raise _unusual()
        self.handler.start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.handler.end(name.rpartition(":")[2])

    def doctype(self, *_: object) -> None:
        raise _unusual()


def _unusual() -> UnreadableFile:
    return UnreadableFile(
        "The workbook holds XML that no spreadsheet program writes", remedy="Open it, and save it again as XLSX or CSV."
    )


def read_xml(pieces: Iterable[bytes], handler: Handler) -> None:
    """Feed the pieces of one XML part to its handler until they end or the handler has finished."""
    guard = _Guard(handler)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = guard.start
    parser.EndElementHandler = guard.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = guard.doctype
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if handler.finished:
                return
            if fed - parser.CurrentByteIndex > _MAX_TOKEN_BYTES:
                raise _unusual()
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = f"XML line {error.lineno}"
        raise UnreadableFile("The workbook is damaged", where=where, remedy="Open it, and save it again.") from error
