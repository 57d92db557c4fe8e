"""The memory that hostile and very full files of at most 5 MB cost, each measured in a process of its own."""

import random
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT_MB = 200
MEGABYTE = 1024 * 1024

READER = """
import os
import signal
import sys
from pathlib import Path
from services.exchange.columns import columns_of, guess_mapping
from services.exchange.errors import UnreadableFile
from services.exchange.reading import apply_mapping
from services.exchange.refusals import refused_csv
from services.exchange.tables import read_table

def read(path):
    try:
        table = read_table("file", Path(path).read_bytes())
        guesses = guess_mapping(table.columns, [row.cells for row in table.rows[:200]])
        result = apply_mapping(table, columns_of(guesses))
        answer = f"{len(table.rows)} rows"
        refused_csv(table, result.problems)
    except UnreadableFile as refusal:
        answer = str(refusal)
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")), answer, flush=True)

for line in sys.stdin:
    if not os.fork():
        signal.alarm(120)
        read(line.rstrip())
        os._exit(0)
    if os.wait()[1]:
        print("0 it died or took two minutes", flush=True)
"""


@pytest.fixture(scope="module")
def reader():
    """A process that has imported what it needs and reads each file in a child of its own."""
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", READER], cwd=ROOT, text=True, **streams) as process:
        yield process


NAMES = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<R><Relationship Id="r1" Type="/worksheet" Target="worksheets/s.xml"/>'
    '<Relationship Id="r2" Type="/sharedStrings" Target="t.xml"/>'
    '<Relationship Id="r3" Type="/styles" Target="y.xml"/></R>',
}
HEAD = '<row><c t="inlineStr"><is><t>Team</t></is></c><c t="inlineStr"><is><t>Objective</t></is></c></row>'


def book(sheet="", texts="<sst/>", styles="<styleSheet/>"):
    out = BytesIO()
    cells = f"<worksheet><sheetData>{HEAD}{sheet}</sheetData></worksheet>"
    parts = {**NAMES, "xl/worksheets/s.xml": cells, "xl/t.xml": texts, "xl/y.xml": styles}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def noisy(piece, size=25_000_000):
    """Repeats of a numbered piece up to a size: harder to pack than a constant, so that the ratio does not tell."""
    block = "".join(piece.format(number) for number in range(100, 1000))
    return block * (size // len(block))


def wide_rows(count, columns, cell):
    return "".join(f"<row>{''.join(cell(row, column) for column in range(columns))}</row>" for row in range(count))


def distinct_cells(characters):
    chooser = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    count = 5 * MEGABYTE // (characters + 1) - 1000
    lines = ["Team,Objective"]
    for _ in range(count // 100):
        lines.append(",".join("".join(chooser.choices(letters, k=characters)) for _ in range(100)))
    return "\n".join(lines).encode()[: 5 * MEGABYTE]


HOSTILE = {
    "200 columns by 50,000 rows": lambda: (
        b"Team,Objective" + b",c" * 198 + b"\n" + (b"a" + b"," * 100 + b"\n") * 50_000
    )[: 5 * MEGABYTE],
    "full CSV of three-letter cells": lambda: distinct_cells(3),
    "full CSV of two-letter cells": lambda: distinct_cells(2),
    "one endless line": lambda: b"ab," * (5 * MEGABYTE // 3),
    "one endless record in quotes": lambda: b'"a\n",' * (5 * MEGABYTE // 5),
    "50,000 rows that each give many problems": lambda: (
        b"Team,Cycle,Objective,Key result,Target,Baseline,Low,High,Stretch,"
        b"Current,Weight,Score,Due date,As of,Label,Cadence\n"
        + b"".join(b"T,2026-Q1,O%d,K,t%d,b%d,l%d,h%d,s%d,c,w,s,d,a,l,c\n" % ((number,) * 6) for number in range(50_000))
    ),
    "50,000 refused rows": lambda: (
        b"Key result,Team,Objective\n"
        + b"".join(b"key result %d, some text here that makes the row long\n" % n for n in range(49_999))
    ),
    "UTF-16": lambda: ("Team,Objective\n" + "ab,cd,ef,gh,😀\n" * 45_000).encode("utf-16")[: 5 * MEGABYTE],
    "far cell": lambda: book('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "constant bomb": lambda: book(" " * 45_000_000),
    "shared texts and wide rows": lambda: book(
        wide_rows(4_000, 199, lambda row, column: f'<c t="s"><v>{row * 120 + column}</v></c>'),
        "<sst>" + "".join(f"<si><t>text {number}</t></si>" for number in range(499_999)) + "</sst>",
    ),
    "shared texts": lambda: book(texts="<sst>" + noisy("<si><t>ab{}</t></si>") + "</sst>"),
    "empty shared texts": lambda: book(texts=f"<sst>{'<si/>' * 9_000_000}</sst>"),
    "one endless shared text": lambda: book(texts=f"<sst><si><t>{noisy('text {} ')}</t></si></sst>"),
    "one endless row": lambda: book("<row>" + noisy('<c s="{}"/>') + "</row>"),
    "empty rows": lambda: book(noisy('<row s="{}"/>')),
    "junk elements": lambda: book(noisy('<x y="{}"/>')),
    "endless attribute": lambda: book('<row r="' + noisy("a{}") + '"/>'),
    "many names": lambda: book("".join(f"<a{number:x}/>" for number in range(1_000_000))),
    "deep nesting": lambda: book(noisy("<a{}>")),
    "many styles": lambda: book(styles="<s><cellXfs>" + noisy('<xf numFmtId="{}"/>') + "</cellXfs></s>"),
    "many formats": lambda: book(
        styles="<s>" + "".join(f'<numFmt numFmtId="{n}" formatCode="0.0{n}"/>' for n in range(1_000_000)) + "</s>"
    ),
    "numbers in every cell": lambda: book(wide_rows(5_000, 145, lambda row, column: f"<c><v>{row}.{column}</v></c>")),
    "a value in the last column of each row": lambda: book(
        "".join(f'<row><c r="GR{n}"><v>{n}.5</v></c></row>' for n in range(2, 50_000))
    ),
    "many zip entries": lambda: _many_entries(),
}


def _many_entries():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(45_000):
            package.writestr(f"{number}", b"")
    return out.getvalue()


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from Linux's /proc")
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_file_of_five_megabytes_costs_two_hundred_megabytes_of_memory(kind, tmp_path, reader):
    path = tmp_path / "file"
    path.write_bytes(HOSTILE[kind]())
    print(path, file=reader.stdin, flush=True)
    kilobytes, answer = reader.stdout.readline().split(maxsplit=1)
    assert 0 < int(kilobytes) < LIMIT_MB * 1024, answer
