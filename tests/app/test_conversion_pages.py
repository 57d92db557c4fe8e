"""Turning key results into initiatives and back on the pages, and splitting one in two."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of
from ui.demotion_form import EXISTING

MEI = "Mei-Lin Zhao"
BENCHES = "Set up 14 repair benches"
BETTER = "Repairs finished the same day rise from 40 % to 70 %"
COMPOUND = "Cut repairs from 9 to 4 days and raise ready bikes from 80 to 90 %"


@pytest.fixture
def benches(sample: Query) -> int:
    return key_of(sample, BENCHES)


@pytest.fixture
def demoted(benches: int, open_page: OpenPage) -> OpenedPage:
    """The page that follows after the benches became work under a new key result."""
    page = open_page("demote_key_result", as_=MEI, id=benches).fill("Key result", BETTER)
    return page.fill("Baseline", 40.0).fill("Target", 70.0).press("Turn into an initiative")


def latest(sample: Query, table: str) -> int:
    return sample(f"SELECT max(id) FROM {table}")[0][0]


def test_a_key_result_links_to_both_acts_and_its_initiatives_to_the_third(sample, benches, open_page: OpenPage):
    page = open_page("key_result", as_=MEI, id=benches)
    labels = [link.label for link in page.links]
    assert ["Turn into an initiative…" in labels, "Split in two…" in labels] == [True, True]
    moved = open_page("key_result", as_=MEI, id=key_of(sample, "Move the workshop to the depot in Quay Street"))
    assert [link.label for link in moved.linked("promote_initiative")] == ["Make it a key result…"]


def test_a_viewer_is_offered_no_conversion(benches, open_page: OpenPage):
    page = open_page("key_result", as_="Noor Haddad", id=benches)
    addresses = {link.address for link in page.links}
    assert addresses & {"demote_key_result", "split_key_result", "promote_initiative"} == set()


def test_the_preview_shows_the_mix_before_and_after(benches, open_page: OpenPage):
    page = open_page("demote_key_result", as_=MEI, id=benches)
    assert "A key result that is not written yet" in page.said
    page.fill("Key result", BETTER).run()
    now, then = page.said.index("Now"), page.said.index("Then")
    assert BETTER not in page.said[now:then]
    assert "100 % output" in page.said[now:then]
    assert "25 % outcome" in page.said[then:]
    assert f"Initiative {BENCHES}" in page.said[then:]


def test_the_hypothesis_follows_the_choice_until_somebody_writes_another(benches, open_page: OpenPage):
    page = open_page("demote_key_result", as_=MEI, id=benches).fill("Key result", BETTER).run()
    field = "Hypothesis of the initiative"
    assert page.fields[field].value == f"We expect “{BENCHES}” to move “{BETTER}” because …"
    page.fill(field, "Benches cut the queue.").run()
    assert page.fill("Key result", "Fewer repairs come back").run().fields[field].value == "Benches cut the queue."


def test_a_pattern_of_the_coach_begins_the_text(benches, open_page: OpenPage):
    page = open_page("demote_key_result", as_=MEI, id=benches)
    (button,) = [one for one in page.app.main.button if "because of" in one.label]
    button.click()
    begun = page.run().fields["Key result"].value
    assert begun == f"By <date>, <who> <do what> <how much> more or less than <baseline>, because of “{BENCHES}”"


def test_a_demoted_key_result_says_what_it_became(sample, benches, demoted: OpenedPage):
    assert demoted.title == BENCHES
    said = f"“{BENCHES}” is an initiative now. Its check-ins and history are kept."
    assert demoted.toasts == [f"{said} A decision is proposed. [See the decisions](decisions?as=Mei-Lin+Zhao)"]
    (became,) = demoted.linked("write_initiative")[:1]
    assert became.label.startswith(f"Became the initiative “{BENCHES}” on ")
    assert f"under “{BETTER}”" in [link.label for link in demoted.links]
    assert "This key result was dropped: it counts nowhere." in demoted.messages
    assert "Record check-in" not in demoted.buttons


def test_the_initiative_says_what_it_was_wherever_it_stands(sample, demoted: OpenedPage, open_page: OpenPage, benches):
    made, work = latest(sample, "key_result"), latest(sample, "initiative")
    said = ": 6 check-ins"
    for page in (
        open_page("key_result", as_=MEI, id=made),
        open_page("write_initiative", as_=MEI, id=work),
    ):
        (was,) = [link for link in page.linked("key_result") if link.label.startswith("Was a key result until")]
        assert (was.label.endswith(said), was.query) == (True, {"id": str(benches)})


def test_undo_on_the_page_brings_the_key_result_back(sample, benches, demoted: OpenedPage, open_page: OpenPage):
    page = open_page("key_result", as_=MEI, id=latest(sample, "key_result")).press("Undo")
    assert page.toasts == [f"Undone: “{BENCHES}” is a key result again."]
    assert sample("SELECT dropped FROM key_result WHERE id = ?", benches) == [(0,)]
    back = open_page("key_result", as_=MEI, id=benches)
    assert [link.label for link in back.links if "; undone " in link.label]
    assert "Record check-in" in back.buttons


def test_a_colleague_who_was_slower_is_told_that_it_is_undone(sample, demoted: OpenedPage, open_page: OpenPage):
    work = latest(sample, "initiative")
    slow = open_page("write_initiative", as_="Tomasz Wilk", id=work)
    open_page("write_initiative", as_=MEI, id=work).press("Undo")
    slow.press("Undo")
    assert sample("SELECT count(*) FROM audit_event WHERE action = 'undone'") == [(1,)]


def test_making_it_a_key_result_again_offers_the_old_one_first(sample, benches, demoted, open_page: OpenPage):
    page = open_page("promote_initiative", as_=MEI, id=latest(sample, "initiative"))
    assert page.messages[0].startswith(f"This was the key result “{BENCHES}”, with 6 check-ins.")
    page.press("Take that key result back")
    assert sample("SELECT dropped FROM key_result WHERE id = ?", benches) == [(0,)]


def test_an_edit_meanwhile_is_not_demoted_unseen(sample, benches, open_page: OpenPage):
    page = open_page("demote_key_result", as_=MEI, id=benches).fill("Key result", BETTER)
    other = open_page("write_key_result", as_="Tomasz Wilk", id=benches)
    other.fill("Key result", "Set up 20 repair benches").fill("Why it changes", "More room.").press("Save key result")
    page.press("Turn into an initiative")
    assert [message for message in page.messages if message.startswith("Tomasz Wilk saved this while")]
    assert sample("SELECT dropped FROM key_result WHERE id = ?", benches) == [(0,)]
    assert page.press("Turn into an initiative").title == "Set up 20 repair benches"
    assert sample("SELECT dropped FROM key_result WHERE id = ?", benches) == [(1,)]


def test_a_double_click_makes_one_initiative(sample, benches, open_page: OpenPage):
    before = latest(sample, "initiative")
    page = open_page("demote_key_result", as_=MEI, id=benches).fill("Key result", BETTER)
    (button,) = [one for one in page.app.main.button if one.label.startswith("Turn")]
    button.click()
    button.click()
    page.run()
    assert latest(sample, "initiative") == before + 1


def test_without_words_for_the_new_key_result_nothing_happens(sample, benches, open_page: OpenPage):
    page = open_page("demote_key_result", as_=MEI, id=benches).press("Turn into an initiative")
    assert "Write something here." in page.messages
    assert sample("SELECT dropped FROM key_result WHERE id = ?", benches) == [(0,)]


def test_work_under_a_key_result_that_is_there(sample, open_page: OpenPage):
    key = key_of(sample, "Paint 60 parking bays")
    page = open_page("demote_key_result", as_="Yusuf Demir", id=key)
    chosen = page.fields["Key result"].value
    page.press("Turn into an initiative")
    linked = "SELECT key_result_id FROM initiative_link WHERE initiative_id = ?"
    assert sample(linked, latest(sample, "initiative")) == [(chosen,)]


def test_a_key_result_of_another_objective_is_never_chosen_by_the_form(benches, sample, open_page: OpenPage):
    before = sample("SELECT count(*) FROM conversion")
    page = open_page("demote_key_result", as_=MEI, id=benches).fill("Under which key result?", EXISTING).run()
    assert page.fields["Key result"].value is None
    page.press("Turn into an initiative")
    assert "Choose the key result that it should move." in page.messages
    assert sample("SELECT count(*) FROM conversion") == before


def test_an_initiative_becomes_a_key_result_of_the_chosen_objective(sample, open_page: OpenPage):
    ((work,),) = sample("SELECT id FROM initiative WHERE title LIKE 'Bays at the twenty%'")
    page = open_page("promote_initiative", as_="Yusuf Demir", id=work)
    page.fill("Key result", "Riders who find a free bay rise from 50 % to 75 %").press("Make it a key result")
    assert page.title == "Riders who find a free bay rise from 50 % to 75 %"
    assert [link.label for link in page.links if link.label.startswith("Was the initiative “Bays at the twenty")]
    assert sample("SELECT state FROM initiative WHERE id = ?", work) == [("dropped",)]
    page.press("Undo")
    assert sample("SELECT state FROM initiative WHERE id = ?", work) == [("doing",)]


def test_a_compound_is_split_as_the_coach_proposes(sample, benches, open_page: OpenPage):
    sample("UPDATE key_result SET title = ?, weight = 3 WHERE id = ?", COMPOUND, benches)
    page = open_page("split_key_result", as_=MEI, id=benches)
    assert page.fields["First text"].value == "Cut repairs from 9 to 4 days"
    assert page.fields["Key result"].value == "Raise ready bikes from 80 to 90 %"
    page.press("Split in two")
    assert page.title == "Cut repairs from 9 to 4 days"
    second = sample("SELECT title, weight FROM key_result WHERE id = ?", latest(sample, "key_result"))
    assert second == [("Raise ready bikes from 80 to 90 %", 1.5)]
    page.press("Undo")
    assert sample("SELECT title, weight FROM key_result WHERE id = ?", benches) == [(COMPOUND, 3.0)]


def test_a_stale_split_shows_both_texts(sample, benches, open_page: OpenPage):
    page = (
        open_page("split_key_result", as_=MEI, id=benches).fill("First text", "Benches").fill("Key result", "Repairs")
    )
    other = open_page("write_key_result", as_="Tomasz Wilk", id=benches)
    other.fill("Key result", "Set up 20 repair benches").fill("Why it changes", "More room.").press("Save key result")
    page.press("Split in two")
    assert "First text, saved by Tomasz Wilk\nSet up 20 repair benches" in page.said
    assert page.press("Split in two").title == "Benches"


@pytest.mark.parametrize("address", ["demote_key_result", "split_key_result"])
def test_what_is_dropped_says_so_instead_of_a_form(address, benches, demoted, open_page: OpenPage):
    page = open_page(address, as_=MEI, id=benches)
    assert page.messages == ["This key result was dropped. Open it to see what became of it."]
    assert page.buttons == []


@pytest.mark.parametrize("address", ["demote_key_result", "split_key_result"])
@pytest.mark.parametrize(
    ("state", "who", "said"),
    [("closed", "Tomasz Wilk", "is closed and read-only"), ("active", "Anahera Tuhiwai", "Only a member of this team")],
)
def test_a_form_that_would_be_refused_says_why(address, state, who, said, sample, open_page: OpenPage):
    ((key,),) = sample(
        """SELECT max(k.id) FROM key_result k JOIN objective o ON o.id = k.objective_id
           JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
           WHERE c.state = ? AND t.name = 'Workshop'""",
        state,
    )
    page = open_page(address, as_=who, id=key)
    assert [said in message for message in page.messages] == [True]
    assert page.buttons == []


@pytest.mark.parametrize("address", ["demote_key_result", "split_key_result", "promote_initiative"])
def test_what_is_not_there_says_so_and_leads_back(address, sample, open_page: OpenPage):
    page = open_page(address, id=999999)
    assert [message.endswith(("another database.", "any more.")) for message in page.messages] == [True]
    assert [link.address for link in page.links] == ["objectives"]
