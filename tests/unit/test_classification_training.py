"""Training gives the same weights again, keeps the rules on their side, and fits the stored file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.classification.model import Model, parse, trained_model
from domain.classification.rules import RULES
from entrypoints import training
from entrypoints.cli import cli

ROWS = {
    "one": [
        ("Launch the {} app", "output"),
        ("Churn of {} falls from 9% to 6%", "outcome"),
        ("Write a {} guide", "output"),
    ],
    "two": [
        ("Publish {} posts", "output"),
        ("40% of {} renew their contract", "outcome"),
        ("NPS of {} at 60", "outcome"),
    ],
}
NAMES = ("loyalty", "hotel", "student", "sales")


@pytest.fixture
def small_corpus(tmp_path):
    for name, patterns in ROWS.items():
        rows = [f"{text.format(word)},{label},clear,en,any,," for word in NAMES for text, label in patterns]
        text = "\n".join(["text,label,difficulty,language,domain,subtype,note", *rows])
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def trained_text(folder):
    return training.train(training.statements(folder), "same").model.as_text()


def test_the_same_corpus_gives_the_same_file(small_corpus):
    assert trained_text(small_corpus) == trained_text(small_corpus)


TASK = """
import sys
from hashlib import sha256
from pathlib import Path
from entrypoints import fitting, training
matrix = fitting.Task.of(training.statements(Path(sys.argv[1]))).matrix
print(sha256(matrix.indices.tobytes() + matrix.data.tobytes()).hexdigest())
"""


def test_another_process_sums_in_the_same_order(small_corpus):
    project = Path(__file__).resolve().parents[2]
    told = {
        subprocess.run(
            [sys.executable, "-c", TASK, str(small_corpus)],
            cwd=project,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1


def test_every_statement_is_measured_by_weights_that_did_not_see_its_file(small_corpus):
    trained = training.train(training.statements(small_corpus), "")
    assert sorted({row.statement.source for row in trained.held_out}) == ["one", "two"]
    assert len(trained.held_out) == sum(map(len, ROWS.values())) * len(NAMES)


def test_statements_made_from_patterns_train_but_are_not_measured(small_corpus):
    extra = "text,label,difficulty,language,domain,subtype,note\nShip it,output,clear,en,any,,pattern"
    (small_corpus / "three.csv").write_text(extra, encoding="utf-8")
    trained = training.train(training.statements(small_corpus), "")
    assert "three" not in {row.statement.source for row in trained.held_out}


def test_a_changed_corpus_has_another_fingerprint(small_corpus):
    before = training.fingerprint(small_corpus)
    (small_corpus / "one.csv").write_text("text", encoding="utf-8")
    assert training.fingerprint(small_corpus) != before


def test_one_file_alone_cannot_be_trained_on(small_corpus):
    (small_corpus / "two.csv").unlink()
    with pytest.raises(training.CannotTrain, match="at least two"):
        training.statements(small_corpus)


def test_the_stored_weights_belong_to_this_corpus_and_code():
    assert trained_model().fingerprint == training.fingerprint()


def test_a_trained_rule_stays_on_the_side_it_was_given_by_hand():
    weights = trained_model().weights
    assert all(weights[f"r:{name}"] * rule.weight > 0 for name, rule in RULES.items() if f"r:{name}" in weights)


def test_the_command_writes_the_weights_where_it_is_told(small_corpus, tmp_path, monkeypatch):
    rows = training.statements(small_corpus)
    monkeypatch.setattr(training, "statements", lambda: rows)
    result = CliRunner().invoke(cli, ["classifier", "train", "--out", str(tmp_path / "weights.tsv")])
    assert result.exit_code == 0
    assert parse((tmp_path / "weights.tsv").read_text(encoding="utf-8")).fingerprint == training.fingerprint()


def test_a_model_survives_being_written_and_read():
    model = Model({"b:a b": -0.25, "w:on": 1.5}, 0.7, "abc")
    assert parse(model.as_text()) == model
