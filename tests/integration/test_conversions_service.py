"""A key result becomes work under another one, work becomes a key result, one becomes two; and all of it back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine, text

from domain.policy import Policy
from domain.vocabulary import CycleState, InitiativeState, Label, LabelSource
from models.database import writing
from models.inputs import CycleInput, LabelInput
from services import check_ins, conversions, initiatives, key_results, labels, objectives, organisation
from services.errors import CycleClosed, InvalidInput, NotAllowed, NotFound, NotPossible, StaleVersion
from services.reporting.conversions import ConversionRow, Held, conversions_of, held_by
from services.reporting.flags import flags_of_objective
from services.reporting.initiatives import initiative
from services.reporting.key_result import KeyResultBackground, KeyResultDetail, key_result_background, key_result_detail
from tests.factories import (
    ENDS,
    STARTS,
    TODAY,
    Company,
    check_in_input,
    initiative_input,
    key_result_input,
    objective_input,
)

Act = Callable[..., Any]
COMPOUND = "Cut complaints from 9 to 4 and raise repeat orders from 20 to 30"
FIRST, SECOND = "Cut complaints from 9 to 4", "Raise repeat orders from 20 to 30"


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def detail(ask: Act) -> Callable[[int], KeyResultDetail]:
    return lambda key: ask(key_result_detail, key, TODAY, Policy())


@pytest.fixture
def background(ask: Act) -> Callable[[int], KeyResultBackground]:
    return lambda key: ask(key_result_background, key)


@pytest.fixture
def demoted(act: Act, ask: Act, company: Company) -> ConversionRow:
    """The milestones of the company as work under its share of paid carts."""
    return row(ask, act(conversions.demote, company["member"], company.steps, 1, company.key_result))


@pytest.fixture
def compound(make_key_result: Callable[..., int]) -> int:
    return make_key_result(title=COMPOUND, weight=3.0)


def row(ask: Act, conversion_id: int) -> ConversionRow:
    def found(session: Any) -> ConversionRow:
        everything = conversions_of(session, tuple(range(60)), tuple(range(60)))
        return next(one for one in everything if one.key == conversion_id)

    return ask(found)


def better(company: Company, **changes: Any) -> Any:
    wanted = {"title": "Raise the share of buyers who pay at the first try", "baseline": 60.0, "target": 80.0}
    return key_result_input(company.objective, company["lead"].person_id, **wanted, **changes)


def together(engine: Engine, *calls: Callable[[Any], Any]) -> list[Any]:
    """What each of these answers when all begin at the same moment; a refusal is an answer too."""
    start = Barrier(len(calls))

    def carry_out(call: Callable[[Any], Any]) -> Any:
        start.wait()
        with writing(engine) as session:
            try:
                return call(session)
            except (NotPossible, StaleVersion, InvalidInput) as refused:
                return refused

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(carry_out, calls))


def close(act: Act, company: Company) -> None:
    closed = CycleInput(name="Q2", starts_on=STARTS, ends_on=ENDS, state=CycleState.CLOSED)
    act(organisation.update_cycle, company["admin"], company.cycle, 2, closed)


def test_a_demoted_key_result_becomes_work_with_its_title_owner_and_dates(ask, demoted, detail, company):
    work = ask(initiative, demoted.initiative_id)
    assert (work.title, work.owner, work.team_id) == ("Second payment provider live", "Mia", company.checkout)
    assert (work.starts_on, work.due_on, work.state) == (STARTS, ENDS, InitiativeState.PLANNED)
    assert work.key_result_ids == (company.key_result,)
    assert detail(company.steps).key_result.dropped


def test_the_hypothesis_is_proposed_from_both_texts(ask, demoted):
    expected = (
        "We expect “Second payment provider live” to move “Raise the share of paid carts from 20 % to 40 %” because …"
    )
    assert ask(initiative, demoted.initiative_id).hypothesis == expected


def test_a_hypothesis_that_somebody_wrote_is_kept(act, ask, company):
    made = act(conversions.demote, company["member"], company.steps, 1, company.key_result, hypothesis=" Fewer fail. ")
    assert ask(initiative, row(ask, made).initiative_id).hypothesis == "Fewer fail."


def test_work_that_has_begun_is_under_way(act, ask, company, make_key_result):
    wanted = make_key_result(title="Fewer carts are left")
    made = act(conversions.demote, company["member"], company.key_result, 1, wanted)
    assert row(ask, made).initiative_state == InitiativeState.DOING


def test_a_demoted_key_result_keeps_check_ins_labels_and_flags(act, ask, company, detail, make_key_result, background):
    before = detail(company.key_result).check_ins, background(company.key_result).labels
    act(conversions.demote, company["member"], company.key_result, 1, make_key_result())
    assert (detail(company.key_result).check_ins, background(company.key_result).labels) == before
    assert ask(held_by, (company.key_result,)) == {company.key_result: Held(check_ins=1, open_flags=1)}
    assert company.flag in [flag.key for flag in ask(flags_of_objective, company.objective)]


def test_the_better_key_result_can_be_written_in_the_same_step(act, ask, company, detail, background):
    made = row(ask, act(conversions.demote, company["member"], company.steps, 1, better(company)))
    assert detail(made.made_id).key_result.title == "Raise the share of buyers who pay at the first try"
    new = background(made.made_id)
    assert [event.source for event in new.labels] == [LabelSource.SUGGESTED]
    assert [work.title for work in new.initiatives] == ["Second payment provider live"]


def test_a_new_key_result_that_cannot_be_right_leaves_everything_as_it_was(act, company, detail, company_database):
    with pytest.raises(InvalidInput) as refused:
        act(conversions.demote, company["member"], company.steps, 1, better(company, weight=0.0))
    assert refused.value.of("weight")
    assert not detail(company.steps).key_result.dropped
    with company_database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM conversion")).scalar_one() == 0
        assert connection.execute(text("SELECT count(*) FROM initiative")).scalar_one() == 1


def test_the_same_request_demotes_once(act, company):
    keys = {
        act(conversions.demote, company["member"], company.steps, 1, company.key_result, "one click") for _ in range(2)
    }
    assert len(keys) == 1


def test_a_key_result_cannot_be_work_under_itself(act, company):
    with pytest.raises(InvalidInput, match="under itself"):
        act(conversions.demote, company["member"], company.steps, 1, company.steps)


def test_nothing_can_be_put_under_a_key_result_that_is_dropped(act, company, demoted):
    with pytest.raises(InvalidInput, match="was dropped meanwhile"):
        act(conversions.demote, company["member"], company.key_result, 1, company.steps)


def test_nothing_can_be_put_under_a_key_result_that_does_not_exist(act, company):
    with pytest.raises(NotFound):
        act(conversions.demote, company["member"], company.steps, 1, 99_999)


def test_nothing_can_be_put_under_a_key_result_of_a_closed_cycle(act, company):
    with pytest.raises(CycleClosed):
        act(conversions.demote, company["member"], company.steps, 1, company.closed_key_result)


def test_a_key_result_of_a_closed_cycle_cannot_be_demoted(act, company):
    with pytest.raises(CycleClosed):
        act(conversions.demote, company["admin"], company.closed_key_result, 1, company.key_result)


def test_a_key_result_that_was_edited_meanwhile_is_not_demoted_unseen(act, company, detail):
    edited = better(company)
    act(key_results.update_key_result, company["lead"], company.key_result, 1, edited)
    with pytest.raises(StaleVersion) as refused:
        act(conversions.demote, company["member"], company.key_result, 1, company.steps)
    assert refused.value.changed_by == "Lena"
    assert not detail(company.key_result).key_result.dropped


def test_two_people_who_demote_at_once_make_one_initiative(company_database, company):
    def demote(who: str) -> Callable[[Any], Any]:
        return lambda session: conversions.demote(session, company[who], company.steps, 1, company.key_result)

    answers = together(company_database, demote("member"), demote("lead"))
    assert sorted(isinstance(answer, NotPossible) for answer in answers) == [False, True]


def test_two_key_results_cannot_become_work_under_each_other(company_database, company, detail):
    def demote(key: int, under: int) -> Callable[[Any], Any]:
        return lambda session: conversions.demote(session, company["member"], key, 1, under)

    one, other = company.steps, company.key_result
    answers = together(company_database, demote(one, other), demote(other, one))
    assert [isinstance(answer, int) for answer in answers].count(True) == 1
    assert [detail(key).key_result.dropped for key in (one, other)].count(True) == 1


def test_an_undone_demotion_brings_the_key_result_back_and_drops_the_work(act, ask, company, demoted, detail):
    undone = act(conversions.undo, company["lead"], demoted.key, 1)
    assert undone.stays == ()
    assert not detail(company.steps).key_result.dropped
    assert ask(initiative, demoted.initiative_id).state == InitiativeState.DROPPED
    assert not row(ask, demoted.key).stands


def test_demoting_and_undoing_three_times_loses_nothing(act, ask, company, detail, background):
    before, labels_before = detail(company.key_result), background(company.key_result).labels
    for number in range(3):
        seen = detail(company.key_result).key_result.version
        made = act(conversions.demote, company["member"], company.key_result, seen, better(company))
        assert detail(company.key_result).key_result.dropped
        act(conversions.undo, company["lead"], made, 1)
        assert len(ask(conversions_of, (company.key_result,))) == number + 1
    after = detail(company.key_result)
    assert not after.key_result.dropped
    assert (after.check_ins, after.milestones) == (before.check_ins, before.milestones)
    assert background(company.key_result).labels == labels_before
    assert [sibling.key for sibling in after.siblings] == [company.steps]


def test_work_that_was_edited_since_stays_and_the_answer_says_so(act, ask, company, demoted):
    doing = initiative_input(company, title="Second provider", state=InitiativeState.DOING)
    act(initiatives.update_initiative, company["member"], demoted.initiative_id, 1, doing)
    undone = act(conversions.undo, company["member"], demoted.key, 1)
    assert undone.stays == (
        "The initiative “Second provider” was edited or linked elsewhere since, so it stays as it is.",
    )
    assert ask(initiative, demoted.initiative_id).state == InitiativeState.DOING


def test_a_key_result_that_the_demotion_wrote_is_dropped_with_it(act, ask, company, detail):
    made = row(ask, act(conversions.demote, company["member"], company.steps, 1, better(company)))
    act(conversions.undo, company["member"], made.key, 1)
    assert detail(made.made_id).key_result.dropped


@pytest.mark.parametrize("work", ["check-in", "label", "link", "drop and back"])
def test_a_key_result_that_somebody_has_worked_on_stays(act, ask, company, detail, work):
    made = row(ask, act(conversions.demote, company["member"], company.steps, 1, better(company)))
    key, who = made.made_id, company["lead"]
    if work == "check-in":
        act(check_ins.record, who, check_in_input(key), TODAY)
    elif work == "label":
        act(labels.decide_label, who, 1, LabelInput(key_result_id=key, label=Label.OUTCOME, reason="Buyers do it."))
    elif work == "link":
        act(initiatives.create_initiative, who, initiative_input(company, key_result_ids=(key,)))
    else:
        act(key_results.drop_key_result, who, key, 1, True)
        act(key_results.drop_key_result, who, key, 2, False)
    undone = act(conversions.undo, company["member"], made.key, 1)
    assert undone.stays == (f"The key result “{made.made}” has been worked on since, so it stays.",)
    assert not detail(key).key_result.dropped
    assert not detail(company.steps).key_result.dropped


def test_a_second_undo_is_refused_and_changes_nothing(act, company, demoted, detail):
    act(conversions.undo, company["member"], demoted.key, 1)
    with pytest.raises(NotPossible, match="undone already"):
        act(conversions.undo, company["lead"], demoted.key, 2)
    assert not detail(company.steps).key_result.dropped


def test_a_double_click_on_undo_is_one_undo(act, company, demoted):
    for _ in range(2):
        assert act(conversions.undo, company["member"], demoted.key, 1, "one click").stays == ()


def test_two_people_who_undo_at_once_do_it_once(company_database, company, demoted, detail):
    def undo(who: str) -> Callable[[Any], Any]:
        return lambda session: conversions.undo(session, company[who], demoted.key, 1)

    answers = together(company_database, undo("member"), undo("lead"))
    assert sorted(isinstance(answer, NotPossible) for answer in answers) == [False, True]
    assert not detail(company.steps).key_result.dropped


def test_nothing_is_undone_in_a_closed_cycle(act, company, demoted, detail):
    close(act, company)
    with pytest.raises(CycleClosed):
        act(conversions.undo, company["admin"], demoted.key, 1)
    assert detail(company.steps).key_result.dropped


def test_a_key_result_that_was_taken_back_by_hand_needs_no_undo(act, ask, company, demoted):
    act(key_results.drop_key_result, company["member"], company.steps, 2, False)
    assert not row(ask, demoted.key).stands
    with pytest.raises(NotPossible, match="taken back in already"):
        act(conversions.undo, company["member"], demoted.key, 1)


def test_whoever_may_not_write_elsewhere_drops_nothing_there(act, ask, company, detail):
    place = objective_input(company, team_id=company.support)
    elsewhere = act(objectives.create_objective, company["admin"], place)
    wanted = key_result_input(elsewhere, company["lead"].person_id, title="Fewer calls about payment")
    made = row(ask, act(conversions.demote, company["admin"], company.steps, 1, wanted))
    undone = act(conversions.undo, company["member"], made.key, 1)
    assert undone.stays == (
        "The key result “Fewer calls about payment” stays: it is in a team or cycle where you cannot drop it.",
    )
    assert not detail(made.made_id).key_result.dropped


def test_promoted_work_becomes_a_key_result_with_a_suggested_label(act, ask, company, detail):
    made = row(ask, act(conversions.promote, company["member"], company.initiative, 1, better(company)))
    assert detail(made.made_id).key_result.label_source == LabelSource.SUGGESTED
    assert ask(initiative, company.initiative).state == InitiativeState.DROPPED
    assert (made.initiative, made.stands) == ("One-page checkout", True)


def test_an_undone_promotion_gives_the_work_its_state_back(act, ask, company, detail):
    made = row(ask, act(conversions.promote, company["member"], company.initiative, 1, better(company)))
    act(conversions.undo, company["member"], made.key, 1)
    assert ask(initiative, company.initiative).state == InitiativeState.IDEA
    assert detail(made.made_id).key_result.dropped


def test_dropped_work_is_not_promoted(act, company):
    dropped = initiative_input(company, state=InitiativeState.DROPPED)
    act(initiatives.update_initiative, company["member"], company.initiative, 1, dropped)
    with pytest.raises(NotPossible, match="was dropped"):
        act(conversions.promote, company["member"], company.initiative, 2, better(company))


def test_work_that_was_edited_meanwhile_is_not_promoted_unseen(act, company):
    act(initiatives.update_initiative, company["lead"], company.initiative, 1, initiative_input(company))
    with pytest.raises(StaleVersion):
        act(conversions.promote, company["member"], company.initiative, 1, better(company))


def test_a_key_result_of_another_team_cannot_be_made_from_own_work(act, ask, company, detail):
    with pytest.raises(NotAllowed):
        act(conversions.promote, company["member_elsewhere"], company.initiative, 1, better(company))


def test_a_demotion_whose_work_was_promoted_is_not_undone_first(act, ask, company, demoted, detail):
    promoted = act(conversions.promote, company["member"], demoted.initiative_id, 1, better(company))
    with pytest.raises(NotPossible, match="Undo that first"):
        act(conversions.undo, company["member"], demoted.key, 1)
    act(conversions.undo, company["member"], promoted, 1)
    assert act(conversions.undo, company["member"], demoted.key, 1).stays == ()
    assert not detail(company.steps).key_result.dropped


def test_a_split_keeps_check_ins_with_the_first_text(act, ask, company, compound, detail):
    act(check_ins.record, company["member"], check_in_input(compound), TODAY)
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    made = row(ask, act(conversions.split, company["member"], compound, 1, FIRST, second))
    one, other = detail(compound), detail(made.made_id)
    assert (one.key_result.title, len(one.check_ins)) == (FIRST, 1)
    assert (other.key_result.title, other.check_ins) == (SECOND, ())


@pytest.mark.parametrize(
    ("first", "second", "weights"),
    [
        (None, {}, (1.5, 1.5)),
        (2.0, {"weight": 1.0}, (2.0, 1.0)),
        (1.0, {}, (1.0, 2.0)),
        (None, {"weight": 4.0}, (3, 4)),
    ],
    ids=["shared", "both given", "the rest goes to the second", "the first keeps its own"],
)
def test_the_weight_is_shared_unless_it_is_given(act, ask, company, compound, detail, first, second, weights):
    wanted = key_result_input(company.objective, company["member"].person_id, title=SECOND, **second)
    made = row(ask, act(conversions.split, company["member"], compound, 1, FIRST, wanted, first_weight=first))
    assert (detail(compound).key_result.weight, detail(made.made_id).key_result.weight) == weights


def confirmed(act: Act, company: Company, key: int) -> None:
    verdict = LabelInput(key_result_id=key, label=Label.OUTCOME, reason="Buyers decide.")
    act(labels.decide_label, company["lead"], 1, verdict)


def test_a_confirmed_label_of_a_changed_text_is_suggested_again_and_its_history_stays(
    act, company, compound, detail, background
):
    confirmed(act, company, compound)
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    act(conversions.split, company["member"], compound, 2, FIRST, second)
    stored = detail(compound)
    assert stored.key_result.label_source == LabelSource.SUGGESTED
    assert [event.text for event in background(compound).labels] == [FIRST, COMPOUND, COMPOUND]


def test_a_confirmed_label_of_a_text_that_stays_is_kept(act, company, compound, detail):
    confirmed(act, company, compound)
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    act(conversions.split, company["member"], compound, 2, COMPOUND, second)
    assert detail(compound).key_result.label_source != LabelSource.SUGGESTED


def test_an_undone_split_gives_text_weight_and_verdict_back(act, ask, company, compound, detail, background):
    confirmed(act, company, compound)
    before = detail(compound).key_result
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    made = row(ask, act(conversions.split, company["member"], compound, 2, FIRST, second))
    act(conversions.undo, company["lead"], made.key, 1)
    after = detail(compound)
    assert (after.key_result.title, after.key_result.weight) == (COMPOUND, 3.0)
    assert (after.key_result.label, after.key_result.label_source) == (before.label, before.label_source)
    assert background(compound).labels[0].reason == "The split was undone, so the label from before holds again."
    assert detail(made.made_id).key_result.dropped


def test_a_split_whose_second_part_is_worked_on_is_not_undone(act, ask, company, compound):
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    made = row(ask, act(conversions.split, company["member"], compound, 1, FIRST, second))
    act(check_ins.record, company["member"], check_in_input(made.made_id), TODAY)
    with pytest.raises(NotPossible, match="has been worked on since"):
        act(conversions.undo, company["member"], made.key, 1)


def test_a_split_whose_first_text_was_edited_is_not_undone(act, company, compound):
    owner = company["member"].person_id
    made = act(
        conversions.split,
        company["member"],
        compound,
        1,
        FIRST,
        key_result_input(company.objective, owner, title=SECOND),
    )
    rewritten = key_result_input(company.objective, owner, title="Halve complaints", weight=1.5)
    act(key_results.update_key_result, company["member"], compound, 2, rewritten)
    with pytest.raises(NotPossible, match="edited since the split"):
        act(conversions.undo, company["member"], made, 1)


@pytest.mark.parametrize("text_", ["", "   ", "x" * 10_001, "a\0b"], ids=["empty", "blank", "long", "NUL"])
def test_a_first_part_that_is_no_sentence_is_refused(act, company, compound, text_):
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    with pytest.raises(InvalidInput) as refused:
        act(conversions.split, company["member"], compound, 1, text_, second)
    assert refused.value.of("first")


def test_a_dropped_key_result_is_not_split(act, company, demoted):
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)
    with pytest.raises(NotPossible, match="was dropped meanwhile"):
        act(conversions.split, company["member"], company.steps, 2, FIRST, second)


def test_two_people_who_split_at_once_make_two_and_not_three(company_database, company, compound):
    second = key_result_input(company.objective, company["member"].person_id, title=SECOND)

    def split(who: str) -> Callable[[Any], Any]:
        return lambda session: conversions.split(session, company[who], compound, 1, FIRST, second)

    answers = together(company_database, split("member"), split("lead"))
    assert sorted(isinstance(answer, StaleVersion) for answer in answers) == [False, True]
