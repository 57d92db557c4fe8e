"""The table of check-ins in a browser: filled in by keyboard and by pasting, refused, reloaded, cut off and shared."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewCompany, OpenTab, Site, serving
from tests.browser.tab import Tab

PERSON, COLLEAGUE = "Jonas Eklund", "Tomasz Wilk"
ROWS = 10
SECONDS_A_KEY = 0.28  # the keystroke-level model's average typist, who is no expert
MOST_SECONDS = 60
COUNT = "SELECT count(*) FROM check_in"
DRAFTS = "() => Object.entries(localStorage).filter(([name]) => name.startsWith('outboard:check-in:'))"
SENT = """typed => {
    for (const [name, draft] of typed) localStorage[name] = JSON.stringify({...JSON.parse(draft), sent: true});
}"""
LATEST = "SELECT value, confidence, note, as_of FROM check_in ORDER BY id DESC LIMIT ?"
TEMPLATE = """
SELECT max(k.id) FROM key_result k JOIN objective o ON o.id = k.objective_id JOIN cycle c ON c.id = o.cycle_id
WHERE c.state = 'active' AND o.state = 'published' AND k.measure = 'increase' AND NOT k.dropped
"""
LAST = """
INSERT INTO check_in (key_result_id, value, confidence, note, as_of, entered_at, author_id)
SELECT id, 20, 6, 'As before.', date('now', '-8 day'), datetime('now', '-8 day'), owner_id FROM key_result
WHERE owner_id = ? AND NOT dropped
"""


@pytest.fixture(scope="module")
def site(new_company: NewCompany) -> Iterator[Site]:
    with serving(new_company()) as running:
        yield running


@pytest.fixture
def tab(site: Site, open_tab: OpenTab) -> Tab:
    """The table of a person with ten key results that wait, all of the test's own."""
    give_ten(site)
    return at_table(open_tab(site.url))


def give_ten(site: Site) -> None:
    ((person,),) = site.ask("SELECT id FROM person WHERE name = ?", PERSON)
    site.ask("UPDATE person SET is_admin = 1 WHERE id = ?", person)
    site.ask("UPDATE key_result SET dropped = 1 WHERE owner_id = ?", person)
    ((template,),) = site.ask(TEMPLATE)
    columns = [row[1] for row in site.ask("PRAGMA table_info(key_result)")]
    same = [name for name in columns if name not in ("id", "title", "owner_id", "starts_on", "due_on", "cadence_days")]
    for number in range(ROWS):
        site.ask(
            f"INSERT INTO key_result ({', '.join(same)}, title, owner_id, cadence_days, starts_on, due_on) "
            f"SELECT {', '.join(same)}, ?, ?, 7, date('now', '-20 day'), date('now', '+40 day') "
            "FROM key_result WHERE id = ?",
            *(f"Number {number}", person, template),
        )
    site.ask(LAST, person)
    site.ask("UPDATE data_version SET version = version + 1, goals = goals + 1")


def at_table(tab: Tab, person: str = PERSON) -> Tab:
    tab.visit("check_ins", **{"as": person})
    expect(rows(tab)).to_have_count(ROWS)
    return tab


def rows(tab: Tab) -> Locator:
    return tab.main.locator("[data-key-result]")


def cell(tab: Tab, row: int, column: str) -> Locator:
    return rows(tab).nth(row).locator(f".ob-grid-{column} input")


def record(tab: Tab) -> Locator:
    return tab.main.locator(".ob-grid-record")


def eventually(fact: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not fact():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def paste(tab: Tab, text: str) -> None:
    """What the browser does when a person pastes, without the clipboard of this machine."""
    tab.measure(
        """text => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", text);
          const event = new ClipboardEvent("paste", {clipboardData, bubbles: true, cancelable: true});
          document.activeElement.dispatchEvent(event);
        }""",
        text,
    )


class Typist:
    """Presses one key after the other and counts them."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.keys = tab, 0

    def write(self, text: str) -> None:
        self.tab.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str) -> None:
        self.tab.page.keyboard.press(key)
        self.keys += key.count("+") + 1


def test_ten_key_results_are_updated_in_less_than_a_minute_by_keyboard(site: Site, tab: Tab) -> None:
    ((before,),) = site.ask(COUNT)
    expect(cell(tab, 0, "value")).to_be_focused()
    typist = Typist(tab)
    sentences = [
        "New flow",
        "Two pilots",
        "Less rain",
        "Holiday",
        "One hire",
        "Fair",
        "Repairs",
        "Sunday",
        "Snow",
        "Ads",
    ]
    for column in ([f"{value}.5" for value in range(10, 20)], [str(value) for value in range(10)], sentences):
        for text in column:
            typist.write(text)
            typist.press("Enter")
    expect(record(tab)).to_have_text("Record 10 check-ins")
    started = time.monotonic()
    typist.press("Control+Enter")
    tab.says("Recorded 10 check-ins.")
    waited = time.monotonic() - started
    seconds = typist.keys * SECONDS_A_KEY + waited
    assert seconds < MOST_SECONDS, f"{typist.keys} keystrokes and {waited:.1f} s of waiting"
    assert site.ask(COUNT) == [(before + ROWS,)]
    stored = sorted(row[:3] for row in site.ask(LATEST, ROWS))
    assert stored == [(10.5 + number, number, sentences[number]) for number in range(10)]
    expect(rows(tab)).to_have_count(0)


def test_undo_takes_back_all_that_was_recorded_together(site: Site, tab: Tab) -> None:
    for row in range(2):
        cell(tab, row, "value").fill("7")
    record(tab).click()
    tab.says("Recorded 2 check-ins.")
    tab.button("Undo").click()
    expect(rows(tab)).to_have_count(ROWS)
    assert [row[0] for row in site.ask(LATEST, 4)] == [None, None, 7, 7]


def test_a_block_of_a_spreadsheet_fills_the_cells_from_the_focused_one_on(site: Site, tab: Tab) -> None:
    cell(tab, 1, "value").focus()
    paste(tab, '1.234,5\t7\t"Said ""yes""\nat once"\n12,25\t8\tFine\n')
    expect(cell(tab, 2, "value")).to_have_value("12,25")
    expect(record(tab)).to_have_text("Record 2 check-ins")
    tab.keys("Control+Enter")
    tab.says("Recorded 2 check-ins.")
    stored = sorted(row[:3] for row in site.ask(LATEST, 2))
    assert stored == [(12.25, 8, "Fine"), (1234.5, 7, 'Said "yes" at once')]


def test_refused_cells_say_why_get_the_focus_and_nothing_is_stored_or_lost(site: Site, tab: Tab) -> None:
    ((before,),) = site.ask(COUNT)
    for row, value in enumerate(("12", "about ten", "13")):
        cell(tab, row, "value").fill(value)
    cell(tab, 2, "confidence").fill("11")
    cell(tab, 0, "as_of").fill("2099-01-01")
    tab.keys("Control+Enter")
    expect(cell(tab, 1, "value")).to_have_accessible_description("“about ten” is not a number.")
    expect(cell(tab, 0, "as_of")).to_be_focused()
    for row, column in ((0, "as_of"), (1, "value"), (2, "confidence")):
        expect(cell(tab, row, column)).to_have_attribute("aria-invalid", "true")
    expect(cell(tab, 0, "value")).to_have_value("12")
    assert site.ask(COUNT) == [(before,)]
    cell(tab, 0, "as_of").fill("")
    cell(tab, 1, "value").fill("10")
    cell(tab, 2, "confidence").fill("9")
    tab.keys("Control+Enter")
    tab.says("Recorded 3 check-ins.")
    assert sorted(row[0] for row in site.ask(LATEST, 3)) == [10, 12, 13]


def test_typed_text_survives_a_reload_a_lost_connection_and_a_new_server(
    new_company: NewCompany, open_tab: OpenTab
) -> None:
    folder = new_company()
    with serving(folder) as site:
        give_ten(site)
        tab = at_table(open_tab(site.url))
        cell(tab, 0, "value").fill("41")
        cell(tab, 3, "note").fill("The council said yes.")
        at_table(tab)
        tab.says("2 rows that you typed on")
        expect(cell(tab, 3, "note")).to_have_value("The council said yes.")
    cell(tab, 3, "value").fill("42")  # nobody is there to hear it
    record(tab).click()
    with serving(folder, "--port", site.url.rpartition(":")[2]) as site:
        expect(cell(tab, 0, "value")).to_have_value("41")
        at_table(tab)
        expect(cell(tab, 3, "value")).to_have_value("42")
        expect(record(tab)).to_have_text("Record 2 check-ins")
        typed = tab.measure(DRAFTS)
        record(tab).click()
        tab.says("Recorded 2 check-ins.")
        assert sorted(row[0] for row in site.ask(LATEST, 2)) == [41, 42]
        tab.measure(SENT, typed)  # as when the page is left before it has heard the answer
        tab.visit("check_ins", **{"as": PERSON})
        expect(rows(tab)).to_have_count(ROWS - 2)
        expect(tab.main.locator(".ob-grid-restored")).to_be_hidden()


def test_a_colleagues_newer_check_in_is_shown_before_mine_is_stored_and_both_are_kept(
    site: Site, tab: Tab, open_tab: OpenTab
) -> None:
    ((before,),) = site.ask(COUNT)
    number = rows(tab).first.get_attribute("data-key-result")
    cell(tab, 0, "value").fill("55")
    tab.page.keyboard.press("ArrowLeft")

    other = open_tab(site.url).visit("key_result", id=number, **{"as": COLLEAGUE})
    other.main.get_by_label("Value now").fill("44")  # the parts of a day are numbers as well, and may be drawn sooner
    other.field("What changed, in one sentence").fill("Counted by hand.")
    other.button("Record check-in").click()
    other.says("Counted by hand.")

    expect(rows(tab).first).to_contain_text("Counted by hand.”")
    expect(cell(tab, 0, "value")).to_have_value("55")
    expect(cell(tab, 0, "value")).to_be_focused()
    assert cell(tab, 0, "value").evaluate("field => field.selectionStart") == 1
    record(tab).click()
    expect(rows(tab).first).to_contain_text("Record again to keep both.")
    assert site.ask(COUNT) == [(before + 1,)]
    record(tab).click()
    tab.says("Recorded 1 check-in.")
    assert [row[0] for row in site.ask(LATEST, 2)] == [55, 44]


def test_what_was_typed_about_something_that_waits_no_more_is_still_there(
    site: Site, tab: Tab, open_tab: OpenTab
) -> None:
    number = rows(tab).first.get_attribute("data-key-result")
    cell(tab, 0, "note").fill("Only half of it.")
    site.ask("UPDATE key_result SET cadence_days = 90, starts_on = date('now') WHERE id = ?", number)
    site.ask("UPDATE data_version SET version = version + 1")
    tab.visit("check_ins", **{"as": PERSON})
    mine = tab.main.locator(f"[data-key-result='{number}']")
    expect(mine).to_contain_text("not due")
    expect(mine.locator(".ob-grid-note input")).to_have_value("Only half of it.")
    mine.get_by_role("button", name="Clear").click()
    expect(mine).to_have_count(0)
