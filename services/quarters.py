"""The calendar of invented companies: cycles of 91 days in whose active one it is always the middle."""

from datetime import UTC, date, datetime, time, timedelta

CYCLE_DAYS = 91
MIDDLE = 45  # days from the first day of the active cycle to today
FIRST_HOUR, WORKING_MINUTES = 7, 9 * 60  # UTC


def cycle_start(today: date, offset: int) -> date:
    """Return the first day of the cycle that lies ``offset`` cycles after the active one."""
    return today + timedelta(days=CYCLE_DAYS * offset - MIDDLE)


def cycle_end(today: date, offset: int) -> date:
    """Return the last day of the cycle that lies ``offset`` cycles after the active one."""
    return cycle_start(today, offset + 1) - timedelta(days=1)


def quarter_name(today: date, offset: int) -> str:
    """Return the name of a cycle, such as "2026 Q4", counted in quarters from the one that today lies in."""
    quarters = today.year * 4 + (today.month - 1) // 3 + offset
    return f"{quarters // 4} Q{quarters % 4 + 1}"


def working_moment(day: date, number: int) -> datetime:
    """Return a moment between 7:00 and 16:00 UTC on a day; the number alone decides which."""
    minutes = number * 37 % WORKING_MINUTES
    return datetime.combine(day, time(FIRST_HOUR + minutes // 60, minutes % 60), UTC)
