"""What is worth talking about in the mix: the strongest hints first, each with its rule and the way to a flag."""

from html import escape

import streamlit as st

from charts.theme import LABEL_SHAPES
from domain.flags import CONCERN_WORDS
from domain.formatting import count
from domain.mix_hints import Hint
from domain.vocabulary import Concern
from services.reporting.outcome_mix import MixReport, ObjectiveMix
from ui import cards, navigation
from ui.flag_rows import may_raise
from ui.markup import person_chip
from ui.selection import Selection

MOST_OBJECTIVES = 4
MOST_KEY_RESULTS = 12
ANY = "All hints"


def ranked(report: MixReport, chosen: Selection) -> None:
    """Draw the objectives with hints, of one kind or of all, a page at a time."""
    st.subheader("Worth talking about")
    kind = _pick_kind(report)
    page = int(st.session_state.get("page", 1))
    rows, number = report.worth_a_talk(kind, _place(page))
    pages = -(-number // MOST_OBJECTIVES)
    if page > pages:
        rows, _ = report.worth_a_talk(kind, _place(1))
    if not rows:
        st.markdown("No hint here: nothing crosses a threshold.")
        return
    what = "hints" if kind is None else f"the hint {CONCERN_WORDS[kind]}"
    st.caption(f"{count(number, 'objective')} with {what}: the strongest first, then the most weight.")
    for row in rows:
        _objective(row, kind, chosen)
    if pages > 1:
        st.pagination(pages, key="page", max_visible_pages=5)


def _place(page: int) -> slice:
    return slice((page - 1) * MOST_OBJECTIVES, page * MOST_OBJECTIVES)


def _pick_kind(report: MixReport) -> Concern | None:
    kinds = {CONCERN_WORDS[kind].capitalize(): kind for kind in report.kinds}
    picked = st.selectbox(
        "Hint",
        [ANY, *kinds],
        key="hint",
        bind="query-params",
        label_visibility="collapsed",
    )
    return kinds.get(picked or "")


def _objective(row: ObjectiveMix, kind: Concern | None, chosen: Selection) -> None:
    shown = [hint for hint in row.hints if kind is None or hint.kind == kind]
    with st.container(key=f"card-mix-{row.key}", gap="xsmall"):
        navigation.link("objective", row.title, id=row.key)
        place = f'<span class="ob-note">{escape(row.team)}</span>{person_chip(row.owner)}'
        st.html(f'<div class="ob-line">{place}</div>{cards.mix(row.mix)}{"".join(map(_said, shown))}')
        if chosen.cycle is not None and may_raise(row.team_id, chosen.cycle.key):
            navigation.link("raise_flag", "Raise a flag", objective=row.key, kind=shown[0].kind.value)
        _key_results(row)


def _key_results(row: ObjectiveMix) -> None:
    # What is closed is not sent: forty links would cost more than all the rest of the page.
    opened = st.expander(count(len(row.items), "key result"), key=f"open-mix-{row.key}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        for item in row.items[:MOST_KEY_RESULTS]:
            navigation.link("key_result", f"{LABEL_SHAPES[item.label]} {item.title}", help=item.label, id=item.key)
        if len(row.items) > MOST_KEY_RESULTS:
            navigation.link("objective", f"All {len(row.items)} key results", id=row.key)


def _said(hint: Hint) -> str:
    kind = escape(CONCERN_WORDS[hint.kind].capitalize())
    return (
        f'<p class="ob-hint"><strong>{kind}.</strong> {escape(hint.sentence)} '
        f'<span class="ob-note">{escape(hint.rule)}</span></p>'
    )
