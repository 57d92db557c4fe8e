"""What an import writes: once, all of it or nothing, and with a trail."""

import json
from dataclasses import asdict

import pytest
from sqlmodel import func, select

from domain.vocabulary import LabelSource
from models import AuditEvent, CheckIn, ClassificationEvent, KeyResult, Objective, Team
from models.database import reading, writing
from models.inputs import CheckInInput, LabelInput
from services import audit, check_ins, labels
from services.errors import NotAllowed
from services.exchange import writing as exchange_writing
from services.exchange.applying import StalePlan
from services.integrity import check
from services.permissions import Actor
from tests.factories import TODAY
from tests.imports import HEADER, apply_to, import_file, plan_file

FULL = (
    f"{HEADER},Owner,Current value,Confidence,Comment,Score,Label,Initiative,Due date\n"
    "Checkout,2026-Q2,O,Raise sales,1,9,Nina,4,7,Good start,0.4,output,Guest checkout,2026-06-15\n"
    "New team,2026-Q3,P,Cut costs,90,40,Lena,80,,,,,,\n"
)


@pytest.fixture
def load(company_database, a_team_with_an_open_cycle, admin):
    return lambda text, **given: import_file(company_database, admin, text, **given)


def count_of(engine, table):
    with reading(engine) as session:
        return session.exec(select(func.count(table.id))).one()


def key_result(engine, title):
    with reading(engine) as session:
        return session.exec(select(KeyResult).where(KeyResult.title == title)).one()


def test_the_same_file_again_changes_nothing(load, company_database):
    load(FULL)
    tables = (Team, Objective, KeyResult, CheckIn, ClassificationEvent, AuditEvent)
    before = [count_of(company_database, table) for table in tables]
    again = load(FULL)
    assert not again.writes
    assert again.unchanged == again.rows == 2
    assert [count_of(company_database, table) for table in tables] == before


def test_the_same_file_a_month_later_changes_nothing(load):
    load(FULL)
    assert not load(FULL, today=TODAY.replace(month=6)).writes


def test_a_database_after_an_import_is_sound(load, company_database):
    load(FULL)
    with reading(company_database) as session:
        assert check(session) == ()


def test_an_error_in_the_middle_leaves_nothing(load, company_database, monkeypatch):
    before = count_of(company_database, AuditEvent), count_of(company_database, Team)

    def fail(*args, **given):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(exchange_writing, "check_in_row", fail)
    with pytest.raises(RuntimeError):
        load(FULL)
    assert (count_of(company_database, AuditEvent), count_of(company_database, Team)) == before


def test_every_new_record_has_its_audit_event(load, company_database, admin):
    load(FULL)
    stored = key_result(company_database, "Raise sales")
    with reading(company_database) as session:
        event = session.exec(
            select(AuditEvent).where(AuditEvent.entity == "key_result", AuditEvent.entity_id == stored.id)
        ).one()
    assert (event.action, event.actor_id) == ("created", admin.person_id)
    assert json.loads(event.after)["target"] == 9.0


def test_an_import_moves_the_data_version_once(load, company_database):
    with reading(company_database) as session:
        before = audit.data_version(session)
    load(FULL)
    load(FULL)
    with reading(company_database) as session:
        assert audit.data_version(session) == before + 1


def test_a_changed_cell_changes_that_field_with_a_trail(load, company_database):
    load(f"{HEADER}\nCheckout,2026-Q2,O,K,1,5\n")
    report = load(f"{HEADER}\nCheckout,2026-Q2,O,K,1,6\n")
    stored = key_result(company_database, "K")
    assert (stored.target, stored.version, report.changed["key_results"]) == (6, 2, 1)
    assert report.lines[0].column == "Target"
    assert report.lines[0].message.startswith("Target: 5 → 6.")
    with reading(company_database) as session:
        event = session.exec(select(AuditEvent).where(AuditEvent.field == "target")).one()
    assert (event.before, event.after) == ("5.0", "6.0")


def test_an_empty_cell_erases_nothing(load, company_database):
    load(f"{HEADER},Score,Objective description\nCheckout,2026-Q2,O,K,1,5,0.7,Why\n")
    report = load(f"{HEADER},Score,Objective description\nCheckout,2026-Q2,O,K,,,,\n")
    stored = key_result(company_database, "K")
    assert not report.writes
    assert (stored.baseline, stored.target, stored.score) == (1, 5, 0.7)


def test_a_changed_objective_is_told_in_its_first_row(load, company_database):
    load(f"{HEADER},Commitment\nCheckout,2026-Q2,O,K,1,5,\n")
    report = load(f"{HEADER},Commitment\nCheckout,2026-Q2,O,K,1,5,committed\n")
    assert (report.changed["objectives"], report.changed["key_results"]) == (1, 0)
    assert report.lines[0].message.startswith("Objective: new commitment.")


def test_a_changed_text_gets_a_new_suggestion(load, company_database):
    load(f"{HEADER},Unit\nCheckout,2026-Q2,O,K,1,5,\n")
    load(f"{HEADER},Unit\nCheckout,2026-Q2,O,K,1,5,%\n")
    with reading(company_database) as session:
        stored = key_result(company_database, "K")
        events = session.exec(
            select(ClassificationEvent.id).where(ClassificationEvent.key_result_id == stored.id)
        ).all()
    assert len(events) == 2


def test_a_label_in_the_file_is_a_suggestion_only(load, company_database):
    report = load(FULL)
    stored = key_result(company_database, "Raise sales")
    assert (stored.label, stored.label_source) == ("output", LabelSource.SUGGESTED)
    assert any("suggestions until a person confirms" in note.message for note in report.notes)


def test_a_label_that_a_person_gave_outlives_the_file(load, company_database, admin):
    load(FULL)
    stored = key_result(company_database, "Raise sales")
    verdict = LabelInput(key_result_id=stored.id, label="outcome", reason="Customers pay more")
    with writing(company_database) as session:
        labels.decide_label(session, admin, stored.version, verdict)
    assert not load(FULL).writes
    assert key_result(company_database, "Raise sales").label == "outcome"


def test_imported_labels_are_those_that_the_service_suggests(load, company_database):
    load(f"{HEADER},Unit\nCheckout,2026-Q2,O,Raise the share of paid carts,20,40,%\n")
    stored = key_result(company_database, "Raise the share of paid carts")
    expected = labels.suggestion_for(stored)
    with reading(company_database) as session:
        event = session.exec(select(ClassificationEvent).where(ClassificationEvent.key_result_id == stored.id)).one()
    assert (stored.label, stored.label_probability) == (expected.label, expected.probability)
    assert (stored.indicator, stored.control, stored.exemption) == (expected.indicator, expected.control, "none")
    assert event.reasons == [asdict(reason) for reason in expected.reasons]
    assert event.answers == asdict(expected.answers)


def test_a_check_in_that_was_withdrawn_is_not_repeated(load, company_database, admin):
    load(FULL)
    stored = key_result(company_database, "Raise sales")
    with writing(company_database) as session:
        entry = session.exec(select(CheckIn).where(CheckIn.key_result_id == stored.id)).one()
        check_ins.withdraw(session, admin, entry.id)
    assert not load(FULL).writes


def test_a_newer_check_in_of_a_person_is_not_overwritten_by_the_same_file(load, company_database, admin):
    load(FULL)
    stored = key_result(company_database, "Raise sales")
    with writing(company_database) as session:
        check_ins.record(session, admin, CheckInInput(key_result_id=stored.id, value=6, as_of=TODAY), TODAY)
    assert not load(FULL).writes


def test_a_corrected_value_of_a_day_supersedes_the_earlier_one(load, company_database):
    columns = f"{HEADER},Current value,As of\nCheckout,2026-Q2,O,K,1,9"
    load(f"{columns},4,2026-05-04\n")
    report = load(f"{columns},5,2026-05-04\n")
    assert report.created["check_ins"] == 1
    with reading(company_database) as session:
        stored = key_result(company_database, "K")
        first, second = session.exec(
            select(CheckIn).where(CheckIn.key_result_id == stored.id).order_by(CheckIn.id)
        ).all()
    assert (second.value, second.supersedes_id) == (5, first.id)


def test_a_plan_that_the_database_has_left_behind_is_refused(company_database, a_team_with_an_open_cycle, admin):
    plan = plan_file(company_database, admin, FULL)
    import_file(company_database, admin, f"{HEADER}\nCheckout,2026-Q2,O,Raise sales,1,9\n")
    before = count_of(company_database, AuditEvent)
    with pytest.raises(StalePlan, match="changed since the preview"):
        apply_to(company_database, admin, plan)
    assert count_of(company_database, AuditEvent) == before


def test_a_change_elsewhere_does_not_make_a_plan_stale(company_database, a_team_with_an_open_cycle, admin):
    plan = plan_file(company_database, admin, FULL)
    import_file(company_database, admin, f"{HEADER}\nSupport,2026-Q2,Other,L,1,9\n")
    assert apply_to(company_database, admin, plan).created["key_results"] == 2


def test_a_double_click_imports_once(company_database, a_team_with_an_open_cycle, admin):
    plan = plan_file(company_database, admin, FULL)
    first = apply_to(company_database, admin, plan, request_key="one click")
    assert apply_to(company_database, admin, plan, request_key="one click") == first
    assert key_result(company_database, "Cut costs").target == 40


def test_a_plan_of_somebody_who_may_not_write_is_refused(company_database, a_team_with_an_open_cycle, admin):
    plan = plan_file(company_database, admin, FULL)
    with pytest.raises(StalePlan):
        apply_to(company_database, a_team_with_an_open_cycle["viewer"], plan)
    with pytest.raises(NotAllowed):
        apply_to(company_database, Actor(a_team_with_an_open_cycle.former, "Fred"), plan)


def test_records_made_after_an_import_get_numbers_of_their_own(load, company_database, admin):
    load(FULL)
    stored = key_result(company_database, "Raise sales")
    with writing(company_database) as session:
        receipt = check_ins.record(session, admin, CheckInInput(key_result_id=stored.id, value=5, as_of=TODAY), TODAY)
    assert receipt.check_in_id == count_of(company_database, CheckIn)
