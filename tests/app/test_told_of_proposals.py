"""Whoever changes a published goal is told whether that proposed a decision, with the way to it."""

import pytest

from domain.classification import QUESTIONS
from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

WHY, PROPOSED = "The survey asked the wrong people.", "A decision is proposed. [See the decisions](decisions)"
NOTHING = "Nothing that was agreed on has changed, so no decision is proposed."
BECAUSE = "Why the label changes (it is published)"
OUTCOME = ("No", "Yes", "No", "Yes")


@pytest.fixture
def goal(sample: Query) -> tuple[int, int]:
    """A published key result that was suggested to be an outcome, and its objective."""
    return sample(
        """SELECT k.id, o.id FROM key_result k JOIN objective o ON o.id = k.objective_id JOIN cycle c
           ON c.id = o.cycle_id WHERE c.state = 'active' AND o.state = 'published' AND k.measure = 'decrease'
           AND k.label = 'outcome' AND NOT k.dropped AND 'outcome' = (SELECT e.label FROM classification_event e
           WHERE e.key_result_id = k.id AND e.source = 'suggested' ORDER BY e.id DESC LIMIT 1) ORDER BY k.id LIMIT 1"""
    )[0]


def proposals(sample: Query) -> int:
    return sample("SELECT count(*) FROM decision WHERE state = 'proposed'")[0][0]


def told(page: OpenedPage) -> str:
    (toast,) = page.toasts
    return toast


def test_a_change_of_a_target_is_told_with_a_link(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    before = proposals(sample)
    page = open_page("write_key_result", id=goal[0]).fill("Target", 1.0).fill("Why it changes", WHY)
    assert told(page.press("Save key result")) == f"Key result saved. {PROPOSED}"
    assert proposals(sample) == before + 1


def test_a_change_that_nobody_agreed_on_proposes_nothing_and_says_nothing_of_it(
    sample: Query, goal: tuple[int, int], open_page: OpenPage
) -> None:
    before = proposals(sample)
    page = open_page("write_key_result", id=goal[0]).fill("Days between check-ins", 14).press("Save key result")
    assert told(page) == "Key result saved."
    assert proposals(sample) == before


def test_a_reason_that_was_given_for_nothing_is_told(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    before = proposals(sample)
    page = open_page("write_key_result", id=goal[0]).fill("Days between check-ins", 14).fill("Why it changes", WHY)
    assert told(page.press("Save key result")) == f"Key result saved. {NOTHING}"
    assert proposals(sample) == before


def test_a_change_of_an_objectives_text_is_told(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    page = open_page("write_objective", id=goal[1])
    page.fill("Objective", "Riders never wait").fill("Why it changes", WHY)
    assert told(page.press("Save objective")) == f"Objective saved. {PROPOSED}"
    page = open_page("write_objective", id=goal[1]).fill("Why it matters (optional)", "They leave us.")
    assert told(page.press("Save objective")) == "Objective saved."


def answered(page: OpenedPage) -> OpenedPage:
    for question, answer in zip(QUESTIONS, OUTCOME, strict=True):
        page.fill(question.text, answer)
    return page.run()


def test_a_label_that_was_agreed_on_asks_why_it_changes(
    sample: Query, goal: tuple[int, int], open_page: OpenPage
) -> None:
    sample("UPDATE key_result SET label = 'output', label_source = 'overridden' WHERE id = ?", goal[0])
    page = answered(open_page("key_result", id=goal[0]).unfold(f"label-questions-{goal[0]}"))
    assert BECAUSE in page.fields
    page.press("Confirm: it is an outcome")
    assert any("its label would change. Say why" in message for message in page.messages)
    page.fill(BECAUSE, WHY).press("Confirm: it is an outcome")
    assert told(page) == f"Label confirmed: outcome. {PROPOSED}"


@pytest.mark.parametrize("change", ["label = 'unclear'", "title = title"])
def test_a_label_that_settles_a_question_or_stays_asks_for_an_exemptions_reason_only(
    change: str, sample: Query, goal: tuple[int, int], open_page: OpenPage
) -> None:
    sample(f"UPDATE key_result SET {change} WHERE id = ?", goal[0])
    page = answered(open_page("key_result", id=goal[0]).unfold(f"label-questions-{goal[0]}"))
    assert BECAUSE not in page.fields
    assert "Why (needed to exempt it from the mix)" in page.fields
    assert told(page.press("Confirm: it is an outcome")) == "Label confirmed: outcome."


MOVED = "Moved, with its check-ins."
WHY_IT_MOVES = "Why the key result moves (it is published, the decision log keeps it)"
DRAFTS = """
    SELECT o.id FROM objective o JOIN cycle c ON c.id = o.cycle_id JOIN key_result k ON k.objective_id = o.id
    WHERE c.state = 'planning' AND o.state = 'draft' GROUP BY o.id ORDER BY o.id LIMIT 2
"""


def moved(open_page: OpenPage, objective_id: int, to: int, key_result_id: int, why: str = "") -> OpenedPage:
    page = open_page("objective", id=objective_id)
    page.app.session_state[f"move-{objective_id}"] = True
    page.run().fill("Key result to move", key_result_id).fill("Under the objective", to)
    if why:
        page.fill(WHY_IT_MOVES, why)
    return page.press("Move key result")


def test_a_move_of_a_published_key_result_is_told(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    before, ((draft,), _) = proposals(sample), sample(DRAFTS)
    assert told(moved(open_page, goal[1], draft, goal[0], WHY)) == f"{MOVED} {PROPOSED}"
    assert proposals(sample) == before + 1


def test_a_move_from_one_draft_to_another_proposes_nothing(sample: Query, open_page: OpenPage) -> None:
    before, ((draft,), (other,)) = proposals(sample), sample(DRAFTS)
    ((key_result,),) = sample("SELECT min(id) FROM key_result WHERE objective_id = ?", draft)
    assert told(moved(open_page, draft, other, key_result)) == MOVED
    assert proposals(sample) == before


def test_a_split_of_a_published_key_result_is_told(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    page = open_page("split_key_result", id=goal[0]).fill("Key result", "Riders wait less").fill("Target", 1.0)
    assert told(page.press("Split in two")) == f"Split in two. Both labels are suggested anew. {PROPOSED}"


def test_a_split_of_a_draft_proposes_nothing(sample: Query, goal: tuple[int, int], open_page: OpenPage) -> None:
    sample("UPDATE objective SET state = 'draft' WHERE id = ?", goal[1])
    page = open_page("split_key_result", id=goal[0]).fill("Key result", "Riders wait less").fill("Target", 1.0)
    assert told(page.press("Split in two")) == "Split in two. Both labels are suggested anew."
