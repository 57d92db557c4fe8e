"""The coach: from an output to an outcome, and what a good key result has. It advises and never blocks."""

from domain.coaching.checklist import MOST_KEY_RESULTS, Check, ChecklistFacts, Sibling, checklist
from domain.coaching.compound import halves, is_compound
from domain.coaching.hypothesis import hypothesis_for
from domain.coaching.library import Metric, domains, find_metric, library
from domain.coaching.rewriting import QUESTION, rewrites
from domain.coaching.suggest import MetricSuggestion, likely_field, suggest_metrics

__all__ = [
    "MOST_KEY_RESULTS",
    "QUESTION",
    "Check",
    "ChecklistFacts",
    "Metric",
    "MetricSuggestion",
    "Sibling",
    "checklist",
    "domains",
    "find_metric",
    "halves",
    "hypothesis_for",
    "is_compound",
    "library",
    "likely_field",
    "rewrites",
    "suggest_metrics",
]
