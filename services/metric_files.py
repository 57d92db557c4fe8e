"""The values of many metrics from one file, in one transaction: what can be stored is, the rest says why not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from domain.formatting import count
from domain.vocabulary import PointOrigin
from models import Metric
from services import audit
from services.errors import NotAllowed
from services.exchange.matching import fold
from services.exchange.points import PointRow, RefusedRow, WrittenPoint, read_points
from services.metrics import PointsReceipt, add_points
from services.permissions import Actor


@dataclass(frozen=True, slots=True)
class FileReceipt:
    """What a file of values changed, and the rows that were refused, by line."""

    points: PointsReceipt
    refused: tuple[RefusedRow, ...]
    strict: bool = False

    @property
    def is_accepted(self) -> bool:
        """Tell whether something of the file could be stored, or nothing was refused."""
        return not self.refused or (not self.strict and self.points != PointsReceipt())

    @property
    def in_words(self) -> str:
        """Return what was done in one sentence."""
        told = self.points
        refused = f" {count(len(self.refused), 'row')} refused." if self.refused else ""
        if not self.is_accepted:
            return f"Nothing was stored.{refused}"
        return (
            f"{count(told.stored, 'value')} stored, {count(told.superseding, 'value')} in place of an earlier one, "
            f"{count(told.unchanged, 'value')} there already.{refused}"
        )


def record_file(
    session: Session,
    actor: Actor,
    written: Sequence[WrittenPoint],
    today: date,
    *,
    strict: bool = False,
    suggested_comma: bool | None = None,
) -> FileReceipt:
    """Store the values of a file whose rows name their metrics, whatever the case, and return what that changed.

    Rows of unknown metrics, of teams in which the actor may not write, and with days or values that cannot be are
    refused; with `strict` one of them refuses the file.
    """
    known = _by_name(session)
    rows = [WrittenPoint(row.line, row.day, row.value, fold(row.metric)) for row in written]
    refused = [RefusedRow(row.line, _unknown(row)) for row in written if fold(row.metric) not in known]
    read = read_points([row for row in rows if row.metric in known], today, suggested_comma)
    refused += read.refused
    total = PointsReceipt()
    for metric_id, points in _by_metric(read.rows, known):
        try:
            values = [(point.as_of, point.value) for point in points]
            total += add_points(session, actor, metric_id, values, today, PointOrigin.FILE)
        except NotAllowed as refusal:
            refused += [RefusedRow(point.line, str(refusal)) for point in points]
    ordered = tuple(sorted(refused, key=lambda row: row.line))
    if strict and ordered:
        session.rollback()
        return FileReceipt(PointsReceipt(), ordered, strict)
    if total.stored or total.superseding:
        audit.commit(session, goals=False)
    return FileReceipt(total, ordered, strict)


def _by_name(session: Session) -> Mapping[str, int]:
    found = session.exec(select(Metric.id, Metric.name).order_by(col(Metric.id).desc())).all()
    return {fold(name): key for key, name in found if key is not None}


def _unknown(row: WrittenPoint) -> str:
    if not row.metric.strip():
        return "The row names no metric."
    return f"There is no metric called “{row.metric.strip()[:80]}”. Add it first, or correct its name."


def _by_metric(rows: Sequence[PointRow], known: Mapping[str, int]) -> Sequence[tuple[int, list[PointRow]]]:
    """The rows of each metric, always in the same order of metrics, so that two files at once do not block."""
    found: dict[int, list[PointRow]] = defaultdict(list)
    for row in rows:
        found[known[row.metric]].append(row)
    return sorted(found.items())
