"""Wrong codes of planning sessions are counted, by address and in all."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.validation import FieldProblem
from services.errors import InvalidInput, NotPossible
from services.guessing import ALL, EACH, TOO_MANY, Guesses, guarded

PHONE, OTHER = "192.168.1.20", "192.168.1.21"


def guess(guesses: Guesses, address: str | None, field: str = "code") -> None:
    with pytest.raises(InvalidInput), guarded(address, guesses):
        raise InvalidInput([FieldProblem(field, "No.")])


def test_ten_wrong_codes_from_one_address_are_too_many_even_for_a_right_one() -> None:
    guesses = Guesses()
    for _ in range(EACH):
        guess(guesses, PHONE)
    with pytest.raises(NotPossible, match=TOO_MANY), guarded(PHONE, guesses):
        pytest.fail("the code was looked at")


def test_another_address_is_not_held_back() -> None:
    guesses = Guesses()
    for _ in range(EACH):
        guess(guesses, PHONE)
    with guarded(OTHER, guesses):
        pass


def test_a_hundred_wrong_codes_from_everywhere_are_too_many() -> None:
    guesses = Guesses()
    for number in range(ALL):
        guess(guesses, f"10.0.0.{number}")
    with pytest.raises(NotPossible), guarded(OTHER, guesses):
        pass


def test_after_a_minute_one_may_try_again() -> None:
    guesses = Guesses(each=1)
    guesses.take(PHONE, now=100.0)
    with pytest.raises(NotPossible):
        guesses.take(PHONE, now=159.9)
    assert guesses.take(PHONE, now=160.0) == (160.0, PHONE)


def test_right_codes_and_other_mistakes_do_not_count() -> None:
    guesses = Guesses(each=1)
    for _ in range(3):
        with guarded(PHONE, guesses):
            pass
        guess(guesses, PHONE, "name")
    guess(guesses, PHONE)
    with pytest.raises(NotPossible), guarded(PHONE, guesses):
        pass


def test_this_machine_is_not_counted() -> None:
    guesses = Guesses(each=0)
    guess(guesses, None)


def test_tries_at_the_same_moment_are_counted_before_their_answer_is_known() -> None:
    guesses = Guesses()

    def take(_: int) -> bool:
        try:
            guesses.take(PHONE, 1.0)
        except NotPossible:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(take, range(80))) == EACH
