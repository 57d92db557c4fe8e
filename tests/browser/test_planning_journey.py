"""A whole planning session in three browsers: a facilitator at the shared screen and two participants on phones."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from domain.classification import QUESTIONS
from tests.browser.conftest import NewCompany, OpenTab, Site, serving
from tests.browser.tab import IDLE, Tab

PATIENCE = 30_000  # milliseconds
LEADER, TEAM, TITLE = "Tomasz Wilk", "Rider care", "Planning in one hour"
BY_ANA, BY_BO = "Riders in trouble are helped the same day", "Every rider feels safe in winter"
KEY_RESULT = "Raise the share of riders who are back on the road within 24 hours from 62 % to 80 %"
COLLEAGUE = """
    SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id JOIN team t ON t.id = m.team_id
    WHERE t.name = ? AND m.role IN ('lead', 'member') AND p.is_active AND p.name <> ? ORDER BY p.id LIMIT 1
"""
Open = Callable[[int, int], Tab]


@pytest.fixture
def site(new_company: NewCompany) -> Iterator[Site]:
    """A sample company of this journey's own."""
    with serving(new_company()) as running:
        yield running


@pytest.fixture
def open_device(open_tab: OpenTab, site: Site) -> Open:
    """Opens a browser of its own with a window of this size."""
    return lambda width, height: open_tab(site.url, width=width, height=height)


class Journey:
    """Who takes part, and what each of them does at their own screen."""

    def __init__(self, site: Site, shared: Tab, ana: Tab, bo: Tab) -> None:
        self.site, self.shared, self.ana, self.bo = site, shared, ana, bo

    def says(self, words: str | re.Pattern[str], *tabs: Tab) -> None:
        for tab in tabs or (self.shared,):
            expect(tab.main).to_contain_text(words, timeout=PATIENCE)

    def next(self, stage: str) -> None:
        """Press the arrow key, and wait until all three screens are there."""
        self.shared.measure("document.activeElement.blur()")
        self.shared.keys("ArrowRight")
        for tab in (self.shared, self.ana, self.bo):
            expect(tab.page.get_by_role("heading", level=1)).to_have_text(stage, timeout=PATIENCE)

    def press(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """Press a button on the shared screen by keyboard."""
        place = within or self.shared.main
        button = place.get_by_role("button", name=name).first
        expect(button).to_be_enabled(timeout=PATIENCE)
        self.shared.page.locator(IDLE).wait_for()
        button.press("Enter")

    def write(self, tab: Tab, label: str, text: str) -> None:
        """Type into a field and send it with Enter."""
        field = tab.field(label)
        field.press_sequentially(text)
        field.press("Enter")

    def rank(self, tab: Tab, *texts: str) -> None:
        picked = tab.page.get_by_label("Pick in order, the most important first")
        for text in texts:
            picked.press_sequentially(text)
            picked.press("Enter")
        tab.keys("Escape")
        tab.button("Send my ranking").press("Enter")
        self.says("Your ranking is in.", tab)

    def vote(self, tab: Tab, value: int) -> None:
        choice = tab.main.get_by_test_id("stButtonGroup").get_by_role("radio", name=str(value), exact=True)
        expect(choice).to_be_visible(timeout=PATIENCE)
        tab.page.wait_for_timeout(1500)  # as long as a person looks at a ballot that has just come up
        choice.click()
        expect(choice).to_be_checked(timeout=PATIENCE)
        tab.button("Vote").press("Enter")
        self.says(f"Your vote: {value}", tab)


def prepare(site: Site, tab: Tab) -> tuple[int, str]:
    """Prepare a session and return its id and code."""
    tab.visit("planning_sessions", **{"as": LEADER})
    tab.main.get_by_test_id("stExpander").filter(has_text="Prepare a session").locator("summary").click()
    tab.field("Title").fill(TITLE)
    tab.field("Team").click()
    tab.page.keyboard.type(TEAM)
    tab.keys("Enter")
    tab.button("Prepare the session").click()
    expect(tab.link(TITLE).first).to_be_visible(timeout=PATIENCE)
    ((key, code),) = site.ask("SELECT id, code FROM planning_session WHERE title = ?", TITLE)
    return key, code


def join(tab: Tab, code: str, name: str) -> None:
    tab.open("take_part")
    tab.field("Code").fill("ZZZZZZ")
    tab.field("Name of a guest").fill(name)
    tab.button("Join").click()
    expect(tab.main).to_contain_text("No session has this code.", timeout=PATIENCE)
    tab.field("Code").fill(code)
    tab.button("Join").click()
    expect(tab.main).to_contain_text(f"You are in, {name}.", timeout=PATIENCE)


@pytest.fixture
def journey(site: Site, open_device: Open) -> Journey:
    shared, ana, bo = open_device(1920, 1080), open_device(390, 844), open_device(390, 844)
    key, code = prepare(site, shared)
    shared.open("shared_screen", session=key, **{"as": LEADER})
    join(ana, code, "Ana")
    join(bo, code, "Bo")
    return Journey(site, shared, ana, bo)


def test_a_session_is_led_followed_and_recorded(journey: Journey, open_device: Open):
    begin(journey)
    keep_one(journey)
    discuss(journey)
    vote_twice(journey)
    decide(journey)
    publish(journey, open_device(1280, 800))
    end(journey)


def begin(at: Journey) -> None:
    at.says("Ana, Bo")
    at.next("Lessons of the last cycle")
    at.write(at.ana, "What helped, and should stay?", "Calling ten riders a week")
    at.write(at.bo, "What hindered, and should change?", "Numbers that nobody measured")
    at.says("Calling ten riders a week", at.shared, at.bo)
    at.says("Numbers that nobody measured", at.shared, at.ana)
    at.next("Silent reading")
    at.ana.button("Ask about this").first.press("Enter")
    at.write(at.ana, "A question in the margin", "Who measures the wait today?")
    at.says("Who measures the wait today?")


def keep_one(at: Journey) -> None:
    at.next("Silent drafting")
    at.write(at.ana, "An objective, in a sentence", BY_ANA)
    at.write(at.bo, "An objective, in a sentence", BY_BO)
    at.says(re.compile(r"2\sdrafts"))
    expect(at.shared.main).not_to_contain_text(BY_ANA)
    at.next("Rank and keep 2 to 5")
    at.press("Open the ranking")
    at.rank(at.ana, BY_ANA, BY_BO)
    at.rank(at.bo, BY_ANA)
    at.says(re.compile(r"2 of 2\sparticipants have ranked"))
    at.press("Reveal the ranking")
    at.press(re.compile("^Keep$"))
    at.says("Kept")


def discuss(at: Journey) -> None:
    """Add a key result, answer the four questions, park a point, and say whether it would be enough."""
    at.next("Key result clinic")
    ((objective,),) = at.site.ask("SELECT id FROM objective WHERE title = ?", BY_ANA)
    at.press(re.compile("Add a key result"), at.shared.main.locator(f".st-key-clinic-goal-{objective}"))
    at.shared.field("Key result").fill(KEY_RESULT)
    at.shared.field("Unit").fill("%")
    at.shared.field("Baseline").fill("62")
    expect(at.shared.field("Target")).to_have_count(1)  # while the form is drawn anew its old one may still stand there
    at.shared.field("Target").fill("80")
    at.shared.field("Target").press("Tab")
    at.press("Save key result")
    label = at.shared.main.locator(".st-key-clinic-label")
    for question, said in zip(QUESTIONS, ("No", "Yes", "No", "Yes"), strict=True):
        group = label.get_by_test_id("stButtonGroup").filter(has_text=question.text)
        choice = group.get_by_role("radio", name=said)
        choice.click(timeout=PATIENCE)
        expect(choice).to_be_checked(timeout=PATIENCE)
    at.press("Confirm: it is an outcome", label)
    at.says("confirmed")
    at.says(KEY_RESULT, at.ana, at.bo)
    at.write(at.bo, "What stays open? Park it", "Who pays for the tow truck?")
    at.says("Who pays for the tow truck?")
    at.next("Would it be enough?")
    at.press(BY_ANA)
    at.shared.field("The team's answer, and what is missing").fill("It needs a guardrail")
    at.press("Keep the answer")
    at.says("It needs a guardrail")


def vote_twice(at: Journey) -> None:
    at.next("Confidence vote")
    at.press(BY_ANA)
    for votes, button in (((1, 5), "Open the vote"), ((4, 4), "Vote again")):
        at.press(button)
        at.vote(at.ana, votes[0])
        at.vote(at.bo, votes[1])
        at.says(re.compile(r"2 of 2\sparticipants voted"))
        at.press("Reveal all votes")
        at.says("Who should speak" if votes == (1, 5) else "Round 2")
    at.says("Round 1")


def decide(at: Journey) -> None:
    at.next("Decisions and what we will not do")
    at.write(at.shared, "We decided to", "Give the wait times one owner")
    at.says("Give the wait times one owner")
    at.write(at.shared, "We will not", "Build a second app")
    at.says("Build a second app")


def publish(at: Journey, colleague: Tab) -> None:
    """Send the objective to review; another person than its owner publishes it, on a screen of their own."""
    at.next("Publish")
    ((objective,),) = at.site.ask("SELECT id FROM objective WHERE title = ?", BY_ANA)
    at.press("Send to review", at.shared.main.locator(f".st-key-publish-{objective}"))
    at.says(re.compile("in review", re.IGNORECASE))
    ((name,),) = at.site.ask(COLLEAGUE, TEAM, LEADER)
    colleague.visit("objective", id=objective, **{"as": name})
    colleague.field("Why publish it all the same?").fill("The guardrail follows on Monday")
    colleague.button("Publish").click()
    colleague.says("The guardrail follows on Monday")
    at.says("1 published")
    assert at.site.ask("SELECT state FROM objective WHERE id = ?", objective) == [("published",)]


def end(at: Journey) -> None:
    at.press(re.compile("^End"))
    at.shared.page.get_by_role("button", name="End the session").press("Enter")
    at.says("The session has ended")
    at.says("The session has ended", at.ana, at.bo)
    at.shared.page.get_by_role("link", name="Open the record").press("Enter")
    for words in (
        *("Calling ten riders a week", "Numbers that nobody measured", BY_ANA, KEY_RESULT, "round 1", "round 2"),
        *("Give the wait times one owner", "Build a second app", "Who pays for the tow truck?", "Ana", "Bo"),
    ):
        at.says(words)
