"""The form of a key result: text with its suggested label, measure with its numbers, owner and calendar."""

from collections.abc import Mapping
from math import nan
from typing import Any

import streamlit as st

from domain.classification import classify
from domain.vocabulary import LabelSource, Measure
from models.inputs import KeyResultInput, MilestoneInput
from services import key_results
from services.errors import InvalidInput
from services.reporting.editing import key_result_to_edit, objective_to_edit
from services.reporting.flag_screens import siblings_of
from services.reporting.people import list_cycles, list_people
from ui import actions, coaching, forms, keep_typed, metric_choice, navigation, reasons, working_as
from ui.database import look_up, look_up_goals
from ui.forms import choice, number_field, plan_points
from ui.markup import label_chip
from ui.words import MEASURES

UNDECIDED = "Not decided yet"
NUMBERS: Mapping[Measure | None, tuple[tuple[str, str], ...]] = {
    None: (("baseline", "Baseline"), ("target", "Target")),
    Measure.INCREASE: (("baseline", "Baseline"), ("target", "Target"), ("stretch", "Stretch (optional)")),
    Measure.DECREASE: (("baseline", "Baseline"), ("target", "Target"), ("stretch", "Stretch (optional)")),
    Measure.STAY_AT_LEAST: (("target", "Lowest allowed"), ("stretch", "Stretch (optional)")),
    Measure.STAY_AT_MOST: (("target", "Highest allowed"), ("stretch", "Stretch (optional)")),
    Measure.STAY_BETWEEN: (("low", "Lowest allowed"), ("high", "Highest allowed")),
    Measure.MILESTONE: (),
    Measure.BASELINE: (),
}
READ_BESIDE_THE_TEXT = ("measure", "unit", "baseline", "target")
CALENDAR_AND_MORE = ("weight", "cadence_days", "owner_id", "starts_on", "due_on", "source")
KEPT = {
    **dict.fromkeys(("title", "unit", "source", "plan", "steps", reasons.REASON), keep_typed.text()),
    **dict.fromkeys(("baseline", "target", "stretch", "low", "high", "weight"), keep_typed.number),
    **dict.fromkeys(("measure", "owner_id", "metric_id"), keep_typed.CHOICE),
    **dict.fromkeys(("starts_on", "due_on"), keep_typed.any_day),
    "cadence_days": keep_typed.whole(1, 366),
}
NAMES = {
    **{"title": "Key result", "owner_id": "Owner", "due_on": "Due", "cadence_days": "Days between check-ins"},
    "metric_id": "Metric",
}


def show(key_result_id: int | None, objective_id: int | None) -> None:
    """Draw the form, new for an objective or prefilled with a stored key result; raises NotFound and NotAllowed."""
    form = f"key-result-{key_result_id or 'new'}"
    stored = look_up(key_result_to_edit, key_result_id) if key_result_id else fresh(objective_id or 0)
    objective = look_up(objective_to_edit, stored["objective_id"])
    working_as.require(objective["team_id"])
    working_as.require_open(objective["cycle_id"])
    navigation.link("objective", f"Under: {objective['title']}", id=stored["objective_id"])
    left, right = st.columns([3, 2], gap="large")
    with left:
        _form(form, key_result_id, {**stored, "state": objective["state"]})
    with right:
        siblings = look_up_goals(siblings_of, stored["objective_id"], key_result_id or 0)
        coaching.on_form(form, stored, siblings, f"{objective['title']} {objective['description']}")
    _leave_when_saved(form)


def _form(form: str, key_result_id: int | None, stored: Mapping[str, Any]) -> None:
    opened = forms.version_seen(form, "title", stored.get("version", 1))
    keep_typed.in_form(form, KEPT, about=key_result_id or stored["objective_id"], seen=opened)
    fields(form, stored, narrow=True)
    if key_result_id:
        reasons.field(form, stored["state"])
    seen = forms.show_conflicts(form, NAMES) or opened
    place = (key_result_id, stored["objective_id"], seen, stored.get("milestones", ()))
    actions.show_refusal(form)
    forms.save_button("Save key result", form, _save, *place)
    if key_result_id:
        words = "Take it back in" if stored["dropped"] else "Drop this key result"
        help_ = "A dropped key result counts nowhere; its check-ins stay and it can be taken back in."
        arguments = (form, key_result_id, seen, not stored["dropped"])
        st.button(words, help=help_, key=f"drop-{form}", on_click=_drop, args=arguments)


def fields(form: str, stored: Mapping[str, Any], *, narrow: bool = False) -> None:
    """Draw what a key result consists of, prefilled with what is stored; narrow where something stands beside it."""
    measure = text_and_measure(form, stored)
    _calendar(form, stored, narrow)
    with st.expander("More: weight, source of the numbers, metric, plan points"):
        _more(form, stored, measure)
    if measure == Measure.MILESTONE:
        _milestones(form, stored)


def text_and_measure(form: str, stored: Mapping[str, Any]) -> Measure | None:
    """Draw the text with the label that it suggests, then the measure with its numbers; return which measure it is."""
    st.text_area("Key result", stored.get("title", ""), key=f"{form}:title", height=80)
    actions.show_field_error(form, "title")
    _suggestion(form, stored)
    return _measure(form, stored)


def fresh(objective_id: int) -> dict[str, Any]:
    """Return what a new key result of an objective starts from; raises NotFound."""
    objective = look_up(objective_to_edit, objective_id)
    cycle = next(cycle for cycle in look_up_goals(list_cycles) if cycle.key == objective["cycle_id"])
    place = {"objective_id": objective_id, "owner_id": objective["owner_id"]}
    return {**place, "starts_on": cycle.starts_on, "due_on": cycle.ends_on, "measure": Measure.INCREASE}


def _suggestion(form: str, stored: Mapping[str, Any]) -> None:
    text = forms.value(form, "title")
    if text:
        measure, unit, *numbers = (forms.standing(form, name, stored) for name in READ_BESIDE_THE_TEXT)
        found = classify(text, measure, unit or "", *numbers)
        said = label_chip(found.label, LabelSource.SUGGESTED, found.probability)
        st.html(f'<div class="ob-line">{said}<span class="ob-note">{found.words}</span></div>')


def _measure(form: str, stored: Mapping[str, Any]) -> Measure | None:
    kind, unit = st.columns([3, 2])
    with kind:
        measure: Measure | None = choice("Measure", form, "measure", {**MEASURES, None: UNDECIDED}, stored)
        actions.show_field_error(form, "measure")
    with unit:
        st.text_input("Unit", stored.get("unit", ""), key=f"{form}:unit", placeholder="%, €, days, customers")
        actions.show_field_error(form, "unit")
    wanted = NUMBERS[measure]
    for column, (field, label) in zip(st.columns(3), wanted, strict=False):
        with column:
            number_field(label, form, field, stored)
            actions.show_field_error(form, field)
    return measure


def _calendar(form: str, stored: Mapping[str, Any], narrow: bool) -> None:
    owner, cadence, start, due = (*st.columns(2), *st.columns(2)) if narrow else _in_one_row()
    with owner:
        choice("Owner", form, "owner_id", {row.key: row.name for row in look_up_goals(list_people)}, stored)
        actions.show_field_error(form, "owner_id")
    start.date_input("From", stored["starts_on"], key=f"{form}:starts_on", format="YYYY-MM-DD")
    with due:
        st.date_input("Due", stored["due_on"], key=f"{form}:due_on", format="YYYY-MM-DD")
        actions.show_field_error(form, "due_on")
    with cadence:
        days = stored.get("cadence_days", 7)
        st.number_input("Days between check-ins", 1, 366, days, key=f"{form}:cadence_days")
        actions.show_field_error(form, "cadence_days")


def _in_one_row() -> tuple[Any, ...]:
    owner, start, due, cadence = st.columns([3, 2, 2, 2])
    return owner, cadence, start, due


def _more(form: str, stored: Mapping[str, Any], measure: Measure | None) -> None:
    number_field("Weight in the objective", form, "weight", {"weight": 1.0, **stored})
    actions.show_field_error(form, "weight")
    st.text_input("Where do baseline and target come from?", stored.get("source", ""), key=f"{form}:source")
    if measure != Measure.MILESTONE:
        metric_choice.draw(form, stored)
    planned = "\n".join(f"{day}: {amount:g}" for day, amount in stored.get("plan_points", ()))
    st.text_area("Plan points, one a line", planned, key=f"{form}:plan", placeholder="2026-11-03: 40")
    actions.show_field_error(form, "plan_points")


def _milestones(form: str, stored: Mapping[str, Any]) -> None:
    lines = "\n".join(
        title if weight == 1 else f"{title} | {weight:g}" for title, weight, *_ in stored.get("milestones", ())
    )
    st.text_area("Milestones, one a line; add | and a weight where they differ", lines, key=f"{form}:steps")
    actions.show_field_error(form, "milestones")


def _save(
    form: str, request: str, key_result_id: int | None, objective_id: int, seen_version: int, stored_steps: Any
) -> None:
    key_result = entered(form, objective_id, stored_steps)
    if key_result is None:
        return
    change, reason = reasons.Change(key_results.update_key_result), reasons.given(form)
    use_cases = (key_results.create_key_result, change)
    saved = forms.save(form, request, use_cases, key_result_id, seen_version, key_result, reason=reason)
    if saved is not None:
        reasons.flash("Key result saved.", change.proposed, reason)
        st.session_state[f"_saved:{form}"] = saved


def text_and_numbers(form: str) -> dict[str, Any]:
    """Return the text, the measure and its numbers as they stand in a form.

    A number whose field is not on screen is not part of the measure.
    """
    measure = forms.value(form, "measure")
    fields = ("title", "unit", *(field for field, _ in NUMBERS[measure]))
    return {"measure": measure, **{name: forms.value(form, name) for name in fields}}


def entered(form: str, objective_id: int, stored_steps: Any = ()) -> KeyResultInput | None:
    """Return the key result that stands in a form, or None after keeping a message for each field."""
    given = {**{name: forms.value(form, name) for name in CALENDAR_AND_MORE}, **text_and_numbers(form)}
    try:
        given["plan_points"] = plan_points(forms.value(form, "plan") or "")
    except ValueError as error:
        actions.refuse(form, InvalidInput([forms.problem("plan_points", str(error))]))
        return None
    if given["measure"] == Measure.MILESTONE:
        given["milestones"] = _steps(forms.value(form, "steps") or "", stored_steps)
    else:
        given["metric_id"] = metric_choice.entered(form)
    return forms.parse(form, KeyResultInput, objective_id=objective_id, **given)


def _drop(form: str, key_result_id: int, seen_version: int, dropped: bool) -> None:
    actions.act(form, key_results.drop_key_result, key_result_id, seen_version, dropped)
    if actions.refusal_of(form) is None:
        forms.clear(form)
        actions.flash("Key result dropped." if dropped else "Key result taken back in.")
        st.session_state[f"_saved:{form}"] = key_result_id


def _steps(text: str, stored: Any) -> tuple[MilestoneInput, ...]:
    known = {title: (due_on, done_on) for title, _, due_on, done_on in stored}
    steps = []
    for line in text.splitlines():
        title, _, weight = line.partition("|")
        if not title.strip():
            continue
        due_on, done_on = known.get(title.strip(), (None, None))
        steps.append(MilestoneInput(title=title, weight=_weight(weight.strip()), due_on=due_on, done_on=done_on))
    return tuple(steps)


def _weight(text: str) -> float:
    try:
        return float(text.replace(",", ".") or 1)
    except ValueError:
        return nan  # refused by the service, with the message that a weight is a number above 0


def _leave_when_saved(form: str) -> None:
    saved = st.session_state.pop(f"_saved:{form}", None)
    if saved:
        navigation.go("key_result", id=saved)
