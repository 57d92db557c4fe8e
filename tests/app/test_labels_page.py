"""Labels to confirm: what waits, one open with its questions, the next one after it, for whoever may settle it."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage, as_read
from tests.app.test_every_page import ADMIN, LEAD, MEMBER, VIEWER
from tests.app.test_settling_labels import WHY_WRONG

WAITING = """
    SELECT kr.id, kr.title, kr.weight, kr.label, t.name FROM key_result kr JOIN objective o ON o.id = kr.objective_id
    JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
    WHERE c.state = 'active' AND NOT kr.dropped AND (kr.label_source = 'suggested' OR kr.label = 'unclear')
    ORDER BY kr.weight DESC, (kr.label = 'unclear') DESC, kr.label_probability, kr.id
"""
WEIGHT = """
    SELECT sum(kr.weight) FROM key_result kr JOIN objective o ON o.id = kr.objective_id
    JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active' AND NOT kr.dropped AND kr.exemption = 'none' {}
"""
QUESTIONS = "Could the team put all of this in its backlog and finish it alone?"


def verdict_of(page: OpenedPage) -> list[str]:
    return [words for words in page.buttons if words.startswith(("Confirm: ", "Override: ", "Answer all four"))]


def settle(page: OpenedPage, *answers: str) -> OpenedPage:
    questions = [label for label in page.fields if label.endswith("?") and label != WHY_WRONG]
    for question, said in zip(questions, answers, strict=True):
        page.fill(question, said)
    return page.run()


def decide_output(page: OpenedPage) -> OpenedPage:
    settle(page, "Yes", "No", "Yes", "No")
    if WHY_WRONG in page.fields:
        page.fill(WHY_WRONG, "We do it ourselves.")
    return page.press(next(words for words in page.buttons if words.endswith("it is an output")))


def test_the_sentence_counts_labels_and_weight(sample: Query, open_page: OpenPage):
    waiting = sample(WAITING)
    unclear = sum(row[3] == "unclear" for row in waiting)
    held = sample(WEIGHT.format("AND (kr.label_source = 'suggested' OR kr.label = 'unclear')"))[0][0]
    wanted = f"{len(waiting)} labels wait, {unclear or 'none'} of them unclear; "
    assert open_page("labels").lead == f"{wanted}together {held:g} of {sample(WEIGHT.format(''))[0][0]:g} weight."


def test_most_weight_comes_first_and_of_equal_weight_the_unclear(sample: Query, open_page: OpenPage):
    shown = [int(link.query["id"]) for link in open_page("labels").linked("key_result")]
    assert shown == [row[0] for row in sample(WAITING)]


def test_the_first_is_open_with_its_reasons_and_the_four_questions(sample: Query, open_page: OpenPage):
    page = open_page("labels")
    assert len(verdict_of(page)) == 1
    assert QUESTIONS in page.fields
    assert "speaks for" in page.said
    assert page.buttons.count("Open") == len(sample(WAITING)) - 1


def test_open_opens_another_one(sample: Query, open_page: OpenPage):
    second = sample(WAITING)[1]
    page = open_page("labels").press("Open")
    assert f"card-label-{second[0]}" in str([block.proto for block in page.app.main])
    assert len(verdict_of(page)) == 1


def test_after_a_verdict_the_next_one_opens(sample: Query, open_page: OpenPage):
    first, second = sample(WAITING)[:2]
    page = decide_output(open_page("labels"))
    (told,) = page.toasts
    assert told.startswith(("Label confirmed: output.", "Label overridden: output."))
    assert sample("SELECT label FROM key_result WHERE id = ?", first[0]) == [("output",)]
    assert page.linked("key_result")[0].label == as_read(second[1])
    assert len(verdict_of(page)) == 1


def test_a_member_starts_with_the_first_label_of_the_own_team(sample: Query, open_page: OpenPage):
    page = decide_output(open_page("labels", as_=MEMBER))
    (decided,) = sample(
        """SELECT p.name, o.team_id IN (SELECT team_id FROM membership WHERE person_id = p.id)
           FROM classification_event e JOIN person p ON p.id = e.person_id
           JOIN key_result kr ON kr.id = e.key_result_id JOIN objective o ON o.id = kr.objective_id
           ORDER BY e.id DESC LIMIT 1"""
    )
    assert decided == (MEMBER, 1)
    assert not page.app.main.error


@pytest.mark.parametrize(("role", "asked"), [(VIEWER, False), (MEMBER, True), (LEAD, True), (ADMIN, True)])
def test_only_whoever_may_write_is_asked_the_questions(role, asked, sample, open_page: OpenPage):
    page = open_page("labels", as_=role)
    assert bool(verdict_of(page)) == asked
    assert "speaks for" in page.said


def test_a_closed_cycle_asks_nothing(sample: Query, open_page: OpenPage):
    sample("UPDATE key_result SET label_source = 'suggested'")
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'closed' ORDER BY starts_on DESC LIMIT 1")
    page = open_page("labels", cycle=cycle)
    assert f"{cycle} is closed and read-only: these labels stay suggestions." in page.said
    assert verdict_of(page) == []


def test_a_team_in_the_address_narrows_the_queue(sample: Query, open_page: OpenPage):
    page = open_page("labels", team="Workshop")
    waiting = {str(row[0]) for row in sample(WAITING) if row[4] == "Workshop"}
    assert {link.query["id"] for link in page.linked("key_result")} == waiting


def test_when_everything_is_settled_it_says_so_and_leads_to_the_mix(sample: Query, open_page: OpenPage):
    sample("UPDATE key_result SET label_source = 'confirmed', label = 'outcome'")
    page = open_page("labels")
    assert page.lead.startswith("No label waits: somebody has confirmed all ")
    assert page.messages == [
        "Everything here is settled. A new or changed key result appears as soon as it is written."
    ]
    assert page.linked("outcome_mix")


def test_a_cycle_without_key_results_says_what_will_be_here(sample: Query, open_page: OpenPage):
    sample(
        """INSERT INTO cycle (version, name, starts_on, ends_on, state)
           VALUES (1, 'Far', '2040-01-01', '2040-03-31', 'planning')"""
    )
    page = open_page("labels", cycle="Far")
    assert page.lead == "There is no key result here yet, so no label waits."
    assert page.messages[0].startswith("Here you will see the key results whose label is only a suggestion")
    assert page.linked("objectives")


def test_without_a_cycle_there_is_a_way_to_begin(nobody: Query, open_page: OpenPage):
    nobody("INSERT INTO person (version, name, title, is_admin, is_active) VALUES (1, 'Ada', '', 1, 1)")
    page = open_page("labels", as_="Ada")
    assert page.lead == "There is no cycle yet, so no label waits."
    assert page.linked("data")


def test_the_outcome_mix_leads_to_the_same_cycle_and_team(sample: Query, open_page: OpenPage):
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
    team = sample(WAITING)[0][4]
    (link,) = open_page("outcome_mix", team=team).linked("labels")
    assert link.query == {"cycle": cycle, "team": team}
    (everybody,) = open_page("outcome_mix").linked("labels")
    assert (everybody.label, everybody.query) == (f"Confirm these {len(sample(WAITING))} labels", {"cycle": cycle})
