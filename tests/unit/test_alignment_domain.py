"""The tree of objectives: each stands once, no two share a place, circles end, and orphans are named."""

from hypothesis import given
from hypothesis import strategies as st

from domain.alignment import Aim, in_a_sentence, layout, orphans, tree
from domain.formatting import NBSP

KEYS = st.integers(1, 40)


@st.composite
def forests(draw: st.DrawFn) -> list[Aim]:
    """Any parents at all: missing ones, themselves, circles."""
    keys = draw(st.lists(KEYS, unique=True, max_size=40))
    return [Aim(key, draw(st.integers(1, 5)), draw(st.none() | KEYS)) for key in keys]


@given(forests())
def test_every_objective_is_placed_once(aims: list[Aim]) -> None:
    assert sorted(place.key for place in layout(tree(aims))) == sorted(aim.key for aim in aims)


@given(forests())
def test_no_two_objectives_overlap(aims: list[Aim]) -> None:
    places = layout(tree(aims))
    assert [place.row for place in places] == list(range(len(places)))


@given(forests())
def test_what_contributes_stands_below_and_one_step_to_the_right(aims: list[Aim]) -> None:
    places = layout(tree(aims))
    for place in places:
        for row in place.below:
            assert row > place.row
            assert places[row].depth == place.depth + 1


@given(forests())
def test_whatever_stands_at_the_top_has_no_parent_here_or_closes_a_circle(aims: list[Aim]) -> None:
    parents = {aim.key: aim.parent for aim in aims}
    for top in tree(aims).tops:
        line, above = [top], parents[top]
        while above in parents and above not in line:
            line.append(above)
            above = parents[above]
        assert parents[top] not in parents or above == top


def test_a_circle_is_opened_at_its_first_member() -> None:
    drawn = tree([Aim(1, 1, 2), Aim(2, 1, 3), Aim(3, 1, 1), Aim(4, 1, 3)])
    assert drawn.tops == (1,)
    assert [place.key for place in layout(drawn)] == [1, 3, 2, 4]


def test_those_with_others_below_stand_first() -> None:
    assert tree([Aim(1, 1), Aim(2, 1), Aim(3, 1, 2)]).tops == (2, 1)


def test_the_size_of_a_branch_counts_every_level() -> None:
    drawn = tree([Aim(1, 1), Aim(2, 1, 1), Aim(3, 1, 2), Aim(4, 1)])
    assert [drawn.size(key) for key in (1, 2, 4)] == [2, 1, 0]


def test_an_orphan_contributes_to_nothing_while_a_team_above_has_an_objective() -> None:
    aims = [Aim(1, team=1), Aim(2, team=2), Aim(3, team=2, parent=1), Aim(4, team=3), Aim(5, team=4)]
    assert orphans(aims, {2: (1,), 3: (2, 1), 4: (9,)}) == (2, 4)


def test_a_team_without_a_team_above_has_no_orphans() -> None:
    assert orphans([Aim(1, team=1), Aim(2, team=2)], {}) == ()


def test_the_sentence_counts_in_the_readers_words() -> None:
    assert said(40, 31, 6) == "31 of 40 objectives contribute to another one; 6 are orphans."
    assert said(1, 1, 0) == "1 of 1 objective contributes to another one; none is an orphan."
    assert said(2, 0, 1) == "0 of 2 objectives contribute to another one; 1 is an orphan."
    assert said(0, 0, 0) == "No objective here yet."


def said(*numbers: int) -> str:
    return in_a_sentence(*numbers).replace(NBSP, " ")
