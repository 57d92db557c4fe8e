"""The outcome mix in pictures and as a ranked list with the reason in words."""

from html import escape

import streamlit as st

from charts.mix import MixRow, mix_bars
from charts.theme import LABEL_SHAPES
from charts.trend import ShareSeries, share_trend
from domain.formatting import percent
from domain.outcome_mix import OutcomeMix
from domain.policy import Policy
from domain.vocabulary import CycleState
from services.reporting.outcome_mix import MixReport, ObjectiveMix, share_by_cycle
from services.reporting.people import list_cycles, list_teams
from ui import cards, navigation, style
from ui.database import look_up_goals, policy
from ui.markup import person_chip
from ui.selection import Selection

MOST_BARS = 12
MOST_LINES = 6
MOST_OBJECTIVES = 10
MOST_KEY_RESULTS = 12
CYCLES_IN_TREND = 5


def teams(report: MixReport) -> None:
    """Draw the mix of each team, heaviest output first."""
    rows = [_bar(team.name, team.mix) for team in report.teams]
    threshold = policy().mix_thresholds.output_heavy_above
    style.draw(mix_bars(rows, threshold=threshold, most=MOST_BARS, dark=style.is_dark()), key="mix-bars")
    if len(report.teams) > MOST_BARS:
        st.caption(f"The {MOST_BARS} heaviest of {len(report.teams)} teams. Pick a team above to see its branch.")


def _bar(name: str, mix: OutcomeMix) -> MixRow:
    return MixRow(name, mix.outcome_weight, mix.output_weight, mix.unclear_weight, float(mix.exempt_count))


def trend(chosen: Selection) -> None:
    """Draw the outcome share of each picked team over the last cycles."""
    cycles = [cycle for cycle in look_up_goals(list_cycles) if cycle.state != CycleState.PLANNING][:CYCLES_IN_TREND]
    cycles.reverse()
    branch = [team for team in look_up_goals(list_teams) if chosen.team is None or team.key in chosen.team.branch]
    if len(branch) > MOST_LINES:
        branch = [team for team in branch if team.parent_id == (chosen.team.key if chosen.team else None)][:MOST_LINES]
    shares = look_up_goals(share_by_cycle, tuple(cycle.key for cycle in cycles), tuple(team.key for team in branch))
    lines = [
        ShareSeries(team.name, tuple(shares.get(team.key, {}).get(cycle.key) for cycle in cycles)) for team in branch
    ]
    style.draw(share_trend([cycle.name for cycle in cycles], lines, dark=style.is_dark()), key="share-trend")


def objectives(report: MixReport, rules: Policy) -> None:
    """Draw the ranked list of objectives with the reason in words and a link to each key result."""
    st.subheader("Heaviest output first")
    limit = percent(rules.mix_thresholds.output_heavy_above)
    st.caption(f"Output-heavy: more than {limit} of the weight that counts is output. Exempt key results do not count.")
    for row in report.objectives[:MOST_OBJECTIVES]:
        _objective(row)
    if len(report.objectives) > MOST_OBJECTIVES:
        st.caption(f"The first {MOST_OBJECTIVES} of {len(report.objectives)}. Pick a team above to see its own.")


def _objective(row: ObjectiveMix) -> None:
    with st.container(key=f"card-mix-{row.key}", gap="xsmall"):
        navigation.link("objective", row.title, id=row.key)
        place = f'<span class="ob-note">{escape(row.team)}</span>{person_chip(row.owner)}'
        said = "".join(f'<p class="ob-hint">{escape(hint.sentence)}</p>' for hint in row.hints[:1])
        st.html(f'<div class="ob-line">{place}</div>{cards.mix(row.mix)}{said}')
        for item in row.items[:MOST_KEY_RESULTS]:
            navigation.link("key_result", f"{LABEL_SHAPES[item.label]} {item.title}", help=item.label, id=item.key)
        if len(row.items) > MOST_KEY_RESULTS:
            navigation.link("objective", f"All {len(row.items)} key results", id=row.key)
