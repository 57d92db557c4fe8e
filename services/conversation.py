"""Flags with their conversation as rows, for companies that are invented: as if people had used the services."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from domain.flags import CLOSED, MOVES
from domain.outcome_mix import MixItem, outcome_mix
from domain.vocabulary import Concern, FlagMove, FlagState
from models import Flag, FlagEvent, KeyResult
from services.bulk import Values, creation, event
from services.notices import sentence
from services.permissions import Actor
from services.snapshots import Snapshot, SnapshotKeyResult, as_json

READ_AFTER = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Said:
    """One move of a conversation; the first one raises the flag with its comment as text."""

    move: FlagMove
    actor: Actor
    at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A flag and all that was said about it; ``owners`` and ``subject`` belong to what is flagged."""

    key: int
    kind: Concern
    objective_id: int
    key_result_id: int | None
    due_on: date | None
    before: Snapshot
    after: Snapshot
    said: Sequence[Said]
    owners: frozenset[int]
    subject: str

    @property
    def states(self) -> tuple[FlagState, ...]:
        """Return the state after each move."""
        found = [FlagState.OPEN]
        for each in self.said[1:]:
            found.append(MOVES[each.move].leads_to or found[-1])
        return tuple(found)


def snapshot_of(title: str, key_results: Sequence[SnapshotKeyResult]) -> Snapshot:
    """Return a snapshot with the share that follows from its key results."""
    items = [MixItem(row.weight, row.label, row.exemption, None, row.key) for row in key_results if not row.dropped]
    return Snapshot(title, outcome_mix(items).share, tuple(key_results))


def flag_row(talk: Conversation) -> Values:
    """Return the flag as it stands at the end of its conversation."""
    first, state = talk.said[0], talk.states[-1]
    return {
        **{"id": talk.key, "version": len(talk.said), "objective_id": talk.objective_id},
        **{"key_result_id": talk.key_result_id, "kind": talk.kind, "comment": first.text, "due_on": talk.due_on},
        **{"state": state, "raised_by_id": first.actor.person_id, "raised_at": first.at},
        **{"before": as_json(talk.before), "after": as_json(talk.after) if state in CLOSED else None},
    }


def event_rows(talk: Conversation) -> Iterator[Values]:
    """Return the moves, still without ids."""
    for each in talk.said:
        who = {"person_id": each.actor.person_id, "at": each.at}
        yield {"flag_id": talk.key, "move": each.move, "text": each.text, **who}


def notice_rows(
    talk: Conversation, first_event: int, now: datetime, unread_for: timedelta = READ_AFTER
) -> Iterator[Values]:
    """Return what the people concerned were told, still without ids; what is newer than this waits to be read."""
    flag, involved = Flag(**flag_row(talk)), set(talk.owners)
    for number, each in enumerate(talk.said):
        involved.add(each.actor.person_id)
        if each.move == FlagMove.ACKNOWLEDGED and not each.text:
            continue  # the owner's reply, which follows, tells it
        said = FlagEvent(flag_id=talk.key, move=each.move, text=each.text, person_id=each.actor.person_id)
        text = sentence(each.actor, flag, said, talk.subject)
        read_at = each.at + READ_AFTER if each.at + unread_for < now else None
        told = {"flag_event_id": first_event + number, "flag_id": talk.key, "text": text, "at": each.at}
        for person_id in sorted(involved - {each.actor.person_id}):
            yield {"person_id": person_id, **told, "read_at": read_at}


def trail(talk: Conversation) -> Iterator[Values]:
    """Return the lines of the history of changes, still without ids."""
    first, row = talk.said[0], flag_row(talk)
    raised: dict[str, Any] = {**row, "state": FlagState.OPEN, "after": None}
    yield creation(Flag, raised, first.actor.person_id, first.at)
    for each, before, after in zip(talk.said[1:], talk.states, talk.states[1:], strict=False):
        about = (Flag, talk.key, each.actor.person_id, each.at)
        if each.move == FlagMove.REPLIED:
            yield event("replied", *about, field="conversation", after=each.text)
        else:
            yield event(each.move.value, *about, field="state", before=before.value, after=after.value)


def as_it_stands(record: KeyResult) -> SnapshotKeyResult:
    """Return a key result as a snapshot holds it."""
    label, exemption = record.label, record.exemption
    judged = (record.key, record.title, label, record.label_source, exemption, record.weight, record.dropped)
    return SnapshotKeyResult(*judged)
