"""Who sees a draft: in a cycle in planning its team until it is shared, in every list, and everybody afterwards."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import col

from domain.policy import Policy
from domain.vocabulary import CycleState, InitiativeState, Label, Measure
from models import KeyResult, Objective
from models.inputs import CycleInput, LabelInput
from services import flags, initiatives, key_results, labels, objectives, organisation, precedents, publishing
from services.reporting.drafts import drafts_of_team
from services.reporting.editing import possible_parents
from services.reporting.exceptions import ExceptionScope, exceptions_in
from services.reporting.flags import list_flags
from services.reporting.initiative_exceptions import bare_key_results, done_work
from services.reporting.initiative_list import Grouping, work_lines
from services.reporting.key_results import load_key_results
from services.reporting.label_queue import label_queue
from services.reporting.mix_history import key_result_moves, past_mixes
from services.reporting.objectives import ObjectiveFilter, list_objectives, objective_detail
from services.reporting.outcome_mix import mix_report
from services.reporting.progress_weeks import progress_weeks
from services.reporting.work_scope import WorkScope
from tests.factories import TODAY, Company, flag_input, initiative_input, key_result_input, objective_input

Act = Callable[..., Any]
POLICY = Policy()
ALL_WORK = frozenset(InitiativeState)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def next_quarter(state: CycleState = CycleState.PLANNING) -> CycleInput:
    return CycleInput(name="Q3", starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30), state=state)


@pytest.fixture
def planned(act: Act, company: Company) -> int:
    return act(organisation.create_cycle, company["admin"], next_quarter())


@pytest.fixture
def draft(act: Act, company: Company, planned: int) -> int:
    """A draft of the next quarter with a key result, work for it, and a flag on it."""
    member = company["member"]
    key = act(objectives.create_objective, member, objective_input(company, cycle_id=planned, title="Riders return"))
    bare = act(key_results.create_key_result, member, key_result_input(key, member.person_id, title="More rides"))
    served = act(key_results.create_key_result, member, key_result_input(key, member.person_id, title="More riders"))
    act(initiatives.create_initiative, member, initiative_input(company, key_result_ids=(served,)))
    act(flags.raise_flag, company["lead"], flag_input(key, key_result_id=bare))
    return key


LISTS: dict[str, Callable[[Any, Company, int], Any]] = {
    "objectives": lambda s, c, q: list_objectives(s, ObjectiveFilter(q), TODAY, POLICY).rows,
    "how many objectives": lambda s, c, q: list_objectives(s, ObjectiveFilter(q), TODAY, POLICY).total,
    "search": lambda s, c, q: list_objectives(s, ObjectiveFilter(q, words="More rid"), TODAY, POLICY).rows,
    "of one's own": lambda s, c, q: (
        list_objectives(s, ObjectiveFilter(q, owner_id=c["member"].person_id), TODAY, POLICY).rows
    ),
    "outcome mix": lambda s, c, q: mix_report(s, q, None, POLICY).objectives,
    "outcome mix of the team": lambda s, c, q: mix_report(s, q, (c.checkout,), POLICY).objectives,
    "mix over quarters": lambda s, c, q: past_mixes(s, (q,), None, c.cycle),
    "mix of the team over quarters": lambda s, c, q: past_mixes(s, (q,), (c.checkout,), c.cycle),
    "what moved the mix": lambda s, c, q: key_result_moves(s, 0, q, [c.checkout]).after,
    "labels": lambda s, c, q: label_queue(s, q, None).rows,
    "how many labels": lambda s, c, q: label_queue(s, q, None).key_results,
    "flags": lambda s, c, q: list_flags(s, cycle_id=q),
    "initiatives": lambda s, c, q: work_lines(s, WorkScope(q), ALL_WORK, Grouping.KEY_RESULT),
    "initiatives by owner": lambda s, c, q: work_lines(s, WorkScope(q), ALL_WORK, Grouping.OWNER),
    "numbers without work": lambda s, c, q: bare_key_results(s, WorkScope(q), 10).keys,
    "weeks": lambda s, c, q: progress_weeks(s, q, None, TODAY, POLICY).objectives,
    "parents": lambda s, c, q: possible_parents(s, q, None),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_leaves_out_what_only_the_team_sees_until_it_is_shared(
    act: Act, ask: Act, company: Company, planned: int, draft: int, name: str
) -> None:
    listed = LISTS[name]
    assert not ask(listed, company, planned)
    act(publishing.share_draft, company["member"], draft, True)
    assert ask(listed, company, planned)
    act(publishing.share_draft, company["member"], draft, False)
    assert not ask(listed, company, planned)


def test_the_exceptions_of_work_leave_it_out(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    assert ask(exceptions_in, ExceptionScope(planned), TODAY, POLICY) == ()
    assert ask(done_work, WorkScope(planned), TODAY, POLICY) == ()


def test_sending_a_draft_to_review_shows_it(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    act(publishing.submit, company["member"], draft)
    assert [row.key for row in ask(list_objectives, ObjectiveFilter(planned), TODAY, POLICY).rows] == [draft]


def test_in_a_cycle_that_runs_nothing_is_hidden(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    act(organisation.update_cycle, company["admin"], planned, 1, next_quarter(CycleState.ACTIVE))
    (row,) = ask(list_objectives, ObjectiveFilter(planned), TODAY, POLICY).rows
    assert (row.key, row.is_kept_to_team) == (draft, False)
    assert ask(mix_report, planned, None, POLICY).objective_count == 1


def test_the_team_plans_with_its_own_drafts(ask: Act, company: Company, planned: int, draft: int) -> None:
    (found,) = ask(drafts_of_team, company.checkout, planned, TODAY, POLICY)
    assert (found.objective.key, found.objective.is_kept_to_team) == (draft, True)
    assert [each.sentence for each in found.missing if each.key_result_id] != []


def test_its_own_page_and_its_key_results_say_that_it_is_kept(ask: Act, draft: int) -> None:
    assert ask(objective_detail, draft, TODAY, POLICY).objective.is_kept_to_team
    rows = ask(load_key_results, TODAY, POLICY, col(KeyResult.objective_id) == draft)
    assert [row.is_kept_to_team for row in rows] == [True, True]


def test_what_it_serves_does_not_name_it(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    above = objective_input(company, cycle_id=planned, title="The valley rides", team_id=company.product)
    parent = act(objectives.create_objective, company["lead_of_parent"], above)
    below = objective_input(company, cycle_id=planned, title="Riders return", parent_id=parent)
    act(objectives.update_objective, company["lead_of_parent"], draft, 1, below)
    assert ask(objective_detail, parent, TODAY, POLICY).children == ()
    act(publishing.share_draft, company["member"], draft, True)
    assert [key for key, *_ in ask(objective_detail, parent, TODAY, POLICY).children] == [draft]


def test_its_labels_teach_its_own_team_only(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    key = ask(load_key_results, TODAY, POLICY, col(KeyResult.objective_id) == draft)[0].key
    verdict = LabelInput(key_result_id=key, label=Label.OUTPUT, reason="We count our own trips.")
    act(labels.decide_label, company["member"], 1, verdict)
    own = col(Objective.team_id) == company.support

    def known(session: Any, *place: Any) -> list[str]:
        return [found.text for found in precedents.decisions(session, 0, own, *place)]

    assert "More rides" in ask(known)
    assert "More rides" not in ask(known, precedents.SEEN_BY_ALL)


def test_a_milestone_of_a_draft_is_kept_too(act: Act, ask: Act, company: Company, planned: int, draft: int) -> None:
    steps = key_result_input(draft, company["member"].person_id, title="Pilot runs", measure=Measure.BASELINE)
    act(key_results.create_key_result, company["member"], steps)
    assert ask(label_queue, planned, (company.checkout,)).key_results == 0
