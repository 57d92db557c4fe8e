"""Invented organisations: the sizes that were asked for, the same rows again, and nothing that breaks a rule."""

import hashlib
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import col, func, select

from domain.measurement import is_measurable
from domain.outcome_mix import is_output_heavy
from domain.policy import Policy
from domain.validation import check_measurement
from domain.vocabulary import CycleState, Exemption, FlagState, LabelSource, Measure
from models import (
    AuditEvent,
    Base,
    CheckIn,
    Cycle,
    Flag,
    FlagEvent,
    KeyResult,
    Membership,
    Notice,
    Objective,
    Person,
    Team,
)
from models.database import make_engine, migrate, reading, writing
from models.inputs import TeamInput
from services.errors import InvalidInput, NotAllowed
from services.generate import GeneratedCounts, generate
from services.integrity import check
from services.organisation import create_team
from services.permissions import Actor
from services.reporting.key_results import load_key_results
from services.reporting.outcome_mix import mix_report
from services.reporting.people import list_teams

TODAY = date(2026, 11, 23)
SMALL = {"teams": 12, "objectives": 30, "key_results": 150, "cycles": 3, "check_ins": 3000}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A small organisation that no test changes."""
    engine = generated_new(tmp_path_factory.mktemp("generated") / "small.db")
    generated_fill(engine)
    return engine


def generated_new(path: Path) -> Engine:
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    return engine


def generated_fill(engine: Engine, **changes: Any) -> GeneratedCounts:
    with writing(engine) as session:
        return generate(session, **{**SMALL, "today": TODAY, **changes})


def ask(engine: Engine, query: Any) -> Any:
    with reading(engine) as session:
        return session.exec(query).all()


def checksum(engine: Engine) -> str:
    """A number for everything that is stored."""
    digest = hashlib.sha256()
    with reading(engine) as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(text(f'SELECT * FROM "{table.name}" ORDER BY id')):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def test_objectives_and_key_results_count_by_cycle_and_check_ins_in_all(generated: Engine) -> None:
    by_cycle = (
        select(func.count())
        .select_from(KeyResult)
        .join(Objective, col(KeyResult.objective_id) == Objective.id)
        .group_by(col(Objective.cycle_id))
    )
    assert ask(generated, by_cycle) == [150, 150, 150]
    assert ask(generated, select(func.count()).select_from(Objective)) == [90]
    assert ask(generated, select(func.count()).select_from(CheckIn)) == [3000]
    assert ask(generated, select(func.count()).select_from(Team)) == [12]


def test_what_is_reported_is_what_is_stored(tmp_path: Path) -> None:
    engine = generated_new(tmp_path / "counted.db")
    counts = generated_fill(engine).counts
    for table in Base.metadata.sorted_tables:
        if table.name != "data_version":
            stored = ask(engine, select(func.count()).select_from(table))
            assert (table.name, stored) == (table.name, [counts[table.name]])


def test_the_same_seed_and_day_give_the_same_rows(generated: Engine, tmp_path: Path) -> None:
    again = generated_new(tmp_path / "again.db")
    generated_fill(again)
    assert checksum(again) == checksum(generated)


def test_another_seed_gives_other_rows(generated: Engine, tmp_path: Path) -> None:
    other = generated_new(tmp_path / "other.db")
    generated_fill(other, seed=8)
    assert checksum(other) != checksum(generated)


def test_it_fills_every_kind_of_database_soundly_and_numbering_goes_on(database: Engine) -> None:
    generated_fill(database)
    with reading(database) as session:
        assert check(session) == ()
    with writing(database) as session:
        assert create_team(session, Actor(1, ""), TeamInput(name="One more")) == 13


def test_only_the_last_cycle_is_active_and_today_lies_in_it(generated: Engine) -> None:
    cycles = ask(generated, select(Cycle).order_by(col(Cycle.starts_on)))
    assert [cycle.state for cycle in cycles] == [CycleState.CLOSED, CycleState.CLOSED, CycleState.ACTIVE]
    assert cycles[-1].name == "2026 Q4"
    assert (TODAY - cycles[-1].starts_on).days == (cycles[-1].ends_on - TODAY).days == 45


def test_teams_form_a_tree_of_three_levels(generated: Engine) -> None:
    with reading(generated) as session:
        assert Counter(team.depth for team in list_teams(session)) == {0: 1, 1: 3, 2: 8}


def test_every_team_has_one_lead_and_about_six_people(generated: Engine) -> None:
    roles = Counter(ask(generated, select(Membership.role)))
    assert roles["lead"] == 12
    assert 12 * 5 <= roles["lead"] + roles["member"] <= 12 * 7
    assert ask(generated, select(func.count()).where(col(Person.is_admin))) == [1]


def test_all_key_results_make_sense_and_every_measure_occurs(generated: Engine) -> None:
    with reading(generated) as session:
        rows = load_key_results(session, TODAY, Policy())
    assert {row.measurement.measure for row in rows} == set(Measure)
    assert all(is_measurable(row.measurement) and not check_measurement(row.measurement) for row in rows)


def test_an_objective_asks_at_most_one_question(generated: Engine) -> None:
    asked = select(KeyResult.objective_id).where(KeyResult.exemption == Exemption.BASELINE)
    assert max(Counter(ask(generated, asked)).values()) == 1


def test_teams_differ_in_how_much_they_aim_at_outcomes(generated: Engine) -> None:
    with reading(generated) as session:
        shares = [team.mix.share for team in mix_report(session, 3, None, Policy()).teams]
    assert max(shares) - min(shares) > 0.2


def test_labels_are_suggested_confirmed_and_overridden(generated: Engine) -> None:
    assert set(ask(generated, select(KeyResult.label_source))) == set(LabelSource)


def test_about_one_check_in_in_25_is_a_correction(generated: Engine) -> None:
    corrections = ask(generated, select(func.count()).where(col(CheckIn.supersedes_id).is_not(None)))[0]
    assert 0.02 < corrections / 3000 < 0.06


def test_check_ins_are_stored_in_the_order_in_which_they_were_written(generated: Engine) -> None:
    moments = ask(generated, select(CheckIn.entered_at).order_by(col(CheckIn.id)))
    assert moments == sorted(moments)
    assert moments[-1].date() < TODAY


def test_the_history_tells_who_checked_in(generated: Engine) -> None:
    told = select(AuditEvent.actor_id, CheckIn.author_id).join(CheckIn, col(AuditEvent.entity_id) == CheckIn.id)
    pairs = ask(generated, told.where(AuditEvent.entity == "check_in"))
    assert len(pairs) == 3000
    assert all(actor == author for actor, author in pairs)


def test_the_planner_knows_how_much_there_is(generated: Engine) -> None:
    with reading(generated) as session:
        measured = session.execute(text("SELECT DISTINCT tbl FROM sqlite_stat1")).scalars().all()
    assert {"check_in", "key_result", "objective"} <= set(measured)


def test_flags_are_raised_on_a_part_of_what_is_output_heavy(generated: Engine) -> None:
    with reading(generated) as session:
        rows = [row for cycle in (1, 2) for row in mix_report(session, cycle, None, Policy()).objectives]
    heavy = sum(is_output_heavy(row.mix) for row in rows)
    flagged = select(func.count()).select_from(Flag).join(Objective).where(col(Objective.cycle_id) < 3)
    assert 0.1 < ask(generated, flagged)[0] / heavy < 0.6


def test_flags_of_closed_cycles_are_closed_and_some_of_the_active_one_wait(tmp_path: Path) -> None:
    engine = generated_new(tmp_path / "more.db")
    generated_fill(engine, teams=40, objectives=200, key_results=800, check_ins=0)
    states = select(Cycle.state, Flag.state).join(Objective, Objective.cycle_id == Cycle.id).join(Flag)
    found = {cycle: {flag for each, flag in ask(engine, states) if each == cycle} for cycle in CycleState}
    assert found[CycleState.CLOSED] == {FlagState.RESOLVED, FlagState.DISMISSED}
    assert found[CycleState.ACTIVE] == set(FlagState)


def test_a_conversation_goes_forward_in_time_and_never_past_today(generated: Engine) -> None:
    events = ask(generated, select(FlagEvent).order_by(col(FlagEvent.id)))
    for earlier, later in pairwise(events):
        assert earlier.flag_id != later.flag_id or earlier.at <= later.at
    assert max(event.at for event in events).date() < TODAY


def test_a_resolved_flag_shows_another_text_before_than_after(generated: Engine) -> None:
    resolved = ask(generated, select(Flag).where(Flag.state == FlagState.RESOLVED))
    assert resolved
    assert any(flag.before["share"] < flag.after["share"] for flag in resolved)


def test_people_are_told_about_flags_and_have_read_the_older_notices(generated: Engine) -> None:
    notices = ask(generated, select(Notice))
    assert len(notices) > len(ask(generated, select(Flag)))
    assert all(notice.read_at for notice in notices if (TODAY - notice.at.date()).days > 1)


def test_progress_is_told_until_all_is_done(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    generated_fill(generated_new(tmp_path / "told.db"), report=lambda *step: told.append(step))
    assert ("Check-ins", 3000, 3000) in told
    assert all(0 <= done <= of for _, done, of in told)


def test_a_tiny_organisation_is_possible(tmp_path: Path) -> None:
    engine = generated_new(tmp_path / "tiny.db")
    generated_fill(engine, teams=1, objectives=1, key_results=1, cycles=1, check_ins=1)
    assert ask(engine, select(func.count()).select_from(CheckIn)) == [1]


@pytest.mark.parametrize("field", ["teams", "objectives", "key_results", "cycles"])
def test_none_of_something_is_refused(tmp_path: Path, field: str) -> None:
    with pytest.raises(InvalidInput, match=field.replace("_", "-")):
        generated_fill(generated_new(tmp_path / "refused.db"), **{field: 0})


def test_a_database_in_use_is_refused(tmp_path: Path) -> None:
    engine = generated_new(tmp_path / "used.db")
    generated_fill(engine, check_ins=10)
    with pytest.raises(NotAllowed, match="in use"):
        generated_fill(engine)
