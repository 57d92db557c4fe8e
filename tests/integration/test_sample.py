"""The sample company as it stands in a database: always in the middle of a quarter, complete, with a history."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, func
from sqlmodel import col, select

from domain.policy import Policy
from domain.vocabulary import CycleState, Label, LabelSource, Measure, Role
from models import (
    AuditEvent,
    CheckIn,
    ClassificationEvent,
    Conversion,
    Cycle,
    Initiative,
    KeyResult,
    Objective,
    Person,
    Team,
)
from models.database import reading, writing
from models.inputs import TeamInput
from services import audit
from services.conversions import undo
from services.errors import InvalidInput, NotAllowed, NotFound
from services.integrity import check
from services.organisation import create_team
from services.permissions import Actor, rights_of
from services.quarters import CYCLE_DAYS, cycle_end, cycle_start, quarter_name
from services.reporting.flags import flag_detail, list_flags
from services.reporting.history import history_of
from services.reporting.inbox import inbox
from services.reporting.key_results import KeyResultRow, load_key_results
from services.reporting.outcome_mix import mix_report
from services.sample import SAMPLE_FOLDER, LoadedSample, load_sample

TODAY = date(2026, 11, 23)
NOW = CycleState.ACTIVE


@pytest.fixture
def sample_ask(sample_database: Engine, sample_loaded: LoadedSample) -> Callable[[Any], Any]:
    """Answers a query about the loaded company with all rows."""

    def ask(query: Any) -> Any:
        with reading(sample_database) as session:
            return session.exec(query).all()

    return ask


@pytest.fixture
def sample_rows(sample_database: Engine, sample_loaded: LoadedSample) -> dict[str, KeyResultRow]:
    """The key results of the active cycle by title, as pages see them."""
    with reading(sample_database) as session:
        rows = load_key_results(session, TODAY, Policy(), col(Cycle.state) == NOW)
    return {row.title: row for row in rows}


@pytest.fixture
def sample_folder(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(SAMPLE_FOLDER, tmp_path / "company"))


def spoil(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    path.write_text(path.read_text(encoding="utf-8").replace(before, after, 1), encoding="utf-8")


def test_every_record_of_the_files_is_loaded(sample_loaded: LoadedSample) -> None:
    expected = {"team": 6, "person": 14, "cycle": 5, "objective": 43, "key_result": 139, "check_in": 1052}
    assert {name: sample_loaded.counts[name] for name in expected} == expected


def test_the_loaded_company_is_a_sound_database(sample_database: Engine, sample_loaded: LoadedSample) -> None:
    with reading(sample_database) as session:
        assert check(session) == ()


def test_loading_moves_the_data_version_on(sample_database: Engine, sample_loaded: LoadedSample) -> None:
    with reading(sample_database) as session:
        assert audit.data_version(session) == 1


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_today_is_always_the_middle_of_the_active_cycle(today: date) -> None:
    assert today - cycle_start(today, 0) == timedelta(days=45)
    assert cycle_end(today, 0) - today == timedelta(days=45)


@given(today=st.dates(date(2000, 1, 1), date(2100, 1, 1)), offset=st.integers(-8, 8))
def test_cycles_follow_each_other_without_a_gap_and_under_names_of_their_own(today: date, offset: int) -> None:
    assert cycle_end(today, offset) + timedelta(days=1) == cycle_start(today, offset + 1)
    assert (cycle_end(today, offset) - cycle_start(today, offset)).days + 1 == CYCLE_DAYS
    assert quarter_name(today, offset) != quarter_name(today, offset + 1)


def test_cycles_are_named_after_quarters_counted_from_today(sample_ask: Callable[[Any], Any]) -> None:
    cycles = sample_ask(select(Cycle.name, Cycle.state).order_by(Cycle.starts_on))
    assert cycles == [
        ("2026 Q1", "closed"),
        ("2026 Q2", "closed"),
        ("2026 Q3", "closed"),
        ("2026 Q4", "active"),
        ("2027 Q1", "planning"),
    ]


def test_no_check_in_is_true_or_entered_later_than_today(sample_ask: Callable[[Any], Any]) -> None:
    entries = sample_ask(select(CheckIn.as_of, CheckIn.entered_at))
    assert all(as_of <= TODAY and as_of <= entered_at.date() <= TODAY for as_of, entered_at in entries)


def test_a_correction_supersedes_the_entry_of_its_day(sample_ask: Callable[[Any], Any]) -> None:
    correction = sample_ask(select(CheckIn).where(col(CheckIn.note).startswith("Correction: the 6.4")))[0]
    corrected = sample_ask(select(CheckIn).where(CheckIn.id == correction.supersedes_id))[0]
    assert (corrected.value, corrected.as_of, corrected.key_result_id) == (
        6.4,
        correction.as_of,
        correction.key_result_id,
    )
    assert correction.entered_at.date() - correction.as_of == timedelta(days=5)


def test_milestone_check_ins_hold_the_weight_that_is_done(sample_rows: dict[str, KeyResultRow]) -> None:
    move = sample_rows["Move the workshop to the depot in Quay Street"]
    assert (move.measurement.target, move.readings[-1].value) == (6.0, 3.0)


def test_the_stale_and_the_green_to_red_story_can_be_seen(sample_rows: dict[str, KeyResultRow]) -> None:
    assert sample_rows["Van kilometres per moved bike"].standing.stale
    bridge = sample_rows["Busiest stations with at least three bikes at eight in the morning"]
    assert bridge.standing.status == "at_risk"


def test_every_measure_occurs_and_one_key_result_has_none(sample_ask: Callable[[Any], Any]) -> None:
    measures = Counter(sample_ask(select(KeyResult.measure)))
    assert set(measures) == {*Measure, None}
    assert measures[None] == 1


def test_a_label_that_nobody_decided_is_a_suggestion_with_its_reasons(sample_ask: Callable[[Any], Any]) -> None:
    key_result = sample_ask(select(KeyResult).where(KeyResult.title == "Contacts about fines per 1,000 trips"))[0]
    events = sample_ask(select(ClassificationEvent).where(ClassificationEvent.key_result_id == key_result.id))
    assert [(event.label, event.source) for event in events] == [(key_result.label, LabelSource.SUGGESTED)]
    assert events[0].reasons


def test_an_overridden_label_follows_the_opposite_suggestion(sample_ask: Callable[[Any], Any]) -> None:
    overridden = sample_ask(select(KeyResult.id).where(KeyResult.label_source == LabelSource.OVERRIDDEN))
    assert len(overridden) == 3
    for key in overridden:
        query = select(ClassificationEvent).where(ClassificationEvent.key_result_id == key)
        first, second = sample_ask(query.order_by(col(ClassificationEvent.id)))
        assert (first.label, second.label) == (Label.OUTPUT, Label.OUTCOME)
        assert (first.person_id, first.source, second.source) == (None, LabelSource.SUGGESTED, LabelSource.OVERRIDDEN)
        assert second.reason
        assert second.person_id


def test_a_confirmed_label_never_contradicts_what_was_suggested(sample_ask: Callable[[Any], Any]) -> None:
    confirmed = dict(
        sample_ask(select(KeyResult.id, KeyResult.label).where(KeyResult.label_source == LabelSource.CONFIRMED))
    )
    suggested = sample_ask(
        select(ClassificationEvent.key_result_id, ClassificationEvent.label).where(
            ClassificationEvent.source == LabelSource.SUGGESTED, col(ClassificationEvent.key_result_id).in_(confirmed)
        )
    )
    assert len(suggested) == len(confirmed)
    assert all(label in (confirmed[key], Label.UNCLEAR) for key, label in suggested)


def test_roles_hold_as_the_files_say(sample_database: Engine, sample_ask: Callable[[Any], Any]) -> None:
    people = dict(sample_ask(select(Person.name, Person.id)))
    teams = dict(sample_ask(select(Team.name, Team.id)))
    with reading(sample_database) as session:
        noor = rights_of(session, Actor(people["Noor Haddad"], ""))
        lena = rights_of(session, Actor(people["Lena Hartmann"], ""))
        tomasz = rights_of(session, Actor(people["Tomasz Wilk"], ""))
    assert noor.teams(Role.VIEWER)
    assert noor.teams(Role.MEMBER) == []
    assert lena.allow(teams["Workshop"], Role.LEAD)
    assert tomasz.is_admin


def test_every_record_has_a_creation_in_its_history(sample_database: Engine, sample_ask: Callable[[Any], Any]) -> None:
    created = select(func.count()).select_from(AuditEvent).where(AuditEvent.action == "created")
    for entity, number in (("team", 6), ("objective", 43), ("key_result", 139), ("check_in", 1052)):
        assert sample_ask(created.where(AuditEvent.entity == entity)) == [number]
    with reading(sample_database) as session:
        first = history_of(session, {"objective": [1]})[-1]
    assert (first.who, first.action) == ("Tomasz Wilk", "created")


def test_histories_tell_their_events_in_order_and_never_of_tomorrow(sample_ask: Callable[[Any], Any]) -> None:
    moments = sample_ask(select(AuditEvent.at).order_by(col(AuditEvent.id)))
    assert moments == sorted(moments)
    assert moments[-1].date() <= TODAY


def test_numbering_goes_on_behind_the_sample(sample_database: Engine, sample_loaded: LoadedSample) -> None:
    with writing(sample_database) as session:
        assert create_team(session, Actor(2, "Tomasz Wilk"), TeamInput(name="Night shift")) == 7


def test_flags_wait_are_answered_and_closed_as_the_files_say(
    sample_database: Engine, sample_loaded: LoadedSample
) -> None:
    with reading(sample_database) as session:
        states = Counter(row.state for row in list_flags(session))
    assert states == {"open": 1, "acknowledged": 1, "resolved": 2, "dismissed": 2}


def test_a_resolved_flag_shows_the_text_of_that_time_beside_the_one_that_followed(
    sample_database: Engine, sample_loaded: LoadedSample
) -> None:
    with reading(sample_database) as session:
        row = next(row for row in list_flags(session) if row.subject == "Build the damage report with a photo")
        detail = flag_detail(session, Actor(1, ""), row.key)
    texts = [kept.title for kept in detail.before.key_results], [kept.title for kept in detail.after.key_results]
    assert "Ship the new damage report" in texts[0]
    assert "Build the damage report with a photo" in texts[1]
    assert (detail.before.share, detail.after.share) == (0.0, 0.4)


def test_the_owner_of_an_open_flag_has_something_to_read(
    sample_database: Engine, sample_ask: Callable[[Any], Any]
) -> None:
    rafael = sample_ask(select(Person.id).where(Person.name == "Rafael Quintero"))[0]
    with reading(sample_database) as session:
        found = inbox(session, Actor(rafael, ""))
    assert found.unread == 1
    assert found.notices[0].text.startswith("Lena Hartmann raised a flag on “Move into Quay Street")


def test_the_demotion_can_be_undone_and_nothing_is_left_over(
    sample_database: Engine, sample_ask: Callable[[Any], Any]
) -> None:
    comes_back = "Repaint the station pins on the map"
    made = sample_ask(select(Conversion).where(Conversion.kind == "demoted"))[0]
    with writing(sample_database) as session:
        assert undo(session, Actor(2, "Tomasz Wilk"), made.key, made.version).stays == ()
    assert sample_ask(select(KeyResult.dropped).where(KeyResult.title == comes_back)) == [False]
    assert sample_ask(select(Initiative.state).where(Initiative.title == comes_back)) == ["dropped"]


def test_a_demoted_key_result_keeps_its_check_ins_and_counts_nowhere(
    sample_database: Engine, sample_ask: Callable[[Any], Any]
) -> None:
    key = sample_ask(select(KeyResult.id).where(KeyResult.title == "Repaint the station pins on the map"))[0]
    assert sample_ask(select(func.count()).where(CheckIn.key_result_id == key)) == [2]
    with reading(sample_database) as session:
        counted = [item.key for row in mix_report(session, 4, None, Policy()).objectives for item in row.items]
    assert key not in counted


def test_the_history_tells_what_a_split_key_result_was_called(
    sample_database: Engine, sample_ask: Callable[[Any], Any]
) -> None:
    key = sample_ask(select(Conversion.from_key_result_id).where(Conversion.kind == "split"))[0]
    with reading(sample_database) as session:
        found = {(line.field, line.before) for line in history_of(session, {"key_result": [key]})}
    assert ("title", "Answer quickly and solve problems at once") in found


def test_a_database_in_use_is_refused_and_left_alone(sample_database: Engine, sample_loaded: LoadedSample) -> None:
    with writing(sample_database) as session, pytest.raises(NotAllowed, match="14 people and 6 teams"):
        load_sample(session, TODAY)
    with reading(sample_database) as session:
        assert session.exec(select(func.count(col(Objective.id)))).one() == 43


def test_a_missing_file_is_named(database: Engine, sample_folder: Path) -> None:
    (sample_folder / "teams.csv").unlink()
    with writing(database) as session, pytest.raises(NotFound, match=r"teams\.csv"):
        load_sample(session, TODAY, sample_folder)


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("key_results.csv", "trips/day,5200", "trips/day,many", "key_results.csv, row 2, baseline"),
        ("objectives.csv", "co3,fenwheel", "co3,nowhere", "no team with the key “nowhere”"),
        ("check_ins.csv", "co3-trips,1,", "co3-trips,first,", "“first” is not a whole number"),
        ("teams.csv", "fenwheel,Fenwheel,,", "fenwheel,Fenwheel,workshop,", "must stand in an earlier row"),
        ("people.csv", ",true", ",false", "nobody is an administrator"),
        ("flags.csv", "no_outcome", "no_idea", "flags.csv, row 2, kind: “no_idea” is not one of no_outcome"),
        ("flag_events.csv", "ship-the-app", "ship-it", "no flag with the key “ship-it”"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_and_nothing_is_stored(
    database: Engine, sample_folder: Path, file: str, before: str, after: str, message: str
) -> None:
    spoil(sample_folder, file, before, after)
    with writing(database) as session, pytest.raises(InvalidInput, match=message):
        load_sample(session, TODAY, sample_folder)
    with reading(database) as session:
        assert session.exec(select(Person.id)).all() == []
