"""The documentation says what the program does: nothing is missing, nothing is stale, nothing leads nowhere."""

import re
import tomllib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import typer
from PIL import Image

from docs import generate_reference
from docs.column_meanings import IMPORTED, MEANINGS
from docs.take_screenshots import SIZE, WHILE_EMPTY, WITH_SAMPLE
from domain.classification import QUESTIONS
from domain.formatting import NBSP, percent
from domain.initiatives import unmoved
from domain.measurement import Measurement, Reading, Schedule
from domain.mix_hints import hints
from domain.outcome_mix import MixItem, outcome_mix
from domain.progress import progress
from domain.roll_up import WeightedProgress, objective_progress
from domain.status import PRESET_RULES, standing
from domain.vocabulary import Exemption, Indicator, Label, Measure, Status, StatusPreset
from entrypoints.cli import cli
from models import Base
from models.settings import Settings
from services.exchange import limits
from services.exchange.fields import Field
from ui.navigation import PAGES

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
LARGEST_IMAGE = 200_000  # bytes
FOREIGN = {"build", "data", "node_modules", "test-artifacts"}
PAGES_OF_TEXT = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(part in FOREIGN or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
COMMANDS = sorted(typer.main.get_command(cli).commands)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8").replace(NBSP, " ")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def anchors_of(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", generate_reference.pages(), ids=named)
def test_the_reference_is_what_the_program_would_write_today(path):
    assert path.read_text(encoding="utf-8") == generate_reference.pages()[path], (
        "run: python -m docs.generate_reference"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme_and_in_the_reference(command):
    assert f"`outboard {command}" in text_of("README.md")
    assert f"## outboard {command}\n" in text_of("docs/reference/cli.md")


def test_the_readme_names_no_command_that_does_not_exist():
    assert set(re.findall(r"`outboard ([a-z-]+)", text_of("README.md"))) == set(COMMANDS)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_readme_with_its_default(name):
    field = Settings.model_fields[name]
    variable = str(field.validation_alias or f"OUTBOARD_{name.upper()}")
    row = next(line for line in text_of("README.md").splitlines() if line.startswith(f"| `{variable}` |"))
    assert field.default_factory or f"| `{field.default}` |" in row


def test_every_variable_of_make_run_stands_in_the_readme():
    variables = re.findall(r"^([A-Z]+) \?=", text_of("Makefile"), re.MULTILINE)
    missing = [name for name in variables if name != "UV" and f"| `{name}` |" not in text_of("README.md")]
    assert missing == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "docs/performance.md", "docs/operations.md"])
def test_every_make_command_in_the_text_is_a_target(name):
    targets = re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text_of(name), re.MULTILINE)) <= set(targets)


def test_the_readme_names_make_run_and_make_test():
    assert re.findall(r"^make [a-z]+$", text_of("README.md"), re.MULTILINE) == ["make run", "make test"]


def test_every_column_of_every_table_has_a_meaning_and_every_meaning_a_column():
    columns = {f"{table.name}.{column.name}" for table in Base.metadata.sorted_tables for column in table.columns}
    said = {name for name in columns if name.partition(".")[2] in generate_reference.EVERYWHERE}
    assert columns - said <= MEANINGS.keys() <= columns


def test_every_column_of_a_spreadsheet_has_a_meaning():
    assert set(IMPORTED) == set(Field)


def test_every_runtime_dependency_has_a_reason_and_no_other_package_has():
    required = tomllib.loads(text_of("pyproject.toml"))["project"]["dependencies"]
    packages = {re.split(r"[\[<>=;~! ]", requirement)[0] for requirement in required}
    assert set(re.findall(r"^\| `([\w-]+)` \| .+ \| .+ \|$", text_of("docs/dependencies.md"), re.MULTILINE)) == packages


@pytest.mark.parametrize("page", PAGES_OF_TEXT, ids=named)
def test_links_and_images_lead_to_something(page):
    dead = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        place, _, anchor = target.partition("#")
        linked = (page.parent / place).resolve() if place else page
        if "://" not in target and not (linked.exists() and (not anchor or anchor in anchors_of(linked))):
            dead.append(target)
    assert dead == []


def test_every_page_of_the_documentation_can_be_reached_from_its_index():
    linked = set(re.findall(r"\]\(([^)#]+)", text_of("docs/index.md")))
    assert {path.name for path in DOCS.glob("*.md")} - {"index.md"} <= linked
    assert {f"reference/{path.name}" for path in (DOCS / "reference").glob("*.md")} <= linked


@pytest.mark.parametrize("scene", [scene.__name__ for scene in (*WITH_SAMPLE, *WHILE_EMPTY)])
def test_every_picture_is_small_has_the_size_of_a_laptop_and_says_in_words_what_it_shows(scene):
    path = DOCS / "images" / f"{scene}.png"
    assert path.stat().st_size < LARGEST_IMAGE
    assert Image.open(path).size == SIZE
    assert re.search(rf"!\[[^\]]{{40,}}\]\(images/{scene}\.png\)", text_of("docs/user_guide.md"))


@pytest.mark.parametrize("address", [page.address for page in PAGES])
def test_every_address_stands_in_the_user_guide(address):
    assert re.search(rf"`/{address}[`?]", text_of("docs/user_guide.md"))


def test_decisions_are_numbered_without_a_gap_and_listed_with_their_titles():
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    titles = [page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").split(". ", 1) for page in pages]
    assert [page.name[:5] for page in pages] == [f"{number:04d}-" for number in range(1, len(pages) + 1)]
    rows = [f"| [{int(number)}]({page.name}) | {title} |" for page, (number, title) in zip(pages, titles, strict=True)]
    listed = [line for line in text_of("docs/decisions/README.md").splitlines() if line.startswith("| [")]
    assert listed == rows


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_a_decision_says_its_context_and_its_consequences(page):
    assert re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
    ]


@pytest.mark.parametrize("page", ["docs/user_guide.md", "docs/security.md"])
def test_the_limits_of_an_import_are_those_of_the_program(page):
    megabyte = 1024 * 1024
    numbers = [f"{limits.MAX_BYTES // megabyte} MB", f"{limits.MAX_UNPACKED_BYTES // megabyte} MB"]
    numbers += [f"{n:,}" for n in (limits.MAX_ROWS, limits.MAX_COLUMNS, limits.MAX_CELL_CHARACTERS, limits.MAX_CELLS)]
    assert [number for number in numbers if f"| {number} |" not in text_of(page)] == []


@pytest.mark.parametrize("question", [question.text for question in QUESTIONS])
def test_the_four_questions_stand_in_the_user_guide_word_for_word(question):
    assert f"| {question} |" in text_of("docs/user_guide.md")


START = date(2026, 1, 5)
QUARTER = Schedule(START, START + timedelta(days=90), 7)


def reading(on: int, value: float) -> Reading:
    return Reading(START + timedelta(days=on), value)


GUARDRAIL = [reading(7, 92), reading(14, 91), reading(21, 88), reading(28, 93)]
EXAMPLES = {
    "rising": (Measurement(Measure.INCREASE, "families", 118, 180), [reading(43, 124)], 45),
    "falling": (Measurement(Measure.DECREASE, "days", 12, 8), [reading(43, 9.5)], 45),
    "beyond the target": (Measurement(Measure.INCREASE, "", 0, 40), [reading(43, 50)], 45),
    "worse than the baseline": (Measurement(Measure.DECREASE, "contacts", 31, 26), [reading(43, 33.8)], 45),
    "held in three weeks of five": (Measurement(Measure.STAY_AT_LEAST, "%", None, 90), GUARDRAIL, 35),
    "milestones": (Measurement(Measure.MILESTONE, "", 0, 6), [reading(30, 2.5)], 45),
    "number found": (Measurement(Measure.BASELINE, "%", None, None), [reading(30, 41)], 45),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_of_progress_are_computed_as_they_are_written(name):
    measurement, readings, on = EXAMPLES[name]
    found = progress(measurement, readings, QUARTER, START + timedelta(days=on))
    assert f"| {found.substituted.replace(NBSP, ' ')} |" in text_of("docs/arithmetic.md")


@pytest.mark.parametrize("value", [46, 40, 33, 10])
def test_the_examples_of_the_presets_are_decided_as_they_are_written(value):
    measurement, today = Measurement(Measure.INCREASE, "", 0, 100), START + timedelta(days=45)
    found = [standing(measurement, [reading(43, value)], QUARTER, today, preset).status for preset in StatusPreset]
    words = " | ".join(status.replace("_", " ") for status in found)
    assert f"| {value} % | {words} |" in text_of("docs/arithmetic.md")


def test_the_example_of_a_roll_up_is_computed_as_it_is_written():
    items = [WeightedProgress(2, 0.55), WeightedProgress(1, 1.25), WeightedProgress(1, None), WeightedProgress(1, -0.2)]
    found = objective_progress(items)
    assert f"{found.substituted}, {found.text}.".replace(NBSP, " ") in text_of("docs/arithmetic.md")


GROWTH = {"title": "More orders", "unit": ""}


def test_the_examples_of_hints_read_as_they_are_written():
    outcome = MixItem(1, Label.OUTCOME, Exemption.NONE, Indicator.LAGGING)
    output = MixItem(1, Label.OUTPUT, Exemption.NONE, None)
    leading = MixItem(1, Label.OUTCOME, Exemption.NONE, Indicator.LEADING)
    step = replace(leading, measure=Measure.MILESTONE)
    bare, racing = (replace(leading, measure=Measure.INCREASE, **facts) for facts in ({"has_baseline": False}, GROWTH))
    learning = [replace(leading, exemption=Exemption.LEARNING, key=key) for key in (1, 2)]
    guessed = [replace(leading, confirmed=False)] * 2
    mixes = [[output] * 3, [leading, output, output], [outcome, output], [step] * 2, [leading, bare], [racing]]
    mixes += [[*learning, leading], [leading, *guessed]]
    sentences = [hints(outcome_mix(items), items)[0].sentence.replace(NBSP, " ") for items in mixes]
    assert [sentence for sentence in sentences if f"| {sentence} |" not in text_of("docs/arithmetic.md")] == []


def test_every_preset_and_status_is_explained():
    text = text_of("docs/arithmetic.md")
    assert all(f"`{preset}`" in text for preset in PRESET_RULES)
    assert all(status.replace("_", " ") in text for status in Status)


def test_the_example_of_finished_work_is_computed_as_it_is_written():
    readings = [reading(14, 9.5), reading(40, 9.34)]
    falling, done_on, today = EXAMPLES["falling"][0], START + timedelta(days=20), START + timedelta(days=45)
    found = unmoved(falling, readings, QUARTER, done_on, today)
    assert f"(9.5 − 9.34) ÷ (12 − 8) = {percent(found.gain)}".replace(NBSP, " ") in text_of("docs/arithmetic.md")
