"""The colours: contrast on paper, and outcome apart from output for every eye."""

import tomllib
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

import pytest
from streamlit import config

from charts.theme import DARK, LIGHT, Palette, palette
from domain.vocabulary import Label, Status

ROOT = Path(__file__).resolve().parents[2]
BOTH = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
Channels = tuple[float, float, float]

# Simulation of full dichromacy on linear RGB: Viénot, Brettel and Mollon 1999 for red and green, and
# Machado, Oliveira and Fernandes 2009 at severity 1 for blue.
BLINDNESS = {
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "grey": ((0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722), (0.2126, 0.7152, 0.0722)),
}


def linear(colour: str) -> Channels:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def luminance(colour: str) -> float:
    return sum(weight * channel for weight, channel in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: Channels) -> Channels:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * min(max(c, 0.0), 1.0) for w, c in zip(row, rgb, strict=True)) for row in rows]
    scaled = [value / white for value, white in zip(xyz, (0.9505, 1.0, 1.089), strict=True)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, matrix: tuple[Channels, ...]) -> float:
    """Distance in CIELAB (1976) between two colours as somebody with this vision sees them."""
    seen = []
    for colour in (one, other):
        red, green, blue = (sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in matrix)
        seen.append(lab((red, green, blue)))
    return sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5


def test_contrast_is_measured_as_wcag_defines_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
@pytest.mark.parametrize("ground", ["paper", "panel"])
@pytest.mark.parametrize("name", ["ink", "muted", "accent_text", "outcome_text", "output_text", "unclear_text"])
def test_words_can_be_read_on_every_ground(colours: Palette, ground: str, name: str):
    assert contrast(getattr(colours, name), getattr(colours, ground)) >= 4.5


@BOTH
@pytest.mark.parametrize("status", list(Status))
def test_every_status_word_can_be_read(colours: Palette, status: Status):
    assert contrast(colours.status(status), colours.paper) >= 4.5


@BOTH
@pytest.mark.parametrize("name", ["outcome", "output", "unclear", "axis", "accent"])
def test_every_shape_stands_out_from_the_paper(colours: Palette, name: str):
    assert contrast(getattr(colours, name), colours.paper) >= 3


@BOTH
def test_words_on_coloured_bars_and_buttons_can_be_read(colours: Palette):
    assert contrast(colours.on_outcome, colours.outcome) >= 4.5
    assert contrast(colours.on_output, colours.output) >= 4.5
    assert contrast(colours.unclear_text, colours.unclear_fill) >= 4.5
    assert contrast("#FFFFFF", colours.accent) >= 4.5


@BOTH
@pytest.mark.parametrize("vision", sorted(BLINDNESS))
def test_outcome_and_output_differ_for_every_kind_of_vision(colours: Palette, vision: str):
    assert difference(colours.outcome, colours.output, BLINDNESS[vision]) >= 20


@BOTH
def test_outcome_unclear_and_output_fills_differ_in_grey(colours: Palette):
    fills = sorted((colours.outcome, colours.unclear_fill, colours.output), key=luminance)
    assert all(difference(one, other, BLINDNESS["grey"]) >= 20 for one, other in pairwise(fills))


@BOTH
def test_no_status_borrows_the_colour_of_a_label_or_of_an_action(colours: Palette):
    taken = {colours.label(label) for label in Label} | {colours.accent}
    assert not taken & {colours.status(status) for status in Status}


def test_the_dark_palette_changes_every_colour_but_the_output_bar():
    same = {name for name, colour in asdict(LIGHT).items() if asdict(DARK)[name] == colour}
    assert (palette(dark=True), palette(dark=False), same) == (DARK, LIGHT, {"output"})


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_and_the_charts_share_their_colours(name: str):
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())["theme"][name]
    colours = palette(dark=name == "dark")
    assert theme["backgroundColor"] == colours.paper
    assert theme["secondaryBackgroundColor"] == colours.panel
    assert theme["textColor"] == colours.ink
    assert theme["borderColor"] == colours.border
    assert theme["primaryColor"] == colours.accent
    assert theme["linkColor"] == colours.accent_text


def test_every_setting_is_one_that_the_installed_streamlit_knows():
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    theme = settings.pop("theme")
    names = [f"{section}.{name}" for section, values in settings.items() for name in values]
    names += [f"theme.{name}" for name, value in theme.items() if not isinstance(value, dict)]
    names += [f"theme.{scheme}.{name}" for scheme in ("light", "dark") for name in theme[scheme]]
    known = set(config.get_config_options(force_reparse=False))
    assert set(names) - known == set()


def test_no_font_is_fetched_from_elsewhere():
    text = (ROOT / ".streamlit/config.toml").read_text() + (ROOT / "ui/style.css").read_text()
    assert "http" not in text
    assert "@import" not in text
