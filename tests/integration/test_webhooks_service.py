"""Setting up webhooks: what is refused, what a trail or an export never tells, and what is queued."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text

from domain.vocabulary import DeliveryState, FlagMove
from models import Delivery, Webhook
from models.base import utc_now
from models.database import reading
from models.inputs import WebhookInput
from services import flags, webhooks
from services.errors import Conflict, InvalidInput, NotAllowed, NotPossible, StaleVersion
from services.exchange import archive
from services.permissions import Actor
from services.reporting.webhooks import delivery_log, list_webhooks, log_for
from tests.factories import Company, flag_input

Act = Callable[..., Any]
SECRET = "a-secret-of-at-least-sixteen"
CHAT = "https://chat.example.com/hooks/path-that-is-a-key"


def entered(**changes: Any) -> WebhookInput:
    return WebhookInput(**{"name": "Chat", "url": CHAT, "secret": SECRET, **changes})


def stored(database: Engine, webhook_id: int) -> Webhook:
    with reading(database) as session:
        return session.get_one(Webhook, webhook_id)


def everything_said(database: Engine) -> str:
    with database.connect() as connection:
        return str(connection.execute(text("SELECT action, entity, field, before, after FROM audit_event")).all())


@pytest.fixture
def chat(act: Act, admin: Actor) -> int:
    return act(webhooks.create_webhook, admin, entered()).webhook_id


@pytest.mark.parametrize(
    "url",
    [
        "chat.example.com/hook",
        "ftp://example.com/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http:///path",
        "https://user:word@example.com/",
        "https://user@example.com/",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://exa mple.com/",
        "https://example.com/a b",
        "https://example.com/a\nb",
        "https://example.com/#part",
        "http://[::1/",
        "https://example.com\\@evil.example/",
    ],
)
def test_an_address_to_which_nothing_can_be_sent_is_refused(act: Act, admin: Actor, url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(webhooks.create_webhook, admin, entered(url=url))
    assert refused.value.of("url")


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/in", "http://[::1]:8080/", "https://bücher.example/x?y=1"])
def test_an_address_inside_the_network_is_accepted(act: Act, admin: Actor, company_database: Engine, url: str) -> None:
    made = act(webhooks.create_webhook, admin, entered(url=url))
    assert stored(company_database, made.webhook_id).url == url


def test_a_second_webhook_of_the_same_name_is_refused(act: Act, admin: Actor, chat: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(webhooks.create_webhook, admin, entered(url="https://other.example.com/"))
    assert refused.value.of("name") == "Another webhook is called Chat."


def test_a_short_secret_is_refused(act: Act, admin: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        act(webhooks.create_webhook, admin, entered(secret="short"))
    assert "at least 16 characters" in refused.value.of("secret")


def test_a_secret_is_made_where_none_is_given_and_no_two_are_alike(act: Act, admin: Actor) -> None:
    made = [act(webhooks.create_webhook, admin, entered(name=name, secret="")).secret for name in ("A", "B")]
    assert len(set(made)) == 2
    assert all(len(secret) >= 40 for secret in made)


def test_a_double_click_sets_up_one_webhook_and_tells_the_same_secret(act: Act, ask: Act, admin: Actor) -> None:
    first, second = (act(webhooks.create_webhook, admin, entered(secret=""), request_key="twice") for _ in range(2))
    assert first == second
    assert len(ask(list_webhooks, admin)) == 1


def test_an_empty_secret_keeps_the_one_that_is_stored(
    act: Act, admin: Actor, company_database: Engine, chat: int
) -> None:
    act(webhooks.update_webhook, admin, chat, 1, entered(name="Team chat", secret=""))
    found = stored(company_database, chat)
    assert (found.name, found.secret, found.version) == ("Team chat", SECRET, 2)


def test_a_new_address_or_secret_alone_moves_the_version(
    act: Act, admin: Actor, company_database: Engine, chat: int
) -> None:
    act(webhooks.update_webhook, admin, chat, 1, entered(url="https://other.example.com/", secret=""))
    act(webhooks.renew_secret, admin, chat, 2)
    found = stored(company_database, chat)
    assert found.version == 3
    assert found.secret != SECRET


def test_the_second_of_two_editors_sees_both_names_and_addresses_and_no_secret(
    act: Act, admin: Actor, chat: int
) -> None:
    act(webhooks.update_webhook, admin, chat, 1, entered(name="Theirs", url="https://theirs.example.com/"))
    mine = entered(name="Mine", url="https://mine.example.com/", secret="my-own-secret-of-sixteen")
    with pytest.raises(StaleVersion) as refused:
        act(webhooks.update_webhook, admin, chat, 1, mine)
    assert refused.value.conflicts == (
        Conflict("name", "Theirs", "Mine"),
        Conflict("url", "https://theirs.example.com/", "https://mine.example.com/"),
    )


@pytest.mark.parametrize("use_case", [webhooks.renew_secret, lambda *args: webhooks.set_active(*args, False)])
def test_a_stale_version_changes_no_secret_and_no_state(act: Act, admin: Actor, chat: int, use_case: Act) -> None:
    act(webhooks.update_webhook, admin, chat, 1, entered(name="Team chat"))
    with pytest.raises(StaleVersion, match="Ada saved this"):
        act(use_case, admin, chat, 1)


def test_the_trail_tells_the_host_and_neither_the_secret_nor_the_path(
    act: Act, admin: Actor, company_database: Engine, chat: int
) -> None:
    other = entered(url="https://chat.example.com/hooks/another-key", secret="another-secret-of-sixteen")
    act(webhooks.update_webhook, admin, chat, 1, other)
    made = act(webhooks.renew_secret, admin, chat, 2).secret
    said = everything_said(company_database)
    assert "https://chat.example.com/…" in said
    assert "a new secret" in said
    assert [hidden for hidden in (SECRET, other.secret, made, "is-a-key", "another-key") if hidden in said] == []


@pytest.mark.parametrize("form", list(archive.Format))
def test_no_export_holds_a_webhook(company_database: Engine, chat: int, form: archive.Format) -> None:
    file = io.BytesIO()
    with reading(company_database) as session:
        archive.export(session, form, file, utc_now())
    assert SECRET.encode() not in file.getvalue()
    assert b"webhook" not in file.getvalue()


def test_a_secret_stands_in_no_row_and_in_no_printed_object(
    act: Act, ask: Act, admin: Actor, company_database: Engine, chat: int
) -> None:
    printed = f"{stored(company_database, chat)!r} {entered()!r} {webhooks.WebhookReceipt(chat, SECRET)!r}"
    assert SECRET not in printed
    assert SECRET not in str(ask(list_webhooks, admin))


def test_only_an_administrator_reads_webhooks_and_their_log(ask: Act, lead: Actor, chat: int) -> None:
    for question in (list_webhooks, log_for):
        with pytest.raises(NotAllowed, match="administrator"):
            ask(question, lead)


def test_a_webhook_beyond_the_limit_is_refused(act: Act, admin: Actor) -> None:
    for number in range(webhooks.MOST_ACTIVE):
        act(webhooks.create_webhook, admin, entered(name=f"Number {number}"))
    with pytest.raises(NotPossible, match="Switch one off first"):
        act(webhooks.create_webhook, admin, entered(name="One more"))


def test_a_flag_queues_a_message_that_says_all_that_a_receiver_needs(
    act: Act, ask: Act, company_database: Engine, a_team_with_an_open_cycle: Company, chat: int
) -> None:
    company = a_team_with_an_open_cycle
    flag = act(flags.raise_flag, company["lead"], flag_input(company.objective, key_result_id=company.key_result))
    with reading(company_database) as session:
        body = json.loads(session.get_one(Delivery, ask(delivery_log).rows[0].key).body)
    assert body.pop("occurred_at").startswith("20")
    assert body == {
        "event": "flag.raised",
        "flag_id": flag,
        "move": FlagMove.RAISED,
        "kind": "output_heavy",
        "state": "open",
        "comment": "Half of this is what we ship. Who is better off?",
        "text": "Half of this is what we ship. Who is better off?",
        "due_on": None,
        "who": "Lena",
        "objective": {"id": company.objective, "title": "Paying is easy"},
        "key_result": {"id": company.key_result, "title": "Raise the share of paid carts from 20 % to 40 %"},
        "team": "Checkout",
        "cycle": "Q2",
        "link": f"/flag?id={flag}",
    }


def test_a_refused_flag_queues_nothing(act: Act, ask: Act, a_team_with_an_open_cycle: Company, chat: int) -> None:
    company = a_team_with_an_open_cycle
    with pytest.raises(NotAllowed):
        act(flags.raise_flag, company["viewer"], flag_input(company.objective))
    assert ask(delivery_log).total == 0


def test_a_webhook_that_is_switched_off_is_told_nothing_and_what_waited_is_given_up(
    act: Act, ask: Act, admin: Actor, a_team_with_an_open_cycle: Company, chat: int
) -> None:
    company = a_team_with_an_open_cycle
    act(webhooks.send_test, admin, chat)
    act(webhooks.set_active, admin, chat, 1, False)
    act(flags.raise_flag, company["lead"], flag_input(company.objective))
    (left,) = ask(delivery_log).rows
    assert (left.state, left.last_error) == (DeliveryState.GIVEN_UP, "Not sent: the webhook was switched off.")


def test_a_test_message_to_a_webhook_that_is_off_is_refused(act: Act, admin: Actor, chat: int) -> None:
    act(webhooks.set_active, admin, chat, 1, False)
    with pytest.raises(NotPossible, match="Chat is switched off"):
        act(webhooks.send_test, admin, chat)


def test_a_double_click_sends_one_test_message(act: Act, ask: Act, admin: Actor, chat: int) -> None:
    assert len({act(webhooks.send_test, admin, chat, request_key="twice") for _ in range(2)}) == 1
    assert ask(delivery_log).total == 1
