"""Flags, what was said about them, and conversions travel with an export; notices, webhooks and secrets stay."""

import csv
import json
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import Engine
from sqlmodel import col, select

from domain.vocabulary import ConversionKind, FlagState, InitiativeState
from models import Conversion, Delivery, Flag, FlagEvent, Initiative, KeyResult, Notice, Person, Webhook
from models.database import writing
from models.inputs import CycleInput, PersonInput, TeamInput, WebhookInput
from services import conversions, flags, organisation, webhooks
from services.exchange.archive import Format
from services.permissions import Actor
from services.reporting.flags import FlagDetail, flag_detail, list_flags
from tests.archived import answer, exported, take_in
from tests.factories import Company, flag_input, key_result_input

Act = Callable[..., Any]
Records = dict[str, list[dict[str, Any]]]
NEW_KINDS = ("flags", "flag_events", "conversions")
NOUNS = ("flag", "flag_event", "conversion")
NEW_COLUMNS = {
    *("comment", "raised_by", "raised_at", "before", "after", "flag_key", "move", "puts_back", "undone_at"),
    *("from_key_result_key", "to_key_result_key"),
}


def all_of(database: Engine, table: Any) -> list[Any]:
    return answer(database, lambda session: session.exec(select(table).order_by(col(table.id))).all())


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def a_resolved_flag(act: Act, company: Company) -> int:
    """A flag that was answered and resolved."""
    act(flags.reply, company["member"], company.flag, "=You are right, we rewrite it.")
    version = act(lambda session: session.get_one(Flag, company.flag).version)
    act(flags.resolve, company["lead"], company.flag, version, "Thank you.")
    return company.flag


@pytest.fixture
def a_demotion(act: Act, company: Company) -> int:
    """The milestones of the objective have become work under its number."""
    return act(conversions.demote, company["member"], company.steps, 1, company.key_result)


@pytest.fixture
def records(ask: Act, company: Company, a_demotion: int) -> dict[str, Any]:
    """The export of the company, with a demotion, as JSON that a test may spoil."""
    return json.loads(ask(exported, Format.JSON))


def elsewhere(database: Engine) -> Actor:
    """Somebody who has set up an organisation of another name, so that no id is the same."""
    with writing(database) as session:
        cycle = CycleInput(name="Later", starts_on=date(2027, 1, 1), ends_on=date(2027, 3, 31))
        return organisation.start_organisation(session, TeamInput(name="Other"), PersonInput(name="Zoe"), cycle)


def the_resolved_flag(database: Engine) -> FlagDetail:
    key = answer(database, list_flags, states=[FlagState.RESOLVED])[0].key
    somebody = all_of(database, Person)[0]
    return answer(database, flag_detail, Actor(somebody.key, somebody.name), key)


@pytest.mark.parametrize("form", list(Format))
def test_a_conversation_reads_the_same_after_the_move(
    form: Format, ask: Act, company_database: Engine, another_database: Engine, a_resolved_flag: int
) -> None:
    take_in(another_database, ask(exported, form), elsewhere(another_database))
    before, after = the_resolved_flag(company_database), the_resolved_flag(another_database)
    told = [[(event.move, event.text, event.person, event.at) for event in flag.events] for flag in (before, after)]
    assert told[0] == told[1]
    assert len(told[0]) == 4
    assert (after.flag.state, after.flag.closed_at) == (FlagState.RESOLVED, before.flag.closed_at)


@pytest.mark.parametrize("form", list(Format))
def test_snapshots_name_the_same_key_results_after_the_move(
    form: Format, ask: Act, another_database: Engine, a_resolved_flag: int
) -> None:
    take_in(another_database, ask(exported, form), elsewhere(another_database))
    detail = the_resolved_flag(another_database)
    titles = {record.key: record.title for record in all_of(another_database, KeyResult)}
    for snapshot in (detail.before, detail.after):
        assert snapshot.key_results
        assert all(titles[row.key] == row.title for row in snapshot.key_results)


def test_importing_a_conversation_again_changes_nothing(
    ask: Act, company_database: Engine, admin: Actor, a_resolved_flag: int, a_demotion: int
) -> None:
    for form in Format:
        assert not take_in(company_database, ask(exported, form), admin).writes


def test_a_demotion_can_be_undone_after_the_move(ask: Act, another_database: Engine, a_demotion: int) -> None:
    take_in(another_database, ask(exported, Format.CSV))
    moved = all_of(another_database, Conversion)[0]
    ada = next(person for person in all_of(another_database, Person) if person.name == "Ada")
    with writing(another_database) as session:
        conversions.undo(session, Actor(ada.key, ada.name), moved.key, moved.version)
    states = {work.title: work.state for work in all_of(another_database, Initiative)}
    assert states["Second payment provider live"] == InitiativeState.DROPPED
    assert not any(record.dropped for record in all_of(another_database, KeyResult))


def test_conversions_keep_the_order_in_which_each_builds_on_the_last(
    act: Act, ask: Act, company: Company, another_database: Engine, a_demotion: int
) -> None:
    work = act(lambda session: session.get_one(Conversion, a_demotion).initiative_id)
    back = key_result_input(company.objective, company["member"].person_id, title="Carts paid with the new provider")
    act(conversions.promote, company["member"], work, 1, back)
    take_in(another_database, ask(exported, Format.JSON))
    kinds = [record.kind for record in all_of(another_database, Conversion)]
    assert kinds == [ConversionKind.DEMOTED, ConversionKind.PROMOTED]


def test_a_flag_that_is_raised_later_gets_a_number_of_its_own(
    ask: Act, another_database: Engine, company: Company
) -> None:
    take_in(another_database, ask(exported, Format.JSON))
    ada = next(person for person in all_of(another_database, Person) if person.name == "Ada")
    open_one = next(row.objective_id for row in answer(another_database, list_flags) if row.cycle == "Q2")
    with writing(another_database) as session:
        key = flags.raise_flag(session, Actor(ada.key, "Ada"), flag_input(open_one, comment="Another one"))
    assert key == 4


def test_notices_webhooks_and_their_secrets_stay_where_they_are(
    act: Act, ask: Act, admin: Actor, company: Company, company_database: Engine, another_database: Engine
) -> None:
    secret, address = "a-secret-of-at-least-sixteen", "https://chat.example.com/hooks/key-in-the-path"
    act(webhooks.create_webhook, admin, WebhookInput(name="Chat", url=address, secret=secret))
    act(flags.reply, company["member"], company.flag, "We look into it.")
    assert all_of(company_database, Notice)
    assert all_of(company_database, Delivery)
    for form in (Format.CSV, Format.JSON):
        data = ask(exported, form)
        assert secret.encode() not in data
        assert address.encode() not in data
    take_in(another_database, data)
    assert [all_of(another_database, table) for table in (Notice, Webhook, Delivery)] == [[], [], []]


def old_json(data: bytes) -> bytes:
    content = json.loads(data)
    content["records"] = {name: rows for name, rows in content["records"].items() if name not in NEW_KINDS}
    return json.dumps(content).encode()


def old_csv(data: bytes) -> bytes:
    rows = list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    kept = [place for place, name in enumerate(rows[0]) if name not in NEW_COLUMNS]
    out = StringIO(newline="")
    csv.writer(out).writerows([row[place] for place in kept] for row in rows if row[0] not in NOUNS)
    return out.getvalue().encode()


def old_xlsx(data: bytes) -> bytes:
    workbook = load_workbook(BytesIO(data))
    for name in NEW_KINDS:
        del workbook[name]
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


OLD = {Format.JSON: old_json, Format.CSV: old_csv, Format.XLSX: old_xlsx}


@pytest.mark.parametrize("form", list(Format))
def test_an_export_from_before_there_were_flags_is_still_taken_in(
    form: Format, ask: Act, company: Company, another_database: Engine
) -> None:
    report = take_in(another_database, OLD[form](ask(exported, form)))
    assert (report.refused, report.created["check_ins"]) == ((), 2)
    assert all_of(another_database, Flag) == []


def test_flags_that_are_there_stay_when_an_older_export_is_taken_in(
    ask: Act, admin: Actor, company: Company, company_database: Engine
) -> None:
    assert not take_in(company_database, old_json(ask(exported, Format.JSON)), admin).writes
    assert len(all_of(company_database, Flag)) == 3


Spoil = Callable[[Records], None]


def _other_key(found: Records) -> None:
    found["flags"][0]["before"]["key_results"][0]["key"] = "kr-99"


def _no_key_results(found: Records) -> None:
    del found["flags"][0]["before"]["key_results"]


def _no_comment(found: Records) -> None:
    found["flags"][0]["comment"] = " "


def _no_flag(found: Records) -> None:
    found["flag_events"][0]["flag_key"] = "flag-9"


def _other_ends(found: Records) -> None:
    found["conversions"][0]["initiative_key"] = None


def _foreign_field(found: Records) -> None:
    found["conversions"][0]["puts_back"]["key_result"]["owner_id"] = 1


def _nothing_to_put_back(found: Records) -> None:
    found["conversions"][0]["puts_back"] = {"wrote_key_result": False}


def _no_zone(found: Records) -> None:
    found["conversions"][0]["puts_back"]["proposed_at"] = "2026-05-18T09:30:00"


def _no_moment(found: Records) -> None:
    found["conversions"][0]["puts_back"]["proposed_at"] = 3


@pytest.mark.parametrize(
    ("spoil", "column", "reason"),
    [
        (_other_key, "before", "flags, record 1: There is no key result “kr-99” in this file."),
        (_no_key_results, "before", "flags, record 1: This is not what an export writes here."),
        (_no_comment, "comment", "flags, record 1: This must not be empty."),
        (_no_flag, "flag_key", "flag_events, record 1: There is no flag “flag-9” in this file that can be imported."),
        (_other_ends, "kind", "conversions, record 1: What was demoted has other ends than these."),
        (_foreign_field, "puts_back", "conversions, record 1: This is not what an export writes here."),
        (_no_zone, "puts_back", "conversions, record 1: This is not what an export writes here."),
        (_no_moment, "puts_back", "conversions, record 1: This is not what an export writes here."),
        (_nothing_to_put_back, "puts_back", "conversions, record 1: An undo of what was demoted needs more than this."),
    ],
)
def test_an_act_that_cannot_be_is_refused_by_name_and_nothing_is_written(
    spoil: Spoil, column: str, reason: str, records: dict[str, Any], another_database: Engine
) -> None:
    spoil(records["records"])
    report = take_in(another_database, json.dumps(records).encode())
    assert (column, reason) in [(problem.column, problem.message) for problem in report.refused]
    assert all_of(another_database, Person) == []


def test_what_was_said_is_only_ever_added(
    ask: Act, act: Act, admin: Actor, company: Company, company_database: Engine
) -> None:
    data = ask(exported, Format.JSON)
    act(flags.reply, company["member"], company.flag, "Later than the export.")
    number = len(all_of(company_database, FlagEvent))
    take_in(company_database, data, admin)
    assert len(all_of(company_database, FlagEvent)) == number
