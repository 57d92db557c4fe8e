"""Messages on their way to a real HTTP receiver: signed, once, tried again, and never in anybody's way."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Barrier, Event
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from typer.testing import CliRunner

from domain.formatting import NBSP
from domain.messages import BACK_OFF, sign
from domain.vocabulary import DeliveryState
from entrypoints.cli import cli
from entrypoints.posting import MOST_READ, post, send
from entrypoints.sending import Sender, send_next
from models.base import utc_now
from models.database import reading, writing
from models.inputs import WebhookInput
from services import deliveries, flags, webhooks
from services.deliveries import Answer, Outgoing, claim, forget_old, record
from services.errors import NotPossible
from services.permissions import Actor
from services.reporting.webhooks import DeliveryRow, delivery_log
from tests.factories import Company, flag_input
from tests.receiver import Receiver, always, endless, first, hanging, listening, not_http, trickling

Act = Callable[..., Any]
SECRET = "a-secret-of-at-least-sixteen"
SHORT = 0.3  # seconds, in place of five
PATIENCE = 20
PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture
def set_up(act: Act, admin: Actor) -> Act:
    """Sets up a webhook for an address and returns its id."""

    def made(url: str, name: str = "Chat") -> int:
        return act(webhooks.create_webhook, admin, WebhookInput(name=name, url=url, secret=SECRET)).webhook_id

    return made


@pytest.fixture
def raise_flag(act: Act, a_team_with_an_open_cycle: Company) -> Callable[[], int]:
    company = a_team_with_an_open_cycle
    return lambda: act(flags.raise_flag, company["lead"], flag_input(company.objective))


@pytest.fixture
def log(ask: Act) -> Callable[[], list[DeliveryRow]]:
    return lambda: list(ask(delivery_log).rows)


@pytest.fixture
def unused_address() -> Iterator[str]:
    """An address at which nothing listens, kept free as long as the test runs."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


def make_due(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE delivery SET next_attempt_at = created_at"))


def until(condition: Callable[[], object]) -> None:
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, "it did not happen"
        sleep(0.02)


def is_signed(receiver: Receiver, number: int = 0) -> bool:
    got = receiver.got[number]
    timestamp = int(got.headers["X-Outboard-Timestamp"])
    assert abs(timestamp - datetime.now(UTC).timestamp()) < 60
    return got.headers["X-Outboard-Signature"] == sign(SECRET, timestamp, got.body)


def test_a_flag_arrives_signed_with_its_headers(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    with listening(always(200)) as receiver:
        webhook = set_up(receiver.url)
        flag = raise_flag()
        assert send_next(company_database, webhook)
    (got,) = receiver.got
    assert is_signed(receiver)
    assert got.path == "/hooks/flags?room=7"
    assert got.headers["X-Outboard-Event"] == "flag.raised"
    assert got.headers["X-Outboard-Delivery"] == str(log()[0].key)
    assert got.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(got.body)["flag_id"] == flag
    assert (log()[0].state, log()[0].last_status, log()[0].attempts) == (DeliveryState.DELIVERED, 200, 1)


def test_a_message_that_is_refused_at_first_is_tried_again_with_a_new_signature(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    with listening(first(500, then=200)) as receiver:
        webhook = set_up(receiver.url)
        raise_flag()
        send_next(company_database, webhook)
        (failed,) = log()
        assert not send_next(company_database, webhook)  # it is not due yet
        make_due(company_database)
        send_next(company_database, webhook)
    assert (failed.state, failed.last_status) == (DeliveryState.WAITING, 500)
    assert failed.last_error == "Answered 500; only 200 to 299 means that the message was taken."
    assert failed.next_attempt_at is not None
    assert (log()[0].state, log()[0].attempts, log()[0].last_error) == (DeliveryState.DELIVERED, 2, "")
    assert len({got.headers["X-Outboard-Delivery"] for got in receiver.got}) == 1
    assert is_signed(receiver, 1)


def test_attempts_are_further_and_further_apart_and_then_given_up(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    webhook = set_up("http://127.0.0.1:9/")
    raise_flag()
    now, waits = utc_now(), []
    for _ in BACK_OFF:
        with writing(company_database) as session:
            sent = claim(session, webhook, now)
            assert sent is not None
            record(session, sent, Answer(None, "Nothing listens there."), now)
        waits.append(log()[0].next_attempt_at - now)
        now = log()[0].next_attempt_at
    with writing(company_database) as session:
        record(session, claim(session, webhook, now), Answer(None, "Nothing listens there."), now)
    assert waits == list(BACK_OFF)
    assert (log()[0].state, log()[0].attempts) == (DeliveryState.GIVEN_UP, 7)


@pytest.mark.parametrize("answering", [hanging, trickling], ids=["hanging", "trickling"])
def test_a_receiver_that_never_ends_its_answer_is_left(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act, answering: Any
) -> None:
    with listening(answering) as receiver:
        webhook = set_up(receiver.url)
        raise_flag()
        send_next(company_database, webhook, partial(send, timeout=SHORT))
        assert not receiver.end.is_set()
    assert (log()[0].state, log()[0].last_error) == (DeliveryState.WAITING, "No answer within 0.3 seconds.")


def test_an_address_at_which_nothing_listens_is_said_so(unused_address: str) -> None:
    assert post(unused_address, b"{}", {}).error == "The host refuses the connection: nothing listens there."


def test_a_host_that_does_not_exist_is_said_so() -> None:
    assert post("http://nobody.invalid/", b"{}", {}).error == "The host's name cannot be found."


def test_a_receiver_without_a_certificate_is_refused() -> None:
    with listening(always(200)) as receiver:
        answer = post(f"https://127.0.0.1:{receiver.port}/", b"{}", {})
    assert (answer.status, answer.error) == (None, "The host's certificate is not valid, or it does not speak HTTPS.")
    assert receiver.got == []


def test_what_is_not_http_counts_as_a_failure() -> None:
    with listening(not_http) as receiver:
        assert "the answer was not HTTP" in post(receiver.url, b"{}", {}).error


def test_a_redirect_is_not_followed() -> None:
    with listening(always(200)) as elsewhere:
        with listening(lambda handler, _: handler.finish_with(302, Location=elsewhere.url)) as receiver:
            answer = post(receiver.url, b"{}", {})
        assert (len(receiver.got), elsewhere.got) == (1, [])
    assert answer.status == 302
    assert answer.error.startswith("Answered 302, a redirect, which is not followed.")


def test_an_answer_without_an_end_is_read_a_little_and_left() -> None:
    with listening(endless) as receiver:
        answer = post(receiver.url, b"{}", {})
        assert not receiver.end.is_set()
    assert MOST_READ <= 4096
    assert (answer.status, answer.arrived) == (200, True)


@pytest.mark.parametrize("at_once", [2, 4])
def test_senders_at_the_same_time_deliver_each_message_exactly_once(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act, at_once: int
) -> None:
    together = Barrier(at_once)

    def send_all(webhook: int) -> None:
        together.wait()
        while send_next(company_database, webhook):
            pass

    with listening(always(204)) as receiver:
        webhook = set_up(receiver.url)
        raised = [raise_flag() for _ in range(8)]
        with ThreadPoolExecutor(at_once) as threads:
            list(threads.map(send_all, [webhook] * at_once))
    assert sorted(json.loads(got.body)["flag_id"] for got in receiver.got) == raised
    assert {row.state for row in log()} == {DeliveryState.DELIVERED}


def test_two_whole_senders_deliver_each_message_exactly_once(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    senders = [Sender(company_database, every=0.02) for _ in range(2)]
    with listening(always(200)) as receiver:
        set_up(receiver.url)
        for sender in senders:
            sender.start()
        raised = [raise_flag() for _ in range(5)]
        until(lambda: len(log()) == 5 and all(row.state == DeliveryState.DELIVERED for row in log()))
        for sender in senders:
            sender.stop()
    assert sorted(json.loads(got.body)["flag_id"] for got in receiver.got) == raised


def test_a_receiver_that_hangs_holds_up_no_other(company_database: Engine, set_up: Act, raise_flag: Act) -> None:
    sender = Sender(company_database, every=0.02)
    with listening(hanging) as slow, listening(always(200)) as quick:
        set_up(slow.url, "Slow")
        set_up(quick.url, "Quick")
        sender.start()
        flag = raise_flag()
        until(lambda: quick.got)
        assert not slow.end.is_set()
        slow.end.set()
        sender.stop()
    assert json.loads(quick.got[0].body)["flag_id"] == flag


def test_raising_a_flag_uses_no_network(
    set_up: Act, raise_flag: Act, log: Act, monkeypatch: pytest.MonkeyPatch, unused_address: str
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was used")

    set_up(unused_address)
    monkeypatch.setattr("urllib3.util.connection.create_connection", refuse)
    raise_flag()
    assert [row.state for row in log()] == [DeliveryState.WAITING]


def test_no_transaction_is_open_while_a_message_is_sent(company_database: Engine, set_up: Act, raise_flag: Act) -> None:
    webhook, raised = set_up("http://127.0.0.1:9/"), []

    def write_meanwhile(_: Outgoing) -> Answer:
        raised.append(raise_flag())  # would wait for ten seconds, and fail, if the sender held the database
        return Answer(200)

    raise_flag()
    assert send_next(company_database, webhook, write_meanwhile)
    assert len(raised) == 1


def test_a_message_whose_sender_died_is_taken_over_after_a_minute(
    company_database: Engine, set_up: Act, raise_flag: Act
) -> None:
    webhook, now = set_up("http://127.0.0.1:9/"), utc_now()
    raise_flag()
    now = utc_now()
    with writing(company_database) as session:
        taken = claim(session, webhook, now)
        early = claim(session, webhook, now + timedelta(seconds=59))
        later = claim(session, webhook, now + timedelta(seconds=61))
    assert taken is not None
    assert early is None
    assert later is not None
    assert (later.delivery_id, later.attempt) == (taken.delivery_id, 2)


def test_a_late_failure_does_not_undo_what_another_sender_delivered(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    webhook = set_up("http://127.0.0.1:9/")
    raise_flag()
    now = utc_now()
    with writing(company_database) as session:
        slow = claim(session, webhook, now)
        quick = claim(session, webhook, now + timedelta(minutes=2))
        record(session, quick, Answer(200), now)
        record(session, slow, Answer(None, "Too slow."), now)
    assert (log()[0].state, log()[0].last_error) == (DeliveryState.DELIVERED, "")


def test_a_message_that_was_given_up_can_be_sent_again_under_its_number(
    company_database: Engine, act: Act, admin: Actor, set_up: Act, raise_flag: Act, log: Act
) -> None:
    with listening(always(200)) as receiver:
        webhook = set_up(receiver.url)
        raise_flag()
        with company_database.begin() as connection:
            connection.execute(text("UPDATE delivery SET state = 'given_up', attempts = 7, last_error = 'Dead.'"))
        (given_up,) = log()
        for _ in range(2):
            act(deliveries.send_again, admin, given_up.key, request_key="twice")
        assert send_next(company_database, webhook)
    assert [got.headers["X-Outboard-Delivery"] for got in receiver.got] == [str(given_up.key)]
    assert (log()[0].state, log()[0].attempts) == (DeliveryState.DELIVERED, 1)


def test_a_message_on_its_way_is_not_sent_again(act: Act, admin: Actor, set_up: Act, raise_flag: Act, log: Act) -> None:
    set_up("http://127.0.0.1:9/")
    raise_flag()
    with pytest.raises(NotPossible, match="on its way already"):
        act(deliveries.send_again, admin, log()[0].key)


def test_a_message_to_a_webhook_that_is_off_is_not_sent_again(
    act: Act, admin: Actor, set_up: Act, raise_flag: Act, log: Act
) -> None:
    webhook = set_up("http://127.0.0.1:9/")
    raise_flag()
    act(webhooks.set_active, admin, webhook, 1, False)
    assert not log()[0].can_be_sent_again
    with pytest.raises(NotPossible, match="Switch it on"):
        act(deliveries.send_again, admin, log()[0].key)


def test_messages_that_arrived_are_forgotten_after_thirty_days_and_those_that_wait_are_not(
    company_database: Engine, set_up: Act, raise_flag: Act, log: Act
) -> None:
    webhook = set_up("http://127.0.0.1:9/")
    kept, delivered = raise_flag(), raise_flag()
    send_next(company_database, webhook, lambda message: Answer(200))
    assert kept != delivered
    ask_after = {}
    for days in (29, 31):
        with writing(company_database) as session:
            ask_after[days] = forget_old(session, utc_now() + timedelta(days=days))
    assert ask_after == {29: 0, 31: 1}
    assert [row.state for row in log()] == [DeliveryState.WAITING]


def test_looking_for_messages_takes_one_statement(company_database: Engine, set_up: Act, raise_flag: Act) -> None:
    asked: list[str] = []
    event.listen(company_database, "before_cursor_execute", lambda *given: asked.append(given[2]))
    webhook = set_up("http://127.0.0.1:9/")
    found = []
    for _ in range(2):
        asked.clear()
        with reading(company_database) as session:
            found.append(deliveries.active_webhooks(session, utc_now()))
        assert len([statement for statement in asked if not statement.startswith("BEGIN")]) == 1
        raise_flag()
    assert found == [{webhook: False}, {webhook: True}]


def test_the_application_sends_a_flag_that_is_raised_while_it_runs_and_ends_quietly(
    company_database: Engine, set_up: Act, raise_flag: Act
) -> None:
    url = company_database.url.render_as_string(hide_password=False)
    with listening(always(200)) as receiver:
        set_up(receiver.url)
        with subprocess.Popen(
            [str(Path(sys.executable).with_name("outboard")), "serve", "--port", "0"],
            **{"env": {**os.environ, "DATABASE_URL": url}, "cwd": PROJECT, "text": True},
            **dict.fromkeys(("stdout", "stderr"), subprocess.PIPE),
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Outboard is at")
            flag = raise_flag()
            until(lambda: receiver.got)
            process.send_signal(signal.SIGINT)
            _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (0, "")
    assert json.loads(receiver.got[0].body)["flag_id"] == flag
    assert is_signed(receiver)


def test_the_command_prints_the_log_and_no_secret(
    company_database: Engine, set_up: Act, raise_flag: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))
    webhook = set_up("http://127.0.0.1:9/")
    raise_flag()
    send_next(company_database, webhook, lambda message: Answer(503, "Answered 503."))
    raise_flag()
    printed = CliRunner().invoke(cli, ["webhooks", "--limit", "5"])
    rows = [line.split("\t") for line in printed.stdout.splitlines()]
    assert [(row[1], row[2], row[3], row[4], row[6], row[7]) for row in rows[1:]] == [
        ("Chat", "flag.raised", "waiting", "0", "", ""),
        ("Chat", "flag.raised", "waiting", "1", "503", "Answered 503."),
    ]
    assert printed.stderr.replace(NBSP, " ") == "2 messages: 2 waiting, 0 delivered, 0 given up.\n"
    assert SECRET not in printed.output


def test_a_sender_finishes_what_it_has_begun(company_database: Engine, set_up: Act, raise_flag: Act, log: Act) -> None:
    begun, may_end = Event(), Event()

    def slowly(_: Outgoing) -> Answer:
        begun.set()
        may_end.wait(PATIENCE)
        return Answer(200)

    sender = Sender(company_database, every=0.02, send_it=slowly)
    set_up("http://127.0.0.1:9/")
    raise_flag()
    sender.start()
    assert begun.wait(PATIENCE)
    with ThreadPoolExecutor(1) as thread:
        stopped = thread.submit(sender.stop)
        may_end.set()
        stopped.result(PATIENCE)
    assert log()[0].state == DeliveryState.DELIVERED
