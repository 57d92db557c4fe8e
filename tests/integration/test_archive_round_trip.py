"""What goes out comes back: every format, both kinds of database, whatever people wrote."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from domain.validation import LARGEST_NUMBER
from domain.vocabulary import (
    Concern,
    ConversionKind,
    Exemption,
    FlagMove,
    FlagState,
    InitiativeState,
    Label,
    LabelSource,
    Role,
)
from models import (
    Annotation,
    CheckIn,
    ClassificationEvent,
    Conversion,
    Cycle,
    Flag,
    FlagEvent,
    Initiative,
    InitiativeLink,
    KeyResult,
    Membership,
    Milestone,
    Objective,
    Person,
    Record,
    Team,
)
from models.database import make_engine, migrate, reading, writing
from services.exchange.archive import Format, apply_archive, export, read_archive
from services.integrity import check
from services.permissions import Actor
from services.sample import load_sample

AT = datetime(2026, 5, 18, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
TEXTUAL = (Format.CSV, Format.JSON)
KINDS = ("check_ins", "flags", "flag_events", "conversions", "annotations")
World = dict[type[Record], list[dict[str, Any]]]


def exported(session: Session, form: Format) -> bytes:
    file = BytesIO()
    export(session, form, file, AT)
    return file.getvalue()


def contents(database: Engine) -> dict[Format, bytes]:
    with reading(database) as session:
        return {form: exported(session, form) for form in TEXTUAL}


def take_in(database: Engine, data: bytes) -> Any:
    archive = read_archive("export", data)
    assert archive
    with writing(database) as session:
        return apply_archive(session, None, archive, TODAY)


@pytest.mark.parametrize("form", list(Format))
def test_the_sample_company_comes_back_letter_by_letter(
    form: Format, sample_database: Engine, another_database: Engine
) -> None:
    with reading(sample_database) as session:
        data = exported(session, form)
    report = take_in(another_database, data)
    assert [report.created[kind] for kind in KINDS] == [1052, 6, 23, 2, 3]
    assert not report.refused
    assert contents(another_database) == contents(sample_database)


def test_what_was_imported_is_a_sound_database(sample_database: Engine, another_database: Engine) -> None:
    take_in(another_database, contents(sample_database)[Format.JSON])
    with reading(another_database) as session:
        assert check(session) == ()


@pytest.mark.parametrize("form", list(Format))
def test_an_export_moves_between_the_two_kinds_of_database(
    form: Format, sqlite_server: Any, postgres_server: Any
) -> None:
    urls = [server.new() for server in (sqlite_server, postgres_server, sqlite_server)]
    engines = [make_engine(url) for url in urls]
    for engine in engines:
        migrate(engine)
    with writing(engines[0]) as session:
        load_sample(session, TODAY)
    for before, after in pairwise(engines):
        with reading(before) as session:
            take_in(after, exported(session, form))
    assert contents(engines[0]) == contents(engines[1]) == contents(engines[2])
    for engine in engines:
        engine.dispose()


def test_authors_moments_and_corrections_are_the_same_afterwards(
    sample_database: Engine, another_database: Engine
) -> None:
    take_in(another_database, contents(sample_database)[Format.CSV])
    columns = (CheckIn.as_of, CheckIn.entered_at, Person.name, CheckIn.value, col(CheckIn.supersedes_id).is_not(None))
    query = select(*columns).join(Person, CheckIn.author_id == Person.id)
    with reading(sample_database) as one, reading(another_database) as other:
        assert sorted(map(str, one.exec(query))) == sorted(map(str, other.exec(query)))


def test_label_sources_and_reasons_are_the_same_afterwards(sample_database: Engine, another_database: Engine) -> None:
    take_in(another_database, contents(sample_database)[Format.CSV])
    query = select(ClassificationEvent)
    with reading(sample_database) as one, reading(another_database) as other:
        before, after = ([labelled(event) for event in session.exec(query)] for session in (one, other))
    assert sorted(before) == sorted(after)


def labelled(event: ClassificationEvent) -> str:
    return str(event.model_dump(mode="json", include={"label", "source", "probability", "reasons", "answers", "at"}))


def test_the_order_does_not_depend_on_which_team_person_or_cycle_came_first(
    database: Engine, another_database: Engine
) -> None:
    rows: World = {
        Cycle: [cycle("Q2", date(2026, 4, 1)), cycle("Q1", date(2026, 1, 1))],
        Team: [{"name": name, "parent_id": None, "purpose": ""} for name in ("Ä", "a", "Z", "é")],
        Person: [person(name, True) for name in ("Zoë", "ada", "Ada")],
    }
    for engine, step in ((database, 1), (another_database, -1)):
        with writing(engine) as session:
            for table, records in rows.items():
                session.add_all([table(**values) for values in records[::step]])
                session.flush()
            session.commit()
    assert contents(database) == contents(another_database)


# What people write, and what spreadsheets, XML and JSON stumble over.
AWKWARD = ["=1+1", "+49 30", "-5", "@x", "'=y", "''-", "\t=x", "\r\nz", " ", "a\rb", "_x0041_", "_x000D_", "#N/A"]
AWKWARD += ["＝1", '"quoted", twice', "שלום עולם", "👩 launch", "x\x0b\x1fy", "TRUE", "007", "2026-01-01", "\u200b"]
AWKWARD += ["\ufeff", "\ufffe", "two\nlines", "semi;colon", "1e5"]
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
ANY_TEXT = st.sampled_from(AWKWARD) | st.text(LETTERS, max_size=12)
TITLES = ANY_TEXT.filter(lambda text: bool(text.strip()))
NUMBERS = st.floats(-LARGEST_NUMBER, LARGEST_NUMBER, allow_subnormal=False)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
POSITIVE = st.floats(0.001, 1e6)


def cycle(name: str, start: date) -> dict[str, Any]:
    return {"name": name, "starts_on": start, "ends_on": start + timedelta(days=90), "state": "planning"}


def person(name: str, is_admin: bool) -> dict[str, Any]:
    return {"name": name, "email": None, "title": "", "is_admin": is_admin, "is_active": True}


@st.composite
def worlds(draw: Any) -> World:
    """A small organisation in which anybody may have written anything."""
    names = st.lists(TITLES, min_size=1, max_size=3, unique=True)
    cycles = [cycle(name, draw(st.dates(date(1900, 1, 1), date(2100, 1, 1)))) for name in draw(names)]
    teams = [
        {"name": name, "purpose": draw(ANY_TEXT), "parent_id": place or None} for place, name in enumerate(draw(names))
    ]
    people = [person(name, place == 0) | {"title": draw(ANY_TEXT)} for place, name in enumerate(draw(names))]
    of = {"cycle": len(cycles), "team": len(teams), "person": len(people)}
    objectives = [draw(objective(of, number)) for number in range(draw(st.integers(1, 3)))]
    of["objective"] = len(objectives)
    key_results = [draw(key_result(of)) for _ in range(draw(st.integers(1, 3)))]
    of["key_result"] = len(key_results)
    return {
        **{Cycle: cycles, Team: teams, Person: people, Objective: objectives, KeyResult: key_results},
        Membership: [{"person_id": 1, "team_id": 1, "role": draw(st.sampled_from(Role))}],
        Milestone: draw(st.lists(milestone(of), max_size=3)),
        CheckIn: [draw(check_in(of, number)) for number in range(draw(st.integers(0, 4)))],
        Initiative: [{"team_id": 1, "owner_id": 1, "title": draw(TITLES), "hypothesis": draw(ANY_TEXT)}],
        InitiativeLink: [{"initiative_id": 1, "key_result_id": draw(reference(of, "key_result"))}],
        ClassificationEvent: draw(st.lists(label(of), max_size=3)),
        **draw(conversations(of)),
        Conversion: draw(st.lists(conversion(of), max_size=3)),
        Annotation: draw(st.lists(remark(of), max_size=3)),
    }


def reference(of: dict[str, int], what: str) -> st.SearchStrategy[int]:
    return st.integers(1, of[what])


def objective(of: dict[str, int], earlier: int) -> st.SearchStrategy[dict[str, Any]]:
    links = {f"{name}_id": reference(of, name) for name in ("cycle", "team")}
    return st.fixed_dictionaries(
        {**links, "owner_id": reference(of, "person"), "title": TITLES, "description": ANY_TEXT}
        | {"parent_id": st.just(earlier or None)}
    )


def key_result(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    numbers = {name: st.none() | NUMBERS for name in ("baseline", "target", "low", "high", "stretch", "score")}
    links = {"objective_id": reference(of, "objective"), "owner_id": reference(of, "person")}
    words = {"label": st.sampled_from(Label), "label_source": st.sampled_from(LabelSource)}
    texts = {"title": TITLES, "unit": ANY_TEXT, "source": ANY_TEXT}
    days = {"starts_on": st.just(date(2026, 1, 1)), "due_on": st.dates(date(2026, 1, 1))}
    points = st.lists(st.tuples(st.just("2026-01-01"), NUMBERS | st.integers(0, 9)).map(list), max_size=1)
    return st.fixed_dictionaries(
        {**links, **texts, **words, **numbers, **days, "weight": POSITIVE, "plan_points": points}
        | {"measure": st.none(), "dropped": st.booleans(), "label_probability": st.floats(0, 1)}
    )


def milestone(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    days = {"due_on": st.none() | DAYS, "done_on": st.none() | DAYS}
    return st.fixed_dictionaries(
        {"key_result_id": reference(of, "key_result"), "title": TITLES, "weight": POSITIVE, **days}
    )


@st.composite
def check_in(draw: Any, of: dict[str, int], earlier: int) -> dict[str, Any]:
    """The first two stand alone; each later one corrects the one two before it, and all are of one key result."""
    supersedes = earlier - 1 if earlier > 1 and draw(st.booleans()) else None
    return {
        "key_result_id": 1,
        "value": draw(NUMBERS if supersedes is None else st.none() | NUMBERS),
        "confidence": draw(st.none() | st.integers(0, 10)),
        "note": draw(ANY_TEXT),
        "as_of": draw(st.dates(date(1900, 1, 1), TODAY)),
        "entered_at": draw(MOMENTS),
        "author_id": draw(reference(of, "person")),
        "supersedes_id": supersedes,
    }


def label(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    reason = st.fixed_dictionaries({"start": st.just(0), "end": st.just(3), "rule": ANY_TEXT, "weight": NUMBERS})
    answers = st.dictionaries(st.sampled_from(["backlog", "substitution"]), st.none() | st.booleans())
    return st.fixed_dictionaries(
        {"key_result_id": reference(of, "key_result"), "label": st.sampled_from(Label), "text": ANY_TEXT}
        | {"source": st.sampled_from(LabelSource), "probability": st.none() | st.floats(0.5, 1), "reason": ANY_TEXT}
        | {"reasons": st.lists(reason, max_size=2), "answers": answers, "at": MOMENTS}
        | {"person_id": st.none() | reference(of, "person")}
    )


@st.composite
def conversations(draw: Any, of: dict[str, int]) -> World:
    """Up to three flags, and what was said about the first."""
    flags = draw(st.lists(flag(of), max_size=3))
    return {Flag: flags, FlagEvent: draw(st.lists(flag_event(of), max_size=4)) if flags else []}


def flag(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    links = {"objective_id": reference(of, "objective"), "key_result_id": st.none() | reference(of, "key_result")}
    words = {"kind": st.sampled_from(Concern), "state": st.sampled_from(FlagState)}
    moments = {"raised_at": MOMENTS, "due_on": st.none() | DAYS}
    return st.fixed_dictionaries(
        {**links, **words, **moments, "raised_by_id": reference(of, "person"), "comment": TITLES}
        | {"before": snapshot(of), "after": st.none() | snapshot(of)}
    )


def snapshot(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    words = {"label": st.sampled_from(Label), "label_source": st.sampled_from(LabelSource)}
    row = st.fixed_dictionaries(
        {"key": reference(of, "key_result"), "title": ANY_TEXT, **words, "exemption": st.sampled_from(Exemption)}
        | {"weight": POSITIVE, "dropped": st.booleans()}
    )
    share = st.none() | st.floats(0, 1)
    return st.fixed_dictionaries({"title": ANY_TEXT, "share": share, "key_results": st.lists(row, max_size=3)})


def flag_event(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    said = {"move": st.sampled_from(FlagMove), "text": ANY_TEXT, "at": MOMENTS}
    return st.fixed_dictionaries({"flag_id": st.just(1), **said, "person_id": reference(of, "person")})


def remark(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    links = {"key_result_id": reference(of, "key_result"), "author_id": reference(of, "person")}
    moments = {"at": MOMENTS, "removed_at": st.none() | MOMENTS}
    return st.fixed_dictionaries({**links, "on_day": DAYS, "text": TITLES, **moments})


def conversion(of: dict[str, int]) -> st.SearchStrategy[dict[str, Any]]:
    when = {"person_id": reference(of, "person"), "at": MOMENTS, "undone_at": st.none() | MOMENTS}
    origin, work = {"from_key_result_id": reference(of, "key_result")}, {"initiative_id": st.just(1)}
    part = {"title": ANY_TEXT, "weight": POSITIVE}
    whole = st.fixed_dictionaries(
        {**part, "label": st.sampled_from(Label), "label_source": st.sampled_from(LabelSource)}
        | {"label_probability": st.floats(0, 1), "indicator": st.none(), "control": st.just("influenced")}
    )
    state = st.fixed_dictionaries({"state": st.sampled_from(InitiativeState)})
    proposed = {"proposed_at": MOMENTS.map(datetime.isoformat)}
    kinds = (
        (ConversionKind.DEMOTED, {**origin, **work}, {"key_result": st.just({"dropped": False})}),
        (ConversionKind.PROMOTED, work, {"initiative": state}),
        (ConversionKind.SPLIT, origin, {"key_result": whole, "kept_part": st.fixed_dictionaries(part)}),
    )
    return st.one_of(
        st.fixed_dictionaries(
            {"kind": st.just(kind), **ends, "to_key_result_id": reference(of, "key_result"), **when}
            | {"before": st.fixed_dictionaries({**puts_back, "wrote_key_result": st.booleans()}, optional=proposed)}
        )
        for kind, ends, puts_back in kinds
    )


@contextmanager
def forgotten(engine: Engine) -> Iterator[Session]:
    """A session whose commits are undone at the end, so that one database serves every example."""
    with engine.execution_options(writes=True).connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        transaction.rollback()


def store(session: Session, world: World) -> None:
    for table, rows in world.items():
        for number, row in enumerate(rows, 1):
            session.add(table(id=number, **row))
            session.flush()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_whatever_people_wrote_comes_back_in_every_format(
    database: Engine, another_database: Engine, world: World
) -> None:
    with forgotten(database) as session:
        store(session, world)
        before = {form: exported(session, form) for form in Format}
    for data in before.values():
        with forgotten(another_database) as session:
            archive = read_archive("export", data)
            assert archive
            report = apply_archive(session, None, archive, TODAY)
            assert (report.refused, report.writes) == ((), True)
            assert {form: exported(session, form) for form in TEXTUAL} == {form: before[form] for form in TEXTUAL}
            assert not apply_archive(session, admin_of(session), archive, TODAY).writes


def admin_of(session: Session) -> Actor:
    found = session.exec(select(Person).where(Person.is_admin)).one()
    return Actor(found.key, found.name)
