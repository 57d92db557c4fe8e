"""A file that this program wrote, recognised by its content and checked value by value."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from services.exchange.archive.contents import BY_NAME, RECORD_TYPES
from services.exchange.archive.csvfile import read_csv
from services.exchange.archive.jsonfile import read_json
from services.exchange.archive.raw import RawRecord
from services.exchange.archive.schema import Column, Kind, RecordType
from services.exchange.archive.values import typed
from services.exchange.archive.xlsxreading import read_xlsx
from services.exchange.errors import UnreadableCell
from services.exchange.okrrows import RowProblem, Severity


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A record with typed values by model field; links are still the names and keys that the file uses."""

    kind: RecordType
    row: int
    where: str
    key: str
    values: Mapping[str, Any]

    @property
    def what(self) -> str:
        """Return the record in words, for a line of the preview."""
        title = str(self.values.get("title") or self.values.get("name") or self.key)
        return f"{self.kind.noun.replace('_', ' ')} {title[:80]}".rstrip()

    def problem(self, column: str, message: str) -> RowProblem:
        """Return a refusal of this record that says where it stands."""
        return refused(self.row, self.where, column, message)


@dataclass(frozen=True, slots=True)
class Archive:
    """What a file holds, in the order in which records are stored, and what in it cannot be read.

    ``since_planning`` names the kinds whose records have the columns that came with planning.
    """

    name: str
    records: Mapping[str, tuple[ArchiveRecord, ...]]
    problems: tuple[RowProblem, ...]
    since_planning: Set[str] = frozenset()

    @property
    def rows(self) -> int:
        """Return how many records the file holds, those that cannot be read included."""
        return sum(map(len, self.records.values())) + len(self.problems)


def refused(row: int, where: str, column: str, message: str) -> RowProblem:
    """Return a refusal that names the sheet or list where the row number alone does not tell."""
    return RowProblem(row, column, f"{where}: {message}" if where else message, Severity.REFUSED)


def read_archive(name: str, data: bytes) -> Archive | None:
    """Return the archive in a file that this program exported, or None for any other file.

    Raises UnreadableFile for an archive that is damaged, too large or of another format, and for other JSON.
    """
    for read in (read_json, read_csv, read_xlsx):
        found = read(data)
        if found is not None:
            return _checked(name, found)
    return None


def _checked(name: str, found: Iterable[RawRecord]) -> Archive:
    records: dict[str, list[ArchiveRecord]] = {kind.name: [] for kind in RECORD_TYPES}
    problems: list[RowProblem] = []
    since_planning: set[str] = set()
    for raw in found:
        kind = BY_NAME[raw.kind]
        if raw.cells.get("position") not in (None, ""):
            since_planning.add(kind.name)
        wrong = tuple(_problems(kind, raw))
        if wrong:
            problems.append(wrong[0])
        else:
            records[kind.name].append(_record(kind, raw))
    return Archive(name, {kind: tuple(rows) for kind, rows in records.items()}, tuple(problems), since_planning)


def _problems(kind: RecordType, raw: RawRecord) -> Iterator[RowProblem]:
    for column in kind.columns:
        if column.kind != Kind.SHOWN:
            try:
                typed(column, raw.cells.get(column.name))
            except UnreadableCell as reason:
                yield refused(raw.row, raw.where, column.name, str(reason))
    unknown = [name for name in raw.cells if name not in kind.by_name]
    if unknown:
        message = f"A {kind.noun.replace('_', ' ')} has no “{unknown[0][:60]}”. Empty the cell or remove the column."
        yield refused(raw.row, raw.where, unknown[0][:60], message)


def _record(kind: RecordType, raw: RawRecord) -> ArchiveRecord:
    values = {column.stores: _stored(kind, column, raw) for column in kind.stored}
    return ArchiveRecord(kind, raw.row, raw.where, str(typed(_KEY, raw.cells.get("key")) or ""), values)


def _stored(kind: RecordType, column: Column, raw: RawRecord) -> Any:
    value = typed(column, raw.cells.get(column.name))
    if value is not None or column.kind == Kind.LINK:
        return value
    return kind.table.model_fields[column.stores].get_default(call_default_factory=True)


_KEY = Column("key", Kind.KEY)
