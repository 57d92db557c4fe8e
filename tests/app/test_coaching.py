"""The coach beside a key result: an output meets the question, and every key result its checklist."""

from tests.app.conftest import OpenPage, Query
from tests.app.test_key_result_page import key_of


def test_an_output_is_asked_who_does_what_differently(sample: Query, open_page: OpenPage) -> None:
    said = open_page("key_result", id=key_of(sample, "Set up 14 repair benches")).said
    assert "Who does what differently because of it, and by how much?" in said
    assert "because of “Set up 14 repair benches”" in said


def test_an_outcome_is_not_asked_to_become_one(sample: Query, open_page: OpenPage) -> None:
    said = open_page("key_result", id=key_of(sample, "Families with a monthly cargo bike")).said
    assert "Who does what differently" not in said
    assert "It has baseline 118 families and target 180 families" in said


def test_the_checklist_counts_the_objectives_other_key_results(sample: Query, open_page: OpenPage) -> None:
    key = key_of(sample, "Set up 14 repair benches")
    together = sample(
        "SELECT count(*) FROM key_result WHERE objective_id = (SELECT objective_id FROM key_result WHERE id = ?)", key
    )
    assert f"{together[0][0]} of at most 5 key results" in open_page("key_result", id=key).said
