"""Links between pages: where they lead, who goes along, and that no name breaks out of them."""

import pytest
import streamlit as st

from tests.app.opened import LINK, as_read, linked_to
from ui import actions, links, working_as


@pytest.fixture
def lena(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {working_as.IN_LINKS: {"as": "Lena & Co"}})


def test_whoever_follows_a_link_goes_on_as_the_same_person(lena) -> None:
    assert links.relative("key_result", id=12, team=None) == "key_result?id=12&as=Lena+%26+Co"


def test_a_message_links_for_the_same_person(lena, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(st, "toast", lambda text, **_: told.append(text))
    actions.flash("Saved.", ("See the decisions", "decisions"))
    actions.show_flash()
    assert told == ["Saved. [See the decisions](decisions?as=Lena+%26+Co)"]


def test_a_name_cannot_break_out_of_a_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})
    name = '"><script>alert(1)</script>'
    drawn = links.anchor("objectives", name, help=name, team=name)
    assert "<script" not in drawn
    ((address, label),) = LINK.findall(drawn)
    assert (linked_to(address), as_read(label)) == (("objectives", {"team": name}), name)
