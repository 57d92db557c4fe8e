"""What a browser has kept of a form is put back into it, each field as what it is."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import streamlit as st
from pydantic import ValidationError

from domain.vocabulary import Measure
from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from ui import keep_typed
from ui.words import MEASURES

BringBack = Callable[..., OpenedPage]


@pytest.fixture
def bring_back(monkeypatch: pytest.MonkeyPatch) -> BringBack:
    """Stands for the browser: hands the fields of the page's first form that it has kept to the server."""
    kept: dict[str, str] = {}

    def keeper(
        *, key: str, on_back_change: Callable[[], None], on_discard_change: Callable[[], None], **_: Any
    ) -> None:
        def back() -> None:
            draft = {"nonce": "n", "request": "r", "fields": dict(kept), "along": {}, "seen": None}
            st.session_state[key] = {"back": draft}
            on_back_change()

        st.button("Bring back", key=f"back-{key}", on_click=back)
        st.button("Discard", key=f"discard-{key}", on_click=on_discard_change)

    monkeypatch.setattr(keep_typed, "_keeper", keeper)

    def brought(page: OpenedPage, **fields: str) -> OpenedPage:
        kept.update(fields)
        return page.press("Bring back")

    return brought


@pytest.fixture
def steps(sample: Query) -> tuple[int, list[tuple[int, str, bool]]]:
    """A key result with steps some of which are done, and those steps."""
    ((key,),) = sample(
        """SELECT m.key_result_id FROM milestone m JOIN key_result k ON k.id = m.key_result_id
           JOIN objective o ON o.id = k.objective_id JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active'
           GROUP BY m.key_result_id HAVING count(m.done_on) >= 1 AND count(m.done_on) <= count(*) - 2 LIMIT 1"""
    )
    found = sample("SELECT id, title, done_on IS NOT NULL FROM milestone WHERE key_result_id = ? ORDER BY id", key)
    return key, [(step, title, bool(done)) for step, title, done in found]


def done(page: OpenedPage) -> list[int]:
    return sorted(page.fields["Done"].value)


def marks(was: list[str], now: list[str]) -> str:
    return json.dumps({"was": was, "now": now})


def test_marked_steps_come_back(open_page: OpenPage, bring_back: BringBack, steps: Any) -> None:
    key, rows = steps
    was, (added, title) = [name for _, name, is_done in rows if is_done], next(row[:2] for row in rows if not row[2])
    page = bring_back(open_page("key_result", id=key), done=marks(was, [*was, title]))
    assert done(page) == sorted([*(step for step, _, is_done in rows if is_done), added])


def test_a_step_that_a_colleague_has_done_since_stays_done(
    open_page: OpenPage, bring_back: BringBack, steps: Any
) -> None:
    key, rows = steps
    (taken, title), (added, other) = rows[0][:2], next(row[:2] for row in rows if not row[2])
    page = bring_back(open_page("key_result", id=key), done=marks([title], [title, other]))
    standing = {step for step, _, is_done in rows if is_done}
    assert done(page) == sorted({*standing, added})
    page = bring_back(open_page("key_result", id=key), done=marks([title], []))
    assert done(page) == sorted(standing - {taken})


def test_choices_days_and_whole_numbers_of_a_key_result_come_back(
    open_page: OpenPage, bring_back: BringBack, sample: Query
) -> None:
    ((goal,),) = sample(
        "SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active' LIMIT 1"
    )
    typed = {"owner_id": "Noor Haddad", "due_on": "2027-02-03", "cadence_days": "14", "low": "3.5"}
    measure = MEASURES[Measure.STAY_BETWEEN]
    page = bring_back(open_page("write_key_result", objective=goal), **typed, measure=measure)
    ((noor,),) = sample("SELECT id FROM person WHERE name = 'Noor Haddad'")
    assert page.fields["Owner"].value == noor
    assert page.fields["Due"].value == date(2027, 2, 3)
    assert page.fields["Days between check-ins"].value == 14
    assert page.fields["Lowest allowed"].value == 3.5


def test_what_it_contributes_to_comes_back_with_the_cycle_that_offers_it(
    open_page: OpenPage, bring_back: BringBack, sample: Query
) -> None:
    ((parent, title, key, cycle),) = sample(
        """SELECT o.id, o.title, c.id, c.name FROM objective o JOIN cycle c ON c.id = o.cycle_id
           WHERE c.state = 'planning' ORDER BY o.id LIMIT 1"""
    )
    (words,) = [words for words in offered(open_page, key) if title in words]
    page = bring_back(open_page("write_objective"), cycle_id=cycle, parent_id=words, commitment="Committed")
    assert page.fields["Contributes to"].value == parent
    assert page.fields["Commitment"].value == "committed"


def test_through_which_key_result_comes_back_with_the_objective_above(
    open_page: OpenPage, bring_back: BringBack, sample: Query
) -> None:
    ((parent, key, title),) = sample(
        """SELECT o.id, k.id, k.title FROM key_result k JOIN objective o ON o.id = k.objective_id JOIN cycle c
           ON c.id = o.cycle_id WHERE c.state = 'active' AND NOT k.dropped ORDER BY k.id LIMIT 1"""
    )
    chosen = open_page("write_objective").fill("Contributes to", parent)
    words = chosen.fields["Contributes to"].format_func(parent)
    page = bring_back(open_page("write_objective"), parent_id=words, **{f"through-{parent}": title})
    assert page.fields["Contributes to"].value == parent
    assert page.fields["Through which of its key results"].value == key


def offered(open_page: OpenPage, cycle: int) -> list[str]:
    page = open_page("write_objective").fill("Cycle", cycle).run()
    return list(page.fields["Contributes to"].options)


def test_words_that_name_no_option_any_more_leave_the_choice_as_it_stands(
    open_page: OpenPage, bring_back: BringBack
) -> None:
    page = open_page("write_objective")
    stands = page.fields["Owner"].value
    page = bring_back(page, owner_id="Somebody Who Left", title="Riders come back")
    assert (page.fields["Owner"].value, page.fields["Objective"].value) == (stands, "Riders come back")


def test_discarding_takes_a_choice_back_too(open_page: OpenPage, bring_back: BringBack) -> None:
    page = open_page("write_objective")
    stands = page.fields["Commitment"].value
    page = bring_back(page, commitment="Committed")
    assert page.fields["Commitment"].value != stands
    assert page.press("Discard").fields["Commitment"].value == stands


def test_discarding_takes_back_what_is_not_drawn_yet(open_page: OpenPage, bring_back: BringBack, sample: Query) -> None:
    ((goal,),) = sample(
        "SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active' LIMIT 1"
    )
    page = bring_back(open_page("write_key_result", objective=goal), low="3.5", source="Survey")
    page.press("Discard").fill("Measure", Measure.STAY_BETWEEN).run()
    assert page.fields["Lowest allowed"].value is None


def test_discarding_takes_back_a_choice_that_waits_for_another(
    open_page: OpenPage, bring_back: BringBack, sample: Query
) -> None:
    ((parent, title),) = sample(
        """SELECT o.id, k.title FROM key_result k JOIN objective o ON o.id = k.objective_id JOIN cycle c
           ON c.id = o.cycle_id WHERE c.state = 'active' AND NOT k.dropped ORDER BY k.id LIMIT 1"""
    )
    page = bring_back(open_page("write_objective"), **{f"through-{parent}": title})
    page.press("Discard").fill("Contributes to", parent).run()
    assert page.fields["Through which of its key results"].value is None


@pytest.fixture
def closing(bring_back: BringBack, sample: Query, open_page: OpenPage) -> OpenedPage:
    """The page on which a team that has committed to something scores its key results."""
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
    return open_page("close_cycle", cycle=cycle, team="Rider care")


def say_met(page: OpenedPage, met: bool, by_its_numbers: str) -> OpenedPage:
    rows = [row for row in page.said.splitlines() if "by its numbers" in row]
    number = next(at for at, row in enumerate(rows) if row.endswith(f"by its numbers {by_its_numbers}."))
    choices = [field for field in page.app.main.get("button_group") if field.label.startswith(("Committed", "Learn"))]
    choices[number].set_value([met] if isinstance(choices[number].value, list) else met)
    return page.run()


def test_a_post_mortem_that_came_back_is_not_recorded_of_what_was_met(
    closing: OpenedPage, bring_back: BringBack, sample: Query
) -> None:
    page = bring_back(say_met(closing, True, "not met"), post_mortem="We started late.", reason="Counted by hand.")
    page.press("Record: Met")
    found = sample("SELECT met, reason, post_mortem FROM key_result_closing ORDER BY id DESC LIMIT 1")
    assert found == [(1, "Counted by hand.", "")]


def test_discarding_empties_a_text_that_was_drawn_after_it_came_back(
    closing: OpenedPage, bring_back: BringBack, sample: Query
) -> None:
    page = bring_back(say_met(closing, False, "met"), learnt="Ask earlier.").press("Discard")
    state = page.app.session_state
    ((key,),) = [(key,) for (key,) in sample("SELECT id FROM key_result") if f"ending-{key}:learnt" in state]
    assert state[f"ending-{key}:learnt"] == ""  # a text that is only forgotten would stay on screen


@pytest.mark.parametrize("typed", ["yes", "on", "1"])
def test_a_switch_is_on_or_off(typed: str) -> None:
    with pytest.raises(ValueError, match=typed):
        keep_typed.switch(typed)
    assert (keep_typed.switch("true"), keep_typed.switch("false")) == (True, False)


@pytest.mark.parametrize("typed", ["", "[]", "{}", '{"was": 1, "now": []}', "null"])
def test_marks_that_cannot_be_read_are_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        keep_typed.marks({1: "a"}, ())(typed)


def test_steps_of_one_title_stay_as_they_are() -> None:
    read = keep_typed.marks({1: "Pilot", 2: "Pilot", 3: "Other"}, [1])
    assert read(marks(["Pilot"], ["Pilot", "Other"])) == [1, 3]
    assert read(marks(["Pilot"], ["Pilot", "Pilot"])) == [1]
    assert read(marks(["Pilot"], [])) == [1]
