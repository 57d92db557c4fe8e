"""Who in this process wants to know at once that something was written, without asking the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listeners: set[Callable[[], None]] = set()


@contextmanager
def listening(listener: Callable[[], None]) -> Iterator[None]:
    """Have a function called after each transaction that may have written, in the thread that ended it."""
    _listeners.add(listener)
    try:
        yield
    finally:
        _listeners.discard(listener)


def spread() -> None:
    """Tell everybody who listens that a transaction has ended."""
    for listener in tuple(_listeners):
        listener()
