"""Moments are stored in UTC and shown in the viewer's zone, whatever the zone of the server."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from ui.clock import day_of, moment


@pytest.fixture
def a_server_far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("a_server_far_east")
@pytest.mark.parametrize("zone", [UTC, None])
def test_a_stored_moment_is_read_as_utc_with_or_without_its_zone(zone: object) -> None:
    at = datetime(2026, 3, 3, 23, 5, tzinfo=UTC).replace(tzinfo=zone)  # type: ignore[arg-type]
    assert moment(at) == "3 Mar 23:05"
    assert day_of(at).isoformat() == "2026-03-03"
