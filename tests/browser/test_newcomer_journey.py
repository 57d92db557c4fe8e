"""A newcomer's first hour: an empty database, the own spreadsheet, a check-in, and a label that changes the mix."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect

from domain.classification import QUESTIONS
from tests.browser.conftest import OpenTab, serving
from tests.browser.tab import Tab
from ui.navigation import PAGES

SOURCED = Path(__file__).resolve().parents[2].parent / "shared" / "okrs" / "sourced.csv"
HEADER = ("Team", "Cycle", "Objective", "Key result", "Measure", "Baseline", "Target", "Unit")
OWN = [
    ("Checkout", "{cycle}", "Paying takes a moment", "Riders who pay without help", "", "20", "40", "%"),
    ("", "", "", "Ship the new checkout page in all towns", "milestone", "", "", ""),
    ("Support", "{cycle}", "Nobody has to ask twice", "Publish 12 help articles", "", "0", "12", "articles"),
]
SUGGESTED_OUTPUT = """
SELECT kr.title, c.name FROM key_result kr JOIN objective o ON o.id = kr.objective_id JOIN cycle c ON c.id = o.cycle_id
WHERE kr.label = 'output' AND kr.label_source = 'suggested' AND kr.measure = 'milestone'
ORDER BY c.starts_on DESC, kr.id LIMIT 1
"""


@dataclass(frozen=True)
class Spreadsheet:
    """A file, and how many rows of it become objectives and key results."""

    path: Path
    rows: int


@pytest.fixture(params=["own", pytest.param("sourced", marks=pytest.mark.shared)])
def spreadsheet(request: pytest.FixtureRequest, tmp_path: Path) -> Spreadsheet:
    if request.param == "own":
        return Spreadsheet(tmp_path / "okrs.csv", len(OWN))
    if not SOURCED.exists():
        pytest.skip("../shared/okrs/sourced.csv is not here: the journey with a real company's file is not covered.")
    with SOURCED.open(encoding="utf-8", newline="") as file:
        return Spreadsheet(SOURCED, sum(1 for _ in csv.DictReader(file)))


def write_own(path: Path, cycle: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *([cell.format(cycle=cycle) for cell in row] for row in OWN)])


def take_the_first_steps(tab: Tab) -> str:
    """Name oneself and a team; return the name of the cycle that was proposed."""
    expect(tab.title).to_have_text("Welcome to Outboard")
    tab.field("Your name").fill("Ada")
    tab.field("Your team").fill("Looms")
    cycle = tab.field("Cycle").input_value()
    tab.button("Start").click()
    expect(tab.title).to_have_text("My week")
    return cycle


def bring_in(tab: Tab, spreadsheet: Spreadsheet) -> None:
    tab.page.get_by_test_id("stSidebar").get_by_role("link", name="Data").click()
    tab.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(spreadsheet.path)
    tab.says(f"{spreadsheet.rows:,} row")
    tab.says("created")
    tab.main.get_by_role("button", name=re.compile(r"^Import \d")).click()
    tab.says("Imported.")


def answer(tab: Tab, *answers: str) -> None:
    for question, said in zip(QUESTIONS, answers, strict=True):
        group = tab.main.get_by_test_id("stButtonGroup").filter(has_text=question.text)
        choice = group.get_by_role("radio", name=said)
        choice.click()
        expect(choice).to_be_checked()
        tab.at_rest()


def test_from_an_empty_database_to_a_mix_that_changes(tmp_path: Path, spreadsheet: Spreadsheet, open_tab: OpenTab):
    with serving(tmp_path) as site:
        tab = open_tab(site.url).visit()
        cycle = take_the_first_steps(tab)
        if not spreadsheet.path.exists():
            write_own(spreadsheet.path, cycle)
        bring_in(tab, spreadsheet)

        title, cycle = site.ask(SUGGESTED_OUTPUT)[0]
        tab.link(f"Objectives of {cycle}").click()
        expect(tab.title).to_have_text("Objectives")
        tab.main.get_by_role("link", name=title, exact=True).first.click()
        expect(tab.title).to_have_text(title)
        expect(tab.main.locator(".ob-chart-title")).to_contain_text("No check-in yet")

        tab.main.get_by_text("Done", exact=True).click()
        tab.field("What changed, in one sentence").fill("It is there.")
        tab.button("Record check-in").click()
        expect(tab.main.locator(".ob-chart-title")).to_contain_text("1 of 1")
        tab.says("1 ÷ 1 = 100 %")
        tab.says("It is there.")
        address = tab.page.url

        tab.visit("outcome_mix", cycle=cycle)
        before = tab.lead.inner_text()
        tab.page.goto(address)
        answer(tab.settled(), "No", "Yes", "No", "Yes")
        tab.field("Why is the suggestion wrong?").fill("It is about what customers do.")
        tab.button("Override: it is an outcome").click()
        tab.says("overridden outcome: It is about what customers do.")
        tab.visit("outcome_mix", cycle=cycle)
        expect(tab.lead).not_to_have_text(before)
        assert not tab.complaints


def test_with_nobody_there_every_address_shows_the_first_steps(tmp_path: Path, open_tab: OpenTab):
    with serving(tmp_path) as site:
        tab = open_tab(site.url)
        for spec in PAGES:
            expect(tab.visit(spec.address, id=1).title).to_have_text("Welcome to Outboard")
