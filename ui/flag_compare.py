"""What a flag is about, then beside now: texts, labels and the outcome share."""

from html import escape

import streamlit as st

from domain.flags import CLOSED
from domain.formatting import percent
from domain.vocabulary import Exemption
from services.reporting.flags import FlagDetail
from services.snapshots import SnapshotKeyResult
from ui.clock import moment
from ui.markup import label_chip
from ui.words import EXEMPTIONS

ABSENT = '<span class="ob-note">not there</span>'
SAME = '<span class="ob-note">the same</span>'


def then_and_now(detail: FlagDetail) -> None:
    """Draw the objective as it was when the flag was raised beside how it stands, or stood at the closing."""
    flag = detail.flag
    later = f"when {flag.state.value}" if flag.state in CLOSED else "now"
    title = _title(detail)
    st.html(
        f'<p class="ob-chart-title">Outcome share {_share(detail.before.share)} → {_share(detail.after.share)}</p>'
        f'<p class="ob-chart-subtitle">by weight, when the flag was raised ({escape(moment(flag.raised_at))}) and '
        f"{later}</p>{title}"
        f'<table class="ob-rows ob-compare"><tr><th>Then</th><th>{later[0].upper()}{later[1:]}</th></tr>'
        f"{''.join(_lines(detail))}</table>"
    )


def _title(detail: FlagDetail) -> str:
    if detail.before.title == detail.after.title:
        return ""
    return f'<p class="ob-note">The objective was called “{escape(detail.before.title)}”.</p>'


def _share(value: float | None) -> str:
    return "nothing counts" if value is None else percent(value)


def _lines(detail: FlagDetail) -> list[str]:
    before = {row.key: row for row in detail.before.key_results}
    after = {row.key: row for row in detail.after.key_results}
    keys = sorted({*before, *after}, key=lambda key: (key != detail.flag.key_result_id, key))
    pairs = ((key, before.get(key), after.get(key)) for key in keys)
    return [_line(then, now, key == detail.flag.key_result_id) for key, then, now in pairs if not _gone(then, now)]


def _gone(then: SnapshotKeyResult | None, now: SnapshotKeyResult | None) -> bool:
    """Tell whether a key result counted at neither of the two moments."""
    return all(row is None or row.dropped for row in (then, now))


def _line(then: SnapshotKeyResult | None, now: SnapshotKeyResult | None, flagged: bool) -> str:
    mark = ' <span class="ob-note">flagged</span>' if flagged else ""
    kept = SAME if then == now else cell(now)
    return f"<tr><td>{cell(then)}{mark}</td><td>{kept}</td></tr>"


def cell(row: SnapshotKeyResult | None) -> str:
    """Return a key result as a snapshot kept it: text, label, and what else decides how it counts."""
    if row is None:
        return ABSENT
    chip = label_chip(row.label, row.label_source)
    beside = [] if row.exemption == Exemption.NONE else [EXEMPTIONS[row.exemption].lower()]
    beside += [f"weight {row.weight:g}"] if row.weight != 1 else []
    beside += ["dropped"] if row.dropped else []
    notes = f'<span class="ob-note">{escape(", ".join(beside))}</span>' if beside else ""
    return f'<p class="ob-text">{escape(row.title)}</p>{chip} {notes}'
