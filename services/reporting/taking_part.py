"""What a participant of a planning session sees of the others."""

from dataclasses import replace

from sqlmodel import Session

from services.reporting.sessions import RoundRow, rounds_of


def rounds_without_voters(session: Session, session_id: int) -> tuple[RoundRow, ...]:
    """Return the votes as a participant sees them: a vote of somebody else changes nothing before the reveal."""
    rounds = rounds_of(session, session_id)
    return tuple(row if row.revealed_at else replace(row, voted=frozenset()) for row in rounds)
