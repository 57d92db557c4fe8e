"""What a key result or an initiative was before and what became of it, with links and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from domain.formatting import count, day
from domain.vocabulary import ConversionKind
from services import conversions
from services.reporting.carrying import Kin, lineage_of_key_result, lineage_of_objective
from services.reporting.conversions import ConversionRow, Held, held_by
from ui import actions, forms, navigation, working_as
from ui.clock import day_of
from ui.database import look_up, look_up_goals

LINEAGES = {"objective": lineage_of_objective, "key_result": lineage_of_key_result}
DEMOTED, PROMOTED, SPLIT = ConversionKind.DEMOTED, ConversionKind.PROMOTED, ConversionKind.SPLIT


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that leads to a page."""

    words: str
    address: str
    key: int | None


def of_key_result(key: int, found: Sequence[ConversionRow], may_write: bool) -> None:
    """Draw what a key result was, what became of it, and Undo for those who may."""
    for row in found:
        began_here = row.key_result_id == key
        if began_here or (row.made_id == key and row.kind != DEMOTED):
            _line("kr", row, _sentences(row, began_here), may_write)
    carried("key_result", key)


def carried(address: str, key: int) -> None:
    """Draw which objective or key result of an earlier cycle this one goes on from, and what it was carried over to."""
    found = look_up_goals(LINEAGES[address], key)
    if found.came_from and _is_seen(found.came_from):
        navigation.link(
            address, f"Goes on from {found.came_from.cycle}: {found.came_from.title}", id=found.came_from.key
        )
    for kin in filter(_is_seen, found.went_to):
        navigation.link(address, f"Was carried over to {kin.cycle}: {kin.title}", id=kin.key)


def _is_seen(kin: Kin) -> bool:
    return working_as.may_see(kin.is_kept_to_team, kin.team_id, kin.owner_id)


def of_initiative(key: int, found: Sequence[ConversionRow], may_write: bool) -> None:
    """Draw from which key result an initiative came or which one it became, and Undo for those who may."""
    origins = tuple(row.key_result_id for row in found if row.kind == DEMOTED and row.key_result_id)
    held = look_up(held_by, origins) if origins else {}
    for row in found:
        if row.initiative_id == key:
            words = _was_a_key_result(row, held) if row.kind == DEMOTED else _became_a_key_result(row)
            _line("work", row, words, may_write)


def became_work(key: int, found: Sequence[ConversionRow]) -> bool:
    """Tell whether a key result is an initiative now."""
    return any(row.kind == DEMOTED and row.key_result_id == key and row.stands for row in found)


def undo_button(place: str, row: ConversionRow, words: str = "Undo") -> None:
    """Draw the button that takes a conversion back, with why that was refused; the place tells two of them apart."""
    form = f"undo-{place}-{row.key}"
    request = actions.request_key(form)
    kind: Literal["tertiary", "secondary"] = "tertiary" if words == "Undo" else "secondary"
    st.button(words, key=f"{form}-{request}", type=kind, on_click=_undo, args=(form, request, row))
    actions.show_refusal(form)


def _line(place: str, row: ConversionRow, sentences: Sequence[Said], may_write: bool) -> None:
    with st.container(horizontal=True, key=f"row-{place}-lineage-{row.key}", gap="small", vertical_alignment="center"):
        for said in sentences:
            navigation.link(said.address, said.words, id=said.key, help=f"By {row.who}")
        if may_write and row.stands:
            undo_button(place, row)


def _sentences(row: ConversionRow, began_here: bool) -> list[Said]:
    on = day(day_of(row.at))
    if row.kind == PROMOTED:
        return [Said(f"Was the initiative “{row.initiative}” until {on}{_undone(row)}", *_work(row))]
    if row.kind == SPLIT and began_here:
        return [Said(f"Split on {on}: the second part became “{row.made}”{_undone(row)}", *_made(row))]
    if row.kind == SPLIT:
        return [Said(f"Was one with “{row.key_result}” until {on}{_undone(row)}", *_origin(row))]
    back = "; taken back in since" if not row.undone_at and not row.dropped else _undone(row)
    became = Said(f"Became the initiative “{row.initiative}” on {on}{back}", *_work(row))
    return [became, Said(f"under “{row.made}”", *_made(row))] if row.stands else [became]


def _was_a_key_result(row: ConversionRow, held: Mapping[int, Held]) -> list[Said]:
    own = held.get(row.key_result_id or 0, Held(0, 0))
    flags = f", {count(own.open_flags, 'open flag')}" if own.open_flags else ""
    again = " and is one again" if not row.dropped else ""
    until = f"Was a key result until {day(day_of(row.at))}{again}"
    return [Said(f"{until}: {count(own.check_ins, 'check-in')}{flags}", *_origin(row))]


def _became_a_key_result(row: ConversionRow) -> list[Said]:
    return [Said(f"Became the key result “{row.made}” on {day(day_of(row.at))}{_undone(row)}", *_made(row))]


def _undone(row: ConversionRow) -> str:
    return f"; undone {day(day_of(row.undone_at))}" if row.undone_at else ""


def _origin(row: ConversionRow) -> tuple[str, int | None]:
    return "key_result", row.key_result_id


def _made(row: ConversionRow) -> tuple[str, int | None]:
    return "key_result", row.made_id


def _work(row: ConversionRow) -> tuple[str, int | None]:
    return "write_initiative", row.initiative_id


def _undo(form: str, request: str, row: ConversionRow) -> None:
    undone = actions.act(form, conversions.undo, row.key, row.version, request_key=request)
    if undone is None:
        return
    forms.clear(f"initiative-{row.initiative_id}")
    forms.clear(f"key-result-{row.key_result_id}")
    actions.flash(" ".join((_said_after(row), *undone.stays)))


def _said_after(row: ConversionRow) -> str:
    if row.kind == DEMOTED:
        return f"Undone: “{row.key_result}” is a key result again."
    if row.kind == PROMOTED:
        return f"Undone: “{row.initiative}” is an initiative again."
    return f"Undone: “{row.key_result}” is one key result again."
