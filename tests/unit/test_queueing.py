"""Threads take turns in the order in which they came."""

from threading import Thread
from time import monotonic, sleep

import pytest

from models.queueing import Queue


def waiting(queue: Queue, done: list[int], number: int) -> Thread:
    """A thread that waits for its turn and notes it; returns once it stands in the line."""

    def take() -> None:
        with queue.turn(10):
            done.append(number)

    before = len(queue._line)
    thread = Thread(target=take)
    thread.start()
    while len(queue._line) == before:
        sleep(0.001)
    return thread


def test_whoever_came_first_goes_first() -> None:
    queue, done = Queue(), []
    with queue.turn(10):
        threads = [waiting(queue, done, number) for number in range(8)]
        assert done == []
    for thread in threads:
        thread.join()
    assert done == list(range(8))


def test_a_turn_ends_with_the_error_that_ended_the_work() -> None:
    queue = Queue()
    with pytest.raises(ValueError, match="refused"), queue.turn(10):
        raise ValueError("refused")
    began = monotonic()
    with queue.turn(10):
        assert monotonic() - began < 1


def test_who_has_waited_too_long_goes_on_and_the_line_stays_in_order() -> None:
    queue = Queue()
    with queue.turn(10):
        with queue.turn(0.01):
            assert len(queue._line) == 2
        assert len(queue._line) == 1
    assert len(queue._line) == 0


def test_as_many_as_there_are_places_go_side_by_side() -> None:
    queue, done = Queue(places=2), []
    with queue.turn(10), queue.turn(10):
        third = waiting(queue, done, 3)
        assert done == []
    third.join()
    assert done == [3]
