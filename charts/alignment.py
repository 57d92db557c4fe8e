"""Objectives as a tree: each in a row of its own, hanging from what it contributes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from charts.alignment_template import ROW_HEIGHT, template
from charts.chart import ChartSpec
from charts.theme import STATUS_SHAPES
from domain.alignment import Place
from domain.formatting import count, percent
from domain.roll_up import status_words
from domain.vocabulary import Status

COLUMNS = ("kind", "key", "status", "shape", "text", "note", "tip", "left", "right", "top", "bottom")
VIEW_HEIGHT = 640
SUBTITLE = (
    "Each objective hangs from the one that it contributes to. Drag to move it, Ctrl and wheel to zoom, click to open."
)
MOST_TOLD = 12
Row = dict[str, Any]


@dataclass(frozen=True)
class AlignmentNode:
    """An objective in the tree: its words, how it stands, and through which key result it contributes, if one."""

    key: int
    title: str
    team: str
    owner: str
    status: Status
    progress: float | None
    stale: bool = False
    through: str = ""
    orphan: bool = False


def alignment_tree(
    nodes: Mapping[int, AlignmentNode],
    places: Sequence[Place],
    title: str,
    *,
    whole: bool = False,
    dark: bool = False,
) -> ChartSpec:
    """Return the tree in the given places; `title` is its message.

    It is as high as it has rows. Drawn lower, it starts at the top in reading size and is dragged and zoomed; with
    `whole` it starts with every row in view.
    """
    spec = template(dark)
    rows = {"name": "whole", "value": len(places) if whole else 0}
    return ChartSpec(
        spec={**spec, "height": max(3, len(places)) * ROW_HEIGHT, "params": [*spec["params"], rows]},
        data=pd.DataFrame(_marks(nodes, places), columns=list(COLUMNS)).astype(
            dict.fromkeys(("left", "right", "top", "bottom"), "float64")
        ),
        alt=f"{title}. {_told(nodes, places)}".strip(),
        title=title,
        subtitle=SUBTITLE,
        table=lambda: _table(nodes, places),
    )


def _marks(nodes: Mapping[int, AlignmentNode], places: Sequence[Place]) -> Iterator[Row]:
    depths = {place.row: place.depth for place in places}
    for place in places:
        x, y = float(place.depth), float(place.row)
        if place.below:
            yield {"kind": "link", "left": x, "right": x, "top": y + 0.4, "bottom": float(max(place.below))}
        for row in place.below:
            yield {"kind": "link", "left": x, "right": depths[row] - 0.35, "top": float(row), "bottom": float(row)}
    for place in places:
        yield _node(nodes[place.key], place)


def _node(node: AlignmentNode, place: Place) -> Row:
    return {
        **{"kind": "node", "key": str(node.key), "left": float(place.depth), "top": float(place.row)},
        **{"right": float(place.depth), "bottom": float(place.row)},
        **{"status": node.status.value, "shape": STATUS_SHAPES[node.status], "text": node.title},
        **{"note": f"{_progress(node)} · {node.team}{' · orphan' if node.orphan else ''}", "tip": _tip(node)},
    }


def _progress(node: AlignmentNode) -> str:
    return "no data" if node.progress is None else percent(node.progress)


def _tip(node: AlignmentNode) -> str:
    stale = " (stale)" if node.stale else ""
    parts = [f"{node.title} ({node.team}, {node.owner}): {status_words(node.status)}{stale}, {_progress(node)}"]
    parts += [f"contributes to “{node.through}”"] if node.through else []
    parts += ["an orphan: contributes to nothing"] if node.orphan else []
    return "; ".join(parts)


def _told(nodes: Mapping[int, AlignmentNode], places: Sequence[Place]) -> str:
    """Return what stands at the top and how much hangs from it."""
    tops = [index for index, place in enumerate(places) if place.depth == 0]
    ends = [*tops[1:], len(places)]
    grown = [(places[top].key, end - top - 1) for top, end in zip(tops, ends, strict=True) if end - top > 1]
    return " ".join(f"{nodes[key].title}: {count(below, 'objective')} below." for key, below in grown[:MOST_TOLD])


def _table(nodes: Mapping[int, AlignmentNode], places: Sequence[Place]) -> pd.DataFrame:
    at = {place.row: place.key for place in places}
    above = {at[row]: place.key for place in places for row in place.below}
    names = ("Level", "Objective", "Team", "Owner", "Contributes to", "Through key result", "Status", "Progress in %")
    lines = [
        (
            *(place.depth + 1, node.title, node.team, node.owner),
            *(nodes[above[place.key]].title if place.key in above else "", node.through, status_words(node.status)),
            None if node.progress is None else round(100 * node.progress, 1),
        )
        for place in places
        for node in (nodes[place.key],)
    ]
    return pd.DataFrame(lines, columns=list(names))
