"""What is typed into a form stays in the browser until it is recorded, and comes back after a reload or a restart."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any

import streamlit as st
from pydantic import BaseModel, ValidationError

from services.reporting.check_in_grid import company_mark
from services.reporting.requests import is_recorded
from ui import actions, forms, working_as
from ui.database import ask, look_up_goals

ASSETS = Path(__file__).with_name("assets")
SEEN = "_version_seen"
MOST_REMEMBERED = 20
TOLD = ("request", "recorded", "answered", "brought_back", "turn")
Reader = Callable[[str], Any]
CHOICE: Reader = str  # a choice is kept as its words; which option they name is known once it is drawn

_keeper = st.components.v2.component(
    "outboard_keep_typed",
    js=(ASSETS / "keep_typed.js").read_text(encoding="utf-8"),
    css=(ASSETS / "keep_typed.css").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Draft(BaseModel):
    """What a browser has kept of one form: texts by field, the version that they rest on, and their request."""

    nonce: str
    request: str
    fields: dict[str, str]
    along: dict[str, str]
    seen: int | None = None


class Marks(BaseModel):
    """The words of what was marked when somebody first changed it, and of what is marked after that."""

    was: list[str]
    now: list[str]


@dataclass
class Kept:
    """What the server has told the browser about one form in this session."""

    request: str = ""
    recorded: list[str] = field(default_factory=list)
    answered: str = ""
    brought_back: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    filled: list[str] = field(default_factory=list)
    turn: int = 0


def in_form(
    form: str,
    fields: Mapping[str, Reader],
    *,
    about: object = "",
    along: tuple[str, ...] = (),
    seen: int | None = None,
    starts: Mapping[str, Any] | None = None,
) -> None:
    """Keep what is typed into the fields of a form; call it right before they are drawn.

    ``fields`` says for each how its text is read; a reader raises ValueError for what the field would not take. A name
    such as ``through-*`` stands for fields with a number that are drawn once something else is chosen. The
    fields ``along`` come back as they stood when something else was typed. ``about`` tells apart what one form is drawn
    for, such as the objective of a new key result; ``seen`` is the version of the record that the fields rest on.
    ``starts`` says on what a field starts that may be drawn after its text is back: a discard leads there.
    """
    actor, kept = working_as.current(), _kept(form)
    request = actions.request_key(form)
    if kept.request not in ("", request):
        kept.recorded = [*kept.recorded, kept.request][-MOST_REMEMBERED:]
    kept.request, kept.turn = request, kept.turn + 1
    key = f"typed-{form}-{actor.person_id}-{about}"
    _keeper(
        key=key,
        data={
            "place": f"{look_up_goals(company_mark)}:{actor.person_id}:{form}:{about}",
            **{"form": form, "fields": list(fields), "along": list(along), "seen": seen},
            **{name: getattr(kept, name) for name in TOLD},
        },
        on_back_change=lambda: _put_back(form, fields, st.session_state[key]["back"], starts or {}),
        on_discard_change=lambda: _discard(form),
    )


def is_to_be_dropped(form: str) -> bool:
    """Tell whether a form was recorded since the browser was told of it, so that it still keeps what was typed."""
    return _kept(form).request not in ("", actions.request_key(form))


def text(longest: int = 20_000) -> Reader:
    """Return a reader of text."""
    return lambda typed: typed[:longest]


def number(typed: str) -> float | None:
    """Read a number that may be empty; raises ValueError."""
    found = float(typed) if typed.strip() else None
    if found is not None and not isfinite(found):
        raise ValueError(typed)
    return found


def whole(least: int, most: int) -> Reader:
    """Return a reader of a whole number within limits."""

    def read(typed: str) -> int:
        if not least <= int(typed) <= most:
            raise ValueError(typed)
        return int(typed)

    return read


def switch(typed: str) -> bool:
    """Read a switch that is on or off; raises ValueError."""
    if typed not in ("true", "false"):
        raise ValueError(typed)
    return typed == "true"


def marks(named: Mapping[int, str], standing: Collection[int]) -> Reader:
    """Return a reader of marks that several options can have, by their words; raises ValueError.

    What was marked or unmarked is put upon what is ``standing`` now, so that a colleague's marks stay, and so do those
    of options with the same words, which cannot be told apart.
    """
    words_of = {key: " ".join(words.split()) for key, words in named.items()}
    often = Counter(words_of.values())
    by_words = {words: key for key, words in words_of.items() if often[words] == 1}

    def read(typed: str) -> list[int]:
        kept = Marks.model_validate_json(typed)
        was, now = ({by_words[words] for words in said if words in by_words} for said in (kept.was, kept.now))
        marked = {*standing, *(now - was)} - (was - now)
        return [key for key in named if key in marked]

    return read


def any_day(typed: str) -> date:
    """Read a day; raises ValueError."""
    return date.fromisoformat(typed)


def day(latest: date) -> Reader:
    """Return a reader of a day that is not after the latest one, nor more than a year before it."""

    def read(typed: str) -> date:
        found = date.fromisoformat(typed)
        if not 0 <= (latest - found).days <= 365:
            raise ValueError(typed)
        return found

    return read


def _kept(form: str) -> Kept:
    kept: Kept = st.session_state.setdefault(f"_kept:{working_as.current().person_id}:{form}", Kept())
    return kept


def _put_back(form: str, fields: Mapping[str, Reader], sent: Any, starts: Mapping[str, Any]) -> None:
    """Fill the form with what the browser has kept, unless it is recorded already or stands there anyway."""
    try:
        draft = Draft.model_validate(sent)
    except ValidationError:
        return
    kept, found = _kept(form), _read(fields, draft.fields)
    kept.answered = draft.nonce
    known = ask(is_recorded, working_as.current(), draft.request)
    kept.brought_back = not known and any(not _stands(form, fields, name, value) for name, value in found.items())
    if not kept.brought_back:
        return
    filled = {**_read(fields, draft.along), **found}
    if draft.seen is not None:  # what a colleague has saved since is shown when this is saved
        filled[SEEN] = draft.seen
    drawn = [name for name in filled if forms.field_key(form, name) in st.session_state]
    kept.before = {**starts, **{name: forms.value(form, name) for name in drawn}}
    kept.filled = list(filled)
    chosen = {name for name in filled if _reader(fields, name) is CHOICE}
    _fill(form, {name: value for name, value in filled.items() if name not in chosen})
    for name in chosen:
        forms.choose_once_drawn(form, name, filled[name])


def _stands(form: str, fields: Mapping[str, Reader], name: str, value: Any) -> bool:
    choice = _reader(fields, name) is CHOICE
    standing = forms.chosen_words(form, name) if choice else forms.value(form, name)
    if isinstance(value, list):  # marks stand in the order in which they were set
        return sorted(value) == sorted(standing or ())
    if isinstance(value, str):  # text is stored without the blanks around it
        return value.strip() == (standing or "").strip()
    return bool(value == standing)


def _read(fields: Mapping[str, Reader], typed: Mapping[str, str]) -> dict[str, Any]:
    found = {}
    for name, text in typed.items():
        try:
            if reader := _reader(fields, name):
                found[name] = reader(text)
        except ValueError:
            continue
    return found


def _reader(fields: Mapping[str, Reader], name: str) -> Reader | None:
    return fields.get(name) or fields.get(f"{name.rstrip('0123456789')}*")


def _fill(form: str, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        st.session_state[forms.field_key(form, name)] = value


def _discard(form: str) -> None:
    kept = _kept(form)
    for name in kept.filled:
        forms.forget(form, name)
    _fill(form, {name: value for name, value in kept.before.items() if name in kept.filled})
    actions.forget(form)
