"""From what the user names (files, folders, globs, "-") to the files to read."""

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import PipelineError
from pipelines.readers.base import Problem
from pipelines.readers.streams import STDIN


class Input(NamedTuple):
    """A file to read; `named` is false where it only lies in a folder that the user named."""

    path: str
    named: bool = True


def expand(inputs: Iterable[str]) -> Iterator[Input | Problem]:
    """The files that `inputs` stand for, in order; those of a folder or glob are sorted."""
    for name in inputs:
        if name == STDIN or Path(name).is_file():
            yield Input(name)
        elif Path(name).is_dir():
            yield from _in_folder(name)
        elif glob.has_magic(name):
            yield from _matching(name)
        elif Path(name).exists():
            yield Input(name)
        else:
            yield Problem(name, None, "no such file or folder")


def refuse_missing(inputs: Sequence[str]) -> None:
    """Raise PipelineError where not one file is there to be read."""
    found = list(expand(inputs))
    if not any(isinstance(item, Input) for item in found):
        raise PipelineError("; ".join(map(str, found)) or "no input")


def _in_folder(folder: str) -> Iterator[Input | Problem]:
    """All files below, but for hidden ones."""
    files = sorted(
        path
        for path in Path(folder).rglob("*")
        if path.is_file() and not _is_hidden(path.relative_to(folder))
    )
    if not files:
        yield Problem(folder, None, "the folder has no files")
    yield from (Input(str(path), named=False) for path in files)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _matching(pattern: str) -> Iterator[Input | Problem]:
    files = [path for path in sorted(glob.glob(pattern, recursive=True)) if Path(path).is_file()]
    if not files:
        yield Problem(pattern, None, "no file matches")
    yield from map(Input, files)
