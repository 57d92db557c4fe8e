"""Nobody gets to know a session's code by trying: wrong codes are counted, and too many of them shut the door."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from services.errors import InvalidInput, NotPossible

EACH, ALL = 10, 100  # wrong codes in a span, from one address and from everywhere
SPAN = 60.0  # seconds
TOO_MANY = "Too many wrong codes. Wait a minute."


class Guesses:
    """The wrong codes of the last minute, in memory."""

    def __init__(self, each: int = EACH, everywhere: int = ALL, span: float = SPAN) -> None:
        self.each, self.everywhere, self.span = each, everywhere, span
        self._tries: deque[tuple[float, str]] = deque()
        self._lock = Lock()

    def take(self, address: str, now: float) -> tuple[float, str]:
        """Count a try before its answer is known, so that tries at the same moment count too.

        Raises NotPossible when there were too many in the span before ``now`` (seconds).
        """
        with self._lock:
            while self._tries and self._tries[0][0] <= now - self.span:
                self._tries.popleft()
            own = sum(each == address for _, each in self._tries)
            if own >= self.each or len(self._tries) >= self.everywhere:
                raise NotPossible(TOO_MANY)
            self._tries.append((now, address))
            return now, address

    def forget(self) -> None:
        """Start anew, as the server does when it is started."""
        with self._lock:
            self._tries.clear()

    def give_back(self, taken: tuple[float, str]) -> None:
        """Stop counting a try whose code was right."""
        with self._lock:
            if taken in self._tries:
                self._tries.remove(taken)


WRONG_CODES = Guesses()


@contextmanager
def guarded(address: str | None, guesses: Guesses = WRONG_CODES) -> Iterator[None]:
    """Run what tells whether a code is right; a refused code counts against the address, None is this machine.

    Raises NotPossible, whatever the code, after too many wrong ones.
    """
    taken = guesses.take(address, monotonic()) if address is not None else None
    wrong = False
    try:
        yield
    except InvalidInput as refused:
        wrong = bool(refused.of("code"))
        raise
    finally:
        if taken is not None and not wrong:
            guesses.give_back(taken)
