"""Serving the application with a count of the SQL statements that it runs, in a file that others can read meanwhile."""

import mmap
import os
import struct
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Engine, event

from entrypoints.serve import serve

FILE = "BENCHMARK_STATEMENTS"  # the environment variable that names the file
COUNT = struct.Struct("=q")
FRAMING = ("BEGIN", "PRAGMA", "COMMIT", "ROLLBACK")


def statements(path: Path) -> int:
    """Return how many statements have run so far."""
    count: int = COUNT.unpack(path.read_bytes())[0]
    return count


def main() -> int:
    """Serve on a free port and count from the start."""
    path = Path(os.environ[FILE])
    path.write_bytes(COUNT.pack(0))
    with path.open("r+b") as file:
        memory, lock = mmap.mmap(file.fileno(), COUNT.size), Lock()

        def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith(FRAMING):
                with lock:
                    COUNT.pack_into(memory, 0, COUNT.unpack_from(memory)[0] + 1)

        event.listen(Engine, "before_cursor_execute", count)
        serve(0, False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
