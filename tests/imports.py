"""Texts as imported files, for the tests of the import."""

from datetime import date

from models.database import reading, writing
from services.exchange.applying import apply_plan
from services.exchange.columns import columns_of, guess_mapping
from services.exchange.okrrows import ReadOptions
from services.exchange.planning import plan_import
from services.exchange.reading import apply_mapping
from services.exchange.tables import read_table
from tests.factories import TODAY

HEADER = "Team,Cycle,Objective,Key result,Baseline,Target"


def read_file(data, name="okrs.csv", **options):
    """The rows of a file as they are read, and the names of its columns."""
    table = read_table(name, data if isinstance(data, bytes) else data.encode())
    mapping = columns_of(guess_mapping(table.columns, [row.cells for row in table.rows]))
    names = {field: table.columns[place] for field, place in mapping.items()}
    return apply_mapping(table, mapping, ReadOptions(**options)), names


def plan_file(engine, actor, data, today: date = TODAY, **options):
    """What importing a file would do."""
    read, names = read_file(data, **options)
    with reading(engine) as session:
        return plan_import(session, actor, read, today, names)


def apply_to(engine, actor, plan, **given):
    """Carry out a plan in a transaction of its own."""
    with writing(engine) as session:
        return apply_plan(session, actor, plan, **given)


def import_file(engine, actor, data, today: date = TODAY, **options):
    """Plan and carry out an import."""
    return apply_to(engine, actor, plan_file(engine, actor, data, today, **options))
