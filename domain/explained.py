"""What stands beside a number: its calculation with the numbers that went in, or the rule that decided."""

from collections.abc import Sequence
from datetime import date

from domain.expected import expected_progress, expected_value
from domain.formatting import count, operand, percent, rounded
from domain.measurement import Measurement, Reading, Schedule, known_by, path_ends
from domain.pace import a_week, needed_pace
from domain.status import PRESET_RULES
from domain.vocabulary import StatusPreset

_DAYS_A_WEEK = 7
_TIME_FORMULA = "days gone ÷ days in all"
_PLAN_FORMULA = "(planned value − start) ÷ (end − start)"
_NEEDED_FORMULA = "what is left ÷ weeks left"
_PRESETS = {
    StatusPreset.GAP: "gap",
    StatusPreset.RATIO_90_70: "ratio 90/70",
    StatusPreset.RATIO_95_75: "ratio 95/75",
}


def expected_in_words(m: Measurement, schedule: Schedule, today: date) -> str:
    """How the expected progress of today comes about; empty where the measure has no path to a target."""
    ends = path_ends(m)
    if ends is None:
        return ""
    share = percent(expected_progress(schedule, today, m))
    planned = expected_value(m, schedule, today)
    if schedule.plan_points and planned is not None and ends[0] != ends[1]:
        first, last = (operand(end) for end in ends)
        return f"{_PLAN_FORMULA} = ({operand(planned)} − {first}) ÷ ({last} − {first}) = {share}"
    if not schedule.span_days:
        return share
    return f"{_TIME_FORMULA} = {schedule.elapsed_days(today)} ÷ {count(schedule.span_days, 'day')} = {share}"


def needed_in_words(m: Measurement, readings: Sequence[Reading], schedule: Schedule, today: date) -> str:
    """How the needed pace comes about; empty where there is none, or nothing is left to do."""
    ends, needed = path_ends(m), needed_pace(m, readings, schedule, today)
    if ends is None or not needed:
        return ""
    left = f"({operand(ends[1])} − {operand(known_by(readings, today)[-1].value)})"
    weeks = rounded((schedule.due_on - today).days / _DAYS_A_WEEK, 1)
    return f"{_NEEDED_FORMULA} = {left} ÷ {weeks} = {a_week(needed, m.unit)}"


def rule_in_words(rule: str) -> str:
    """The rule of a status, with the name of the preset in front where the rule is a preset's."""
    preset = next((preset for preset, text in PRESET_RULES.items() if text == rule), None)
    return f"Preset {_PRESETS[preset]}. {rule}" if preset else rule
