"""Write docs/reference from the program itself: `python -m docs.generate_reference`.

A test compares what this would write with what stands there, so the reference cannot go stale.
"""

from collections.abc import Iterator
from enum import StrEnum
from inspect import cleandoc, getdoc, isclass
from pathlib import Path
from typing import Any

import typer
from sqlalchemy import CheckConstraint, Column, Enum, Table, UniqueConstraint

from docs.column_meanings import IMPORTED, MEANINGS
from domain import vocabulary
from entrypoints.cli import cli
from models import Base
from services.exchange.fields import NAMES, Field

REFERENCE = Path(__file__).parent / "reference"
NOTE = "<!-- Written by docs/generate_reference.py. Change the program, then run: python -m docs.generate_reference -->"
EVERYWHERE = {
    "id": "Number of the record.",
    "version": "Grows with each edit; a save that saw an older one is refused.",
}


def pages() -> dict[Path, str]:
    """Return the text of each page of the reference."""
    return {
        REFERENCE / "cli.md": command_line(),
        REFERENCE / "import_columns.md": import_columns(),
        REFERENCE / "tables.md": tables(),
    }


def command_line() -> str:
    """Return the page about the command line."""
    group: Any = typer.main.get_command(cli)
    blocks = [NOTE, "# Command line", group.help, COMMAND_LINE_RULES]
    for name, command in group.commands.items():
        blocks += [
            f"## outboard {name}",
            cleandoc(command.help or ""),
            f"```\n{_usage(name, command)}\n```",
            *_parameters(command),
        ]
    return "\n\n".join(blocks) + "\n"


COMMAND_LINE_RULES = """\
`make setup` leaves the program at `.venv/bin/outboard`. Every command explains itself with `--help` (or `-h`).
The database is the one that `DATABASE_URL` names.

| exit code | meaning |
|---|---|
| 0 | Done. |
| 1 | Refused, with one sentence on stderr that says why. Nothing was written. `check` also exits so after a finding. |
| 2 | Called the wrong way: unknown command, unknown option, missing argument. |"""


def import_columns() -> str:
    """Return the page about the columns of a spreadsheet."""
    rows = [f"| {_words(field)} | {IMPORTED[field]} | {_names(names)} |" for field, names in NAMES.items()]
    table = "\n".join(["| column | holds | names that are known |", "|---|---|---|", *rows])
    return "\n\n".join([NOTE, "# Columns of a spreadsheet", IMPORT_INTRODUCTION, table]) + "\n"


IMPORT_INTRODUCTION = """\
A spreadsheet that you import has one row for each key result. These columns are understood. Case, accents and
punctuation in a name do not matter. Every column but the objective may be missing, and what a column means can
be changed before the import. On the command line, `--map "Name=target"` says that "Name" holds the target."""


def _words(field: Field) -> str:
    return field.replace("_", " ").capitalize()


def _names(names: str) -> str:
    return ", ".join(" ".join(name.split()) for name in names.split(","))


def tables() -> str:
    """Return the page about what is stored."""
    classes = {mapper.local_table.name: mapper.class_ for mapper in Base._sa_registry.mappers}
    blocks = [NOTE, "# Tables", TABLES_INTRODUCTION]
    for table in Base.metadata.sorted_tables:
        blocks += [f"## {table.name}", _about(classes[table.name]), _columns(table), *_rules(table)]
    blocks += ["# Words", "These columns hold one of a closed set of words, stored as readable text."]
    for words in vocabularies():
        blocks += [f"## {words.__name__}", _about(words), " · ".join(f"`{word}`" for word in words)]
    return "\n\n".join(blocks) + "\n"


TABLES_INTRODUCTION = """\
The same tables stand in SQLite and PostgreSQL. Moments are stored in UTC, dates are dates.
`check_in`, `classification_event`, `flag_event` and `audit_event` are append-only: database triggers refuse UPDATE and
DELETE."""


def vocabularies() -> list[type[StrEnum]]:
    """Return every vocabulary that a column uses, by name."""
    found = [thing for thing in vars(vocabulary).values() if isclass(thing) and issubclass(thing, StrEnum)]
    used = {column.type.enum_class for table in Base.metadata.sorted_tables for column in _enums(table)}
    return sorted((words for words in found if words in used), key=lambda words: words.__name__)


def _enums(table: Table) -> Iterator[Any]:
    return (column for column in table.columns if isinstance(column.type, Enum))


def _usage(name: str, command: Any) -> str:
    parts = [f"outboard {name}"]
    parts += [_named(parameter) for parameter in command.params if parameter.param_type_name == "argument"]
    return " ".join([*parts, "[OPTIONS]"])


def _parameters(command: Any) -> list[str]:
    options = [parameter for parameter in command.params if not parameter.hidden and parameter.name != "help"]
    if not options:
        return []
    rows = [f"| `{_named(option)}` | {_said(option)} | {_default(option)} |" for option in options]
    return ["\n".join(["| option | meaning | default |", "|---|---|---|", *rows])]


def _named(option: Any) -> str:
    if option.param_type_name == "argument":
        return str(option.metavar or option.name.upper())
    return " ".join(filter(None, (", ".join(option.opts), option.metavar or _choices(option))))


def _choices(option: Any) -> str:
    kind = option.type_descriptor.annotation
    return "/".join(kind) if isclass(kind) and issubclass(kind, StrEnum) else ""


def _said(option: Any) -> str:
    text = " ".join((option.help or "").split())
    return text or f"{option.name.replace('_', ' ').capitalize()}."


def _default(option: Any) -> str:
    if option.default in (None, (), [], "") or isinstance(option.default, bool):
        return "required" if option.required else ""
    return f"`{option.default}`"


def _about(thing: type) -> str:
    return " ".join((getdoc(thing) or "").split())


def _columns(table: Table) -> str:
    rows = [
        f"| `{column.name}` | {_kind(column)} | {'' if column.nullable else 'yes'} | {_meaning(table, column)} |"
        for column in table.columns
    ]
    return "\n".join(["| column | holds | required | meaning |", "|---|---|---|---|", *rows])


def _kind(column: Column[Any]) -> str:
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        name = column.type.enum_class.__name__
        return f"[{name}](#{name.lower()})"
    if column.foreign_keys:
        return ", ".join(f"[{key.column.table.name}](#{key.column.table.name})" for key in column.foreign_keys)
    length = getattr(column.type, "length", None)
    kind = str(column.type.__visit_name__).lower()
    words = {"string": "text", "type_decorator": "text", "datetime": "moment", "float": "number", "json": "JSON"}
    return f"{words.get(kind, kind)}{f', at most {length}' if length else ''}"


def _meaning(table: Table, column: Column[Any]) -> str:
    return MEANINGS.get(f"{table.name}.{column.name}") or EVERYWHERE[column.name]


def _rules(table: Table) -> list[str]:
    checks = sorted(str(rule.sqltext) for rule in table.constraints if isinstance(rule, CheckConstraint))
    alone = [(column.name,) for column in table.columns if column.unique]
    together = [tuple(rule.columns.keys()) for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    unique = sorted({" + ".join(f"`{name}`" for name in names) for names in (*alone, *together)})
    lines = [f"- Unique: {names}." for names in unique] + [f"- Rule: `{check}`." for check in checks]
    return ["\n".join(lines)] if lines else []


def main() -> None:
    """Write the pages."""
    REFERENCE.mkdir(exist_ok=True)
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
