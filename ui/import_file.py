"""The file that a person is importing: read once, planned once for each choice and state of the data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

import streamlit as st

from domain.formatting import count
from services.audit import data_version
from services.exchange.archive import Archive, plan_archive, read_archive
from services.exchange.cells import is_blank, line_of
from services.exchange.columns import columns_of, guess_mapping
from services.exchange.fields import Field
from services.exchange.okrrows import ReadOptions
from services.exchange.planning import ImportPlan, plan_import
from services.exchange.reading import apply_mapping
from services.exchange.report import ImportReport
from services.exchange.tables import Table, read_table
from ui import working_as
from ui.clock import today
from ui.database import ask

STATE = "_import"
DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
WORTH_A_BAR = 2_000  # rows; fewer are planned before a bar could be read
LONGEST_SAMPLE = 60


@dataclass(slots=True)
class Upload:
    """A file as it was read, and the plan for it under the last choices."""

    key: str
    name: str
    data: bytes
    content: Archive | Table
    made_for: tuple[Any, ...] = ()
    plan: ImportPlan | ImportReport | None = None
    guessed: Mapping[Field, int] = field(default_factory=dict)

    @property
    def report(self) -> ImportReport:
        """What importing would do."""
        if self.plan is None:
            raise ValueError("The file has not been planned yet.")
        return self.plan.report if isinstance(self.plan, ImportPlan) else self.plan


def opened(name: str, data: bytes) -> Upload:
    """The file, read when it is new here; raises UnreadableFile."""
    key = sha256(data).hexdigest()
    upload: Upload | None = st.session_state.get(STATE)
    if upload is None or (upload.key, upload.name) != (key, name):
        st.session_state.pop(STATE, None)
        bar = st.progress(0.0, text=f"Reading {name}…")
        upload = _read(key, name, data, None)
        bar.empty()
        st.session_state[STATE] = upload
    return upload


def read_sheet(upload: Upload, sheet: str) -> Upload:
    """The same workbook with another sheet chosen."""
    if not isinstance(upload.content, Table) or upload.content.sheet == sheet:
        return upload
    chosen = _read(upload.key, upload.name, upload.data, sheet)
    st.session_state[STATE] = chosen
    return chosen


def forget() -> None:
    """Let go of the file."""
    st.session_state.pop(STATE, None)


def _read(key: str, name: str, data: bytes, sheet: str | None) -> Upload:
    content = read_archive(name, data) if sheet is None else None
    if content is not None:
        return Upload(key, name, data, content)
    table = read_table(name, data, sheet=sheet)
    guessed = columns_of(guess_mapping(table.columns, [row.cells for row in table.rows]))
    return Upload(key, name, data, table, guessed=guessed)


def detected(content: Archive | Table) -> str:
    """What was found out about a file, in one line."""
    if isinstance(content, Archive):
        return f"An export of Outboard with {count(content.rows, 'record')}."
    rows = f"{count(len(content.rows), 'row')} below the column names in row {content.header_row}"
    if content.sheet:
        return f"Sheet “{content.sheet}”, {rows}."
    separated = DELIMITERS.get(content.delimiter, f"“{content.delimiter}”")
    return f"{content.encoding} text separated by {separated}, {rows}."


def sample(table: Table, column: int) -> str:
    """The first filled cell of a column, shortened."""
    cells = (row.cell(column) for row in table.rows[:200])
    text = next((line_of(cell) for cell in cells if not is_blank(cell)), "")
    return text if len(text) <= LONGEST_SAMPLE else f"{text[:LONGEST_SAMPLE]}…"


def planned(upload: Upload, mapping: Mapping[Field, int], options: ReadOptions) -> ImportReport:
    """What importing would do, planned anew only when a choice, the data, the person or the day has changed.

    Raises UnreadableFile without a column of objectives, and NotAllowed where the person may not import at all.
    """
    actor, day = working_as.current(), today()
    made_for = (tuple(sorted(mapping.items())), options, ask(data_version), actor, day)
    if upload.plan is None or upload.made_for != made_for:
        upload.plan = None
        upload.plan = _plan(upload.content, mapping, options, day)
        upload.made_for = made_for
    return upload.report


def _plan(
    content: Archive | Table, mapping: Mapping[Field, int], options: ReadOptions, day: date
) -> ImportPlan | ImportReport:
    actor = working_as.current()
    if isinstance(content, Archive):
        return ask(plan_archive, actor, content, day)
    rows = count(len(content.rows), "row")
    bar = st.progress(0.0, text=f"Reading {rows}…") if len(content.rows) >= WORTH_A_BAR else None

    def show(done: int, of: int) -> None:
        if bar is not None:
            bar.progress(min(done / max(of, 1), 1.0), text=f"Comparing {done:,} of {rows} with what is stored…")

    read = apply_mapping(content, mapping, options)
    columns = {field: content.columns[place] for field, place in mapping.items()}
    plan = ask(plan_import, actor, read, day, columns, show)
    if bar is not None:
        bar.empty()
    return plan
