"""Two people edit the same record: the second save is refused with both texts, and nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Engine

from domain.policy import Policy
from domain.vocabulary import Label
from models.database import writing
from models.inputs import CycleInput, LabelInput, MilestoneInput, PersonInput, TeamInput
from services import initiatives, key_results, labels, objectives, organisation
from services.errors import Conflict, StaleVersion
from services.reporting.initiatives import initiative
from services.reporting.key_result import milestones_of
from services.reporting.objectives import objective_detail
from tests.factories import TODAY, Company, initiative_input, key_result_input, objective_input, steps_input

Act = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def test_the_second_of_two_editors_sees_both_texts(act: Act, ask: Act, company: Company) -> None:
    edit = objectives.update_objective
    act(edit, company["lead"], company.objective, 1, objective_input(company, title="Lena's text"))
    with pytest.raises(StaleVersion) as refused:
        act(edit, company["member"], company.objective, 1, objective_input(company, title="Mia's text"))
    assert refused.value.changed_by == "Lena"
    assert refused.value.conflicts == (Conflict("title", "Lena's text", "Mia's text"),)
    assert ask(objective_detail, company.objective, TODAY, Policy()).objective.title == "Lena's text"


def test_saving_again_with_the_version_that_was_shown_is_accepted(act: Act, ask: Act, company: Company) -> None:
    edit, ours = objectives.update_objective, objective_input(company, title="Mia's text")
    act(edit, company["lead"], company.objective, 1, objective_input(company, title="Lena's text"))
    with pytest.raises(StaleVersion) as refused:
        act(edit, company["member"], company.objective, 1, ours)
    act(edit, company["member"], company.objective, refused.value.current_version, ours)
    assert ask(objective_detail, company.objective, TODAY, Policy()).objective.title == "Mia's text"


def test_two_editors_at_the_same_moment_do_not_overwrite_each_other(
    company_database: Engine, ask: Act, company: Company
) -> None:
    together = Barrier(2)

    def edit(title: str) -> str:
        together.wait()
        with writing(company_database) as session:
            try:
                objectives.update_objective(
                    session, company["lead"], company.objective, 1, objective_input(company, title=title)
                )
            except StaleVersion:
                return "refused"
            return title

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(edit, ["one", "two"]))
    assert results.count("refused") == 1
    assert ask(objective_detail, company.objective, TODAY, Policy()).objective.title in results


def test_milestones_alone_make_an_edit_stale_too(act: Act, ask: Act, company: Company) -> None:
    edit, owner = key_results.update_key_result, company["member"].person_id
    longer = (MilestoneInput(title="Contract signed", weight=3.0), MilestoneInput(title="Refunds work"))
    act(edit, company["lead"], company.steps, 1, steps_input(company.objective, owner, milestones=longer))
    with pytest.raises(StaleVersion):
        act(edit, company["member"], company.steps, 1, steps_input(company.objective, owner))
    assert [step.title for step in ask(milestones_of, company.steps)] == ["Contract signed", "Refunds work"]


def test_links_alone_make_an_edit_stale_too(act: Act, ask: Act, company: Company) -> None:
    edit = initiatives.update_initiative
    same = {"title": "One-page checkout"}
    act(
        edit, company["lead"], company.initiative, 1, initiative_input(company, **same, key_result_ids=(company.steps,))
    )
    with pytest.raises(StaleVersion):
        act(edit, company["member"], company.initiative, 1, initiative_input(company, **same, key_result_ids=()))
    assert ask(initiative, company.initiative).key_result_ids == (company.steps,)


@pytest.mark.parametrize("record", ["key result", "label", "drop", "initiative", "team", "person", "cycle"])
def test_a_version_that_is_not_the_stored_one_is_refused_everywhere(act: Act, company: Company, record: str) -> None:
    admin, member = company["admin"], company["member"].person_id
    changed = key_result_input(company.objective, member, target=77.0)
    dates = {"starts_on": "2026-04-01", "ends_on": "2026-07-01"}
    verdict = LabelInput(key_result_id=company.key_result, label=Label.OUTPUT, reason="It is what we make.")
    edits = {
        "key result": (key_results.update_key_result, company.key_result, 7, changed),
        "label": (labels.decide_label, 7, verdict),
        "drop": (key_results.drop_key_result, company.key_result, 7, True),
        "initiative": (initiatives.update_initiative, company.initiative, 7, initiative_input(company)),
        "team": (organisation.update_team, company.support, 7, TeamInput(name="Care")),
        "person": (organisation.update_person, member, 7, PersonInput(name="Maria")),
        "cycle": (organisation.update_cycle, company.cycle, 7, CycleInput(name="Q2", **dates)),
    }
    service, *args = edits[record]
    with pytest.raises(StaleVersion, match="Your text is kept"):
        act(service, admin, *args)


def test_saving_without_a_change_moves_no_version(act: Act, ask: Act, company: Company) -> None:
    same = objective_input(company, title="Paying is easy", owner_id=company["member"].person_id)
    act(objectives.update_objective, company["member"], company.objective, 1, same)
    assert ask(objective_detail, company.objective, TODAY, Policy()).objective.version == 1


def test_milestones_that_a_colleague_changed_are_shown_beside_ours(act: Act, company: Company) -> None:
    def edit(who: str, *titles: str) -> None:
        steps = tuple(MilestoneInput(title=title) for title in titles)
        wanted = steps_input(company.objective, company["member"].person_id, milestones=steps)
        act(key_results.update_key_result, company[who], company.steps, 1, wanted)

    edit("lead", "Draft", "Pilot")
    with pytest.raises(StaleVersion) as refused:
        edit("member", "Draft", "Launch")
    assert Conflict("milestones", "Draft\nPilot", "Draft\nLaunch") in refused.value.conflicts


def test_links_that_a_colleague_changed_are_shown_beside_ours(act: Act, company: Company) -> None:
    edit = initiatives.update_initiative
    act(edit, company["lead"], company.initiative, 1, initiative_input(company, key_result_ids=(company.steps,)))
    with pytest.raises(StaleVersion) as refused:
        act(edit, company["member"], company.initiative, 1, initiative_input(company, key_result_ids=()))
    assert [conflict.field for conflict in refused.value.conflicts] == ["key_result_ids"]
