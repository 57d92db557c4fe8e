"""What a person sees before deciding: the suggestion in words, each reason with its weight, hints and old verdicts."""

import json

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage
from tests.app.test_key_result_page import key_of
from tests.app.test_settling_labels import VAN

OWNER = "Lena Hartmann"
BENCHES = "Set up 14 repair benches"


@pytest.fixture
def van(sample: Query, open_page: OpenPage) -> OpenedPage:
    return open_page("key_result", as_=OWNER, id=key_of(sample, VAN))


def reasons_of(sample: Query, key: int) -> list[dict[str, object]]:
    stored = sample(
        "SELECT reasons FROM classification_event WHERE key_result_id = ? AND source = 'suggested' ORDER BY id", key
    )
    return json.loads(stored[-1][0])


def html_of(page: OpenedPage) -> str:
    return "".join(entry.value for entry in page.app.main.get("html"))


def test_the_suggestion_is_said_in_words(van: OpenedPage):
    assert any(
        f"The words suggest: {sure} an output (" in van.said for sure in ("Almost certainly", "Probably", "Perhaps")
    )


def test_every_reason_stands_there_as_text_with_its_side_and_weight(sample: Query, van: OpenedPage):
    for reason in reasons_of(sample, key_of(sample, VAN)):
        side = "outcome" if reason["weight"] > 0 else "output"
        assert f"{reason['rule']} speaks for {side}, weight {abs(reason['weight']):.1f}" in van.said


def test_a_marked_stretch_tells_its_reason_on_hover(sample: Query, van: OpenedPage):
    marked = [reason for reason in reasons_of(sample, key_of(sample, VAN)) if reason["end"] > reason["start"]]
    assert html_of(van).count("<mark ") >= 1
    assert any(f'title="{reason["rule"]}: speaks for ' in html_of(van) for reason in marked)


def test_a_verdict_on_an_older_text_says_so_and_stays(sample: Query, van: OpenedPage):
    van.press("Confirm: it is an output").go("write_key_result", id=key_of(sample, VAN))
    van.fill("Key result", "Riders find a bike within 200 metres").fill("Why it changes", "Riders asked for it.")
    page = van.press("Save key result")
    said = next(message for message in page.messages if message.startswith("The text was"))
    assert f"“{VAN}” when {OWNER} gave this label" in said
    assert "an outcome" in said
    assert sample("SELECT label, label_source FROM key_result WHERE title LIKE 'Riders find a bike within 200%'") == [
        ("output", "confirmed")
    ]


def test_a_verdict_on_the_text_that_stands_there_says_nothing_more(van: OpenedPage):
    van.press("Confirm: it is an output")
    assert not any(message.startswith("The text was") for message in van.messages)


def test_words_that_hint_at_an_exemption_say_how_to_use_it(sample: Query, open_page: OpenPage):
    sample("UPDATE key_result SET title = 'ISO 27001 certificate for the depot' WHERE title = ?", VAN)
    page = open_page("key_result", as_=OWNER, id=key_of(sample, "ISO 27001 certificate for the depot"))
    assert "It reads like compliance. If that is what it is, choose “Exempt: compliance” and say why." in page.said


def test_the_history_says_who_did_what_when_and_why(sample: Query, van: OpenedPage):
    van.fill("In the mix", "learning").fill("Why (needed to exempt it from the mix)", "A first try.")
    van.press("Confirm: it is an output")
    ((at,),) = sample("SELECT strftime('%H:%M', at) FROM classification_event ORDER BY id DESC LIMIT 1")
    told = next(line for line in van.said.splitlines() if "confirmed output: A first try." in line)
    assert OWNER in told
    assert at in told
    assert "Outboard suggested output" in van.said
