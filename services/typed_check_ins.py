"""Check-ins as they were typed or pasted into a table, cell by cell, to check-ins that can be recorded together."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Annotated, TypeVar

from pydantic import Field
from sqlmodel import Session, col, select

from domain.validation import FieldProblem
from models import KeyResult
from models.inputs import CheckInInput, Input, Text
from services.check_ins import Entry, Receipt, problems_of, record_all
from services.exchange.dates import detect_day_first
from services.exchange.errors import UnreadableCell
from services.exchange.numbers import detect_decimal_style
from services.exchange.typed import day_in, number_in, whole_number_in
from services.newest_check_ins import NewestEntry, newest_entries
from services.permissions import Actor

Found = TypeVar("Found")
Cell = Annotated[Text, Field(max_length=10_000)]
Style = tuple[bool | None, bool | None]  # whether the comma is decimal and the day stands first; None: nothing tells


class TypedRow(Input):
    """One row of the table as somebody typed it, with the key of its request and the newest entry that was shown."""

    key_result_id: int
    request_key: Annotated[Text, Field(min_length=8, max_length=80)]
    value: Cell = ""
    done: tuple[int, ...] | None = None
    confidence: Cell = ""
    note: Cell = ""
    as_of: Cell = ""
    seen_id: int = 0


def record_typed(session: Session, actor: Actor, rows: Sequence[TypedRow], today: date) -> tuple[Receipt, ...]:
    """Record what was typed into a table in one transaction, and return the receipts in the order of the rows.

    A number is read as people write it, in the unit of its key result. Raises RowsRefused with a message for each cell
    that cannot be right; then nothing is stored.
    """
    known = _key_results(session, rows)
    newest = newest_entries(session, known)
    style = detect_decimal_style(row.value for row in rows), detect_day_first(row.as_of for row in rows)
    problems: dict[int, list[FieldProblem]] = {}
    entries = []
    for row in rows:
        record, number = known.get(row.key_result_id), row.key_result_id
        check_in, found = _read(row, record, newest.get(number), style, today)
        if found:
            problems[number] = found
        entries.append(Entry(check_in, row.request_key, row.seen_id))
    return record_all(session, actor, entries, today, problems)


def _key_results(session: Session, rows: Sequence[TypedRow]) -> Mapping[int, KeyResult]:
    wanted = {row.key_result_id for row in rows}
    return {record.key: record for record in session.exec(select(KeyResult).where(col(KeyResult.id).in_(wanted)))}


def _read(
    row: TypedRow, record: KeyResult | None, last: NewestEntry | None, style: Style, today: date
) -> tuple[CheckInInput, list[FieldProblem]]:
    decimal_comma, day_first = style
    known = _numbers(record, last)
    unit = record.unit if record is not None else ""
    value, wrong_value = _cell("value", lambda: number_in(row.value, unit, decimal_comma, known))
    confidence, wrong_confidence = _cell("confidence", lambda: whole_number_in(row.confidence))
    as_of, wrong_day = _cell("as_of", lambda: day_in(row.as_of, day_first))
    if value is None and row.done is None and not wrong_value:
        wrong_value = [FieldProblem("value", _missing(last))]
    check_in = CheckInInput(
        key_result_id=row.key_result_id,
        value=value,
        done_milestones=row.done,
        confidence=confidence,
        note=row.note,
        as_of=as_of or today,
    )
    unreadable = [*wrong_value, *wrong_confidence, *wrong_day]
    if not unreadable:
        return check_in, []  # what it means is checked where it is stored
    return check_in, [*unreadable, *problems_of(check_in, value or 0.0, today)]


def _cell(field: str, read: Callable[[], Found | None]) -> tuple[Found | None, list[FieldProblem]]:
    try:
        return read(), []
    except UnreadableCell as error:
        return None, [FieldProblem(field, str(error))]


def _numbers(record: KeyResult | None, last: NewestEntry | None) -> list[float]:
    """The numbers of a key result that are known, by which a new one can be read."""
    if record is None:
        return []
    given = (record.baseline, record.target, record.low, record.high, last.value if last else None)
    return [number for number in given if number is not None]


def _missing(last: NewestEntry | None) -> str:
    same = ", or press = to take the last one" if last else ""
    return f"Enter the value as a number, for example 62 or 3.4{same}."
