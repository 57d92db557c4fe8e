"""The sender: a thread beside the application that carries waiting messages to webhooks.

It looks once a second, and only every five seconds where there is no webhook. Each webhook with a message due gets
a thread of its own, so a slow receiver holds up nobody but itself; pages and transactions never wait for any.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from entrypoints.posting import TIMEOUT, send
from models.database import make_engine, reading, writing
from services.deliveries import Answer, Outgoing, active_webhooks, claim, forget_old, record

LOG = logging.getLogger(__name__)
EVERY, EVERY_WITHOUT_WEBHOOK = 1.0, 5.0  # seconds
TIDY_EVERY = timedelta(hours=1)

Send = Callable[[Outgoing], Answer]


def send_next(engine: Engine, webhook_id: int, send_it: Send = send) -> bool:
    """Send the next message that is due to a webhook, and tell whether there was one.

    The message is claimed in one transaction and its result written in another: none is open while it is sent.
    """
    with writing(engine) as session:
        message = claim(session, webhook_id, _now())
    if message is None:
        return False
    answer = send_it(message)
    with writing(engine) as session:
        record(session, message, answer, _now())
    return True


class Sender:
    """Sends what is due until it is stopped; several, in one or many processes, never send the same message at once."""

    def __init__(self, engine: Engine, every: float = EVERY, send_it: Send = send) -> None:
        self._engine, self._every, self._send = engine, every, send_it
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="webhooks", daemon=True)
        self._workers: dict[int, Thread] = {}
        self._tidied = datetime.min.replace(tzinfo=UTC)

    def start(self) -> None:
        """Begin to look for messages."""
        self._thread.start()

    def stop(self) -> None:
        """Send nothing more, and wait for what is being sent at this moment, as long as an attempt may take."""
        self._stopped.set()
        self._thread.join()
        for worker in self._workers.values():
            worker.join(TIMEOUT + 1)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                pause = self._look()
            except DBAPIError as problem:
                LOG.warning("The database could not be asked for waiting messages: %s", type(problem.orig).__name__)
                pause = EVERY_WITHOUT_WEBHOOK
            self._stopped.wait(pause)

    def _look(self) -> float:
        """Have everything sent that is due, and return how many seconds to wait before the next look."""
        now = _now()
        with reading(self._engine) as session:
            found = active_webhooks(session, now)
        if now - self._tidied >= TIDY_EVERY:
            self._tidied = now
            with writing(self._engine) as session:
                forget_old(session, now)
        for webhook_id, is_due in found.items():
            if is_due:
                self._set_to_work(webhook_id)
        return self._every if found else EVERY_WITHOUT_WEBHOOK

    def _set_to_work(self, webhook_id: int) -> None:
        self._workers = {key: worker for key, worker in self._workers.items() if worker.is_alive()}
        if webhook_id not in self._workers:
            worker = Thread(target=self._send_all, args=(webhook_id,), name=f"webhook-{webhook_id}", daemon=True)
            self._workers[webhook_id] = worker
            worker.start()

    def _send_all(self, webhook_id: int) -> None:
        try:
            while not self._stopped.is_set() and send_next(self._engine, webhook_id, self._send):
                pass
        except DBAPIError as problem:  # the claim runs out after a minute, then the message is sent again
            LOG.warning("The database could not note a message to a webhook: %s", type(problem.orig).__name__)


@contextmanager
def sending(url: str) -> Iterator[None]:
    """Run a sender for a database as long as the block lasts."""
    engine = make_engine(url)
    sender = Sender(engine)
    sender.start()
    try:
        yield
    finally:
        sender.stop()
        engine.dispose()


def _now() -> datetime:
    return datetime.now(UTC)
