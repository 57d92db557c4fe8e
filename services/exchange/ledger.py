"""Keeping account of every row while an import is planned: its fate, its notes, and the counts of what is written."""

from collections import Counter
from collections.abc import Mapping

from domain.validation import FieldProblem
from services.exchange.fields import Field
from services.exchange.figures import column_of
from services.exchange.filldown import RefusedRow
from services.exchange.okrrows import OkrRow, ReadResult, RowProblem, Severity
from services.exchange.report import ALWAYS_COUNTED, ImportReport, PlannedRow, RowAction

LONGEST_SHOWN = 120
MOST_NOTES = 20_000


class Ledger:
    """What becomes of each row, under the names that the columns have in the file."""

    def __init__(self, read: ReadResult, columns: Mapping[Field, str]) -> None:
        self._read, self._columns = read, columns
        self._lines: dict[int, PlannedRow] = {}
        self._refused: list[RowProblem] = []
        self._notes: list[RowProblem] = []
        self.created: Counter[str] = Counter(dict.fromkeys(ALWAYS_COUNTED, 0))
        self.changed: Counter[str] = Counter(dict.fromkeys(ALWAYS_COUNTED, 0))

    def note(self, row: OkrRow, column: Field, message: str) -> None:
        """Remember something that the reader of the preview should know about a row."""
        if len(self._notes) < MOST_NOTES:
            self._notes.append(RowProblem(row.number, self._name(column), message, Severity.NOTE))

    def settle(self, row: OkrRow, action: RowAction, column: Field | None = None, message: str = "") -> None:
        """Say what happens to a row."""
        name = self._name(column) if column else ""
        self._lines[row.number] = PlannedRow(row.number, action, described(row), name, message)

    def refuse(self, row: OkrRow, refusal: RefusedRow) -> None:
        """Keep a row out, with the reason."""
        self._refuse(row, [(self._name(refusal.field), str(refusal))])

    def refuse_values(self, row: OkrRow, problems: tuple[FieldProblem, ...]) -> None:
        """Keep a row out because of its numbers or dates."""
        self._refuse(row, [(self._value_name(column_of(problem.field)), problem.message) for problem in problems])

    def report(self) -> ImportReport:
        """The account of all rows, in the order of the file."""
        for problem in self._read.refused:
            self._lines.setdefault(
                problem.row, PlannedRow(problem.row, RowAction.REFUSED, "", problem.column, problem.message)
            )
        for twin in self._read.duplicates:
            what = self._lines[twin.first].what
            self._lines[twin.row] = PlannedRow(twin.row, RowAction.SKIPPED, what)
        notes = sorted((*self._read.notes, *self._notes), key=lambda note: note.row)
        lines = tuple(_with_notes(self._lines[row], notes_of) for row, notes_of in self._by_row(notes))
        still = sum(line.action in (RowAction.UNCHANGED, RowAction.SKIPPED) for line in lines)
        refused = tuple(sorted((*self._read.refused, *self._refused), key=lambda problem: problem.row))
        return ImportReport(len(lines), dict(self.created), dict(self.changed), still, refused, tuple(notes), lines)

    def _by_row(self, notes: list[RowProblem]) -> list[tuple[int, list[RowProblem]]]:
        grouped: dict[int, list[RowProblem]] = {}
        for note in notes:
            grouped.setdefault(note.row, []).append(note)
        return [(row, grouped.get(row, [])) for row in sorted(self._lines)]

    def _refuse(self, row: OkrRow, reasons: list[tuple[str, str]]) -> None:
        self._refused += [RowProblem(row.number, column, message, Severity.REFUSED) for column, message in reasons]
        message = " ".join(dict.fromkeys(message for _, message in reasons))
        self._lines[row.number] = PlannedRow(row.number, RowAction.REFUSED, described(row), reasons[0][0], message)

    def _name(self, column: Field) -> str:
        return self._columns.get(column, str(column))

    def _value_name(self, column: Field) -> str:
        """A measure that was concluded from the numbers is to be mended at the target."""
        concluded = column == Field.MEASURE and column not in self._columns
        return self._name(Field.TARGET if concluded else column)


def described(row: OkrRow) -> str:
    """What a row is about, in a few words."""
    kind, title = ("Key result", row.key_result) if row.key_result else ("Objective", row.objective)
    return f"{kind} “{title if len(title) <= LONGEST_SHOWN else title[: LONGEST_SHOWN - 1] + '…'}”"


def _with_notes(line: PlannedRow, notes: list[RowProblem]) -> PlannedRow:
    if not notes:
        return line
    message = " ".join(dict.fromkeys(text for text in (line.message, *(note.message for note in notes)) if text))
    return PlannedRow(line.row, line.action, line.what, line.column or notes[0].column, message)
