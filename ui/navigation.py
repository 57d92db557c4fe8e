"""The one table of pages: order and sections as in the menu, addresses as in a pasted link."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from services.permissions import Actor
from ui import links

PAGES_FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One screen: its script, its address, and its line in the menu (an empty section hides it there)."""

    script: str
    title: str
    icon: str
    section: str = ""

    @property
    def address(self) -> str:
        """Return the page's path in the browser, which is the script's name."""
        return Path(self.script).stem


PAGES = (
    PageSpec("track/my_week.py", "My week", ":material/event_available:", "Track"),
    PageSpec("track/check_ins.py", "Check-ins", ":material/table_rows:", "Track"),
    PageSpec("track/inbox.py", "Inbox", ":material/inbox:", "Track"),
    PageSpec("track/objectives.py", "Objectives", ":material/flag:", "Track"),
    PageSpec("track/initiatives.py", "Initiatives", ":material/construction:", "Track"),
    PageSpec("plan/metrics.py", "Metrics", ":material/monitoring:", "Track"),
    PageSpec("track/objective.py", "Objective", ":material/flag:"),
    PageSpec("track/key_result.py", "Key result", ":material/show_chart:"),
    PageSpec("review/outcome_mix.py", "Outcome mix", ":material/bar_chart:", "Review"),
    PageSpec("review/progress.py", "Progress by week", ":material/calendar_view_week:", "Review"),
    PageSpec("review/labels.py", "Labels to confirm", ":material/label:", "Review"),
    PageSpec("review/flags.py", "Flags", ":material/outlined_flag:", "Review"),
    PageSpec("review/decisions.py", "Decisions", ":material/gavel:", "Review"),
    PageSpec("review/flag.py", "Flag", ":material/outlined_flag:"),
    PageSpec("review/raise_flag.py", "Raise a flag", ":material/outlined_flag:"),
    PageSpec("plan/write_objective.py", "Write an objective", ":material/edit:"),
    PageSpec("plan/write_key_result.py", "Write a key result", ":material/edit:"),
    PageSpec("plan/write_initiative.py", "Write an initiative", ":material/edit:"),
    PageSpec("plan/demote_key_result.py", "Turn into an initiative", ":material/edit:"),
    PageSpec("plan/promote_initiative.py", "Make it a key result", ":material/edit:"),
    PageSpec("plan/split_key_result.py", "Split in two", ":material/edit:"),
    PageSpec("plan/metric.py", "Metric", ":material/monitoring:"),
    PageSpec("plan/write_metric.py", "Add a metric", ":material/edit:"),
    PageSpec("plan/drafts.py", "Plan the next cycle", ":material/edit_note:", "Plan"),
    PageSpec("plan/planning_sessions.py", "Planning sessions", ":material/groups_3:", "Plan"),
    PageSpec("plan/close_cycle.py", "Close the cycle", ":material/flag_circle:", "Plan"),
    PageSpec("plan/alignment.py", "Alignment", ":material/account_tree:", "Plan"),
    PageSpec("plan/carry_over.py", "Carry over", ":material/redo:"),
    PageSpec("plan/shared_screen.py", "Shared screen", ":material/cast:"),
    PageSpec("plan/take_part.py", "Take part", ":material/how_to_vote:"),
    PageSpec("plan/session_record.py", "Record", ":material/description:"),
    PageSpec("admin/organisation.py", "Teams and cycles", ":material/groups:", "Set up"),
    PageSpec("admin/data.py", "Data", ":material/database:", "Set up"),
    PageSpec("admin/webhooks.py", "Webhooks", ":material/webhook:", "Set up"),
)
TAKE_PART = "take_part"
FIRST_STEPS = PageSpec("admin/first_steps.py", "First steps", ":material/sailing:", "Set up")


def choose_page(actor: Actor | None, waiting: Mapping[str, int] | None = None) -> Any:
    """Return the page that the address names; with nobody in the database every address shows the first steps.

    ``waiting`` says how many things wait on which address; the menu shows the number behind the page's name.
    """
    if actor is None:
        # The first page of a navigation stands at "/" and loses its own address, so no other page may be first.
        return st.navigation([_page(FIRST_STEPS, spec.address) for spec in (FIRST_STEPS, *PAGES)], position="hidden")
    sections: dict[str, list[Any]] = {"": [st.Page(_start, title="Outboard", default=True, visibility="hidden")]}
    for spec in PAGES:
        number = (waiting or {}).get(spec.address, 0)
        sections.setdefault(spec.section or "Track", []).append(_page(spec, spec.address, number))
    return st.navigation(sections, expanded=True)


def only_taking_part() -> Any:
    """Return the page on which a participant joins and takes part, whatever the address names; there is no other."""
    start = st.Page(_to_taking_part, title="Outboard", default=True, visibility="hidden")
    spec = next(spec for spec in PAGES if spec.address == TAKE_PART)
    return st.navigation([start, _page(spec, TAKE_PART)], position="hidden")


def link(address: str, label: str, *, help: str = "", **query: object) -> None:
    """Draw a link to a page with its query, such as ``link("key_result", "Open", id=12)``."""
    st.html(links.anchor(address, label, help=help, **query), width="content")


def go(address: str, **query: object) -> None:
    """Leave this page for another one."""
    st.switch_page(_linked(address), query_params={name: str(value) for name, value in query.items()})


def plain(text: str) -> str:
    """Return a text that Streamlit shows letter by letter instead of reading Markdown into it."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()#+-!|<>~:$" else sign for sign in text)


def _start() -> None:
    """Send whoever comes without a page's address to the start page, whose own address can then be pasted."""
    go(PAGES[0].address)


def _to_taking_part() -> None:
    go(TAKE_PART, **st.query_params)


@lru_cache
def _linked(address: str) -> Any:
    return _page(next(spec for spec in PAGES if spec.address == address), address)


def _script(spec: PageSpec) -> Path:
    return PAGES_FOLDER / spec.script


def _page(spec: PageSpec, address: str, waiting: int = 0) -> Any:
    # Streamlit notes on the page that may run that it may, so each run needs pages of its own.
    return copy(_made(spec, address, waiting))


@lru_cache
def _made(spec: PageSpec, address: str, waiting: int) -> Any:
    return st.Page(
        _script(spec),
        title=f"{spec.title} ({waiting})" if waiting else spec.title,
        icon=spec.icon,
        url_path=address,
        visibility="visible" if spec.section else "hidden",
    )
