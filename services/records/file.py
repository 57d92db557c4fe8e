"""A record as one HTML file: it needs no other file, no script and no network, and prints as a document."""

import re
from datetime import tzinfo
from html import escape

from services.records.body import as_body
from services.records.pieces import moment
from services.records.style import STYLE
from services.reporting.session_record import SessionRecord

# A record may quote anybody's words: whatever they hold, the browser runs and fetches nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_file(record: SessionRecord, zone: tzinfo) -> str:
    """Return the whole document, with times of day in a zone."""
    title = escape(record.session.title)
    made = f"Written by Outboard, {moment(record.written_at, zone)} {record.written_at.astimezone(zone).tzname() or ''}"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}: record</title>\n<style>{STYLE}</style>\n</head>\n"
        f'<body>\n<main class="record">\n<p class="kind">Record of a planning session</p>\n<h1>{title}</h1>\n'
        f"{as_body(record, zone)}\n<footer>{escape(made)}</footer>\n</main>\n</body>\n</html>\n"
    )


def file_name(record: SessionRecord) -> str:
    """Return a name that every system takes: letters, digits and hyphens of the title."""
    words = re.sub(r"[^a-z0-9]+", "-", record.session.title.casefold()).strip("-")
    return f"record-{record.session.key}-{words[:60].strip('-') or 'session'}.html"
