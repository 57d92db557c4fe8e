"""The list of initiatives: what needs a look in sentences, then the work by key result or by owner."""

from pathlib import Path

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import Link, OpenedPage

NEW_MAP = (
    "Done 33 days ago; “Searches in the app that end in a ride” went from 34 to 34.3 %, 4 % of the way to its target "
    "of 42 %: less than the 5 % that count as movement."
)
VAN_ROUTES = "Done 25 days ago; “Van kilometres per moved bike” has had no check-in since; it stood at 2.4 km then."
CONTACTS = (
    "Done 25 days ago; “Contacts per 1,000 trips” went from 31.6 to 33.8 contacts, away from its target of 26 contacts."
)
LOOSE = "Linked to no key result: say which number it should move"


def named(page: OpenedPage) -> set[str]:
    """The initiatives in the list, by the links that lead to their forms."""
    return {link.label for link in page.linked("write_initiative") if "id" in link.query}


def in_cycle(sample: Query, extra: str = "") -> set[str]:
    """The titles of the work for key results of the active cycle, and of the one that serves none."""
    rows = sample(
        f"""SELECT DISTINCT i.title FROM initiative i JOIN initiative_link l ON l.initiative_id = i.id
            JOIN key_result k ON k.id = l.key_result_id JOIN objective o ON o.id = k.objective_id
            JOIN cycle c ON c.id = o.cycle_id JOIN person p ON p.id = i.owner_id JOIN team t ON t.id = o.team_id
            WHERE c.state = 'active' AND i.state <> 'dropped' {extra}"""
    )
    return {title for (title,) in rows}


def test_the_sentence_counts_what_needs_a_look(sample: Query, open_page: OpenPage):
    lead = open_page("initiatives").lead
    assert lead.startswith(f"{len(in_cycle(sample)) + 1} initiatives in ")
    assert "2 done without moving a number, 1 number without a check-in since the work was done" in lead
    assert ", 1 linked to no key result. 9 of 23 key results that ask for work have no initiative." in lead


def test_every_exception_is_said_in_a_sentence_with_its_numbers_first_of_all(sample: Query, open_page: OpenPage):
    said = open_page("initiatives").said
    places = [said.index(text) for text in ("Needs a look", NEW_MAP, CONTACTS, VAN_ROUTES, LOOSE, "Work by")]
    assert places == sorted(places)
    assert "Judged 14 days after the work was done" in said
    assert "The first 5 of 9." in said


def test_an_exception_leads_to_the_work_and_to_the_number(sample: Query, open_page: OpenPage):
    page = open_page("initiatives")
    ((work,),) = sample("SELECT id FROM initiative WHERE title = 'New map with live bike counts'")
    ((number,),) = sample("SELECT key_result_id FROM initiative_link WHERE initiative_id = ?", work)
    assert Link("New map with live bike counts", "write_initiative", {"id": str(work)}) in page.links
    assert Link("See the number", "key_result", {"id": str(number)}) in page.links


def test_work_stands_below_its_key_result_with_state_dates_hypothesis_and_result(sample: Query, open_page: OpenPage):
    said = open_page("initiatives", owner="Priya Raman").said
    group = said[said.index("Work by") :]
    assert group.index("Searches in the app that end in a ride") < group.index("New map with live bike counts")
    assert "✓ done" in group
    assert "We expect searches that end in a ride to move because people will see where bikes are" in group
    assert "Result Live for everyone since week two." in group


def test_work_for_two_numbers_names_the_other_one_with_its_status(sample: Query, open_page: OpenPage):
    page = open_page("initiatives", owner="Caoimhe Brennan")
    others = [link.label for link in page.links if link.label.startswith("should also move: ")]
    assert others == [
        "should also move: Cargo rental revenue per month",
        "should also move: Families with a monthly cargo bike",
    ]
    assert "behind" in page.said


def test_by_owner_each_initiative_stands_once_with_the_numbers_that_it_should_move(sample: Query, open_page: OpenPage):
    page = open_page("initiatives", group="Owner", owner="Caoimhe Brennan")
    assert [link.label for link in page.linked("write_initiative") if "id" in link.query] == [
        "Rain canopy for the child seat"
    ]
    assert sum(link.label.startswith("should move: ") for link in page.links) == 2


def test_the_filters_live_in_the_address(sample: Query, open_page: OpenPage):
    assert named(open_page("initiatives", state="Planned")) >= in_cycle(sample, "AND i.state = 'planned'")
    workshop = open_page("initiatives", team="Workshop")
    assert named(workshop) == in_cycle(sample, "AND t.name = 'Workshop'")
    assert workshop.fields["Team"].value == "Workshop"
    rafael = open_page("initiatives", owner="Rafael Quintero", state="Under way")
    assert named(rafael) == in_cycle(sample, "AND p.name = 'Rafael Quintero' AND i.state = 'doing'")


def test_only_what_needs_a_look_leaves_the_rest_out(sample: Query, open_page: OpenPage):
    page = open_page("initiatives", look="true")
    assert named(page) == {
        "New map with live bike counts",
        "Photo of the parked bike in the fine",
        "Morning tour sorted by distance",
        "Helmet lockers at the station of Stowbridge",
    }
    assert page.fields["Only what needs a look"].value is True


def test_a_closed_cycle_shows_its_work_and_asks_for_nothing(sample: Query, open_page: OpenPage):
    ((name,),) = sample("SELECT name FROM cycle WHERE state = 'closed' ORDER BY starts_on DESC LIMIT 1")
    page = open_page("initiatives", cycle=name)
    assert "The cycle is closed, so nothing here needs a look any more." in page.lead
    assert "Needs a look" not in page.said.splitlines()
    assert "Evening shift of two advisers" in named(page)
    assert "Write an initiative" not in [link.label for link in page.links]


def test_a_long_list_is_cut_and_says_so(sample: Query, open_page: OpenPage):
    copied = """INSERT INTO initiative (version, team_id, owner_id, title, hypothesis, state, result)
                VALUES (1, 1, 1, ?, '', 'doing', '')"""
    for number in range(40):
        sample(copied, f"More work {number}")
    sample("UPDATE data_version SET version = version + 1, goals = goals + 1")
    page = open_page("initiatives")
    assert "The first 8 of 41." in page.said
    assert "The first 25 of " in page.said
    assert ", 41 linked to no key result." in page.lead


@pytest.mark.parametrize("query", [{"state": "Nonsense"}, {"group": "Nonsense"}, {"look": "x"}, {"cycle": "Far"}])
def test_a_filter_that_does_not_exist_shows_the_page_as_it_opens(sample: Query, open_page: OpenPage, query):
    assert named(open_page("initiatives", **query)) == named(open_page("initiatives"))


def test_filters_without_a_match_say_so(sample: Query, open_page: OpenPage):
    page = open_page("initiatives", state="Idea", team="Workshop")
    assert page.messages == ["No initiative matches these filters. Widen them to see more."]


def test_a_cycle_without_work_teaches_what_will_stand_here(sample: Query, open_page: OpenPage):
    sample(
        """INSERT INTO cycle (version, name, starts_on, ends_on, state)
           VALUES (1, 'Far', '2040-01-01', '2040-03-31', 'planning')"""
    )
    sample("UPDATE initiative SET starts_on = '2020-01-01', due_on = '2020-02-01'")
    page = open_page("initiatives", cycle="Far")
    (message,) = page.messages
    assert message.startswith("Here you will see the work behind the numbers")
    assert [link.label for link in page.links] == ["Write an initiative", "Go to the objectives"]


def test_the_pages_of_a_key_result_and_its_objective_say_the_same(sample: Query, open_page: OpenPage):
    ((key_result, objective),) = sample(
        "SELECT id, objective_id FROM key_result WHERE title = 'Searches in the app that end in a ride'"
    )
    assert NEW_MAP in open_page("key_result", id=key_result).said
    page = open_page("objective", id=objective)
    assert NEW_MAP in page.said
    assert "No initiative is meant to move “Unlocks that work at the first try” yet." in page.said


def test_a_check_in_that_moves_the_number_ends_the_exception(sample: Query, open_page: OpenPage):
    sample(
        """INSERT INTO check_in (key_result_id, value, note, as_of, entered_at, author_id)
           SELECT k.id, 36, '', c.as_of, c.entered_at, k.owner_id FROM key_result k
           JOIN check_in c ON c.key_result_id = k.id
           WHERE k.title = 'Searches in the app that end in a ride' ORDER BY c.as_of DESC LIMIT 1"""
    )
    sample("UPDATE data_version SET version = version + 1")
    assert "Done 33 days ago" not in open_page("initiatives").said


@pytest.mark.parametrize("sentence", [NEW_MAP, VAN_ROUTES])
def test_the_sentences_of_the_sample_stand_in_the_user_guide(sentence):
    guide = Path(__file__).resolve().parents[2] / "docs" / "user_guide.md"
    assert f'"{sentence}"' in guide.read_text(encoding="utf-8")
