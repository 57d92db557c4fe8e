"""The pictures of a metric: the chart with its message, and the small shape in a list."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from charts.metric import MetricPoint, metric_chart, sparkline

TODAY = date(2026, 11, 23)
POINTS = (MetricPoint(date(2026, 11, 2), 41.0), MetricPoint(date(2026, 11, 9), 44.0))


def test_the_title_says_where_the_metric_is_and_where_it_came_from() -> None:
    drawn = metric_chart("Paid carts", "%", POINTS, TODAY)
    assert drawn.title.replace("\N{NO-BREAK SPACE}", " ") == "44 % on 9 Nov, up from 41 % on 2 Nov"
    assert drawn.subtitle == "Paid carts, %"
    assert drawn.alt.startswith("Paid carts: 44")


def test_a_single_value_has_a_chart() -> None:
    drawn = metric_chart("Paid carts", "%", POINTS[:1], TODAY, dark=True)
    assert list(drawn.data["latest"]) == [True]


def test_the_latest_value_alone_is_labelled() -> None:
    assert list(metric_chart("Paid carts", "%", POINTS, TODAY).data["latest"]) == [False, True]


def test_fewer_than_two_values_have_no_course() -> None:
    assert sparkline(POINTS[:1]) == ""


def test_a_rising_course_ends_at_the_top() -> None:
    assert "0.0% 80.0%, 100.0% 0.0%" in sparkline(POINTS)


@given(st.lists(st.floats(-1e12, 1e12), min_size=2, max_size=40))
def test_every_course_stays_inside_its_frame(values: list[float]) -> None:
    drawn = sparkline([MetricPoint(TODAY + timedelta(days=place), value) for place, value in enumerate(values)])
    places = drawn.partition("polygon(")[2].partition(")")[0].replace(",", "").replace("%", "").split()
    assert all(0 <= float(place) <= 100 for place in places)
