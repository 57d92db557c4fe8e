"""The database itself keeps check-ins, classification events, audit events and moves on flags as they were written."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from tests.factories import Company

TABLES = ("check_in", "classification_event", "audit_event", "flag_event")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_row_that_was_written_cannot_be_changed_or_deleted(
    company_database: Engine, a_team_with_an_open_cycle: Company, table: str, statement: str
) -> None:
    with pytest.raises(DBAPIError, match=f"{table} is append-only"), company_database.begin() as connection:
        connection.execute(text(statement.format(table)))
    with company_database.connect() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0
