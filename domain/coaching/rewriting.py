"""The way from an output to an outcome: a question, and patterns to fill in."""

from domain.coaching.library import Metric
from domain.vocabulary import Measure

QUESTION = "Who does what differently because of it, and by how much?"

_LONGEST_QUOTE = 80
_VERBS = {Measure.INCREASE: "Increase", Measure.DECREASE: "Reduce"}
_LIMITS = {Measure.STAY_AT_LEAST: "at or above", Measure.STAY_AT_MOST: "at or below"}
_WITHOUT_WORD = frozenset({"", "ratio"})
_SHARE = " %"  # a share counts people; any other unit belongs to the measure, not to a number of people


def rewrites(text: str, metric: Metric | None = None) -> tuple[str, ...]:
    """Give three patterns for an outcome; what the metric settles is filled in, the rest stands in <angle brackets>.

    The first names people and what they do, the second the measure, the third keeps the work as a means.
    """
    who = metric.who if metric else "<who>"
    unit = _unit(metric)
    people = f"share of {who}" if unit == _SHARE else who
    share = unit if unit == _SHARE else ""
    return (
        f"{_capital(people)} who <do what>: from <baseline> to <target>{share} by <date>",
        _measured(metric, unit),
        f"By <date>, {who} <do what> <how much> more or less than <baseline>, because of “{_quote(text)}”",
    )


def _measured(metric: Metric | None, unit: str) -> str:
    if metric is None:
        return "<Increase or reduce> <a number that <who> would notice> from <baseline> to <target> by <date>"
    name = metric.name if metric.name[1:2].isupper() else metric.name[:1].lower() + metric.name[1:]
    if metric.direction in _LIMITS:
        return f"Keep {name} of {metric.who} {_LIMITS[metric.direction]} <limit>{unit} until <date>"
    return f"{_VERBS[metric.direction]} {name} of {metric.who} from <baseline> to <target>{unit} by <date>"


def _unit(metric: Metric | None) -> str:
    if metric is None or metric.unit in _WITHOUT_WORD:
        return ""
    return " <currency>" if metric.unit == "currency" else f" {metric.unit}"


def _quote(text: str) -> str:
    plain = " ".join(text.split()).rstrip(".!")
    if len(plain) > _LONGEST_QUOTE:
        plain = plain[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return plain or "<what we make or do>"


def _capital(text: str) -> str:
    return f"<{text[1:2].upper()}{text[2:]}" if text.startswith("<") else text[:1].upper() + text[1:]
