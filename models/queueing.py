"""Taking turns in the order of arrival."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Event, Lock


class Queue:
    """A line of threads in front of something with so many places; a lock alone would let anybody jump it."""

    def __init__(self, places: int = 1) -> None:
        self._places = places
        self._guard = Lock()
        self._line: deque[Event] = deque()  # the first ones have their turn

    @contextmanager
    def turn(self, patience: float) -> Iterator[None]:
        """Wait until it is this thread's turn, or for so many seconds, and keep the turn meanwhile.

        Whoever has waited in vain goes on all the same: what is behind the line has a lock of its own.
        """
        mine = Event()
        with self._guard:
            self._line.append(mine)
            self._call()
        mine.wait(patience)
        try:
            yield
        finally:
            self._leave(mine)

    def _leave(self, mine: Event) -> None:
        with self._guard:
            self._line.remove(mine)
            self._call()

    def _call(self) -> None:
        for waiting in islice(self._line, self._places):
            waiting.set()
