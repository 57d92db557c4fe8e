"""`outboard mix`: the outcome mix of a cycle as the page shows it, for a terminal, a spreadsheet or a program."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from sqlmodel import Session

from domain.flags import CONCERN_WORDS
from domain.formatting import number, percent
from domain.outcome_mix import OutcomeMix
from entrypoints.database import configured_database, current_database
from entrypoints.printing import Form, print_csv, print_json, print_table
from entrypoints.scope import cycle_called, team_called
from models.database import reading
from models.settings import settings
from services.reporting.outcome_mix import MixReport, branches, mix_report
from services.reporting.people import TeamRow, list_teams

NUMBERS = (
    *("outcome_share", "output_share", "outcome_weight", "output_weight", "unclear_weight", "exempt_weight"),
    *("outcomes", "outputs", "unclear", "exempt"),
)
TITLES = ("share", "outcome", "output", "unclear", "exempt")
RIGHT = frozenset(TITLES)


class By(StrEnum):
    """What a row of the mix stands for."""

    TEAM = "team"
    OBJECTIVE = "objective"
    BRANCH = "branch"
    PERSON = "person"


def mix(
    cycle: Annotated[str | None, typer.Option(metavar="NAME", help="The cycle; else the one that pages show.")] = None,
    by: Annotated[By, typer.Option(help="What a row stands for.")] = By.TEAM,
    team: Annotated[str | None, typer.Option(metavar="NAME", help="Only this team and those below it.")] = None,
    form: Annotated[Form, typer.Option("--format", help="A table to read, CSV or JSON.")] = Form.TABLE,
) -> None:
    """Print the outcome mix of a cycle by team, objective, branch or person, heaviest output first.

    Weights are those of key results; shares in CSV and JSON are from 0 to 1, and empty where nothing counts.
    """
    with configured_database(current_database) as engine, reading(engine) as session:
        found, chosen = cycle_called(session, cycle), team_called(session, team)
        report = mix_report(session, found.key, chosen.branch if chosen else None, settings().policy())
        rows = list(_rows(session, report, by, chosen))
    total = {"name": "All", **_numbers(report.total)}
    if form == Form.JSON:
        print_json({"cycle": found.name, "team": chosen and chosen.name, "by": by.value, "total": total, "rows": rows})
    elif form == Form.CSV:
        print_csv(rows, _columns(by))
    else:
        _print(by, [*rows, total])


def _rows(session: Session, report: MixReport, by: By, team: TeamRow | None) -> Iterator[dict[str, Any]]:
    if by == By.OBJECTIVE:
        yield from _objectives(report)
    elif by == By.BRANCH:
        for branch in branches(report, list_teams(session), team.key if team else None):
            name = f"{branch.name}, without the teams below" if branch.alone else branch.name
            yield {"name": name, **_numbers(branch.mix)}
    else:
        for row in report.people if by == By.PERSON else report.teams:
            yield {"name": row.name, **_numbers(row.mix)}


def _objectives(report: MixReport) -> Iterator[dict[str, Any]]:
    for row in report.objectives:
        yield {
            "name": row.title,
            "team": row.team,
            "owner": row.owner,
            **_numbers(row.mix),
            "hints": [hint.kind.value for hint in row.hints],
            "reasons": [hint.sentence for hint in row.hints],
        }


def _columns(by: By) -> tuple[str, ...]:
    if by == By.OBJECTIVE:
        return ("name", "team", "owner", *NUMBERS, "hints", "reasons")
    return ("name", *NUMBERS)


def _numbers(found: OutcomeMix) -> dict[str, float | None]:
    weights = (found.outcome_weight, found.output_weight, found.unclear_weight, found.exempt_weight)
    numbers = (found.outcome_count, found.output_count, found.unclear_count, found.exempt_count)
    return dict(zip(NUMBERS, (found.share, found.output_share, *weights, *numbers), strict=True))


def _print(by: By, rows: list[dict[str, Any]]) -> None:
    objectives = by == By.OBJECTIVE
    titles = (by.value, *(("team", "owner") if objectives else ()), *TITLES, *(("hints",) if objectives else ()))
    print_table(titles, [list(_texts(row, objectives)) for row in rows], RIGHT)


def _texts(row: dict[str, Any], objectives: bool) -> Iterator[str]:
    yield row["name"]
    if objectives:
        yield from (row.get("team", ""), row.get("owner", ""))
    yield percent(row["outcome_share"])
    yield from (number(row[f"{name}_weight"]) for name in ("outcome", "output", "unclear", "exempt"))
    if objectives:
        yield ", ".join(CONCERN_WORDS[kind] for kind in row.get("hints", ()))
