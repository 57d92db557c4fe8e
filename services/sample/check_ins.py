"""The company's check-ins, those that corrections supersede, and the days on which they were written."""

from collections.abc import Iterator
from datetime import timedelta

from models import CheckIn
from services.quarters import working_moment
from services.sample.company import Plan


def check_ins(plan: Plan) -> Iterator[CheckIn]:
    """Return the check-ins that are true by today; a correction supersedes the latest entry of its day."""
    latest: dict[tuple[int, int], int] = {}
    number = 0
    for row in plan.rest("check_ins"):
        key_result, day = plan.keys["key_results"].of(row, "key_result"), row.whole("day")
        start = plan.first_day_of_key_result(key_result)
        if start + timedelta(days=day) > plan.today:
            continue
        number += 1
        supersedes = latest.get((key_result, row.whole("supersedes_day"))) if row["supersedes_day"] else None
        if row["supersedes_day"] and supersedes is None:
            raise row.problem("supersedes_day", "There is no earlier check-in of this key result on that day.")
        latest[key_result, day] = number
        written = min(plan.today, start + timedelta(days=row.whole("entered_day", day)))
        yield row.build(
            CheckIn,
            id=number,
            key_result_id=key_result,
            as_of=start + timedelta(days=day),
            entered_at=working_moment(written, number),
            author_id=plan.keys["people"].of(row, "author"),
            supersedes_id=supersedes,
            **row.filled("value", "confidence", "note"),
        )
