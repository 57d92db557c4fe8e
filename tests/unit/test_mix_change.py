"""What moved the outcome share from one cycle to the next: signed parts that add up to the change."""

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mix_change import Contribution, ShareMove, Stand, Told, group_parts, match, share_change
from domain.outcome_mix import OutcomeMix
from domain.vocabulary import Label

OUTCOME, OUTPUT, UNCLEAR = Label.OUTCOME, Label.OUTPUT, Label.UNCLEAR


def told(key: int, label: Label, weight: float = 1.0, title: str = "", counts: bool = True, **more: object) -> Told:
    return Told(key, title or f"Number {'x' * key}", more.pop("team", 1), Stand(label, weight, counts), **more)


def moved(before: list[Told], after: list[Told]) -> dict[ShareMove, float]:
    return {part.move: round(part.points, 9) for part in share_change(before, after).parts}


KEPT = [told(1, OUTCOME, title="Riders come back"), told(2, OUTPUT, title="Ship the map")]
AGAIN = [told(11, OUTCOME, title="Riders come back"), told(12, OUTPUT, title="Ship the map")]


def test_the_same_key_results_again_move_nothing() -> None:
    assert share_change(KEPT, AGAIN).parts == ()
    assert share_change(KEPT, AGAIN).change == 0


def test_an_outcome_that_is_added_lifts_the_share() -> None:
    # From 1 of 2 to 2 of 3: (1 − (1/2 + 2/3) ÷ 2 × 1) ÷ 2.5 = 1/6.
    assert moved(KEPT, [*AGAIN, told(13, OUTCOME)]) == {ShareMove.ADDED: pytest.approx(1 / 6)}


def test_an_output_that_is_added_lowers_it() -> None:
    assert moved(KEPT, [*AGAIN, told(13, OUTPUT)]) == {ShareMove.ADDED: pytest.approx(1 / 3 - 1 / 2)}


def test_an_output_that_ends_with_the_cycle_lifts_it() -> None:
    assert moved(KEPT, AGAIN[:1]) == {ShareMove.ENDED: pytest.approx(0.5)}


def test_a_key_result_that_goes_on_with_another_label_is_relabelled() -> None:
    relabelled = told(12, OUTCOME, title="Ship the map")
    (part,) = share_change(KEPT, [AGAIN[0], relabelled]).parts
    assert (part.move, part.points, part.label_before, part.label) == (ShareMove.RELABELLED, 0.5, OUTPUT, OUTCOME)


def test_other_numbers_in_the_text_are_the_same_key_result() -> None:
    before = [told(1, OUTCOME, title="Raise trips from 20 to 40")]
    assert share_change(before, [told(9, OUTCOME, title="Raise trips from 40 to 55")]).parts == ()


def test_the_same_text_goes_before_the_same_words() -> None:
    before = [told(1, OUTCOME, title="Raise trips to 40"), told(2, OUTPUT, title="Raise trips to 50")]
    after = [told(9, OUTPUT, title="Raise trips to 50")]
    pairs = {(one.key if one else None, other.key if other else None) for one, other in match(before, after)}
    assert pairs == {(2, 9), (1, None)}


def test_another_team_with_the_same_words_is_another_key_result() -> None:
    before, after = [told(1, OUTCOME, title="Trust")], [told(2, OUTCOME, title="Trust", team=2)]
    assert {part.move for part in share_change([*before, told(3, OUTPUT)], after).parts} == {
        ShareMove.ENDED,
        ShareMove.ADDED,
    }


def test_another_weight_moves_the_share() -> None:
    heavier = told(12, OUTPUT, 3.0, title="Ship the map")
    assert moved(KEPT, [AGAIN[0], heavier]) == {ShareMove.REWEIGHTED: pytest.approx(1 / 4 - 1 / 2)}


def test_a_demotion_within_the_cycle_gives_back_what_the_output_took() -> None:
    demoted = told(13, OUTPUT, left=ShareMove.DEMOTED)
    found = moved(KEPT, [*AGAIN, demoted])
    assert found == {ShareMove.ADDED: -0.25, ShareMove.DEMOTED: 0.25}


def test_a_demotion_of_what_went_on_lifts_the_share() -> None:
    demoted = told(12, OUTPUT, title="Ship the map", left=ShareMove.DEMOTED)
    change = share_change(KEPT, [AGAIN[0], demoted])
    assert (change.before, change.after) == (0.5, 1.0)
    assert moved(KEPT, [AGAIN[0], demoted]) == {ShareMove.DEMOTED: 0.5}


def test_a_label_that_was_settled_within_the_cycle_is_a_step_of_its_own() -> None:
    settled = told(13, OUTCOME, first_label=UNCLEAR)
    found = moved(KEPT, [*AGAIN, settled])
    assert found.keys() == {ShareMove.ADDED, ShareMove.RELABELLED}
    assert found[ShareMove.ADDED] < 0 < found[ShareMove.RELABELLED]
    assert fsum(found.values()) == pytest.approx(2 / 3 - 1 / 2)


def test_what_is_exempt_now_counts_no_more() -> None:
    exempt = told(12, OUTPUT, title="Ship the map", counts=False)
    assert moved(KEPT, [AGAIN[0], exempt]) == {ShareMove.EXEMPTED: 0.5}


def test_a_promoted_initiative_is_told_as_one() -> None:
    assert moved(KEPT, [*AGAIN, told(13, OUTCOME, came=ShareMove.PROMOTED)]).keys() == {ShareMove.PROMOTED}


@pytest.mark.parametrize(("before", "after"), [([], KEPT), (KEPT, []), ([], [])])
def test_without_a_share_on_both_sides_there_is_no_change_to_explain(before: list[Told], after: list[Told]) -> None:
    change = share_change(before, after)
    assert change.change is None
    assert change.parts == ()


def test_the_largest_part_comes_first() -> None:
    parts = share_change(KEPT, [*AGAIN, told(13, OUTCOME, 5.0), told(14, OUTPUT, 0.5)]).parts
    assert [abs(part.points) for part in parts] == sorted((abs(part.points) for part in parts), reverse=True)


def told_in(first_key: int, later: bool) -> st.SearchStrategy[list[Told]]:
    left = st.none() | st.sampled_from([ShareMove.DROPPED, ShareMove.DEMOTED]) if later else st.none()
    rows = st.lists(
        st.tuples(
            st.sampled_from(["Trust", "Trips to 40", "Trips to 55", "Ship the map", "90"]),
            st.sampled_from([1, 2]),
            st.builds(Stand, st.sampled_from(Label), st.floats(0.01, 50), st.booleans()),
            st.none() | st.sampled_from(Label),
            left,
        ),
        max_size=9,
    )
    return rows.map(
        lambda found: [
            Told(first_key + place, title, team, stand, first, ShareMove.ADDED, gone)
            for place, (title, team, stand, first, gone) in enumerate(found)
        ]
    )


def share(rows: list[Told]) -> float | None:
    weight = fsum(row.stand.counted for row in rows if not row.left)
    return fsum(row.stand.outcome for row in rows if not row.left) / weight if weight else None


@given(told_in(1, later=False), told_in(100, later=True))
def test_the_parts_add_up_to_the_change(before: list[Told], after: list[Told]) -> None:
    change = share_change(before, after)
    assert (change.before, change.after) == (share(before), share(after))
    if change.change is not None:
        assert fsum(part.points for part in change.parts) == pytest.approx(change.change, abs=1e-9)


@given(told_in(1, later=False), told_in(100, later=True))
def test_every_key_result_is_paired_once(before: list[Told], after: list[Told]) -> None:
    pairs = match(before, after)
    assert sorted(one.key for one, _ in pairs if one) == [row.key for row in before]
    assert sorted(other.key for _, other in pairs if other) == [row.key for row in after]


@given(told_in(1, later=False), told_in(100, later=True))
def test_an_outcome_that_comes_never_lowers_the_share_and_an_output_never_lifts_it(
    before: list[Told], after: list[Told]
) -> None:
    def fits(part: Contribution) -> bool:
        return part.points > 0 if part.label == OUTCOME else part.points < 0

    parts = share_change(before, after).parts
    assert all(fits(part) for part in parts if part.move == ShareMove.ADDED and abs(part.points) > 1e-9)


MIXES = st.dictionaries(
    st.integers(1, 6), st.builds(OutcomeMix, *[st.floats(0, 100)] * 3, exempt_count=st.just(0)), max_size=6
)


@given(MIXES, MIXES)
def test_the_parts_of_teams_add_up_to_the_change(before: dict[int, OutcomeMix], after: dict[int, OutcomeMix]) -> None:
    change, parts = group_parts(before, after)
    if change.change is None:
        assert parts == {}
    else:
        assert fsum(parts.values()) == pytest.approx(change.change, abs=1e-9)
