"""The command line, `outboard`: every command exits 0, 1 when it refuses its input, or 2 when called the wrong way."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from sqlalchemy.exc import DBAPIError

from entrypoints import classifier, classifying, filling
from entrypoints.database import configured_database, existing_database
from entrypoints.exceptions import exceptions
from entrypoints.exporting import export
from entrypoints.flags import flags
from entrypoints.importing import import_file
from entrypoints.metrics import metrics
from entrypoints.mix import mix
from entrypoints.progressing import progress_of_file
from entrypoints.record import record
from entrypoints.webhook_log import webhooks
from models.database import DatabaseNotReady, reading, writing
from services import generate as invented
from services import integrity, sample
from services.errors import Refusal

cli = typer.Typer(
    help="Outboard: an OKR dashboard that tells outcomes from outputs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@cli.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 picks a free one.")] = 8501,
    with_sample: Annotated[
        bool, typer.Option("--sample", help="Load the sample company when nobody is there yet.")
    ] = False,
    participants: Annotated[
        bool, typer.Option("--participants", help="Let other devices in this network join planning sessions.")
    ] = False,
) -> None:
    """Serve the application on this machine, after bringing the database up to date."""
    from entrypoints.serve import serve as run  # uvicorn is not needed by any other command

    run(port, with_sample, participants)


cli.command(name="import")(import_file)
cli.command()(export)
cli.command(name="session-record")(record)
cli.command()(mix)
cli.command()(flags)
cli.command()(exceptions)
cli.command()(metrics)
cli.command()(webhooks)
cli.add_typer(classifier.commands, name="classifier")


@cli.command()
def load_sample() -> None:
    """Load the sample company into an empty database."""
    with configured_database() as engine, writing(engine) as session:
        loaded = sample.load_sample(session, date.today())
    typer.echo(f"The sample company is loaded.\n{filling.as_lines(loaded.counts)}")


@cli.command()
def generate(
    teams: Annotated[int, typer.Option(min=1, max=10_000)] = 200,
    objectives: Annotated[int, typer.Option(min=1, max=100_000, help="Objectives in each cycle.")] = 2000,
    key_results: Annotated[int, typer.Option(min=1, max=500_000, help="Key results in each cycle.")] = 10000,
    cycles: Annotated[int, typer.Option(min=1, max=100)] = 4,
    check_ins: Annotated[int, typer.Option(min=0, max=20_000_000, help="Check-ins in all.")] = 500000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same data on the same day.")] = 7,
) -> None:
    """Fill an empty database with believable data for measurements."""
    with configured_database() as engine, writing(engine) as session:
        generated = invented.generate(
            session,
            teams=teams,
            objectives=objectives,
            key_results=key_results,
            cycles=cycles,
            check_ins=check_ins,
            seed=seed,
            today=date.today(),
            report=filling.show_progress,
        )
    typer.echo(f"The database is filled.\n{filling.as_lines(generated.counts)}")


@cli.command()
def check() -> None:
    """Check the integrity of the database: exit 1 when something in it cannot be right."""
    with configured_database(existing_database) as engine, reading(engine) as session:
        findings = integrity.check(session)
    for finding in findings:
        typer.echo(filling.as_sentence(finding), err=True)
    if findings:
        raise typer.Exit(1)
    typer.echo("The database is sound.")


@cli.command()
def classify(
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="Key results, each in quotes.")] = None,
    source: Annotated[Path | None, typer.Option("--in", help="A CSV file with a column “text”.")] = None,
    target: Annotated[Path | None, typer.Option("--out", help="Where the same rows go with their labels.")] = None,
) -> None:
    """Tell whether key results are outcomes or outputs, how surely, and why; needs no database."""
    by_file = source is not None and target is not None
    if by_file == bool(texts) or (source is None) != (target is None):
        raise typer.BadParameter("Give either texts, or --in and --out.")
    if source is not None and target is not None:
        rows = classifying.classify_file(source, target)
        typer.echo(f"{rows:,} rows classified into {target}.")
    for text in texts or []:
        typer.echo(classifying.described(text))


cli.command(name="progress")(progress_of_file)


def main() -> None:
    """Run a command; whatever it refuses ends as one sentence on stderr and exit code 1."""
    try:
        cli(prog_name="outboard")
    except (Refusal, DatabaseNotReady) as refusal:
        _fail(str(refusal))
    except (ValidationError, SettingsError) as problem:
        _fail(f"A setting in the environment cannot be used. {_first_problem(problem)}")
    except DBAPIError as problem:
        _fail(f"The database refused: {str(problem.orig).splitlines()[0]}")
    except OSError as problem:
        _fail(f"{problem.strerror}: {problem.filename}" if problem.filename else str(problem))


def _first_problem(problem: ValidationError | SettingsError) -> str:
    if isinstance(problem, ValidationError):
        first = problem.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}."
    return str(problem)


def _fail(message: str) -> None:
    typer.echo(f"outboard: {message}", err=True)
    sys.exit(1)
