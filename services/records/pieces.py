"""The pieces of which a record is built; every text that comes in is escaped."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from html import escape

from domain.formatting import NBSP, day


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph, with its line breaks; nothing for an empty text."""
    if not text.strip():
        return ""
    marked = f' class="{kind}"' if kind else ""
    return f"<p{marked}>{lines(text)}</p>"


def lines(text: str) -> str:
    """Return a text with its own line breaks."""
    return "<br>".join(escape(line) for line in text.strip().splitlines())


def section(title: str, *parts: str, nothing: str = "") -> str:
    """Return a section under its heading, with a sentence where there is nothing in it."""
    inside = "".join(parts) or paragraph(nothing, "nothing")
    return f"<section><h2>{escape(title)}</h2>{inside}</section>" if inside else ""


def bullets(items: Iterable[str]) -> str:
    """Return a list of pieces that are HTML already."""
    found = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{found}</ul>" if found else ""


def remark(text: str) -> str:
    """Return what stands beside a text: who said it, and when."""
    return f" <small>{escape(text)}</small>" if text else ""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]], numbers: frozenset[int] = frozenset()) -> str:
    """Return a table of pieces that are HTML already; the columns in `numbers` stand to the right."""
    marks = [' class="number"' if place in numbers else "" for place in range(len(titles))]
    head = "".join(f'<th scope="col"{mark}>{escape(title)}</th>' for title, mark in zip(titles, marks, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{mark}>{cell}</td>" for cell, mark in zip(row, marks, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def instead(before: str, after: str) -> str:
    """Return an old text struck through and the new one behind it, told apart without colour as well."""
    return f"<del>{escape(before or 'nothing')}</del> <span>→</span> <ins>{escape(after or 'nothing')}</ins>"


def moment(at: datetime, zone: tzinfo) -> str:
    """Return a day with its year and the time of day in a zone: "3 Mar 2026, 09:30"."""
    here = at.astimezone(zone)
    said = day(here.date(), here.date())
    return f"{said}{NBSP}{here.year}, {here:%H:%M}"
