"""The numbers at the moment of a decision: of what it is about in a line, and of the whole objective on demand."""

from html import escape

from domain.formatting import count, percent, rounded, value_with_unit
from domain.vocabulary import Exemption
from services.figures import KeyResultThen, Then
from services.reporting.decisions import DecisionRow
from ui.markup import status_chip
from ui.words import share

TITLES = ("Key result", "Value", "Aim", "Progress", "Status", "Counts as", "Weight")
NUMBERS = frozenset({1, 3, 6})


def at_that_moment(row: DecisionRow) -> str:
    """Return the numbers of a decision's moment as HTML, empty where it is about no objective."""
    if row.then is None:
        return ""
    about = row.then.of(row.key_result_id)
    line = f"<p class='ob-note'>At that moment: {escape(about.in_words)}.</p>" if about and about.in_words else ""
    return line + (_all(row.then) if row.then.key_results else "")


def _all(then: Then) -> str:
    said = f"The objective at that moment: {count(len(then.key_results), 'key result')}, {share(then.share)}"
    head = "".join(f"<th{_kind(place)}>{title}</th>" for place, title in enumerate(TITLES))
    body = "".join(map(_row, then.key_results))
    table = f"<table class='ob-rows'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<details class='ob-then'><summary>{escape(said)}</summary><div>{table}</div></details>"


def _row(row: KeyResultThen) -> str:
    counts_as = row.label.value if row.exemption == Exemption.NONE else f"exempt: {row.exemption.value}"
    value = "" if row.status is None else value_with_unit(row.value, row.unit)
    moved = "" if row.status is None else percent(row.progress)
    status = "not kept" if row.status is None else status_chip(row.status, row.stale)
    words = (row.title, value, row.aim, moved, "", counts_as, rounded(row.weight, 2))
    cells = [status if place == TITLES.index("Status") else escape(word) for place, word in enumerate(words)]
    return "<tr>" + "".join(f"<td{_kind(place)}>{cell}</td>" for place, cell in enumerate(cells)) + "</tr>"


def _kind(place: int) -> str:
    return " class='ob-num'" if place in NUMBERS else ""
