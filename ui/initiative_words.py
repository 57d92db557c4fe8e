"""How initiatives read on screen: state as shape and word, dates, and sentences about what needs a look."""

from datetime import date
from html import escape

from domain.formatting import count, day
from domain.initiatives import overdue_days
from domain.vocabulary import InitiativeState
from services.reporting.initiative_exceptions import BareKeyResults, InitiativeExceptions, LooseWork
from services.reporting.initiatives import InitiativeRow
from services.reporting.people import CycleRow
from ui.words import INITIATIVE_STATES, span

SHAPES = {
    InitiativeState.IDEA: "✎",
    InitiativeState.PLANNED: "▻",
    InitiativeState.DOING: "►",
    InitiativeState.DONE: "✓",
    InitiativeState.DROPPED: "✕",
}
UNFINISHED = frozenset({InitiativeState.IDEA, InitiativeState.PLANNED, InitiativeState.DOING})


def state_chip(state: InitiativeState) -> str:
    """Return where an initiative stands as shape and word."""
    shape = f'<span class="ob-shape" aria-hidden="true">{SHAPES[state]}</span>'
    word = f'<span class="ob-word">{INITIATIVE_STATES[state].lower()}</span>'
    return f'<span class="ob-chip ob-work-{state.value}">{shape}{word}</span>'


def dates(row: InitiativeRow, today: date) -> str:
    """Say from when to when the work runs, when it was done, and how late it is."""
    said = _planned(row)
    if done_on := row.done_on(today):
        return f"{said} · done {day(done_on, today)}" if said else f"done {day(done_on, today)}"
    late = overdue_days(row.due_on, today, under_way=row.state in UNFINISHED)
    return f"{said} · {count(late, 'day')} late" if late else said


def work_in_a_sentence(found: InitiativeExceptions, initiatives: int, cycle: CycleRow, is_closed: bool) -> str:
    """Answer how much work there is and what about it needs a look."""
    head = f"{count(initiatives, 'initiative')} in {cycle.name}"
    if is_closed:
        return f"{head}. The cycle is closed, so nothing here needs a look any more."
    unmoved = [work for work in found.unmoved if work.found.now is not None]
    unchecked = len(found.unmoved) - len(unmoved)
    parts = [
        f"{len({work.initiative_id for work in unmoved})} done without moving a number" if unmoved else "",
        f"{count(unchecked, 'number')} without a check-in since the work was done" if unchecked else "",
        f"{len(found.loose)} linked to no key result" if found.loose else "",
    ]
    told = ", ".join(part for part in parts if part) or "none of them needs a look"
    return f"{head}: {told}. {_bare(found.bare)}"


def loose_in_words(work: LooseWork) -> str:
    """Say what is missing from work that serves nothing, and why that matters."""
    if work.was_linked:
        return "Linked only to key results that were dropped: say which number it should move now."
    return "Linked to no key result: say which number it should move, or nobody can tell whether it worked."


def first_of(shown: int, total: int, advice: str = "") -> str:
    """Say that a list is cut."""
    return f"The first {shown} of {total}.{f' {advice}' if advice else ''}"


def told(row: InitiativeRow) -> str:
    """Return the hypothesis and what came of it as HTML."""
    result = f'<p class="ob-note"><strong>Result</strong> {escape(row.result)}</p>' if row.result else ""
    return (f'<p class="ob-note">{escape(row.hypothesis)}</p>' if row.hypothesis else "") + result


def _planned(row: InitiativeRow) -> str:
    if row.starts_on and row.due_on:
        return span(row.starts_on, row.due_on)
    if row.due_on:
        return f"due {day(row.due_on)}"
    return f"from {day(row.starts_on)}" if row.starts_on else ""


def _bare(found: BareKeyResults) -> str:
    if not found.of:
        return "No key result here asks for work."
    if not found.bare:
        return f"Work is linked to all {count(found.of, 'key result')} that ask for it."
    have = "has" if found.bare == 1 else "have"
    return f"{found.bare} of {count(found.of, 'key result')} that ask for work {have} no initiative."
