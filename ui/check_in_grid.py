"""The table in which a person updates all key results at once: real inputs in the browser, one transaction here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from domain.formatting import count, day, value_with_unit
from domain.vocabulary import Measure
from services import check_ins
from services.errors import Refusal, RowsRefused
from services.newest_check_ins import NewestEntry
from services.permissions import Actor
from services.reporting.check_in_grid import GridRow, check_in_grid, company_mark, recorded
from services.reporting.key_results import KeyResultRow
from services.typed_check_ins import TypedRow, record_typed
from ui import actions, live, navigation, working_as
from ui.clock import today
from ui.database import ask, look_up, look_up_goals, policy
from ui.markup import STATUS_WORDS
from ui.words import overdue

ASSETS = Path(__file__).with_name("assets")
FORM, UNDO = "check-in-grid", "undo-check-in-grid"
MOST_ROWS = 500
ROWS = TypeAdapter(list[TypedRow])
NUMBERS, KEYS = TypeAdapter(list[int]), TypeAdapter(list[str])
MALFORMED = Refusal("The table sent something that cannot be read. Nothing is lost: reload the page and try again.")

_table = st.components.v2.component(
    "outboard_check_in_grid",
    js=(ASSETS / "check_in_grid.js").read_text(encoding="utf-8"),
    css=(ASSETS / "check_in_grid.css").read_text(encoding="utf-8"),
    isolate_styles=False,
)


@dataclass
class Said:
    """What the server has told one person's table in this session."""

    asked: list[int] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    answer: dict[str, Any] = field(default_factory=dict)
    undoable: list[int] = field(default_factory=list)


@st.fragment(run_every=live.RARELY)
def show() -> None:
    """Draw the table of what waits for this person; what colleagues record appears in it while somebody types."""
    live.take_in()
    live.listen()
    actor = working_as.current()
    said, key = _said(actor), f"{FORM}-{actor.person_id}"
    _offer_undo(said)
    rows = look_up(check_in_grid, actor, today(), policy(), tuple(said.asked))
    result = _table(
        key=key,
        data={
            "scope": f"{look_up_goals(company_mark)}:{actor.person_id}",
            "today": today().isoformat(),
            "rows": [_row(row, actor) for row in rows],
            "asked": said.asked,
            "recorded": said.recorded,
            "answer": said.answer,
        },
        on_record_change=lambda: _record(actor, st.session_state[key]["record"]),
        on_ask_change=lambda: _ask(actor, st.session_state[key]["ask"]),
        on_open_change=lambda: None,
    )
    if result.get("open"):
        navigation.go("key_result", id=NUMBERS.validate_python([result["open"]])[0])


def _said(actor: Actor) -> Said:
    said: Said = st.session_state.setdefault(f"_{FORM}:{actor.person_id}", Said())
    return said


def _row(row: GridRow, actor: Actor) -> dict[str, Any]:
    found = row.key_result
    last, said = found.latest, found.last_check_in
    shape, word = STATUS_WORDS[found.standing.status]
    steps = [{"id": step.key, "title": step.title, "done": step.done_on is not None} for step in row.steps]
    return {
        "id": found.key,
        "title": found.title,
        "objective": found.objective,
        "unit": "" if found.measurement.measure == Measure.MILESTONE else found.measurement.unit,
        "last": _last(found),
        "value": f"{last.value:.10g}" if last else "",
        "confidence": "" if said is None or said.confidence is None else str(said.confidence),
        "day": min(today(), found.schedule.due_on).isoformat(),
        "due": row.days_overdue is not None,
        "late": "not due" if row.days_overdue is None else overdue(row.days_overdue),
        "status": {"kind": found.standing.status.value, "shape": shape, "word": word, "stale": found.standing.stale},
        "steps": steps,
        "single": found.measurement.measure == Measure.MILESTONE and not steps,
        "newest": _newest(row.newest, actor),
    }


def _last(row: KeyResultRow) -> str:
    if row.latest is None:
        return "no check-in yet"
    return f"{value_with_unit(row.latest.value, row.measurement.unit)} on {day(row.latest.as_of, today())}"


def _newest(entry: NewestEntry | None, actor: Actor) -> dict[str, Any]:
    if entry is None:
        return {"id": 0, "mine": True, "text": ""}
    return {"id": entry.check_in_id, "mine": entry.author_id == actor.person_id, "text": _told(entry)}


def _told(entry: NewestEntry) -> str:
    """Say what a colleague entered: "Ana recorded 41 % for 23 Nov: “Two streets.”"."""
    did = "withdrew a check-in" if entry.value is None else f"recorded {value_with_unit(entry.value, entry.unit)}"
    quoted = f": “{entry.note}”" if entry.note else "."
    return f"{entry.author} {did} for {day(entry.as_of, today())}{quoted}"


def _record(actor: Actor, sent: Any) -> None:
    """Record the rows that the browser sent, and keep an answer for each of them."""
    said = _said(actor)
    request = ""
    try:
        request = str(sent["request"])[:80]
        rows = ROWS.validate_python(sent["rows"][:MOST_ROWS])
    except (ValidationError, KeyError, TypeError):
        said.answer = {"request": request, "message": str(MALFORMED)}
        return
    receipts = actions.act(FORM, record_typed, rows, today())
    if receipts is None:
        said.answer = {"request": request, **_refused(rows, actions.take_refusal(FORM))}
        return
    said.answer = {"request": request, "message": ""}
    said.recorded = [*said.recorded, *(row.request_key for row in rows)][-2 * MOST_ROWS :]
    said.undoable = [receipt.check_in_id for receipt in receipts]
    live.acted()


def _refused(rows: list[TypedRow], refusal: Refusal | None) -> dict[str, Any]:
    """Return the messages for the table, by the key of each row."""
    if not isinstance(refusal, RowsRefused):
        return {"message": str(refusal), "problems": {}, "newer": {}}
    keys = {row.key_result_id: row.request_key for row in rows}
    problems = {
        keys[number]: [{"field": problem.field, "message": problem.message} for problem in found]
        for number, found in refusal.problems.items()
    }
    newer = {
        keys[number]: {"id": entry.check_in_id, "text": f"{_told(entry)} Record again to keep both."}
        for number, entry in refusal.unseen.items()
    }
    return {"message": str(refusal), "problems": problems, "newer": newer}


def _ask(actor: Actor, sent: Any) -> None:
    """Tell which requests were recorded although the answer was lost, and show key results that are not due."""
    said = _said(actor)
    try:
        keys = KEYS.validate_python(sent["keys"][:MOST_ROWS])
        numbers = NUMBERS.validate_python(sent["key_results"][:MOST_ROWS])
    except (ValidationError, KeyError, TypeError):
        return
    said.asked = [*said.asked, *(number for number in numbers if number not in said.asked)][-MOST_ROWS:]
    said.recorded = [*said.recorded, *ask(recorded, actor, keys)][-2 * MOST_ROWS :]


def _offer_undo(said: Said) -> None:
    if not said.undoable:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="check-ins-recorded"):
        st.markdown(f"Recorded {count(len(said.undoable), 'check-in')}.")
        st.button("Undo", key=UNDO, on_click=_undo, args=(said,))
    actions.show_refusal(UNDO)


def _undo(said: Said) -> None:
    key = f"undo-all-{said.undoable[0]}-{len(said.undoable)}"
    done = actions.act(UNDO, check_ins.withdraw_all, said.undoable, request_key=key)
    if done is not None:
        said.undoable = []
        actions.flash("Undone. The check-ins stay in the history.")
    live.acted()
