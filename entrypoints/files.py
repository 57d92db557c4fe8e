"""Writing a result file: it takes the place of an earlier one when it is complete, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from services.errors import Refusal


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """Yield a file beside the target that takes the target's place at the end, and leaves no trace on failure.

    Raises Refusal for a target that is a folder or a device, and OSError that names the target.
    """
    final = Path(os.path.realpath(target))
    if final.exists() and not final.is_file():
        raise Refusal(f"{target} is not a file. Choose another name with --out.")
    draft = final.with_name(f".{final.name[:200]}.{os.getpid()}.part")
    try:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(final)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        draft.unlink(missing_ok=True)
