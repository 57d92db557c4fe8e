"""The four yes/no questions that settle a label, and the order in which they do so."""

from dataclasses import dataclass

from domain.vocabulary import Label


@dataclass(frozen=True)
class FourAnswers:
    """What somebody says to the four questions; None means not answered or not sure."""

    backlog: bool | None = None
    others_move_it: bool | None = None
    worthless_success: bool | None = None
    substitution: bool | None = None


@dataclass(frozen=True)
class Question:
    """One yes/no question: the field of FourAnswers it fills, its words, and a sentence of help."""

    field: str
    text: str
    help: str


QUESTIONS = (
    Question(
        "backlog",
        "Could the team put all of this in its backlog and finish it alone?",
        "Yes makes it an output: something to build, ship or do, whatever happens afterwards.",
    ),
    Question(
        "others_move_it",
        "Does the number move only when people outside the team choose or experience something?",
        "Customers, users, candidates, colleagues who are free to decide, or the business result itself. "
        "No makes it an output.",
    ),
    Question(
        "worthless_success",
        "Could it be met in full while nobody is better off and no business result has changed?",
        "Yes makes it an output: counts of content, attendance at a training, access that nobody uses.",
    ),
    Question(
        "substitution",
        "Could a quite different solution reach the same number?",
        "Yes makes it an outcome: the goal leaves open how to get there. No makes it an output.",
    ),
)


def label_from_answers(answers: FourAnswers) -> Label:
    """Tell which label the answers settle, in the order of QUESTIONS; UNCLEAR when none of them does."""
    if answers.backlog is True or answers.others_move_it is False or answers.worthless_success is True:
        return Label.OUTPUT
    if answers.substitution is None:
        return Label.UNCLEAR
    return Label.OUTCOME if answers.substitution else Label.OUTPUT
