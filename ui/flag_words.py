"""Flags in words: kinds, states, moves, ages, and the sentences above the lists."""

from collections.abc import Mapping, Sequence
from datetime import date

from domain.flags import CONCERN_WORDS, UNRESOLVED
from domain.formatting import count, day, number, percent, relative_day
from domain.vocabulary import Concern, FlagMove, FlagState
from services.reporting.flags import FlagReport, FlagRow, KindReport
from ui.clock import day_of

SHAPES: Mapping[FlagState, str] = {
    FlagState.OPEN: "○",
    FlagState.ACKNOWLEDGED: "◐",
    FlagState.RESOLVED: "✓",
    FlagState.DISMISSED: "–",
}
DID: Mapping[FlagMove, str] = {
    FlagMove.RAISED: "raised this flag",
    FlagMove.REPLIED: "replied",
    FlagMove.ACKNOWLEDGED: "acknowledged this flag",
    FlagMove.RESOLVED: "resolved this flag",
    FlagMove.DISMISSED: "dismissed this flag",
    FlagMove.REOPENED: "reopened this flag",
}
# From how many flags of a kind on, and from which dismissed share on, its threshold deserves a look.
ENOUGH_FLAGS, MANY_DISMISSED = 3, 0.5
LONGEST_QUOTE = 110


def kind(concern: Concern) -> str:
    """Say what a flag is about, as the beginning of a line: "Output-heavy"."""
    words = CONCERN_WORDS[concern]
    return words[0].upper() + words[1:]


def age(row: FlagRow, today: date) -> str:
    """Say how old a flag is, or how long it took until it was closed."""
    days = row.age(today)
    if row.state in UNRESOLVED:
        return "raised today" if days == 0 else f"{count(days, 'day')} old"
    return "closed the same day" if days == 0 else f"closed after {count(days, 'day')}"


def due(row: FlagRow, today: date) -> str:
    """Say until when an answer is wanted, while one is; empty without a date."""
    if row.due_on is None or row.state not in UNRESOLVED:
        return ""
    late = (today - row.due_on).days
    return f"answer was due {relative_day(row.due_on, today)}" if late > 0 else f"answer by {day(row.due_on, today)}"


def one_line(text: str, longest: int = LONGEST_QUOTE) -> str:
    """Return a text in quotation marks on one line, cut where it gets long; empty for none."""
    line = " ".join(text.split())
    if len(line) > longest:
        line = f"{line[: longest - 1].rstrip()}…"
    return f"“{line}”" if line else ""


def flag_in_a_sentence(row: FlagRow, today: date) -> str:
    """Answer where one flag stands."""
    raised = f"{row.raised_by} raised it {relative_day(day_of(row.raised_at), today)}"
    if row.state == FlagState.OPEN and row.answered_at:
        return f"{raised}. It was reopened and waits for {row.owner}."
    if row.state == FlagState.OPEN:
        return f"{raised}. {row.owner} has not answered yet."
    if row.state == FlagState.ACKNOWLEDGED:
        return f"{raised}. {row.owner} has seen it; {_replies(row)}."
    closed = relative_day(day_of(row.closed_at), today) if row.closed_at else "later"
    return f"{raised}. It was {row.state.value} {closed}, {_replies(row)}."


def _replies(row: FlagRow) -> str:
    return count(row.replies, "reply", "replies") if row.replies else "no reply yet"


def flags_in_a_sentence(report: FlagReport, raised: int) -> str:
    """Answer how many flags wait, for how long, and how they are answered."""
    if not raised:
        return "Nobody has raised a flag here."
    waiting = "No flag waits"
    if report.open:
        median = f", median age {number(report.median_age)} {'day' if report.median_age == 1 else 'days'}"
        waiting = f"{count(report.open, 'flag')} {'waits' if report.open == 1 else 'wait'}{median}"
    found = report.answers
    answered = f" {found.in_time} of {found.asked} {'was' if found.asked == 1 else 'were'} answered within a week."
    return f"{waiting}.{answered if found.asked else ''} {count(raised, 'flag')} in all."


def my_flags_in_words(rows: Sequence[FlagRow]) -> str:
    """Say how many flags on somebody's goals wait for that person's first answer."""
    waiting = sum(row.waits_for_owner for row in rows)
    if not waiting:
        return "answered, and not closed yet"
    of_all = "" if waiting == len(rows) else f" of {len(rows)}"
    return f"{waiting}{of_all} {'waits' if waiting == 1 else 'wait'} for your first answer"


def advice(row: KindReport) -> str:
    """Say what to do about a kind of flag that people often dismiss."""
    if row.raised >= ENOUGH_FLAGS and row.dismissed_share >= MANY_DISMISSED:
        return "Many dismissed: raise the threshold"
    return ""


def share_of_dismissed(row: KindReport) -> str:
    """Say which share of a kind of flag was dismissed."""
    return percent(row.dismissed_share) if row.raised else "–"
