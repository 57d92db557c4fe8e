"""The classifier takes any text, explains every weight, and is not moved by dress."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.classification import classify, in_words, label_from_answers, reads_like_milestone
from domain.vocabulary import Label, Measure

SAMPLES = (
    "Migrate 40 services to the new cluster",
    "Cut support tickets per customer from 1.4 to 0.8",
    "Kundenzufriedenheit von 7,1 auf 8,5 steigern",
    "Lançar o novo portal do cliente",
    "60 % des clients renouvellent leur contrat",
)
DRESSES = (
    str.upper,
    str.lower,
    "{}.".format,
    "{} !".format,
    "“{}”".format,
    '"{}"'.format,
    "  {}\n".format,
    "- {}".format,
)


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("dress", DRESSES)
def test_case_quotes_and_punctuation_do_not_move_the_label(text, dress):
    assert classify(dress(text)).label == classify(text).label


@pytest.mark.parametrize(
    ("accented", "plain"), [("Réduire le délai de 5 à 3 jours", "Reduire le delai de 5 a 3 jours")]
)
def test_accents_do_not_matter(accented, plain):
    assert classify(accented).probability == classify(plain).probability


def test_an_umlaut_may_be_written_with_e():
    assert classify("Umsatz um 10 % erhoehen").label == classify("Umsatz um 10 % erhöhen").label == Label.OUTCOME


def test_a_combining_accent_keeps_the_span_on_the_word():
    text = "Re\u0301duire le délai de 5 à 3 jours"
    verb = next(reason for reason in classify(text).reasons if reason.start == 0 and reason.end)
    assert text[verb.start : verb.end] == "Re\u0301duire"


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=400),
    st.one_of(st.none(), st.sampled_from(Measure)),
    st.text(max_size=8),
    st.one_of(st.none(), st.floats()),
    st.one_of(st.none(), st.floats()),
)
def test_any_input_gets_an_explained_answer(text, measure, unit, baseline, target):
    suggestion = classify(text, measure, unit, baseline, target)
    assert 0.5 <= suggestion.probability < 1
    assert all(0 <= reason.start <= reason.end <= len(text) for reason in suggestion.reasons)
    assert label_from_answers(suggestion.answers) == suggestion.label


@given(st.lists(st.sampled_from(" ".join(SAMPLES).split()), max_size=30).map(" ".join))
def test_the_weights_of_the_reasons_add_up_to_the_probability(text):
    suggestion = classify(text)
    total = min(5.0, abs(sum(reason.weight for reason in suggestion.reasons)))
    assert suggestion.probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-9)


@given(st.lists(st.sampled_from(" ".join(SAMPLES).split()), max_size=30).map(" ".join))
def test_the_label_is_on_the_side_of_the_weights(text):
    suggestion = classify(text)
    total = sum(reason.weight for reason in suggestion.reasons)
    assert suggestion.label == Label.UNCLEAR or (suggestion.label == Label.OUTCOME) == (total > 0)


@given(st.text(max_size=300))
def test_there_are_at_most_six_reasons(text):
    assert len(classify(text).reasons) <= 6


def test_figures_beside_the_text_count_as_if_they_stood_in_it():
    alone = classify("Contacts per order")
    with_figures = classify("Contacts per order", Measure.DECREASE, "contacts", 0.9, 0.4)
    assert with_figures.label == Label.OUTCOME
    assert with_figures.probability > alone.probability


@pytest.mark.parametrize("piece", ["a", "to ", "1 ", "%", "é", "launch ", "by via ", "İß", "\u0301", "customer "])
def test_ten_thousand_characters_are_read_in_bounded_time(piece):
    text = (piece * 10_000)[:10_000]
    started = time.perf_counter()
    classify(text)
    assert time.perf_counter() - started < 2  # a runaway pattern would take minutes


def test_a_rule_quotes_the_word_it_is_about():
    reason = next(reason for reason in classify("Launch the app").reasons if reason.start == 0 and reason.end)
    assert reason.rule == "“Launch” names something the team makes or finishes"
    assert reason.weight < 0


@pytest.mark.parametrize(
    ("text", "words"),
    [("Launch the app", "Almost certainly an output"), ("Cut churn from 6% to 4%", "Almost certainly an outcome")],
)
def test_a_suggestion_can_be_said_in_words(text, words):
    assert in_words(classify(text)).startswith(words)


def test_an_unclear_suggestion_says_so():
    assert classify("").words == "Unclear: the words do not settle it"


@pytest.mark.parametrize(
    "text",
    [
        "Launch the loyalty app",
        "Complete the guide",
        "SOC 2 Type II certificate",
        "Launch version 2 by Q3 2026",
        "Handbuch ist fertiggestellt",
        "Lanzar la nueva web",
    ],
)
def test_a_statement_that_is_done_or_not_reads_like_a_milestone(text):
    assert reads_like_milestone(text)


@pytest.mark.parametrize(
    "text", ["Improve retention", "NPS 60", "Ship 6 features", "Churn under 4%", "", "Umsatz steigern"]
)
def test_a_number_to_move_does_not_read_like_a_milestone(text):
    assert not reads_like_milestone(text)
