"""What a person may change before importing: the sheet, what each column means, and how cells are read."""

from collections.abc import Mapping

import streamlit as st

from services.exchange.fields import Field
from services.exchange.okrrows import BlankBaseline, ReadOptions
from services.exchange.tables import Table
from services.reporting.people import list_cycles, list_teams
from ui import navigation
from ui.database import ask
from ui.import_file import Upload, read_sheet, sample

LEFT_OUT = "(leave out)"
FIND_OUT = "As the file shows"
DECIMALS = {FIND_OUT: None, "1,5 is one and a half": True, "1.5 is one and a half": False}
ORDERS = {FIND_OUT: None, "03/04 is 3 April": True, "03/04 is 4 March": False}
BASELINES = {"Stays empty": BlankBaseline.LEAVE, "Is 0 for a rising key result": BlankBaseline.ZERO}


def name_of(field: Field) -> str:
    """A field as a person reads it."""
    return field.replace("_", " ").capitalize()


def pick_sheet(upload: Upload) -> Upload:
    """Draw the sheets of a workbook that has several, and return the file with the chosen one."""
    content = upload.content
    if not isinstance(content, Table) or len(content.sheets) < 2:
        return upload
    chosen = st.selectbox("Sheet", content.sheets, content.sheets.index(content.sheet), key=f"sheet-{upload.key}")
    return read_sheet(upload, chosen)


def pick_columns(upload: Upload, table: Table) -> dict[Field, int]:
    """Draw what each column means, guessed until somebody changes it, and return the mapping; the first one counts."""
    guessed = {place: field for field, place in upload.guessed.items()}
    rows = [
        {
            "Column in the file": name,
            "Means": name_of(guessed[place]) if place in guessed else LEFT_OUT,
            "For example": sample(table, place),
        }
        for place, name in enumerate(table.columns)
    ]
    edited = st.data_editor(
        rows,
        key=f"columns-{upload.key}-{table.sheet}",
        hide_index=True,
        width="stretch",
        disabled=["Column in the file", "For example"],
        column_config={
            "Means": st.column_config.SelectboxColumn(options=[LEFT_OUT, *map(name_of, Field)], required=True),
        },
    )
    return _mapping(table, [row["Means"] for row in edited])


def _mapping(table: Table, meanings: list[str]) -> dict[Field, int]:
    fields = {name_of(field): field for field in Field}
    chosen: dict[Field, int] = {}
    for place, meaning in enumerate(meanings):
        field = fields.get(meaning or "")
        if field in chosen:
            first, second = table.columns[chosen[field]], table.columns[place]
            both = f"“{first}” and “{second}” both mean {meaning}. “{first}” is used; leave one of them out."
            st.warning(navigation.plain(both))
        elif field is not None:
            chosen[field] = place
    return chosen


def pick_options(upload: Upload, mapping: Mapping[Field, int]) -> ReadOptions:
    """Draw how cells are read, and where rows belong that do not say so themselves."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        decimal = st.selectbox("Decimal mark", list(DECIMALS), key=f"decimal-{upload.key}", width=220)
        order = st.selectbox("Day and month", list(ORDERS), key=f"order-{upload.key}", width=220)
        baseline = st.selectbox("An empty baseline", list(BASELINES), key=f"baseline-{upload.key}", width=250)
        team = "" if _says_team(mapping) else _pick_team(upload)
        cycle = "" if _says_cycle(mapping) else _pick_cycle(upload)
    return ReadOptions(
        decimal_comma=DECIMALS[decimal],
        day_first=ORDERS[order],
        blank_baseline=BASELINES[baseline],
        default_team=team,
        default_cycle=cycle,
    )


def _says_team(mapping: Mapping[Field, int]) -> bool:
    return Field.TEAM in mapping or Field.ORGANIZATION in mapping


def _says_cycle(mapping: Mapping[Field, int]) -> bool:
    return Field.CYCLE in mapping or Field.CYCLE_START in mapping


def _pick_team(upload: Upload) -> str:
    names = [team.name for team in ask(list_teams)]
    help_text = "No column says so. Choose a team, or type the name of a new one."
    chosen = st.selectbox(
        "Team of all rows", names, None, key=f"team-{upload.key}", accept_new_options=True, help=help_text, width=220
    )
    return chosen or ""


def _pick_cycle(upload: Upload) -> str:
    names = [cycle.name for cycle in ask(list_cycles)]
    help_text = "No column says so. Choose a cycle, or type a new one such as 2026-Q1."
    chosen = st.selectbox(
        "Cycle of all rows", names, None, key=f"cycle-{upload.key}", accept_new_options=True, help=help_text, width=220
    )
    return chosen or ""
