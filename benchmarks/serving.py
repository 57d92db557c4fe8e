"""Servers to measure: each a process of its own on a free loopback port, ended by its own id."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import psutil

from benchmarks.counted import FILE

ROOT = Path(__file__).resolve().parents[1]
ANNOUNCED = re.compile(r"http://127\.0\.0\.1:\d+")
CONFIGURED = ("DATABASE_URL", "OUTBOARD_")
PATIENCE = 60.0  # seconds for a server to say where it is


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it answers, its process, and the seconds from its start until it answered."""

    address: str
    process: int
    seconds_to_answer: float

    def busy(self) -> float:
        """Return the seconds of processor time that the server has used so far."""
        used = psutil.Process(self.process).cpu_times()
        return float(used.user + used.system)

    def memory(self) -> float:
        """Return the resident memory of the server's process in MB (2**20 bytes)."""
        return float(psutil.Process(self.process).memory_info().rss) / 2**20


@contextmanager
def application(url: str, *options: str) -> Iterator[Server]:
    """Serve the application on a database with ``outboard serve`` and its options."""
    command = [str(Path(sys.executable).with_name("outboard")), "serve", "--port", "0", *options]
    with _served(command, {"DATABASE_URL": url}) as server:
        yield server


@contextmanager
def counted(url: str, count: Path) -> Iterator[Server]:
    """Serve the application on a database, with its SQL statements counted in a file."""
    with _served([sys.executable, "-m", "benchmarks.counted"], {"DATABASE_URL": url, FILE: str(count)}) as server:
        yield server


@contextmanager
def bare_page() -> Iterator[Server]:
    """Serve a page with one checkbox by the same kind of server with the same configuration."""
    with _served([sys.executable, "-m", "benchmarks.bare.serve"], {}) as server:
        yield server


def environment() -> dict[str, str]:
    """Return this process's environment without its own configuration of the application."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(CONFIGURED)}
    return {**inherited, "PYTHONUNBUFFERED": "1"}


@contextmanager
def _served(command: list[str], variables: dict[str, str]) -> Iterator[Server]:
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env={**environment(), **variables}, stdout=subprocess.PIPE, text=True)
    try:
        address = _announced(process)
        yield Server(address, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _announced(process: "subprocess.Popen[str]") -> str:
    found: list[str] = []
    reader = Thread(target=_read_address, args=(process, found), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    if not found:
        raise RuntimeError(f"{process.args!r} did not say where it answers within {PATIENCE:.0f} s")
    return found[0]


def _read_address(process: "subprocess.Popen[str]", found: list[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if match := ANNOUNCED.search(line):
            found.append(match.group())
            return
