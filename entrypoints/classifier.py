"""The commands about the classifier itself: `outboard classifier train`."""

from pathlib import Path
from typing import Annotated

import typer

from domain.classification.model import MODEL_FILE
from services.errors import Refusal

commands = typer.Typer(no_args_is_help=True, help="The classifier that tells outcomes from outputs.")


class CannotTrain(Refusal):
    """The tools for training are not installed."""


@commands.callback()
def _group() -> None:
    """Keeps `train` a command of its own."""


@commands.command()
def train(target: Annotated[Path, typer.Option("--out", help="Where the weights go.")] = MODEL_FILE) -> None:
    """Train the classifier anew from its corpus; the same corpus and code give the same file."""
    try:
        from entrypoints import training  # numpy and scipy come with the development tools only
    except ImportError as error:
        raise CannotTrain("Training needs scipy: install the development requirements.") from error
    corpus = training.statements()
    trained = training.train(corpus, training.fingerprint())
    target.write_text(trained.model.as_text(), encoding="utf-8")
    right = sum(row.right for row in trained.held_out) / len(trained.held_out)
    typer.echo(f"{len(corpus):,} statements, {len(trained.model.weights):,} weights in {target}.")
    typer.echo(f"With whole sources held out, {right:.1%} of the likelier sides are right.")
