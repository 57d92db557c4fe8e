"""`outboard classify`: files as people really have them, and what cannot be a file of key results."""

import csv
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from typer.testing import CliRunner

from domain.classification import classify
from domain.vocabulary import Label
from entrypoints import classifying
from entrypoints.classifying import classify_file, described
from entrypoints.cli import cli
from services.errors import Refusal
from services.exchange.errors import UnreadableFile

ADDED = ["label", "probability", "subtype", "indicator", "reasons"]
AWKWARD = [
    'Cut calls, from 5 to 3, in "Nord"',
    "Launch the app\nand tell everybody",
    "Kundenzufriedenheit von 7,1 auf 8,5 steigern; ohne Mehrkosten",
    "Améliorer le NPS → 60 €",
    "顧客満足度を7から9に上げる",
    "",
]

Rows = list[dict[str, str]]
Classify = Callable[..., Rows]


@pytest.fixture
def classified(tmp_path: Path) -> Classify:
    """Writes a file, has it classified and reads the answer."""

    def classified(content: str | bytes) -> Rows:
        source, target = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(content if isinstance(content, bytes) else content.encode())
        number = classify_file(source, target)
        with target.open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file))
        assert number == len(found)
        return found

    return classified


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_commas_quotes_line_breaks_and_any_script_come_through(classified: Classify, tmp_path: Path, encoding: str):
    with (tmp_path / "made.csv").open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["id", "text"], *enumerate(AWKWARD)])
    rows = classified((tmp_path / "made.csv").read_bytes())
    assert [row["text"] for row in rows] == AWKWARD
    assert [row["label"] for row in rows] == [classify(text).label for text in AWKWARD]


def test_every_column_of_the_answer_says_what_the_classifier_says(classified: Classify):
    (row,) = classified("text\nLaunch the app\n")
    found = classify("Launch the app")
    assert list(row) == ["text", *ADDED]
    assert [row[name] for name in ("label", "subtype", "indicator")] == [found.label, found.subtype, found.indicator]
    assert float(row["probability"]) == pytest.approx(found.probability, abs=1e-4)
    assert all(reason.rule in row["reasons"] for reason in found.reasons)


def test_a_file_with_column_names_alone_gives_column_names_alone(classified: Classify, tmp_path: Path):
    assert classified("id,text\n") == []
    assert (tmp_path / "out.csv").read_text().strip() == ",".join(["id", "text", *ADDED])


def test_the_column_is_found_whatever_its_case_and_its_blanks(classified: Classify):
    assert classified("id, TEXT \n1,Launch the app\n")[0]["label"] == Label.OUTPUT


def test_a_file_of_an_older_windows_program_is_read(classified: Classify):
    assert classified("text\nUmsatz um 10 % erhöhen\n".encode("cp1252"))[0]["text"] == "Umsatz um 10 % erhöhen"


def test_a_cell_of_a_million_characters_is_read_at_its_beginning(tmp_path: Path):
    (tmp_path / "in.csv").write_text(f"text\nLaunch the app {'x' * 1_000_000}\n")
    classify_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert "x,output,0." in (tmp_path / "out.csv").read_text()


def test_a_long_cell_leaves_the_limit_of_other_readers_as_it_was(classified: Classify):
    before = csv.field_size_limit()
    classified(f"text\n{'x' * 2_000}\n")
    assert csv.field_size_limit() == before


def test_commas_that_nobody_quoted_stay_in_the_text_of_a_single_column(classified: Classify):
    assert classified("text\nCut calls, from 5 to 3\n")[0]["text"] == "Cut calls, from 5 to 3"


def test_a_row_with_more_cells_than_columns_is_refused_with_its_line(classified: Classify):
    with pytest.raises(UnreadableFile, match="line 3"):
        classified("id,text\n1,Launch it\n2,Cut calls, from 5 to 3\n")


def test_empty_cells_at_the_end_of_a_row_do_no_harm(classified: Classify):
    assert classified("id,text\n1,Launch it,,\n")[0]["text"] == "Launch it"


def test_a_short_row_has_an_empty_text_which_is_unclear(classified: Classify):
    assert classified("id,text\n1\n")[0]["label"] == Label.UNCLEAR


@pytest.mark.parametrize("place", ["in.csv/out.csv", "missing/out.csv", "n" * 300 + "/out.csv", "."])
def test_a_place_that_takes_no_file_is_refused_and_leaves_nothing(tmp_path: Path, place: str):
    (tmp_path / "in.csv").write_text("text\nLaunch it\n")
    with pytest.raises((OSError, Refusal)):
        classify_file(tmp_path / "in.csv", tmp_path / place)
    assert [path.name for path in tmp_path.iterdir()] == ["in.csv"]


def test_nothing_is_written_where_a_row_is_refused(tmp_path: Path):
    (tmp_path / "in.csv").write_text("id,text\n1,Launch, then learn\n")
    (tmp_path / "out.csv").write_text("from before")
    with pytest.raises(Refusal):
        classify_file(tmp_path / "in.csv", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text() == "from before"


def test_ten_rows_read_as_one_by_one(classified: Classify):
    texts = [f"Raise the score of shop {n} from {n} to {n + 9}" for n in range(10)]
    rows = classified("text\n" + "\n".join(texts))
    assert [float(row["probability"]) for row in rows] == [round(classify(text).probability, 4) for text in texts]


def test_a_text_cannot_break_the_lines_or_speak_to_the_terminal():
    head, *reasons = described("Launch\nthe app \x1b[31m \udcff").splitlines()
    assert head.endswith("Launch the app \ufffd[31m \ufffd")
    assert all(line.startswith("  ") for line in reasons)


def test_a_reason_is_printed_with_its_weight():
    weights = [float(line.split()[0]) for line in described("Launch the app").splitlines()[1:]]
    assert weights == [round(reason.weight, 2) for reason in classify("Launch the app").reasons]


def test_an_empty_text_on_the_command_line_is_unclear():
    ended = CliRunner().invoke(cli, ["classify", ""])
    assert (ended.exit_code, ended.output.split()[0]) == (0, "unclear")


def test_a_large_file_is_read_by_several_processes_in_the_same_order(tmp_path: Path):
    texts = [f"Cut complaints in shop {n} from {n + 9} to {n}" for n in range(classifying.SHARED_FROM)]
    (tmp_path / "in.csv").write_text("\n".join(["text", *texts, "Launch the app"]))
    outboard = Path(sys.executable).with_name("outboard")
    run([outboard, "classify", "--in", "in.csv", "--out", "out.csv"], cwd=tmp_path, check=True, capture_output=True)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [*texts, "Launch the app"]
    said = [classify(text).label for text in (*texts[-3:], "Launch the app")]
    assert [row["label"] for row in rows[-4:]] == said
