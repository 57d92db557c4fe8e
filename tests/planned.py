"""A planning session as it stands half-way: a plan of four objectives, drafts, votes and what was parked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from domain.planning import DEFAULT_STAGES
from domain.vocabulary import ContributionKind, CycleState, DecisionKind, LessonKind, Measure, ObjectiveState, VoteKind
from models import Cycle, Objective, Person, PlanningSession, Team
from models.database import reading, writing
from models.inputs import KeyResultInput, ObjectiveInput
from models.planning_inputs import (
    BallotInput,
    ContributionInput,
    DecisionInput,
    JoinInput,
    RoundInput,
    SessionInput,
    StageInput,
)
from services import decisions, key_results, objectives, sessions, taking_part, votes
from services.permissions import Actor

TEAM, TITLE = "Rider care", "Planning of the next quarter"
COURSE = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)
OBJECTIVES = (
    "Riders who break down are on their way again the same day",
    "Every rider feels safe to ride in winter, in all towns",
    "Small workshops stay with us because we save them a day of paper work",
    "New towns are reached without a van of our own",
)
KEY_RESULTS = (
    "Raise the share of riders who are back on the road within 24 hours from 62 % to 80 %",
    "Cut the median wait for an answer from 9 to 4 hours in all five regions, measured in the help desk",
    "Keep the share of contacts that come back within a week at 8 % or less",
    "Ship the new booking screen to all shops",
)
NAMES = ("Anahera", "Bo", "Cleo Papadopoulou", "Dan", "Esra", "Finn", "Gül", "Hanne Sørensen")


@dataclass(frozen=True)
class Held:
    """Ids and tokens of what was stored, and a way to do more as the facilitator."""

    engine: Engine
    leader: Actor
    session: int
    code: str
    tokens: Sequence[str]
    objectives: Sequence[int]
    key_results: Sequence[int]

    def do(self, use_case: Callable[..., Any], *args: Any) -> Any:
        """Run a use case in a transaction of its own."""
        with writing(self.engine) as session:
            return use_case(session, *args)

    def lead(self, use_case: Callable[..., Any], *args: Any) -> Any:
        """Run a use case as the facilitator."""
        return self.do(use_case, self.leader, *args)

    def go_to(self, place: int, objective: int | None = None, key_result: int | None = None) -> None:
        """Show a stage, counted from 0, with what is on the screen in it."""
        self.lead(sessions.go_to_stage, self.session, place)
        if objective is not None or key_result is not None:
            self.lead(sessions.show, self.session, objective, key_result)


def prepared(engine: Engine, **changes: Any) -> Held:
    """Prepare a session that nobody has joined, for the first cycle in planning."""
    with reading(engine) as session:
        person = session.exec(select(Person).where(Person.name == "Tomasz Wilk")).one()
        team = session.exec(select(Team).where(Team.name == TEAM)).one()
        planned = session.exec(select(Cycle).where(Cycle.state == CycleState.PLANNING)).first()
        last = session.exec(select(Cycle).where(Cycle.state == CycleState.ACTIVE)).first()
        assert planned is not None
        assert last is not None
        leader = Actor(person.key, person.name)
        given = {"team_id": team.key, "cycle_id": planned.key, "last_cycle_id": last.key, "stages": COURSE}
    with writing(engine) as session:
        opened = sessions.prepare_session(session, leader, SessionInput(**{**given, "title": TITLE, **changes}))
    return Held(engine, leader, opened.session_id, opened.code, (), (), ())


def running(engine: Engine, people: Sequence[str] = NAMES, **changes: Any) -> Held:
    """Start a session with participants and nothing in it yet."""
    held = prepared(engine, **changes)
    held.lead(sessions.start_session, held.session)
    tokens = [held.do(taking_part.join, JoinInput(code=held.code, name=name)) for name in people]
    return Held(engine, held.leader, held.session, held.code, tokens, (), ())


def full(engine: Engine) -> Held:
    """Start a session with a plan of 4 objectives × 4 key results and 8 participants who wrote and voted."""
    held = running(engine)
    goals, results = _plan(held)
    held = Held(engine, held.leader, held.session, held.code, held.tokens, goals, results)
    _write(held)
    _vote(held)
    return held


def _plan(held: Held) -> tuple[list[int], list[int]]:
    with reading(held.engine) as session:
        planned = session.exec(select(Cycle).where(Cycle.state == CycleState.PLANNING)).first()
        team = session.exec(select(Team).where(Team.name == TEAM)).one()
        assert planned is not None
        place = {"team_id": team.key, "cycle_id": planned.key, "owner_id": held.leader.person_id}
        dates = {"starts_on": planned.starts_on, "due_on": planned.ends_on, "owner_id": held.leader.person_id}
    put_away(held)
    goals = [held.lead(objectives.create_objective, ObjectiveInput(title=title, **place)) for title in OBJECTIVES]
    numbers = {"unit": "%", "measure": Measure.INCREASE, "baseline": 62.0, "target": 80.0, "source": "Help desk report"}
    return goals, [
        held.lead(key_results.create_key_result, KeyResultInput(objective_id=goal, title=title, **numbers, **dates))
        for goal in goals
        for title in KEY_RESULTS
    ]


def put_away(held: Held) -> None:
    """Take what the sample company has drafted for the team out of the way."""
    with writing(held.engine) as session:
        record = session.get_one(PlanningSession, held.session)
        of_team = (Objective.team_id == record.team_id, Objective.cycle_id == record.cycle_id)
        for draft in session.exec(select(Objective).where(*of_team)):
            draft.state = ObjectiveState.CLOSED
        session.commit()


def _write(held: Held) -> None:
    for number, token in enumerate(held.tokens):
        draft = ContributionInput(
            kind=ContributionKind.DRAFT, text=f"{OBJECTIVES[number % 4]}, and tell others {number}"
        )
        held.do(taking_part.contribute, token, draft)
        kind = LessonKind.PLUS if number % 2 else LessonKind.MINUS
        held.do(taking_part.learn, token, kind, f"Calling ten riders each week told us more than the survey {number}")
    about = {"kind": ContributionKind.QUESTION, "objective_id": held.objectives[0]}
    held.do(taking_part.contribute, held.tokens[0], ContributionInput(text="Who measures the wait today?", **about))
    parked = {"kind": ContributionKind.PARKING, "key_result_id": held.key_results[0]}
    held.do(taking_part.contribute, held.tokens[1], ContributionInput(text="Who pays for the tow truck?", **parked))
    for kind, title in (
        (DecisionKind.DECISION, "One owner for the wait times"),
        (DecisionKind.NOT_DOING, "A second app"),
    ):
        with reading(held.engine) as session:
            team = session.exec(select(Team).where(Team.name == TEAM)).one().key
        said = {"reason": "It costs more than it brings", "session_id": held.session, "team_id": team}
        held.lead(decisions.decide, DecisionInput(kind=kind, title=title, **said))


def _vote(held: Held) -> None:
    given = {"question": "How far do you stand behind it?", "objective_id": held.objectives[0]}
    for values in ((4, 1, 5, 4, 3, 2, 5, 4), (4, 3, 5, 4, 4, 4, 5, 4)):
        take(held, RoundInput(kind=VoteKind.FIST, **given), values)


def take(held: Held, asked: RoundInput, values: Sequence[int]) -> int:
    """Open a vote, give a value for each participant, reveal them, and return the round's id."""
    key: int = held.lead(votes.open_round, held.session, asked)
    for token, value in zip(held.tokens, values, strict=False):
        remark = "No baseline yet" if value <= 2 else ""
        held.do(votes.vote, token, key, BallotInput(value=value, remark=remark))
    held.lead(votes.reveal, key)
    return key


def forget_sessions(answer: Callable[..., Any]) -> None:
    """Take the sample's own session out of a database that answers SQL, so that a test finds only what it stored."""
    for table in ("ballot", "vote_round", "contribution", "participant"):
        answer(f"DELETE FROM {table}")
    for table in ("lesson", "decision"):
        answer(f"UPDATE {table} SET session_id = NULL")
    answer("DELETE FROM planning_session")
