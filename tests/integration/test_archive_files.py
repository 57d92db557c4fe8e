"""The three files themselves: what a spreadsheet program sees, and which files are recognised as exports."""

import csv
import gc
import json
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import Engine
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from entrypoints import downloads
from models import Person, Team
from models.database import writing
from models.inputs import MetricInput
from services import check_ins, conversions, metrics
from services.errors import Refusal
from services.exchange.archive import Format, export, read_archive
from services.exchange.archive.acts import ANNOTATIONS
from services.exchange.archive.contents import CHECK_INS, RECORD_TYPES
from services.exchange.archive.planned import PLANNED
from services.exchange.archive.sheetxml import SheetWriter
from services.exchange.archive.xlsxfile import MOST_ROWS, _refuse_too_many
from services.exchange.errors import UnreadableFile
from services.exchange.limits import MAX_BYTES
from tests.factories import TODAY, Company, check_in_input
from ui import clock

AT = datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"]


def exported(session: Session, form: Format) -> bytes:
    file = BytesIO()
    export(session, form, file, AT)
    return file.getvalue()


@pytest.fixture
def company_file(
    ask: Callable[..., Any], act: Callable[..., Any], member: Any, a_team_with_an_open_cycle: Company
) -> Any:
    """The company with a demotion, in a format of choice; one note starts like a formula."""
    key_result = a_team_with_an_open_cycle.key_result
    act(check_ins.record, member, check_in_input(key_result, note="=1+1", value=24.5), TODAY)
    act(conversions.demote, member, a_team_with_an_open_cycle.steps, 1, key_result)
    team = a_team_with_an_open_cycle.checkout
    metric = act(metrics.create_metric, member, MetricInput(team_id=team, owner_id=member.person_id, name="Carts"))
    act(metrics.record_points, member, metric, ((TODAY, 24.0),), TODAY)
    return lambda form: ask(exported, form)


def csv_rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_workbook_that_fails_half_way_is_let_go_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)

    def rows() -> Iterator[list[str]]:
        yield ["written"]
        raise Refusal("no further")

    file = BytesIO()
    with pytest.raises(Refusal), SheetWriter(file) as workbook:
        workbook.add("people", [10], rows())
    file.close()
    del workbook
    gc.collect()
    assert complaints == []


def test_the_csv_starts_with_a_byte_order_mark_and_says_what_each_row_is(company_file: Any) -> None:
    data = company_file(Format.CSV)
    assert data.startswith(b"\xef\xbb\xbfrecord,key,cycle,team,name,objective,key_result,")
    held = {kind.noun for kind in RECORD_TYPES if kind not in (*PLANNED, ANNOTATIONS)}
    assert {row["record"] for row in csv_rows(data)} == {"outboard"} | held


def test_a_key_result_carries_its_place_and_owner_in_words(company_file: Any) -> None:
    row = next(row for row in csv_rows(company_file(Format.CSV)) if row["key"] == "kr-2")
    assert (row["cycle"], row["team"], row["objective"], row["owner"]) == ("Q2", "Checkout", "Paying is easy", "Mia")


def test_a_check_in_names_its_key_result(company_file: Any) -> None:
    row = next(row for row in csv_rows(company_file(Format.CSV)) if row["key"] == "kr-2/1")
    assert (row["key_result"], row["author"]) == ("Raise the share of paid carts from 20 % to 40 %", "Mia")


def test_json_says_which_format_it_has_and_holds_every_kind_of_record(company_file: Any) -> None:
    content = json.loads(company_file(Format.JSON))
    assert (content["outboard"], content["exported_at"]) == (1, "2026-05-18T09:30:00Z")
    assert list(content["records"]) == [kind.name for kind in RECORD_TYPES]


def test_json_holds_texts_as_they_were_written(company_file: Any) -> None:
    assert '"note": "=1+1"' in company_file(Format.JSON).decode()


def test_the_workbook_has_real_numbers_dates_and_switches(company_file: Any) -> None:
    book = load_workbook(BytesIO(company_file(Format.XLSX)))
    header, *rows = book["key_results"].iter_rows(values_only=True)
    first = dict(zip(header, rows[0], strict=True))
    assert (first["baseline"], first["starts_on"], first["dropped"]) == (20, datetime(2026, 4, 1), False)


def test_every_sheet_keeps_its_header_in_sight_and_has_wide_columns(company_file: Any) -> None:
    book = load_workbook(BytesIO(company_file(Format.XLSX)))
    assert book.sheetnames == ["outboard", *(kind.name for kind in RECORD_TYPES)]
    assert {sheet.freeze_panes for sheet in book.worksheets[1:]} == {"A2"}
    assert book["key_results"].column_dimensions["F"].width == 60


@pytest.fixture
def dangerous_database(database: Engine) -> Engine:
    """Teams and a person whose names and texts a spreadsheet would run."""
    with writing(database) as session:
        session.add_all([Team(name=text, purpose=text) for text in DANGEROUS])
        session.add(Person(name="=cmd", title="-2", is_admin=True))
        session.commit()
    return database


def texts_of_csv(data: bytes) -> Iterator[str]:
    for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
        yield from row


def texts_of_workbook(data: bytes) -> Iterator[str]:
    for sheet in load_workbook(BytesIO(data)):
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
            yield from (cell.value for cell in row if isinstance(cell.value, str))


@pytest.mark.parametrize(("form", "texts"), [(Format.CSV, texts_of_csv), (Format.XLSX, texts_of_workbook)])
def test_no_cell_starts_like_a_formula(
    form: Format, texts: Callable[[bytes], Iterator[str]], dangerous_database: Engine
) -> None:
    found = list(texts(downloads.content(dangerous_database, form)))
    assert sum(text.startswith("'") for text in found) == 2 * len(DANGEROUS) + 2
    assert not [text for text in found if FORMULA.match(text)]


def test_a_workbook_saved_again_by_a_spreadsheet_program_is_still_an_export(company_file: Any) -> None:
    data = company_file(Format.XLSX)
    again = BytesIO()
    load_workbook(BytesIO(data)).save(again)  # writes shared texts, as spreadsheet programs do
    before, after = read_archive("a.xlsx", data), read_archive("a.xlsx", again.getvalue())
    assert before
    assert after
    assert before.records == after.records


def test_a_csv_saved_again_with_semicolons_is_still_an_export(company_file: Any) -> None:
    data, again = company_file(Format.CSV), StringIO(newline="")
    csv.writer(again, delimiter=";").writerows(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))
    archive = read_archive("a.csv", again.getvalue().encode("utf-16"))
    assert archive
    assert archive.records == read_archive("a.csv", data).records  # type: ignore[union-attr]


def test_other_spreadsheets_are_not_exports() -> None:
    book, file = Workbook(), BytesIO()
    book.active.append(["Objective", "Key result"])
    book.save(file)
    assert read_archive("okrs.xlsx", file.getvalue()) is None
    assert read_archive("okrs.csv", b"Objective,Key result\nGrow,10 customers\n") is None
    assert read_archive("okrs.csv", b"record,key result\nGrow,10 customers\n") is None


HEADER = b"record,key,name\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"teams": []}', "not an export of Outboard"),
        (b'[{"teams": 1}]', "not an export of Outboard"),
        (b'{"outboard": 1, "records": {"teams": [', "not complete JSON"),
        (b'{"outboard": 1, "records": {"teams": [' + b"[" * 100_000, "not"),
        (b'{"outboard": ' + b"9" * 5000 + b"}", "not JSON that can be read"),
        (b'{"outboard": 2, "records": {}}', "an export in format 2, and this program reads format 1"),
        (b'{"outboard": 1}', "has no “records”"),
        (b'{"outboard": 1, "records": {"audit": []}}', "“audit” is not a list of records"),
        (b'{"outboard": 1, "records": {"teams": [7]}}', "teams, record 1"),
        (b'{"outboard": 1, "records": {"teams": [' + b"{}," * 50_000 + b"{}]}}", "more than 50,000 records"),
        (b'{"outboard": 1, "x": "' + b"x" * MAX_BYTES + b'"}', "larger than 5 MB"),
        (b'{"outboard": 1, "x": "\0"}', "NUL character"),
        (HEADER + b"team,,Search\n", "an export in format without a number"),
        (HEADER + b"outboard,format 7\n", "an export in format 7"),
        (HEADER, "holds nothing"),
        (HEADER + b"outboard,format 1\nteem,,Search\n", "“teem” is not a kind of record"),
        (HEADER + b'outboard,format 1\nteam,,"Search\n', "quotation marks"),
        (HEADER + b"outboard,format 1\nteam,,Search,more\n", "more cells than there are columns"),
        (HEADER + b"outboard,format 1\nteam,," + b"x" * 40_000, "longer than 32,767"),
    ],
)
def test_a_file_that_is_no_whole_export_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=re.escape(message)):
        read_archive("export", data)


def test_an_export_tells_how_far_it_is(ask: Callable[..., Any], company_file: Any) -> None:
    told: list[tuple[int, int]] = []
    total = ask(export, Format.JSON, BytesIO(), AT, lambda *numbers: told.append(numbers))
    assert told == [(total, total)]


def test_a_list_longer_than_a_sheet_is_refused_before_anything_is_written() -> None:
    with pytest.raises(Refusal, match=r"1,048,576 check ins, and a sheet holds 1,048,575"):
        _refuse_too_many(CHECK_INS, MOST_ROWS)


def test_the_page_offers_a_file_of_each_kind(
    company_database: Engine, a_team_with_an_open_cycle: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = company_database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setattr(clock, "today", lambda: date(2026, 5, 18))
    page = AppTest.from_string("from ui import export_view\nexport_view.show()").run()
    assert not page.exception
    assert [(link.proto.label, link.proto.url) for link in page.get("link_button")] == [
        ("Download Excel workbook", "export.xlsx?day=2026-05-18"),
        ("Download CSV file", "export.csv?day=2026-05-18"),
        ("Download JSON file", "export.json?day=2026-05-18"),
    ]


def test_a_downloaded_file_is_the_whole_export(company_database: Engine, a_team_with_an_open_cycle: Company) -> None:
    archive = read_archive("a.csv", downloads.content(company_database, Format.CSV))
    assert archive
    assert [record.values["as_of"] for record in archive.records["check_ins"]] == [date(2026, 5, 11)] * 2
