"""A cycle in ISO weeks, Monday to Sunday."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MOST_WEEKS = 60  # a year and some; a cycle that somebody dated wrongly is not drawn to its end
_DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week by its Monday."""

    monday: date

    @property
    def sunday(self) -> date:
        """The last day of the week."""
        return self.monday + timedelta(days=_DAYS - 1)

    @property
    def number(self) -> int:
        """The week's ISO number, 1 to 53."""
        return self.monday.isocalendar().week

    def closes_on(self, today: date) -> date:
        """The day that the week is judged by: its Sunday, or today while it lasts."""
        return min(self.sunday, today)


def weeks_between(first: date, last: date) -> tuple[Week, ...]:
    """The weeks that hold a day from `first` to `last`, at most 60; none when `last` lies before `first`."""
    monday = first - timedelta(days=first.weekday())
    number = min(MOST_WEEKS, ((last - monday).days // _DAYS) + 1) if last >= first else 0
    return tuple(Week(monday + timedelta(days=_DAYS * place)) for place in range(number))


def begun(weeks: Sequence[Week], today: date) -> tuple[Week, ...]:
    """Those of the weeks that have begun by `today`."""
    return tuple(week for week in weeks if week.monday <= today)
