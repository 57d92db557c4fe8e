"""Importing a spreadsheet: what was found in it, what would happen to each row, and the button that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from domain.formatting import count
from services.errors import Refusal
from services.exchange.applying import apply_plan
from services.exchange.archive import Archive, apply_archive
from services.exchange.fields import Field
from services.exchange.okrrows import ReadOptions
from services.exchange.planning import ImportPlan
from services.exchange.refusals import refused_csv
from services.exchange.report import ImportReport, PlannedRow, RowAction
from services.exchange.saying import in_a_sentence
from services.exchange.tables import Table
from ui import actions, import_choices, import_file, navigation
from ui.clock import today
from ui.import_file import Upload

FORM = "import"
NUMBER, DONE = "_import_number", "_imported"
KINDS = ["csv", "tsv", "txt", "xlsx", "json"]
WRITTEN = (RowAction.CREATED, RowAction.CHANGED)
SIGNS = {
    RowAction.CREATED: "+ created",
    RowAction.CHANGED: "± changed",
    RowAction.UNCHANGED: "= unchanged",
    RowAction.SKIPPED: "○ skipped",
    RowAction.REFUSED: "× refused",
}
EVERY = "all"
MOST_LINKS = 6
EXAMPLE = (
    "Team,Cycle,Objective,Key result,Owner,Baseline,Target,Unit,Current value,Confidence\r\n"
    "Checkout,2026-Q3,Paying takes a moment,Raise the share of paid carts,Mia,20,40,%,26,7\r\n"
    ",,,Cut the time from cart to receipt,Mia,95,40,s,80,6\r\n"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What the last import wrote, for the message after it."""

    sentence: str
    cycles: tuple[str, ...]


def show() -> None:
    """Draw the import, from the file to the button."""
    above = st.container()
    number = st.session_state.setdefault(NUMBER, 0)
    file = st.file_uploader("A CSV or XLSX file with your OKRs, or an export", KINDS, key=f"import-file-{number}")
    if file is None:
        import_file.forget()
        with above:
            _show_done()
        _teach()
        return
    st.session_state.pop(DONE, None)
    try:
        upload = import_choices.pick_sheet(import_file.opened(file.name, file.getvalue()))
        _preview(upload)
    except Refusal as refusal:
        st.error(navigation.plain(str(refusal)), icon=":material/error:")


def _teach() -> None:
    st.markdown(
        "Outboard finds the row of column names, the delimiter, dates and numbers by itself, and shows what would "
        "happen to every row. Nothing is written before you press Import."
    )
    st.download_button("Download an example", EXAMPLE.encode("utf-8-sig"), "okrs.csv", "text/csv", on_click="ignore")


def _preview(upload: Upload) -> None:
    content = upload.content
    st.html(f'<p class="ob-note">{escape(import_file.detected(content))}</p>')
    for note in content.notes if isinstance(content, Table) else ():
        st.caption(navigation.plain(note))
    lead = st.container()
    mapping: dict[Field, int] = {}
    options = ReadOptions()
    if isinstance(content, Table):
        with st.expander(_columns_in_words(content, len(upload.guessed)), expanded=_needs_help(upload)):
            mapping = import_choices.pick_columns(upload, content)
            options = import_choices.pick_options(upload, mapping)
    report = import_file.planned(upload, mapping, options)
    with lead:
        st.markdown(in_a_sentence(report))
        _button(upload, report)
    _rows(report)


def _columns_in_words(table: Table, known: int) -> str:
    return f"{known} of {count(len(table.columns), 'column')} recognised: change what they mean and how cells are read"


def _needs_help(upload: Upload) -> bool:
    known = upload.guessed
    places = (Field.TEAM in known or Field.ORGANIZATION in known, Field.CYCLE in known or Field.CYCLE_START in known)
    return not (all(places) and Field.OBJECTIVE in known and Field.KEY_RESULT in known)


def _button(upload: Upload, report: ImportReport) -> None:
    rows = sum(report.number_of(action) for action in WRITTEN)
    reason = "" if rows else _nothing_to_do(report)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"Import {count(rows, 'row')}" if rows else "Import"
        st.button(label, type="primary", disabled=bool(reason), on_click=_import, args=(upload,))
        if isinstance(upload.content, Table) and report.refused:
            refused = refused_csv(upload.content, report.refused)
            st.download_button("Download refused rows", refused, "refused.csv", "text/csv", on_click="ignore")
        if reason:
            st.markdown(reason)
    actions.show_refusal(FORM)


def _nothing_to_do(report: ImportReport) -> str:
    if report.refused and not report.accepted:
        return "There is nothing to import: every row is refused, with the reason below."
    if report.refused:
        return "There is nothing to import: what is not refused is stored already or waits for the rest."
    return "There is nothing to import: everything in this file is stored already."


def _rows(report: ImportReport) -> None:
    numbers = {action: report.number_of(action) for action in RowAction}
    options = [EVERY, *(action for action in RowAction if numbers[action])]
    words = {EVERY: f"All {report.rows:,}"} | {action: f"{SIGNS[action]} {numbers[action]:,}" for action in RowAction}
    chosen = st.segmented_control(
        "Rows", options, default=EVERY, format_func=words.__getitem__, required=True, label_visibility="collapsed"
    )
    lines = [line for line in report.lines if chosen in (EVERY, line.action)]
    st.dataframe(
        _table(lines),
        hide_index=True,
        width="stretch",
        height=min(38 + 35 * max(len(lines), 1), 560),
        column_config={
            "Row": st.column_config.NumberColumn(width=60, format="%d"),
            "What happens": st.column_config.TextColumn(width=110),
            "What": st.column_config.TextColumn(width=330),
            "Column": st.column_config.TextColumn(width=110),
            "Why": st.column_config.TextColumn(width="large"),
        },
        alt="What happens to each row of the file",
    )


def _table(lines: Sequence[PlannedRow]) -> dict[str, list[object]]:
    return {
        "Row": [line.row for line in lines],
        "What happens": [SIGNS[line.action] for line in lines],
        "What": [line.what for line in lines],
        "Column": [line.column for line in lines],
        "Why": [line.message for line in lines],
    }


def _import(upload: Upload) -> None:
    bar = st.progress(0.0, text=f"Importing {count(upload.report.rows, 'row')}. This is done in one step.")
    key = actions.request_key(FORM)
    if isinstance(upload.content, Archive):
        report = actions.act(FORM, apply_archive, upload.content, today())
    elif isinstance(upload.plan, ImportPlan):
        report = actions.act(FORM, apply_plan, upload.plan, request_key=key)
    else:
        report = None
    bar.empty()
    if report is not None:
        st.session_state[DONE] = Imported(in_a_sentence(report, done=True), _cycles(upload, report))
        st.session_state[NUMBER] += 1
        import_file.forget()


def _cycles(upload: Upload, report: ImportReport) -> tuple[str, ...]:
    """The cycles of the rows that were written, the latest first."""
    if not isinstance(upload.plan, ImportPlan):
        return ()
    written = {line.row for line in report.lines if line.action in WRITTEN}
    spans = {row.cycle: row.cycle_start for row in upload.plan.read.rows if row.number in written}
    return tuple(sorted(spans, key=lambda name: spans[name], reverse=True))


def _show_done() -> None:
    done: Imported | None = st.session_state.get(DONE)
    if done is None:
        return
    st.success(f"Imported. {navigation.plain(done.sentence)}", icon=":material/check_circle:")
    with st.container(horizontal=True):
        for name in done.cycles[:MOST_LINKS]:
            navigation.link("objectives", f"Objectives of {name}", cycle=name)
        if not done.cycles:
            navigation.link("objectives", "Objectives")
        navigation.link("outcome_mix", "Outcome mix", cycle=next(iter(done.cycles), None))
