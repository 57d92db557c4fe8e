"""What the trail of a planning session keeps of its stages: where a changed course put each, and when it was shown."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from domain.planning import Stage, as_json, from_json
from models import PlanningSession
from models.audit import AuditEvent
from services import audit
from services.permissions import Actor

MOVED = "stages moved"  # with the new place of each stage, or the stage itself where it was dropped
Shown = int | Stage


def note_moves(
    session: Session,
    actor: Actor,
    record: PlanningSession,
    places: Sequence[int | None],
    present: int,
) -> None:
    """Keep where each stage of a running session goes, before its course changes, and the place that is shown then."""
    if list(places) == list(range(len(places))):
        return
    stages = zip(from_json(record.stages), places, strict=True)
    told = [as_json([stage])[0] if to is None else to for stage, to in stages]
    audit.note(session, actor, MOVED, record, after=json.dumps({"to": told, "present": present}, ensure_ascii=False))


def shown_stages(session: Session, session_id: int, started_at: datetime, last: int) -> list[tuple[datetime, Shown]]:
    """Return when which stage came onto the screen: its place in the present course, or the stage if it was dropped.

    ``last`` is the last place of that course: it may have been shortened before the trail told of it.
    """
    about = {"entity": "planning_session", "entity_id": session_id}
    told = sa.select(col(AuditEvent.at), col(AuditEvent.action), col(AuditEvent.after)).filter_by(**about)
    wanted = sa.or_(col(AuditEvent.field) == "stage", col(AuditEvent.action) == MOVED)
    shown: list[tuple[datetime, Shown]] = [(started_at, 0)]
    for at, action, after in session.execute(told.where(wanted).order_by(col(AuditEvent.id))):
        if action == MOVED:
            moves = json.loads(after)
            shown = [(since, _moved(each, moves["to"])) for since, each in shown]
            shown.append((at, moves["present"]))
        else:
            shown.append((at, int(after or 0)))
    kept = [(at, min(each, last) if isinstance(each, int) else each) for at, each in shown]
    return [kept[0], *(later for earlier, later in pairwise(kept) if earlier[1] != later[1])]


def _moved(each: Shown, to: Sequence[int | Mapping[str, Any]]) -> Shown:
    if not isinstance(each, int) or each >= len(to):
        return each
    found = to[each]
    return found if isinstance(found, int) else from_json([found])[0]
