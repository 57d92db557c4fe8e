"""What the data in a cell may look like: only what an export writes there is taken in again."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from math import isfinite
from typing import Any

from domain.vocabulary import Control, Exemption, Indicator, InitiativeState, Label, LabelSource, Measure, Status

Shape = Callable[[Any], bool]


def _is_day(value: Any) -> bool:
    try:
        return bool(date.fromisoformat(value).isoformat() == value)
    except (TypeError, ValueError):
        return False


def _is_moment(value: Any) -> bool:
    try:
        return datetime.fromisoformat(value).utcoffset() == timedelta(0)
    except (TypeError, ValueError):
        return False


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and isinstance(value, int | float) and isfinite(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


def _is_positive(value: Any) -> bool:
    return _is_number(value) and value > 0


def _one_of(vocabulary: type[StrEnum]) -> Shape:
    words = {word.value for word in vocabulary}
    return lambda value: isinstance(value, str) and value in words


def _or_nothing(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


def _has_all(fields: Mapping[str, Shape]) -> Shape:
    return lambda value: isinstance(value, dict) and all(name in value and fields[name](value[name]) for name in fields)


def _has_only(fields: Mapping[str, Shape]) -> Shape:
    return lambda value: (
        isinstance(value, dict) and all(name in fields and fields[name](found) for name, found in value.items())
    )


def _has_if_any(fields: Mapping[str, Shape]) -> Shape:
    return lambda value: all(name not in value or fields[name](value[name]) for name in fields)


def _all(shape: Shape) -> Shape:
    return lambda value: isinstance(value, list) and all(map(shape, value))


def _is_plan_point(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_day(value[0]) and _is_number(value[1])


def _are_answers(value: Any) -> bool:
    return isinstance(value, dict) and all(answer is None or isinstance(answer, bool) for answer in value.values())


_REASON = {"rule": _is_text, "start": _is_number, "end": _is_number, "weight": _is_number}
_JUDGED = {"label": _one_of(Label), "label_source": _one_of(LabelSource)}
_KEPT = {
    **{"key": _or_nothing(_is_text), "title": _is_text, **_JUDGED, "exemption": _one_of(Exemption)},
    **{"weight": _is_number, "dropped": _is_yes_or_no},
}
_FIGURES = {
    **{name: _or_nothing(_is_number) for name in ("baseline", "target", "low", "high", "value", "progress")},
    **{"measure": _or_nothing(_one_of(Measure)), "unit": _is_text, "as_of": _or_nothing(_is_day)},
    **{"status": _one_of(Status), "stale": _is_yes_or_no},
}
_PART = {"title": _is_text, "weight": _is_positive}
_LABELLING = {
    **{**_JUDGED, "label_probability": _is_number},
    **{"indicator": _or_nothing(_one_of(Indicator)), "control": _or_nothing(_one_of(Control))},
}
_has_kept, _has_figures = _has_all(_KEPT), _has_if_any(_FIGURES)


def _is_key_result_then(value: Any) -> bool:
    return _has_kept(value) and _has_figures(value)


_SNAPSHOT = _has_all(
    {"title": _is_text, "share": _or_nothing(_is_number), "key_results": _all(_is_key_result_then)},
)
_PUT_BACK = _has_only(
    {
        "key_result": _has_only({"dropped": _is_yes_or_no, **_PART, **_LABELLING}),
        "initiative": _has_only({"state": _one_of(InitiativeState)}),
        "kept_part": _has_all(_PART),
        "wrote_key_result": _is_yes_or_no,
        "proposed_at": _is_moment,
    }
)
SPLIT_PUTS_BACK = _has_all({"key_result": _has_all({**_PART, **_LABELLING}), "kept_part": _has_all(_PART)})
SHAPES: Mapping[str, Shape] = {
    "plan_points": _all(_is_plan_point),
    "reasons": _all(_has_all(_REASON)),
    "answers": _are_answers,
    "missing": _all(_is_text),
    "snapshot": lambda value: value == {} or _SNAPSHOT(value),
    **{"before": _SNAPSHOT, "after": _SNAPSHOT, "puts_back": _PUT_BACK},
}
