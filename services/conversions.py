"""Turning a key result into an initiative and back, and one key result into two; nothing is ever deleted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select

from domain.coaching.hypothesis import hypothesis_for
from domain.validation import FieldProblem, check_weight
from domain.vocabulary import ConversionKind, InitiativeState
from models import CheckIn, Conversion, Initiative, InitiativeLink, KeyResult, Objective
from models.base import utc_now
from models.inputs import KeyResultInput, Line
from services import audit, changes, labels, undoing
from services.errors import InvalidInput, NotFound, NotPossible
from services.key_results import add_key_result, authorise_in_objective
from services.objectives import require_open_cycle
from services.permissions import Actor, authorise
from services.published import account_for_conversion, withdraw_conversion
from services.undoing import KEPT_PART, LABELLING, WROTE

ONE_LINE: TypeAdapter[str] = TypeAdapter(Line)


@dataclass(frozen=True, slots=True)
class Undone:
    """What was undone, and in sentences what stays because somebody has worked on it since."""

    conversion_id: int
    stays: tuple[str, ...] = ()


def demote(
    session: Session,
    actor: Actor,
    key_result_id: int,
    seen_version: int,
    under: int | KeyResultInput,
    request_key: str | None = None,
    hypothesis: str = "",
) -> int:
    """Turn a key result into an initiative under another one, stored or new, and return the conversion's id.

    The key result is dropped with all that belongs to it; an empty hypothesis is proposed from the two texts.
    Raises NotPossible where either of the two has been dropped.
    """
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    record = _lock_for_demotion(session, key_result_id, under)
    team_id, proposed = _drop(session, actor, record, seen_version)
    target = _target(session, actor, under)
    work = _begin_work(session, actor, record, target, team_id, hypothesis)
    before = {"key_result": {"dropped": False}, WROTE: not isinstance(under, int), **proposed}
    ends = {"from_key_result_id": record.key, "to_key_result_id": target.key, "initiative_id": work.key}
    return _finish(session, actor, ConversionKind.DEMOTED, ends, before, request_key)


def promote(
    session: Session,
    actor: Actor,
    initiative_id: int,
    seen_version: int,
    key_result: KeyResultInput,
    request_key: str | None = None,
) -> int:
    """Make an initiative a key result of an objective and return the conversion's id; the initiative is dropped."""
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    work = changes.lock(session, Initiative, initiative_id)
    authorise(session, actor, work.team_id)
    if work.state == InitiativeState.DROPPED:
        raise NotPossible("This initiative was dropped. Give it another state before you make it a key result.")
    before: dict[str, Any] = {"initiative": {"state": work.state.value}, WROTE: True}
    changes.save(session, actor, work, seen_version, {"state": InitiativeState.DROPPED})
    made = add_key_result(session, actor, key_result)
    before |= account_for_conversion(session, actor, made, ConversionKind.PROMOTED)
    ends = {"to_key_result_id": made.key, "initiative_id": work.key}
    return _finish(session, actor, ConversionKind.PROMOTED, ends, before, request_key)


def split(
    session: Session,
    actor: Actor,
    key_result_id: int,
    seen_version: int,
    first: str,
    second: KeyResultInput,
    request_key: str | None = None,
    first_weight: float | None = None,
) -> int:
    """Make two of a key result and return the conversion's id: it keeps the first text, a new one takes the second.

    The two share the weight unless one is given. The label is suggested anew for each text that is new.
    """
    title = _one_line(first)
    if (earlier := audit.repeated(session, request_key)) is not None:
        return earlier
    record = _lock_for_split(session, actor, key_result_id)
    own, others = _weights(record.weight, first_weight, second)
    before = record.model_dump(mode="json", include={"title", "weight", *LABELLING})
    part = {"title": title, "weight": own}
    made, proposed = _part(session, actor, record, seen_version, part, second.model_copy(update={"weight": others}))
    ends = {"from_key_result_id": record.key, "to_key_result_id": made.key}
    kept = {"key_result": before, KEPT_PART: part, WROTE: True, **proposed}
    return _finish(session, actor, ConversionKind.SPLIT, ends, kept, request_key)


def undo(
    session: Session, actor: Actor, conversion_id: int, seen_version: int, request_key: str | None = None
) -> Undone:
    """Put back what was before a conversion; what somebody has worked on since stays, and the answer says so.

    Raises NotPossible where it has been undone already, or where undoing it would undo what was done since.
    """
    conversion = changes.lock(session, Conversion, conversion_id)
    if audit.repeated(session, request_key) is not None:
        return Undone(conversion_id)
    parts = undoing.lock_parts(session, conversion)
    _authorise_undo(session, actor, parts)
    if conversion.undone_at is not None:
        raise NotPossible("This was undone already. Reload the page to see what is there now.")
    stays = undoing.put_back(session, actor, conversion, parts) + withdraw_conversion(session, actor, conversion)
    changes.save(session, actor, conversion, seen_version, {"undone_at": utc_now()})
    audit.note(session, actor, "undone", conversion, after=conversion.kind.value, request_key=request_key)
    audit.commit(session)
    return Undone(conversion_id, stays)


def _lock_for_demotion(session: Session, key_result_id: int, under: int | KeyResultInput) -> KeyResult:
    if under == key_result_id:
        message = "A key result cannot be work under itself. Choose another one."
        raise InvalidInput([FieldProblem("under", message)])
    # Always the lower number first, so that two people who demote each under the other's wait and do not block.
    both = sorted({key_result_id, under} if isinstance(under, int) else {key_result_id})
    return {key: changes.lock(session, KeyResult, key) for key in both}[key_result_id]


def _drop(session: Session, actor: Actor, record: KeyResult, seen_version: int) -> tuple[int, Mapping[str, str]]:
    """Drop a key result that becomes work; return the team that will do it, and what tells the proposed decision."""
    objective = authorise_in_objective(session, actor, record.objective_id)
    _require_live(record)
    current = record.version == seen_version
    proposed = account_for_conversion(session, actor, record, ConversionKind.DEMOTED) if current else {}
    changes.save(session, actor, record, seen_version, {"dropped": True})
    return objective.team_id, proposed


def _begin_work(
    session: Session, actor: Actor, record: KeyResult, target: KeyResult, team_id: int, hypothesis: str
) -> Initiative:
    work = _as_work(session, record, team_id)
    work.hypothesis = hypothesis.strip() or hypothesis_for(record.title, target.title)
    audit.created(session, actor, work)
    session.add(InitiativeLink(initiative_id=work.key, key_result_id=target.key))
    audit.note(session, actor, "linked", work, field="key_result_ids", after=str(target.key))
    return work


def _lock_for_split(session: Session, actor: Actor, key_result_id: int) -> KeyResult:
    record = changes.lock(session, KeyResult, key_result_id)
    authorise_in_objective(session, actor, record.objective_id)
    _require_live(record)
    return record


def _part(
    session: Session, actor: Actor, record: KeyResult, seen_version: int, part: dict[str, Any], second: KeyResultInput
) -> tuple[KeyResult, Mapping[str, str]]:
    """Leave one part with a key result; return the new one for the second, and what tells the proposed decision."""
    reads_differently = record.title != part["title"]
    current = record.version == seen_version
    proposed = account_for_conversion(session, actor, record, ConversionKind.SPLIT) if current else {}
    changes.save(session, actor, record, seen_version, part)
    made = add_key_result(session, actor, second)
    if reads_differently:
        labels.suggest(session, record)
    return made, proposed


def _target(session: Session, actor: Actor, under: int | KeyResultInput) -> KeyResult:
    if isinstance(under, KeyResultInput):
        return add_key_result(session, actor, under)
    target = session.get_one(KeyResult, under)
    if target.dropped:
        message = f"“{target.title}” was dropped meanwhile. Choose another key result."
        raise InvalidInput([FieldProblem("under", message)])
    require_open_cycle(session, session.get_one(Objective, target.objective_id).cycle_id)
    return target


def _require_live(record: KeyResult) -> None:
    if record.dropped:
        raise NotPossible("This key result was dropped meanwhile. Open its page to see what became of it.")


def _as_work(session: Session, record: KeyResult, team_id: int) -> Initiative:
    begun = session.exec(select(CheckIn.id).where(col(CheckIn.key_result_id) == record.key)).first() is not None
    return Initiative(
        team_id=team_id,
        owner_id=record.owner_id,
        title=record.title,
        state=InitiativeState.DOING if begun else InitiativeState.PLANNED,
        starts_on=record.starts_on,
        due_on=record.due_on,
    )


def _one_line(text: str) -> str:
    try:
        return ONE_LINE.validate_python(text.strip())
    except ValidationError as error:
        problem = FieldProblem("first", "Write what stays of this key result, in at most 10,000 characters.")
        raise InvalidInput([problem]) from error


def _weights(whole: float, first: float | None, second: KeyResultInput) -> tuple[float, float]:
    """Return both weights: what is given counts; else the two share what there was."""
    given = second.weight if "weight" in second.model_fields_set else None
    if first is None:
        return (whole / 2, whole / 2) if given is None else (whole, given)
    problems = [FieldProblem("first_weight", problem.message) for problem in check_weight(first)]
    if problems:
        raise InvalidInput(problems)
    return first, (whole - first if first < whole else first) if given is None else given


def _authorise_undo(session: Session, actor: Actor, parts: undoing.Parts) -> None:
    place = parts.origin or parts.made
    if place is None:
        raise NotFound("What this was made from does not exist any more.")
    authorise_in_objective(session, actor, place.objective_id)
    if parts.origin is None and parts.work is not None:
        authorise(session, actor, parts.work.team_id)


def _finish(
    session: Session,
    actor: Actor,
    kind: ConversionKind,
    ends: Mapping[str, Any],
    before: dict[str, Any],
    request_key: str | None,
) -> int:
    done = Conversion(kind=kind, **ends, before=before, person_id=actor.person_id)
    key = audit.created(session, actor, done, request_key)
    audit.commit(session)
    return key
