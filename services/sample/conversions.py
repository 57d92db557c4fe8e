"""The company's demotions and splits: what became of key results, in a form that can be undone."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from domain.vocabulary import ConversionKind
from models import Conversion, KeyResult
from services.bulk import Values, event
from services.quarters import working_moment
from services.sample.company import Plan
from services.sample.files import Row
from services.undoing import KEPT_PART, LABELLING, WROTE


def conversions(plan: Plan, key_results: list[KeyResult]) -> list[Conversion]:
    """Return the conversions in the order of their file; a key result that was demoted is dropped from now on."""
    return [_conversion(plan, row, key, key_results) for key, row in enumerate(plan.rest("conversions"), 1)]


def as_written(made: list[Conversion], record: KeyResult) -> Values:
    """Return a key result as it was before a conversion changed it."""
    before: Values = next((one.before["key_result"] for one in made if one.from_key_result_id == record.key), {})
    return {**record.model_dump(mode="json"), **before}


def conversion_trail(made: list[Conversion], key_results: list[KeyResult]) -> Iterator[Values]:
    """Return what the history of changes tells of the key results that a conversion changed, still without ids."""
    for one in made:
        if one.from_key_result_id is None:
            continue
        record: Mapping[str, Any] = key_results[one.from_key_result_id - 1].model_dump()
        for field, before in one.before["key_result"].items():
            if before != record[field]:
                texts = {"before": str(before), "after": str(record[field])}
                yield event("changed", KeyResult, one.from_key_result_id, one.person_id, one.at, field=field, **texts)


def _conversion(plan: Plan, row: Row, key: int, key_results: list[KeyResult]) -> Conversion:
    keys = plan.keys
    origin = key_results[keys["key_results"].of(row, "key_result") - 1]
    day = plan.first_day_of_key_result(origin.key) + timedelta(days=row.whole("day"))
    ends: dict[str, int] = {"to_key_result_id": keys["key_results"].of(row, "to_key_result")}
    if row["initiative"]:
        ends["initiative_id"] = keys["initiatives"].of(row, "initiative")
    split = row["kind"] == ConversionKind.SPLIT
    before = _before_a_split(row, origin) if split else {"key_result": {"dropped": False}, WROTE: False}
    origin.version, origin.dropped = 2, origin.dropped or not split
    return row.build(
        Conversion,
        id=key,
        from_key_result_id=origin.key,
        **ends,
        before=before,
        person_id=keys["people"].of(row, "person"),
        at=working_moment(day, key),
        **row.filled("kind"),
    )


def _before_a_split(row: Row, origin: KeyResult) -> dict[str, Any]:
    labelling = origin.model_dump(mode="json", include=set(LABELLING))
    before = {"title": row["title_before"], "weight": float(row.whole("weight_before", 1)), **labelling}
    return {"key_result": before, KEPT_PART: {"title": origin.title, "weight": origin.weight}, WROTE: True}
