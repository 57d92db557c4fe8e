"""The outcome mix: shares counted from the raw tables, heaviest output first, and what an empty one says."""

from itertools import pairwise
from math import floor

from tests.app.conftest import OpenPage, Query

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


def test_the_heaviest_output_comes_first(sample, open_page: OpenPage):
    heavy = {str(row[0]): row[2] / row[3] for row in sample(MIX.format(""))}
    shown = [
        heavy[link.query["id"]] for link in open_page("outcome_mix").linked("objective") if link.query["id"] in heavy
    ]
    assert len(shown) > 5
    assert all(earlier >= later for earlier, later in pairwise(shown))


def test_an_objective_without_an_outcome_says_so_and_links_to_what_it_counts(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Workshop")
    assert "3 of 3 key results are things you ship" in page.said
    ((key,),) = sample("SELECT id FROM objective WHERE title = 'Move into Quay Street without losing a day'")
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


def test_every_objective_links_to_its_key_results(sample, open_page: OpenPage):
    page = open_page("outcome_mix", team="Rider care")
    stored = sample(
        """SELECT k.title FROM key_result k JOIN objective o ON o.id = k.objective_id
        JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
        WHERE t.name = 'Rider care' AND c.state = 'active' AND NOT k.dropped"""
    )
    assert {link.label.split(" ", 1)[1] for link in page.linked("key_result")} == {title for (title,) in stored}
