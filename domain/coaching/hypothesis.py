"""Why a piece of work is worth doing: the sentence that names what it should move."""

_LONGEST_QUOTE = 140


def hypothesis_for(work: str, result: str) -> str:
    """Propose the hypothesis of a piece of work under a key result, with the reason left open for its owner."""
    return f"We expect “{_quote(work)}” to move “{_quote(result)}” because …"


def _quote(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".!")
    if len(plain) > _LONGEST_QUOTE:
        plain = plain[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return plain
