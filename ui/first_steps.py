"""The form that makes an empty database usable."""

from datetime import date, timedelta

import streamlit as st

from domain.vocabulary import CycleState
from models.database import writing
from models.inputs import CycleInput, PersonInput, TeamInput
from services import organisation, sample
from services.errors import Refusal
from ui import actions, forms
from ui.clock import today
from ui.database import engine

FORM = "first-steps"
PARTS = ("person", "team", "cycle")


def show() -> None:
    """Draw the form, and the way to look around in a sample company first."""
    with st.form(FORM):
        person, team = st.columns(2)
        with person:
            _name("Your name", "person")
        with team:
            _name("Your team", "team")
        first, last = quarter_of(today())
        name, starts, ends = st.columns(3)
        with name:
            _name("Cycle", "cycle", quarter_name(first))
        starts.date_input("From", first, key=f"{FORM}:starts_on", format="YYYY-MM-DD")
        with ends:
            st.date_input("To", last, key=f"{FORM}:ends_on", format="YYYY-MM-DD")
            actions.show_field_error(FORM, "ends_on")
        st.form_submit_button("Start", type="primary", on_click=_start)
        actions.show_refusal(FORM)
    st.markdown("Or look around first in a made-up company with five quarters of objectives and check-ins.")
    st.button("Load the sample company", on_click=_load_sample)


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar quarter of a day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = (first + timedelta(days=95)).replace(day=1)
    return first, following - timedelta(days=1)


def quarter_name(day: date) -> str:
    """Return what the calendar quarter of a day is called: "2026 Q4"."""
    return f"{day.year} Q{(day.month + 2) // 3}"


def _name(label: str, part: str, value: str = "") -> None:
    st.text_input(label, value, key=f"{FORM}:{part}")
    actions.show_field_error(f"{FORM}-{part}", "name")


def _start() -> None:
    for form in (FORM, *(f"{FORM}-{part}" for part in PARTS)):
        actions.forget(form)
    team = forms.parse(f"{FORM}-team", TeamInput, name=forms.value(FORM, "team"))
    person = forms.parse(f"{FORM}-person", PersonInput, name=forms.value(FORM, "person"))
    dates = {name: forms.value(FORM, name) for name in ("starts_on", "ends_on")}
    cycle = forms.parse(f"{FORM}-cycle", CycleInput, name=forms.value(FORM, "cycle"), state=CycleState.ACTIVE, **dates)
    if team and person and cycle:
        _run(organisation.start_organisation, team, person, cycle)


def _load_sample() -> None:
    _run(sample.load_sample, today())


def _run(use_case, *args) -> None:  # type: ignore[no-untyped-def]  # nobody is here yet, so there is no actor
    try:
        with writing(engine()) as session:
            use_case(session, *args)
    except Refusal as refusal:
        actions.refuse(FORM, refusal)
    else:
        forms.clear(FORM)
        actions.forget(FORM)
