"""`outboard serve --participants` in a process of its own, asked at this machine's number in the network."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.driver import Tab
from benchmarks.serving import ROOT, environment
from entrypoints.own_addresses import own_numbers
from tests.apart import run_apart

OUTBOARD = Path(sys.executable).with_name("outboard")
NUMBERS = own_numbers()

pytestmark = pytest.mark.skipif(not NUMBERS, reason="this machine is in no network")


def started(folder: Path, *options: str) -> "subprocess.Popen[str]":
    command = [str(OUTBOARD), "serve", "--port", "0", "--sample", *options]
    variables = environment() | {"DATABASE_URL": f"sqlite:///{folder / 'okr.db'}"}
    return subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True)


def served(folder: Path, *options: str) -> Iterator[tuple[list[str], str, str]]:
    """Yield what the server printed, and its address here and in the network."""
    process = started(folder, *options)
    try:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(3 if options else 1)]
        found = re.search(r"http://127\.0\.0\.1:(\d+)", said[0])
        assert found, said
        yield said, found.group(), f"http://{NUMBERS[0]}:{found[1]}"
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], str, str]]:
    yield from served(tmp_path_factory.mktemp("opened"), "--participants")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], str, str]]:
    yield from served(tmp_path_factory.mktemp("closed"))


def seen(address: str, **headers: str) -> tuple[int, str]:
    """Return the status and where the request ended up."""
    try:
        with urlopen(Request(address, headers=headers), timeout=20) as answer:
            return int(answer.status), str(answer.url)
    except HTTPError as refused:
        return refused.code, str(refused.url)


async def drawn(address: str) -> tuple[str, set[str], str]:
    """Return which page a visit ends at, which pages there are for it, and what stands there."""
    async with Tab(address) as tab:
        await tab.run()
        labels = [found.label for found in tab.elements.values()]
        return tab.path, set(tab.pages), "\n".join([tab.text(), *labels])


def test_the_server_says_where_participants_join_and_what_they_can(opened: tuple[list[str], str, str]) -> None:
    said, _, network = opened
    assert f"{network}/take_part" in said[1]
    assert said[2].startswith("With a session's code they see what the session shows, write, and vote;")


@pytest.mark.parametrize("page", ["my_week", "data", "", "shared_screen?session=1", "my_week?as=Tomasz+Wilk"])
def test_a_socket_from_the_network_gets_the_page_for_joining_and_no_data(
    opened: tuple[list[str], str, str], page: str
) -> None:
    path, pages, text = run_apart(drawn(f"{opened[2]}/{page}"))
    assert (path, pages) == ("take_part", {"", "take_part"})
    assert "Type the six characters" in text
    assert "Tomasz Wilk" not in text


def test_this_machine_gets_every_page(opened: tuple[list[str], str, str]) -> None:
    path, pages, text = run_apart(drawn(f"{opened[1]}/my_week"))
    assert path == "my_week"
    assert {"data", "objectives", "take_part"} <= pages
    assert "Working as" in text


def test_a_browser_in_the_network_is_led_to_joining_and_gets_nothing_of_the_server_itself(
    opened: tuple[list[str], str, str],
) -> None:
    _, local, network = opened
    assert seen(f"{network}/my_week", Accept="text/html") == (200, f"{network}/take_part")
    assert [seen(f"{network}{path}")[0] for path in ("/healthz", "/_stcore/metrics", "/media/x")] == [403] * 3
    assert seen(f"{network}/", Host="outboard.example")[0] == 403
    assert seen(f"{network}/healthz", **{"X-Outboard-Visitor": "local"})[0] == 403
    assert seen(f"{local}/healthz")[0] == 200


def test_without_participants_nobody_answers_in_the_network(closed: tuple[list[str], str, str]) -> None:
    with pytest.raises(OSError, match="refused"):
        urlopen(closed[2], timeout=5)
    assert seen(f"{closed[1]}/healthz")[0] == 200
