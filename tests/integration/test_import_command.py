"""`outboard import`: what it prints, its exit codes, and that a refusal writes nothing."""

import json
import sys

import pytest
from sqlmodel import func, select

from entrypoints.cli import main
from models import AuditEvent, KeyResult, Person
from models.database import make_engine, migrate, reading, writing
from services.exchange.limits import MAX_BYTES
from tests.imports import HEADER

GOOD = f"{HEADER}\nCheckout,2026-Q2,O,K,1,2\n,,,L,1,3\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs the command on a text and returns its exit code and what it printed."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'okrs.db'}")
    monkeypatch.setenv("COLUMNS", "200")

    def import_text(text, *options, name="okrs.csv"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        monkeypatch.setattr(sys, "argv", ["outboard", "import", str(file), *options])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return ended.value.code or 0, printed.out, printed.err

    return import_text


@pytest.fixture
def count_of(tmp_path):
    def count(table):
        engine = make_engine(f"sqlite:///{tmp_path / 'okrs.db'}")
        migrate(engine)
        with reading(engine) as session:
            return session.exec(select(func.count(table.id))).one()

    return count


def test_json_is_all_that_is_printed_and_has_the_promised_shape(run):
    code, out, _ = run(GOOD, "--json")
    created = {"objectives": 1, "key_results": 2, "teams": 1, "cycles": 1}
    assert code == 0
    assert json.loads(out) == {
        "rows": 2,
        "created": created,
        "changed": {"objectives": 0, "key_results": 0},
        "unchanged": 0,
        "refused": [],
    }


def test_an_empty_database_gets_an_administrator_and_says_so(run, count_of):
    _, _, err = run(GOOD)
    assert "“Administrator” imports" in err
    assert count_of(Person) == 1


def test_a_second_run_changes_nothing(run):
    run(GOOD)
    code, out, _ = run(GOOD, "--json")
    report = json.loads(out)
    assert (code, report["unchanged"], report["created"]) == (0, 2, {"objectives": 0, "key_results": 0})


def test_a_dry_run_writes_nothing(run, count_of):
    code, out, _ = run(GOOD, "--dry-run")
    assert code == 0
    assert "will be created" in out
    assert (count_of(KeyResult), count_of(Person), count_of(AuditEvent)) == (0, 0, 0)


def test_refused_rows_are_listed_and_the_others_written(run, count_of):
    code, out, err = run(f"{GOOD}Checkout,2026-Q2,O,M,,\n,Sometime,P,N,1,2\n")
    assert code == 0
    assert "1 refused" in out
    assert "Row 5, Cycle: When “Sometime” starts and ends is not known" in err
    assert count_of(KeyResult) == 3


def test_when_every_row_is_refused_nothing_is_written(run, count_of):
    code, out, err = run(f"{HEADER}\nCheckout,Sometime,O,K,1,2\n", "--json")
    assert code == 1
    assert [problem["column"] for problem in json.loads(out)["refused"]] == ["Cycle"]
    assert "no row can be" in err
    assert (count_of(KeyResult), count_of(Person)) == (0, 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty"),
        (b"just,some\nwords,here\n", "No column holds the objectives"),
        (b"Team,Objective\nA,B\x00C\n", "NUL"),
        (b'Team,Objective\nA,"B\n', "quot"),
        (b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_an_unreadable_file_is_refused_in_a_sentence(run, tmp_path, content, message):
    code, out, err = run(content, "--json")
    assert (code, out) == (1, "")
    assert message in err
    assert "Traceback" not in err
    assert not (tmp_path / "okrs.db").exists()


def test_a_file_that_is_not_there_is_refused(run, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["outboard", "import", str(tmp_path / "none.csv")])
    with pytest.raises(SystemExit, match="1"):
        main()
    assert "No such file" in capsys.readouterr().err


def test_columns_can_be_given_a_meaning(run):
    text = "Group,When,Goal,What,From,To\nA,2026-Q2,O,K,1,2\n"
    pairs = ("Group=team", "When=cycle", "Goal=objective", "What=key_result", "From=baseline", "To=target")
    code, out, _ = run(text, "--json", *(part for pair in pairs for part in ("--map", pair)))
    assert code == 0
    assert json.loads(out)["created"]["key_results"] == 1


def test_a_wrong_mapping_is_wrong_usage(run):
    code, _, err = run(GOOD, "--map", "Team=nonsense")
    assert code == 2
    assert "COLUMN=FIELD" in err


def test_a_mapping_of_a_column_that_is_not_there_is_refused(run):
    code, _, err = run(GOOD, "--map", "Squad=team")
    assert code == 1
    assert "The file has no column “Squad”" in err


def test_choices_say_how_cells_are_read(run, tmp_path):
    text = f'{HEADER},Due date\nA,2026-Q2,O,Raise K,,"1,500",05/06/2026\n'
    run(text, "--decimal", "comma", "--dates", "day-first", "--empty-baseline", "zero")
    with reading(make_engine(f"sqlite:///{tmp_path / 'okrs.db'}")) as session:
        stored = session.exec(select(KeyResult)).one()
    assert (stored.baseline, stored.target, stored.due_on.isoformat()) == (0, 1.5, "2026-06-05")


def test_rows_without_team_and_cycle_belong_where_the_options_say(run):
    code, out, _ = run("Objective,Key result\nO,K\n", "--json", "--team", "Checkout", "--cycle", "2026-Q2")
    assert code == 0
    assert json.loads(out)["created"]["teams"] == 1


def test_somebody_else_can_import_with_the_rights_that_they_have(run, tmp_path):
    run(GOOD)
    with writing(make_engine(f"sqlite:///{tmp_path / 'okrs.db'}")) as session:
        session.add(Person(name="Mia", email="mia@example.org"))
        session.commit()
    code, _, err = run(f"{HEADER}\nCheckout,2026-Q2,O,New,1,2\n", "--as", "mia@example.org")
    assert code == 1
    assert "You are not a member of “Checkout”" in err


def test_somebody_unknown_cannot_import(run):
    run(GOOD)
    code, _, err = run(GOOD, "--as", "Nobody")
    assert code == 1
    assert "There is no active person called “Nobody”" in err
