"""The labels that wait for a person: which ones, in which order, and how much weight hangs on them."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session

from domain.vocabulary import Exemption, Label
from models import KeyResult
from models.inputs import LabelInput
from services import key_results, labels
from services.reporting import label_queue as queues
from services.reporting.label_queue import LabelQueue, label_queue
from tests.factories import Company

Do = Callable[..., Any]


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def make_unclear(act: Do, make_key_result: Do) -> Callable[..., int]:
    """Stores a key result whose words settle nothing, and returns its id."""

    def doubt(session: Session, key: int) -> int:
        record = session.get_one(KeyResult, key)
        record.label, record.label_probability = Label.UNCLEAR, 0.5
        session.commit()
        return key

    return lambda **changes: act(doubt, make_key_result(**changes))


@pytest.fixture
def read(ask: Do, company: Company) -> Callable[..., LabelQueue]:
    return lambda teams=None: ask(label_queue, company.cycle, teams)


def test_what_nobody_has_decided_waits_with_its_place(read: Do, company: Company) -> None:
    found = read()
    assert {row.key for row in found.rows} == {company.key_result, company.steps}
    first = next(row for row in found.rows if row.key == company.key_result)
    assert (first.team, first.objective, first.owner, first.weight) == ("Checkout", "Paying is easy", "Mia", 1.0)


def test_a_decision_takes_a_label_out_of_the_queue(read: Do, act: Do, company: Company) -> None:
    act(labels.decide_label, company["member"], 1, LabelInput(key_result_id=company.key_result, label=Label.OUTCOME))
    found = read()
    assert [row.key for row in found.rows] == [company.steps]
    assert (found.waiting, found.waiting_weight, found.weight, found.key_results) == (1, 1.0, 2.0, 2)


def test_most_weight_comes_first_and_of_equal_weight_the_unclear(
    read: Do, make_key_result: Do, make_unclear: Do
) -> None:
    heavy = make_key_result(title="Second payment provider live", weight=3.0)
    unclear = make_unclear()
    rows = read().rows
    assert [row.key for row in rows][:2] == [heavy, unclear]
    chances = [row.label_probability for row in rows[2:]]
    assert chances == sorted(chances)


def test_the_unclear_and_the_weights_are_counted(read: Do, make_unclear: Do) -> None:
    make_unclear(weight=2.5)
    found = read()
    assert (found.waiting, found.unclear, found.waiting_weight, found.weight) == (3, 1, 4.5, 4.5)


def test_what_is_exempt_has_no_weight_in_the_mix(read: Do, act: Do, company: Company) -> None:
    verdict = {"label": Label.OUTCOME, "exemption": Exemption.GUARDRAIL, "reason": "It guards."}
    act(labels.decide_label, company["member"], 1, LabelInput(key_result_id=company.key_result, **verdict))
    assert (read().weight, read().key_results) == (1.0, 2)


def test_what_was_dropped_waits_no_more(read: Do, act: Do, company: Company) -> None:
    act(key_results.drop_key_result, company["member"], company.steps, 1, True)
    assert [row.key for row in read().rows] == [company.key_result]


def test_a_cycle_and_teams_narrow_the_queue(read: Do, ask: Do, company: Company) -> None:
    assert read((company.support,)) == LabelQueue((), 0, 0, 0.0, 0.0, 0)
    assert read((company.checkout,)).waiting == 2
    assert [row.key for row in ask(label_queue, company.closed_cycle, None).rows] == [company.closed_key_result]


def test_a_long_queue_shows_its_beginning_and_counts_all(
    read: Do, make_key_result: Do, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_key_result(weight=2.0)
    monkeypatch.setattr(queues, "MOST_ROWS", 2)
    found = read()
    assert (len(found.rows), found.waiting) == (2, 3)
