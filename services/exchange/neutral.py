"""Text that a spreadsheet would run as a formula, made harmless on the way out and restored on the way in.

The rule: a text whose first character after blanks and apostrophes is one of `= + - @`, a tab, a line break or the
full-width form of one of these gets one apostrophe in front. Reading takes one apostrophe away from exactly the texts
that the rule can have produced, so that what was exported comes back letter by letter.
"""

import re

_DANGEROUS = re.compile(r"['\s\u200b\ufeff]*?[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")


def neutral(text: str) -> str:
    """The text as it may stand in an exported cell."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """The text as it was before `neutral`."""
    return text[1:] if text.startswith("'") and _DANGEROUS.match(text[1:]) else text
