"""The command line: what it prints, how it ends, and that bad input never ends in a traceback."""

import csv
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import connect
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from sqlalchemy import text
from typer.main import get_command

from entrypoints import csvfiles
from entrypoints.cli import cli, main
from entrypoints.database import absolute, open_database
from entrypoints.filling import show_progress
from models.database import DatabaseNotReady, make_engine, schema_is_current

OUTBOARD = Path(sys.executable).with_name("outboard")
COMMANDS = sorted(get_command(cli).commands)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with a database address in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'okr.db'}")
    return tmp_path


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def command(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["outboard", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return Ended(int(end.value.code or 0), *capfd.readouterr())

    return command


def test_the_commands_that_automation_relies_on_are_there() -> None:
    assert {"serve", "load-sample", "check", "classify", "generate"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(run: Run, command: str) -> None:
    ended = run(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert f"outboard {command}" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "x"],
        ["generate", "--teams", "0"],
        ["generate", "--check-ins", "-1"],
        ["classify"],
        ["classify", "text", "--in", "a.csv", "--out", "b.csv"],
        ["classify", "--in", "a.csv"],
        ["check", "--nonsense"],
        ["generate", "--cycles", "10000"],
        ["generate", "--teams", "99999999999"],
    ],
)
def test_a_wrong_call_exits_with_2_and_says_what_is_right(run: Run, home: Path, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert "Usage: outboard" in ended.err
    assert list(home.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://localhost/okr", "SQLite or PostgreSQL, not in mysql"),
        ("nonsense", "DATABASE_URL is not an address"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///~nobody-of-that-name/okr.db", "home folder of somebody"),
        ("sqlite:///okr.db?timeout=soon", "takes no options"),
        ("sqlite:///okr%00.db", "NUL"),
        ("sqlite:///empty.db", "is empty, not a database"),
        ("sqlite:///notes.txt", "is not an SQLite database"),
        ("sqlite:///folder", "is not a file"),
        ("sqlite:///notes.txt/okr.db", "notes.txt"),
        ("postgresql://127.0.0.1:1/okr", "The database refused: connection failed"),
        ("postgresql://host:port/okr", "DATABASE_URL is not an address"),
    ],
)
@pytest.mark.parametrize("command", ["load-sample", "check", "serve"])
def test_a_database_that_cannot_be_used_is_refused_in_one_line(
    run: Run, home: Path, monkeypatch: pytest.MonkeyPatch, command: str, url: str, message: str
) -> None:
    (home / "empty.db").touch()
    (home / "notes.txt").write_text("These are notes, not a database.")
    (home / "folder").mkdir()
    monkeypatch.setenv("DATABASE_URL", url)
    ended = run(command, *(["--port", "0"] if command == "serve" else []))
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert message in ended.err


def test_a_file_that_is_not_a_database_is_left_as_it_was(run: Run, home: Path) -> None:
    (home / "okr.db").write_bytes(b"precious notes")
    assert run("load-sample").code == 1
    assert (home / "okr.db").read_bytes() == b"precious notes"


def test_a_setting_that_cannot_be_used_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUTBOARD_STATUS_PRESET", "rosy")
    ended = run("check")
    assert ended.code == 1
    assert "status_preset" in ended.err


def test_there_is_nothing_to_check_without_a_database_and_none_is_made(run: Run, home: Path) -> None:
    ended = run("check")
    assert ended.code == 1
    assert "There is no database" in ended.err
    assert list(home.iterdir()) == []


def test_the_sample_loads_once_and_is_sound(run: Run) -> None:
    loaded = run("load-sample")
    assert (loaded.code, loaded.err) == (0, "")
    with (Path(__file__).parents[2] / "sample_data" / "key_results.csv").open(encoding="utf-8", newline="") as rows:
        assert f"{sum(1 for _ in csv.DictReader(rows))} key results\n" in loaded.out
    again = run("load-sample")
    assert (again.code, again.out) == (1, "")
    assert "in use" in again.err
    assert run("check") == Ended(0, "The database is sound.\n", "")


def test_a_fault_in_the_database_is_named_and_exits_with_1(run: Run, home: Path) -> None:
    run("load-sample")
    engine = make_engine(os.environ["DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(text("UPDATE key_result SET label = 'excellent' WHERE id = 1"))
    engine.dispose()
    ended = run("check")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("key_result:")


def test_generating_fills_a_database_that_is_sound(run: Run) -> None:
    sizes = {"teams": 3, "objectives": 4, "key-results": 9, "cycles": 2, "check-ins": 60}
    ended = run("generate", *(part for name, size in sizes.items() for part in (f"--{name}", str(size))))
    assert (ended.code, ended.err) == (0, "")
    assert "18 key result" in ended.out
    assert run("check").code == 0


def test_progress_is_shown_only_to_somebody_who_watches(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show_progress("Check-ins", 1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    show_progress("Check-ins", 1, 2)
    assert " 50% Check-ins" in capsys.readouterr().err


def test_a_text_is_classified_with_probability_and_reasons(run: Run) -> None:
    ended = run("classify", "Ship the new app", "Raise NPS from 20 to 40")
    heads = [line for line in ended.out.splitlines() if not line.startswith(" ")]
    assert ended.code == 0
    assert [head.split()[0] for head in heads] == ["output", "outcome"]
    assert all(0.5 <= float(head.split()[1]) <= 1 for head in heads)
    assert "“Ship”" in ended.out


def test_a_file_is_classified_row_by_row_and_keeps_its_columns(run: Run, home: Path) -> None:
    (home / "in.csv").write_text('id;text\n7;"Ship; the app"\n8;Raise NPS from 20 to 40\n9;\n', encoding="utf-16")
    ended = run("classify", "--in", "in.csv", "--out", "out.csv")
    with (home / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ended.out == "3 rows classified into out.csv.\n"
    assert list(rows[0]) == ["id", "text", "label", "probability", "subtype", "indicator", "reasons"]
    assert [(row["id"], row["label"]) for row in rows] == [("7", "output"), ("8", "outcome"), ("9", "unclear")]
    assert rows[0]["text"] == "Ship; the app"


def test_a_file_that_was_classified_can_be_classified_again(run: Run, home: Path) -> None:
    (home / "a.csv").write_text("text\nShip the app\n")
    run("classify", "--in", "a.csv", "--out", "a.csv")
    once = (home / "a.csv").read_bytes()
    run("classify", "--in", "a.csv", "--out", "a.csv")
    assert (home / "a.csv").read_bytes() == once


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "No such file"),
        (b"", "empty"),
        (b"name\nShip it\n", "no column called"),
        (b"text\nShip\0it\n", "NUL"),
        (b'text\n"never closed\n', "quotation marks"),
        (b"\xef\xbb\xbftext\n\xff\xfe\n", "not valid UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_writes_nothing(run: Run, home: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (home / "in.csv").write_bytes(content)
    (home / "out.csv").write_text("from before")
    ended = run("classify", "--in", "in.csv", "--out", "out.csv")
    assert (ended.code, ended.out) == (1, "")
    assert message in ended.err
    assert (home / "out.csv").read_text() == "from before"


@pytest.mark.parametrize("target", ["missing/out.csv", "."])
def test_a_target_that_cannot_be_written_is_refused_and_leaves_no_draft(run: Run, home: Path, target: str) -> None:
    (home / "in.csv").write_text("text\nShip the app\n")
    assert run("classify", "--in", "in.csv", "--out", target).code == 1
    assert [path.name for path in home.iterdir()] == ["in.csv"]


@pytest.mark.parametrize("command", [["classify", "--in", "in.csv"], ["export", "--format", "csv"]])
def test_a_device_is_never_replaced_by_a_file(run: Run, home: Path, command: list[str]) -> None:
    (home / "in.csv").write_text("text\nShip the app\n")
    open_database(os.environ["DATABASE_URL"]).dispose()
    os.mkfifo(home / "pipe")
    ended = run(*command, "--out", "pipe")
    assert (ended.code, ended.err) == (1, "outboard: pipe is not a file. Choose another name with --out.\n")
    assert (home / "pipe").is_fifo()


def test_a_file_without_end_is_not_read_for_ever(run: Run, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(csvfiles, "LARGEST", 1000)
    ended = run("classify", "--in", "/dev/zero", "--out", "out.csv")
    assert ended.code == 1
    assert "larger than" in ended.err


@pytest.mark.parametrize("damage", ["due_on = 'soon'", "plan_points = '{'", "target = 'much'", "target = 9e999"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_value_that_cannot_be_read_ends_an_export_in_one_line(run: Run, home: Path, damage: str, form: str) -> None:
    run("load-sample")
    with connect(home / "okr.db") as database:
        database.execute(f"UPDATE key_result SET {damage} WHERE id = 1")
    ended = run("export", "--format", form, "--out", "out")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (1, "", 1)
    assert "outboard check" in ended.err
    assert not (home / "out").exists()


def test_a_relative_address_names_the_same_file_after_the_folder_changes(home: Path) -> None:
    assert absolute("sqlite:///okr.db") == f"sqlite:///{home / 'okr.db'}"
    assert absolute("postgresql://u:secret@host/okr") == "postgresql://u:secret@host/okr"


def test_opening_brings_a_database_up_to_date(home: Path) -> None:
    engine = open_database(os.environ["DATABASE_URL"])
    assert schema_is_current(engine)
    engine.dispose()


def test_an_empty_file_is_refused_after_waiting_for_who_may_be_creating_it(home: Path) -> None:
    (home / "okr.db").touch()
    with pytest.raises(DatabaseNotReady, match="is empty"):
        open_database(os.environ["DATABASE_URL"])


@contextmanager
def serving(*arguments: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Run `outboard serve` on a free port and yield its address."""
    command = [str(OUTBOARD), "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield process.stdout.readline().removeprefix("Outboard is at ").strip(), process
    finally:
        process.kill()
        process.communicate()


def status(address: str, **headers: str) -> int:
    try:
        with urlopen(Request(address, headers=headers), timeout=10) as answer:
            return int(answer.status)
    except HTTPError as refused:
        return refused.code


def people(url: str) -> int:
    engine = make_engine(url)
    with engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM person")).scalar_one()
    engine.dispose()
    return int(count)


def test_a_server_answers_this_machine_and_ends_quietly(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///okr.db")
    with serving("--sample") as (address, process):
        assert address.startswith("http://127.0.0.1:")
        assert status(f"{address}/healthz") == 200
        assert status(f"{address}/my_week") == 200
        assert status(address, Host="outboard.example") == 403
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")
    assert people(f"sqlite:///{home / 'okr.db'}") == 14


def test_an_empty_start_loads_nobody(home: Path) -> None:
    with serving():
        assert people(os.environ["DATABASE_URL"]) == 0


def test_a_second_start_keeps_what_is_there(run: Run) -> None:
    run("load-sample")
    engine = make_engine(os.environ["DATABASE_URL"])
    with engine.begin() as connection:
        connection.execute(text("UPDATE person SET title = 'kept' WHERE id = 1"))
    with serving("--sample"), engine.connect() as connection:
        assert connection.execute(text("SELECT title FROM person WHERE id = 1")).scalar_one() == "kept"
    engine.dispose()


def test_a_port_that_is_taken_is_refused_before_anything_is_written(run: Run, home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = run("serve", "--port", str(taken.getsockname()[1]))
    assert ended.code == 1
    assert "Choose another one with --port" in ended.err
    assert list(home.iterdir()) == []
