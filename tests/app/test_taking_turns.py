"""Pages that are drawn for news wait for each other, and for nobody who does something."""

from collections.abc import Callable, Iterator
from threading import Event, Thread

import pytest
import streamlit as st

from ui import live

SOON, NOT_YET = 10, 0.2  # seconds


class Clicked(Exception):
    """Stands for the run that a click asks for."""


@pytest.fixture
def for_news(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Work as a session whose next run is for news."""
    monkeypatch.setattr(st, "session_state", {})

    def begin() -> None:
        st.session_state[live.FOR_NEWS] = True

    return begin


@pytest.fixture
def another_is_drawn() -> Iterator[None]:
    with live._drawing:
        yield


def in_its_turn(drawn: Event) -> Thread:
    def run() -> None:
        with live.turn():
            drawn.set()

    thread = Thread(target=run)
    thread.start()
    return thread


def test_a_page_for_news_waits_until_the_one_before_it_is_drawn(for_news) -> None:
    for_news()
    drawn = Event()
    with live._drawing:
        waiting = in_its_turn(drawn)
        assert not drawn.wait(NOT_YET)
    assert drawn.wait(SOON)
    waiting.join(SOON)


def test_what_a_person_does_waits_for_nobody(for_news, another_is_drawn) -> None:
    drawn = Event()
    in_its_turn(drawn).join(SOON)
    assert drawn.is_set()


def test_the_turn_passes_on_when_a_page_ends_early(for_news) -> None:
    for_news()
    with pytest.raises(Clicked), live.turn():
        raise Clicked
    assert live._drawing.acquire(timeout=0)
    live._drawing.release()


def test_a_click_goes_before_a_page_that_waits(for_news, another_is_drawn, monkeypatch: pytest.MonkeyPatch) -> None:
    class Session(dict[str, object]):
        def get(self, *_: object) -> object:
            raise Clicked

    monkeypatch.setattr(st, "session_state", Session({live.FOR_NEWS: True}))
    with pytest.raises(Clicked), live.turn():
        pytest.fail("the page was drawn")
