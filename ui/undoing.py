"""A list of check-ins that can be undone or corrected.

One of them has the button that undoes, the others a link that gives it to them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from services import check_ins
from ui import actions, links
from ui.selection import number_in_address

ASKED = "undo"


@dataclass(frozen=True, slots=True)
class Line:
    """A check-in as HTML, whether this person may undo it, and the link that corrects it."""

    key: int
    html: str
    can_be_undone: bool
    correct: str = ""


def lines(
    kind: str,
    found: Sequence[Line],
    link: Callable[[int], str],
    done: Callable[[int], str],
    below: tuple[int, Callable[[], None]] | None = None,
) -> None:
    """Draw check-ins in their order; the button stands at the one that was asked for, or at the first that has one.

    ``link`` returns the link of a check-in that gives it the button, ``done`` what to say once it is undone. A button
    for each would make a page of many check-ins slow to draw. ``below`` is what to draw below one of them.
    """
    undoable = [line.key for line in found if line.can_be_undone]
    asked = number_in_address(ASKED)
    ready = asked if asked in undoable else next(iter(undoable), None)
    split = next((place for place, line in enumerate(found, 1) if below and line.key == below[0]), 0)
    if below is None or not split:
        _part(kind, found, ready, link, done)
        return
    with st.container():  # so that the form below keeps its place, and what is typed, as lines come and go above it
        _part(kind, found[:split], ready, link, done)
    below[1]()
    _part(kind, found[split:], ready, link, done)


def _part(
    kind: str, found: Sequence[Line], ready: int | None, link: Callable[[int], str], done: Callable[[int], str]
) -> None:
    place = next((number for number, line in enumerate(found) if line.key == ready), len(found))
    _plain(kind, found[:place], link)
    for line in found[place : place + 1]:
        with st.container(horizontal=True, key=f"row-{kind}-{line.key}", gap="small", vertical_alignment="center"):
            st.html(f'<div class="ob-offered">{line.html}{_offer(line.correct)}</div>' if line.correct else line.html)
            st.button("Undo", key=f"undo-{line.key}", type="tertiary", on_click=_undo, args=(line.key, done))
    for line in found:
        actions.show_refusal(_form(line.key))
    _plain(kind, found[place + 1 :], link)


def _plain(kind: str, found: Sequence[Line], link: Callable[[int], str]) -> None:
    drawn = (links.row(kind, line.html, _offers(line, link)) for line in found)
    if html := "".join(drawn):
        st.html(html)


def _offers(line: Line, link: Callable[[int], str]) -> str:
    return _offer(line.correct, link(line.key)) if line.can_be_undone else ""


def _offer(*ways: str) -> str:
    return f'<span class="ob-offer">{"".join(ways)}</span>'


def _undo(key: int, done: Callable[[int], str]) -> None:
    said = done(key)
    if actions.act(_form(key), check_ins.withdraw, key, request_key=_form(key)):
        actions.flash(said)


def _form(key: int) -> str:
    return f"undo-{key}"
