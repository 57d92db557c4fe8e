"""The server is killed in the middle of a vote, and everybody goes on where they were from the address they had."""

import asyncio
import os
import re
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import select
from websockets.exceptions import WebSocketException

from benchmarks import serving
from benchmarks.driver import Tab
from domain.vocabulary import VoteKind
from models import Ballot
from models.base import utc_now
from models.database import make_engine, migrate, reading, writing
from models.planning_inputs import RoundInput
from services import votes
from services.reporting.sessions import planning_session
from services.sample import load_sample
from tests import planned
from tests.apart import run_apart
from tests.planned import Held

CONFIDENCE, DRAFTING = 6, 2
CLOCK = re.compile(r'role="timer"><span>(−?)(\d+):(\d\d)<')
NBSP = "\u00a0"


@dataclass
class Later:
    """What the screens showed once the server ran again on the same file."""

    shared: str
    left: float
    expected_left: float
    voted: str
    cut_off: str
    revealed: str
    drafts: str


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    """A session in the confidence vote, with a round open."""
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('killed') / 'outboard.db'}")
    migrate(engine)
    with writing(engine) as session:
        load_sample(session, date.today())
    held = planned.full(engine)
    held.go_to(CONFIDENCE, held.objectives[1])
    asked = RoundInput(kind=VoteKind.FIST, question="How far do you stand behind it?", objective_id=held.objectives[1])
    held.lead(votes.open_round, held.session, asked)
    yield held
    engine.dispose()


@pytest.fixture(scope="module")
def later(held: Held) -> Later:
    """Three vote, a fourth is cut off by the kill; then all open their addresses again."""
    url = str(held.engine.url)
    with serving.application(url) as server:
        run_apart(_voting_until_killed(server, held))
    with serving.application(url) as server:
        found: Later = run_apart(_going_on(server, held))
    return found


async def _voting_until_killed(server: serving.Server, held: Held) -> None:
    for token in held.tokens[:3]:
        async with Tab(f"{server.address}/take_part?p={token}") as tab:
            await _vote(tab)
    async with Tab(f"{server.address}/take_part?p={held.tokens[3]}") as tab:
        await tab.run()
        tab.fill(_ballot(tab), "4")
        pressed = asyncio.create_task(tab.click("Vote"))
        await asyncio.sleep(0.01)
        os.kill(server.process, signal.SIGKILL)
        with suppress(WebSocketException, OSError):
            await pressed


async def _vote(tab: Tab) -> None:
    await tab.run()
    tab.fill(_ballot(tab), "4")
    await tab.click("Vote")
    assert "Your vote: 4" in tab.text()


def _ballot(tab: Tab) -> str:
    return next(found.key for found in tab.elements.values() if re.fullmatch(r"ballot-\d+:value", found.key))


async def _going_on(server: serving.Server, held: Held) -> Later:
    leads = f"{server.address}/shared_screen?session={held.session}&stage={CONFIDENCE + 1}&as=Tomasz+Wilk"
    addresses = [leads, *(f"{server.address}/take_part?p={held.tokens[place]}" for place in (0, 3))]
    async with Tab(addresses[0]) as shared, Tab(addresses[1]) as voted, Tab(addresses[2]) as cut_off:
        for tab in (shared, voted, cut_off):
            await tab.run()
        shown, left, expected = shared.text(), _seconds(shared.text()), _left(held)
        first = voted.text()
        cut_off.fill(_ballot(cut_off), "4")
        await cut_off.click("Vote" if "Your vote: " not in cut_off.text() else "Change my vote")
        again = cut_off.text()
        await shared.click("reveal")
        revealed = shared.text()
        await shared.click(f"session-to-{DRAFTING}")
        await voted.tick()
        return Later(shown.replace(NBSP, " "), left, expected, first, again, revealed, voted.text())


def _seconds(shown: str) -> float:
    found = CLOCK.search(shown)
    assert found is not None
    return (int(found[2]) * 60 + int(found[3])) * (-1 if found[1] else 1)


def _left(held: Held) -> float:
    with reading(held.engine) as session:
        return planning_session(session, held.session).clock(utc_now()).left


def test_the_shared_screen_is_at_the_same_stage_with_the_same_objective(later: Later) -> None:
    assert "<h1>Confidence vote</h1>" in later.shared
    assert planned.OBJECTIVES[1] in later.shared


def test_the_clock_has_run_on_by_wall_time(later: Later) -> None:
    assert later.left < 15 * 60
    assert later.left == pytest.approx(later.expected_left, abs=5)


def test_every_vote_that_was_acknowledged_counts(later: Later, held: Held) -> None:
    counted = re.search(r"(\d) of 8 participants voted", later.shared)
    assert counted is not None
    assert counted[1] in "34"  # the vote that was cut off may have been stored or not
    assert "Your vote: 4" in later.voted


def test_a_vote_that_was_cut_off_is_given_again_and_counts_once(later: Later, held: Held) -> None:
    assert "Your vote: " in later.cut_off
    with reading(held.engine) as session:
        newest = max(session.exec(select(Ballot.round_id)))
        given = session.exec(select(Ballot.participant_id).where(Ballot.round_id == newest)).all()
    assert len(given) == len(set(given)) == 4


def test_the_facilitator_reveals_and_goes_on(later: Later) -> None:
    assert "4 votes" in later.revealed.replace(NBSP, " ")
    assert "<h1>Silent drafting</h1>" in later.drafts


def test_drafts_are_there(later: Later) -> None:
    assert f"{planned.OBJECTIVES[0]}, and tell others 0" in later.drafts
