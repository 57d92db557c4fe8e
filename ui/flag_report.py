"""How flags are answered: what was raised and dismissed of each kind, to calibrate the hints."""

from html import escape

import streamlit as st

from domain.formatting import count
from services.reporting.flags import FlagReport
from ui.flag_words import advice, kind, share_of_dismissed


def by_kind(report: FlagReport) -> None:
    """Draw how many flags of each kind were raised and dismissed, with advice where many were dismissed."""
    if not report.kinds:
        return
    head = "<tr><th>Kind</th><th class='ob-num'>Raised</th><th class='ob-num'>Dismissed</th><th></th></tr>"
    lines = "".join(
        f"<tr><td>{escape(kind(row.kind))}</td><td class='ob-num'>{row.raised}</td>"
        f"<td class='ob-num'>{row.dismissed} ({escape(share_of_dismissed(row))})</td><td>{advice(row)}</td></tr>"
        for row in report.kinds
    )
    with st.expander(_heading(report)):
        st.html(f'<table class="ob-rows ob-kinds">{head}{lines}</table>')
        st.caption(
            "A kind that is often dismissed does not fit how you work: raise its threshold in the settings. "
            "The reasons stand in the conversations."
        )


def _heading(report: FlagReport) -> str:
    raised, dismissed = (sum(getattr(row, name) for row in report.kinds) for name in ("raised", "dismissed"))
    often = [kind(row.kind).lower() for row in report.kinds if advice(row)]
    said = f". Often: {', '.join(often)}" if often else ""
    return f"Dismissed: {dismissed} of {count(raised, 'flag')}{said}"
