"""From what stands in a form to a validated input, with a message for each field that cannot be right."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import streamlit as st
from pydantic import BaseModel, ValidationError

from domain.validation import FieldProblem
from services.errors import Conflict, InvalidInput, StaleVersion
from ui import actions
from ui.actions import refusal_of, refuse
from ui.navigation import plain

Model = TypeVar("Model", bound=BaseModel)
UseCase = Callable[..., Any]
MESSAGES = {
    "string_too_short": "Write something here.",
    "too_short": "Write something here.",
    "string_too_long": "This is too long: keep it under {max_length} characters.",
    "too_long": "This is too long: keep it under {max_length} characters.",
    "missing": "Fill this in.",
    "int_type": "Choose one.",
    "string_pattern_mismatch": "This does not look like an e-mail address.",
}


def parse(form: str, model: type[Model], **values: Any) -> Model | None:
    """Return the validated input, or None after keeping a message for each field that was refused."""
    try:
        return model(**values)
    except ValidationError as error:
        refuse(form, InvalidInput([_problem(dict(detail)) for detail in error.errors()]))
        return None


def value(form: str, field: str) -> Any:
    """Return what stands in one field of a form."""
    return st.session_state.get(field_key(form, field))


def standing(form: str, field: str, stored: Mapping[str, Any]) -> Any:
    """Return what stands in one field of a form, or is stored where the field is not drawn yet."""
    return st.session_state.get(field_key(form, field), stored.get(field))


def field_key(form: str, field: str) -> str:
    """Return the state key of one field of a form."""
    return f"{form}:{field}"


def clear(form: str) -> None:
    """Empty a form, so that it starts from what is stored the next time it is drawn."""
    for key in [key for key in st.session_state if str(key).startswith(f"{form}:")]:
        del st.session_state[key]


def forget(form: str, field: str) -> None:
    """Drop what stands in one field of a form, and what would be chosen in it once it is drawn."""
    for name in (field, f"_waiting:{field}"):
        st.session_state.pop(field_key(form, name), None)


def save(
    form: str,
    request: str,
    use_cases: tuple[UseCase, UseCase],
    record_id: int | None,
    seen_version: int,
    entered: BaseModel,
    **beside: Any,
) -> int | None:
    """Create a record or update one with what was entered; return its id, or None when it was refused.

    What an update takes ``beside`` what was entered is passed on, such as the reason of a change.
    """
    create, update = use_cases
    if record_id is None:
        saved: int | None = actions.act(form, create, entered, request_key=request)
    else:
        actions.act(form, update, record_id, seen_version, entered, **beside)
        saved = record_id if refusal_of(form) is None else None
    if saved is not None:
        clear(form)
    return saved


def save_button(label: str, form: str, save: Callable[..., None], *arguments: Any) -> None:
    """Draw the button that calls ``save(form, request_key, *arguments)``; a double click is one request."""
    request = actions.request_key(form)
    key = f"save-{form}-{request}"
    st.button(label, type="primary", shortcut="Ctrl+Enter", key=key, on_click=save, args=(form, request, *arguments))


def version_seen(form: str, field: str, stored_version: int) -> int:
    """Return the version that was stored when this form was opened; call it before the form's fields are drawn.

    A rerun reads the record again, but what stands in the fields still rests on what was read first.
    """
    key = field_key(form, "_version_seen")
    if field_key(form, field) not in st.session_state:
        st.session_state[key] = stored_version
    seen: int = st.session_state.setdefault(key, stored_version)
    return seen


def choice(
    label: str, form: str, field: str, options: Mapping[Any, str], stored: Mapping[str, Any], *, help: str = ""
) -> Any:
    """Draw a choice among options, on what is stored or else on the first one, and return what is chosen.

    What is stored but can no longer be chosen is asked for again, never replaced by whatever stands first.
    """
    keys = list(options)
    st.session_state[field_key(form, f"_words:{field}")] = {str(key): word for key, word in options.items()}
    _choose(form, field, options)
    kept = stored.get(field)
    index = keys.index(kept) if kept in options else 0 if kept is None else None
    return st.selectbox(
        label,
        keys,
        index=index,
        format_func=lambda key: options.get(key, ""),
        key=field_key(form, field),
        placeholder="Choose one",
        help=help or None,
    )


def choose_once_drawn(form: str, field: str, words: str) -> None:
    """Let the option with these words be chosen as soon as the choice is drawn; it may depend on another one."""
    st.session_state[field_key(form, f"_waiting:{field}")] = words


def chosen_words(form: str, field: str) -> str | None:
    """Return the words of what is chosen in a choice that was drawn before."""
    words: dict[str, str] = st.session_state.get(field_key(form, f"_words:{field}"), {})
    return words.get(str(value(form, field)))


def _choose(form: str, field: str, options: Mapping[Any, str]) -> None:
    waiting: str | None = st.session_state.pop(field_key(form, f"_waiting:{field}"), None)
    named = [key for key, words in options.items() if waiting is not None and words.strip() == waiting.strip()]
    if len(named) == 1:  # two of the same words cannot be told apart
        st.session_state[field_key(form, field)] = named[0]


def show_conflicts(form: str, names: dict[str, str]) -> int | None:
    """Show what a colleague saved beside what stands in the form, and return the version to save over."""
    refusal = refusal_of(form)
    if not isinstance(refusal, StaleVersion):
        return None
    for conflict in refusal.conflicts:
        _show_conflict(form, refusal.changed_by, conflict, names)
    st.caption("Saving again keeps yours. To keep theirs, reload the page.")
    return refusal.current_version


def _show_conflict(form: str, changed_by: str, conflict: Conflict, names: dict[str, str]) -> None:
    name = names.get(conflict.field, conflict.field.removesuffix("_id").replace("_", " ").capitalize())
    words: dict[str, str] = st.session_state.get(field_key(form, f"_words:{conflict.field}"), {})
    theirs, yours = st.columns(2)
    for column, whose, text in (
        (theirs, f"saved by {changed_by}", conflict.theirs),
        (yours, "yours", conflict.yours),
    ):
        column.caption(plain(f"{name}, {whose}"))
        column.text(words.get(text, text).strip() or "(empty)")


def plan_points(text: str) -> tuple[tuple[date, float], ...]:
    """Return plan points from lines such as ``2026-11-03: 40``; raises ValueError that names the line."""
    points = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        day, _, amount = line.partition(":")
        try:
            points.append((date.fromisoformat(day.strip()), float(amount.strip().replace(",", "."))))
        except ValueError as error:
            raise ValueError(f"Line {number}: write a day and a value, for example 2026-11-03: 40.") from error
    return tuple(points)


def _problem(detail: dict[str, Any]) -> FieldProblem:
    place = detail.get("loc") or ("",)
    template = MESSAGES.get(detail["type"], "{message}")
    return FieldProblem(str(place[0]), template.format(message=detail["msg"], **detail.get("ctx", {})))


def problem(field: str, message: str) -> FieldProblem:
    """Return a problem that the form itself found."""
    return FieldProblem(field, message)


def line_field(label: str, form: str, field: str, value: str = "", *, placeholder: str = "") -> None:
    """Draw a field for one line of text, with what is wrong with it right below."""
    st.text_input(label, value, key=field_key(form, field), placeholder=placeholder)
    actions.show_field_error(form, field)


def number_field(label: str, form: str, field: str, stored: Mapping[str, Any]) -> None:
    """Draw a field for a number that may be empty."""
    st.number_input(label, value=stored.get(field), step=None, format="%.10g", key=field_key(form, field))
