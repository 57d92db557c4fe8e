"""What needs a look, as lines: the kind as shape and word, the key result as a link, and why."""

from collections.abc import Container, Sequence
from html import escape

import streamlit as st

from domain.attention import ExceptionKind, Finding, rule_in_words
from domain.formatting import count
from domain.vocabulary import ObjectiveState
from services.reporting.exceptions import (
    NeedsLook,
    done_among,
    exceptions_among,
)
from services.reporting.initiatives import InitiativeRow
from services.reporting.key_results import KeyResultRow
from services.reporting.my_week import MyWeek
from services.reporting.objectives import ObjectiveRow
from ui import links
from ui.clock import today
from ui.database import policy

KINDS = {
    ExceptionKind.BLINDSIDED: ("⇊", "blindsided"),
    ExceptionKind.DIVERGENCE: ("≠", "divergence"),
    ExceptionKind.REGRESSION: ("↩", "regression"),
    ExceptionKind.CONFIDENCE_FALLING: ("↘", "confidence falling"),
    ExceptionKind.UNMOVED: ("✓", "done, not moved"),
    ExceptionKind.NEVER_UPDATED: ("◇", "never updated"),
    ExceptionKind.STALE: ("◌", "stale"),
}
SILENCE = frozenset({ExceptionKind.NEVER_UPDATED, ExceptionKind.STALE})
MOST_IN_MY_WEEK = 3
FOLD = "exceptions-folded"


def of_my_week(week: MyWeek) -> None:
    """Draw what needs a look among this person's key results, for those that wait only what their form does not say."""
    waiting = {item.key_result.key for item in week.due}
    found = [_unsaid(one, waiting) for one in week.needs_look]
    _section([one for one in found if one.findings], MOST_IN_MY_WEEK)


def of_objective(objective: ObjectiveRow, initiatives: Sequence[InitiativeRow]) -> None:
    """Draw what needs a look among the key results of an objective; a closed one needs none."""
    rows = objective.live if objective.state != ObjectiveState.CLOSED else ()
    _section(exceptions_among(rows, done_among(initiatives, today()), today(), policy()))


def of_objectives(found: Sequence[NeedsLook]) -> None:
    """Draw, folded away until somebody opens it, what needs a look among the key results of a page's objectives."""
    with st.container():
        if not found:
            return
        verb = "needs" if len(found) == 1 else "need"
        label = f"{count(len(found), 'key result')} on this page {verb} a look"
        _folded(label, found)


def of_key_result(row: KeyResultRow, initiatives: Sequence[InitiativeRow]) -> None:
    """Draw the sentences about one key result, each with its rule."""
    for one in exceptions_among([row], done_among(initiatives, today()), today(), policy()):
        st.html(_sentences(one.findings, with_rules=True))


def kind_chip(kind: ExceptionKind) -> str:
    """Return a kind as shape and word, with its rule on hover."""
    shape, word = KINDS[kind]
    rule = escape(rule_in_words(kind, policy()))
    drawn = f'<span class="ob-shape" aria-hidden="true">{shape}</span><span class="ob-word">{word}</span>'
    return f'<span class="ob-chip ob-exception" title="{rule}">{drawn}</span>'


def _unsaid(one: NeedsLook, waiting: Container[int]) -> NeedsLook:
    """What the form of a key result that waits says already, the silence, is left out."""
    if one.key_result.key not in waiting:
        return one
    return NeedsLook(one.key_result, tuple(finding for finding in one.findings if finding.kind not in SILENCE))


def _section(found: Sequence[NeedsLook], most: int | None = None) -> None:
    with st.container(key="exceptions", gap="xsmall"):  # a place of its own keeps what stands below where it is
        if not found:
            return
        st.subheader("Needs a look", anchor=False)
        _lines(found[:most])
        if most is not None and len(found) > most:
            _folded(f"{len(found) - most} more", found[most:])


def _folded(label: str, found: Sequence[NeedsLook]) -> None:
    """Draw the lines only once somebody has opened the fold: on a large page they cost more than all above them."""
    fold = st.expander(label, key=FOLD, on_change="rerun")
    if fold.open:
        with fold:
            _lines(found)


def _lines(found: Sequence[NeedsLook]) -> None:
    st.html("".join(map(_line, found)))


def _line(one: NeedsLook) -> str:
    title = links.anchor("key_result", one.key_result.title, id=one.key_result.key)
    return links.row("exception", title, f"<div>{_sentences(one.findings)}</div>")


def _sentences(findings: Sequence[Finding], *, with_rules: bool = False) -> str:
    return "".join(
        f'<p class="ob-finding">{kind_chip(finding.kind)} {escape(finding.sentence)}'
        f"{_rule(finding.kind) if with_rules else ''}</p>"
        for finding in findings
    )


def _rule(kind: ExceptionKind) -> str:
    return f'<br><span class="ob-note">{escape(rule_in_words(kind, policy()))}</span>'
