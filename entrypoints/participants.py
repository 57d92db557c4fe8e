"""What a participant's browser on another device may ask for: the page for taking part and what it is made of."""

from starlette.types import Message, Receive, Scope

JOIN = "/take_part"
PAGES = frozenset({"/", JOIN})
ROUTES = frozenset({"/_stcore/health", "/_stcore/host-config", "/favicon.ico", "/favicon.png", "/manifest.json"})
FILES = "/static/"  # of the page itself: scripts, styles, fonts
SOCKET = "/_stcore/stream"
READS = frozenset({"GET", "HEAD"})
LARGEST = 256 * 1024  # bytes in one message; what is typed on the page comes to a few thousand
# The kinds of a browser's message that a page needs, by their field number in Streamlit's BackMsg: stop_script,
# rerun_script, app_heartbeat. Others clear caches for everybody or belong to development.
KINDS = frozenset({7, 11, 17})


def serves(scope: Scope) -> bool:
    """Tell whether a participant's request is for the page or for something that it is made of."""
    path: str = scope["path"]
    if scope["type"] == "websocket":
        return path == SOCKET
    if scope["method"] not in READS:
        return False
    is_plain = ".." not in path and "//" not in path and "\\" not in path
    return path in PAGES or path in ROUTES or (path.startswith(FILES) and is_plain)


def only_page_messages(receive: Receive) -> Receive:
    """Return a source of messages that skips what a page never sends."""

    async def filtered() -> Message:
        while True:
            message = await receive()
            if message["type"] != "websocket.receive" or is_page_message(message.get("bytes")):
                return message

    return filtered


def is_page_message(raw: bytes | None) -> bool:
    """Tell whether a message is of a kind that a page needs, and nothing else besides.

    A message is a row of fields in the protocol buffers encoding, of which each begins with its number and wire type.
    """
    if not raw or len(raw) > LARGEST:
        return False
    place = 0
    while place < len(raw):
        tag, place = _number(raw, place)
        content, place = _number(raw, place)
        kind = tag & 7
        if tag >> 3 not in KINDS or kind not in (0, 2) or content < 0:
            return False
        place += content if kind == 2 else 0
    return place == len(raw)


def _number(raw: bytes, place: int) -> tuple[int, int]:
    """Return the number at a place, seven bits a byte, and where the next one begins; -1 where it breaks off."""
    found = 0
    for shift, byte in enumerate(raw[place : place + 10]):
        found |= (byte & 0x7F) << (7 * shift)
        if byte < 0x80:
            return found, place + shift + 1
    return -1, len(raw) + 1
