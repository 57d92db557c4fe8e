"""Real exports of a company: every row is accounted for, and coming again they change nothing."""

import csv
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import func, select

from models import KeyResult, Objective, Person
from models.database import reading, writing
from services.exchange.matching import fold
from services.exchange.report import RowAction
from services.integrity import check
from services.permissions import Actor
from tests.imports import import_file

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "okrs"
TODAY = date(2026, 5, 18)
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.exists(), reason="the reference data is not beside this checkout"),
]


@pytest.fixture
def somebody(database):
    with writing(database) as session:
        person = Person(name="Ada", is_admin=True)
        session.add(person)
        session.commit()
        return Actor(person.key, person.name)


def load(database, somebody, name):
    return import_file(database, somebody, (SHARED / name).read_bytes(), TODAY)


@pytest.mark.parametrize(("name", "rows", "skipped"), [("sourced.csv", 594, 4), ("messy_export.csv", 65, 2)])
def test_every_row_is_imported_or_is_the_same_as_another(database, somebody, name, rows, skipped):
    report = load(database, somebody, name)
    assert (len(report.lines), report.rows, report.refused) == (rows, rows, ())
    assert report.number_of(RowAction.CREATED) == rows - skipped
    again = load(database, somebody, name)
    assert not again.writes
    assert again.unchanged == rows


def test_the_stored_records_are_those_of_the_file(database, somebody):
    load(database, somebody, "sourced.csv")
    with (SHARED / "sourced.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    places, key_results, team = set(), set(), ""
    for row in rows:
        team = row["team"] or team  # a blank team is that of the row above
        places.add((row["cycle"], fold(team), fold(row["objective"])))
        if row["key_result"]:
            key_results.add((team, *row.values()))
    with reading(database) as session:
        assert session.exec(select(func.count(Objective.id))).one() == len(places)
        assert session.exec(select(func.count(KeyResult.id))).one() == len(key_results)
        assert check(session) == ()


def test_an_unreadable_target_stays_as_text(database, somebody):
    load(database, somebody, "messy_export.csv")
    with reading(database) as session:
        stored = session.exec(select(KeyResult).where(KeyResult.source.contains("Target in the file"))).one()
    assert stored.target is None
    assert "X% (tbd)" in stored.source


def test_the_messy_export_finds_everything_that_the_clean_one_created(database, somebody):
    load(database, somebody, "sourced.csv")
    report = load(database, somebody, "messy_export.csv")
    assert report.created["key_results"] == report.created["objectives"] == report.created["teams"] == 0
