"""The drawn tree: a mark for each objective, a line for each contribution, and words for those who cannot see it."""

import pytest

from charts.alignment import AlignmentNode, alignment_tree
from charts.alignment_template import ROW_HEIGHT, template
from charts.picture import svg
from domain.alignment import Aim, layout, tree
from domain.formatting import NBSP
from domain.vocabulary import Status

AIMS = [Aim(1, 1), Aim(2, 2, 1), Aim(3, 2, 1), Aim(4, 3)]


def node(key: int, **changes: object) -> AlignmentNode:
    given = {"title": f"Aim {key}", "team": "Care", "owner": "Ana", "status": Status.ON_TRACK, "progress": 0.62}
    return AlignmentNode(**{"key": key, **given, **changes})


def drawn(whole: bool = False, dark: bool = False):
    nodes = {1: node(1), 2: node(2, through="Fewer calls"), 3: node(3, progress=None), 4: node(4, orphan=True)}
    return alignment_tree(nodes, layout(tree(AIMS)), "3 on track", whole=whole, dark=dark)


def test_every_objective_has_a_mark_with_its_key_and_words() -> None:
    marks = drawn().data.query("kind == 'node'")
    assert list(marks["text"]) == ["Aim 1", "Aim 2", "Aim 3", "Aim 4"]
    assert list(marks["key"]) == ["1", "2", "3", "4"]
    assert [note.replace(NBSP, " ") for note in marks["note"]] == [
        "62 % · Care",
        "62 % · Care",
        "no data · Care",
        "62 % · Care · orphan",
    ]


def test_every_contribution_has_a_line_and_every_parent_a_stem() -> None:
    links = drawn().data.query("kind == 'link'")
    assert len(links) == 3
    assert list(links["bottom"]) == [2.0, 1.0, 2.0]


def test_the_words_say_what_hangs_from_what() -> None:
    assert drawn().alt.replace(NBSP, " ") == "3 on track. Aim 1: 2 objectives below."


def test_the_tip_names_the_key_result_and_the_orphan() -> None:
    tips = [tip.replace(NBSP, " ") for tip in drawn().data.query("kind == 'node'")["tip"]]
    assert tips[1] == "Aim 2 (Care, Ana): on track, 62 %; contributes to “Fewer calls”"
    assert tips[3].endswith("an orphan: contributes to nothing")


def test_the_download_holds_parent_and_level() -> None:
    table = drawn().table()
    assert list(table["Level"]) == [1, 2, 2, 1]
    assert list(table["Contributes to"]) == ["", "Aim 1", "Aim 1", ""]


@pytest.mark.parametrize(("whole", "rows"), [(True, 4), (False, 0)])
def test_the_whole_tree_starts_with_every_row(whole: bool, rows: int) -> None:
    assert {"name": "whole", "value": rows} in drawn(whole).spec["params"]


def test_a_picture_is_as_high_as_the_tree() -> None:
    assert drawn().spec["height"] == 4 * ROW_HEIGHT
    assert b"Aim 4" in svg(drawn())


def test_the_shape_is_compiled_once_for_each_theme() -> None:
    assert template(True) is template(True)
    assert template(True)["config"] != template(False)["config"]
