"""The strip of the owner's confidence."""

from datetime import date

import pytest

from charts.confidence import confidence_strip
from charts.series import CheckInPoint


def points(*confidences: int | None) -> list[CheckInPoint]:
    return [CheckInPoint(date(2025, 1, 6 + place), 1.0, value) for place, value in enumerate(confidences)]


@pytest.mark.parametrize(
    ("confidences", "said"),
    [
        ((8, 7, 5), "Confidence 5 of 10, down 3 since 6 Jan"),
        ((3, 8), "Confidence 8 of 10, up 5 since 6 Jan"),
        ((6, 6), "Confidence 6 of 10, as on 6 Jan"),
        ((6,), "Confidence 6 of 10"),
        ((None,), "No confidence stated yet"),
        ((), "No confidence stated yet"),
    ],
)
def test_the_title_says_how_confidence_moved(confidences: tuple[int | None, ...], said: str):
    assert confidence_strip(points(*confidences)).title.replace("\N{NO-BREAK SPACE}", " ") == said


def test_a_check_in_without_confidence_is_left_out():
    assert confidence_strip(points(4, None, 6)).data["confidence"].tolist() == [4, 6]


def test_the_strip_covers_the_days_of_the_chart_above_it():
    days = confidence_strip(points(4), start=date(2025, 1, 1), due=date(2025, 3, 31)).data["day"]
    assert (days.min().date(), days.max().date()) == (date(2025, 1, 1), date(2025, 3, 31))


def test_only_the_last_point_carries_its_number():
    assert confidence_strip(points(4, 7)).data["text"].tolist() == ["", "7"]
