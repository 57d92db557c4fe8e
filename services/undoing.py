"""Taking a conversion back: what was before comes back, and what somebody has worked on since stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, or_
from sqlmodel import Session, col, select

from domain.vocabulary import Control, ConversionKind, Indicator, InitiativeState, Label, LabelSource
from models import CheckIn, ClassificationEvent, Conversion, Flag, Initiative, InitiativeLink, KeyResult
from services import audit, changes, labels
from services.errors import CycleClosed, NotAllowed, NotPossible
from services.key_results import authorise_in_objective
from services.permissions import Actor

WROTE = "wrote_key_result"  # whether the key result that it leads to was written by the conversion itself
KEPT_PART = "kept_part"  # text and weight that a split left with the key result
LABELLING = ("label", "label_source", "label_probability", "indicator", "control")
WORDS: Mapping[str, Any] = {
    "label": Label,
    "label_source": LabelSource,
    "indicator": Indicator,
    "control": Control,
    "state": InitiativeState,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a conversion connects: the key result that it began with, the one that it leads to, and the work."""

    origin: KeyResult | None
    made: KeyResult | None
    work: Initiative | None


def lock_parts(session: Session, conversion: Conversion) -> Parts:
    """Return what a conversion connects, so that nobody else changes it until this transaction ends."""
    ends = (conversion.from_key_result_id, conversion.to_key_result_id)
    found = {key: changes.lock(session, KeyResult, key) for key in sorted(key for key in ends if key is not None)}
    work = changes.lock(session, Initiative, conversion.initiative_id) if conversion.initiative_id else None
    origin, made = (found[key] if key is not None else None for key in ends)
    return Parts(origin, made, work)


def put_back(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    """Undo a conversion whose parts are locked, commit nothing, and say in sentences what stays.

    Raises NotPossible where that would undo what was done since.
    """
    _refuse_if_built_upon(session, conversion)
    if conversion.kind == ConversionKind.DEMOTED:
        said = (*_revive(session, actor, conversion, parts), *_drop_work(session, actor, conversion, parts))
    elif conversion.kind == ConversionKind.PROMOTED:
        said = _take_up(session, actor, conversion, parts)
    else:
        said = _join(session, actor, conversion, parts)
    return said + _drop_written(session, actor, conversion, parts)


def _refuse_if_built_upon(session: Session, conversion: Conversion) -> None:
    demoted = conversion.kind == ConversionKind.DEMOTED
    own = [conversion.from_key_result_id, None if demoted else conversion.to_key_result_id]
    began_with = col(Conversion.from_key_result_id).in_([key for key in own if key is not None])
    same_work = and_(
        col(Conversion.initiative_id).is_not(None), col(Conversion.initiative_id) == conversion.initiative_id
    )
    later = select(Conversion.id).where(
        col(Conversion.id) > conversion.key, col(Conversion.undone_at).is_(None), or_(began_with, same_work)
    )
    if session.exec(later).first() is not None:
        raise NotPossible("What this led to was turned into something else since. Undo that first.")


def _revive(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    record = parts.origin
    if record is None or not record.dropped:
        raise NotPossible("This key result was taken back in already. Drop the initiative if nobody works on it.")
    changes.save(session, actor, record, record.version, conversion.before["key_result"])
    return ()


def _drop_work(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    work = parts.work
    if work is None or work.state == InitiativeState.DROPPED:
        return ()
    links = select(InitiativeLink.key_result_id).where(InitiativeLink.initiative_id == work.key)
    as_written = work.model_dump(mode="json", exclude={"id", "version"}, exclude_none=True)
    edited = as_written != audit.told_at_creation(session, work)
    if edited or set(session.exec(links).all()) != {conversion.to_key_result_id}:
        return (f"The initiative “{work.title}” was edited or linked elsewhere since, so it stays as it is.",)
    changes.save(session, actor, work, work.version, {"state": InitiativeState.DROPPED})
    return ()


def _take_up(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    work = parts.work
    if work is None or work.state != InitiativeState.DROPPED:
        raise NotPossible("This initiative was taken up again already. Drop the key result if it should not count.")
    changes.save(session, actor, work, work.version, _stored(conversion.before["initiative"]))
    return ()


def _join(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    record, left, before = parts.origin, conversion.before[KEPT_PART], _stored(conversion.before["key_result"])
    if record is None or record.title != left["title"]:
        raise NotPossible("The first text was edited since the split. Edit both key results instead of undoing it.")
    if parts.made is not None and not parts.made.dropped and _worked_on(session, conversion, parts.made):
        message = f"“{parts.made.title}” has been worked on since. Edit or drop the two key results instead."
        raise NotPossible(message)
    renamed = left["title"] != before["title"]  # only then did the split touch the label
    names = {"title", *(LABELLING if renamed else ()), *({"weight"} if record.weight == left["weight"] else ())}
    changes.save(session, actor, record, record.version, {name: before[name] for name in names})
    if renamed:
        _label_again(session, actor, record)
    return ()


def _label_again(session: Session, actor: Actor, record: KeyResult) -> None:
    if record.label_source == LabelSource.SUGGESTED:
        labels.suggest(session, record)
        return
    reason = "The split was undone, so the label from before holds again."
    session.add(
        ClassificationEvent(
            key_result_id=record.key,
            label=record.label,
            source=record.label_source,
            text=record.title,
            reason=reason,
            person_id=actor.person_id,
        )
    )


def _drop_written(session: Session, actor: Actor, conversion: Conversion, parts: Parts) -> tuple[str, ...]:
    made = parts.made
    if made is None or made.dropped or not conversion.before.get(WROTE):
        return ()
    if _worked_on(session, conversion, made):
        return (f"The key result “{made.title}” has been worked on since, so it stays.",)
    try:
        authorise_in_objective(session, actor, made.objective_id)
    except (NotAllowed, CycleClosed):
        return (f"The key result “{made.title}” stays: it is in a team or cycle where you cannot drop it.",)
    changes.save(session, actor, made, made.version, {"dropped": True})
    return ()


def _worked_on(session: Session, conversion: Conversion, made: KeyResult) -> bool:
    """Tell whether anybody has edited, labelled, checked in, flagged, linked or converted a new key result."""
    other_work = col(InitiativeLink.initiative_id).is_distinct_from(conversion.initiative_id)
    ends = or_(col(Conversion.from_key_result_id) == made.key, col(Conversion.to_key_result_id) == made.key)
    standing = and_(col(Conversion.undone_at).is_(None), col(Conversion.id) != conversion.key)
    signs = or_(
        exists().where(col(CheckIn.key_result_id) == made.key),
        exists().where(col(InitiativeLink.key_result_id) == made.key, other_work),
        exists().where(col(Flag.key_result_id) == made.key),
        exists().where(ends, standing),
    )
    return made.version > 1 or bool(session.scalar(select(signs)))


def _stored(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values from before with their words as vocabulary again."""
    return {name: WORDS[name](value) if name in WORDS and value else value for name, value in values.items()}
