"""The four questions settle a label in their order."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from domain.classification import QUESTIONS, FourAnswers, label_from_answers
from domain.vocabulary import Label

ANSWER = st.sampled_from([True, False, None])


def test_each_question_fills_one_answer_in_the_rules_order():
    assert [question.field for question in QUESTIONS] == [field.name for field in fields(FourAnswers)]


def test_every_question_asks_and_helps():
    assert all(question.text.endswith("?") and question.help.endswith(".") for question in QUESTIONS)


@given(ANSWER, ANSWER, ANSWER)
def test_work_that_fits_the_backlog_is_an_output_whatever_else_is_said(others, worthless, substitution):
    assert label_from_answers(FourAnswers(True, others, worthless, substitution)) == Label.OUTPUT


def test_a_number_that_only_the_team_moves_is_an_output():
    assert label_from_answers(FourAnswers(False, False, False, True)) == Label.OUTPUT


def test_a_success_that_helps_nobody_is_an_output():
    assert label_from_answers(FourAnswers(False, True, True, True)) == Label.OUTPUT


def test_a_number_that_another_solution_could_reach_is_an_outcome():
    assert label_from_answers(FourAnswers(False, True, False, True)) == Label.OUTCOME


def test_a_number_that_only_this_solution_reaches_is_an_output():
    assert label_from_answers(FourAnswers(False, True, False, False)) == Label.OUTPUT


def test_no_answer_settles_nothing():
    assert label_from_answers(FourAnswers()) == Label.UNCLEAR
