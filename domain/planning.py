"""The course of a planning session: its stages with their minutes, and the clock of the present one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from domain.validation import FieldProblem
from domain.vocabulary import StageKind

LONGEST_STAGE = 240
MOST_STAGES = 20
LONGEST_TITLE = 80
LAST_MINUTE = 60  # seconds
CLINIC_MINUTES = 4  # what a key result has in the clinic


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: what is done, how it is called on the screen, and its minutes."""

    kind: StageKind
    title: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that a stage has taken and may take; the clock stands when it does not run."""

    spent: float
    allowed: float
    running: bool

    @property
    def left(self) -> float:
        """Seconds that are left; negative when the stage has run over."""
        return self.allowed - self.spent

    @property
    def state(self) -> str:
        """What the clock says in words: "left", "last minute", "over time", or "held" when it stands."""
        if self.left < 0:
            return "over time" if self.running else "over time, held"
        if not self.running:
            return "held"
        return "last minute" if self.left < LAST_MINUTE else "left"

    def since(self, spent: float, minutes: float) -> "Clock":
        """The clock of a part that began when `spent` seconds of this one were over; it is held with this one."""
        return Clock(max(0.0, self.spent - spent), minutes * 60, self.running)


DEFAULT_STAGES = (
    Stage(StageKind.LESSONS, "Lessons of the last cycle", 10),
    Stage(StageKind.READING, "Silent reading", 20),
    Stage(StageKind.DRAFTING, "Silent drafting", 10),
    Stage(StageKind.RANKING, "Rank and keep 2 to 5", 20),
    Stage(StageKind.CLINIC, "Key result clinic", 45),
    Stage(StageKind.SUFFICIENCY, "Would it be enough?", 15),
    Stage(StageKind.CONFIDENCE, "Confidence vote", 15),
    Stage(StageKind.DECISIONS, "Decisions and what we will not do", 10),
    Stage(StageKind.PUBLISH, "Publish", 5),
)


def clock(stage: Stage, started_at: datetime | None, spent: float, now: datetime) -> Clock:
    """The clock of a stage that took `spent` seconds before it was started at `started_at`; None while it stands."""
    running = (now - started_at).total_seconds() if started_at else 0.0
    return Clock(spent + max(0.0, running), stage.minutes * 60, started_at is not None)


def time_in_words(seconds: float) -> str:
    """Minutes and seconds as a clock shows them: "4:05", and "−0:30" for half a minute over."""
    whole = round(abs(seconds))
    sign = "−" if seconds < 0 and whole else ""
    return f"{sign}{whole // 60}:{whole % 60:02}"


def as_json(stages: Sequence[Stage]) -> list[dict[str, Any]]:
    """The stages as they are stored."""
    return [asdict(stage) for stage in stages]


def from_json(stored: Sequence[Mapping[str, Any]]) -> tuple[Stage, ...]:
    """The stages as they were stored."""
    return tuple(Stage(StageKind(row["kind"]), str(row["title"]), float(row["minutes"])) for row in stored)


def places_in(course: Sequence[Stage], changed: Sequence[Stage]) -> list[int | None]:
    """For each stage of a course its place once the course is changed, None where it was dropped.

    A stage is found again as it was, else by its kind and title, else by its kind under a new title.
    """
    found: list[int | None] = [None] * len(course)
    free = dict(enumerate(changed))
    sameness: tuple[Callable[[Stage], Any], ...] = (astuple, attrgetter("kind", "title"), attrgetter("kind"))
    for same in sameness:
        for place, stage in enumerate(course):
            to = next((to for to, other in free.items() if same(other) == same(stage)), None)
            if found[place] is None and to is not None:
                found[place] = to
                del free[to]
    return found


def check_stages(stages: Sequence[Stage]) -> Iterator[FieldProblem]:
    """Name what cannot be right about a course of stages."""
    if not 1 <= len(stages) <= MOST_STAGES:
        yield FieldProblem("stages", f"A session has between 1 and {MOST_STAGES} stages; these are {len(stages)}.")
    for place, stage in enumerate(stages, 1):
        if not stage.title.strip() or len(stage.title) > LONGEST_TITLE:
            yield FieldProblem("stages", f"Stage {place} needs a title of at most {LONGEST_TITLE} characters.")
        if not 0 < stage.minutes <= LONGEST_STAGE:
            yield FieldProblem("stages", f"Stage {place} takes more than 0 and at most {LONGEST_STAGE} minutes.")
