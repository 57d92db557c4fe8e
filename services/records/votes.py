"""The votes of a session as its record tells them: every round with its spread; an anonymous one stays anonymous."""

from collections.abc import Mapping, Sequence
from html import escape

from domain.formatting import count, rounded
from domain.vocabulary import VoteKind
from domain.votes import QUESTION_TO_THE_LOW, Tally, Vote, tally_in_words
from services.records.pieces import bullets, paragraph, table
from services.reporting.sessions import RoundRow

KINDS = {VoteKind.FIST: "Fist of five", VoteKind.CONFIDENCE: "Confidence, 0 to 10", VoteKind.RANKING: "Ranking"}
TAKEN_BACK = "A draft that its author took back"


def votes(rounds: Sequence[RoundRow], drafts: Mapping[int, str]) -> str:
    """Return every round in its order; `drafts` holds the candidates of rankings by their ids."""
    return "".join(_round(row, drafts) for row in rounds)


def _round(row: RoundRow, drafts: Mapping[int, str]) -> str:
    names = ", without names" if row.anonymous else ""
    head = f"<h3>{escape(row.question)}</h3>"
    facts = paragraph(f"{KINDS[row.kind]}, round {row.number}{names}", "facts")
    if row.revealed_at is None:
        inside = paragraph(f"Open: {count(len(row.voted), 'vote')} so far, hidden until they are revealed together.")
    elif row.tally is None:
        inside = _ranking(row, drafts)
    else:
        inside = _spread(row.tally, row.votes)
    return f'<article class="round">{head}{facts}{inside}</article>'


def _ranking(row: RoundRow, drafts: Mapping[int, str]) -> str:
    order = (
        (str(place), escape(drafts.get(key, TAKEN_BACK)), rounded(points, 1))
        for place, (key, points) in enumerate(row.order, 1)
    )
    said = paragraph(f"{count(len(row.voted), 'vote')}; the first of a vote gets the most points.", "facts")
    return said + table(("Place", "Draft", "Points"), order, frozenset({0, 2}))


def _spread(found: Tally, votes_given: Sequence[Vote]) -> str:
    titles = ("Vote", "How many", "Who")[: 3 if any(vote.name for vote in votes_given) else 2]
    shown = (_bar(value, number, votes_given) for value, number in enumerate(found.counts) if number)
    bars = table(titles, (row[: len(titles)] for row in shown))
    return paragraph(tally_in_words(found)) + bars + _speakers(found) + _remarks(found, votes_given)


def _bar(value: int, number: int, votes_given: Sequence[Vote]) -> tuple[str, str, str]:
    names = ", ".join(vote.name for vote in votes_given if vote.value == value and vote.name)
    dots = f'<span class="dots" aria-hidden="true">{"●" * number}</span> {number}'
    return str(value), dots, escape(names)


def _speakers(found: Tally) -> str:
    if not found.speakers:
        return ""
    asked = paragraph(f"Who should speak: “{QUESTION_TO_THE_LOW[found.kind]}”", "facts")
    return asked + bullets(escape(_said(vote)) for vote in found.speakers)


def _remarks(found: Tally, votes_given: Sequence[Vote]) -> str:
    others = [vote for vote in votes_given if vote.remark and vote not in found.speakers]
    return paragraph("Remarks", "facts") + bullets(escape(_said(vote)) for vote in others) if others else ""


def _said(vote: Vote) -> str:
    who = f"{vote.name}, {vote.value}" if vote.name else str(vote.value)
    return f"{who}: {vote.remark}" if vote.remark else who
