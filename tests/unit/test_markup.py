"""The small pieces of HTML: nothing gets in unescaped, nothing is said by colour alone."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.theme import LIGHT
from domain.vocabulary import Label, LabelSource, Status
from ui.markup import (
    Highlight,
    chart_heading,
    highlighted,
    label_chip,
    mix_bar,
    person_chip,
    progress_bar,
    status_chip,
)
from ui.style import STYLESHEET, stylesheet

NASTY = '<script>alert("1")</script> & "quotes" \'single\''


def text(html: str) -> str:
    """What a reader sees, without tags."""
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (Status.ON_TRACK, "●on track"),
        (Status.BEHIND, "▲behind"),
        (Status.AT_RISK, "■at risk"),
        (Status.TOO_EARLY, "○too early"),
        (Status.NO_DATA, "◇no data"),
    ],
)
def test_a_status_has_its_own_shape_and_word(status: Status, seen: str):
    assert text(status_chip(status)) == seen


def test_a_stale_status_is_hatched_and_says_so():
    assert "ob-stale" in status_chip(Status.ON_TRACK, stale=True)
    assert text(status_chip(Status.ON_TRACK, stale=True)) == "●on track · stale"


def test_a_suggestion_shows_its_probability_and_a_confirmed_label_does_not():
    assert text(label_chip(Label.OUTCOME, LabelSource.SUGGESTED, 0.834)) == "◆outcomesuggested 83 %"
    assert text(label_chip(Label.OUTPUT, LabelSource.CONFIRMED, 0.834)) == "□outputconfirmed"


def test_labels_and_sources_are_told_apart_in_words():
    seen = {text(label_chip(label, source)) for label in Label for source in LabelSource}
    assert len(seen) == len(Label) * len(LabelSource)


@pytest.mark.parametrize(
    ("value", "seen"), [(0.62, "62 %"), (1.25, "125 %"), (4.0, "400 %"), (-0.1, "−10 %"), (0.0, "0 %")]
)
def test_progress_is_written_as_it_is_never_clamped(value: float, seen: str):
    assert text(progress_bar(value)) == seen


def test_progress_without_a_check_in_is_a_gap():
    assert text(progress_bar(None, 0.5)) == "no data"
    assert "ob-gap" in progress_bar(None)
    assert "ob-fill" not in progress_bar(None)


def test_the_bar_tells_progress_and_expectation_to_a_screen_reader():
    assert 'aria-label="progress: 62\N{NO-BREAK SPACE}%, expected 71\N{NO-BREAK SPACE}%"' in progress_bar(0.62, 0.71)


def test_progress_beyond_the_target_and_below_the_baseline_marks_where_they_lie():
    assert 'title="target"' in progress_bar(1.25)
    assert 'title="baseline"' not in progress_bar(1.25)
    assert 'title="baseline"' in progress_bar(-0.1)
    assert "ob-worse" in progress_bar(-0.1)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_no_bar_leaves_its_track(value: float, expected: float):
    places = [float(place) for place in re.findall(r"(?:left|width):(-?[\d.]+)%", progress_bar(value, expected))]
    assert all(0 <= place <= 100.01 for place in places)


def test_the_mix_is_said_in_words_with_shapes():
    assert text(mix_bar(3, 5, 2)) == "◆30 % outcome · ?20 % unclear · □50 % output"


def test_a_mix_without_weight_is_a_gap():
    assert text(mix_bar(0, 0, 0)) == "nothing counts in the mix"


def test_a_label_without_weight_is_left_out_of_the_mix():
    assert text(mix_bar(1, 0)) == "◆100 % outcome"


@pytest.mark.parametrize(
    ("name", "seen"), [("Ana Okafor", "AOAna Okafor"), ("Cleo van Dyk", "CDCleo van Dyk"), ("Li", "LLi"), ("", "")]
)
def test_a_person_has_initials_and_a_name(name: str, seen: str):
    assert text(person_chip(name)) == seen


@pytest.mark.parametrize(
    "html",
    [
        person_chip(NASTY),
        highlighted(NASTY, [Highlight(0, 12, NASTY)]),
        chart_heading(NASTY, NASTY),
    ],
)
def test_text_that_comes_in_is_escaped(html: str):
    assert "<script" not in html
    assert 'alert("' not in html


def test_a_highlight_marks_its_words_and_gives_the_reason():
    html = highlighted("Ship the app", [Highlight(0, 4, "a verb of making", Label.OUTPUT)])
    assert '<mark class="ob-mark-output" title="a verb of making">Ship</mark> the app' in html


SPANS = st.builds(Highlight, st.integers(-5, 40), st.integers(-5, 40), st.text(max_size=5), st.sampled_from(Label))


@given(st.text(max_size=30), st.lists(SPANS, max_size=5))
def test_highlighting_never_changes_the_text(words: str, spans: list[Highlight]):
    html = highlighted(words, spans)
    assert unescape(re.sub(r"</?(?:mark|span)[^>]*>", "", html)) == words


def test_every_colour_that_the_stylesheet_uses_is_in_the_palette():
    used = set(re.findall(r"var\(--ob-([a-z-]+)\)", STYLESHEET.read_text(encoding="utf-8")))
    assert used <= {name.replace("_", "-") for name in vars(LIGHT)}


def test_every_class_that_the_markup_uses_has_a_rule():
    source = STYLESHEET.with_name("markup.py").read_text(encoding="utf-8")
    parts = {"ob-status-", "ob-label-", "ob-part-", "ob-mark-"}
    missing = set(re.findall(r"ob-[a-z-]+", source)) - set(re.findall(r"\.(ob-[a-z-]+)", stylesheet(dark=False)))
    assert missing <= parts


@pytest.mark.parametrize("kind", [*(f"status-{s.value}" for s in Status), *(f"label-{label.value}" for label in Label)])
def test_every_status_and_label_has_a_rule(kind: str):
    assert f".ob-{kind} " in STYLESHEET.read_text(encoding="utf-8")


def test_dialogs_outside_the_application_follow_the_theme():
    assert "color-scheme:dark" in stylesheet(dark=True)
    assert "color-scheme:light" in stylesheet(dark=False)
