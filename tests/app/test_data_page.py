"""Importing a spreadsheet on the Data page: what it says before anything is written, and what it writes."""

import pytest

from tests.app.conftest import OpenPage, Query
from tests.app.opened import OpenedPage

HEADER = "Team,Cycle,Objective,Key result,Baseline,Target,Unit,Current value\r\n"
FIRST = "Workshop,{cycle},Repairs are quick,Bikes repaired within a day,40,60,%,45\r\n"
SECOND = ",,,Publish 12 repair guides,0,12,guides,\r\n"


@pytest.fixture
def data(sample: Query, open_page: OpenPage) -> OpenedPage:
    return open_page("data")


@pytest.fixture
def sheet(sample: Query) -> str:
    """Two new key results under a new objective of the running cycle."""
    ((cycle,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
    return HEADER + FIRST.format(cycle=cycle) + SECOND


def upload(page: OpenedPage, content: str | bytes, name: str = "okrs.csv") -> OpenedPage:
    raw = content.encode() if isinstance(content, str) else content
    page.app.file_uploader[0].set_value((name, raw, "text/csv"))
    return page.run()


def everything(sample: Query) -> list[tuple[int, ...]]:
    tables = ("objective", "key_result", "check_in", "team", "person", "cycle", "audit_event")
    return [sample(f"SELECT count(*) FROM {table}")[0] for table in tables]


def import_button(page: OpenedPage) -> str:
    return next(label for label in page.buttons if label.startswith("Import"))


def test_without_a_file_the_page_teaches_and_offers_an_example(data: OpenedPage):
    assert "Nothing is written before you press Import." in data.said
    assert {"Download an example"} <= {button.label for button in data.app.main.get("download_button")}


def test_the_preview_counts_and_writes_nothing(sample, data: OpenedPage, sheet: str):
    before = everything(sample)
    upload(data, sheet)
    assert "2 rows: 2 key results, 1 objective and 1 check-in will be created, 0 skipped, 0 refused." in data.said
    assert import_button(data) == "Import 2 rows"
    assert everything(sample) == before


def test_the_preview_lists_each_row_with_what_happens_to_it(data: OpenedPage, sheet: str):
    upload(data, sheet)
    table = data.app.main.dataframe[-1].value
    assert list(table["Row"]) == [2, 3]
    assert set(table["What happens"]) == {"+ created"}


def test_importing_writes_and_leads_to_what_was_written(sample, data: OpenedPage, sheet: str):
    upload(data, sheet).press("Import 2 rows")
    assert any(message.startswith("Imported. 2 rows: 2 key results") for message in data.messages)
    stored = sample("SELECT title, baseline, target, unit, label_source FROM key_result ORDER BY id DESC LIMIT 2")
    guides, bikes = stored
    assert bikes == ("Bikes repaired within a day", 40, 60, "%", "suggested")
    assert guides == ("Publish 12 repair guides", 0, 12, "guides", "suggested")
    assert {link.address for link in data.links} >= {"objectives", "outcome_mix"}


def test_importing_the_same_file_again_changes_nothing(sample, data: OpenedPage, sheet: str):
    upload(data, sheet).press("Import 2 rows")
    before = everything(sample)
    upload(data, sheet)
    assert "everything in this file is stored already" in data.said
    assert next(button for button in data.app.main.button if button.label == "Import").disabled
    assert everything(sample) == before


def test_a_refused_row_is_named_with_its_column_and_the_reason(sample, sheet: str, open_page: OpenPage):
    ((running,),) = sample("SELECT name FROM cycle WHERE state = 'active'")
    foreign = FIRST.replace("Workshop", "Rider care").format(cycle=running)
    page = upload(open_page("data", as_="Rafael Quintero"), sheet + foreign)
    table = page.app.main.dataframe[-1].value
    refused = table[table["What happens"] == "× refused"]
    assert refused[["Row", "Column", "Why"]].values.tolist() == [
        [4, "Team", "You are not a member of “Rider care”. Ask a lead to add you."]
    ]
    assert "Download refused rows" in {button.label for button in page.app.main.get("download_button")}


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02\x03", b'a,b\r\n"never closed,1\r\n', b"just one line", b"PK\x03\x04 not a zip", b"\n\n\n"],
)
def test_a_file_that_is_none_is_refused_in_words_and_writes_nothing(content, sample, data: OpenedPage):
    before = everything(sample)
    upload(data, content)
    assert data.app.main.error or "nothing to import" in data.said
    assert everything(sample) == before


def test_a_column_that_was_guessed_wrong_can_be_changed(data: OpenedPage, sheet: str):
    upload(data, sheet.replace("Key result,", "Was wir messen wollen,"))
    editor = data.app.main.get("data_editor")[0].key if data.app.main.get("data_editor") else None
    assert editor is not None
    data.app.session_state[editor] = {"edited_rows": {3: {"Means": "Key result"}}, "added_rows": [], "deleted_rows": []}
    data.run()
    assert "2 key results" in data.said


def test_text_where_a_number_belongs_is_kept_and_said(data: OpenedPage, sheet: str):
    upload(data, sheet + ",,,Waiting time,ninety,40,minutes,\r\n")
    table = data.app.main.dataframe[-1].value
    assert list(table["Column"])[-1] == "Baseline"
    assert "“ninety” is not a number. The text is kept, the value stays empty." in list(table["Why"])[-1]


def test_a_viewer_may_not_import(sample, sheet: str, open_page: OpenPage):
    before = everything(sample)
    page = upload(open_page("data", as_="Noor Haddad"), sheet)
    assert not [button for button in page.app.main.button if button.label.startswith("Import") and not button.disabled]
    assert page.app.main.error or "every row is refused" in page.said
    assert everything(sample) == before


def test_an_import_by_somebody_whose_role_went_away_is_refused(sample, sheet: str, open_page: OpenPage):
    page = upload(open_page("data", as_="Rafael Quintero"), sheet)
    before = everything(sample)
    label = import_button(page)
    sample("DELETE FROM membership WHERE person_id = (SELECT id FROM person WHERE name = 'Rafael Quintero')")
    page.press(label)
    assert everything(sample) == before
    assert page.app.main.error


def test_everything_can_be_taken_out_in_three_kinds_of_file(data: OpenedPage):
    labels = [link.proto.label for link in data.app.main.get("link_button")]
    assert {"Download Excel workbook", "Download CSV file", "Download JSON file"} <= set(labels)
