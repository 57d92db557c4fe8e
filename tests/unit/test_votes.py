"""What votes say: the spread, who should speak, and the order of a ranking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vocabulary import VoteKind
from domain.votes import HIGHEST, Vote, ranking, tally, tally_in_words

SCORED = st.sampled_from([VoteKind.FIST, VoteKind.CONFIDENCE])


def fists(*values: int) -> list[Vote]:
    return [Vote(f"Voter {number}", value) for number, value in enumerate(values)]


def test_a_one_among_fives_is_shown_as_spread_and_asked_to_speak() -> None:
    found = tally(VoteKind.FIST, [Vote("Ana", 5), Vote("Bo", 1, "No data yet"), Vote("Cleo", 5)])
    assert (found.lowest, found.highest, found.mean) == (1, 5, pytest.approx(11 / 3))
    assert found.speakers == (Vote("Bo", 1, "No data yet"),)
    assert not found.carried
    assert tally_in_words(found) == "From 1 to 5, 3.7 on average of 3\N{NO-BREAK SPACE}votes."


def test_three_fingers_all_round_carry() -> None:
    assert tally(VoteKind.FIST, fists(3, 3, 3)).carried


def test_who_is_lowest_speaks_first() -> None:
    assert [vote.value for vote in tally(VoteKind.FIST, fists(2, 0, 5, 1)).speakers] == [0, 1, 2]


def test_a_vote_without_votes_says_so() -> None:
    found = tally(VoteKind.FIST, [])
    assert (found.mean, found.carried, tally_in_words(found)) == (None, False, "Nobody has voted.")


def test_one_mind_is_told_as_one_number() -> None:
    assert tally_in_words(tally(VoteKind.CONFIDENCE, fists(7, 7))) == "All at 7: 2\N{NO-BREAK SPACE}votes."


@pytest.mark.parametrize(("kind", "value"), [(VoteKind.FIST, 6), (VoteKind.CONFIDENCE, 11), (VoteKind.FIST, -1)])
def test_a_value_outside_the_scale_is_refused(kind: VoteKind, value: int) -> None:
    with pytest.raises(ValueError, match="scale"):
        tally(kind, [Vote("Ana", value)])


@given(SCORED, st.data())
def test_every_vote_is_counted_once(kind: VoteKind, data: st.DataObject) -> None:
    values = data.draw(st.lists(st.integers(0, HIGHEST[kind]), min_size=1, max_size=30))
    found = tally(kind, fists(*values))
    assert found.number == len(values)
    assert (found.lowest, found.highest) == (min(values), max(values))
    assert [found.counts[value] for value in set(values)] == [values.count(value) for value in set(values)]


def test_points_of_a_ranking_are_worked_by_hand() -> None:
    # Three candidates: first place 3 points, then 2, then 1.
    assert ranking([1, 2, 3], [[2, 1, 3], [2, 3, 1]]) == ((2, 6.0), (1, 3.0), (3, 3.0))


def test_what_a_ballot_leaves_out_shares_the_points_that_are_left() -> None:
    assert ranking([1, 2, 3], [[3]]) == ((3, 3.0), (1, 1.5), (2, 1.5))


def test_unknown_and_repeated_names_in_a_ballot_are_passed_over() -> None:
    assert ranking([1, 2], [[9, 2, 2, 1]]) == ((2, 2.0), (1, 1.0))


@given(st.integers(1, 6), st.data())
def test_every_ballot_gives_the_same_number_of_points(number: int, data: st.DataObject) -> None:
    candidates = list(range(number))
    ballots = data.draw(st.lists(st.lists(st.integers(0, 8), max_size=8), max_size=6))
    points = sum(score for _, score in ranking(candidates, ballots))
    assert points == pytest.approx(len(ballots) * number * (number + 1) / 2)
