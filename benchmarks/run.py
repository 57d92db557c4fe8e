"""Measure everything, or the parts that are named, and write results to JSON and to docs/performance.md.

Usage: python -m benchmarks [--quick] [PART …]. With --quick a small organisation is measured briefly and the results
are only printed.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks import durability, killing, live, machine, pages, server, sessions, stores, tables, writes
from benchmarks.browser import NoBrowser
from benchmarks.serving import ROOT

RESULTS = ROOT / "benchmarks" / "results"
Results = Mapping[str, Sequence[Mapping[str, Any]]]


def main() -> int:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}; all when none is named")
    parser.add_argument("--quick", action="store_true", help="a small organisation, few repetitions, printed only")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - PARTS.keys():
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for part in chosen.parts or PARTS:
        print(f"\n## {part}", flush=True)
        described = machine.described()
        for name, rows in PARTS[part](chosen.quick).items():
            _tell(name, rows, described, keep=not chosen.quick)
    return 0


def _tell(name: str, rows: Sequence[Mapping[str, Any]], described: str, *, keep: bool) -> None:
    table = tables.as_table(name, rows)
    print(f"\n{table}\n\n{described}", flush=True)
    if keep:
        RESULTS.mkdir(parents=True, exist_ok=True)
        report = json.dumps({"machine": described, "rows": rows}, indent=2)
        (RESULTS / f"{name}.json").write_text(report + "\n", encoding="utf-8")
        tables.publish(name, table, described)


def _size(quick: bool) -> stores.Size:
    return stores.QUICK if quick else stores.REFERENCE


def _filling(quick: bool) -> Results:
    return {"filling": server.filling(_size(quick))}


def _pages(quick: bool) -> Results:
    return pages.measure(_size(quick), 20 if quick else 120)


def _growth(quick: bool) -> Results:
    smaller = stores.TINY if quick else stores.SMALL
    return {"growth": pages.compare(smaller, _size(quick), 20 if quick else 120)}


def _starts(quick: bool) -> Results:
    try:
        return {"starts": server.starts(_size(quick))}
    except NoBrowser as missing:
        print(f"Not measured: {missing}")
        return {}


def _memory(quick: bool) -> Results:
    return {"memory": server.memory(_size(quick), 10 if quick else 100)}


def _writes(quick: bool) -> Results:
    return {"writes": writes.measure(_size(quick), 2 if quick else 10)}


def _live(quick: bool) -> Results:
    return live.measure(_size(quick), 10 if quick else 50, 4 if quick else 20)


def _sessions(quick: bool) -> Results:
    return sessions.measure(_size(quick), 6 if quick else 30, 3 if quick else 15)


def _durability(quick: bool) -> Results:
    return {
        "writers": durability.writers(_size(quick), 20, 10 if quick else 50),
        "killed": [killing.killed(stores.TINY if quick else stores.QUICK, 3 if quick else 100)],
    }


def _importing(quick: bool) -> Results:
    return {"importing": server.importing(500 if quick else 20_000)}


def _classification(quick: bool) -> Results:
    if quick:
        print("Left out: it would replace the kept results.")
    else:
        subprocess.run([sys.executable, "benchmarks/classification.py"], cwd=ROOT, check=True)
    return {}


def _forecast(quick: bool) -> Results:
    subprocess.run([sys.executable, "benchmarks/forecast.py", *(["--quick"] if quick else [])], cwd=ROOT, check=True)
    return {}


PARTS: Mapping[str, Callable[[bool], Results]] = {
    "pages": _pages,
    "growth": _growth,
    "starts": _starts,
    "memory": _memory,
    "writes": _writes,
    "live": _live,
    "sessions": _sessions,
    "durability": _durability,
    "filling": _filling,
    "importing": _importing,
    "classification": _classification,
    "forecast": _forecast,
}

if __name__ == "__main__":
    sys.exit(main())
