"""JSON lines: one paper a line, in any of the shapes of `pipelines.readers.json_shapes`."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.readers.base import Columns, Problem, decoded, lines
from pipelines.readers.json_shapes import paper_or_problem
from schemas import Paper


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the first thing in the file is an object."""
    return head.lstrip().startswith(b"{")


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order; `position` counts the records, problems name the line."""
    position = 0
    for number, line in lines(stream):
        if line is not None and not line.strip():
            continue
        position += 1
        place = f"line {number}"
        if line is None:
            yield Problem(source, place, "line too long to be a record")
            continue
        try:
            record = json.loads(decoded(line))
        except (ValueError, RecursionError) as error:
            yield Problem(source, place, f"broken JSON ({_reason(error)})")
            continue
        yield paper_or_problem(record, source, position, place, columns)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, column {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
