"""A sound database passes in silence; each kind of damage is found, named and counted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text

from models.database import make_engine, migrate, reading
from services.integrity import Finding, check
from services.integrity.content import in_circles
from services.integrity.storage import APPEND_ONLY
from tests.factories import Company

Break = Callable[..., None]


def found(engine: Engine) -> tuple[Finding, ...]:
    with reading(engine) as session:
        return check(session)


def the_finding(engine: Engine, table: str, part: str) -> Finding:
    """The one finding about this table whose message has these words."""
    said = [finding for finding in found(engine) if finding.table == table and part in finding.message]
    assert len(said) == 1, found(engine)
    return said[0]


@contextmanager
def unguarded(engine: Engine) -> Iterator[Connection]:
    """A connection on which the database lets everything pass, as a faulty tool or disk would."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            for pragma in ("COMMIT", "PRAGMA foreign_keys=OFF", "PRAGMA ignore_check_constraints=ON", "BEGIN"):
                connection.exec_driver_sql(pragma)
        else:
            connection.execute(text("SET session_replication_role = replica"))
        yield connection
        connection.commit()
        connection.invalidate()


@pytest.fixture
def damage(company_database: Engine, a_team_with_an_open_cycle: Company) -> Break:
    """Changes rows past every guard but the triggers and constraints that a test drops itself."""

    def carry_out(*statements: str) -> None:
        with unguarded(company_database) as connection:
            for statement in statements:
                connection.execute(text(statement))

    return carry_out


def without_guards(engine: Engine, table: str) -> list[str]:
    if engine.dialect.name == "sqlite":
        return [f"DROP TRIGGER {table}_refuses_{act}" for act in ("update", "delete")]
    return [f"DROP TRIGGER {table}_refuses_changes ON {table}"]


def one_more_check_in(key_result_id: int, value: str = "1", supersedes: str = "NULL", key: int = 900) -> str:
    return (
        "INSERT INTO check_in (id, key_result_id, value, note, as_of, entered_at, author_id, supersedes_id) "
        f"VALUES ({key}, {key_result_id}, {value}, '', '2026-05-12', '2026-05-12 09:00:00', 1, {supersedes})"
    )


@pytest.mark.parametrize("column", ["due_on", "plan_points", "cadence_days"])
def test_a_value_that_cannot_be_read_back_is_found(company_database: Engine, damage: Break, column: str) -> None:
    if company_database.dialect.name == "postgresql":
        pytest.skip("PostgreSQL refuses a value of another type.")
    damage(f"UPDATE key_result SET {column} = 'soon' WHERE id = 1")
    assert the_finding(company_database, "key_result", f"{column} holds a value that cannot be read").count == 1


def test_a_database_that_only_services_wrote_is_sound(
    company_database: Engine, a_team_with_an_open_cycle: Company
) -> None:
    assert found(company_database) == ()


def test_an_empty_database_is_sound(database: Engine) -> None:
    assert found(database) == ()


def test_an_owner_who_has_left_is_no_fault(company_database: Engine, damage: Break) -> None:
    damage("UPDATE objective SET owner_id = (SELECT id FROM person WHERE name = 'Fred')")
    assert found(company_database) == ()


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_a_missing_trigger_is_found(company_database: Engine, damage: Break, table: str) -> None:
    damage(without_guards(company_database, table)[0])
    assert the_finding(company_database, table, "append-only").count == 1


def test_a_switched_off_trigger_counts_as_missing_in_postgresql(company_database: Engine, damage: Break) -> None:
    if company_database.dialect.name == "sqlite":
        pytest.skip("SQLite cannot switch a trigger off.")
    damage("ALTER TABLE check_in DISABLE TRIGGER check_in_refuses_changes")
    assert "changes" in the_finding(company_database, "check_in", "append-only").message


def test_rows_that_refer_to_nothing_are_found(company_database: Engine, damage: Break) -> None:
    damage("UPDATE objective SET team_id = 4711")
    assert the_finding(company_database, "objective", "a team that does not exist").count == 2


def test_words_that_no_vocabulary_knows_are_found(company_database: Engine, damage: Break) -> None:
    damage("UPDATE key_result SET label = 'impact' WHERE id = 1")
    assert "outcome, output, unclear" in the_finding(company_database, "key_result", "label").message


def test_a_flag_in_no_state_that_there_is_does_not_end_the_check(company_database: Engine, damage: Break) -> None:
    damage("UPDATE flag SET state = 'lost', after = '[]'")
    assert the_finding(company_database, "flag", "a word in state").count == 3


def test_a_missing_data_version_is_found(company_database: Engine, damage: Break) -> None:
    damage("DELETE FROM data_version")
    assert the_finding(company_database, "data_version", "exactly one row").count == 1


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_check_in_without_a_finite_value_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company, sign: str
) -> None:
    infinite = f"{sign}9e999" if company_database.dialect.name == "sqlite" else f"'{sign}Infinity'::float"
    damage(one_more_check_in(a_team_with_an_open_cycle.key_result, value=infinite))
    assert the_finding(company_database, "check_in", "value is not a finite number").count == 1


def test_a_baseline_that_is_no_number_is_found(company_database: Engine, damage: Break) -> None:
    wrong = "'many'" if company_database.dialect.name == "sqlite" else "'NaN'"
    damage(f"UPDATE key_result SET baseline = {wrong} WHERE id = 1")
    assert the_finding(company_database, "key_result", "baseline is not a finite number").count == 1


@pytest.mark.parametrize("table", ["key_result", "milestone"])
def test_a_weight_of_nothing_is_found(company_database: Engine, damage: Break, table: str) -> None:
    drop = f"ALTER TABLE {table} DROP CONSTRAINT {table}_weight_is_positive"
    change = f"UPDATE {table} SET weight = 0 WHERE id = 1"
    damage(*([] if company_database.dialect.name == "sqlite" else [drop]), change)
    assert the_finding(company_database, table, "weight is not above 0").count == 1


def test_a_correction_across_key_results_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    company = a_team_with_an_open_cycle
    damage(one_more_check_in(company.closed_key_result, supersedes=str(company.check_in)))
    assert the_finding(company_database, "check_in", "another key result").count == 1


def test_corrections_in_a_circle_are_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    key_result = a_team_with_an_open_cycle.key_result
    first, second = (one_more_check_in(key_result, supersedes=s, key=k) for s, k in (("901", 900), ("900", 901)))
    damage(first, second)
    assert the_finding(company_database, "check_in", "itself or a later").count == 1


def test_a_check_in_that_is_corrected_twice_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    company = a_team_with_an_open_cycle
    forks = [one_more_check_in(company.key_result, supersedes=str(company.check_in), key=key) for key in (900, 901)]
    damage(*without_unique_corrections(company_database), *forks)
    assert the_finding(company_database, "check_in", "more than one").count == 1


def without_unique_corrections(engine: Engine) -> list[str]:
    """Statements that let a check-in be corrected twice; SQLite needs the table anew."""
    if engine.dialect.name == "postgresql":
        return ["ALTER TABLE check_in DROP CONSTRAINT check_in_supersedes_id_key"]
    guards = [
        f"CREATE TRIGGER check_in_refuses_{act} BEFORE {act} ON check_in BEGIN SELECT RAISE(ABORT, 'no'); END"
        for act in ("update", "delete")
    ]
    anew = ["CREATE TABLE copied AS SELECT * FROM check_in", "DROP TABLE check_in"]
    return [*without_guards(engine, "check_in"), *anew, "ALTER TABLE copied RENAME TO check_in", *guards]


@pytest.mark.parametrize(("table", "count"), [("team", 2), ("objective", 1)])
def test_what_stands_below_itself_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company, table: str, count: int
) -> None:
    company = a_team_with_an_open_cycle
    circle = {
        "team": f"UPDATE team SET parent_id = {company.checkout} WHERE id = {company.product}",
        "objective": f"UPDATE objective SET parent_id = id WHERE id = {company.objective}",
    }
    damage(circle[table])
    assert the_finding(company_database, table, "below itself").count == count


def test_more_done_weight_than_there_are_milestones_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    damage(one_more_check_in(a_team_with_an_open_cycle.steps, value="4.5"))
    assert the_finding(company_database, "key_result", "done weight").count == 1


def test_all_the_weight_done_is_no_fault(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    damage(one_more_check_in(a_team_with_an_open_cycle.steps, value="4"))
    assert found(company_database) == ()


def test_a_superseded_slip_of_milestones_is_no_fault(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company
) -> None:
    steps = a_team_with_an_open_cycle.steps
    damage(one_more_check_in(steps, value="40"), one_more_check_in(steps, value="4", supersedes="900", key=901))
    assert found(company_database) == ()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("UPDATE flag SET state = 'resolved' WHERE id = {flag}", "another state than its conversation"),
        ("UPDATE flag SET after = NULL WHERE id = {dismissed}", "how the objective stood then"),
        (
            "INSERT INTO flag (id, version, objective_id, kind, comment, state, raised_by_id, raised_at, before) "
            "VALUES (900, 1, 1, 'other', 'Why?', 'open', 1, '2026-05-12 09:00:00', '{{}}')",
            "somebody who raised it",
        ),
    ],
)
def test_a_flag_that_does_not_fit_its_conversation_is_found(
    company_database: Engine, damage: Break, a_team_with_an_open_cycle: Company, change: str, part: str
) -> None:
    company = a_team_with_an_open_cycle
    damage(change.format(flag=company.flag, dismissed=company.dismissed_flag))
    assert the_finding(company_database, "flag", part).count == 1


@pytest.mark.parametrize(
    ("kind", "ends"), [("demoted", "1, 1, NULL"), ("promoted", "NULL, NULL, 1"), ("split", "NULL, 1, NULL")]
)
def test_a_conversion_without_an_end_is_found(company_database: Engine, damage: Break, kind: str, ends: str) -> None:
    columns = "id, version, kind, from_key_result_id, to_key_result_id, initiative_id, before, person_id, at"
    values = f"900, 1, '{kind}', {ends}, '{{}}', 1, '2026-05-12 09:00:00'"
    damage(f"INSERT INTO conversion ({columns}) VALUES ({values})")
    assert the_finding(company_database, "conversion", "Lacks an end").count == 1


def test_another_schema_is_reported_alone(company_database: Engine, damage: Break) -> None:
    damage("DELETE FROM data_version", "UPDATE alembic_version SET version_num = '0000'")
    assert [finding.table for finding in found(company_database)] == ["database"]


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "torn.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    assert "damaged" in found(engine)[0].message


@pytest.mark.parametrize(
    ("parents", "circling"),
    [
        ({1: None, 2: 1, 3: 2}, 0),
        ({1: 2, 2: 1, 3: 2, 4: None}, 2),
        ({1: 1, 2: 1}, 1),
        ({1: 99}, 0),
        ({1: 2, 2: 3, 3: 1, 4: 5, 5: 4, 6: 5, 7: 6}, 5),
    ],
)
def test_only_what_is_in_a_circle_counts(parents: dict[int, int | None], circling: int) -> None:
    assert in_circles(parents) == circling
