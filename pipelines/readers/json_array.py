"""A JSON array of papers, each in any of the shapes of `pipelines.readers.json_shapes`."""

from collections.abc import Iterator
from typing import BinaryIO

import ijson

from pipelines.readers.base import Columns, Problem
from pipelines.readers.json_shapes import paper_or_problem
from schemas import Paper


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the first thing in the file is an array."""
    return head.lstrip().startswith(b"[")


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order; what stands behind broken JSON cannot be read."""
    position = 0
    try:
        for position, record in enumerate(ijson.items(stream, "item", use_float=True), 1):
            yield paper_or_problem(record, source, position, f"record {position}", columns)
    except (ijson.JSONError, UnicodeDecodeError) as error:
        reason = str(error).splitlines()[0]
        yield Problem(
            source, f"record {position + 1}", f"broken JSON, the rest is not read ({reason})"
        )
