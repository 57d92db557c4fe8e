"""What people decided before: which statements resemble each other, and what a decision does to a suggestion."""

import math
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.classification import FourAnswers, classify, precedents
from domain.classification.precedents import FURTHEST, RESEMBLES_FROM, Precedent, closest, follow, in_words, similarity
from domain.vocabulary import Control, Indicator, Label

TODAY = date(2026, 5, 18)
PAINT = "Paint 60 parking bays in the old town"
YES_TO_OUTPUT = FourAnswers(True, False, True, False)
YES_TO_OUTCOME = FourAnswers(False, True, False, True)


def decided(text: str = PAINT, label: Label = Label.OUTPUT, **changes) -> Precedent:
    answers = YES_TO_OUTPUT if label == Label.OUTPUT else YES_TO_OUTCOME
    given = {"on": date(2026, 3, 3), "reason": "We do it.", "team": "Depot", "own_team": True, "answers": answers}
    return Precedent(text, label, **{**given, **changes})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAINT, "Paint 80 parking bays in the old town"),
        (PAINT, "In the old town: PAINT PARKING BAYS"),
        ("Ship 5 help-centre articles", "Ship 12 help centre article"),
        ("Reduce onboarding time from 5 to 3 days", "Cut the onboarding times of partners from 9 days to 2"),
        ("Antworten in 3 Tagen für Händler", "Antwort in 5 Tagen fur Handler"),
    ],
)
def test_numbers_case_order_endings_and_accents_leave_a_statement_the_same(one, other):
    assert similarity(one, other) >= RESEMBLES_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAINT, "Bikes parked in the bays"),
        ("Raise the share of paid carts from 20 % to 40 %", "Raise the share of answered calls from 20 % to 40 %"),
        ("Kundenzufriedenheit von 70 auf 80", "Kundenumfragen von 70 auf 80"),
        ("20 % to 40 %", "20 % to 40 %"),
        ("", ""),
    ],
)
def test_the_same_frame_around_another_subject_is_not_alike(one, other):
    assert similarity(one, other) < RESEMBLES_FROM


@given(st.text(max_size=600), st.text(max_size=600))
def test_similarity_has_no_direction_and_stays_between_0_and_1(one, other):
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(st.text(max_size=300), st.text(alphabet="0123456789., ", max_size=20))
def test_numbers_beside_a_statement_never_count(text, numbers):
    assert similarity(text, f"{numbers} {text}") == similarity(text, text)


def test_a_very_long_text_is_compared_in_bounded_time():
    one, other = (" ".join(f"{start}{chr(97 + n % 26) * (n % 7)}x" for n in range(100_000)) for start in "ab")
    assert 0 <= similarity(one, other) <= 1


def test_the_most_similar_decision_is_the_precedent():
    near, nearer = decided("Paint parking bays near old town"), decided("Paint 9 parking bays in the old town")
    assert closest(PAINT, [near, nearer]) == (nearer, 1.0)


def test_the_latest_of_two_equal_decisions_is_the_precedent():
    latest, earlier = decided(), decided(label=Label.OUTCOME)
    assert closest(PAINT, [latest, earlier]) == (latest, 1.0)


def test_nothing_similar_is_no_precedent():
    assert closest(PAINT, [decided("Riders who come back within a week")]) is None


def test_shipping_a_thing_is_no_precedent_for_its_use(monkeypatch):
    text, launched = "Members of the customer loyalty programme", "Launch the customer loyalty programme"
    labels = {text: Label.UNCLEAR, launched: Label.OUTPUT}
    monkeypatch.setattr(precedents, "classify", lambda text: SimpleNamespace(label=labels[text]))
    assert similarity(text, launched) >= RESEMBLES_FROM
    assert closest(text, [decided(launched)]) is None
    labels[text] = Label.OUTPUT
    assert closest(text, [decided(launched)]) is not None


def test_a_decision_comes_first_among_the_reasons_with_its_weight():
    text = "Share of carts that are paid"
    first, *others = follow(classify(text), decided(text), 1.0, TODAY).reasons
    assert (first.start, first.end, first.weight) == (0, 0, -6.0)
    assert tuple(others) == classify(text).reasons


def test_a_decision_of_the_own_team_moves_the_label_and_brings_its_answers():
    precedent = decided(indicator=Indicator.LEADING, control=Control.CONTROLLABLE)
    suggestion = replace(classify(PAINT), label=Label.OUTCOME, probability=0.9, answers=YES_TO_OUTCOME)
    followed = follow(suggestion, precedent, 1.0, TODAY)
    assert (followed.label, followed.answers) == (Label.OUTPUT, YES_TO_OUTPUT)
    assert (followed.indicator, followed.control) == (Indicator.LEADING, Control.CONTROLLABLE)


def test_a_decision_that_agrees_makes_the_suggestion_surer_and_keeps_its_answers():
    answers = FourAnswers(True, False, None, False)
    suggestion = replace(classify(PAINT), label=Label.OUTPUT, probability=0.7, answers=answers)
    followed = follow(suggestion, decided(), 0.8, TODAY)
    assert (followed.label, followed.answers) == (Label.OUTPUT, answers)
    assert followed.probability > 0.95


def test_another_team_weighs_half():
    own, other = (follow(classify(PAINT), decided(own_team=own), 1.0, TODAY).reasons[0] for own in (True, False))
    assert other.weight == own.weight / 2


@given(st.text(max_size=200), st.sampled_from([Label.OUTCOME, Label.OUTPUT]), st.floats(0.7, 1), st.booleans())
def test_a_decision_never_moves_the_label_away_from_itself(text, label, alike, own_team):
    before = classify(text)
    after = follow(before, decided(label=label, own_team=own_team), alike, TODAY)
    assert after.label in (label, Label.UNCLEAR, before.label)
    assert 0.5 <= after.probability <= 1 / (1 + math.exp(-FURTHEST))
    assert after.label == label or before.label != label


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, f"Your team called “{PAINT}” an output on 3 March: We do it."),
        ({"reason": ""}, f"Your team called “{PAINT}” an output on 3 March."),
        ({"own_team": False}, f"The team Depot called “{PAINT}” an output on 3 March: We do it."),
        ({"on": date(2025, 12, 31)}, f"Your team called “{PAINT}” an output on 31 December 2025: We do it."),
    ],
)
def test_a_decision_says_who_what_when_and_why(changes, words):
    assert in_words(decided(**changes), TODAY) == words


def test_a_long_text_and_a_long_reason_are_cut():
    words = in_words(decided("word " * 100, reason="because " * 100), TODAY)
    assert len(words) < 400
    assert words.count("…") == 2
