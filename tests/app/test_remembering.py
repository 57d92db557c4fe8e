"""What pages remember from run to run, and when they forget it."""

from collections.abc import Iterator

import pytest
import streamlit as st
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from ui import database

ASKED: list[int] = []


def counted(_session: Session, number: int) -> int:
    ASKED.append(number)
    return number


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Work as if the data had come so far."""
    ASKED.clear()

    def move(version: int, goals: int) -> None:
        monkeypatch.setattr(
            database,
            "ask",
            lambda question, *args: (version, goals) if question is database.data_versions else question(None, *args),
        )
        database.note_version()

    monkeypatch.setattr(st, "session_state", {})
    yield move
    database._answer.cache_clear()
    database._goals_answer.cache_clear()


def test_a_question_is_asked_once_for_each_state_of_the_data(at) -> None:
    at(1, 1)
    assert [database.look_up(counted, 7), database.look_up(counted, 7), database.look_up(counted, 8)] == [7, 7, 8]
    assert ASKED == [7, 8]
    at(2, 1)
    database.look_up(counted, 7)
    assert ASKED == [7, 8, 7]


def test_a_check_in_leaves_what_was_made_of_the_goals(at) -> None:
    at(1, 1)
    database.look_up_goals(counted, 7)
    at(2, 1)
    database.look_up_goals(counted, 7)
    at(3, 2)
    database.look_up_goals(counted, 7)
    assert ASKED == [7, 7]


def test_answers_about_older_data_are_let_go(at) -> None:
    at(1, 1)
    database.look_up(counted, 7)
    at(2, 1)
    assert database._answer.cache_info().currsize == 0


def test_a_run_is_outdated_once_something_that_it_showed_has_another_answer(at, monkeypatch) -> None:
    answers = {"shown": 1, "elsewhere": 1}

    def counted_now(_session: Session) -> int:
        return answers["shown"]

    def asked(version: int) -> None:
        monkeypatch.setattr(
            database, "ask", lambda question: (version, 1) if question is database.data_versions else question(None)
        )

    at(1, 1)
    asked(1)
    database.look_up(counted_now)
    answers["elsewhere"] = 2
    assert not database.is_newer()
    asked(2)
    assert (database.is_newer(), database.is_outdated()) == (True, False)
    answers["shown"] = 2
    asked(3)
    assert (database.is_newer(), database.is_outdated()) == (True, True)


def test_news_that_could_not_be_compared_is_still_news_the_next_time(at, monkeypatch) -> None:
    at(1, 1)
    database.look_up(counted, 7)

    def asked(question: object, *_: object) -> tuple[int, int]:
        if question is database.data_versions:
            return 2, 1
        raise OperationalError("", None, Exception())

    monkeypatch.setattr(database, "ask", asked)
    assert database.is_newer()
    with pytest.raises(OperationalError):
        database.is_outdated()
    assert database.is_newer()
