"""What people write is shown letter by letter: no name or unit makes a reader's browser load a picture."""

from collections.abc import Iterator

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

BEACON = "![x](//evil.test/a)"
SPOKEN = ("title", "markdown", "caption", "error", "warning", "info", "toast")


def texts(page: OpenedPage) -> Iterator[str]:
    """Every text that Streamlit reads as Markdown, as it is sent to the browser."""
    for kind in SPOKEN:
        yield from (element.value for element in page.app.get(kind))
    for kind in ("number_input", "button", "selectbox"):
        yield from (text for element in page.app.get(kind) for text in (element.label, element.help) if text)


@pytest.mark.parametrize("address", ["key_result", "my_week", "objective", "objectives", "outcome_mix"])
def test_a_picture_in_units_titles_and_names_is_never_drawn(sample: Query, open_page: OpenPage, address: str) -> None:
    sample("UPDATE key_result SET unit = ?, title = ? || id", BEACON, BEACON)
    sample("UPDATE objective SET title = ? || id", BEACON)
    for table in ("team", "cycle"):
        sample(f"UPDATE {table} SET name = ? || id", BEACON)
    ((key, objective),) = sample(
        "SELECT k.id, k.objective_id FROM key_result k WHERE k.measure = 'stay_at_least' LIMIT 1"
    )
    page = open_page(address, as_="Lena Hartmann", id=objective if address == "objective" else key)
    assert [text for text in texts(page) if BEACON in text] == []


def test_a_picture_in_a_refusal_is_never_drawn(sample: Query, open_page: OpenPage) -> None:
    sample("UPDATE team SET name = ? WHERE name = 'Workshop'", BEACON)
    page = open_page("organisation").fill("New team", BEACON).press("Add team")
    assert f"A team called {BEACON} exists." in page.messages
    assert [text for text in texts(page) if BEACON in text] == []
