"""Done-or-not-done key results, recognised from their words."""

from domain.classification.numbers import has_figure
from domain.classification.reading import RESULT_TAGS, Reading, read
from domain.classification.signals import text_hits
from domain.classification.text import word_set

_DONE = frozenset({"make", "act", "state", "milestone", "deliverable", "activity"})


def reads_like_milestone(text: str) -> bool:
    """Tell whether a text states something that is done or not done, with no number to move.

    Quarters, years and names with figures in them, such as “SOC 2”, are not numbers to move.
    """
    reading = read(text)
    if not reading.words or _has_amount(reading):
        return False
    fired = {hit.rule for hit in text_hits(reading)}
    return bool(fired & _DONE) and not (fired & {*RESULT_TAGS, "people_do", "own", "win"})


def _has_amount(reading: Reading) -> bool:
    if any(word.text in ("%", "€", "$", "£") for word in reading.words):
        return True
    names = [i for i, word in enumerate(reading.words) if word.is_number and _is_part_of_a_name(reading, i)]
    return has_figure(tuple(word for i, word in enumerate(reading.words) if i not in names))


def _is_part_of_a_name(reading: Reading, index: int) -> bool:
    """“version 2”, “phase 3”, “May 31”: the figure names something or is a date."""
    before = reading.words[index - 1].text if index else ""
    return before in _NAMED_BY_NUMBER or before[:3] in _MONTHS


_NAMED_BY_NUMBER = word_set("version phase tier type level part release q h v wave stage step iso soc chapter")
_MONTHS = word_set("jan feb mar apr may jun jul aug sep oct nov dec mai okt dez abr ago out set dic")
