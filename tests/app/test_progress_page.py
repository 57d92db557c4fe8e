"""Progress by week: the sentence, the map, confidence against status, an empty cycle; and charts of one objective."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage, as_read
from ui import progress_view


def drawn(page: OpenedPage, key: str) -> list[dict]:
    """The rows of the chart that has a column called like this."""
    from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

    frames = (convert_arrow_bytes_to_pandas_df(chart.proto.data.data) for chart in page.app.main.get("vega_lite_chart"))
    return next(frame for frame in frames if key in frame.columns).to_dict("records")


def active_objectives(sample: Query, where: str = "") -> int:
    return sample(
        f"""SELECT count(*) FROM objective o JOIN cycle c ON c.id = o.cycle_id JOIN team t ON t.id = o.team_id
            WHERE c.state = 'active' {where}"""
    )[0][0]


def test_the_sentence_counts_the_objectives_and_how_they_stand(sample, open_page: OpenPage):
    assert f"of {active_objectives(sample)} objectives turned at risk this week" in open_page("progress").lead


def test_the_map_has_a_row_for_each_objective_that_the_team_in_the_address_has(sample, open_page: OpenPage):
    page = open_page("progress", team="Workshop")
    names = [row["text"] for row in drawn(page, "brief") if row["kind"] == "name"]
    titles = {title for (title,) in sample("SELECT title FROM objective")}
    assert len(names) == active_objectives(sample, "AND t.name = 'Workshop'")
    assert set(names) <= titles


def test_the_last_cell_says_what_the_page_of_the_objective_says(sample, open_page: OpenPage):
    page = open_page("progress")
    last = [row for row in drawn(page, "brief") if row["kind"] == "cell" and row["key"]][-1]
    said = open_page("objective", id=last["key"]).said
    rows = [row for row in drawn(page, "brief") if row["kind"] == "cell" and row["key"] == last["key"]]
    assert f"{as_read(rows[-1]['percent'])} reached" in said


def test_a_closed_cycle_speaks_of_its_last_week(sample, open_page: OpenPage):
    ((name,),) = sample("SELECT name FROM cycle WHERE state = 'closed' ORDER BY ends_on DESC LIMIT 1")
    lead = open_page("progress", cycle=name).lead
    assert "in the last week" in lead
    assert "At the end:" in lead


def test_a_cycle_that_has_not_begun_says_what_will_stand_here(sample, open_page: OpenPage):
    ((name,),) = sample("SELECT name FROM cycle WHERE state = 'planning' LIMIT 1")
    page = open_page("progress", cycle=name)
    assert page.lead.endswith("no week of this cycle has begun yet.") or page.lead.startswith("No objective here")
    assert page.messages
    assert page.charts == []


def test_a_team_without_an_objective_is_told_what_it_would_see(sample, open_page: OpenPage):
    sample("INSERT INTO team (name, purpose, version, parent_id) VALUES ('New here', '', 1, NULL)")
    page = open_page("progress", team="New here")
    assert "each objective week by week" in " ".join(page.messages)
    assert {link.address for link in page.links} >= {"objectives", "data"}


def test_a_key_result_on_which_owner_and_numbers_disagree_is_linked(sample, open_page: OpenPage):
    page = open_page("progress")
    divergent = {row["key"] for row in drawn(page, "confidence") if row["kind"] == "dot" and row["divergent"]}
    assert {link.query["id"] for link in page.linked("key_result")} == divergent != set()


def test_every_objective_of_the_map_can_be_opened_without_a_mouse(sample, open_page: OpenPage):
    page = open_page("progress")
    page.app.session_state["open-progress"] = True
    assert len(page.run().linked("objective")) == active_objectives(sample)


@pytest.mark.parametrize("picked", [[{"key": "12"}], []])
def test_a_click_opens_what_was_clicked_and_a_second_one_nothing(monkeypatch: pytest.MonkeyPatch, picked: list):
    state = {"heat-map": {"selection": {"pick": picked}}}
    monkeypatch.setattr(progress_view.st, "session_state", state)
    progress_view._note_click("heat-map", "objective")
    assert state.get(progress_view.OPENED) == (("objective", 12) if picked else None)


def test_more_objectives_than_are_shown_are_counted(sample, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("services.reporting.progress_weeks.MOST_SHOWN", 3)
    page = open_page("progress")
    assert (
        f"The 3 objectives with the key results furthest below their path, of {active_objectives(sample)}" in page.said
    )
    assert "of the 3 objectives furthest behind" in page.lead


def test_an_objective_draws_its_key_results_side_by_side(sample, open_page: OpenPage):
    ((objective, title),) = sample(
        """SELECT o.id, kr.title FROM key_result kr JOIN objective o ON o.id = kr.objective_id
           JOIN cycle c ON c.id = o.cycle_id WHERE c.state = 'active' AND NOT kr.dropped
           AND kr.measure = 'stay_at_least' ORDER BY kr.id LIMIT 1"""
    )
    page = open_page("objective", id=objective)
    assert "below the expected path" in page.said
    assert "of the check-ins due" in page.said
    alts = [chart.proto.alt for chart in page.app.main.get("vega_lite_chart")]
    assert any(alt.startswith(title) for alt in alts)


def test_a_key_result_of_milestones_shows_how_its_weight_burns_up(sample, open_page: OpenPage):
    ((key, count, done),) = sample(
        """SELECT kr.id, count(*), sum(m.done_on IS NOT NULL) FROM key_result kr JOIN milestone m
           ON m.key_result_id = kr.id GROUP BY kr.id ORDER BY kr.id LIMIT 1"""
    )
    assert f"{done} of {count} milestones done" in open_page("key_result", id=key).said
