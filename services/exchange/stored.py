"""Reading what is stored of the objectives and key results that a file names, a batch at a time."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TypeVar, cast

from sqlalchemy import select
from sqlmodel import Session, col

from models import Initiative, InitiativeLink, KeyResult, Objective
from services.exchange.matching import fold
from services.exchange.steps import Stored

OBJECTIVE_COLUMNS = ("id", "version", "team_id", "cycle_id", "owner_id", "title", "description", "commitment")
KEY_RESULT_COLUMNS = (
    *("id", "version", "objective_id", "owner_id", "title", "measure", "unit", "baseline", "target", "low", "high"),
    *("stretch", "weight", "cadence_days", "starts_on", "due_on", "source", "score"),
    *("label", "label_source", "label_probability", "indicator", "control"),
)
BATCH = 400
Item = TypeVar("Item")
ObjectiveKey = tuple[int, int, str]


def batches(items: Iterable[Item]) -> Iterable[list[Item]]:
    """The items in lists of a few hundred, so that a query asks for many and memory holds few."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def read_objectives(
    session: Session, cycle_ids: Sequence[int], team_ids: Sequence[int], *, lock: bool
) -> dict[ObjectiveKey, Stored]:
    """The objectives of some cycles and teams by cycle, team and folded title; the earliest of equal ones."""
    found: dict[ObjectiveKey, Stored] = {}
    columns = [getattr(Objective, name) for name in OBJECTIVE_COLUMNS]
    for batch in batches(team_ids):
        query = (
            select(*columns)
            .where(col(Objective.cycle_id).in_(cycle_ids), col(Objective.team_id).in_(batch))
            .order_by(col(Objective.id))
        )
        for row in session.execute(query.with_for_update() if lock else query).mappings():
            found.setdefault((row["cycle_id"], row["team_id"], fold(row["title"])), cast(Stored, row))
    return found


def read_key_results(
    session: Session, objective_ids: Sequence[int], *, lock: bool
) -> dict[tuple[int, str], list[Stored]]:
    """The key results of some objectives by objective and folded title, the earliest first."""
    found: dict[tuple[int, str], list[Stored]] = {}
    if not objective_ids:
        return found
    columns = [getattr(KeyResult, name) for name in KEY_RESULT_COLUMNS]
    query = select(*columns).where(col(KeyResult.objective_id).in_(objective_ids)).order_by(col(KeyResult.id))
    for row in session.execute(query.with_for_update() if lock else query).mappings():
        found.setdefault((row["objective_id"], fold(row["title"])), []).append(cast(Stored, row))
    return found


def read_initiatives(session: Session, team_ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """The initiatives of some teams by team and folded title."""
    found: dict[tuple[int, str], int] = {}
    for batch in batches(team_ids):
        query = select(col(Initiative.team_id), col(Initiative.title), col(Initiative.id)).where(
            col(Initiative.team_id).in_(batch)
        )
        for team_id, title, key in session.execute(query.order_by(col(Initiative.id))):
            found.setdefault((team_id, fold(title)), key or 0)
    return found


def read_links(session: Session, key_result_ids: Sequence[int]) -> set[tuple[int, int]]:
    """Which initiatives are meant to move some key results: pairs of initiative and key result."""
    if not key_result_ids:
        return set()
    query = select(col(InitiativeLink.initiative_id), col(InitiativeLink.key_result_id)).where(
        col(InitiativeLink.key_result_id).in_(key_result_ids)
    )
    return {(initiative_id, key_result_id) for initiative_id, key_result_id in session.execute(query)}
