"""Snapshots of objectives in an archive: their key results go by keys in the file, and by ids in a database."""

from collections.abc import Callable
from typing import Any

GONE = 0  # stands for a key result that the database does not hold


def with_keys(snapshot: dict[str, Any] | None, key_of: Callable[[int], str | None]) -> dict[str, Any] | None:
    """Return a stored snapshot as a file holds it."""
    return _translated(snapshot, key_of)


def with_ids(snapshot: dict[str, Any], ids: dict[str, int]) -> dict[str, Any] | None:
    """Return a snapshot from a file as a database stores it; raises KeyError for a key result that is not there."""
    return _translated(snapshot, lambda key: GONE if key is None else ids[key])


def _translated(snapshot: dict[str, Any] | None, other: Callable[[Any], Any]) -> dict[str, Any] | None:
    if not snapshot:
        return snapshot
    rows = [{**row, "key": other(row["key"])} for row in snapshot.get("key_results", ())]
    return {**snapshot, "key_results": rows}
