"""Results as Markdown tables, and their places in the document that shows them."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
Row = Mapping[str, Any]
Columns = Mapping[str, Callable[[Row], object]]


def _ms(*path: str) -> Callable[[Row], str]:
    def value(row: Row) -> str:
        found: Any = row
        for name in path:
            found = found.get(name)
            if found is None:
                return "–"
        return f"{found:,.0f}" if abs(found) >= 100 else f"{found:,.1f}"

    return value


def _field(name: str) -> Callable[[Row], object]:
    return lambda row: row[name]


def _thousands(name: str) -> Callable[[Row], str]:
    return lambda row: f"{row[name]:,}"


def _goal(row: Row) -> str:
    return "met" if row["meets_goal"] else "**missed**"


def _address(row: Row) -> str:
    return f"/{row['page']}"


RUNS: Columns = {
    "Page": _address,
    "What is done": _field("what"),
    "Bare page, median ms": _ms("bare", "median"),
    "Median ms": _ms("timed", "median"),
    "95 % ms": _ms("timed", "p95"),
    "Least ms": _ms("timed", "least"),
    "Above bare, ms": _ms("above_bare"),
    "Goal": _goal,
}
COST: Columns = {
    "Meanwhile": _field("what"),
    "Screens": _field("screens"),
    "SQL statements a second and screen": _field("statements"),
    "Server, % of a core": _field("cpu"),
}
TABLES: Mapping[str, Columns] = {
    "pages": RUNS,
    "sessions": RUNS,
    "growth": {
        "Page": _address,
        "Small, median ms": _ms("small", "median"),
        "Reference size, median ms": _ms("large", "median"),
        "Difference, ms": lambda row: f"{row['large']['median'] - row['small']['median']:+.1f}",
    },
    "starts": {
        "Start": _field("what"),
        "Answers after s": _field("answers"),
        "First page drawn after s": _field("first_page"),
        "Next visitor's first page, s": _field("next_visitor"),
    },
    "memory": {"Server": _field("what"), "MB": _field("mb")},
    "writes": {
        "Database": _field("database"),
        "At once": _field("threads"),
        "Check-ins a second": _field("a_second"),
        "One, median ms": _ms("one", "median"),
        "One, 95 % ms": _ms("one", "p95"),
    },
    "live": {
        "Page": _field("page"),
        "Screens": _field("screens"),
        "Check-ins to appear": _field("expected"),
        "Lost": _field("lost"),
        "Typed text lost": _field("input_lost"),
        "Median ms": _ms("one", "median"),
        "95 % ms": _ms("one", "p95"),
        "Most, ms": _ms("most"),
    },
    "live_cost": COST,
    "planning": {
        "What, and where": _field("what"),
        "Expected": _field("expected"),
        "Lost": _field("lost"),
        "Median ms": _ms("one", "median"),
        "95 % ms": _ms("one", "p95"),
        "Most, ms": _ms("most"),
        "Goal": _goal,
    },
    "planning_cost": COST,
    "writers": {
        "Database": _field("database"),
        "Writers": _field("writers"),
        "Acknowledged": _thousands("acknowledged"),
        "Stored": _thousands("stored"),
        "Lost": _field("lost"),
        "Twice": _field("twice"),
        "A second": _field("a_second"),
        "Median ms": _ms("median"),
        "99 % ms": _ms("p99"),
        "Most, ms": _ms("most"),
        "Goal": _goal,
    },
    "killed": {
        "Killed": _field("rounds"),
        "Acknowledged": _thousands("acknowledged"),
        "Cut off and sent again": _thousands("cut_off"),
        "Lost": _field("lost"),
        "Stored twice": _field("twice"),
        "Unsound databases": _field("unsound"),
    },
    "filling": {"Database": _field("database"), "Seconds": _field("seconds"), "MB on disk": _field("mb")},
    "importing": {
        "Step": _field("what"),
        "Rows": _thousands("rows"),
        "File, MB": _field("file_mb"),
        "Key results created": _thousands("created"),
        "Seconds": _field("seconds"),
        "Peak of memory, MB": _field("peak_mb"),
    },
}


def as_table(name: str, rows: Sequence[Row]) -> str:
    """Return rows as the Markdown table of this name; columns of numbers are aligned to the right."""
    columns = TABLES[name]
    cells = [[str(cell(row)) for cell in columns.values()] for row in rows]
    numeric = [all(re.fullmatch(r"[-+]?[\d.,]+", row[place]) for row in cells) for place in range(len(columns))]
    rule = ["---:" if is_numeric else "---" for is_numeric in numeric]
    return "\n".join(f"| {' | '.join(line)} |" for line in [list(columns), rule, *cells])


def publish(name: str, table: str, machine: str) -> None:
    """Put a table between its two markers in the document."""
    begins, ends = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    text = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = text.partition(begins)
    _, _, after = rest.partition(ends)
    if not rest:
        raise ValueError(f"{DOCUMENT} has no place for the table {name!r}: it needs {begins.strip()} and {ends}.")
    DOCUMENT.write_text(f"{before}{begins}{table}\n\n{machine}\n{ends}{after}", encoding="utf-8")
