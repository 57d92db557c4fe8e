"""Bringing a database up to date, by one process or several."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text

import models
from models.database import DatabaseNotReady, make_engine, migrate, schema_is_current

PROJECT = Path(__file__).resolve().parents[2]
MIGRATE = "import sys; from models.database import make_engine, migrate; migrate(make_engine(sys.argv[1]))"


def test_the_migrations_lead_to_the_tables_that_the_models_describe(database: Engine) -> None:
    with database.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), models.Base.metadata) == []


def test_migrating_twice_changes_nothing(company_database: Engine) -> None:
    migrate(company_database)
    assert schema_is_current(company_database)
    with company_database.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM data_version")).scalar_one() == 1


def test_a_database_of_a_newer_program_is_refused_and_left_alone(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseNotReady, match="newer than this program"):
        migrate(database)
    with database.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"


def test_four_processes_that_start_at_once_leave_one_schema(server, tmp_path: Path) -> None:
    url = server.new()
    starts = [
        subprocess.Popen([sys.executable, "-c", MIGRATE, url], cwd=PROJECT, stderr=subprocess.PIPE) for _ in "1234"
    ]
    errors = [start.communicate(timeout=60)[1].decode() for start in starts]
    assert [start.returncode for start in starts] == [0, 0, 0, 0], errors
    engine = make_engine(url)
    assert schema_is_current(engine)
    engine.dispose()


def test_an_empty_database_has_no_current_schema(server) -> None:
    engine = make_engine(server.new())
    assert not schema_is_current(engine)
    engine.dispose()


@pytest.mark.parametrize("url", ["mysql://localhost/okr", "oracle://x", "nonsense", "", "postgresql://h:port/x"])
def test_an_address_that_cannot_be_used_is_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseNotReady):
        make_engine(url)


def test_sqlite_keeps_what_was_written_through_a_power_cut_and_checks_references(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'new folder' / 'x.db'}")
    with engine.connect() as connection:
        names = ("journal_mode", "synchronous", "foreign_keys")
        settings = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
