"""The key results of an objective side by side."""

from datetime import date

import pytest

from charts.picture import svg
from charts.small_multiples import HIGHEST, Panel, PanelPoint, message, small_multiples, summary, whole
from domain.vocabulary import Status
from tests.charted import problems, rows

START, DUE, TODAY = date(2026, 4, 1), date(2026, 6, 30), date(2026, 5, 16)
PATH = ((START, 0.0), (DUE, 1.0))


def panel(*shares: float, title: str = "Riders stay", status: Status = Status.ON_TRACK, **more) -> Panel:
    points = tuple(PanelPoint(date(2026, 4, 8 + place), share, "a note") for place, share in enumerate(shares))
    return Panel(title, status, points, **{"expected": PATH, "expected_now": 0.5, **more})


HELD = panel(0.8, title="Bikes ready", expected=(), expected_now=None, held=True)
NONE = panel(title="Nothing yet", status=Status.NO_DATA)


def drawn(*panels: Panel, dark: bool = False):
    return small_multiples(panels, START, DUE, TODAY, dark=dark)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (panel(0.1, 0.42), "42 % of the way, 8 points behind"),
        (panel(0.62), "62 % of the way, 12 points ahead"),
        (panel(0.5), "50 % of the way, as expected"),
        (HELD, "Held in 80 % of the check-ins due"),
        (NONE, "No check-in yet"),
    ],
)
def test_the_message_says_how_far_and_how_far_from_expected(given: Panel, said: str):
    assert plain(message(given)) == said


def test_all_panels_share_the_days_and_the_scale():
    frames = [rows(chart, "frame")[0] for chart in drawn(panel(0.2), panel(1.3), HELD)]
    places = {tuple(frame[name] for name in ("day", "day_end", "share", "share_end")) for frame in frames}
    assert len(places) == 1


def test_more_than_all_of_the_way_and_less_than_none_have_room():
    frame = rows(drawn(panel(-0.2), panel(1.3))[0], "frame")[0]
    assert frame["share"] < -0.2
    assert frame["share_end"] > 1.3


def test_what_is_far_out_is_drawn_at_the_edge_and_labelled_with_the_true_number():
    (chart,) = drawn(panel(0.5, 9.0))
    assert max(row["share"] for row in rows(chart, "actual")) == HIGHEST
    assert plain(rows(chart, "label")[0]["text"]) == "900 % ↑"


def test_only_the_last_point_carries_its_number():
    assert [plain(row["text"]) for row in rows(drawn(panel(0.1, 0.2, 0.3))[0], "label")] == ["30 %"]


def test_a_limit_has_no_expected_path():
    assert rows(drawn(HELD)[0], "expected") == []


def test_without_a_check_in_the_line_is_a_gap_that_says_so():
    (chart,) = drawn(NONE)
    assert rows(chart, "actual") == []
    (label,) = rows(chart, "label")
    assert label["text"] == "no check-in yet"
    assert (label["share"], label["align"]) == (0.0, "right")  # below the expected path, not across it


def test_the_alternative_text_names_the_key_result_its_status_and_the_message():
    assert plain(drawn(panel(0.42, stale=True))[0].alt) == (
        "Riders stay: On track, stale. 42 % of the way, 8 points behind."
    )


def test_the_summary_counts_those_below_the_expected_path():
    assert plain(summary([panel(0.1), panel(0.9), HELD])) == "1 of 3 key results is below the expected path"


def test_milestones_are_drawn_as_steps():
    line = [layer["mark"].get("interpolate") for layer in drawn(panel(0.2, steps=True))[0].spec["layer"]]
    assert "step-after" in line


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_panels_and_the_whole_keep_to_the_schema_in_both_themes(dark: bool):
    assert problems(drawn(panel(0.2), dark=dark)[0]) == []
    assert problems(whole([panel(0.2), HELD], START, DUE, TODAY, dark=dark)) == []


def test_the_whole_can_be_drawn_and_holds_every_key_result():
    picture = whole([panel(0.2), HELD, NONE], START, DUE, TODAY, dark=False)
    text = svg(picture).decode()
    assert all(name in text for name in ("Riders stay", "Bikes ready", "Nothing yet"))
    assert picture.table is not None
    assert picture.table()["Progress in %"].tolist() == [20.0, 80.0]
