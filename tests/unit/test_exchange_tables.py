"""Bytes of CSV and XLSX files to tables, and the files that are refused."""

import csv
import zipfile
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from services.exchange.cells import Quantity
from services.exchange.errors import UnreadableFile
from services.exchange.tables import read_table

HEADER = "Team;Cycle;Objective;Key result;Target"
ROW = "Größe;2026-Q1;Be loved;NPS from 20 to 40;40"
TEXT = f"{HEADER}\n{ROW}\n"


def workbook_bytes(*rows, formats=None, sheets=()):
    book = Workbook()
    for title in sheets:
        book.create_sheet(title, 0).append(["Read me first"])
    sheet = book.worksheets[-1]
    for row in rows:
        sheet.append(row)
    for place, code in (formats or {}).items():
        sheet[place].number_format = code
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data, name, content):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
GOOD_BOOK = workbook_bytes(["Team", "Objective", "Key result"], ["A", "B", "C"])


def sheet_of(cells):
    return with_part(GOOD_BOOK, SHEET, f"<worksheet><sheetData>{cells}</sheetData></worksheet>")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8"),
        (TEXT.encode("utf-8-sig"), "UTF-8"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE"),
        (TEXT.encode("cp1252"), "Windows-1252"),
    ],
)
def test_every_encoding_gives_the_same_table(data, encoding):
    table = read_table("okrs.csv", data)
    assert (table.encoding, table.delimiter, table.columns[0], table.rows[0].cells[0]) == (
        encoding,
        ";",
        "Team",
        "Größe",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    table = read_table("okrs.csv", TEXT.replace(";", delimiter).encode())
    assert (table.delimiter, table.columns) == (delimiter, ("Team", "Cycle", "Objective", "Key result", "Target"))


def test_commas_inside_a_semicolon_file_stay_in_their_cell():
    table = read_table("okrs.csv", f"{HEADER}\nA;2026-Q1;Fast, cheap, good;One, two, three;1,5\n".encode())
    assert table.rows[0].cells[2:] == ("Fast, cheap, good", "One, two, three", "1,5")


def test_the_separator_line_of_a_spreadsheet_program_is_obeyed():
    assert read_table("okrs.csv", f"sep=;\n{TEXT}".encode()).header_row == 2


def test_title_rows_above_the_column_names_are_skipped_and_row_numbers_stay():
    table = read_table("okrs.csv", f"Our OKRs 2026;;;;\n\n;;;;\n{HEADER}\n;;;;\n{ROW}\n;;;;\n".encode())
    assert (table.header_row, [row.number for row in table.rows]) == (4, [6])


def test_a_row_number_counts_rows_and_not_lines():
    table = read_table("okrs.csv", f'{HEADER}\nA;2026-Q1;"two\nlines";K;1\n{ROW}\n'.encode())
    assert [row.number for row in table.rows] == [2, 3]


def test_every_line_ending_is_understood():
    assert {len(read_table("okrs.csv", TEXT.replace("\n", end).encode()).rows) for end in ("\n", "\r\n", "\r")} == {1}


def test_columns_without_or_with_the_same_name_get_one():
    assert read_table("a.csv", b"Team,,Team,Objective\na,b,c,d,e\n").columns == (
        "Team",
        "Column B",
        "Team (C)",
        "Objective",
        "Column E",
    )


def test_unknown_column_names_are_taken_with_a_note():
    table = read_table("a.csv", b"Foo,Bar\n1,2\n")
    assert (table.header_row, "No known column names" in table.notes[0]) == (1, True)


def test_a_workbook_gives_typed_cells():
    row = ["A", date(2026, 1, 5), datetime(2026, 3, 31), 0.9, 1200.5, True, 7]
    formats = {"D2": "0%", "E2": "[$€-407]#,##0.00"}
    data = workbook_bytes(
        ["Team", "Cycle start", "Cycle end", "Target", "Baseline", "Label", "Weight"], row, formats=formats
    )
    expected = ("A", date(2026, 1, 5), date(2026, 3, 31), Quantity(90, "%"), Quantity(1200.5, "€"), True, 7)
    assert read_table("okrs.xlsx", data).rows[0].cells == expected


def test_a_workbook_is_known_by_its_content_and_not_by_its_name():
    assert read_table("okrs.csv", GOOD_BOOK).rows[0].cells == ("A", "B", "C")


def test_the_first_sheet_with_known_columns_is_read_and_the_others_are_named():
    data = workbook_bytes(["Team", "Objective"], ["A", "B"], sheets=("Cover",))
    table = read_table("okrs.xlsx", data)
    assert (table.sheet, table.sheets, "Cover" in table.notes[0]) == ("Sheet", ("Cover", "Sheet"), True)


def test_a_sheet_can_be_chosen():
    data = workbook_bytes(["Team", "Objective"], ["A", "B"], sheets=("Cover",))
    with pytest.raises(UnreadableFile, match=r"no sheet “Nope”.*Cover, Sheet"):
        read_table("okrs.xlsx", data, sheet="Nope")


def test_a_formula_is_read_as_its_stored_value():
    cells = '<row><c t="inlineStr"><is><t>Objective</t></is></c><c t="inlineStr"><is><t>Target</t></is></c></row>'
    cells += '<row><c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
    assert read_table("f.xlsx", sheet_of(cells)).rows[0].cells == ("ab", 2)


def test_a_formula_without_a_stored_value_is_blank_and_noted():
    table = read_table("f.xlsx", workbook_bytes(["Objective", "Target"], ["Be loved", "=1+1"]))
    assert (table.rows[0].cells, "(B2)" in table.notes[0]) == (("Be loved",), True)


def test_strings_with_formatting_and_namespace_prefixes_are_read():
    text = "<x:r><x:t>Obj</x:t></x:r><x:r><x:t>ective</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh>"
    inline = f'<x:c r="A{{0}}" t="inlineStr"><x:is>{text}</x:is></x:c>'
    rows = "".join(f'<x:row r="{number}">{inline.format(number)}</x:row>' for number in (1, 2))
    data = with_part(GOOD_BOOK, SHEET, f'<x:worksheet xmlns:x="urn:x"><x:sheetData>{rows}</x:sheetData></x:worksheet>')
    assert read_table("x.xlsx", data).rows[0].cells == ("Objective",)


_cells = st.one_of(
    st.none(),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs"]), max_size=12).filter(
        lambda t: t == t.strip() and t[:1] != "="
    ),
    st.integers(-(10**9), 10**9),
    st.floats(-1e6, 1e6).filter(lambda number: not number.is_integer()),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(_cells, min_size=1, max_size=6), min_size=1, max_size=8))
def test_our_reading_of_a_workbook_agrees_with_openpyxl(rows):
    data = workbook_bytes(["Team", "Objective", "Key result"], *rows)
    theirs = {}
    for number, values in enumerate(
        load_workbook(BytesIO(data), data_only=True).active.iter_rows(min_row=2, values_only=True), 2
    ):
        cells = [value.date() if isinstance(value, datetime) else value for value in values]
        while cells and (cells[-1] is None or not str(cells[-1]).strip()):
            cells.pop()
        if cells:
            theirs[number] = tuple(None if isinstance(cell, str) and not cell.strip() else cell for cell in cells)
    try:
        ours = {row.number: row.cells for row in read_table("a.xlsx", data).rows}
    except UnreadableFile:
        ours = {}
    assert ours == theirs


def far_cell(place, row):
    head = '<row><c t="inlineStr"><is><t>Objective</t></is></c></row>'
    return sheet_of(f'{head}<row r="{row}"><c r="{place}{row}"><v>1</v></c></row>')


def repacked(**changes):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", changes.get("method", zipfile.ZIP_DEFLATED)) as book:
        for name, content in changes["parts"].items():
            book.writestr(name, content)
    return out.getvalue()


def encrypted(data):
    position = data.find(b"PK\x01\x02")
    return data[: position + 8] + b"\x01" + data[position + 9 :]


DOCTYPE = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'

REFUSED = {
    "empty": (b"", "empty"),
    "only a mark": (b"\xef\xbb\xbf", "no values"),
    "only blanks": (b";;;\n\n;;\n", "no values"),
    "above 5 MB": (b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    "no column names": (b"1\n2\n3\n", "No row of column names"),
    "no rows": (HEADER.encode(), "no rows below"),
    "nul": (b"Team,Objective\nA,B\nC,\0D\n", r"NUL character.*line 3"),
    "not text": (b"Team,Objective\n\x81\x8d,\xff\n", r"not readable text.*line 2"),
    "open quote": (b'Team,Objective\nA,B\nC,"D\nE,F\n', r"never closed.*lines 3 to 4"),
    "text after quote": (b'Team,Objective\nA,"B" and C\n', r"quotation marks are broken.*line 2"),
    "long cell": (b"Team,Objective\nA," + b"x" * 10_001 + b"\n", r"10,000 characters.*row 2, column B"),
    "huge cell": (b"Team,Objective\nA," + b"x" * 200_000 + b"\n", r"10,000 characters.*line 2"),
    "many columns": (b"Team,Objective" + b"," * 199 + b"x\nA,B\n", r"more than 200 columns.*row 1, column GS"),
    "many rows": (b"Team,Objective\n" + b"A,B\n" * 50_001, "more than 50,000 rows"),
    "far down": (far_cell("A", 1048576), r"more than 50,000 rows.*row 1048576"),
    "far right": (far_cell("XFD", 2), r"more than 200 columns.*row 2, column XFD"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel workbook"),
    "pdf": (b"%PDF-1.7\n", "is a PDF"),
    "cut off": (GOOD_BOOK[:-40], "damaged"),
    "cut short": (GOOD_BOOK[: len(GOOD_BOOK) // 2], "damaged"),
    "other zip": (repacked(parts={"hello.txt": "hello"}), "not an XLSX workbook"),
    "binary workbook": (repacked(parts={"xl/workbook.bin": "x"}), r"\.xlsb"),
    "open document": (repacked(parts={"content.xml": "x"}), "OpenDocument"),
    "encrypted": (encrypted(GOOD_BOOK), "password"),
    "odd packing": (repacked(parts={"xl/workbook.xml": "x"}, method=zipfile.ZIP_BZIP2), "unusual way"),
    "many parts": (
        repacked(parts={"xl/workbook.xml": "x", **{f"p{n}": "" for n in range(2001)}}),
        "more than 2,000 parts",
    ),
    "too many parts": (repacked(parts={f"{'p' * 90}{n}": "" for n in range(5000)}), "too many parts"),
    "high ratio": (sheet_of(" " * 20_000_000), "unpacks to far more"),
    "huge unpacked": (with_part(GOOD_BOOK, "xl/media/a", bytes(60_000_000)), "more than 50 MB"),
    "broken xml": (sheet_of("<row>"), "damaged"),
    "entities": (with_part(GOOD_BOOK, SHEET, DOCTYPE), "no spreadsheet program"),
    "deep xml": (with_part(GOOD_BOOK, SHEET, "<a>" * 100), "no spreadsheet program"),
    "long text in workbook": (
        sheet_of(f'<row><c r="B3" t="inlineStr"><is><t>{"x" * 10_001}</t></is></c></row>'),
        "row 3, column B",
    ),
    "long shared text": (workbook_bytes(["Team", "Objective"], ["A", "x" * 10_001]), "row 2, column B"),
    "no sheet": (with_part(GOOD_BOOK, "xl/_rels/workbook.xml.rels", "<Relationships/>"), "no sheet with cells"),
    "empty workbook": (workbook_bytes(), "no values"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_bad_file_is_refused_with_its_reason(kind):
    data, reason = REFUSED[kind]
    with pytest.raises(UnreadableFile, match=reason):
        read_table("file", data)


def test_fifty_thousand_rows_are_read():
    assert len(read_table("a.csv", b"Team,Objective\n" + b"A,B\n" * 50_000).rows) == 50_000


def test_ten_thousand_characters_and_two_hundred_columns_are_read():
    data = ("Team,Objective" + ",x" * 198 + "\nA," + "x" * 10_000 + "\n").encode()
    assert len(read_table("a.csv", data).columns) == 200


def test_a_refusal_carries_row_and_column():
    with pytest.raises(UnreadableFile) as refusal:
        read_table("a.csv", REFUSED["long cell"][0])
    assert (refusal.value.row, refusal.value.column) == (2, "B")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_a_table_or_refused(data):
    _table_or_refusal(data)


@settings(deadline=None)
@given(
    st.sampled_from([TEXT.encode(), TEXT.encode("utf-16"), GOOD_BOOK]),
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
)
def test_damaged_files_are_a_table_or_refused(data, changes):
    damaged = bytearray(data)
    for position, byte in changes:
        damaged[position % len(damaged)] = byte
    _table_or_refusal(bytes(damaged))


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=300))
def test_random_text_as_sheet_xml_is_a_table_or_refused(text):
    _table_or_refusal(sheet_of(text.encode("utf-8", "ignore").decode()))


def _table_or_refusal(data):
    try:
        table = read_table("file", data)
    except UnreadableFile:
        return
    assert table.rows
    assert max(len(row.cells) for row in table.rows) <= len(table.columns)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=8),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_a_csv_writer_wrote_is_read_back(rows):
    out = StringIO(newline="")
    csv.writer(out).writerows([["Team", "Objective", "Key result"], *rows])
    written = [row for row in rows if any(cell.strip() for cell in row)]
    try:
        table = read_table("a.csv", out.getvalue().encode())
    except UnreadableFile:
        assert written == []
        return
    if table.header_row == 1:
        assert [[row.cell(index) or "" for index in range(3)] for row in table.rows] == [
            _without_blank_end(row) for row in written
        ]


def _without_blank_end(row):
    cells = list(row)
    for index in (2, 1, 0):
        if cells[index].strip():
            break
        cells[index] = ""
    return cells
