"""Where a compound key result falls apart, and what a piece of work is expected to move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.coaching import halves, hypothesis_for, is_compound


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Cut complaints from 9 to 4 and raise repeat orders from 20 to 30",
            ("Cut complaints from 9 to 4", "Raise repeat orders from 20 to 30"),
        ),
        ("Launch the portal; train 40 agents", ("Launch the portal", "Train 40 agents")),
        (
            "Erhöhe den Anteil von 3 auf 5 % und senke die Kosten von 9 auf 7 €",
            ("Erhöhe den Anteil von 3 auf 5 %", "Senke die Kosten von 9 auf 7 €"),
        ),
        ("REDUCE CALLS TO 10 AND RAISE SALES TO 20", ("REDUCE CALLS TO 10", "RAISE SALES TO 20")),
    ],
)
def test_two_promises_are_two_sentences(text: str, parts: tuple[str, str]) -> None:
    assert halves(text) == parts


@pytest.mark.parametrize("text", ["", "Trips on Saturdays and Sundays", "Design and build the portal", "Hold it"])
def test_one_promise_stays_whole(text: str) -> None:
    assert halves(text) is None


@given(st.text(max_size=200), st.text(max_size=200))
def test_what_falls_apart_is_said_to_be_compound_or_kept_whole_without_an_error(one: str, other: str) -> None:
    parts = halves(f"{one} and {other}")
    assert parts is None or all(part.strip() for part in parts)


def test_every_word_of_a_compound_is_kept() -> None:
    text = "Raise sign-ups from 3 to 5 and cut churn from 9 to 7 and keep margin at 30"
    one, other = halves(text) or ("", "")
    assert is_compound(text)
    assert f"{one} and {other[:1].lower()}{other[1:]}" == text


def test_the_hypothesis_names_the_work_and_what_it_should_move() -> None:
    assert hypothesis_for("Set up 14 benches.", "Repairs  take a day") == (
        "We expect “Set up 14 benches” to move “Repairs take a day” because …"
    )


def test_a_long_text_is_quoted_in_part() -> None:
    assert len(hypothesis_for("long " * 500, "wide " * 500)) < 400
