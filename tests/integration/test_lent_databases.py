"""The databases of the tests themselves: whatever one test did to its own, the next one finds what was prepared."""

from typing import Any

from sqlalchemy import Engine, inspect, text

from models import KeyResult
from models.database import make_engine, migrate, reading, writing
from services import flags
from services.audit import data_version
from tests.databases import PostgresServer, Server, lent, let_go
from tests.factories import Company, flag_input

Template = tuple[str, Company]


def stored(engine: Engine) -> dict[str, list[Any]]:
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return {name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))) for name in tables}


def a_new_flag(engine: Engine, company: Company) -> int:
    with writing(engine) as session:
        return flags.raise_flag(session, company["lead"], flag_input(company.objective, key_result_id=company.steps))


def guards(engine: Engine) -> int:
    catalogue = "pg_trigger WHERE NOT tgisinternal" if engine.dialect.name == "postgresql" else "sqlite_master"
    with engine.connect() as connection:
        return connection.execute(text(f"SELECT count(*) FROM {catalogue}")).scalar_one()


def test_what_a_test_wrote_is_gone_for_the_next_one(server: Server, company_template: Template) -> None:
    template, company = company_template
    with lent(server, template) as engine:
        before = stored(engine)
        first = a_new_flag(engine, company)
        with writing(engine) as session:
            session.get_one(KeyResult, company.key_result).title = "Something else"
            session.commit()
        assert stored(engine) != before
    with lent(server, template) as engine:
        assert stored(engine) == before
        assert a_new_flag(engine, company) == first


def test_a_changed_schema_is_gone_for_the_next_one(server: Server, company_template: Template) -> None:
    template, _ = company_template
    with lent(server, template) as engine:
        before = guards(engine)
        table = " ON check_in" if isinstance(server, PostgresServer) else ""
        name = "check_in_refuses_changes" if table else "check_in_refuses_update"
        with engine.begin() as connection:
            connection.execute(text(f"DROP TRIGGER {name}{table}"))
        assert guards(engine) == before - 1
    with lent(server, template) as engine:
        assert guards(engine) == before


def test_two_that_are_lent_at_the_same_time_are_two(server: Server, company_template: Template) -> None:
    template, company = company_template
    with lent(server, template) as one, lent(server, template) as other:
        before = stored(other)
        a_new_flag(one, company)
        assert stored(other) == before


def test_a_transaction_that_a_test_left_open_does_not_reach_the_next_one(postgres_server: PostgresServer) -> None:
    template = postgres_server.new()
    engine = make_engine(template)
    migrate(engine)
    let_go(engine)
    with lent(postgres_server, template) as engine:
        left = engine.connect()
        left.execute(text("UPDATE data_version SET version = 77"))
    with lent(postgres_server, template) as engine, reading(engine) as session:
        assert data_version(session) != 77
    left.invalidate()
    postgres_server.drop(template)
