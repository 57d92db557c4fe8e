"""Alignment on screen: the tree drawn and as a nested list, and the objectives that contribute to nothing."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

import streamlit as st

from charts.alignment import VIEW_HEIGHT, AlignmentNode, alignment_tree
from charts.alignment_template import ROW_HEIGHT
from charts.chart import PICK
from domain.alignment import in_a_sentence
from domain.formatting import count, percent
from domain.roll_up import status_chips
from services.reporting.alignment import AlignedObjective, Alignment
from ui import chart_view, navigation, style
from ui.markup import status_chip

OPENED, CHART = "_opened_from_alignment", "alignment"
READING, WHOLE = "Reading size", "Whole tree"
MOST_ORPHANS = 30


def sentence(report: Alignment) -> str:
    """Answer how much of a cycle is aligned."""
    return in_a_sentence(report.total, report.contributing, len(report.orphans))


def pick_size() -> bool:
    """Draw the choice of a size, and tell whether the whole tree is wanted."""
    with st.container(key="alignment-size"):
        chosen = st.segmented_control(
            "Size of the drawing",
            [READING, WHOLE],
            default=READING,
            key="size",
            bind="query-params",
            required=True,
            label_visibility="collapsed",
        )
    return chosen == WHOLE


def drawing(report: Alignment, whole: bool) -> None:
    """Draw the tree; a click opens the objective. On a phone the list takes its place."""
    nodes = {key: _node(row, key in report.orphans) for key, row in report.rows.items()}
    title = f"{status_chips(row.status for row in report.rows.values())}, from the top down"
    chart = alignment_tree(nodes, report.places, title, whole=whole, dark=style.is_dark())
    height = min(VIEW_HEIGHT, (max(3, len(report.places)) + 1) * ROW_HEIGHT)
    with st.container(key="alignment-drawing"):
        chart_view.draw(chart, CHART, on_click=_note_click, height=height)
    if report.total > len(report.rows):
        st.caption(f"The upper {len(report.rows)} of {count(report.total, 'objective')}. Pick a team to see its own.")


def as_list(report: Alignment) -> None:
    """Write the tree as a nested list, for readers who listen and for small screens."""
    st.subheader("The tree as a list")
    st.html(f'<div class="ob-tree">{"".join(_items(report))}</div>')


def orphans(report: Alignment) -> None:
    """Name the objectives that contribute to nothing although a team above has objectives."""
    if not report.orphans:
        return
    st.subheader(f"{count(len(report.orphans), 'orphan')}")
    st.html(
        '<p class="ob-note">They contribute to nothing, although a team above theirs has objectives. '
        "Open one and choose what it contributes to, or leave it: not everything has to hang from something.</p>"
    )
    for key in report.orphans[:MOST_ORPHANS]:
        title, team = report.names[key]
        navigation.link("objective", f"{title} ({team})", id=key)
    if len(report.orphans) > MOST_ORPHANS:
        st.caption(f"And {len(report.orphans) - MOST_ORPHANS} more. Pick a team to see its own.")


def follow() -> None:
    """Leave for the objective that was clicked in the drawing."""
    opened = st.session_state.pop(OPENED, None)
    if opened:
        navigation.go("objective", id=opened)


def _note_click() -> None:
    picked = st.session_state[CHART]["selection"].get(PICK) or []
    if picked:
        st.session_state[OPENED] = int(picked[0]["key"])


def _node(row: AlignedObjective, orphan: bool) -> AlignmentNode:
    same = {name: getattr(row, name) for name in ("key", "title", "team", "owner", "status", "stale")}
    through = row.through or row.outside
    return AlignmentNode(**same, progress=row.progress.value, through=through, orphan=orphan)


def _items(report: Alignment) -> Iterator[str]:
    """Yield the objectives as items of nested lists, which are closed as the walk comes back up."""
    level = -1
    for key, depth in (found for top in report.tree.tops for found in report.tree.walk(top)):
        yield "<ul>" if depth > level else "</li>" + "</ul></li>" * (level - depth)
        yield f"<li>{_line(report.rows[key], key in report.orphans)}"
        level = depth
    yield "</li></ul>" * (level + 1)


def _line(row: AlignedObjective, orphan: bool) -> str:
    query = {"id": row.key, **({"as": st.query_params["as"]} if "as" in st.query_params else {})}
    progress = "no data" if row.progress.value is None else percent(row.progress.value)
    about = [progress, row.team, row.owner]
    if row.through:
        about.append(f"through “{row.through}”")
    if row.outside:
        about.append(f"contributes to “{row.outside}”")
    if orphan:
        about.append("orphan")
    link = f'<a href="objective?{escape(urlencode(query))}" target="_self">{escape(row.title)}</a>'
    note = escape(" · ".join(about))
    return f'{link} {status_chip(row.status, row.stale)} <span class="ob-note">{note}</span>'
