"""The coach: from an output to an outcome, and what a good key result has. It advises and never blocks."""

from domain.coaching.checklist import MOST_KEY_RESULTS, Check, ChecklistFacts, Sibling, checklist
from domain.coaching.compound import is_compound
from domain.coaching.library import Metric, domains, find_metric, library
from domain.coaching.rewriting import QUESTION, rewrites
from domain.coaching.suggest import MetricSuggestion, suggest_metrics

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
    "is_compound",
    "library",
    "rewrites",
    "suggest_metrics",
]
