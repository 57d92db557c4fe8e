"""The house rules that a reader relies on: who may import whom, where pages live, and how long things get."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.application import use_cases
from importlinter.configuration import configure

from ui.navigation import FIRST_STEPS, PAGES

PROJECT = Path(__file__).resolve().parents[1]
PROGRAM = ("benchmarks", "charts", "domain", "entrypoints", "models", "pages", "services", "ui")
FOLDERS = (*PROGRAM, "tests")
KNOW_STREAMLIT = ("app.py", "pages/", "ui/", "tests/", "benchmarks/")
LONGEST_FUNCTION, LONGEST_MODULE, LONGEST_PAGE = 40, 250, 80
WRITTEN_ONCE = "models/migrations/"  # a migration is never edited again, and lists all tables
BROAD = {"Exception", "BaseException"}


def sources(*folders: str) -> list[str]:
    """Return the paths of the Python files in these folders, and of app.py, relative to the project."""
    found = [path for folder in folders for path in (PROJECT / folder).rglob("*.py")]
    return sorted(str(path.relative_to(PROJECT)) for path in [PROJECT / "app.py", *found])


@cache
def parsed(path: str) -> ast.Module:
    return ast.parse((PROJECT / path).read_text(encoding="utf-8"))


def code(path: str) -> bool:
    """Tell whether a file holds anything at all."""
    return bool(parsed(path).body)


def imported(path: str) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_dependencies_point_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    configure()
    assert use_cases.lint_imports(config_filename="pyproject.toml", is_debug_mode=True, cache_dir=None)


def test_only_the_user_interface_imports_streamlit() -> None:
    others = [path for path in sources(*FOLDERS) if not path.startswith(KNOW_STREAMLIT)]
    assert [path for path in others if "streamlit" in imported(path)] == []


def test_a_page_gets_its_data_from_services_and_not_from_storage() -> None:
    storage = {"models", "sqlmodel", "sqlalchemy"}
    assert [path for path in sources("pages") if path != "app.py" and storage & set(imported(path))] == []


def test_every_script_in_pages_is_in_the_table_of_pages_and_the_other_way_round() -> None:
    scripts = {str(path.relative_to(PROJECT / "pages")) for path in (PROJECT / "pages").rglob("*.py")}
    assert scripts == {spec.script for spec in (*PAGES, FIRST_STEPS)}


def test_no_two_pages_share_an_address() -> None:
    addresses = [spec.address for spec in (*PAGES, FIRST_STEPS)]
    assert len(addresses) == len(set(addresses))


def test_no_script_lies_directly_in_pages() -> None:
    assert list((PROJECT / "pages").glob("*.py")) == []


def test_a_module_can_be_read_in_one_sitting() -> None:
    lines = {path: len((PROJECT / path).read_text(encoding="utf-8").splitlines()) for path in sources(*PROGRAM)}
    limits = {path: LONGEST_PAGE if path.startswith("pages/") else LONGEST_MODULE for path in lines}
    too_long = {path: count for path, count in lines.items() if count > limits[path]}
    assert {path: count for path, count in too_long.items() if not path.startswith(WRITTEN_ONCE)} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    functions = [
        (f"{path}:{node.name}", length(node))
        for path in sources(*PROGRAM)
        if not path.startswith(WRITTEN_ONCE)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert [(name, lines) for name, lines in functions if lines > LONGEST_FUNCTION] == []


def test_an_error_is_caught_by_its_name() -> None:
    broad = [
        f"{path}:{node.lineno}"
        for path in sources(*FOLDERS)
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or BROAD & {name.id for name in ast.walk(node.type) if isinstance(name, ast.Name)})
    ]
    assert broad == []


def test_every_module_says_what_belongs_in_it() -> None:
    assert [path for path in sources(*FOLDERS) if code(path) and not ast.get_docstring(parsed(path))] == []
