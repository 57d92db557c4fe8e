"""A planning session under way with its screens: the shared one, the facilitator's, and one for each participant."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sqlmodel import text

from benchmarks.driver import PageFailed, Tab
from domain.planning import DEFAULT_STAGES
from models.database import make_engine, reading, writing
from models.planning_inputs import JoinInput, SessionInput, StageInput
from services import sessions, taking_part
from services.permissions import Actor

PATIENCE = 10.0  # seconds until what a screen does not show counts as lost
WHO = "SELECT id, name FROM person WHERE is_admin AND is_active ORDER BY id LIMIT 1"
BUSIEST = """
    SELECT o.team_id, o.cycle_id, (SELECT max(id) FROM cycle WHERE state = 'closed') FROM objective o
    JOIN cycle c ON c.id = o.cycle_id AND c.state = 'active'
    JOIN key_result k ON k.objective_id = o.id WHERE NOT k.dropped
    GROUP BY o.team_id, o.cycle_id ORDER BY count(*) DESC, o.team_id LIMIT 1
"""
Wanted = Callable[[Tab], bool]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A session that nobody has opened yet: whose it is, and the tokens of those who have joined."""

    key: int
    facilitator: str
    tokens: tuple[str, ...]


@dataclass(slots=True)
class Screen:
    """An open screen; it does one thing at a time, as a browser's tab does."""

    tab: Tab
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    wanted: Wanted | None = None
    shown: asyncio.Event = field(default_factory=asyncio.Event)
    at: float = 0.0

    def note(self) -> None:
        """Note when the screen came to show what is waited for."""
        if self.wanted is not None and self.wanted(self.tab):
            self.wanted, self.at = None, time.perf_counter()
            self.shown.set()

    async def until(self, wanted: Wanted) -> float | None:
        """Return the moment at which the screen shows something, or None if it does not in time."""
        self.wanted = wanted
        self.shown.clear()
        try:
            await asyncio.wait_for(self.shown.wait(), PATIENCE)
        except TimeoutError:
            return None
        return self.at

    async def press(self, name: str, **fields: object) -> None:
        """Press the button whose key begins like this, with the fields of its form filled in."""
        async with self.turn:
            for key, value in fields.items():
                self.tab.fill(key, value)
            found = next((each for each in self.tab.all("button") if each.key.startswith(name)), None)
            await self.tab.click(found.key if found else name)
            self.note()


@dataclass(frozen=True, slots=True)
class Room:
    """The screens of one session."""

    shared: Screen
    facilitator: Screen
    participants: Sequence[Screen]

    @property
    def screens(self) -> tuple[Screen, ...]:
        """Return all of them."""
        return (self.shared, self.facilitator, *self.participants)


def prepare(url: str, participants: int) -> Prepared:
    """Prepare a session of the team with the most key results, and let guests join it."""
    engine = make_engine(url)
    with reading(engine) as session:
        connection = session.connection()
        who = Actor(*connection.execute(text(WHO)).one())
        team, cycle, last = connection.execute(text(BUSIEST)).one()
    stages = tuple(StageInput(kind=each.kind, title=each.title, minutes=each.minutes) for each in DEFAULT_STAGES)
    planned = SessionInput(team_id=team, cycle_id=cycle, last_cycle_id=last, title="Planning", stages=stages)
    with writing(engine) as session:
        opened = sessions.prepare_session(session, who, planned)
    tokens = []
    for number in range(participants):
        with writing(engine) as session:
            tokens.append(taking_part.join(session, JoinInput(code=opened.code, name=f"Guest {number + 1}")))
    engine.dispose()
    return Prepared(opened.session_id, who.name, tuple(tokens))


@asynccontextmanager
async def entered(server: str, prepared: Prepared) -> AsyncIterator[Room]:
    """Open all screens, and let each look for news at moments of its own until the end."""
    leads = f"{server}/shared_screen?{urlencode({'session': prepared.key, 'as': prepared.facilitator})}"
    addresses = [leads, leads, *(f"{server}/take_part?p={token}" for token in prepared.tokens)]
    async with AsyncExitStack() as stack:
        shared, facilitator, *others = [Screen(await _open(stack, address)) for address in addresses]
        room = Room(shared, facilitator, others)
        over = asyncio.Event()
        looking = [asyncio.create_task(_look(screen, over)) for screen in room.screens]
        yield room
        over.set()
        await asyncio.gather(*looking)


async def _open(stack: AsyncExitStack, address: str) -> Tab:
    tab = await stack.enter_async_context(Tab(address))
    await tab.run()
    if not tab.timers:
        raise PageFailed(f"{address} does not follow the session: {tab.text()[-500:]}")
    return tab


async def _look(screen: Screen, over: asyncio.Event) -> None:
    await asyncio.sleep(random.random())
    while not over.is_set():
        began = time.perf_counter()
        async with screen.turn:
            await screen.tab.tick()
            screen.note()
        await asyncio.sleep(max(0.0, min(screen.tab.timers.values()) - (time.perf_counter() - began)))
