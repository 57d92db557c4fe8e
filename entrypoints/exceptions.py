"""`outboard exceptions`: what needs a look and why, for a terminal, a spreadsheet, or a program that writes a mail."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from domain.attention import ExceptionKind, Finding, rule_in_words
from domain.formatting import count, number
from domain.policy import Policy
from entrypoints.database import configured_database, current_database
from entrypoints.printing import Form, print_csv, print_json, print_table
from entrypoints.scope import cycle_called, team_called
from models.database import reading
from models.settings import settings
from services.reporting.exceptions import ExceptionScope, NeedsLook, exceptions_in

COLUMNS = (
    *("key_result", "title", "objective", "team", "cycle", "owner", "status"),
    *("kind", "rank", "since", "sentence", "rule"),
)
SHOWN = ("key result", "team", "owner", "status", "kind", "since", "why")


def exceptions(
    cycle: Annotated[str | None, typer.Option(metavar="NAME", help="The cycle; else the one that pages show.")] = None,
    team: Annotated[str | None, typer.Option(metavar="NAME", help="Only this team and those below it.")] = None,
    form: Annotated[Form, typer.Option("--format", help="A table to read, CSV or JSON.")] = Form.TABLE,
) -> None:
    """Print the key results of a cycle that need a look, at risk first, each reason in a sentence with its numbers.

    A row is one reason. Rank 1 is the most urgent kind; since is the day from which on it is so. A table cuts long
    sentences, CSV and JSON do not. The summary goes to stderr.
    """
    today, policy = utc_today(), settings().policy()
    with configured_database(current_database) as engine, reading(engine) as session:
        found, chosen = cycle_called(session, cycle), team_called(session, team)
        scope = ExceptionScope(found.key, chosen.branch if chosen else None)
        looks = exceptions_in(session, scope, today, policy)
    rows = [_row(look, finding, policy) for look in looks for finding in look.findings]
    if form == Form.JSON:
        place = {"cycle": found.name, "team": chosen and chosen.name, "today": today.isoformat()}
        print_json({**place, "key_results": len(looks), "exceptions": rows})
    elif form == Form.CSV:
        print_csv(rows, COLUMNS)
    else:
        print_table(SHOWN, [_texts(row) for row in rows])
        typer.echo(_summary(found.name, looks), err=True)


def utc_today() -> date:
    """Return the day that a reader whose zone is not known takes for today."""
    return datetime.now(UTC).date()


def _row(look: NeedsLook, finding: Finding, policy: Policy) -> dict[str, Any]:
    row, since, rule = look.key_result, finding.since.isoformat(), rule_in_words(finding.kind, policy)
    values = (
        *(row.key, row.title, row.objective, row.team, row.cycle, row.owner, row.standing.status.value),
        *(finding.kind.value, finding.rank, since, finding.sentence, rule),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _texts(row: dict[str, Any]) -> list[str]:
    who = [row["title"], row["team"], row["owner"]]
    return [*who, _in_words(row["status"]), _in_words(row["kind"]), row["since"], row["sentence"]]


def _in_words(value: str) -> str:
    return value.replace("_", " ")


def _summary(cycle: str, looks: tuple[NeedsLook, ...]) -> str:
    kinds = [finding.kind for look in looks for finding in look.findings]
    told = ", ".join(
        f"{number(kinds.count(kind), compact=False)} {_in_words(kind)}" for kind in ExceptionKind if kind in kinds
    )
    verb = "needs" if len(looks) == 1 else "need"
    return f"{cycle}: {count(len(looks), 'key result')} {verb} a look{f' ({told})' if told else ''}."
