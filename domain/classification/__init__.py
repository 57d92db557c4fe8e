"""Outcome or output: a suggestion with reasons for each key result, from words alone, without any network."""

from domain.classification.classifier import classify
from domain.classification.milestones import reads_like_milestone
from domain.classification.questions import QUESTIONS, FourAnswers, Question, label_from_answers
from domain.classification.suggestion import Reason, Suggestion, in_words, label_in_words

__all__ = [
    "QUESTIONS",
    "FourAnswers",
    "Question",
    "Reason",
    "Suggestion",
    "classify",
    "in_words",
    "label_from_answers",
    "label_in_words",
    "reads_like_milestone",
]
