"""What the sample company shows of planning and closing: scores, verdicts, lessons, decisions, drafts and ideas."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func
from sqlmodel import col, select

from domain.closing import check_ending
from domain.goal_changes import Fate
from domain.policy import Policy
from domain.vocabulary import CycleState, DecisionKind, DecisionState, ObjectiveState, VoteKind
from models import (
    AuditEvent,
    BacklogItem,
    Contribution,
    Cycle,
    KeyResult,
    Lesson,
    Objective,
    ObjectiveClosing,
    PlanningSession,
    Team,
)
from models.database import reading, writing
from services.errors import InvalidInput
from services.quarters import working_moment
from services.reporting.closing import ObjectiveEnd, ends_of_team, shares
from services.reporting.decisions import decisions_of_teams
from services.reporting.history import history_of
from services.reporting.session_record import SessionRecord, session_record
from services.sample import SAMPLE_FOLDER, load_sample
from services.taking_part import require_code

TODAY = date(2026, 11, 23)


@pytest.fixture
def planned_ask(sample_database: Engine) -> Callable[[Any], Any]:
    def ask(query: Any) -> Any:
        with reading(sample_database) as session:
            return session.exec(query).all()

    return ask


@pytest.fixture
def closed_ends(sample_database: Engine) -> tuple[ObjectiveEnd, ...]:
    """How all objectives of the closed cycles ended, as pages see them."""
    with reading(sample_database) as session:
        cycles = session.exec(select(Cycle.id).where(Cycle.state == CycleState.CLOSED)).all()
        places = [(team, cycle) for cycle in cycles for team in session.exec(select(Team.id)).all()]
        return tuple(end for place in places for end in ends_of_team(session, *place, TODAY, Policy()))


def test_every_end_in_a_closed_cycle_obeys_the_rules_and_has_its_words(closed_ends: tuple[ObjectiveEnd, ...]) -> None:
    assert len(closed_ends) == 24
    for end in closed_ends:
        assert end.verdict
        for row in end.key_results:
            assert row.ending
            assert row.score is not None
            assert list(check_ending(row.rule, row.computed, row.ending)) == [], row.key_result.title


def test_some_scores_were_adjusted_and_some_commitments_were_missed(closed_ends: tuple[ObjectiveEnd, ...]) -> None:
    endings = [row.ending for end in closed_ends for row in end.key_results if row.ending]
    assert sum(bool(ending.adjustment) for ending in endings) == 5
    assert sum(bool(ending.post_mortem) for ending in endings) == 20
    assert sum(bool(ending.learnt) for ending in endings) == 2


def test_the_outcome_share_rose_between_publishing_and_closing(sample_database: Engine) -> None:
    with reading(sample_database) as session:
        key, cycle_id = session.exec(select(Team.id).where(Team.name == "Rider app")).one(), 3
        then, now = shares(ends_of_team(session, key, cycle_id, TODAY, Policy()))
    assert then is not None
    assert now is not None
    assert then < now


def test_a_changed_target_proposed_a_decision_and_its_history_says_why(sample_database: Engine) -> None:
    with reading(sample_database) as session:
        rows = decisions_of_teams(session, None)
        (proposed,) = [row for row in rows if row.state == DecisionState.PROPOSED]
        assert proposed.key_result_id
        told = {
            (line.field, line.before, line.after)
            for line in history_of(session, {"key_result": [proposed.key_result_id]})
        }
    assert proposed.title.endswith("target from 140 hours to 150 hours")
    assert ("target", "140.0", "150.0") in told
    assert len(rows) == 7


def test_the_next_quarter_has_drafts_a_review_and_something_carried_over(planned_ask: Callable[[Any], Any]) -> None:
    of_next = select(Objective).join(Cycle, col(Objective.cycle_id) == Cycle.id).where(Cycle.name == "2027 Q1")
    found = planned_ask(of_next)
    (kept,) = [row.title for row in found if not row.shared]
    (carried,) = [row for row in found if row.carried_from_id]
    assert kept == "Visitors ride like people who live here"
    assert sum(row.state == ObjectiveState.IN_REVIEW for row in found) == 2
    assert planned_ask(select(Objective.title).where(Objective.id == carried.carried_from_id)) == [carried.title]
    lines = planned_ask(select(KeyResult.carried_from_id).where(KeyResult.objective_id == carried.id))
    assert len(lines) == 2
    assert all(lines)


def test_lessons_and_ideas_are_there_to_be_read(planned_ask: Callable[[Any], Any]) -> None:
    assert planned_ask(select(func.count(col(Lesson.id)))) == [11]
    assert planned_ask(select(func.count(col(BacklogItem.id)))) == [2]


@pytest.fixture
def session_kept(sample_database: Engine) -> SessionRecord:
    """The record of the planning session that has ended."""
    with reading(sample_database) as session:
        return session_record(session, 1, working_moment(TODAY, 0))


def test_the_ended_session_shows_all_that_a_record_can_hold(session_kept: SessionRecord) -> None:
    made = session_kept
    assert not made.so_far
    assert (len(made.participants), len(made.lessons), len(made.rounds)) == (6, 5, 5)
    assert [len(rows) for rows in (made.parked, made.questions, made.drafts_left)] == [3, 3, 5]
    assert [len(made.decided(kind)) for kind in DecisionKind] == [2, 2]
    assert [row.by for row in made.publications] == ["Amara Okafor", "Amara Okafor"]
    assert all(row.visits for row in made.course)
    assert sum(row.seconds for row in made.course) == 157 * 60


def test_its_code_can_be_typed_and_is_told_to_be_over(sample_database: Engine, session_kept: SessionRecord) -> None:
    with reading(sample_database) as session, pytest.raises(InvalidInput, match="This session has ended"):
        require_code(session, session_kept.session.code)


def test_its_goals_were_drafts_before_and_one_of_them_was_written_in_it(session_kept: SessionRecord) -> None:
    changed, new = session_kept.goals
    assert (changed.fate, new.fate) == (Fate.CHANGED, Fate.NEW)
    assert {(each.what, each.before) for each in changed.changes} == {
        ("Text", "From the app onto the bike"),
        ("State", "draft"),
    }
    assert [row.fate for row in changed.key_results] == [Fate.CHANGED] * 3 + [Fate.KEPT] * 2


def test_its_fist_of_five_was_taken_again_after_the_low_votes_had_spoken(session_kept: SessionRecord) -> None:
    first, second = [row.tally for row in session_kept.rounds if row.kind == VoteKind.FIST][:2]
    assert first
    assert second
    assert ([vote.value for vote in first.speakers], second.speakers) == ([1, 2], ())
    assert second.carried


def test_its_last_cycle_was_scored_before_it_and_its_goals_were_written_in_it(
    planned_ask: Callable[[Any], Any],
) -> None:
    (held,) = planned_ask(select(PlanningSession))
    own = select(Objective.id).where(Objective.team_id == held.team_id, Objective.cycle_id == held.last_cycle_id)
    ends = planned_ask(select(ObjectiveClosing.at).where(col(ObjectiveClosing.objective_id).in_(own)))
    assert ends
    assert max(ends) < held.started_at
    kept = planned_ask(select(Contribution).where(Contribution.kind == "draft", col(Contribution.objective_id) > 0))
    about = {"entity": "objective", "entity_id": kept[0].objective_id, "action": "created"}
    assert planned_ask(select(AuditEvent.at).filter_by(**about)) == [kept[0].settled_at]


def test_a_decision_of_the_sample_holds_the_numbers_of_its_own_day(sample_database: Engine) -> None:
    with reading(sample_database) as session:
        (proposed,) = [row for row in decisions_of_teams(session, None) if row.state == DecisionState.PROPOSED]
        assert proposed.then
        kept = proposed.then.of(proposed.key_result_id)
    assert kept
    assert "from 204 to 140\xa0hours" in kept.in_words
    assert kept.value is not None
    assert kept.progress == pytest.approx((kept.value - 204) / (140 - 204))


@pytest.mark.parametrize(
    ("file", "before", "after", "message"),
    [
        ("key_result_closings.csv", "ops3-full,false", "ops3-full,", "key_result_closings.csv, row 4, met"),
        ("key_result_closings.csv", "ops3-full,false", "ops3-vans,false", "says nothing"),
        ("objective_closings.csv", "co3,keep", "co3,keeps", "objective_closings.csv, row 2, verdict"),
        ("decisions.csv", ",,,140,", ",,,many,", "“many” is not a whole number"),
        ("session_ballots.csv", "a-sure,priya,6", "a-sure,nobody,6", "session_ballots.csv, row 26, participant"),
        ("session_rounds.csv", "rank,app-plan", "rank,elsewhere", "There is no planning session with the key"),
    ],
)
def test_a_cell_about_planning_that_does_not_fit_is_named(
    database: Engine, tmp_path: Path, file: str, before: str, after: str, message: str
) -> None:
    folder = Path(shutil.copytree(SAMPLE_FOLDER, tmp_path / "company"))
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    with writing(database) as session, pytest.raises(InvalidInput, match=message):
        load_sample(session, TODAY, folder)
