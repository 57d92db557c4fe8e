"""What every chart function returns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

# The name of the selection that a click makes, where a chart can be clicked.
PICK = "pick"


@dataclass(frozen=True, eq=False)  # one picture is the same as itself alone
class ChartSpec:
    """A chart ready to draw: its shape, its data and its words.

    `spec` is a Vega-Lite specification shared between charts of the same kind, so it must not be changed in place.
    `data` is what it draws, `title` the message, `subtitle` the measure and its unit, `alt` the message for a reader
    who cannot see the picture. `table` makes what a download of the numbers holds, with column names that a person
    reads; without it the download holds `data`.
    """

    spec: dict[str, Any]
    data: pd.DataFrame
    alt: str
    title: str
    subtitle: str
    table: Callable[[], pd.DataFrame] | None = None
