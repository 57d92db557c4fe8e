"""What became of the goals, as the record tells it."""

from collections.abc import Iterator, Sequence
from html import escape

from domain.formatting import count
from domain.goal_changes import Change, Fate, KeyResultChange, ObjectiveChange
from services.records.pieces import instead, paragraph

FATES = {Fate.NEW: "new", Fate.CHANGED: "changed", Fate.KEPT: "unchanged", Fate.GONE: "no longer planned"}
DROPPED = "dropped"


def goals(rows: Sequence[ObjectiveChange]) -> str:
    """Return every objective with its key results: what is new, what changed from what to what, what is gone."""
    return "".join(map(_objective, rows))


def goals_in_a_sentence(rows: Sequence[ObjectiveChange]) -> str:
    """Say how many objectives and key results are new, changed and gone."""
    key_results = [each for row in rows for each in row.key_results]
    said = [
        f"{count(len(found), noun)}: {_counted([each.fate for each in found])}"
        for noun, found in (("objective", rows), ("key result", key_results))
        if found
    ]
    return ". ".join(said) + "." if said else ""


def _counted(fates: Sequence[Fate]) -> str:
    return ", ".join(f"{fates.count(fate)} {FATES[fate]}" for fate in Fate if fate in fates)


def _objective(row: ObjectiveChange) -> str:
    head = f"<h3>{_mark(row.fate)}{escape(row.title)}</h3>"
    facts = paragraph(row.facts, "facts")
    answer = paragraph(f"Would reaching all of it be enough? {row.sufficiency}", "facts") if row.sufficiency else ""
    listed = "".join(map(_key_result, row.key_results))
    inside = f"<ul>{listed}</ul>" if listed else paragraph("No key result.", "nothing")
    return f'<article class="goal fate-{row.fate}">{head}{facts}{_changes(row.changes)}{answer}{inside}</article>'


def _key_result(row: KeyResultChange) -> str:
    facts = ", ".join(word for word in (row.aim, row.label) if word)
    word = DROPPED if row.fate == Fate.GONE else FATES[row.fate]
    head = f"{_mark(row.fate, word)}{escape(row.title)} <small>{escape(facts)}</small>"
    return f'<li class="fate-{row.fate}">{head}{_changes(row.changes)}</li>'


def _mark(fate: Fate, word: str = "") -> str:
    return f'<span class="fate">{escape(word or FATES[fate])}</span> '


def _changes(changes: Sequence[Change]) -> str:
    told = "".join(_told(changes))
    return f"<dl>{told}</dl>" if told else ""


def _told(changes: Sequence[Change]) -> Iterator[str]:
    for each in changes:
        yield f"<div><dt>{escape(each.what)}</dt><dd>{instead(each.before, each.after)}</dd></div>"
