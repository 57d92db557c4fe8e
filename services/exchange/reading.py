"""A table under a mapping of its columns: every row becomes typed values, a duplicate, or a refusal with its reason."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from domain.classification.milestones import reads_like_milestone
from domain.vocabulary import Label, Measure
from services.exchange.cells import is_blank
from services.exchange.errors import UnreadableFile
from services.exchange.fields import Field
from services.exchange.filldown import Cycles, Place, RefusedRow, next_place, team_of
from services.exchange.measures import implied_measure, is_undirected, label_of, measure_of
from services.exchange.numbers import ParsedNumber
from services.exchange.okrrows import (
    BlankBaseline,
    Duplicate,
    OkrRow,
    ReadOptions,
    ReadResult,
    RowProblem,
    Severity,
)
from services.exchange.rowcells import RowCells
from services.exchange.styles import NUMBER_FIELDS, Styles, detect_styles
from services.exchange.tables import Table, TableRow

_LONGEST_UNIT = 60
_MOST_NOTES = 20_000
_FIGURES = (Field.BASELINE, Field.TARGET, Field.LOW, Field.HIGH, Field.STRETCH)


class _Reader:
    def __init__(self, table: Table, mapping: Mapping[Field, int], options: ReadOptions) -> None:
        self.table, self.mapping, self.options = table, mapping, options
        self.styles: Styles = detect_styles(table, mapping, options)
        self.cycles = Cycles(options)
        self.place = Place()
        self.seen: dict[OkrRow, int] = {}
        self.duplicates: list[Duplicate] = []
        self.problems: list[RowProblem] = []
        self.notes = 0

    def read(self, row: TableRow) -> None:
        cells = RowCells(self.table, row, self.mapping, self.styles)
        try:
            self.place = next_place(self.place, cells)
            self._accept(self._typed(cells), cells)
        except RefusedRow as refusal:
            column = cells.column_name(refusal.field)
            self.problems.append(RowProblem(row.number, column, str(refusal), Severity.REFUSED))

    def _accept(self, typed: OkrRow, cells: RowCells) -> None:
        first = self.seen.setdefault(typed, typed.number)
        if first == typed.number:
            self._note(cells.problems)
            return
        self.duplicates.append(Duplicate(typed.number, first))
        cells.problems.clear()
        cells.note(Field.KEY_RESULT if typed.key_result else Field.OBJECTIVE, f"Same as row {first}, skipped.")
        self._note(cells.problems)

    def _note(self, notes: list[RowProblem]) -> None:
        room = max(_MOST_NOTES - self.notes, 0)
        self.problems.extend(notes[:room])
        self.notes += len(notes)

    def _typed(self, cells: RowCells) -> OkrRow:
        key_result = cells.line(Field.KEY_RESULT)
        if not key_result and not cells.line(Field.OBJECTIVE):
            raise RefusedRow(Field.KEY_RESULT, "The row names neither an objective nor a key result.")
        if not self.place.objective:
            raise RefusedRow(
                Field.OBJECTIVE, "The key result has no objective in this row or above it in the same team."
            )
        organization, team = team_of(self.place, self.mapping, self.options)
        span = self.cycles.span(self.place, cells)
        base = OkrRow(
            number=cells.number_of_row,
            organization=organization,
            team=team,
            cycle=span.name,
            cycle_start=span.start,
            cycle_end=span.end,
            objective=self.place.objective,
            objective_description=self.place.description,
            objective_owner=self.place.owner,
            commitment=self.place.commitment,
            source=cells.line(Field.SOURCE),
            comment=cells.text(Field.COMMENT),
        )
        return self._with_key_result(base, key_result, cells) if key_result else _objective_only(base, cells)

    def _with_key_result(self, base: OkrRow, title: str, cells: RowCells) -> OkrRow:
        figures = {field: cells.number(field) for field in _FIGURES}
        measure = _measure(title, figures, cells)
        current = cells.current(measure)
        values = {field: parsed.value if parsed else None for field, parsed in figures.items()}
        if self._starts_at_zero(measure, values):
            values[Field.BASELINE] = 0.0
        return replace(
            base,
            key_result=title,
            owner=cells.line(Field.OWNER),
            measure=measure,
            unit=_unit((*figures.values(), current), cells),
            baseline=values[Field.BASELINE],
            target=values[Field.TARGET],
            low=values[Field.LOW],
            high=values[Field.HIGH],
            stretch=values[Field.STRETCH],
            current_value=current.value if current else None,
            current_date=cells.day(Field.CURRENT_DATE),
            confidence=cells.confidence(),
            score=cells.score(),
            weight=cells.weight(),
            due_date=cells.day(Field.DUE_DATE),
            label=_label(cells),
            cadence_days=cells.cadence(),
            initiative=cells.line(Field.INITIATIVE),
            kept=tuple(cells.kept),
        )

    def _starts_at_zero(self, measure: Measure | None, values: Mapping[Field, float | None]) -> bool:
        wanted = self.options.blank_baseline == BlankBaseline.ZERO and measure == Measure.INCREASE
        return wanted and values[Field.BASELINE] is None and values[Field.TARGET] is not None


def _objective_only(base: OkrRow, cells: RowCells) -> OkrRow:
    for field in NUMBER_FIELDS:
        if not is_blank(cells.cell(field)):
            cells.keep(field, "The row has a number but no key result.")
    owner = base.objective_owner or cells.line(Field.OWNER)
    return replace(base, objective_owner=owner, kept=tuple(cells.kept))


def _measure(title: str, figures: Mapping[Field, ParsedNumber | None], cells: RowCells) -> Measure | None:
    word = cells.line(Field.MEASURE)
    named = measure_of(word)
    if named and not is_undirected(word):
        return named
    if word and named is None:
        cells.keep(Field.MEASURE, f"“{word[:60]}” is not a known measure.")
    values = {field: parsed.value if parsed else None for field, parsed in figures.items()}
    target = figures[Field.TARGET]
    limits = (values[Field.LOW], values[Field.HIGH])
    comparator = target.comparator if target else ""
    implied = implied_measure(title, values[Field.BASELINE], values[Field.TARGET], limits, comparator)
    if implied is None and not any(figures.values()) and not cells.kept and _reads_like_milestone(title):
        return Measure.MILESTONE
    return implied


@lru_cache(maxsize=4096)
def _reads_like_milestone(title: str) -> bool:
    return reads_like_milestone(title)


def _unit(numbers: tuple[ParsedNumber | None, ...], cells: RowCells) -> str:
    unit = cells.line(Field.UNIT) or next((parsed.unit_hint for parsed in numbers if parsed and parsed.unit_hint), "")
    if len(unit) > _LONGEST_UNIT:
        cells.keep(Field.UNIT, f"A unit has at most {_LONGEST_UNIT} characters.")
        return ""
    return unit


def _label(cells: RowCells) -> Label | None:
    word = cells.line(Field.LABEL)
    label = label_of(word)
    if word and label is None:
        cells.keep(Field.LABEL, "A label is outcome, output or unclear.")
    return label


def apply_mapping(table: Table, mapping: Mapping[Field, int], options: ReadOptions | None = None) -> ReadResult:
    """Every row as typed values, a duplicate or a refusal; raises `UnreadableFile` without a column of objectives."""
    if Field.OBJECTIVE not in mapping:
        raise UnreadableFile(
            "No column holds the objectives",
            where=f"the columns are {', '.join(table.columns[:12])}",
            remedy="Choose the column that holds them.",
        )
    reader = _Reader(table, mapping, options or ReadOptions())
    for row in table.rows:
        reader.read(row)
    omitted = max(reader.notes - _MOST_NOTES, 0)
    return ReadResult(tuple(reader.seen), tuple(reader.duplicates), tuple(reader.problems), omitted)
