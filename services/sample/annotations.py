"""The company's remarks: what happened on which day of a key result."""

from collections.abc import Iterator
from datetime import timedelta

from models import Annotation
from services.quarters import working_moment
from services.sample.company import Plan


def annotations(plan: Plan) -> Iterator[Annotation]:
    """Return the remarks in the order of their file, each written on its day, or today about a day to come."""
    for number, row in enumerate(plan.rest("annotations"), 1):
        key_result = plan.keys["key_results"].of(row, "key_result")
        day = plan.first_day_of_key_result(key_result) + timedelta(days=row.whole("day"))
        yield row.build(
            Annotation,
            id=number,
            key_result_id=key_result,
            on_day=day,
            author_id=plan.keys["people"].of(row, "author"),
            at=working_moment(min(plan.today, day), number),
            **row.filled("text"),
        )
