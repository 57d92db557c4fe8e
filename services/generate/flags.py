"""Flags on output-heavy objectives, with conversations that go as they go among people."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from domain.outcome_mix import MixItem, is_output_heavy, outcome_mix
from domain.vocabulary import Concern, CycleState, Exemption, FlagMove, Label
from models import KeyResult
from services.bulk import Values
from services.conversation import Conversation, Said, as_it_stands, snapshot_of
from services.generate.goals import Goals
from services.generate.numbers import told
from services.generate.organisation import Organisation
from services.generate.size import Recipe
from services.generate.texts import (
    CONCERNS,
    DISMISSALS,
    FURTHER,
    OLD_TEXTS,
    REOPENINGS,
    REPLIES,
    RESOLUTIONS,
)
from services.permissions import Actor
from services.quarters import working_moment
from services.snapshots import SnapshotKeyResult

RAISED = 0.35  # the share of output-heavy objectives that somebody raises a flag on
ON_KEY_RESULT, FURTHER_REPLY, DISMISSED, REOPENED = 0.25, 0.5, 0.25, 0.05
LATEST_DAY, ANSWER_DAYS = 60, 14


@dataclass(slots=True)
class FlagWriter:
    """Makes up flags, cycle by cycle as the objectives stand."""

    recipe: Recipe
    place: Organisation
    goals: Goals
    talks: list[Conversation] = field(default_factory=list)

    def write(self) -> list[Conversation]:
        """Return the conversations in the order in which the flags are stored."""
        own: dict[int, list[Values]] = defaultdict(list)
        for row in self.goals.key_results:
            own[row["objective_id"]].append(row)
        for objective in self.goals.objectives:
            rows = own.get(objective["id"], [])
            if is_output_heavy(outcome_mix(_items(rows))) and self.recipe.chance.random() < RAISED:
                self._raise(objective, rows)
        return self.talks

    def _raise(self, objective: Values, rows: Sequence[Values]) -> None:
        chance, cycle = self.recipe.chance, self.place.cycles[objective["cycle_id"] - 1]
        raised_on = cycle["starts_on"] + timedelta(days=chance.randrange(1, LATEST_DAY))
        last_day = min(self.recipe.today - timedelta(days=1), cycle["ends_on"])
        if raised_on > last_day:
            return
        has_outcome = any(row["label"] == Label.OUTCOME and row["exemption"] == Exemption.NONE for row in rows)
        target = chance.choice(rows) if chance.random() < ON_KEY_RESULT else None
        days = (raised_on, last_day)
        said = list(self._said(objective, target, days, closed=cycle["state"] == CycleState.CLOSED))
        now = [as_it_stands(KeyResult(**row)) for row in rows]
        before = self._before(now) if said[-1].move == FlagMove.RESOLVED else now
        talk = Conversation(
            key=len(self.talks) + 1,
            kind=Concern.OUTPUT_HEAVY if has_outcome else Concern.NO_OUTCOME,
            objective_id=objective["id"],
            key_result_id=target["id"] if target else None,
            due_on=raised_on + timedelta(days=ANSWER_DAYS) if chance.random() < 0.5 else None,
            before=snapshot_of(objective["title"], before),
            after=snapshot_of(objective["title"], now),
            said=said,
            owners=frozenset({objective["owner_id"], target["owner_id"] if target else objective["owner_id"]}),
            subject=(target or objective)["title"],
        )
        self.talks.append(talk)

    def _said(
        self, objective: Values, target: Values | None, days: tuple[date, date], *, closed: bool
    ) -> Iterator[Said]:
        """Return the moves up to the last day that there is; in a cycle that is closed every flag is."""
        chance, (raised_on, last_day) = self.recipe.chance, days
        manager, owner = self._manager(objective["team_id"]), self._person((target or objective)["owner_id"])
        yield self._say(FlagMove.RAISED, manager, raised_on, CONCERNS)
        answered_on = raised_on + timedelta(days=round(abs(chance.gauss(3, 4))))
        if answered_on > last_day and not closed:
            return
        answered_on = min(answered_on, last_day)
        yield self._say(FlagMove.ACKNOWLEDGED, owner, answered_on, minutes=30)
        yield self._say(FlagMove.REPLIED, owner, answered_on, REPLIES, minutes=30)
        if chance.random() < FURTHER_REPLY:
            yield self._say(FlagMove.REPLIED, manager, answered_on, FURTHER, minutes=90)
        closed_on = answered_on + timedelta(days=chance.randrange(2, 25))
        if closed or closed_on <= last_day:
            yield from self._end(manager, min(closed_on, last_day), closed=closed)

    def _end(self, manager: Actor, day: date, *, closed: bool) -> Iterator[Said]:
        chance = self.recipe.chance
        if chance.random() < DISMISSED:
            yield self._say(FlagMove.DISMISSED, manager, day, DISMISSALS, minutes=120)
            return
        yield self._say(FlagMove.RESOLVED, manager, day, RESOLUTIONS, minutes=120)
        if not closed and chance.random() < REOPENED:
            yield self._say(FlagMove.REOPENED, manager, day, REOPENINGS, minutes=180)

    def _say(self, move: FlagMove, actor: Actor, day: date, texts: Sequence[str] = ("",), *, minutes: int = 0) -> Said:
        at: datetime = working_moment(day, len(self.talks)) + timedelta(minutes=minutes)
        return Said(move, actor, at, told(self.recipe.chance, self.recipe.chance.choice(texts)))

    def _before(self, now: Sequence[SnapshotKeyResult]) -> list[SnapshotKeyResult]:
        """The first outcome was an output when somebody asked about it."""
        rows, chance = list(now), self.recipe.chance
        place = next((place for place, row in enumerate(rows) if row.label == Label.OUTCOME), None)
        if place is not None:
            rows[place] = replace(rows[place], title=told(chance, chance.choice(OLD_TEXTS)), label=Label.OUTPUT)
        return rows

    def _manager(self, team: int) -> Actor:
        above = self.place.teams[team - 1]["parent_id"] or team
        return self._person(self.place.crews[above][0])

    def _person(self, key: int) -> Actor:
        return Actor(key, self.place.people[key - 1]["name"])


def _items(rows: Sequence[Values]) -> list[MixItem]:
    return [MixItem(row["weight"], row["label"], row["exemption"], None, row["id"]) for row in rows]
