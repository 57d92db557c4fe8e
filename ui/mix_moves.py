"""What moved the outcome share since the last cycle: key results for a few teams, teams for a larger branch."""

from collections.abc import Mapping, Sequence
from html import escape
from math import fsum

import streamlit as st

from domain.formatting import count, number, percent, points
from domain.mix_change import Contribution, ShareChange, ShareMove, group_parts
from domain.outcome_mix import OutcomeMix
from services.reporting.mix_history import MixesByCycle, key_result_moves
from services.reporting.outcome_mix import MixReport
from services.reporting.people import CycleRow, list_teams
from ui import navigation
from ui.database import look_up_goals
from ui.markup import chart_heading
from ui.selection import Selection

Mixes = Mapping[int, OutcomeMix]

MOST_PARTS = 8
FEW_TEAMS = 12
SAME = 0.0005  # a twentieth of a point is printed as 0
WORDS = {
    ShareMove.ADDED: "added",
    ShareMove.PROMOTED: "promoted from an initiative",
    ShareMove.SPLIT_OFF: "split off",
    ShareMove.ENDED: "ended with the last cycle",
    ShareMove.DROPPED: "dropped",
    ShareMove.DEMOTED: "turned into an initiative",
    ShareMove.RELABELLED: "relabelled",
    ShareMove.REWEIGHTED: "given another weight",
    ShareMove.EXEMPTED: "exempt now",
    ShareMove.COUNTED: "counts now",
}


def draw(report: MixReport, chosen: Selection, cycles: Sequence[CycleRow], past: MixesByCycle) -> None:
    """Draw the change of the share since the cycle before, and its parts, which add up to it."""
    if chosen.cycle is None or len(cycles) < 2:
        return
    earlier = cycles[-2]
    before, now = past.get(earlier.key, {}), {team.key: team.mix for team in report.teams}
    if chosen.team_ids is not None and len({*before, *now}) <= FEW_TEAMS:
        moves = look_up_goals(key_result_moves, earlier.key, chosen.cycle.key, chosen.team_ids)
        _head(moves, earlier, "key result")
        _key_results(moves.parts)
    else:
        change, parts = group_parts(before, now)
        _head(change, earlier, "team")
        _teams(parts, before, now, chosen)


def in_a_sentence(change: ShareChange, earlier: str) -> str:
    """Say how far the share moved: "The outcome share rose by 12.4 points since 2026 Q3, from 48 % to 60 %"."""
    if change.before is None:
        return f"Nothing counted in {earlier}, so there is no share to compare with"
    if change.after is None or change.change is None:
        return f"Nothing counts yet; in {earlier} the outcome share was {percent(change.before)}"
    if abs(change.change) < SAME:
        return f"The outcome share is {percent(change.after)}, the same as in {earlier}"
    way = "rose" if change.change > 0 else "fell"
    by = points(abs(change.change))
    return f"The outcome share {way} by {by} since {earlier}, from {percent(change.before)} to {percent(change.after)}"


def signed(part: float) -> str:
    """Return points with their sign, to one decimal: "+3.2 points", "−0.4 points"."""
    return f"+{points(part)}" if part > 0 else points(part)


def what(part: Contribution) -> str:
    """Say what happened to a key result: "added as an outcome", "relabelled from output to outcome"."""
    if part.label_before is not None:
        return f"relabelled from {part.label_before.value} to {part.label.value}"
    named = "unclear" if part.label.value == "unclear" else f"an {part.label.value}"
    joint = "as" if part.move in (ShareMove.ADDED, ShareMove.PROMOTED, ShareMove.SPLIT_OFF) else "was"
    return f"{WORDS[part.move]}, {named}" if joint == "was" else f"{WORDS[part.move]} as {named}"


def by_key_result(parts: Sequence[Contribution]) -> list[list[Contribution]]:
    """Return the steps of each key result together, the largest sum of points first."""
    stories: dict[int, list[Contribution]] = {}
    for part in parts:
        stories.setdefault(part.key, []).append(part)
    return sorted(stories.values(), key=lambda story: (-abs(_net(story)), story[0].key))


def _head(change: ShareChange, earlier: CycleRow, noun: str) -> None:
    parts = f"What each {noun} adds to the change, in points; together they are the change"
    st.html(chart_heading(in_a_sentence(change, earlier.name), parts))


def _key_results(parts: Sequence[Contribution]) -> None:
    names = {team.key: team.name for team in look_up_goals(list_teams)}
    stories = by_key_result(parts)
    for place, story in enumerate(stories[:MOST_PARTS]):
        part = story[0]
        told = "; ".join(what(step) if len(story) == 1 else f"{what(step)} {signed(step.points)}" for step in story)
        with st.container(horizontal=True, key=f"row-move-{place}", gap="small"):
            navigation.link("key_result", f"{signed(_net(story))} · {part.title}", id=part.key)
            st.html(f'<div class="ob-line ob-note">{escape(told)} · {escape(names.get(part.team_id, ""))}</div>')
    _rest([_net(story) for story in stories[MOST_PARTS:]], "key result")


def _net(story: Sequence[Contribution]) -> float:
    return fsum(step.points for step in story)


def _teams(parts: Mapping[int, float], before: Mixes, now: Mixes, chosen: Selection) -> None:
    names = {team.key: team.name for team in look_up_goals(list_teams)}
    ordered = sorted(parts.items(), key=lambda pair: (-abs(pair[1]), pair[0]))
    for place, (key, part) in enumerate(ordered[:MOST_PARTS]):
        with st.container(horizontal=True, key=f"row-move-{place}", gap="small"):
            cycle, name = chosen.cycle.name if chosen.cycle else None, names.get(key, "")
            navigation.link("outcome_mix", f"{signed(part)} · {name}", team=name, cycle=cycle)
            st.html(f'<div class="ob-line ob-note">{escape(_from_to(before.get(key), now.get(key)))}</div>')
    _rest([part for _, part in ordered[MOST_PARTS:]], "team")


def _from_to(before: OutcomeMix | None, now: OutcomeMix | None) -> str:
    shares = [percent(mix.share) if mix else "nothing that counts" for mix in (before, now)]
    weights = [number(mix.counted_weight) if mix else "0" for mix in (before, now)]
    return f"outcome share {shares[0]} → {shares[1]}, weight {weights[0]} → {weights[1]}"


def _rest(parts: Sequence[float], noun: str) -> None:
    if parts:
        st.caption(f"{count(len(parts), f'other {noun}')} together {signed(fsum(parts))}.")
