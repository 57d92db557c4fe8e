"""`outboard flags`: the flags of an organisation, for a terminal, a spreadsheet or a program."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from domain.flags import CONCERN_WORDS
from domain.formatting import count, number
from domain.vocabulary import FlagState
from entrypoints.database import configured_database, current_database
from entrypoints.printing import Form, print_csv, print_json, print_table
from entrypoints.scope import cycle_called, team_called
from models.database import reading
from services.reporting.flags import FlagReport, FlagRow, list_flags, report_on

COLUMNS = (
    *("flag", "state", "kind", "comment", "due_on", "age_days", "objective", "key_result", "team", "cycle"),
    *("owner", "raised_by", "raised_at", "replies", "answered_at", "closed_at"),
)
SHOWN = ("flag", "state", "kind", "days", "subject", "team", "owner", "raised by", "due")
RIGHT = frozenset({"flag", "days"})


def flags(
    cycle: Annotated[str | None, typer.Option(metavar="NAME", help="Only this cycle; else all of them.")] = None,
    team: Annotated[str | None, typer.Option(metavar="NAME", help="Only this team and those below it.")] = None,
    state: Annotated[
        list[FlagState] | None, typer.Option(help="Open, acknowledged, resolved or dismissed; may be given again.")
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="A table to read, CSV or JSON.")] = Form.TABLE,
) -> None:
    """Print the flags on objectives and key results, those that wait first, and how they are answered.

    Age is in days, up to the day of closing. Moments are in UTC. A table ends with a summary on stderr.
    """
    with configured_database(current_database) as engine, reading(engine) as session:
        chosen_cycle = cycle_called(session, cycle).key if cycle is not None else None
        chosen = team_called(session, team)
        rows = list_flags(
            session, cycle_id=chosen_cycle, team_ids=chosen.branch if chosen else None, states=state or None
        )
    today = datetime.now(UTC).date()
    report = report_on(rows, today)
    if form == Form.JSON:
        print_json({"report": _report(report), "flags": [_row(row, today) for row in rows]})
    elif form == Form.CSV:
        print_csv([_row(row, today) for row in rows], COLUMNS)
    else:
        print_table(SHOWN, [_texts(row, today) for row in rows], RIGHT)
        typer.echo(_summary(report, len(rows)), err=True)


def _row(row: FlagRow, today: date) -> dict[str, Any]:
    values = (
        *(row.key, row.state.value, row.kind.value, row.comment, _iso(row.due_on), row.age(today)),
        *(row.objective, row.key_result, row.team, row.cycle, row.owner, row.raised_by),
        *(_iso(row.raised_at), row.replies, _iso(row.answered_at), _iso(row.closed_at)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _iso(moment: date | datetime | None) -> str | None:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat() if moment else None


def _texts(row: FlagRow, today: date) -> list[str]:
    who = (row.subject, row.team, row.owner, row.raised_by, _iso(row.due_on) or "")
    return [str(row.key), row.state.value, CONCERN_WORDS[row.kind], str(row.age(today)), *who]


def _report(report: FlagReport) -> dict[str, Any]:
    kinds = [{"kind": row.kind.value, "raised": row.raised, "dismissed": row.dismissed} for row in report.kinds]
    answered = {"in_time": report.answers.in_time, "of": report.answers.asked}
    waiting = {"waiting": report.open, "median_age_days": report.median_age}
    return {**waiting, "answered_within_a_week": answered, "kinds": kinds}


def _summary(report: FlagReport, rows: int) -> str:
    waiting = f"{number(report.open, compact=False)} not closed"
    if report.median_age is not None:
        waiting += f", median age {number(report.median_age)} days"
    answered = f"{report.answers.in_time} of {report.answers.asked} answered within a week"
    return f"{count(rows, 'flag')}: {waiting}; {answered}."
