"""What can be taken out of a chart: its picture, and the numbers behind it."""

import csv
import re
import unicodedata
from datetime import date, datetime
from io import StringIO
from typing import Any

import pandas as pd

from charts.chart import ChartSpec
from services.exchange.neutral import neutral

LONGEST_NAME = 60


def csv_of(chart: ChartSpec) -> bytes:
    """Return the numbers of a chart as CSV: UTF-8 with byte order mark, ISO days, nothing that runs as a formula."""
    table = chart.data if chart.table is None else chart.table()
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([neutral(str(name)) for name in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8-sig", errors="replace")


def file_name(title: str, day: date, ending: str) -> str:
    """Return a name that every file system takes: the title in plain letters, and the day."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", errors="ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return f"{words[:LONGEST_NAME].rstrip('-') or 'chart'}-{day.isoformat()}.{ending}"


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return neutral(value)
    if pd.isna(value):
        return ""
    if isinstance(value, datetime) and value == datetime(value.year, value.month, value.day):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else value
