"""The form that turns a key result into an initiative under a better one, with a picture of before and after."""

from dataclasses import replace

import streamlit as st

from domain.coaching import hypothesis_for
from domain.vocabulary import Label
from models.inputs import KeyResultInput
from services import conversions
from services.errors import InvalidInput, StaleVersion
from services.published import has_proposed
from services.reporting.conversions import Place, places_for_work
from services.reporting.key_result import key_result_detail
from services.reporting.key_results import KeyResultRow
from ui import actions, conversion_view, forms, key_result_form, navigation, reasons, working_as
from ui.clock import today
from ui.conversion_view import Line, line_of, new_line, work_line
from ui.database import ask, look_up, policy

EXISTING, NEW = "One that is there", "A new one"
NOTHING = 0  # no key result has this id


def show(key_result_id: int) -> None:
    """Draw the form; raises NotFound and NotAllowed."""
    form = f"demote-{key_result_id}"
    detail = look_up(key_result_detail, key_result_id, today(), policy())
    row = detail.key_result
    working_as.require(row.team_id)
    working_as.require_open(row.cycle_id)
    navigation.link("key_result", f"Key result: {row.title}", id=row.key)
    if not row.dropped:
        opened = forms.version_seen(form, "hypothesis", row.version)
        _lead(row)
        left, right = st.columns([3, 2], gap="large")
        with left:
            places = {place.key: place for place in look_up(places_for_work, row.key)}
            under = _under(form, row, places)
            _hypothesis(form, row.title, _words_of(form, under, places))
            refusal = actions.refusal_of(form)
            seen = refusal.current_version if isinstance(refusal, StaleVersion) else opened
            actions.show_refusal(form)
            forms.save_button("Turn into an initiative", form, _save, row, under, seen)
        with right:
            siblings = [line_of(sibling) for sibling in detail.siblings]
            _preview(form, row, siblings, under, places)
    else:
        st.info("This key result was dropped. Open it to see what became of it.")
    if (made := st.session_state.pop(f"_saved:{form}", None)) is not None:
        navigation.go("key_result", id=made)


def _lead(row: KeyResultRow) -> None:
    st.markdown(
        "It becomes work under a key result that says what should change for somebody. Check-ins, label history and "
        "flags stay with it, and you can undo this."
    )
    if row.label == Label.OUTCOME:
        st.warning("This is labelled an outcome. Make work only of what the team itself makes, ships or does.")


def _under(form: str, row: KeyResultRow, places: dict[int, Place]) -> int | None:
    """Draw the choice of the better key result and return its id, or None where a new one is being written."""
    ways = [EXISTING, NEW] if places else [NEW]
    first = EXISTING if any(place.beside for place in places.values()) else NEW
    label = "Under which key result?"
    way = st.segmented_control(label, ways, default=first, required=True, key=f"{form}:way")
    if way == EXISTING:
        named = {key: _named(place) for key, place in places.items()}
        # What belongs to another objective is never proposed: it may be another team's.
        proposed = next((key for key, place in places.items() if place.beside), NOTHING)
        under: int | None = forms.choice("Key result", form, "under", named, {"under": proposed})
        actions.show_field_error(form, "under")
        return under
    conversion_view.coach(form, row.title, row.measurement.unit)
    stored = {**key_result_form.fresh(row.objective_id), "owner_id": row.owner_id, "weight": row.weight}
    key_result_form.fields(form, stored, narrow=True)
    return None


def _named(place: Place) -> str:
    doubt = "" if place.label == Label.OUTCOME else " (unclear)"
    return f"{place.title}{doubt}" if place.beside else f"{place.title}{doubt} · {place.objective}"


def _words_of(form: str, under: int | None, places: dict[int, Place]) -> str:
    if under is not None:
        return places[under].title
    return forms.value(form, "title") or "…"


def _hypothesis(form: str, work: str, result: str) -> None:
    """Draw the hypothesis; the proposal follows the choice above until somebody writes another sentence."""
    key, proposed = forms.field_key(form, "hypothesis"), forms.field_key(form, "_proposed")
    proposal = hypothesis_for(work, result)
    if st.session_state.get(key) in (None, "", st.session_state.get(proposed)):
        st.session_state[key] = proposal
    st.session_state[proposed] = proposal
    st.text_area("Hypothesis of the initiative", key=key, height=90)


def _preview(form: str, row: KeyResultRow, siblings: list[Line], under: int | None, places: dict[int, Place]) -> None:
    before = sorted([line_of(row), *siblings], key=lambda line: line.key)
    after: list[Line] = []
    for line in before:
        after += [line] if line.key != row.key else []
        after += [work_line(row.title)] if line.key == under else []
    if under is None:
        after += [new_line(form, weight=row.weight), work_line(row.title)]
    elif not places[under].beside:
        after += [replace(work_line(row.title), title=f"{row.title} (under “{places[under].title}”)")]
    conversion_view.preview(before, after)


def _save(form: str, request: str, row: KeyResultRow, under: int | None, seen_version: int) -> None:
    target = _target(form, row, under)
    if target is None:
        return
    hypothesis = forms.value(form, "hypothesis") or ""
    if len(hypothesis) > 10_000:
        actions.refuse(form, InvalidInput([forms.problem("hypothesis", "Keep it under 10000 characters.")]))
        return
    made = actions.act(
        form, conversions.demote, row.key, seen_version, target, request_key=request, hypothesis=hypothesis
    )
    if made is not None:
        forms.clear(form)
        done = f"“{row.title}” is an initiative now. Its check-ins and history are kept."
        reasons.flash(done, ask(has_proposed, made))
        st.session_state[f"_saved:{form}"] = row.key


def _target(form: str, row: KeyResultRow, under: int | None) -> int | KeyResultInput | None:
    """Return what it becomes work under; None after a message where that was not chosen or cannot be right."""
    if forms.value(form, "way") != EXISTING:
        return key_result_form.entered(form, row.objective_id)
    if under is None:
        actions.refuse(form, InvalidInput([forms.problem("under", "Choose the key result that it should move.")]))
    return under
