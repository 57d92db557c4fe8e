"""Take the pictures of the documentation anew: `python -m docs.take_screenshots`.

It serves the sample company from a database of its own, needs a Chromium or Chrome, and writes docs/images.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from services.quarters import quarter_name
from tests.browsers import find_browser

IMAGES = Path(__file__).parent / "images"
SIZE = (1280, 800)
COLOURS = 128  # flat colours and text need no more, and the files stay small
SETTLED_MS = 1_500  # charts draw after their page has said that it is done
OWNER = "Lena Hartmann"
KEY_RESULT = "Families with a monthly cargo bike"
SUGGESTED = "Van kilometres per moved bike"

# A sheet as people have it: a title above the names, blanks under merged cells, decimal commas, a row that cannot be.
SPREADSHEET = """\
Workshop – plan for the quarter;;;;;;;
Team;Quartal;Objective;Key result;Ausgangswert;Zielwert;Unit;Stand
Workshop;{cycle};Riders trust the brakes;Brake complaints per 1,000 trips;4,2;2,5;complaints;3,9
;;;Bikes whose brakes pass the yearly check at first try;81 %;95 %;;84 %
;;;Write a brake manual;;;;offen
;;;Brake pads in stock stay at least;>= 200;200 to 300;;
Rider app;;Riders find help in the app;Reports sent with a photo;12 %;40 %;;15 %
;;;Median time to a first answer;35 min;15 min;;31 min
Kiosk;32.13.;Something for the kiosk;Visitors;1,2k;3k;people;
"""


def my_week(page: Page, site: str) -> None:
    """Show what waits for somebody."""
    visit(page, f"{site}/my_week?as={quote(OWNER)}", "My week")


def objectives(page: Page, site: str) -> None:
    """Show the objectives of the active cycle."""
    visit(page, f"{site}/objectives", "Objectives")


def key_result(page: Page, site: str) -> None:
    """Show a key result whose owner is more confident than its numbers."""
    _open(page, site, KEY_RESULT)


def label(page: Page, site: str) -> None:
    """Show the suggestion for a key result that nobody has labelled, with the four questions."""
    _open(page, site, SUGGESTED)
    page.wait_for_timeout(SETTLED_MS)
    page.get_by_role("button", name="Record check-in").evaluate("element => element.scrollIntoView({block: 'start'})")


def data(page: Page, site: str) -> None:
    """Show what would happen to each row of a spreadsheet."""
    visit(page, f"{site}/data", "Data")
    content = SPREADSHEET.format(cycle=quarter_name(date.today(), 0)).encode("cp1252")
    page.locator("input[type=file]").set_input_files(
        {"name": "workshop.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Download refused rows").wait_for()


def outcome_mix(page: Page, site: str) -> None:
    """Show which objectives count what the team ships."""
    visit(page, f"{site}/outcome_mix", "Outcome mix")


def first_steps(page: Page, site: str) -> None:
    """Show what an empty database offers."""
    visit(page, site, "Welcome to Outboard")


Scene = Callable[[Page, str], None]
WITH_SAMPLE: tuple[Scene, ...] = (my_week, objectives, key_result, label, outcome_mix, data)
WHILE_EMPTY: tuple[Scene, ...] = (first_steps,)


def visit(page: Page, address: str, heading: str) -> None:
    """Open an address and wait until its page stands still."""
    page.goto(address)
    page.get_by_role("heading", name=heading, exact=True).first.wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def _open(page: Page, site: str, title: str) -> None:
    visit(page, f"{site}/objectives?words={quote(title)}", "Objectives")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("heading", name=title, exact=True).first.wait_for()


def keep(page: Page, name: str) -> None:
    """Write what is on screen as a small PNG file."""
    page.wait_for_timeout(SETTLED_MS)
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    IMAGES.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(IMAGES / f"{name}.png", optimize=True)


@contextmanager
def served(*options: str) -> Iterator[str]:
    """Serve a new database and yield the address of the application."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/outboard.db"}
        program = Path(sys.executable).with_name("outboard")
        command = [str(program), "serve", "--port", "0", *options]
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            try:
                yield server.stdout.readline().split()[-1]
            finally:
                server.terminate()


@contextmanager
def opened() -> Iterator[Page]:
    """Yield a light browser page of the size that the documentation shows."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        width, height = SIZE
        yield browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        browser.close()


def main() -> None:
    """Take every picture, or those that are named on the command line."""
    wanted = set(sys.argv[1:])
    for options, scenes in ((("--sample",), WITH_SAMPLE), ((), WHILE_EMPTY)):
        chosen = [scene for scene in scenes if not wanted or scene.__name__ in wanted]
        if not chosen:
            continue
        with served(*options) as site, opened() as page:
            for scene in chosen:
                scene(page, site)
                keep(page, scene.__name__)


if __name__ == "__main__":
    main()
