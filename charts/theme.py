"""Colours and type of charts, chips and bars in the light and the dark theme: the only place that names a colour."""

from dataclasses import dataclass
from typing import Any

from domain.vocabulary import Label, Status

FONT = '"Source Sans", "Source Sans 3", "Helvetica Neue", Arial, sans-serif'

# On a shared screen of 1920 pixels the type grows with the page, which a chart learns from the window only.
FONT_SIZE = {"expr": "windowSize()[0] >= 1800 ? 18 : 14"}
SMALL_FONT_SIZE = {"expr": "windowSize()[0] >= 1800 ? 16 : 12.5"}


LABEL_SHAPES = {Label.OUTCOME: "◆", Label.UNCLEAR: "?", Label.OUTPUT: "□"}
STATUS_SHAPES = {
    Status.ON_TRACK: "●",
    Status.BEHIND: "▲",
    Status.AT_RISK: "■",
    Status.TOO_EARLY: "○",
    Status.NO_DATA: "◇",
}

DATE_FORMAT = "%-d %b"
TIME_TICKS = {"expr": "max(2, round(width / 130))"}


@dataclass(frozen=True)
class Palette:
    """The colours of one theme as #RRGGBB; a `_text` colour is readable on paper, a plain one is for shapes and bars.

    Outcome and output differ in lightness as well as in hue, so that they stay apart in grey and for every kind of
    colour blindness; unclear is hollow. Status uses other hues than the pair, and actions another one still.
    """

    paper: str
    panel: str
    ink: str
    muted: str
    axis: str
    grid: str
    border: str
    accent: str
    accent_text: str
    outcome: str
    outcome_text: str
    on_outcome: str
    output: str
    output_text: str
    on_output: str
    unclear: str
    unclear_text: str
    unclear_fill: str
    on_track: str
    behind: str
    at_risk: str
    too_early: str
    no_data: str

    def label(self, label: Label) -> str:
        """Return the colour of the shapes and bars that stand for a label."""
        return {Label.OUTCOME: self.outcome, Label.OUTPUT: self.output, Label.UNCLEAR: self.unclear}[label]

    def status(self, status: Status) -> str:
        """Return the colour of a status; it is readable as text."""
        return {
            Status.ON_TRACK: self.on_track,
            Status.BEHIND: self.behind,
            Status.AT_RISK: self.at_risk,
            Status.TOO_EARLY: self.too_early,
            Status.NO_DATA: self.no_data,
        }[status]


LIGHT = Palette(
    paper="#FCFBF8",
    panel="#F3F1EB",
    ink="#1B1D21",
    muted="#5C6068",
    axis="#85888E",
    grid="#E9E5DB",
    border="#DDD8CC",
    accent="#5B3A9B",
    accent_text="#5B3A9B",
    outcome="#0F5F59",
    outcome_text="#0F5F59",
    on_outcome="#FFFFFF",
    output="#D97706",
    output_text="#8F4A04",
    on_output="#1B1D21",
    unclear="#7A7F87",
    unclear_text="#5C6068",
    unclear_fill="#EEEBE3",
    on_track="#21639F",
    behind="#73600A",
    at_risk="#B3261E",
    too_early="#5C6068",
    no_data="#5C6068",
)

DARK = Palette(
    paper="#15181B",
    panel="#1F2327",
    ink="#ECEAE4",
    muted="#A9ADB3",
    axis="#7F858C",
    grid="#2A2F34",
    border="#3A4046",
    accent="#7F57CC",
    accent_text="#C3A9F5",
    outcome="#5EEAD4",
    outcome_text="#5EEAD4",
    on_outcome="#15181B",
    output="#D97706",
    output_text="#F0A04B",
    on_output="#15181B",
    unclear="#8E949B",
    unclear_text="#A9ADB3",
    unclear_fill="#262B30",
    on_track="#7DB7EE",
    behind="#E3CF57",
    at_risk="#F58A82",
    too_early="#A9ADB3",
    no_data="#A9ADB3",
)


def palette(dark: bool) -> Palette:
    """Return the colours of the dark or the light theme."""
    return DARK if dark else LIGHT


def vega_config(dark: bool) -> dict[str, Any]:
    """Return the Vega-Lite `config` that every chart shares: type, a light grid, no frame and no axis lines."""
    colours = palette(dark)
    axis = {
        "labelColor": colours.muted,
        "labelFontSize": SMALL_FONT_SIZE,
        "labelPadding": 6,
        "gridColor": colours.grid,
        "domain": False,
        "ticks": False,
        "title": None,
    }
    return {
        "background": colours.paper,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False, "ticks": True, "tickColor": colours.axis, "tickSize": 4, "labelFlush": True},
        # Charts that stand under one another line up on the left.
        "axisY": {"minExtent": 34},
        "text": {"fontSize": FONT_SIZE, "color": colours.ink, "font": FONT},
    }
