"""The refused rows as a CSV file that can be mended and imported again."""

import csv
from collections.abc import Iterable
from io import StringIO

from services.exchange.cells import text_of
from services.exchange.neutral import neutral
from services.exchange.okrrows import RowProblem, Severity
from services.exchange.tables import Table


def refused_csv(table: Table, problems: Iterable[RowProblem]) -> bytes:
    """Refused rows with their original cells, their row number and the reason; UTF-8 with byte order mark."""
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        if problem.severity == Severity.REFUSED:
            reasons.setdefault(problem.row, []).append(f"{problem.column}: {problem.message}")
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=table.delimiter or ",")
    writer.writerow(["Row", *(neutral(name) for name in table.columns), "Reason"])
    for row in table.rows:
        if row.number in reasons:
            cells = [neutral(text_of(row.cell(index))) for index in range(len(table.columns))]
            writer.writerow([row.number, *cells, neutral(" ".join(reasons[row.number]))])
    return out.getvalue().encode("utf-8-sig")
