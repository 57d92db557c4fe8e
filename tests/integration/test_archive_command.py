"""`outboard export`: a whole file or none, and an exit code that a script can trust."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from entrypoints.cli import main
from services.errors import Refusal
from services.exchange.archive import read_archive

Run = Callable[..., int]


@pytest.fixture
def run(company_database: Engine, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls a command on the company's database and returns its exit code."""
    monkeypatch.setenv("DATABASE_URL", company_database.url.render_as_string(hide_password=False))

    def call(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["outboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0)

    return call


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_export_writes_a_file_that_import_recognises(form: str, run: Run, tmp_path: Path) -> None:
    target = tmp_path / f"all.{form}"
    assert run("export", "--format", form, "--out", target) == 0
    assert read_archive(target.name, target.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == [target.name]


def test_export_replaces_an_earlier_file_and_says_how_much_it_wrote(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.json"
    target.write_text("old")
    assert run("export", "--format", "json", "--out", target) == 0
    count = sum(map(len, json.loads(target.read_text())["records"].values()))
    assert capsys.readouterr().out == f"{count} records exported to {target}.\n"


def test_an_export_that_fails_half_way_leaves_the_earlier_file(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise Refusal("half way")

    monkeypatch.setattr("services.exchange.archive.export", fail)
    target = tmp_path / "all.json"
    target.write_text("old")
    assert run("export", "--format", "json", "--out", target) == 1
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("all.json", "old")]


@pytest.mark.parametrize("place", ["nowhere/all.csv", "."])
def test_a_place_that_cannot_be_written_is_exit_code_1_and_one_sentence(
    place: str, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / place
    assert run("export", "--format", "csv", "--out", target) == 1
    message = capsys.readouterr().err
    assert message.startswith("outboard: ")
    assert (str(target) in message, message.count("\n")) == (True, 1)


def test_a_link_to_a_file_stays_a_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "real.csv")
    assert run("export", "--format", "csv", "--out", link) == 0
    assert link.is_symlink()
    assert read_archive("real.csv", (tmp_path / "real.csv").read_bytes())


def test_an_unknown_format_is_a_wrong_call(run: Run, tmp_path: Path) -> None:
    assert run("export", "--format", "pdf", "--out", tmp_path / "all.pdf") == 2


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert run("export", "--format", "csv", "--out", tmp_path / "all.csv") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_exported_file_can_be_imported_where_it_came_from(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "all.xlsx"
    run("export", "--format", "xlsx", "--out", target)
    capsys.readouterr()
    assert run("import", target, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["created"]) == (report["unchanged"], {"objectives": 0, "key_results": 0})
