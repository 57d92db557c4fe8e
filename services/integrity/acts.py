"""What people did about goals: flags that stand where their conversation led, conversions with the ends they need."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, or_, select, type_coerce
from sqlmodel import Session, col

from domain.flags import CLOSED, MOVES
from domain.vocabulary import ConversionKind, FlagMove, FlagState
from models import Conversion, Flag, FlagEvent
from services.integrity.finding import Finding, counted, rows_where


def flag_findings(session: Session) -> Iterator[Finding]:
    """Find flags that nobody has raised, that stand elsewhere than their moves led, or lack how they were closed."""
    moves = _moves(session)
    kept = cast(col(Flag.after), String)
    rows = session.execute(select(col(Flag.id), _word(col(Flag.state)), kept)).all()
    unraised = sum(moves.get(key, [""])[0] != FlagMove.RAISED for key, _, _ in rows)
    if unraised:
        yield Finding("flag", "Its conversation does not begin with somebody who raised it.", unraised)
    astray = sum(state != _led_to(moves.get(key, [])) for key, state, _ in rows)
    if astray:
        yield Finding("flag", "Stands in another state than its conversation led to.", astray)
    bare = sum(state in CLOSED and after in (None, "null") for _, state, after in rows)
    if bare:
        yield Finding("flag", "Is closed, and how the objective stood then is not kept.", bare)


def _word(column: Any) -> ColumnElement[str]:
    """A word as it is stored, known or not."""
    return type_coerce(column, String)


def _moves(session: Session) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    query = select(col(FlagEvent.flag_id), _word(col(FlagEvent.move))).order_by(col(FlagEvent.id))
    for flag_id, move in session.execute(query):
        found.setdefault(flag_id, []).append(move)
    return found


def _led_to(moves: list[str]) -> str:
    leads_to: Mapping[str, FlagState | None] = {move.value: rule.leads_to for move, rule in MOVES.items()}
    states = [leads_to[move] for move in moves if move in leads_to]
    return next((state for state in reversed(states) if state is not None), FlagState.OPEN)


def conversion_findings(session: Session) -> Iterator[Finding]:
    """Find conversions without the ends that their kind has."""
    origin, made, work = (
        col(end).is_(None)
        for end in (Conversion.from_key_result_id, Conversion.to_key_result_id, Conversion.initiative_id)
    )
    kind = col(Conversion.kind)
    missing = or_(
        made,
        and_(kind != ConversionKind.PROMOTED, origin),
        and_(kind != ConversionKind.SPLIT, work),
    )
    yield from counted(
        session, "conversion", "Lacks an end, so nobody can tell what became of what.", rows_where(missing)
    )
