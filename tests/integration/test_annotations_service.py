"""Remarks on a day of a key result: written, taken out, put back, and read in the order of their days."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models import Annotation, AuditEvent, KeyResult
from models.database import writing
from models.inputs import AnnotationInput
from services import annotations
from services.errors import CycleClosed, InvalidInput, NotFound
from services.reporting.annotations import annotations_of
from tests.factories import ENDS, STARTS, TODAY, Company

Act = Callable[..., Any]
MONTH = timedelta(days=31)


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


def remark(company: Company, **changes: Any) -> AnnotationInput:
    given = {"key_result_id": company.key_result, "on_day": TODAY, "text": "The campaign began"}
    return AnnotationInput(**{**given, **changes})


@pytest.fixture
def a_remark(act: Act, company: Company) -> int:
    """A remark of today."""
    return act(annotations.annotate, company["member"], remark(company))


def texts(ask: Act, company: Company) -> list[str]:
    return [row.text for row in ask(annotations_of, company.key_result)]


def told(session: Session) -> list[tuple[str, str]]:
    query = select(AuditEvent).where(AuditEvent.entity == "annotation").order_by(col(AuditEvent.id))
    return [(event.action, event.field) for event in session.exec(query)]


def test_a_remark_is_stored_with_its_author(ask: Act, company: Company, a_remark: int) -> None:
    (row,) = ask(annotations_of, company.key_result)
    assert (row.key, row.on_day, row.text, row.author) == (a_remark, TODAY, "The campaign began", "Mia")


def test_remarks_stand_in_the_order_of_their_days(act: Act, ask: Act, company: Company) -> None:
    for day, text in ((9, "third"), (2, "first"), (5, "second")):
        act(annotations.annotate, company["member"], remark(company, on_day=date(2026, 5, day), text=text))
    assert texts(ask, company) == ["first", "second", "third"]


@pytest.mark.parametrize("day", [STARTS - MONTH, STARTS, ENDS, ENDS + MONTH])
def test_a_month_around_the_key_result_takes_remarks(act: Act, ask: Act, company: Company, day: date) -> None:
    act(annotations.annotate, company["member"], remark(company, on_day=day))
    assert [row.on_day for row in ask(annotations_of, company.key_result)] == [day]


@pytest.mark.parametrize("day", [STARTS - MONTH - timedelta(days=1), ENDS + MONTH + timedelta(days=1)])
def test_a_day_far_away_is_refused_beside_its_field(act: Act, ask: Act, company: Company, day: date) -> None:
    with pytest.raises(InvalidInput, match="runs from 2026-04-01 to 2026-06-30") as refused:
        act(annotations.annotate, company["member"], remark(company, on_day=day))
    assert [problem.field for problem in refused.value.problems] == ["on_day"]
    assert texts(ask, company) == []


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 201, "a\0b"])
def test_a_text_that_is_empty_or_too_long_is_refused(company: Company, text: str) -> None:
    with pytest.raises(ValidationError):
        remark(company, text=text)


def test_a_closed_cycle_takes_no_remark_even_from_an_administrator(act: Act, company: Company) -> None:
    with pytest.raises(CycleClosed, match="Q1 is closed"):
        act(annotations.annotate, company["admin"], remark(company, key_result_id=company.closed_key_result))


@pytest.mark.parametrize("use_case", [annotations.remove_annotation, annotations.restore_annotation])
def test_a_remark_in_a_closed_cycle_stays_as_it_is(act: Act, company: Company, a_remark: int, use_case: Act) -> None:
    def move(session: Session) -> None:
        closed = session.get_one(KeyResult, company.closed_key_result).objective_id
        session.get_one(KeyResult, company.key_result).objective_id = closed
        session.commit()

    act(move)
    with pytest.raises(CycleClosed):
        act(use_case, company["admin"], a_remark)


def test_a_removed_remark_is_no_longer_shown_and_stays_stored(
    act: Act, ask: Act, company: Company, a_remark: int
) -> None:
    act(annotations.remove_annotation, company["lead"], a_remark)
    assert texts(ask, company) == []
    assert ask(lambda session: session.get_one(Annotation, a_remark).text) == "The campaign began"


def test_a_removed_remark_comes_back(act: Act, ask: Act, company: Company, a_remark: int) -> None:
    act(annotations.remove_annotation, company["lead"], a_remark)
    act(annotations.restore_annotation, company["lead"], a_remark)
    assert texts(ask, company) == ["The campaign began"]


def test_the_trail_tells_of_all_three_steps(act: Act, ask: Act, company: Company, a_remark: int) -> None:
    act(annotations.remove_annotation, company["member"], a_remark)
    act(annotations.restore_annotation, company["member"], a_remark)
    assert ask(told) == [("created", ""), ("changed", "removed_at"), ("changed", "removed_at")]


def test_removing_what_is_removed_already_writes_nothing(act: Act, ask: Act, company: Company, a_remark: int) -> None:
    for actor in ("lead", "member"):
        assert act(annotations.remove_annotation, company[actor], a_remark) == a_remark
    assert ask(told) == [("created", ""), ("changed", "removed_at")]


def test_the_same_request_writes_once(act: Act, ask: Act, company: Company) -> None:
    keys = {act(annotations.annotate, company["member"], remark(company), request_key="twice") for _ in range(2)}
    assert len(keys) == 1
    assert texts(ask, company) == ["The campaign began"]


def test_two_clicks_at_once_write_once(company_database: Engine, ask: Act, company: Company) -> None:
    def click(_: int) -> int:
        with writing(company_database) as session:
            return annotations.annotate(session, company["member"], remark(company), "one-click")

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(click, range(2)))) == 1
    assert texts(ask, company) == ["The campaign began"]


def test_what_does_not_exist_is_said_so(act: Act, company: Company) -> None:
    with pytest.raises(NotFound, match="key result"):
        act(annotations.annotate, company["admin"], remark(company, key_result_id=99_999))
    with pytest.raises(NotFound, match="remark"):
        act(annotations.remove_annotation, company["admin"], 99_999)
