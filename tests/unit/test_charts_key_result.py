"""The chart of one key result: its message, and what it draws."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.key_result import key_result_chart
from charts.series import CheckInPoint, KeyResultSeries, message, value_range
from domain.forecast import Forecast
from domain.vocabulary import Measure

NBSP = "\N{NO-BREAK SPACE}"
RISING = KeyResultSeries(
    measure=Measure.INCREASE,
    unit="%",
    start=date(2025, 1, 6),
    due=date(2025, 3, 31),
    today=date(2025, 2, 24),
    baseline=40,
    target=80,
    stretch=90,
    check_ins=(
        CheckInPoint(date(2025, 1, 13), 44, 8, "Two teams joined."),
        CheckInPoint(date(2025, 2, 17), 62, None, ""),
    ),
    progress=0.55,
    expected=0.64,
)
FALLING = replace(RISING, measure=Measure.DECREASE, unit="h", baseline=20, target=8, stretch=5)
STEADY = KeyResultSeries(
    Measure.STAY_BETWEEN, "h", date(2025, 1, 6), date(2025, 3, 31), date(2025, 2, 24), low=3, high=5,
    check_ins=(CheckInPoint(date(2025, 1, 13), 5.5),), held=(0, 1),
)  # fmt: skip

FORETOLD = replace(RISING, forecast=Forecast(RISING.due, 73.84, 67.31, 80.9, 0.224, 4))


def rows(series: KeyResultSeries, kind: str) -> list[dict]:
    data = key_result_chart(series).data
    return data[data["kind"] == kind].to_dict("records")


def words(series: KeyResultSeries) -> list[str]:
    return [row["text"].replace(NBSP, " ") for row in rows(series, "label")]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "62 of 80 %, 9 points behind"),
        ({"expected": 0.51}, "62 of 80 %, 4 points ahead"),
        ({"expected": 0.54}, "62 of 80 %, 1 point ahead"),
        ({"expected": 0.55}, "62 of 80 %, as expected"),
        ({"progress": 1.0}, "62 of 80 %, target reached"),
        ({"progress": -0.1}, "62 of 80 %, worse than the baseline"),
        ({"progress": None}, "62 of 80 %"),
        ({"check_ins": ()}, "No check-in yet; the target is 80 %"),
        ({"target": None, "measure": Measure.BASELINE}, "62 % at the last check-in, no target yet"),
    ],
)
def test_the_title_says_where_the_key_result_stands(changes: dict, said: str):
    assert message(replace(RISING, **changes)).replace(NBSP, " ") == said


def test_a_falling_target_is_named_apart_from_the_value():
    assert message(FALLING).replace(NBSP, " ") == "62 h, target 8 h, 9 points behind"


@pytest.mark.parametrize(
    ("value", "place"), [(2, "below the limit"), (3, "within the limits"), (5.1, "above the limit")]
)
def test_a_stay_measure_says_on_which_side_of_its_limits_it_is(value: float, place: str):
    series = replace(STEADY, check_ins=(CheckInPoint(date(2025, 1, 13), value),))
    assert message(series).endswith(f"h, {place}; held in 0 of 1 check-ins due")


def test_a_stay_measure_without_check_in_names_its_limits():
    assert message(replace(STEADY, check_ins=())).replace(NBSP, " ") == "No check-in yet; the aim is between 3 and 5 h"


def test_the_expected_path_goes_from_the_baseline_through_the_plan_to_the_target():
    planned = replace(RISING, plan=((date(2025, 2, 3), 45.0),))
    assert [row["value"] for row in rows(planned, "expected")] == [40, 45, 80]


def test_a_stay_measure_has_a_band_and_no_expected_path():
    assert rows(STEADY, "expected") == []
    assert [(row["value"], row["value_end"]) for row in rows(STEADY, "held")] == [(3, 5)]


@pytest.mark.parametrize("series", [RISING, FALLING], ids=["rising", "falling"])
def test_the_shade_lies_on_the_side_of_the_baseline_away_from_the_target(series: KeyResultSeries):
    (shade,) = rows(series, "worse")
    assert shade["value"] == series.baseline
    assert (shade["value_end"] - series.baseline) * (series.target - series.baseline) < 0


def test_the_forecast_is_a_fan_from_the_latest_check_in_to_the_due_date():
    fan = [(row["day"].date(), row["value"], row["value_end"]) for row in rows(FORETOLD, "fan")]
    assert fan == [(date(2025, 2, 17), 62, 62), (RISING.due, 67, 81)]


def test_the_likely_way_goes_through_the_fan_to_the_value():
    assert [row["value"] for row in rows(FORETOLD, "forecast")] == [62, 74]


def test_the_forecast_is_labelled_with_its_value_and_the_chance():
    assert set(words(FORETOLD)) - set(words(RISING)) == {"Forecast 74 %, 22 % chance"}


@pytest.mark.parametrize("unsaid", [None, Forecast(RISING.due, needs=2, note="Needs 2 more check-ins for a forecast")])
def test_without_a_forecast_there_is_no_fan(unsaid: Forecast | None):
    silent = replace(RISING, forecast=unsaid)
    assert rows(silent, "fan") + rows(silent, "forecast") == []
    assert words(silent) == words(RISING)


def test_a_value_dated_after_today_does_not_start_the_fan():
    planned = replace(FORETOLD, check_ins=(*RISING.check_ins, CheckInPoint(date(2025, 3, 20), 70)))
    assert rows(planned, "fan")[0]["day"].date() == date(2025, 2, 17)


@pytest.mark.parametrize("series", [RISING, FALLING, STEADY], ids=["rising", "falling", "steady"])
@given(st.floats(0, 100))
def test_the_words_of_the_forecast_never_stand_on_other_words(series: KeyResultSeries, value: float):
    fan = Forecast(series.due, value, value - 8, value + 8, 0.5)
    latest = CheckInPoint(date(2025, 2, 17), value)
    drawn = replace(series, forecast=fan, stretch=None, check_ins=(latest,))
    low, high = value_range(drawn)
    own, *others = sorted(rows(drawn, "label"), key=lambda row: not row["text"].startswith("Forecast"))

    def height(row: dict) -> float:
        return (row["value"] - low) / (high - low) + (0.03 if row["vertical"] == "bottom" else -0.03)

    assert min(abs(height(own) - height(row)) for row in others if row["text"] != "Today") > 0.03


@pytest.mark.parametrize(("value", "side"), [(74, "bottom"), (50, "top")])
def test_the_words_of_the_forecast_do_not_cross_the_line_that_leads_to_it(value: float, side: str):
    narrow = replace(RISING, forecast=Forecast(RISING.due, value, value - 0.1, value + 0.1, 0.5))
    assert [row["vertical"] for row in rows(narrow, "label") if row["text"].startswith("Forecast")] == [side]


def test_levels_are_labelled_in_words():
    assert {"Target 80 % by 31 Mar", "Stretch 90 %", "Baseline 40 %", "Expected", "Today", "62 %"} == set(words(RISING))


def test_labels_of_levels_close_together_go_to_opposite_sides():
    close = replace(RISING, stretch=81)
    sides = {row["text"].split()[0]: row["vertical"] for row in rows(close, "label")}
    assert (sides["Stretch"], sides["Target"]) == ("bottom", "top")


def test_the_tooltip_has_the_sentence_the_value_and_the_confidence():
    first, second = rows(RISING, "actual")
    assert (first["sentence"], first["confidence"], first["value_text"]) == (
        "Two teams joined.",
        "8 of 10",
        f"44{NBSP}%",
    )
    assert (second["sentence"], second["confidence"]) == ("—", "not given")


@pytest.mark.parametrize("count", [0, 1])
def test_few_check_ins_still_draw_the_frame(count: int):
    series = replace(RISING, check_ins=RISING.check_ins[:count])
    assert len(rows(series, "actual")) == count
    assert len(rows(series, "frame")) == 1


def test_a_key_result_without_any_number_still_draws():
    empty = KeyResultSeries(Measure.BASELINE, "", RISING.start, RISING.due, RISING.today)
    chart = key_result_chart(empty, "Time to restore")
    assert (chart.title, chart.subtitle) == ("No check-in yet", "Time to restore")


def test_a_check_in_outside_the_dates_widens_the_chart():
    late = replace(RISING, check_ins=(CheckInPoint(date(2025, 4, 9), 81),))
    assert rows(late, "frame")[0]["day_end"].date() == date(2025, 4, 9)


def test_today_is_marked_only_while_the_key_result_runs():
    assert rows(replace(RISING, today=date(2025, 5, 1)), "today") == []


def test_milestones_are_drawn_as_steps():
    spec = json.dumps(key_result_chart(replace(RISING, measure=Measure.MILESTONE)).spec)
    assert "step-after" in spec
    assert "step-after" not in json.dumps(key_result_chart(RISING).spec)


def test_the_specification_is_compiled_once_for_each_theme():
    assert key_result_chart(RISING).spec is key_result_chart(replace(RISING, unit="h")).spec
    assert key_result_chart(RISING, dark=True).spec is not key_result_chart(RISING).spec


def test_the_alternative_text_states_the_message_the_measure_and_the_extent():
    said = key_result_chart(RISING, "Active teams").alt.replace(NBSP, " ")
    assert said == "62 of 80 %, 9 points behind. Active teams, %. 2 check-ins, 6 Jan to 31 Mar."


def test_the_alternative_text_has_the_forecast():
    said = key_result_chart(FORETOLD, "Active teams").alt.replace(NBSP, " ")
    assert said.startswith("62 of 80 %, 9 points behind, forecast 74, 22 % chance. Active teams, %.")


def test_the_fan_lies_inside_the_axis():
    wide = replace(RISING, forecast=Forecast(RISING.due, 90, 12, 160, 0.5))
    low, high = value_range(wide)
    assert low < 12
    assert high > 160


@given(st.lists(st.floats(-1e9, 1e9), max_size=6), st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_every_value_lies_inside_the_axis(values: list[float], baseline: float, target: float):
    points = tuple(CheckInPoint(date(2025, 1, 13 + place), value) for place, value in enumerate(values))
    low, high = value_range(replace(RISING, baseline=baseline, target=target, stretch=None, check_ins=points))
    assert low < high
    assert all(low <= value <= high for value in (baseline, target, *values))


@given(st.floats(0, 1e9))
def test_an_axis_of_positive_values_never_shows_negative_ones(value: float):
    low, _ = value_range(replace(RISING, baseline=value, target=value + 1, stretch=None, check_ins=()))
    assert low >= 0


def test_two_numbers_that_differ_never_read_the_same():
    near = replace(
        RISING, baseline=99.99, target=99.999, unit="%", check_ins=(CheckInPoint(date(2026, 2, 1), 99.9951),)
    )
    assert message(near).replace(NBSP, " ").startswith("99.9951 of 99.999 %")


def test_a_unit_that_leads_its_number_stands_with_both():
    money = replace(RISING, baseline=0, target=990, unit="€", check_ins=(CheckInPoint(date(2026, 2, 1), 420),))
    assert message(money).startswith("€420 of €990")


def test_a_long_unit_stands_in_the_subtitle_and_not_inside_the_chart():
    wordy = replace(RISING, unit="widgets per thousand customers")
    texts = [text for text in key_result_chart(wordy).data["text"].dropna() if "widgets" in text]
    assert texts == []
    assert "widgets per thousand customers" in key_result_chart(wordy).subtitle
