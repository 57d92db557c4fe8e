"""An archive against a database: which records are there already, which differ, which are new, which cannot be."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from services.exchange.archive import contents
from services.exchange.archive.checks import problems_of
from services.exchange.archive.contents import APPEND_ONLY, RECORD_TYPES
from services.exchange.archive.measured import METRICS
from services.exchange.archive.reading import Archive, ArchiveRecord, refused
from services.exchange.archive.schema import Column, Kind, RecordType
from services.exchange.archive.snapshots import with_ids
from services.exchange.archive.stored import (
    Identity,
    Row,
    identity_of,
    names_of,
    next_id,
    own_links,
    rows_of,
)
from services.exchange.archive.whole import problems_of_all
from services.exchange.okrrows import RowProblem

_AT_ONCE = 1_000
_NAMED = (contents.CYCLES, contents.TEAMS, contents.PEOPLE, METRICS)


@dataclass(slots=True)
class Match:
    """A record of the archive with the id that it has or gets, its values with ids for links, and what is stored."""

    record: ArchiveRecord
    id: int
    values: dict[str, Any]
    stored: Row | None

    @property
    def differing(self) -> dict[str, Any]:
        """Return the fields that the archive says otherwise."""
        stored = self.stored
        return {} if stored is None else {name: value for name, value in self.values.items() if stored[name] != value}


@dataclass(slots=True)
class Merge:
    """Every record matched to what is stored, and the reasons why the archive cannot be taken in."""

    matches: dict[str, list[Match]] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)


def merge(session: Session, archive: Archive, today: date) -> Merge:
    """Return what taking in an archive means; nothing is written.

    Records of which several are equal in what identifies them, such as two key results with one title, are matched in
    their order.
    """
    merger = _Merger(session, archive, today)
    for kind in RECORD_TYPES:
        merger.match(kind)
    merger.link_late()
    merged = Merge(merger.matches, [*archive.problems, *merger.problems])
    merged.problems.extend(problems_of_all(session, merged.matches))
    return merged


class _Merger:
    def __init__(self, session: Session, archive: Archive, today: date) -> None:
        self.session, self.archive, self.today = session, archive, today
        self.matches: dict[str, list[Match]] = {}
        self.problems: list[RowProblem] = []
        self.ids: dict[str, dict[str, int]] = {kind.name: {} for kind in RECORD_TYPES}
        self.ids.update({kind.name: names_of(session, kind) for kind in _NAMED})
        self.keys: dict[str, set[str]] = {kind.name: set() for kind in RECORD_TYPES}
        self.corrected: dict[str, dict[int, int]] = {name: {} for name in contents.CORRECTED_WITHIN}
        self.place_of: dict[str, dict[int, int]] = {name: {} for name in contents.CORRECTED_WITHIN}

    def match(self, kind: RecordType) -> None:
        """Match every record of a kind; those above records of the same kind may come after them in the file."""
        records = self.archive.records.get(kind.name, ())
        seen, fresh = Counter[Identity](), _Numbers(next_id(self.session, kind))
        found: list[Match] = []
        for start in range(0, len(records), _AT_ONCE):
            found.extend(self._matched(kind, records[start : start + _AT_ONCE], seen, fresh))
        self.matches[kind.name] = found
        for one in found:
            if kind not in APPEND_ONLY:
                self._resolve(one.record, one.values, own=True)
            if one.stored is None or one.differing:
                self._check(one)

    def link_late(self) -> None:
        """Put ids in the place of keys of records that come later in the order of kinds."""
        for kind in RECORD_TYPES:
            late = contents.LATE[kind.name]
            for one in self.matches[kind.name] if late else ():
                self._put_ids(one.record, one.values, late)

    def _matched(
        self, kind: RecordType, records: Sequence[ArchiveRecord], seen: Counter[Identity], fresh: "_Numbers"
    ) -> Iterator[Match]:
        pairs = [(record, dict(record.values)) for record in records]
        good = [pair for pair in pairs if self._resolve(*pair, own=False)]
        stored = self._stored(kind, {values[kind.searched_by] for _, values in good})
        for record, values in good:
            if kind in APPEND_ONLY and not self._resolve(record, values, own=True):
                continue
            identity = identity_of(kind, values)
            same = stored.get(identity, ())
            there = same[seen[identity]] if seen[identity] < len(same) else None
            seen[identity] += 1
            self._keep_link(kind, values, there)
            if kind.unique and seen[identity] > 1:
                self._refuse(record, kind.columns[0].name, "The file holds this more than once.")
                continue
            match = Match(record, fresh.next() if there is None else there["id"], values, there)
            if self._register(match):
                yield match

    def _keep_link(self, kind: RecordType, values: dict[str, Any], stored: Row | None) -> None:
        """An export says nothing about what came after it: it unlinks no metric, and puts nothing out of its order."""
        if stored is None:
            return
        if kind is contents.KEY_RESULTS and not self.archive.records.get(METRICS.name):
            values["metric_id"] = values["metric_id"] or stored["metric_id"]
        if kind.name not in self.archive.since_planning:
            values.update({name: stored[name] for name in contents.SINCE_PLANNING.get(kind.name, ())})

    def _stored(self, kind: RecordType, wanted: set[Any]) -> dict[Identity, list[Row]]:
        found: dict[Identity, list[Row]] = {}
        for row in rows_of(self.session, kind, kind.searched_by, wanted):
            found.setdefault(identity_of(kind, row), []).append(row)
            if kind.name in self.corrected and row["supersedes_id"] is not None:
                self.corrected[kind.name][row["supersedes_id"]] = row["id"]
        return found

    def _register(self, match: Match) -> bool:
        record, called_by = match.record, match.record.kind.called_by
        if not called_by:
            return True
        name = record.key if called_by == "key" else str(record.values["name"])
        if name in self.keys[record.kind.name]:
            self._refuse(record, called_by, f"Another record is called “{name[:60]}” already.")
            return False
        self.keys[record.kind.name].add(name)
        self.ids[record.kind.name][name] = match.id
        if (within := contents.CORRECTED_WITHIN.get(record.kind.name)) is not None:
            self.place_of[record.kind.name][match.id] = match.values[within]
            return self._correct(match, within)
        return True

    def _correct(self, match: Match, within: str) -> bool:
        """A check-in is corrected once, by one of the same key result, and a value by one of the same metric."""
        kind, corrected = match.record.kind, match.values["supersedes_id"]
        if corrected is None or match.stored is not None:
            return True
        what = kind.noun.replace("_", "-" if kind is contents.CHECK_INS else " ")
        if self.place_of[kind.name].get(corrected) != match.values[within]:
            place = within.removesuffix("_id").replace("_", " ")
            self._refuse(match.record, "supersedes", f"The {what} to supersede belongs to another {place}.")
            return False
        if corrected in self.corrected[kind.name]:
            self._refuse(match.record, "supersedes", f"Another {what} supersedes that one already.")
            return False
        self.corrected[kind.name][corrected] = match.id
        return True

    def _resolve(self, record: ArchiveRecord, values: dict[str, Any], *, own: bool) -> bool:
        """Put ids in the place of names and keys; `own` links lead to records of the same kind."""
        same_kind = own_links(record.kind)
        late = contents.LATE[record.kind.name]
        fields = [column.stores for column in record.kind.columns if column.kind == Kind.LINK]
        wanted = [name for name in fields if (name in same_kind) == own and name not in late]
        return self._put_ids(record, values, wanted) and (own or self._translate(record, values))

    def _put_ids(self, record: ArchiveRecord, values: dict[str, Any], fields: Sequence[str]) -> bool:
        for column in record.kind.columns:
            named = values[column.stores] if column.stores in fields and column.kind == Kind.LINK else None
            if named is None or isinstance(named, int):
                continue
            target = self.ids[column.to].get(named)
            if target is None:
                self._refuse(record, column.name, _missing(column, named))
                return False
            values[column.stores] = target
        return True

    def _translate(self, record: ArchiveRecord, values: dict[str, Any]) -> bool:
        """Put the ids of key results into snapshots."""
        for column in record.kind.columns:
            if column.kind == Kind.SNAPSHOT and values[column.stores]:
                try:
                    values[column.stores] = with_ids(values[column.stores], self.ids["key_results"])
                except KeyError as missing:
                    message = f"There is no key result “{str(missing.args[0])[:60]}” in this file."
                    self._refuse(record, column.name, message)
                    return False
        return True

    def _check(self, match: Match) -> None:
        kind = match.record.kind
        for problem in problems_of(kind, match.values, self.today):
            names = [column.name for column in kind.stored if column.stores == problem.field]
            self._refuse(match.record, names[0] if names else problem.field, problem.message)
            return

    def _refuse(self, record: ArchiveRecord, column: str, message: str) -> None:
        self.problems.append(refused(record.row, record.where, column, message))


@dataclass(slots=True)
class _Numbers:
    upcoming: int

    def next(self) -> int:
        self.upcoming += 1
        return self.upcoming - 1


def _missing(column: Column, name: str) -> str:
    noun = contents.BY_NAME[column.to].noun.replace("_", " ")
    where = "before this row" if column.to in contents.CORRECTED_WITHIN else "in this file that can be imported"
    return f"There is no {noun} “{name[:60]}” {where}."
