"""One row of a table, asked for typed values field by field; what cannot be read is noted and its text kept."""

import re
from collections.abc import Mapping
from datetime import date

from domain.vocabulary import Measure
from services.exchange.cells import Cell, is_blank, line_of, text_of
from services.exchange.dates import is_ambiguous_date, parse_date, plain
from services.exchange.errors import UnreadableCell
from services.exchange.fields import Field
from services.exchange.measures import done_of
from services.exchange.neutral import restore
from services.exchange.numbers import ParsedNumber, parse_number
from services.exchange.okrrows import RowProblem, Severity
from services.exchange.styles import DecimalStyle, Styles
from services.exchange.tables import Table, TableRow

_OF_TEN = re.compile(r"(\d{1,2})\s*(?:/|of|von|de|sur)\s*10")
_CADENCES = {
    1: ("daily", "taglich", "diari", "quotidien"),
    14: (
        "biweekly",
        "bi weekly",
        "fortnight",
        "every two weeks",
        "zweiwochentlich",
        "alle zwei wochen",
        "quincenal",
        "quinzenal",
    ),
    7: ("weekly", "every week", "wochentlich", "semanal", "hebdomadaire"),
    30: ("monthly", "every month", "monatlich", "mensual", "mensuel", "mensal"),
    91: ("quarterly", "every quarter", "quartalsweise", "vierteljahrlich", "trimestral", "trimestriel"),
}
_LONGEST_CADENCE = 366


class RowCells:
    """The cells of one row under a mapping, and the problems and kept texts that reading them gave."""

    def __init__(self, table: Table, row: TableRow, mapping: Mapping[Field, int], styles: Styles) -> None:
        self.number_of_row = row.number
        self.problems: list[RowProblem] = []
        self.kept: list[str] = []
        self._columns = table.columns
        self._row = row
        self._mapping = mapping
        self._styles = styles

    def cell(self, field: Field) -> Cell:
        """The raw cell, None where the field has no column."""
        column = self._mapping.get(field)
        return None if column is None else self._row.cell(column)

    def column_name(self, field: Field) -> str:
        """The file's own name of a field's column, or the field's name where it has none."""
        column = self._mapping.get(field)
        return str(field) if column is None else self._columns[column]

    def line(self, field: Field) -> str:
        """The cell as one line of text."""
        return " ".join(self.text(field).split())

    def text(self, field: Field) -> str:
        """The cell as text, with its line breaks."""
        cell = self.cell(field)
        if not cell:
            return text_of(cell)
        return text_of(restore(cell.strip(" ")) if isinstance(cell, str) else cell)

    def note(self, field: Field, message: str) -> None:
        """Remember something that the reader of the preview should know."""
        self.problems.append(RowProblem(self.number_of_row, self.column_name(field), message, Severity.NOTE))

    def keep(self, field: Field, message: str) -> None:
        """Note why a cell is not used, and keep its text."""
        self.note(field, f"{message} The text is kept, the value stays empty.")
        self.kept.append(f"{self.column_name(field)}: {self.line(field)}")

    def number(self, field: Field) -> ParsedNumber | None:
        """The number of a field; an unreadable one is kept as text."""
        raw = self.cell(field)
        if is_blank(raw):
            return None
        style = self._styles.decimals.get(field, DecimalStyle(None, settled=False))
        try:
            parsed = parse_number(restore(raw) if isinstance(raw, str) else raw, decimal_comma=style.comma)
        except UnreadableCell as error:
            self.keep(field, str(error))
            return None
        if parsed and parsed.ambiguous and not style.settled:
            self.note(
                field, f"“{line_of(raw)}” was read as {parsed.value:g}. If that is wrong, choose the decimal mark."
            )
        return parsed

    def day(self, field: Field) -> date | None:
        """The date of a field; an unreadable one is kept as text."""
        raw = self.cell(field)
        if is_blank(raw):
            return None
        try:
            day = parse_date(raw, day_first=self._styles.day_first)
        except UnreadableCell as error:
            self.keep(field, str(error))
            return None
        if day and self._styles.day_first is None and is_ambiguous_date(raw):
            self.note(
                field,
                f"“{line_of(raw)}” was read as {day.isoformat()}. If that is wrong, choose the order of day and month.",
            )
        return day

    def current(self, measure: Measure | None) -> ParsedNumber | None:
        """The latest value; for a milestone also a word such as "done", which counts as 1."""
        raw = self.cell(Field.CURRENT_VALUE)
        if measure == Measure.MILESTONE and (isinstance(raw, bool | str)):
            done = done_of(text_of(raw))
            if done is not None:
                return ParsedNumber(float(done))
        return self.number(Field.CURRENT_VALUE)

    def score(self) -> float | None:
        """A final score from 0 to 1, also written as a percentage."""
        parsed = self.number(Field.SCORE)
        if parsed is None:
            return None
        value = parsed.value / 100 if parsed.unit_hint.startswith("%") else parsed.value
        if not 0 <= value <= 1:
            self.keep(Field.SCORE, f"A score lies between 0 and 1, not at {parsed.value:g}.")
            return None
        return value

    def weight(self) -> float | None:
        """A weight above 0."""
        parsed = self.number(Field.WEIGHT)
        if parsed is None:
            return None
        if parsed.value <= 0:
            self.keep(Field.WEIGHT, "A weight is above 0.")
            return None
        return parsed.value

    def confidence(self) -> int | None:
        """A confidence from 0 to 10, also written as "7/10" or as a percentage."""
        raw = self.cell(Field.CONFIDENCE)
        if is_blank(raw):
            return None
        match = _OF_TEN.fullmatch(self.line(Field.CONFIDENCE)) if isinstance(raw, str) else None
        parsed = ParsedNumber(float(match[1])) if match else self.number(Field.CONFIDENCE)
        if parsed is None:
            return None
        value = parsed.value / 10 if parsed.unit_hint.startswith("%") else parsed.value
        value = value * 10 if 0 < value < 1 else value
        if not 0 <= value <= 10:
            self.keep(Field.CONFIDENCE, "Confidence lies between 0 and 10.")
            return None
        if round(value) != value or 0 < parsed.value < 1:
            self.note(Field.CONFIDENCE, f"“{self.line(Field.CONFIDENCE)}” was read as {round(value)} of 10.")
        return round(value)

    def cadence(self) -> int | None:
        """Days between check-ins, from a number of days or a word such as "weekly"."""
        raw = self.cell(Field.CADENCE)
        if is_blank(raw):
            return None
        word = plain(self.line(Field.CADENCE)).replace("-", " ")
        for days, beginnings in _CADENCES.items():
            if word.startswith(beginnings):
                return days
        parsed = self.number(Field.CADENCE)
        if parsed and not (1 <= parsed.value <= _LONGEST_CADENCE and parsed.value.is_integer()):
            self.keep(Field.CADENCE, f"A cadence is a number of days from 1 to {_LONGEST_CADENCE}.")
            return None
        return int(parsed.value) if parsed else None
