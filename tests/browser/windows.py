"""Windows of the browser that tests use one after the other: the program stays loaded, what was stored does not."""

from playwright.sync_api import Browser, Page

from tests.browser.tab import Tab

NOTHING_TO_RUN = "/_stcore/health"  # an address of the server whose answer holds no script


class Windows:
    """Lends windows; each has cookies and a memory of its own, which nobody before has written into."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: list[Page] = []
        self.lent: list[Tab] = []

    def lend(self, url: str, width: int = 1280, height: int = 800, theme: str = "light", *, new: bool = False) -> Tab:
        """Open a window for the server at this address; ``new`` for one that nobody else will get."""
        page = self.free.pop() if self.free and not new else self.browser.new_context(timezone_id="UTC").new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme=theme, reduced_motion="reduce")
        page.mouse.move(0, 0)
        page.goto(url + NOTHING_TO_RUN)
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
        tab = Tab(page, url, lasting=not new)
        self.lent.append(tab)
        return tab

    def take_back(self, tab: Tab) -> None:
        """Close what the tab opened, and keep its window for the next one."""
        self.lent.remove(tab)
        tab.leave()
        if not tab.lasting:
            tab.page.context.close()
            return
        for other in tab.page.context.pages:
            if other is not tab.page:
                other.close()
        tab.page.goto("about:blank")
        self.free.append(tab.page)
