"""The bars of the outcome mix, and its trend over cycles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.chart import PICK
from charts.mix import MixRow, mix_bars
from charts.trend import ShareSeries, share_trend
from domain.vocabulary import Label

NBSP = "\N{NO-BREAK SPACE}"
HEAVY = MixRow("Payments", outcome=1, output=6, unclear=1, exempt=2)
LIGHT = MixRow("Growth", outcome=3, output=1)
EXEMPT = MixRow("Legal", outcome=0, output=0, exempt=3)


def part(rows: list[MixRow], name: str) -> list[dict]:
    data = mix_bars(rows).data
    return data[data["part"] == name].to_dict("records")


def test_the_heaviest_output_comes_first():
    assert [row["fill"] for row in part([LIGHT, EXEMPT, HEAVY], "name")] == ["Payments", "Growth", "Legal"]


def test_a_row_in_which_nothing_counts_comes_after_one_without_output():
    assert [row["fill"] for row in part([EXEMPT, MixRow("Support", 4, 0)], "name")] == ["Support", "Legal"]


def test_exempt_weight_is_in_no_share_and_stands_beside_the_bar():
    assert HEAVY.share(Label.OUTPUT) == pytest.approx(0.75)
    assert part([HEAVY], "name")[0]["note"] == "weight 8 + 2 exempt"


def test_a_team_with_only_exempt_key_results_has_a_gap_and_says_so():
    assert EXEMPT.share(Label.OUTCOME) is None
    assert len(part([EXEMPT], "gap")) == 1
    assert part([EXEMPT], "name")[0]["note"] == "weight 3, all exempt"


def test_the_title_counts_the_rows_above_the_threshold():
    assert mix_bars([HEAVY, LIGHT, EXEMPT]).title == f"1 of 2 teams carries more than 50{NBSP}% of the weight in output"
    assert mix_bars([HEAVY], threshold=0.8).title.startswith("No team carries more than 80")


def test_an_empty_mix_says_so():
    assert mix_bars([]).title == "No key results to compare yet"


def test_the_height_grows_with_the_rows():
    assert mix_bars([HEAVY, LIGHT]).spec["height"] == 2 * mix_bars([HEAVY]).spec["height"]


def test_two_teams_of_one_name_keep_their_own_rows():
    assert [row["row"] for row in part([HEAVY, HEAVY], "name")] == [0, 1]


def test_the_alternative_text_gives_each_row_in_words():
    assert f"Payments: 13{NBSP}% outcome, 13{NBSP}% unclear, 75{NBSP}% output." in mix_bars([HEAVY]).alt


WEIGHTS = st.floats(0.01, 1000)


@given(WEIGHTS, WEIGHTS, WEIGHTS)
def test_the_parts_of_a_bar_fill_it_without_gap_or_overlap(outcome: float, output: float, unclear: float):
    row = MixRow("Any", outcome, output, unclear)
    ends = [part([row], str(label))[0] for label in (Label.OUTCOME, Label.UNCLEAR, Label.OUTPUT)]
    assert ends[0]["start"] == 0
    assert ends[0]["end"] == pytest.approx(ends[1]["start"])
    assert ends[2]["end"] == pytest.approx(1)


CYCLES = ["Q1", "Q2", "Q3"]


def said(teams: list[ShareSeries]) -> str:
    return share_trend(CYCLES, teams).title.replace("\N{NO-BREAK SPACE}", " ")


def test_a_cycle_without_data_is_a_gap_in_the_trend():
    data = share_trend(CYCLES, [ShareSeries("Growth", (0.2, None, 0.6))]).data
    assert data[data["kind"] == "share"]["level"].isna().tolist() == [False, True, False]


def test_the_trend_counts_the_teams_that_rose():
    teams = [ShareSeries("A", (0.2, 0.3, 0.6)), ShareSeries("B", (0.5, 0.5, 0.4)), ShareSeries("C", (None, None, 0.4))]
    assert said(teams) == "The outcome share rose in 1 of 2 teams"


def test_the_trend_tells_the_whole_apart_from_its_branches():
    whole, first, second = (0.6, 0.7, 0.8), (0.2, 0.3, 0.6), (0.5, 0.5, 0.4)
    teams = [ShareSeries("All", whole, is_whole=True), ShareSeries("A", first), ShareSeries("B", second)]
    assert said(teams) == "The outcome share rose from 60 % to 80 %; it rose in 1 of 2 branches"


def test_a_share_that_ends_where_it_began_stayed():
    teams = [ShareSeries("All", (0.6, 0.7, 0.6), is_whole=True)]
    assert said(teams) == "The outcome share stayed at 60 %"


def test_one_cycle_is_no_trend():
    assert "needs two cycles" in share_trend(["Q1"], [ShareSeries("A", (0.2,))]).title


def test_small_multiples_share_one_scale():
    data = share_trend(["Q1"], [ShareSeries("A", (0.5,)), ShareSeries("B", (0.5,))]).data
    shares = data[data["kind"] == "share"]
    assert (shares["level"] - shares["floor"]).round(9).nunique() == 1


def test_a_share_for_a_cycle_that_is_not_named_is_refused():
    with pytest.raises(ValueError, match="argument"):
        share_trend(["Q1"], [ShareSeries("A", (0.2, 0.3))])


def test_the_title_speaks_of_all_teams_when_only_the_heaviest_are_drawn():
    chart = mix_bars([HEAVY, LIGHT, EXEMPT], most=1)
    assert chart.title.startswith("1 of 2 teams")
    assert set(chart.data["row"]) == {0}


def test_a_bar_can_be_clicked_and_gives_back_the_key_of_its_row():
    chart = mix_bars([MixRow("Growth", 3, 1, key="7:Growth")])
    (click,) = chart.spec["params"]
    assert (click["name"], click["select"]["fields"]) == (PICK, ["key"])
    assert click["views"] == [layer["name"] for layer in chart.spec["layer"] if layer.get("name") == "bars"]
    assert set(chart.data["key"]) == {"7:Growth"}


def test_the_title_names_what_a_bar_is():
    people = ("person", "people")
    assert mix_bars([HEAVY, LIGHT], noun=people).title.startswith("1 of 2 people carries")
    assert mix_bars([LIGHT], noun=people).title.startswith("No person carries")


def test_the_title_speaks_of_all_when_only_the_first_come():
    assert mix_bars([HEAVY], heavy=(8, 200)).title.startswith("8 of 200 teams carry")
