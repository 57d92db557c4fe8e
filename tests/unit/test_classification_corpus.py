"""The corpus is large enough, evenly labelled, written for this project, and the trained file is small."""

import csv
import os
import sys
from collections import Counter
from pathlib import Path
from subprocess import run

import pytest

from domain.classification.model import MODEL_FILE
from domain.classification.text import fold
from domain.vocabulary import Label
from entrypoints import training

DEV = Path(__file__).resolve().parents[2].parent / "shared" / "kr" / "dev.csv"
LONG_ENOUGH = 6  # words; shorter statements, such as a metric with its number, are anybody's


@pytest.fixture(scope="module")
def written():
    """The statements that a person wrote."""
    return [statement for statement in training.statements() if not statement.practice]


@pytest.mark.parametrize(("language", "fewest"), [("en", 1500), ("de", 300), ("es", 300), ("fr", 300), ("pt", 300)])
def test_every_language_has_its_statements(written, language, fewest):
    assert sum(statement.language == language for statement in written) >= fewest


def test_both_sides_are_equally_at_home_in_every_language(written):
    for language in {statement.language for statement in written}:
        sides = Counter(statement.outcome for statement in written if statement.language == language)
        assert 0.35 < sides[True] / sides.total() < 0.65, language


def test_many_fields_of_work_are_there(written):
    assert len({statement.domain for statement in written}) >= 12


def test_no_two_files_say_the_same_with_another_label():
    labels: dict[str, set[str]] = {}
    for path in training.CORPUS.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                assert row["label"] in (Label.OUTCOME, Label.OUTPUT), f"{path.name}: {row['text']}"
                labels.setdefault(fold(row["text"]), set()).add(row["label"])
    assert [text for text, given in labels.items() if len(given) > 1] == []


def test_the_trained_file_is_smaller_than_two_megabytes():
    assert MODEL_FILE.stat().st_size < 2_000_000


def test_reading_a_statement_needs_nothing_beyond_the_standard_library():
    script = (
        "import sys; from domain.classification import classify; classify('Launch the app');"
        "print({'numpy', 'scipy', 'sklearn', 'pandas', 'sqlmodel', 'streamlit'} & set(sys.modules))"
    )
    root = Path(__file__).resolve().parents[2]
    ended = run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "set()"


def test_training_gives_the_same_weights_whatever_the_order_of_sets_in_memory():
    script = (
        "import hashlib; from entrypoints import training; rows = training.statements()[::60];"
        "print(hashlib.sha256(training.train(rows, 'x').model.as_text().encode()).hexdigest())"
    )
    root = Path(__file__).resolve().parents[2]
    digests = {
        run(
            [sys.executable, "-c", script],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


@pytest.mark.shared
def test_no_statement_was_taken_over_from_the_measuring_set(written):
    if not DEV.exists():
        pytest.skip("the measuring set is not here")
    with DEV.open(encoding="utf-8", newline="") as file:
        foreign = {" ".join(fold(row["text"]).split()) for row in csv.DictReader(file)}
    own = {" ".join(fold(statement.text).split()) for statement in training.statements()}
    assert [text for text in own & foreign if len(text.split()) >= LONG_ENOUGH] == []
