"""What a person at a browser waits for: from starting the server to the first page on the screen."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"
PATIENCE = 60_000  # ms


class NoBrowser(Exception):
    """There is neither Chromium nor Chrome on this machine."""


@contextmanager
def opened() -> Iterator[Browser]:
    """Yield a running browser without a window; raises NoBrowser."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise NoBrowser(f"None of {', '.join(NAMES)} is on this machine.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield browser
        browser.close()


def seconds_to_draw(browser: Browser, address: str, heading: str) -> float:
    """Return how long it takes, without any cache, until a page with this heading has been drawn in full."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address, timeout=PATIENCE)
    page.get_by_role("heading", name=heading, exact=True).wait_for(timeout=PATIENCE)
    page.locator(DRAWN).wait_for(timeout=PATIENCE)
    passed = time.perf_counter() - began
    context.close()
    return passed
