"""The record of a planning session on both databases: what it holds, who sees what, and the file it becomes."""

import re
from collections.abc import Callable
from datetime import UTC, date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import update
from typer.testing import CliRunner

from domain.goal_changes import Fate
from domain.planning import DEFAULT_STAGES
from domain.vocabulary import ContributionKind, CycleState, DecisionKind, LessonKind, VoteKind
from entrypoints.cli import cli
from models import Cycle
from models.base import utc_now
from models.database import writing
from models.planning_inputs import (
    BallotInput,
    ContributionInput,
    DecisionInput,
    JoinInput,
    LessonInput,
    RoundInput,
    SessionInput,
    StageInput,
)
from services import closing, decisions, keeping, key_results, publishing, sessions, taking_part, votes
from services.errors import NotFound
from services.records import as_file, file_name
from services.reporting.session_record import SessionRecord, session_record
from tests.factories import Company, key_result_input

Do = Callable[..., Any]
STAGES = tuple(StageInput(kind=stage.kind, title=stage.title, minutes=stage.minutes) for stage in DEFAULT_STAGES)
SCRIPT = '<script src="https://example.com/x.js">alert(1)</script>'


@pytest.fixture
def company(a_team_with_an_open_cycle: Company) -> Company:
    return a_team_with_an_open_cycle


@pytest.fixture
def held(act: Do, company: Company) -> int:
    """A session that runs, with a member and a guest."""
    planned = SessionInput(team_id=company.checkout, cycle_id=company.cycle, title="Plan <the> summer", stages=STAGES)
    opened = act(sessions.prepare_session, company["lead"], planned)
    act(sessions.start_session, company["lead"], opened.session_id)
    return opened.session_id


@pytest.fixture
def join(act: Do, ask: Do, held: int) -> Callable[..., str]:
    def joined(**who: Any) -> str:
        code = ask(lambda session: session_record(session, held, utc_now()).session.code)
        return act(taking_part.join, JoinInput(code=code, **who))

    return joined


@pytest.fixture
def record(ask: Do, held: int) -> Callable[..., SessionRecord]:
    return lambda **given: ask(session_record, held, utc_now(), **given)


def test_a_session_that_is_not_there_has_no_record(ask: Do, company: Company) -> None:
    with pytest.raises(NotFound, match="does not exist"):
        ask(session_record, 4711, utc_now())


def test_a_running_session_has_its_record_so_far(record: Callable[..., SessionRecord], company: Company) -> None:
    found = record()
    assert (found.so_far, [row.fate for row in found.goals]) == (True, [Fate.KEPT])
    assert [stage.title for stage in found.course if stage.visits] == ["Lessons of the last cycle"]


def test_a_changed_target_stands_with_its_old_and_its_new_number(
    act: Do, record: Callable[..., SessionRecord], company: Company
) -> None:
    entered = key_result_input(company.objective, company["member"].person_id, target=45.0)
    act(key_results.update_key_result, company["lead"], company.key_result, 1, entered)
    (told,) = [row for row in record().goals[0].key_results if row.changes]
    assert [(change.what, change.after) for change in told.changes] == [("Aim", "increase from 20 to 45\xa0%")]


def test_an_ended_session_keeps_its_record_whatever_happens_afterwards(
    act: Do, record: Callable[..., SessionRecord], held: int, company: Company
) -> None:
    act(sessions.end_session, company["lead"], held)
    lesson = LessonInput(cycle_id=company.cycle, team_id=company.checkout, kind=LessonKind.PLUS, text="Too late")
    act(closing.add_lesson, company["lead"], lesson)
    entered = key_result_input(company.objective, company["member"].person_id, title="Something else")
    act(key_results.update_key_result, company["lead"], company.key_result, 1, entered)
    found = record()
    assert (found.so_far, found.lessons, [row.fate for row in found.goals]) == (False, (), [Fate.KEPT])


def test_the_course_tells_how_long_each_stage_was_on_the_screen(act: Do, ask: Do, held: int, company: Company) -> None:
    act(sessions.go_to_stage, company["lead"], held, 4)
    later = utc_now() + timedelta(minutes=10)
    first, clinic, *others = ask(session_record, held, later).course
    assert (first.title, clinic.title, clinic.allowed) == ("Lessons of the last cycle", "Key result clinic", 2700)
    assert first.seconds < 60
    assert 590 < clinic.seconds <= 601
    assert {(stage.first, stage.seconds, stage.visits) for stage in others} == {(None, 0, 0)}


def test_a_stage_that_was_come_back_to_is_told_once_with_all_its_time(
    act: Do, ask: Do, record: Callable[..., SessionRecord], held: int, company: Company
) -> None:
    for place in (1, 0, 1, 4, 1):
        act(sessions.go_to_stage, company["lead"], held, place)
    lessons, reading, clinic, *_ = ask(session_record, held, utc_now() + timedelta(minutes=7)).course
    assert [stage.visits for stage in (lessons, reading, clinic)] == [2, 3, 1]
    assert lessons.first == record().session.started_at
    assert lessons.first <= reading.first <= clinic.first
    assert 415 < reading.seconds <= 421
    told = as_file(record(), UTC).split("<h2>Course</h2>")[1]
    assert told.count("Silent reading") == 1
    assert "3 visits" in told
    assert "Not on the screen yet: Silent drafting, Rank and keep 2 to 5" in told


def test_the_time_of_a_stage_goes_where_the_stage_goes(act: Do, ask: Do, held: int, company: Company) -> None:
    act(sessions.go_to_stage, company["lead"], held, 1)
    act(sessions.change_stages, company["lead"], held, version(ask, held), (STAGES[4], STAGES[1], STAGES[0]))
    act(sessions.change_stages, company["lead"], held, version(ask, held), (STAGES[0], STAGES[4], STAGES[1]))
    act(sessions.go_to_stage, company["lead"], held, 1)
    found = ask(session_record, held, utc_now() + timedelta(minutes=7)).course
    assert [(stage.title, stage.visits) for stage in found] == [(STAGES[place].title, 1) for place in (0, 1, 4)]
    assert found[2].seconds > 415


def test_a_stage_that_was_dropped_keeps_its_title_and_time(act: Do, ask: Do, held: int, company: Company) -> None:
    act(sessions.go_to_stage, company["lead"], held, 1)
    act(sessions.change_stages, company["lead"], held, version(ask, held), (STAGES[0], STAGES[4]))
    found = ask(session_record, held, utc_now() + timedelta(minutes=7)).course
    assert [(stage.title, stage.visits) for stage in found] == [(STAGES[place].title, 1) for place in (0, 1, 4)]
    assert found[1].seconds < 60 < 415 < found[2].seconds


def version(ask: Do, held: int) -> int:
    return ask(session_record, held, utc_now()).session.version


def test_what_was_parked_asked_drafted_and_decided_is_told_apart(
    act: Do, join: Callable[..., str], record: Callable[..., SessionRecord], held: int, company: Company
) -> None:
    guest = join(name="Gus")
    for kind in ContributionKind:
        act(taking_part.contribute, guest, ContributionInput(kind=kind, text=f"A {kind}"))
    for kind in DecisionKind:
        said = DecisionInput(team_id=company.checkout, kind=kind, title=f"One {kind}", session_id=held)
        act(decisions.decide, company["lead"], said)
    found = record()
    written = [[row.text for row in rows] for rows in (found.parked, found.questions, found.drafts_left)]
    assert written == [["A parking"], ["A question"], ["A draft"]]
    assert [row.title for row in found.decided(DecisionKind.NOT_DOING)] == ["One not_doing"]


def test_a_draft_that_became_an_objective_is_new_and_no_longer_left_over(
    act: Do, join: Callable[..., str], record: Callable[..., SessionRecord], company: Company
) -> None:
    draft = act(taking_part.contribute, join(name="Gus"), ContributionInput(kind=ContributionKind.DRAFT, text="Ride"))
    act(keeping.keep_draft, company["lead"], draft)
    found = record()
    assert [(row.title, row.fate) for row in found.goals][-1] == ("Ride", Fate.NEW)
    assert found.drafts_left == ()


def test_an_anonymous_vote_stays_anonymous_and_an_open_one_hidden(
    act: Do, join: Callable[..., str], record: Callable[..., SessionRecord], held: int, company: Company
) -> None:
    asked = RoundInput(kind=VoteKind.FIST, question="Do we go?", anonymous=True)
    opened = act(votes.open_round, company["lead"], held, asked)
    act(votes.vote, join(name="Gustav"), opened, BallotInput(value=1, remark="No baseline"))
    hidden = as_file(record(), UTC)
    assert "1\xa0vote so far, hidden" in hidden
    assert "No baseline" not in hidden
    act(votes.reveal, company["lead"], opened)
    shown = as_file(record(), UTC)
    votes_told = shown[shown.index("<h2>Votes") : shown.index("<h2>Decisions")]
    assert "1: No baseline" in votes_told
    assert "Gustav" not in votes_told


def test_others_do_not_read_what_the_team_has_not_shared_yet(
    act: Do, join: Callable[..., str], record: Callable[..., SessionRecord], held: int, company: Company,
    company_database: Engine,
) -> None:  # fmt: skip
    draft = act(taking_part.contribute, join(name="Gus"), ContributionInput(kind=ContributionKind.DRAFT, text="Ride"))
    kept = act(keeping.keep_draft, company["lead"], draft)
    act(publishing.share_draft, company["lead"], company.objective)
    about = RoundInput(kind=VoteKind.FIST, question="Do we stand behind “Ride”?", objective_id=kept)
    act(votes.reveal, company["lead"], act(votes.open_round, company["lead"], held, about))
    with writing(company_database) as session:
        session.exec(update(Cycle).where(Cycle.id == company.cycle).values(state=CycleState.PLANNING))
        session.commit()
    found = record(of_teams=frozenset({company.support}))
    assert (found.kept_to_team, len(found.goals)) == (1, 1)
    assert "Ride" not in as_file(found, UTC)
    assert "Ride" in as_file(record(), UTC)


class Fetching(HTMLParser):
    """Collects what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag in {"script", "link", "img", "iframe", "object", "a"} or names & {"src", "href", "onclick", "onload"}:
            self.found.append(tag)


def test_the_file_runs_and_fetches_nothing_whatever_people_wrote(
    act: Do, join: Callable[..., str], record: Callable[..., SessionRecord]
) -> None:
    guest = join(name="<img src=x onerror=alert(1)>")
    act(taking_part.contribute, guest, ContributionInput(kind=ContributionKind.PARKING, text=SCRIPT))
    act(taking_part.learn, guest, LessonKind.MINUS, SCRIPT)
    made = as_file(record(), UTC)
    reader = Fetching()
    reader.feed(made)
    assert reader.found == []
    assert not re.search(r"url\(|@import", made)
    assert made.count("&lt;script src=") == 2


def test_every_element_of_the_file_is_closed(record: Callable[..., SessionRecord]) -> None:
    made = as_file(record(), UTC)
    for tag in ("main", "section", "article", "table", "ul", "dl", "div", "p"):
        assert made.count(f"<{tag}>") + made.count(f"<{tag} ") == made.count(f"</{tag}>"), tag


def test_the_file_has_a_name_that_every_system_takes(record: Callable[..., SessionRecord], held: int) -> None:
    assert file_name(record()) == f"record-{held}-plan-the-summer.html"


def test_the_command_writes_the_file(
    held: int, company_database: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))
    target = tmp_path / "record.html"
    done = CliRunner().invoke(cli, ["session-record", "--session", str(held), "--out", str(target)])
    assert (done.exit_code, "so far" in done.output) == (0, True)
    assert target.read_text().startswith("<!doctype html>")
    assert "Plan &lt;the&gt; summer" in target.read_text()
    assert str(date.today().year) in target.read_text()
