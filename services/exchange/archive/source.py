"""Everything that is stored, record by record, in an order that does not depend on the ids of teams, people and cycles.

Goals, check-ins, labels, flags, remarks and values of metrics keep the order in which they were written among those of
one team, objective, key result or metric, as that is the order in which they are shown; conversions keep it in all, as
each builds on earlier ones.
Memory grows with objectives, key results, flags, conversions and metrics, not with check-ins.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import isfinite
from operator import itemgetter
from typing import Any

from sqlalchemy import Engine, Enum, RowMapping, String, Table, func, select, type_coerce
from sqlmodel import Session

from services.errors import Refusal
from services.exchange.archive import acts, contents
from services.exchange.archive.contents import RECORD_TYPES
from services.exchange.archive.measured import METRICS
from services.exchange.archive.order import (
    PARENTS,
    PLACE,
    PLACED_BY_OBJECTIVE,
    SECOND,
    SHOWN_TITLES,
    Names,
    chunks,
    ranks_of,
    tree_order,
)
from services.exchange.archive.schema import Column, Kind, RecordType
from services.exchange.archive.snapshots import with_keys

Values = dict[str, Any]
Progress = Callable[[int, int], None]
_TOLD_EVERY = 2_000


class Source:
    """The records of a database, with the names and keys by which they refer to each other."""

    def __init__(self, session: Session, progress: Progress | None = None) -> None:
        bind = session.get_bind()
        if bind.dialect.name == "postgresql" and isinstance(bind, Engine) and not session.in_transaction():
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})  # one moment for all tables
        self.session, self.progress, self.done = session, progress, 0
        self.names: dict[str, Names] = {}
        self.titles: dict[str, Names] = {}
        self.order: dict[str, list[int]] = {}
        self._place: dict[int, tuple[str, str]] = {}
        self._objective_place: dict[int, tuple[str, str]] = {}
        self._name_organisation()
        self._name_goals()
        self._name_acts()
        self.total = sum(map(self.count, RECORD_TYPES))

    def count(self, kind: RecordType) -> int:
        """Return how many records of a kind there are."""
        return int(self.session.execute(select(func.count()).select_from(_table(kind))).scalar_one())

    def records(self, kind: RecordType, columns: Sequence[Column] | None = None) -> Iterator[Values]:
        """Yield the records of a kind in order, each with a value for every column, or for some of them."""
        parent = PARENTS.get(kind.name)
        found = self._in_order(kind) if parent is None else self._below(kind, *parent)
        row_of = self._reader(kind, kind.columns if columns is None else columns)
        for row in found:
            yield row_of(row)
            self.done += 1
            if self.progress is not None and self.done % _TOLD_EVERY == 0:
                self.progress(self.done, self.total)

    def _name_organisation(self) -> None:
        self.names["cycles"] = self._names_of(contents.CYCLES, "starts_on", "name")
        self.names["people"] = self._names_of(contents.PEOPLE, "name")
        names = self._names_of(contents.TEAMS, "name")
        parents = {row["id"]: row["parent_id"] for row in self._rows(contents.TEAMS, names)}
        self.order["teams"] = list(tree_order(parents, names))
        self.names["teams"] = {key: names[key] for key in self.order["teams"]}
        self.names["metrics"] = self._names_of(METRICS, "name")
        for kind in ("cycles", "people", "metrics"):
            self.order[kind] = list(self.names[kind])
        self._metric_keys = {key: f"metric-{rank + 1}" for key, rank in ranks_of(self.order["metrics"]).items()}

    def _name_goals(self) -> None:
        cycles, teams = ranks_of(self.order["cycles"]), ranks_of(self.order["teams"])
        rows = self._some(contents.OBJECTIVES, "id", "cycle_id", "team_id", "title")
        rows.sort(key=lambda row: (cycles[row[1]], teams[row[2]], row[0]))
        self._number(contents.OBJECTIVES, "objective", rows)
        place = {row[0]: (self.names["cycles"][row[1]], self.names["teams"][row[2]]) for row in rows}
        self._objective_place = place
        objectives = ranks_of(self.order["objectives"])
        rows = self._some(contents.KEY_RESULTS, "id", "objective_id", "title")
        rows.sort(key=lambda row: (objectives[row[1]], row[0]))
        self._number(contents.KEY_RESULTS, "kr", rows)
        self._place = {row[0]: place[row[1]] for row in rows}
        rows = self._some(contents.INITIATIVES, "id", "team_id", "title")
        rows.sort(key=lambda row: (teams[row[1]], row[0]))
        self._number(contents.INITIATIVES, "initiative", rows)

    def _name_acts(self) -> None:
        objectives = ranks_of(self.order["objectives"])
        rows = self._some(acts.FLAGS, "id", "objective_id")
        rows.sort(key=lambda row: (objectives.get(row[1], -1), row[0]))
        self._number(acts.FLAGS, "flag", rows)
        self.order["conversions"] = sorted(row[0] for row in self._some(acts.CONVERSIONS, "id"))

    def _number(self, kind: RecordType, word: str, rows: Sequence[Sequence[Any]]) -> None:
        self.order[kind.name] = [row[0] for row in rows]
        self.names[kind.name] = {row[0]: f"{word}-{number}" for number, row in enumerate(rows, 1)}
        self.titles[kind.name] = {row[0]: row[-1] for row in rows}

    def _names_of(self, kind: RecordType, *sorting: str) -> Names:
        rows = self._some(kind, "id", *sorting)
        return {row[0]: row[-1] for row in sorted(rows, key=lambda row: tuple(row[1:]))}

    def _some(self, kind: RecordType, *fields: str) -> list[Sequence[Any]]:
        columns = _table(kind).columns
        return [tuple(row) for row in self.session.execute(select(*(columns[field] for field in fields)))]

    def _in_order(self, kind: RecordType) -> Iterator[RowMapping]:
        for some in chunks(self.order[kind.name]):
            found = {row["id"]: row for row in self._rows(kind, some)}
            yield from (found[key] for key in some if key in found)

    def _below(self, kind: RecordType, field: str, parent: str, second: str = "") -> Iterator[RowMapping]:
        """The rows of a kind in the order of what they belong to; those of one parent as they were written."""
        ranks = ranks_of(self.order[second]) if second else {}
        for some in chunks(self.order[parent]):
            place = ranks_of(some)
            rows = [row for row in self._rows(kind, some, field) if not second or row[SECOND[kind.name]] in ranks]
            rows.sort(key=lambda row: (place[row[field]], ranks[row[SECOND[kind.name]]] if second else 0, row["id"]))
            if kind.name in contents.CORRECTED_WITHIN:
                self._number_within(kind, rows)
            yield from rows

    def _number_within(self, kind: RecordType, rows: Iterable[RowMapping]) -> None:
        """Call the third check-in of key result 12 `kr-12/3`, and the third value of the second metric `metric-2/3`."""
        counts, keys, field = dict[int, int](), Names(), contents.CORRECTED_WITHIN[kind.name]
        above = self.names["key_results"] if kind is contents.CHECK_INS else self._metric_keys
        for row in rows:
            parent = row[field]
            counts[parent] = counts.get(parent, 0) + 1
            keys[row["id"]] = f"{above[parent]}/{counts[parent]}"
        self.names[kind.name] = keys

    def _rows(self, kind: RecordType, keys: Iterable[int], field: str = "id") -> Sequence[RowMapping]:
        table, wanted = _table(kind), dict.fromkeys(("id", *kind.fields))
        columns = [_plain(table, name) for name in wanted]
        query = select(*columns).where(table.columns[field].in_(list(keys))).order_by(table.columns["id"])
        try:
            return self.session.execute(query).mappings().all()
        except (TypeError, ValueError) as error:  # a date or a list that SQLite kept as some other text
            raise _damaged(kind.name) from error

    def _reader(self, kind: RecordType, columns: Sequence[Column]) -> Callable[[RowMapping], Values]:
        readers = [(column.name, self._column(kind, column)) for column in columns]
        return lambda row: {name: read(row) for name, read in readers}

    def _column(self, kind: RecordType, column: Column) -> Callable[[RowMapping], Any]:
        field = column.stores
        if column.kind == Kind.KEY:
            return lambda row: self.names[kind.name][row["id"]]
        if column.kind == Kind.SHOWN:
            return self._shown(kind, column.name)
        if column.kind == Kind.LINK:
            return lambda row: self._linked(kind, column.to, row[field], row)
        if column.kind == Kind.NUMBER:
            return lambda row: _finite(kind, row["id"], row[field])
        if column.kind == Kind.SNAPSHOT:
            return lambda row: with_keys(row[field], self.names["key_results"].get)
        return itemgetter(field)

    def _shown(self, kind: RecordType, name: str) -> Callable[[RowMapping], str]:
        if name in PLACE and kind.name in PLACED_BY_OBJECTIVE:
            at = PLACE.index(name)
            return lambda row: self._objective_place.get(row["objective_id"], ("", ""))[at]
        if name in PLACE:
            index, key = PLACE.index(name), "id" if kind is contents.KEY_RESULTS else "key_result_id"
            return lambda row: self._place[row[key]][index]
        field, titles = SHOWN_TITLES[name]
        return lambda row: self.titles[titles].get(row[field], "")

    def _linked(self, kind: RecordType, to: str, target: int | None, row: RowMapping) -> str | None:
        if target is None:
            return None
        name = self.names[to].get(target)
        if name is None:
            raise Refusal(
                f"The {kind.noun.replace('_', ' ')} {row['id']} refers to a record that does not exist or belongs "
                "elsewhere, so an export would not be complete. Run “outboard check”."
            )
        return name


def _table(kind: RecordType) -> Table:
    table: Any = kind.table
    found: Table = table.__table__
    return found


def _plain(table: Table, name: str) -> Any:
    """A column whose words come as they are stored, known or not."""
    column = table.columns[name]
    return type_coerce(column, String).label(name) if isinstance(column.type, Enum) else column


def _damaged(what: str) -> Refusal:
    return Refusal(f"In the {what.replace('_', ' ')} stands a value that cannot be one. Run “outboard check”.")


def _finite(kind: RecordType, key: int, value: float | None) -> float | None:
    if value is None:
        return None
    if not isinstance(value, int | float) or not isfinite(value):
        raise _damaged(f"{kind.noun} {key}")
    return value + 0.0  # no minus before a zero: the two kinds of database disagree about it
