"""What must not move a label: how a statement is dressed, and which numbers stand in it."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.classification import classify, reads_like_milestone
from domain.classification.model import parse, trained_model
from domain.vocabulary import Label

CLEAR = (
    "Migrate {} services to the new cluster",
    "Hire {} nurses",
    "Publish {} posts on the company blog",
    "Run {} usability workshops",
    "Wir führen {} Workshops mit Kunden durch",
    "Realizar {} entrevistas con pacientes",
    "Faire {} ateliers avec les salariés",
    "Win {} new customers",
    "{} customers renew their contract",
    "{} beta sign-ups",
    "Cut complaints per week to {}",
    "{} % der Kunden nutzen das Portal jede Woche",
    "El {}% de los clientes usa la app cada semana",
    "{} % des clients renouvellent leur contrat",
    "{}% dos usuários usam o painel toda semana",
)
SPOKEN = tuple(text.format(40) for text in CLEAR)
FROM_TO = ("Cut support tickets per customer from {} to {}", "Wartezeit von {} auf {} Minuten senken")
WHOLE = st.integers(2, 95)
CASES = st.sampled_from([str, str.upper, str.lower, str.capitalize, str.swapcase])
QUOTES = st.sampled_from(["{}", "“{}”", '"{}"', "'{}'", "„{}“", "«{}»", "‘{}’", "({})", "*{}*", "_{}_"])
BULLETS = st.sampled_from(
    ["", "- ", "• ", "* ", "– ", "KR: ", "  ", "\t", "\N{NO-BREAK SPACE}", "\N{ZERO WIDTH SPACE}"]
)
ENDS = st.sampled_from(["", ".", "!", " !", ";", "…", " ", "\n", "\r\n", ".  ", "?"])


def side(text: str) -> float:
    """The log odds before they are limited: positive leans to outcome."""
    return sum(reason.weight for reason in classify(text).reasons)


@pytest.mark.parametrize("text", SPOKEN)
def test_the_statements_of_this_module_are_clear(text):
    assert classify(text).label != Label.UNCLEAR
    assert classify(text).probability > 0.75


@given(st.sampled_from(SPOKEN), CASES, QUOTES, BULLETS, ENDS)
def test_case_quotes_bullets_and_ends_together_do_not_move_the_side(text, case, quotes, bullet, end):
    assert (side(bullet + quotes.format(case(text)) + end) > 0) == (side(text) > 0)


@given(st.sampled_from(SPOKEN), CASES, st.sampled_from(["{}", "“{}”", '"{}"']), st.sampled_from(["", ".", " "]))
def test_the_usual_dress_keeps_the_very_label(text, case, quotes, end):
    assert classify(quotes.format(case(text)) + end).label == classify(text).label


@given(st.sampled_from(CLEAR), WHOLE, WHOLE)
def test_another_number_keeps_the_side(text, one, other):
    assert (side(text.format(one)) > 0) == (side(text.format(other)) > 0)


@given(st.sampled_from(FROM_TO), WHOLE, WHOLE)
def test_a_path_from_one_number_to_another_is_an_outcome_whatever_they_are(text, baseline, target):
    assert classify(text.format(baseline, target)).label == Label.OUTCOME


@given(st.sampled_from(FROM_TO), st.decimals(0, 999, places=1), st.decimals(0, 999, places=1), st.booleans())
def test_a_decimal_comma_is_a_decimal_point(text, baseline, target, comma):
    written = [str(number).replace(".", ",") if comma else str(number) for number in (baseline, target)]
    assert classify(text.format(*written)).label == Label.OUTCOME


@given(st.sampled_from(SPOKEN), st.integers(0, 30), st.sampled_from([" ", "  ", "\t", "\n", "\N{NO-BREAK SPACE}"]))
def test_the_kind_of_blank_does_not_matter(text, place, blank):
    words = text.split(" ")
    cut = 1 + place % (len(words) - 1)
    respaced = " ".join(words[:cut]) + blank + " ".join(words[cut:])
    assert classify(respaced).label == classify(text).label
    assert classify(respaced).probability == pytest.approx(classify(text).probability, abs=0.02)


@given(st.sampled_from(SPOKEN))
def test_a_second_reading_says_the_same(text):
    assert classify(text) == classify(text)


@settings(max_examples=150)
@given(st.text(st.characters(codec=None), max_size=300))
@example("\ud800")
@example("\0" * 50)
@example("\N{RIGHT-TO-LEFT OVERRIDE}Launch\N{ZERO WIDTH JOINER}")
@example("ﷺ" * 100)
@example("１０ ％ ｏｆ ｃｕｓｔｏｍｅｒｓ")
@example("١٢٣ ٤٥٪")
@example("👩‍⚕️" * 40)
@example("0" * 300)
@example("1." * 150)
def test_any_characters_at_all_get_an_answer_with_spans_inside_the_text(text):
    found = classify(text)
    assert 0.5 <= found.probability < 1
    assert all(0 <= reason.start <= reason.end <= len(text) for reason in found.reasons)
    assert reads_like_milestone(text) in (True, False)


@pytest.mark.parametrize(
    "piece", ["from 1 to ", "to cut x from 3 to ", "9" * 100, "launch and ", "-", "“", "aé" * 50, "İ", "\ud800 ", "; "]
)
def test_a_million_characters_take_no_longer_than_a_few_thousand(piece):
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        started = time.perf_counter()
        classify(text)
        return time.perf_counter() - started

    assert seconds(1_000_000) < 20 * seconds(4_000) + 1  # only the beginning is read


def test_the_stored_weights_are_what_they_are_written_as():
    stored = trained_model()
    assert parse(stored.as_text()) == stored
