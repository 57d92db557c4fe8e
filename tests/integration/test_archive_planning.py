"""Scores, verdicts, publications, lessons, decisions and the backlog travel with an export, and so do their links."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select, update

from domain.policy import Policy
from domain.vocabulary import LessonKind, Verdict
from models import BacklogItem, Cycle, Decision, KeyResult, KeyResultClosing, Lesson, Objective, Publication, Team
from models.database import writing
from models.planning_inputs import BacklogInput, DecisionInput, EndingInput, LessonInput, VerdictInput
from services import backlog, closing, decisions, objectives, publishing
from services.exchange.archive import Format
from services.figures import then
from services.integrity import check
from services.permissions import Actor
from services.reporting.closing import ends_of_team, lessons_of
from services.reporting.gate import gate_of
from tests.archived import answer, exported, take_in
from tests.factories import TODAY, Company, objective_input

Act = Callable[..., Any]
KINDS = ("key_result_closings", "objective_closings", "publications", "lessons", "decisions", "backlog_items")
WHY = "=The survey comes in June."


def all_of(model: Any) -> Callable[[Session], list[Any]]:
    return lambda session: list(session.exec(select(model).order_by(col(model.id))).all())


@pytest.fixture
def company(act: Act, ask: Act, a_team_with_an_open_cycle: Company, company_database: Engine) -> Company:
    """The company with one of everything that planning and closing store."""
    c = a_team_with_an_open_cycle
    act(publishing.submit, c["member"], c.objective)
    act(publishing.publish, c["lead"], c.objective, ask(gate_of, c.objective).seen, WHY)
    scored = EndingInput(adjustment=0.1, reason="Measured late.", learnt="Ask first.")
    act(closing.end_key_result, c["member"], c.key_result, scored, date(2026, 6, 30), Policy())
    act(closing.give_verdict, c["member"], c.objective, VerdictInput(verdict=Verdict.MODIFY, note="Fewer steps"))
    for text in ("Talk to ten riders", "Say no sooner"):
        said = LessonInput(cycle_id=c.cycle, team_id=c.checkout, kind=LessonKind.PLUS, text=text)
        act(closing.add_lesson, c["member"], said)
    act(
        decisions.decide,
        c["lead"],
        DecisionInput(team_id=c.checkout, title="One payment page", objective_id=c.objective),
    )
    act(decisions.decide, c["lead"], DecisionInput(team_id=c.checkout, title="No app"))
    act(backlog.add_item, c["member"], BacklogInput(team_id=c.checkout, title="Pay by invoice", note="Ask the bank"))
    later = act(objectives.create_objective, c["lead"], objective_input(c))
    with writing(company_database) as session:
        links = {"parent_key_result_id": c.key_result, "carried_from_id": c.closed_objective, "position": 7}
        words = {"shared": False, "sufficiency": "No: prices matter too.", "narrative": "https://example.com/pr-faq"}
        session.exec(update(Objective).where(Objective.id == later).values(**links, **words))
        carried = {"carried_from_id": c.closed_key_result, "position": 3}
        session.exec(update(KeyResult).where(KeyResult.id == c.key_result).values(**carried))
        session.commit()
    return c


@pytest.mark.parametrize("form", list(Format))
def test_the_numbers_of_a_decision_arrive_as_they_were_kept(
    ask: Act, another_database: Engine, company: Company, form: Format
) -> None:
    take_in(another_database, ask(exported, form))
    ((about, *_), (there, *_)) = (ask(all_of(Decision)), answer(another_database, all_of(Decision)))
    told, arrived = then(about.snapshot), then(there.snapshot)
    assert told
    assert arrived
    assert [row.in_words for row in arrived.key_results] == [row.in_words for row in told.key_results]
    assert "from 20 to 40" in arrived.key_results[0].in_words


@pytest.mark.parametrize("form", list(Format))
def test_everything_that_planning_stores_arrives_in_another_database(
    ask: Act, another_database: Engine, company: Company, form: Format
) -> None:
    report = take_in(another_database, ask(exported, form))
    counts = {name: report.created[name] for name in KINDS}
    assert counts == dict(zip(KINDS, (1, 1, 1, 2, 2, 1), strict=True))
    assert answer(another_database, check) == ()
    (published,) = answer(another_database, all_of(Publication))
    assert (published.reason, published.missing) == (WHY, ask(all_of(Publication))[0].missing)
    (scored,) = answer(another_database, all_of(KeyResultClosing))
    assert (scored.met, scored.computed, scored.adjustment, scored.learnt) == (None, 0.2, 0.1, "Ask first.")
    assert [row.title for row in answer(another_database, all_of(Decision))] == ["One payment page", "No app"]
    assert [row.note for row in answer(another_database, all_of(BacklogItem))] == ["Ask the bank"]
    assert [row.text for row in answer(another_database, all_of(Lesson))] == ["Talk to ten riders", "Say no sooner"]


def test_the_lines_between_goals_arrive(ask: Act, another_database: Engine, company: Company) -> None:
    take_in(another_database, ask(exported, Format.JSON))
    (found,) = [row for row in answer(another_database, all_of(Objective)) if row.sufficiency]
    above = answer(another_database, lambda session: session.get_one(KeyResult, found.parent_key_result_id))
    before = answer(another_database, lambda session: session.get_one(Objective, found.carried_from_id))
    was = answer(another_database, lambda session: session.get_one(KeyResult, above.carried_from_id))
    assert (found.shared, found.position, found.narrative) == (False, 7, "https://example.com/pr-faq")
    assert (above.position, was.objective_id, before.title) == (3, before.id, "Paying is easy")


def test_the_same_is_told_about_the_end_of_the_cycle(ask: Act, another_database: Engine, company: Company) -> None:
    take_in(another_database, ask(exported, Format.JSON))
    place = key_called(another_database, Team, "Checkout"), key_called(another_database, Cycle, "Q2")
    there = answer(another_database, ends_of_team, *place, TODAY, Policy())
    (end,) = [row for row in there if row.verdict]
    assert (end.verdict, end.note, end.then is not None) == (Verdict.MODIFY, "Fewer steps", True)
    assert answer(another_database, lessons_of, *place)[0].author == "Mia"


@pytest.mark.parametrize("form", [Format.CSV, Format.JSON])
def test_exported_anew_it_is_the_same_file(ask: Act, another_database: Engine, company: Company, form: Format) -> None:
    data = ask(exported, form)
    take_in(another_database, data)
    assert answer(another_database, exported, form) == data


@pytest.mark.parametrize("form", list(Format))
def test_the_same_export_again_changes_nothing(
    ask: Act, company_database: Engine, admin: Actor, company: Company, form: Format
) -> None:
    report = take_in(company_database, ask(exported, form), admin)
    assert (dict(report.created), dict(report.changed), report.refused) == ({}, {}, ())


def test_an_export_from_before_there_was_planning_changes_nothing_of_it(
    ask: Act, company_database: Engine, admin: Actor, company: Company
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    for kind in KINDS:
        del content["records"][kind]
    since = ("parent_key_result_key", "shared", "position", "sufficiency", "narrative", "carried_from_key")
    for kind in ("objectives", "key_results"):
        for row in content["records"][kind]:
            for name in since:
                row.pop(name, None)
    report = take_in(company_database, json.dumps(content).encode(), admin)
    assert (report.refused, dict(report.changed), dict(report.created)) == ((), {}, {})


def test_a_line_that_was_drawn_anew_is_changed(
    ask: Act, company_database: Engine, admin: Actor, company: Company
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    (row,) = [row for row in content["records"]["objectives"] if row["sufficiency"]]
    row["parent_key_result_key"] = None
    report = take_in(company_database, json.dumps(content).encode(), admin)
    assert dict(report.changed) == {"objectives": 1}
    assert not any(row.parent_key_result_id for row in ask(all_of(Objective)))


@pytest.mark.parametrize(
    ("kind", "spoilt", "said"),
    [
        ("key_result_closings", {"adjustment": 0.5}, "A score moves by at most 0.2 either way."),
        ("objective_closings", {"verdict": "maybe"}, "“maybe” is not one of keep, modify, abandon."),
        ("publications", {"missing": [1]}, "This is not what an export writes here."),
        ("objectives", {"parent_key_result_key": "kr-99"}, "There is no key result “kr-99”"),
        ("decisions", {"title": " "}, "This must not be empty."),
    ],
)
def test_what_cannot_be_refuses_the_file(
    ask: Act, another_database: Engine, company: Company, kind: str, spoilt: dict[str, Any], said: str
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    content["records"][kind][0].update(spoilt)
    report = take_in(another_database, json.dumps(content).encode())
    assert said in report.refused[0].message


@pytest.mark.parametrize(
    ("field", "value"), [("status", "purple"), ("value", "many"), ("progress", "half"), ("as_of", "soon"), ("unit", 1)]
)
def test_numbers_of_a_decision_that_no_export_writes_refuse_the_file(
    ask: Act, another_database: Engine, company: Company, field: str, value: Any
) -> None:
    content = json.loads(ask(exported, Format.JSON))
    content["records"]["decisions"][0]["snapshot"]["key_results"][0][field] = value
    report = take_in(another_database, json.dumps(content).encode())
    assert "This is not what an export writes here." in report.refused[0].message


def key_called(database: Engine, model: Any, name: str) -> int:
    return next(row.id for row in answer(database, all_of(model)) if row.name == name)
