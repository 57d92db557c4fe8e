"""`outboard metrics`: values from a file, as a nightly job sends them, and the list."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from typer.testing import CliRunner

from entrypoints.cli import cli
from models import MetricPoint, Person
from models.database import make_engine, migrate, reading, writing
from services.sample import load_sample

THAT_DAY = date.today() - timedelta(days=2)
HEADER = "metric,date,value\n"


@pytest.fixture(scope="module")
def sample_file(quick_folder: Path) -> Path:
    path = quick_folder / "sample-of-commands.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    with writing(engine) as session:
        load_sample(session, date.today())
    engine.dispose()
    return path


@pytest.fixture
def sample_url(sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{shutil.copy(sample_file, tmp_path / 'outboard.db')}"
    monkeypatch.setenv("DATABASE_URL", url)
    return url


def run(*words: str) -> Any:
    return CliRunner().invoke(cli, ["metrics", *words])


def told(url: str) -> list[tuple[str, float | None, str]]:
    engine = make_engine(url)
    with reading(engine) as session:
        query = select(MetricPoint, Person.name).join(Person).where(MetricPoint.as_of == THAT_DAY)
        found = [(point.origin.value, point.value, name) for point, name in session.exec(query).all()]
    engine.dispose()
    return found


@pytest.fixture
def values(tmp_path: Path) -> Any:
    """Writes a file of values and returns its path."""

    def write(*lines: str, header: str = HEADER) -> str:
        path = tmp_path / "values.csv"
        path.write_text(header + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return str(path)

    return write


def test_values_are_stored_under_the_first_administrator(sample_url: str, values: Any) -> None:
    done = run("--in", values(f"Sessions without a crash,{THAT_DAY},99.75"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 value stored, 0 values in place of an earlier one, 0 values there already.\n"
    )
    assert ("file", 99.75, "Tomasz Wilk") in told(sample_url)


def test_the_same_file_twice_changes_nothing(sample_url: str, values: Any) -> None:
    path = values(f"Sessions without a crash,{THAT_DAY},99.75")
    run("--in", path)
    before = told(sample_url)
    assert "1 value there already" in run("--in", path).stdout.replace("\N{NO-BREAK SPACE}", " ")
    assert told(sample_url) == before


def test_somebody_else_may_be_named(sample_url: str, values: Any) -> None:
    path = values(f"Sessions without a crash,{THAT_DAY},99.75")
    assert run("--in", path, "--as", "Jonas Eklund").exit_code == 0
    assert ("file", 99.75, "Jonas Eklund") in told(sample_url)


def test_a_reader_stores_nothing(sample_url: str, values: Any) -> None:
    done = run("--in", values(f"Sessions without a crash,{THAT_DAY},99.75"), "--as", "Noor Haddad")
    assert done.exit_code == 1
    assert done.stderr.startswith("Line 2: Only a member of Rider app may do this.")
    assert done.stdout.startswith("Nothing was stored.")


def test_rows_that_cannot_be_stored_are_named_by_line_and_the_rest_is_stored(sample_url: str, values: Any) -> None:
    good, lost, late, bad = (
        f"Sessions without a crash,{THAT_DAY},99.75",
        f"Nobody knows,{THAT_DAY},1",
        "Sessions without a crash,2999-01-01,1",
        "Sessions without a crash,2026-01-01,many",
    )
    done = run("--in", values(good, lost, late, bad))
    assert done.exit_code == 0
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == ["Line 3", "Line 4", "Line 5"]
    assert ("file", 99.75, "Tomasz Wilk") in told(sample_url)


def test_with_strict_nothing_is_stored_when_a_row_cannot_be(sample_url: str, values: Any) -> None:
    before = told(sample_url)
    path = values(f"Sessions without a crash,{THAT_DAY},99.75", "Nobody knows,2026-01-01,1")
    assert run("--in", path, "--strict").exit_code == 1
    assert told(sample_url) == before


def test_semicolons_and_decimal_commas_are_read(sample_url: str, values: Any) -> None:
    path = values(f"Sessions without a crash;{THAT_DAY};99,75", header="Metric;Date;Value\n")
    assert run("--in", path).exit_code == 0
    assert ("file", 99.75, "Tomasz Wilk") in told(sample_url)


def test_a_file_without_the_columns_is_refused_as_a_whole(sample_url: str, values: Any) -> None:
    done = run("--in", values("1,2", header="metric,value\n"))
    assert done.exit_code == 1
    assert "The file has no column called “date”" in str(done.exception)


def test_the_list_shows_the_latest_values(sample_url: str) -> None:
    found = json.loads(run("--list", "--format", "json").stdout)["metrics"]
    assert [(row["metric"], row["latest_value"], row["key_results"]) for row in found] == [
        ("Second rides within 10 days", 48.3, 1),
        ("Sessions without a crash", 99.7, 0),
        ("Trips per day", 6702.0, 0),
    ]
    assert "Second rides within 10 days" in run("--list").stdout


def test_one_of_the_two_ways_is_chosen(sample_url: str, values: Any) -> None:
    assert run().exit_code == 2
    assert run("--list", "--in", values()).exit_code == 2
