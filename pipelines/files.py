"""Writing a file whole or not at all."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from pipelines.errors import PipelineError


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write that takes the place of `path` once it is complete and on the disk.

    Until then, and where anything fails, `path` stays as it was. The new file has the mode of the
    old one, and a symbolic link stays one. A device or pipe has no place to take: it is written to.

    Raises PipelineError where the file cannot be written.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
        else:
            yield from _written_beside(path.resolve())
    except OSError as error:
        raise PipelineError(f"{path}: cannot be written ({error.strerror or error})") from None


def _written_beside(target: Path) -> Iterator[BinaryIO]:
    unfinished = target.with_name(f".{target.name}.{secrets.token_hex(4)}.partial")
    try:
        with unfinished.open("xb") as file:
            yield file
            file.flush()
            if target.exists():
                os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
