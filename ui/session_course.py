"""The course of a planning session as a form: stages with minutes, moved, dropped, added, kept as template."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

import streamlit as st

from domain.formatting import count, rounded
from domain.planning import DEFAULT_STAGES, LONGEST_STAGE, LONGEST_TITLE, MOST_STAGES, Stage
from domain.vocabulary import StageKind
from models.planning_inputs import StageInput
from services import sessions
from services.errors import InvalidInput
from services.reporting.sessions import templates
from ui import actions, forms
from ui.database import look_up

DEFAULT = "The usual course"
KINDS: Mapping[StageKind, str] = {stage.kind: stage.title for stage in DEFAULT_STAGES}
NEW_MINUTES = 10.0


def begin(form: str, stages: Sequence[Stage]) -> None:
    """Start a form from a course, unless it has one already."""
    if _rows_key(form) not in st.session_state:
        st.session_state[_rows_key(form)] = [_row(stage) for stage in stages]


def edit(form: str) -> None:
    """Draw the course: one line for each stage, the sum of its minutes, and a way to add one."""
    rows = st.session_state[_rows_key(form)]
    st.html('<p class="ob-note">The stages with their minutes. They can be changed during the session, too.</p>')
    for place, row in enumerate(rows):
        _line(form, place, row, len(rows))
    _add(form)
    minutes = rounded(sum(_value(form, row, "minutes") or 0 for row in rows), 0)
    st.html(f'<p class="ob-note">{count(len(rows), "stage")}, {minutes} minutes in all.</p>')
    actions.show_field_error(form, "stages")


def entered(form: str) -> tuple[StageInput, ...] | None:
    """Return the course that stands in the form, or None after keeping a message for what is wrong with it."""
    found = []
    for row in st.session_state[_rows_key(form)]:
        said = {name: _value(form, row, name) for name in ("title", "minutes")}
        stage = forms.parse(form, StageInput, kind=row["kind"], **said)
        if stage is None:
            actions.refuse(form, InvalidInput([forms.problem("stages", "Each stage needs a title and minutes.")]))
            return None
        found.append(stage)
    return tuple(found)


def courses() -> dict[str, tuple[Stage, ...]]:
    """Return the courses to start from: the usual one and those that were kept."""
    return {DEFAULT: DEFAULT_STAGES, **dict(look_up(templates))}


def choose(form: str) -> None:
    """Draw the choice of the course to start from, where there is more than one."""
    known = courses()
    if len(known) > 1:
        key = forms.field_key(form, "template")
        st.selectbox("Course of stages", list(known), key=key, on_change=_take, args=(form,))


def keep_as_template(form: str) -> None:
    """Draw the field and the button that keep the course under a name."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{form}-template"):
        st.text_input("Name of a template", key=forms.field_key(form, "template_name"), width=280, max_chars=80)
        st.button("Save as template", key=f"{form}-keep", on_click=_keep, args=(form,))
    actions.show_field_error(form, "template_name")


def forget(form: str) -> None:
    """Drop the course of a form, so that it starts anew the next time."""
    st.session_state.pop(_rows_key(form), None)


def _rows_key(form: str) -> str:
    return f"_course:{form}"


def _row(stage: Stage) -> dict[str, Any]:
    return {"key": uuid4().hex, "kind": stage.kind, "title": stage.title, "minutes": float(stage.minutes)}


def _value(form: str, row: Mapping[str, Any], name: str) -> Any:
    return st.session_state.get(forms.field_key(form, f"{name}-{row['key']}"), row[name])


def _line(form: str, place: int, row: Mapping[str, Any], number: int) -> None:
    key, where = row["key"], place + 1
    with st.container(horizontal=True, vertical_alignment="center", key=f"course-{key}"):
        hidden: Any = {"label_visibility": "collapsed"}
        label, name = f"Title of stage {where}", forms.field_key(form, f"title-{key}")
        st.text_input(label, row["title"], key=name, max_chars=LONGEST_TITLE, width="stretch", **hidden)
        label, name = f"Minutes of stage {where}", forms.field_key(form, f"minutes-{key}")
        st.number_input(label, 1.0, float(LONGEST_STAGE), row["minutes"], 5.0, "%g", key=name, width=130, **hidden)
        for words, icon, step, off in (
            ("earlier", ":material/arrow_upward:", -1, place == 0),
            ("later", ":material/arrow_downward:", 1, where == number),
        ):
            told = f"Move stage {where} {words}"
            args = (form, place, step)
            st.button("", key=f"{key}-{words}", icon=icon, help=told, disabled=off, on_click=_move, args=args)
        told, args_ = f"Drop stage {where}", (form, place)
        off = number == 1
        st.button("", key=f"{key}-drop", icon=":material/close:", help=told, disabled=off, on_click=_drop, args=args_)


def _add(form: str) -> None:
    full = len(st.session_state[_rows_key(form)]) >= MOST_STAGES
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"{form}-add-stage"):
        key = forms.field_key(form, "add_kind")
        st.selectbox("Another stage", list(KINDS), format_func=lambda kind: KINDS[kind], key=key, width=280)
        st.button("Add stage", key=f"{form}-add", disabled=full, on_click=_append, args=(form,))


def _move(form: str, place: int, step: int) -> None:
    rows = st.session_state[_rows_key(form)]
    rows[place], rows[place + step] = rows[place + step], rows[place]


def _drop(form: str, place: int) -> None:
    del st.session_state[_rows_key(form)][place]


def _append(form: str) -> None:
    kind = StageKind(forms.value(form, "add_kind"))
    st.session_state[_rows_key(form)].append(_row(Stage(kind, KINDS[kind], NEW_MINUTES)))


def _take(form: str) -> None:
    chosen = courses().get(forms.value(form, "template"), DEFAULT_STAGES)
    st.session_state[_rows_key(form)] = [_row(stage) for stage in chosen]


def _keep(form: str) -> None:
    name = str(forms.value(form, "template_name") or "").strip()
    course = entered(form)
    if course is None:
        return
    if not name:
        message = "Give the template a name, such as “Half a day”."
        actions.refuse(form, InvalidInput([forms.problem("template_name", message)]))
    elif actions.act(form, sessions.save_template, name, course) is not None:
        actions.flash(f"Template kept: {name}.")
