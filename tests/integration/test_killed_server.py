"""The server is killed while people record check-ins; a hundred times over in `python -m benchmarks durability`."""

from concurrent.futures import ThreadPoolExecutor

from benchmarks import stores
from benchmarks.killing import killed


def test_what_was_acknowledged_before_a_kill_is_stored_once_and_the_database_is_sound() -> None:
    with ThreadPoolExecutor(1) as thread:  # another test's browser may have an event loop in this one
        found = thread.submit(killed, stores.TINY, 3).result()
    assert found["acknowledged"] >= 3
    assert (found["lost"], found["twice"], found["unsound"]) == (0, 0, 0)
