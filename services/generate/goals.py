"""Objectives with their key results, milestones and initiatives, cycle by cycle."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.vocabulary import Commitment, CycleState, InitiativeState, Measure, ObjectiveKind, ObjectiveState
from services.bulk import Values
from services.generate.labels import label_events, label_of, suggested
from services.generate.numbers import goal, told
from services.generate.organisation import Organisation
from services.generate.patterns import LIMITS, OUTCOMES, OUTPUTS, QUESTIONS, STEPS, Pattern
from services.generate.size import Recipe
from services.generate.texts import BECAUSE, OBJECTIVES, STEP_TITLES, WORK

WEIGHTS, CADENCES = (1.0, 1.0, 1.0, 1.0, 2.0, 0.5), (7, 7, 7, 7, 7, 7, 14)
INITIATIVES = 0.1  # for each key result
ALIGNED = 0.7  # the share of objectives that contribute to one of the team above
LEARNS = 0.08  # how much a team's share of outcomes grows from cycle to cycle
STEP_DAYS = (20, 40, 62, 84)


@dataclass(slots=True)
class Goals:
    """The rows of all cycles, in the order in which they are stored."""

    objectives: list[Values] = field(default_factory=list)
    key_results: list[Values] = field(default_factory=list)
    milestones: list[Values] = field(default_factory=list)
    initiatives: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)
    events: list[Values] = field(default_factory=list)
    steps: dict[int, list[Values]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class GoalWriter:
    """Writes the goals of one cycle after the other."""

    recipe: Recipe
    place: Organisation
    goals: Goals = field(default_factory=Goals)
    aims: dict[int, float] = field(default_factory=dict)

    def write_cycle(self, cycle: Values) -> None:
        """Add a cycle's objectives, key results and initiatives."""
        size = self.recipe.size
        objectives = [self._objective(cycle, number) for number in range(size.objectives)]
        own: dict[int, list[Values]] = defaultdict(list)
        for objective in objectives:
            objective["parent_id"] = self._parent(objective, own)
            own[objective["team_id"]].append(objective)
        self.goals.objectives += objectives
        asked: set[int] = set()
        written = [self._key_result(cycle, objectives[n % len(objectives)], asked) for n in range(size.key_results)]
        for _ in range(round(INITIATIVES * size.key_results)):
            self._initiative(cycle, objectives, self.recipe.chance.choice(written))

    def _objective(self, cycle: Values, number: int) -> Values:
        chance, team = self.recipe.chance, number % len(self.place.teams) + 1
        crew, closed = self.place.crews[team], cycle["state"] == CycleState.CLOSED
        return {
            "id": len(self.goals.objectives) + number + 1,
            "version": 1,
            "team_id": team,
            "cycle_id": cycle["id"],
            "owner_id": crew[0] if chance.random() < ALIGNED else chance.choice(crew),
            "parent_id": None,
            "title": told(chance, chance.choice(OBJECTIVES)),
            "description": told(chance, "We hear it from {who} and from our own people {where}: this comes first."),
            "commitment": chance.choice(tuple(Commitment)),
            "kind": ObjectiveKind.CRITICAL_BET if chance.random() < 0.05 else ObjectiveKind.STANDARD,
            "state": ObjectiveState.CLOSED if closed else ObjectiveState.PUBLISHED,
        }

    def _parent(self, objective: Values, own: dict[int, list[Values]]) -> int | None:
        above = own.get(self.place.teams[objective["team_id"] - 1]["parent_id"] or 0)
        if not above or self.recipe.chance.random() >= ALIGNED:
            return None
        return int(self.recipe.chance.choice(above)["id"])

    def _pattern(self, cycle: Values, objective: Values, asked: set[int]) -> Pattern:
        chance, team = self.recipe.chance, objective["team_id"]
        aim = self.aims.setdefault(team, chance.uniform(0.05, 0.65)) + LEARNS * (cycle["id"] - 1)
        kind = chance.random()
        if kind < 0.05 and objective["id"] not in asked:
            asked.add(objective["id"])
            return chance.choice(QUESTIONS)
        if kind < 0.13:
            return chance.choice(LIMITS)
        if chance.random() < aim:
            return chance.choice(OUTCOMES)
        return chance.choice(OUTPUTS if chance.random() < 0.6 else STEPS)

    def _key_result(self, cycle: Values, objective: Values, asked: set[int]) -> Values:
        chance = self.recipe.chance
        pattern = self._pattern(cycle, objective, asked)
        numbers = goal(chance, pattern)
        title = told(chance, pattern.title, numbers["target"] or 0)
        from_zero = 0.0 if numbers["baseline"] == 0 else None if numbers["baseline"] is None else 1.0
        given = None if numbers["target"] is None else 2.0  # the classifier asks only whether there is a number
        suggestion = suggested(title, pattern.measure, pattern.unit, from_zero, given)
        crew = self.place.crews[objective["team_id"]]
        row = {
            **{"id": len(self.goals.key_results) + 1, "version": 1, "objective_id": objective["id"]},
            **{"owner_id": chance.choice(crew), "title": title, "measure": pattern.measure, "unit": pattern.unit},
            **numbers,
            **{"weight": chance.choice(WEIGHTS), "cadence_days": chance.choice(CADENCES)},
            **{"starts_on": cycle["starts_on"], "due_on": cycle["ends_on"], "plan_points": []},
            **{"source": "", "score": None, "dropped": False},
            **label_of(chance, pattern, suggestion),
        }
        self.goals.key_results.append(row)
        self.goals.events += label_events(chance, row, suggestion, crew[0])
        if pattern.measure == Measure.MILESTONE:
            self._milestones(row)
        return row

    def _milestones(self, key_result: Values) -> None:
        chance, last = self.recipe.chance, self.recipe.today - timedelta(days=1)
        for title, day in zip(STEP_TITLES, STEP_DAYS, strict=True):
            due_on: date = key_result["starts_on"] + timedelta(days=day)
            done_on = due_on + timedelta(days=round(chance.gauss(0, 6)))
            reached = done_on <= min(last, key_result["due_on"]) and chance.random() < 0.9
            ends = {"due_on": due_on, "done_on": done_on if reached else None}
            about = {"id": len(self.goals.milestones) + 1, "version": 1, "key_result_id": key_result["id"]}
            step = {**about, "title": title, "weight": float(chance.choice((1, 1, 2))), **ends}
            self.goals.milestones.append(step)
            self.goals.steps[key_result["id"]].append(step)

    def _initiative(self, cycle: Values, objectives: Sequence[Values], target: Values) -> None:
        chance = self.recipe.chance
        objective = objectives[target["objective_id"] - objectives[0]["id"]]
        starts_on: date = cycle["starts_on"] + timedelta(days=chance.randrange(40))
        due_on = starts_on + timedelta(days=chance.randrange(14, 50))
        done = due_on < self.recipe.today
        row = {
            **{"id": len(self.goals.initiatives) + 1, "version": 1, "team_id": objective["team_id"]},
            **{"owner_id": chance.choice(self.place.crews[objective["team_id"]])},
            "title": told(chance, chance.choice(WORK)),
            "hypothesis": f"We expect “{target['title']}” to move because {chance.choice(BECAUSE)}.",
            "state": InitiativeState.DONE if done else InitiativeState.DOING,
            **{"starts_on": starts_on, "due_on": due_on, "result": "It is in daily use." if done else ""},
        }
        self.goals.initiatives.append(row)
        self.goals.links.append(self._link(row, target["id"]))

    def _link(self, initiative: Values, key_result_id: int) -> Values:
        return {
            "id": len(self.goals.links) + 1,
            "initiative_id": initiative["id"],
            "key_result_id": key_result_id,
        }
