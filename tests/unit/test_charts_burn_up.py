"""The burn-up of milestones."""

from datetime import date

import pytest

from charts.burn_up import Step, burn_up
from charts.picture import svg
from tests.charted import problems, rows

START, DUE, TODAY = date(2026, 4, 1), date(2026, 6, 30), date(2026, 5, 16)
SIGNED = Step("Contract signed", 3.0, date(2026, 4, 20), date(2026, 4, 25))
LATE = Step("Tested", 2.0, date(2026, 5, 1))
OPEN = Step("Live", 1.0, date(2026, 6, 30))


def drawn(*steps: Step, dark: bool = False):
    return burn_up(steps, START, DUE, TODAY, dark=dark)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def stair(chart, kind: str) -> list[tuple[str, float]]:
    return [(row["day"].strftime("%m-%d"), row["weight"]) for row in rows(chart, kind)]


def test_the_title_counts_milestones_weight_and_what_is_overdue():
    assert plain(drawn(SIGNED, LATE, OPEN).title) == "1 of 3 milestones done, 3 of 6 weight, 1 overdue"
    assert plain(drawn(SIGNED).title) == "1 of 1 milestone done, 3 of 3 weight"
    assert drawn().title == "No milestone yet"


def test_the_done_weight_rises_on_the_day_that_a_milestone_was_done_and_ends_today():
    assert stair(drawn(SIGNED, LATE, OPEN), "done") == [("04-01", 0), ("04-25", 3), ("05-16", 3)]


def test_the_plan_rises_on_the_days_that_milestones_are_due():
    assert stair(drawn(OPEN, LATE, SIGNED), "planned") == [
        *(("04-01", 0), ("04-20", 3), ("05-01", 5)),
        *(("06-30", 6), ("06-30", 6)),
    ]


def test_without_due_dates_there_is_no_plan_and_the_line_of_all_weight_stays():
    chart = drawn(Step("Someday", 2.0))
    assert stair(chart, "planned") == []
    assert rows(chart, "all")[0]["weight"] == 2


def test_nothing_done_is_a_line_at_zero():
    assert stair(drawn(OPEN), "done") == [("04-01", 0), ("05-16", 0)]


def test_each_milestone_has_a_shape_for_how_it_stands():
    assert [row["shape"] for row in rows(drawn(SIGNED, LATE, OPEN), "mark")] == ["●", "■", "○"]


def test_a_milestone_that_is_done_later_than_today_is_not_done_yet():
    future = Step("Tomorrow", 1.0, None, date(2026, 5, 17))
    assert plain(drawn(future).title) == "0 of 1 milestone done, 0 of 1 weight"


def test_days_outside_of_the_dates_stretch_the_axis():
    early = Step("Before", 1.0, date(2026, 3, 1), date(2026, 3, 2))
    assert rows(drawn(early, OPEN), "frame")[0]["day"].date() == date(2026, 3, 1)


def test_the_alternative_text_tells_each_milestone():
    alt = plain(drawn(SIGNED, LATE).alt)
    assert "Contract signed: weight 3, due 20 Apr, done 25 Apr." in alt
    assert "Tested: weight 2, due 1 May, overdue." in alt


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_chart_keeps_to_the_schema_in_both_themes(dark: bool):
    assert problems(drawn(SIGNED, LATE, dark=dark)) == []


def test_the_chart_can_be_drawn_without_a_browser_and_its_numbers_taken_out():
    chart = drawn(SIGNED, LATE)
    assert "All 5" in svg(chart).decode()
    assert chart.table is not None
    assert chart.table()["Overdue"].tolist() == ["no", "yes"]
