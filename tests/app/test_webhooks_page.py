"""Webhooks: an administrator sets one up, tries it, edits it and reads the log; nobody else sees any."""

import pytest

from entrypoints.posting import send
from entrypoints.sending import send_next
from services.deliveries import Answer
from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_every_page import LEAD, MEMBER
from tests.receiver import always, listening
from ui.database import engine

URL = "https://chat.example.com/hooks/42"


def add(page: OpenedPage, name: str = "Team chat", url: str = URL, secret: str = "") -> OpenedPage:
    page.press("Add a webhook")
    return page.fill("Name", name).fill("Address", url).fill("Secret", secret).press("Save webhook")


@pytest.fixture
def page(sample: Query, open_page: OpenPage) -> OpenedPage:
    return open_page("webhooks")


def shown_secrets(page: OpenedPage) -> list[str]:
    return [block.value for block in page.app.main.get("code")]


@pytest.mark.parametrize("person", [LEAD, MEMBER])
def test_somebody_who_is_no_administrator_is_told_so_and_sees_no_webhook(
    page: OpenedPage, open_page: OpenPage, person: str
) -> None:
    add(page)
    other = open_page("webhooks", as_=person)
    assert any(message.startswith("Only an administrator") for message in other.messages)
    assert URL not in other.said
    assert other.buttons == []


def test_an_empty_page_says_what_it_is_for(page: OpenedPage) -> None:
    assert page.lead == "Nobody outside is told about flags yet."
    assert page.buttons == ["Add a webhook"]
    assert "No message yet." in page.said


def test_a_new_webhook_shows_its_secret_once(page: OpenedPage, sample: Query) -> None:
    add(page)
    ((name, url, secret),) = sample("SELECT name, url, secret FROM webhook")
    assert (name, url) == ("Team chat", URL)
    assert shown_secrets(page) == [secret]
    page.press("I have copied it")
    assert shown_secrets(page) == []
    assert page.lead == "1 of 1 webhook gets a signed message for every move on a flag."


def test_a_secret_of_ones_own_is_never_shown(page: OpenedPage, sample: Query) -> None:
    add(page, secret="a-secret-of-at-least-sixteen")
    assert sample("SELECT secret FROM webhook") == [("a-secret-of-at-least-sixteen",)]
    assert shown_secrets(page) == []


def test_what_cannot_be_right_is_said_beside_its_field_and_nothing_is_lost(page: OpenedPage, sample: Query) -> None:
    add(page, url="chat.example.com", secret="short")
    assert "Write an address that begins with https:// or http:// and names a host." in page.messages
    assert "A secret needs at least 16 characters. Leave this empty and Outboard makes one." in page.messages
    assert page.fields["Address"].value == "chat.example.com"
    assert sample("SELECT count(*) FROM webhook") == [(0,)]


def test_an_edit_keeps_the_secret_and_a_new_one_is_shown_once(page: OpenedPage, sample: Query) -> None:
    add(page, secret="a-secret-of-at-least-sixteen")
    page.press("Edit").fill("Name", "Chat").press("Save webhook")
    assert sample("SELECT name, secret FROM webhook") == [("Chat", "a-secret-of-at-least-sixteen")]
    page.press("Edit").press("Make a new secret")
    ((secret,),) = sample("SELECT secret FROM webhook")
    assert shown_secrets(page) == [secret]


def test_a_colleagues_edit_meanwhile_is_shown_beside_ones_own(page: OpenedPage, open_page: OpenPage) -> None:
    add(page)
    other = open_page("webhooks").press("Edit")
    page.press("Edit").fill("Name", "Theirs").press("Save webhook")
    other.fill("Name", "Mine").press("Save webhook")
    assert "Theirs" in other.said
    other.press("Save webhook")
    assert "Mine" in other.said


def test_a_test_message_arrives_and_stands_in_the_log(page: OpenedPage, sample: Query) -> None:
    with listening(always(200)) as receiver:
        add(page, url=receiver.url)
        page.press("Send a test message")
        assert "○ waiting webhook.test → Team chat" in page.said
        assert send_next(engine(), 1, send)
    page.run()
    assert [got.headers["X-Outboard-Event"] for got in receiver.got] == ["webhook.test"]
    assert "● delivered webhook.test → Team chat" in page.said
    assert "Answered 200" in page.said
    assert "1 message: 1 delivered." in page.said


def test_a_message_that_did_not_arrive_says_why_and_can_be_sent_again(page: OpenedPage, sample: Query) -> None:
    add(page)
    page.press("Send a test message")
    send_next(engine(), 1, lambda message: Answer(None, "The host cannot be reached."))
    page.run()
    assert "The host cannot be reached. · 1 attempt · next" in page.said
    page.press("Send again")
    assert page.toasts == ["The message is on its way again."]
    assert sample("SELECT state, attempts, last_error FROM delivery") == [("waiting", 0, "")]


def test_a_webhook_is_switched_off_and_on(page: OpenedPage, sample: Query) -> None:
    add(page)
    page.press("Switch off")
    assert page.lead == "0 of 1 webhook get a signed message for every move on a flag."
    assert "Send a test message" not in page.buttons
    page.press("Switch on")
    assert sample("SELECT is_active FROM webhook") == [(1,)]
