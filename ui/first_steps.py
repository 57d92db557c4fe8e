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


def show() -> None:
    """Draw the form, and the way to look around in a sample company first."""
    with st.form(FORM):
        person, team = st.columns(2)
        person.text_input("Your name", key=f"{FORM}:person")
        team.text_input("Your team", key=f"{FORM}:team")
        first, last = quarter_of(today())
        name, starts, ends = st.columns(3)
        name.text_input("Cycle", f"{first.year} Q{(first.month + 2) // 3}", key=f"{FORM}:cycle")
        starts.date_input("From", first, key=f"{FORM}:starts_on", format="YYYY-MM-DD")
        ends.date_input("To", last, key=f"{FORM}:ends_on", format="YYYY-MM-DD")
        st.form_submit_button("Start", type="primary", on_click=_start)
        for field in ("name", "ends_on"):
            actions.show_field_error(FORM, field)
        actions.show_refusal(FORM)
    st.markdown("Or look around first in a made-up company with five quarters of objectives and check-ins.")
    st.button("Load the sample company", on_click=_load_sample)


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of the calendar quarter of a day."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    following = (first + timedelta(days=95)).replace(day=1)
    return first, following - timedelta(days=1)


def _start() -> None:
    team = forms.parse(FORM, TeamInput, name=forms.value(FORM, "team"))
    person = forms.parse(FORM, PersonInput, name=forms.value(FORM, "person"))
    dates = {name: forms.value(FORM, name) for name in ("starts_on", "ends_on")}
    cycle = forms.parse(FORM, CycleInput, name=forms.value(FORM, "cycle"), state=CycleState.ACTIVE, **dates)
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
