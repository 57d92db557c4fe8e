"""Carrying over, the backlog, ordering, and the tree of objectives, as people use them."""

import re

import pytest
from sqlalchemy import Engine, event

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

pytestmark = pytest.mark.usefixtures("sample")
VIEWER, ADMIN, ELSEWHERE = "Noor Haddad", "Tomasz Wilk", "Anahera Tuhiwai"


@pytest.fixture
def objective(sample: Query) -> tuple[int, str]:
    """An objective of the workshop that runs."""
    return sample(
        """SELECT o.id, o.title FROM objective o JOIN team t ON t.id = o.team_id JOIN cycle c ON c.id = o.cycle_id
           WHERE t.name = 'Workshop' AND c.state = 'active' ORDER BY o.id"""
    )[0]


def newest(sample: Query) -> tuple[object, ...]:
    return sample("SELECT title, state, shared, carried_from_id FROM objective ORDER BY id DESC LIMIT 1")[0]


def test_the_form_shows_each_new_baseline_before_anything_is_saved(
    open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    before = sample("SELECT count(*) FROM objective")
    page = open_page("carry_over", id=objective[0])
    boxes = [box.label for box in page.app.main.checkbox]
    assert len(boxes) == 3
    assert ["new baseline" in words for words in boxes] == [False, True, True]  # the first one has steps left
    assert "3 of 3 key results go on in" in page.lead
    assert sample("SELECT count(*) FROM objective") == before


def carried(open_page: OpenPage, objective: int) -> OpenedPage:
    page = open_page("carry_over", id=objective)
    page.app.main.checkbox[0].set_value(False)
    page.run()
    return page.press(next(words for words in page.buttons if words.startswith("Carry over to")))


def test_what_is_ticked_goes_on_and_both_ends_say_so(
    open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    page = carried(open_page, objective[0])
    assert newest(sample) == (objective[1], "draft", 0, objective[0])
    ((made,),) = sample("SELECT max(id) FROM objective")
    going_on = "SELECT id FROM key_result WHERE objective_id = ? AND carried_from_id IS NOT NULL"
    assert len(sample(going_on, made)) == 2
    page = open_page("objective", id=objective[0])
    assert [link.label for link in page.linked("objective") if link.label.startswith("Was carried over to")]
    page = open_page("objective", id=made)
    assert [link.label for link in page.linked("objective") if link.label.startswith("Goes on from")]


def test_carrying_over_opens_what_was_made(open_page: OpenPage, sample: Query, objective: tuple[int, str]) -> None:
    page = carried(open_page, objective[0])
    ((made,),) = sample("SELECT max(id) FROM objective")
    assert (page.title, page.app.query_params["id"]) == (objective[1], str(made))


def test_a_key_result_says_where_it_goes_on_from(
    open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    carried(open_page, objective[0])
    ((made, origin),) = sample("SELECT max(id), carried_from_id FROM key_result WHERE carried_from_id IS NOT NULL")
    links = open_page("key_result", id=made).linked("key_result")
    assert {"id": str(origin)} in [link.query for link in links if link.label.startswith("Goes on from")]


def test_a_draft_of_another_team_is_not_named_where_it_goes_on(open_page: OpenPage, objective: tuple[int, str]) -> None:
    carried(open_page, objective[0])
    page = open_page("objective", as_=ELSEWHERE, id=objective[0])
    assert "Was carried over to" not in page.said


def test_carrying_over_again_leads_to_the_first(open_page: OpenPage, objective: tuple[int, str]) -> None:
    carried(open_page, objective[0])
    page = open_page("carry_over", id=objective[0])
    assert "goes on in" in page.lead
    assert not [words for words in page.buttons if words.startswith("Carry over to")]
    assert [link for link in page.linked("objective") if link.label.startswith("Open it in")]


@pytest.mark.parametrize("where", ["objective", "close_cycle"])
def test_what_was_carried_over_is_not_offered_again(
    where: str, open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    def links() -> list[str]:
        ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
        place = {"id": objective[0]} if where == "objective" else {"cycle": cycle, "team": "Workshop"}
        found = open_page(where, **place).links
        wanted = [link for link in found if str(objective[0]) in link.query.values() or "carried over" in link.label]
        return [link.label.partition(" 20")[0] for link in wanted if "arr" in link.label and "over" in link.label]

    before = links()
    carried(open_page, objective[0])
    assert "Carry over to" in before
    assert links().count("Was carried over to") == before.count("Was carried over to") + 1
    assert "Carry over to" not in links()


def test_a_viewer_is_offered_no_carrying_over(open_page: OpenPage, objective: tuple[int, str]) -> None:
    assert open_page("objective", as_=VIEWER, id=objective[0]).linked("carry_over") == []
    page = open_page("carry_over", as_=VIEWER, id=objective[0])
    assert page.messages == ["Only a member of this team may write here. Ask a lead of the team to add you."]


def test_carrying_over_without_an_objective_leads_to_one(open_page: OpenPage) -> None:
    page = open_page("carry_over")
    assert [link.address for link in page.links] == ["objectives"]
    assert open_page("carry_over", id=99999).messages == [
        "This objective does not exist. It may have been in another database."
    ]


def opened(page: OpenedPage, key: str) -> OpenedPage:
    page.app.session_state[key] = True
    return page.run()


def test_key_results_are_ordered_with_buttons(open_page: OpenPage, sample: Query, objective: tuple[int, str]) -> None:
    page = opened(open_page("objective", id=objective[0]), f"move-{objective[0]}")
    first = page.linked("key_result")
    page.press("Down", 0)
    order = "SELECT id FROM key_result WHERE objective_id = ? AND dropped = 0 ORDER BY position, id"
    written = "SELECT id FROM key_result WHERE objective_id = ? AND dropped = 0 ORDER BY id"
    now, before = sample(order, objective[0]), sample(written, objective[0])
    assert now == [before[1], before[0], *before[2:]]
    assert first


def test_an_objective_is_copied_as_a_draft(open_page: OpenPage, sample: Query, objective: tuple[int, str]) -> None:
    page = opened(open_page("objective", id=objective[0]), f"move-{objective[0]}")
    page.press("Copy as a draft of the same cycle")
    assert newest(sample) == (f"Copy of {objective[1]}", "draft", 0, None)


def test_a_published_objective_moves_for_a_reason_only(
    open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    page = opened(open_page("objective", id=objective[0]), f"move-{objective[0]}")
    ((planned,),) = sample("SELECT id FROM cycle WHERE state = 'planning' ORDER BY starts_on LIMIT 1")
    page.fill("Into the cycle", planned).press("Move objective")
    assert any("it would move" in message for message in page.messages)
    page.fill("Why the objective moves (it is published, the decision log keeps it)", "The contract slipped.").press(
        "Move objective"
    )
    assert sample("SELECT cycle_id FROM objective WHERE id = ?", objective[0]) == [(planned,)]


def in_backlog(open_page: OpenPage, *titles: str) -> OpenedPage:
    page = open_page("drafts", team="Workshop")
    for title in titles:
        page.fill("An idea for an objective", title).press("Add to the backlog")
    return page


def test_an_idea_is_written_down_ordered_and_taken_up(open_page: OpenPage, sample: Query) -> None:
    page = in_backlog(open_page, "Bikes that call for help", "A second workshop")
    assert "2 ideas wait, the first one first." in page.said
    page.press("Down", 0)
    assert page.said.index("A second workshop") < page.said.index("Bikes that call for help")
    page.press(next(words for words in page.buttons if words.startswith("Take up in")))
    assert newest(sample)[:3] == ("A second workshop", "draft", 0)


def test_an_idea_that_was_removed_can_be_put_back(open_page: OpenPage) -> None:
    page = in_backlog(open_page, "Bikes that call for help").press("Remove")
    assert "No idea waits." in page.said
    assert "Bikes that call for help" in page.press("Put the removed idea back").said


def test_an_empty_idea_is_asked_for(open_page: OpenPage) -> None:
    assert "Write something here." in in_backlog(open_page, "").messages


def test_a_viewer_reads_the_backlog_and_writes_nothing(open_page: OpenPage) -> None:
    in_backlog(open_page, "Bikes that call for help")
    page = open_page("drafts", as_=VIEWER, team="Workshop")
    assert "Bikes that call for help" in page.said
    assert not {"Remove", "Up", "Down", "Add to the backlog"} & set(page.buttons)


@pytest.mark.parametrize("person", [VIEWER, ADMIN])
def test_the_tree_counts_and_lists_every_objective(open_page: OpenPage, sample: Query, person: str) -> None:
    page = open_page("alignment", as_=person)
    counted = """SELECT count(*), count(o.parent_id) FROM objective o JOIN cycle c ON c.id = o.cycle_id
                 WHERE c.state = 'active'"""
    ((total, contributing),) = sample(counted)
    assert page.lead.startswith(f"{contributing} of {total} objectives contribute to another one")
    (html,) = [html.value for html in page.app.main.get("html") if "ob-tree" in html.value]
    assert html.count("<li>") == html.count("</li>") == total
    assert html.count("<ul>") == html.count("</ul>")
    assert len(set(re.findall(r"objective\?id=(\d+)", html))) == total


def test_orphans_are_named_with_a_link(open_page: OpenPage, sample: Query) -> None:
    before = open_page("alignment").lead
    sample(
        """UPDATE objective SET parent_id = NULL WHERE id = (SELECT o.id FROM objective o
           JOIN team t ON t.id = o.team_id JOIN cycle c ON c.id = o.cycle_id
           WHERE t.name = 'Workshop' AND c.state = 'active' AND o.parent_id IS NOT NULL LIMIT 1)"""
    )
    sample("UPDATE data_version SET version = version + 1, goals = goals + 1")
    page = open_page("alignment")
    assert page.lead != before
    assert any(link.label.endswith("(Workshop)") for link in page.linked("objective"))


def test_one_team_shows_its_branch_and_what_that_contributes_to(open_page: OpenPage) -> None:
    page = open_page("alignment", team="Workshop")
    names = {row["text"] for row in page.rows_of_chart() if row["kind"] == "node"}
    assert len(names) > int(page.lead.split()[2])


def test_a_cycle_without_objectives_teaches(open_page: OpenPage, sample: Query) -> None:
    ((empty,),) = sample(
        """SELECT name FROM cycle c WHERE NOT EXISTS (SELECT 1 FROM objective o WHERE o.cycle_id = c.id)
           UNION ALL SELECT '' LIMIT 1"""
    )
    if not empty:
        sample("UPDATE objective SET cycle_id = 1 WHERE cycle_id = (SELECT max(id) FROM cycle)")
        ((empty,),) = sample("SELECT name FROM cycle ORDER BY id DESC LIMIT 1")
    page = open_page("alignment", cycle=empty)
    assert page.lead == "No objective here yet."
    assert [link.address for link in page.links] == ["objectives"]


def test_an_objective_contributes_through_a_key_result(
    open_page: OpenPage, sample: Query, objective: tuple[int, str]
) -> None:
    ((parent,),) = sample("SELECT parent_id FROM objective WHERE id = ?", objective[0])
    ((through,),) = sample("SELECT min(id) FROM key_result WHERE objective_id = ?", parent)
    page = open_page("write_objective", id=objective[0])
    page.fill("Through which of its key results", through).press("Save objective")
    assert sample("SELECT parent_key_result_id FROM objective WHERE id = ?", objective[0]) == [(through,)]


@pytest.mark.parametrize("address", ["alignment", "carry_over", "drafts"])
def test_a_first_look_takes_at_most_twelve_statements(
    open_page: OpenPage, sample: Query, objective: tuple[int, str], address: str
) -> None:
    record = {"carry_over": {"id": objective[0]}}
    page = open_page(address, **record.get(address, {"team": "Workshop"}))
    sample("UPDATE data_version SET version = version + 1, goals = goals + 1")
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(Engine, "before_cursor_execute", note)
    page.run()
    event.remove(Engine, "before_cursor_execute", note)
    assert len([one for one in asked if not one.startswith("BEGIN")]) <= 12, "\n".join(asked)
