"""The records: numbers that are numbers, corrections that correct, trees without circles, milestones that add up."""

from collections import Counter
from collections.abc import Iterator, Mapping
from sys import float_info
from typing import Any

from sqlalchemy import Float, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from domain.vocabulary import Measure
from models import Base, CheckIn, KeyResult, MetricPoint, Milestone, Objective, Record, Team
from services.integrity.finding import Finding, counted, rows_where

TOLERANCE = 1e-9
CORRECTED: tuple[tuple[type[Record], str, str, str], ...] = (
    (CheckIn, "key_result_id", "check-in", "key result"),
    (MetricPoint, "metric_id", "value", "metric"),
)
TREES: tuple[tuple[type[Record], str], ...] = ((Team, "team"), (Objective, "objective"))


def number_findings(session: Session) -> Iterator[Finding]:
    """Find numbers that are infinite or no numbers at all."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Float):
                beyond = or_(column > float_info.max, column < -float_info.max)
                yield from counted(session, table.name, f"{column.name} is not a finite number.", rows_where(beyond))


def weight_findings(session: Session) -> Iterator[Finding]:
    """Find weights that are not above 0."""
    for table, weight in (("key_result", col(KeyResult.weight)), ("milestone", col(Milestone.weight))):
        yield from counted(session, table, "The weight is not above 0.", rows_where(weight <= 0))


def correction_findings(session: Session) -> Iterator[Finding]:
    """Find corrections that point elsewhere, back at themselves, or at what is corrected already."""
    for model, within, what, whose in CORRECTED:
        table: Any = model
        earlier: Any = aliased(table)
        pairs = select(func.count()).select_from(table).join(earlier, table.supersedes_id == earlier.id)
        across = pairs.where(getattr(table, within) != getattr(earlier, within))
        yield from counted(session, table.__tablename__, f"Corrects a {what} of another {whose}.", across)
        later = rows_where(table.supersedes_id >= table.id)
        yield from counted(session, table.__tablename__, f"Corrects itself or a later {what}.", later)
        forks = select(table.supersedes_id).where(table.supersedes_id.is_not(None))
        forks = forks.group_by(table.supersedes_id).having(func.count() > 1)
        twice = select(func.count()).select_from(forks.subquery())
        yield from counted(session, table.__tablename__, f"Is corrected by more than one {what}.", twice)


def link_findings(session: Session) -> Iterator[Finding]:
    """Find milestones that look at a metric, which no metric can tick off."""
    both = rows_where(col(KeyResult.measure) == Measure.MILESTONE, col(KeyResult.metric_id).is_not(None))
    yield from counted(session, "key_result", "Is measured by milestones and looks at a metric.", both)


def circle_findings(session: Session) -> Iterator[Finding]:
    """Find teams and objectives that stand below themselves."""
    for model, noun in TREES:
        table: Any = model
        parents = dict(session.execute(select(table.id, table.parent_id)).all())
        circling = in_circles(parents)
        if circling:
            yield Finding(noun, f"Stands below itself, so the tree of {noun}s has a circle.", circling)


def in_circles(parents: Mapping[int, int | None]) -> int:
    """Return how many nodes are part of a circle, given each node's parent."""
    children = Counter(parent for parent in parents.values() if parent is not None)
    left, leaves = set(parents), [node for node in parents if not children[node]]
    while leaves:  # taking away leaves again and again leaves the circles, as each node has one parent
        node = leaves.pop()
        left.discard(node)
        parent = parents[node]
        if parent is None or parent not in left:
            continue
        children[parent] -= 1
        if not children[parent]:
            leaves.append(parent)
    return len(left)


def milestone_findings(session: Session) -> Iterator[Finding]:
    """Find key results whose latest check-in counts more done weight than their milestones have in all."""
    weights = _milestone_weights(session)
    latest = _latest_values(session)
    wrong = sum(not -TOLERANCE <= latest[key] <= weights[key] + TOLERANCE for key in latest.keys() & weights.keys())
    if wrong:
        yield Finding("key_result", "The done weight is not between 0 and the weight of all milestones.", wrong)


def _milestone_weights(session: Session) -> dict[int, float]:
    query = select(col(Milestone.key_result_id), func.sum(col(Milestone.weight))).group_by(col(Milestone.key_result_id))
    return dict(session.execute(query).all())


def _latest_values(session: Session) -> dict[int, float]:
    """The value that counts now, by milestone key result; rows come oldest first, so the last one stays."""
    later = aliased(CheckIn)
    rows = session.execute(
        select(col(CheckIn.key_result_id), col(CheckIn.value))
        .join(KeyResult, col(CheckIn.key_result_id) == KeyResult.id)
        .outerjoin(later, col(later.supersedes_id) == CheckIn.id)
        .where(col(KeyResult.measure) == Measure.MILESTONE, col(later.id).is_(None), col(CheckIn.value).is_not(None))
        .order_by(col(CheckIn.as_of), col(CheckIn.id))
    )
    return {key: float(value or 0) for key, value in rows}
