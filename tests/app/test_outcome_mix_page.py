"""The outcome mix: shares counted from the raw tables, heaviest output first, and what an empty one says."""

import re
from math import floor

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from ui import mix_view

MIX = """
SELECT o.id, sum(kr.weight * (kr.label = 'outcome')), sum(kr.weight * (kr.label = 'output')), sum(kr.weight)
FROM key_result kr JOIN objective o ON o.id = kr.objective_id JOIN cycle c ON c.id = o.cycle_id
JOIN team t ON t.id = o.team_id WHERE c.state = 'active' AND NOT kr.dropped AND kr.exemption = 'none' {} GROUP BY o.id
"""


def outcome_percent(sample: Query, where: str = "") -> int:
    rows = sample(MIX.format(where))
    return floor(100 * sum(row[1] for row in rows) / sum(row[3] for row in rows) + 0.5)  # half a point goes up


def test_the_sentence_gives_the_share_of_the_weight_that_is_outcome(sample, open_page: OpenPage):
    page = open_page("outcome_mix")
    assert page.lead.startswith(f"{outcome_percent(sample)} % of the weight is outcome.")


def test_the_sentence_counts_the_labels_that_nobody_has_confirmed(sample, open_page: OpenPage):
    ((waiting,),) = sample(
        """SELECT count(*) FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active' AND NOT dropped AND label_source = 'suggested'"""
    )
    assert f"{waiting} labels nobody has confirmed yet" in open_page("outcome_mix").lead


def test_a_team_in_the_address_narrows_the_share(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Workshop")
    assert page.lead.startswith(
        f"{outcome_percent(sample, chr(32) + 'AND t.name = ' + repr('Workshop'))} % of the weight"
    )


def test_the_strongest_hint_comes_first(sample, open_page: OpenPage):
    page = open_page("outcome_mix")
    ((move,),) = sample("SELECT id FROM objective WHERE title = 'Move into Quay Street without losing a day'")
    assert page.linked("objective")[0].query["id"] == str(move)


def test_each_hint_stands_with_its_sentence_and_its_threshold(sample, open_page: OpenPage):
    said = open_page("outcome_mix").said
    assert "100 % of the weight, where more than 50 % is output-heavy." in said
    assert "Shown when more than 50 % of the weight that counts is output." in said


def test_a_threshold_of_this_installation_decides_and_is_printed(sample, open_page: OpenPage, monkeypatch):
    monkeypatch.setenv("OUTBOARD_UNCONFIRMED_ABOVE", "1.0")
    monkeypatch.setenv("OUTBOARD_OUTPUT_HEAVY_ABOVE", "0.9")
    said = open_page("outcome_mix").said
    assert "Shown when more than 90 % of the weight that counts is output." in said
    assert "Unconfirmed labels" not in said


def test_a_kind_of_hint_in_the_address_leaves_the_others_out(sample, open_page: OpenPage):
    said = open_page("outcome_mix", hint="Lag-only").said
    assert "Lag-only." in said
    assert "Output-heavy." not in said


def test_a_lead_can_raise_a_flag_from_a_hint(sample, open_page: OpenPage):
    first = open_page("outcome_mix").linked("raise_flag")[0]
    ((move,),) = sample("SELECT id FROM objective WHERE title = 'Move into Quay Street without losing a day'")
    assert first.query == {"objective": str(move), "kind": "no_outcome"}


def test_whoever_leads_no_team_is_not_offered_a_flag(sample, open_page: OpenPage):
    ((name,),) = sample(
        """SELECT name FROM person WHERE is_active AND NOT is_admin AND id NOT IN
           (SELECT person_id FROM membership WHERE role = 'lead') ORDER BY id LIMIT 1"""
    )
    page = open_page("outcome_mix", as_=name)
    assert page.linked("raise_flag") == []
    assert page.linked("objective")


@pytest.mark.parametrize(
    ("by", "noun", "names"),
    [
        ("Branch", "branch", {"Rider app", "Fenwheel, without the teams below"}),
        ("Team", "team", {"Rider care", "Workshop", "Fenwheel"}),
        ("Person", "people", {"Rafael Quintero", "Jonas Eklund"}),
        ("Objective", "objectives", {"Move into Quay Street without losing a day"}),
    ],
)
def test_the_view_in_the_address_decides_what_a_bar_is(
    sample, open_page: OpenPage, by: str, noun: str, names: set[str]
):
    page = open_page("outcome_mix", by=by)
    assert names <= {row["fill"] for row in page.rows_of_chart() if row["part"] == "name"}
    assert noun in page.said


def opened(page: OpenedPage, expander: str) -> OpenedPage:
    page.app.session_state[expander] = True
    return page.run()


def test_every_bar_can_be_opened_without_a_mouse(sample, open_page: OpenPage):
    page = opened(open_page("outcome_mix", by="Team"), "open-mix")
    assert {"Rider app", "Workshop"} <= {link.query.get("team") for link in page.linked("outcome_mix")}


def test_a_click_on_a_team_opens_its_branch(monkeypatch: pytest.MonkeyPatch):
    state = {"mix-Team-0": {"selection": {"pick": [{"key": "7:Rider app"}]}}}
    monkeypatch.setattr(mix_view.st, "session_state", state)
    mix_view.note_click("mix-Team-0", mix_view.TEAM)
    assert state["team"] == "Rider app"


def test_a_second_click_that_takes_the_first_back_opens_nothing(monkeypatch: pytest.MonkeyPatch):
    state: dict = {"mix-Team-0": {"selection": {"pick": []}}}
    monkeypatch.setattr(mix_view.st, "session_state", state)
    mix_view.note_click("mix-Team-0", mix_view.TEAM)
    assert "team" not in state


def test_the_change_since_the_last_cycle_is_told_by_team_and_adds_up(sample, open_page: OpenPage):
    page = open_page("outcome_mix")
    change = re.search(r"The outcome share (rose|fell) by ([\d.]+) points since", page.said)
    parts = [
        float(found[1].replace("\u2212", "-"))
        for link in page.linked("outcome_mix")
        if (found := re.match(r"([+\u2212][\d.]+) points? ·", link.label))
    ]
    whole = float(change[2]) * (1 if change[1] == "rose" else -1)
    assert len(parts) == 6
    assert sum(parts) == pytest.approx(whole, abs=0.05 * len(parts) + 0.05)


def test_a_team_is_told_which_key_results_moved_its_share(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Rider app")
    moved = [link.label for link in page.linked("key_result") if re.match(r"[+\u2212][\d.]+ points? · ", link.label)]
    assert any(label.endswith("Build the damage report with a photo") for label in moved)
    assert "ended with the last cycle, an output" in page.said


def test_the_first_cycle_of_all_has_nothing_to_compare_with(sample, open_page: OpenPage):
    ((first,),) = sample("SELECT name FROM cycle ORDER BY starts_on LIMIT 1")
    assert "since" not in open_page("outcome_mix", cycle=first).said


def test_an_objective_without_an_outcome_says_so_and_links_to_what_it_counts(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Workshop")
    assert "3 of 3 key results are things you ship" in page.said
    ((key,),) = sample("SELECT id FROM objective WHERE title = 'Move into Quay Street without losing a day'")
    page = opened(page, f"open-mix-{key}")
    ids = {str(row[0]) for row in sample("SELECT id FROM key_result WHERE objective_id = ? AND label = 'output'", key)}
    assert ids <= {link.query["id"] for link in page.linked("key_result")}


def test_the_charts_show_each_team_and_the_quarters(sample, open_page: OpenPage):
    assert len(open_page("outcome_mix").charts) == 2


def test_a_cycle_without_key_results_says_what_will_be_here(sample, open_page: OpenPage):
    sample(
        """INSERT INTO cycle (version, name, starts_on, ends_on, state)
           VALUES (1, 'Far', '2040-01-01', '2040-03-31', 'planning')"""
    )
    page = open_page("outcome_mix", cycle="Far")
    assert page.lead == "No key result counts in the mix yet."
    assert page.messages[0].startswith("Here you will see which objectives count what you ship")
    assert page.linked("objectives")


def test_without_a_cycle_there_is_a_way_to_begin(nobody, open_page: OpenPage):
    nobody("INSERT INTO person (version, name, title, is_admin, is_active) VALUES (1, 'Ada', '', 1, 1)")
    page = open_page("outcome_mix", as_="Ada")
    assert page.lead == "There is no cycle yet, so there is no mix to show."
    assert page.linked("data")


def test_without_a_cycle_the_objectives_lead_to_setting_one_up(nobody, open_page: OpenPage):
    nobody("INSERT INTO person (version, name, title, is_admin, is_active) VALUES (1, 'Ada', '', 1, 1)")
    page = open_page("objectives", as_="Ada")
    assert page.lead == "There is no cycle yet, so there is nothing to set objectives for."
    assert page.linked("organisation")


def test_an_objective_with_a_hint_links_to_its_key_results(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Rider care")
    stored = sample(
        """SELECT k.title FROM key_result k JOIN objective o ON o.id = k.objective_id
        JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
        WHERE t.name = 'Rider care' AND c.state = 'active' AND NOT k.dropped"""
    )
    ((key,),) = sample("SELECT id FROM objective WHERE title = 'Problems are solved once and for good'")
    page = opened(page, f"open-mix-{key}")
    shapes = {"◆", "□", "?"}
    shown = {link.label.split(" ", 1)[1] for link in page.linked("key_result") if link.label[0] in shapes}
    assert shown <= {title for (title,) in stored}
    assert "Contacts per 1,000 trips" in shown
