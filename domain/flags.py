"""Flags as a conversation: who may do what in which state, and how quickly flags are answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from domain.vocabulary import Concern, FlagMove, FlagState

ANSWER_DAYS = 7
UNRESOLVED = frozenset({FlagState.OPEN, FlagState.ACKNOWLEDGED})
CLOSED = frozenset({FlagState.RESOLVED, FlagState.DISMISSED})
NEEDS_TEXT = frozenset({FlagMove.RAISED, FlagMove.REPLIED, FlagMove.DISMISSED, FlagMove.REOPENED})

CONCERN_WORDS: Mapping[Concern, str] = {
    Concern.NO_OUTCOME: "no outcome key result",
    Concern.OUTPUT_HEAVY: "output-heavy",
    Concern.LAG_ONLY: "lag-only",
    Concern.NO_BASELINE: "no baseline",
    Concern.NO_GUARDRAIL: "no guardrail",
    Concern.ALL_MILESTONES: "all milestones",
    Concern.EXEMPTIONS_OVERUSED: "exemptions overused",
    Concern.UNCONFIRMED_LABELS: "unconfirmed labels",
    Concern.OTHER: "something else",
}


@dataclass(frozen=True, slots=True)
class MoveRule:
    """From which states a move is possible, where it leads (None: the state stays) and which of the three may make it.

    A manager leads the team or a team above it, an owner owns what is flagged, a member belongs to the team.
    """

    states: frozenset[FlagState]
    leads_to: FlagState | None
    manager: bool = False
    owner: bool = False
    member: bool = False


MOVES: Mapping[FlagMove, MoveRule] = {
    FlagMove.REPLIED: MoveRule(UNRESOLVED, None, manager=True, owner=True, member=True),
    FlagMove.ACKNOWLEDGED: MoveRule(frozenset({FlagState.OPEN}), FlagState.ACKNOWLEDGED, owner=True),
    FlagMove.RESOLVED: MoveRule(UNRESOLVED, FlagState.RESOLVED, manager=True),
    FlagMove.DISMISSED: MoveRule(UNRESOLVED, FlagState.DISMISSED, manager=True),
    FlagMove.REOPENED: MoveRule(CLOSED, FlagState.OPEN, manager=True),
}


@dataclass(frozen=True, slots=True)
class Course:
    """The days of one flag: raised, first answered by an owner, and resolved or dismissed, where that happened."""

    raised_on: date
    answered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """How many flags were answered within a week, of those whose week is over or that were answered."""

    in_time: int
    asked: int


def may_ever(move: FlagMove, *, manager: bool, owner: bool, member: bool) -> bool:
    """Whether these roles may make a move in the states that allow it."""
    rule = MOVES[move]
    return (rule.manager and manager) or (rule.owner and owner) or (rule.member and member)


def permitted_moves(state: FlagState, *, manager: bool, owner: bool, member: bool) -> frozenset[FlagMove]:
    """The moves that somebody with these roles may make on a flag in this state; raising is no move on a flag."""
    roles = {"manager": manager, "owner": owner, "member": member}
    return frozenset(move for move, rule in MOVES.items() if state in rule.states and may_ever(move, **roles))


def age_in_days(course: Course, today: date) -> int:
    """Whole days from raising to closing, or to today while the flag is not closed; never below 0."""
    return max(0, ((course.closed_on or today) - course.raised_on).days)


def answered_within_a_week(course: Course, today: date) -> bool | None:
    """Whether an owner answered within 7 days; None while there is time, or if it was closed sooner."""
    last_day = course.raised_on + timedelta(days=ANSWER_DAYS)
    if course.answered_on is not None:
        return course.answered_on <= last_day
    return False if (course.closed_on or today) > last_day else None


def answers(courses: Iterable[Course], today: date) -> Answers:
    """How many of these flags were answered within a week, of how many that can be told of."""
    told = [found for course in courses if (found := answered_within_a_week(course, today)) is not None]
    return Answers(sum(told), len(told))


def median_age(courses: Iterable[Course], today: date) -> float | None:
    """The median age in days, or None without flags."""
    ages = [age_in_days(course, today) for course in courses]
    return median(ages) if ages else None
