"""Parquet with a column for the abstract; which column is which, `Columns` says."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow.parquet as pq

from pipelines.readers.base import Columns, Problem, paper_of
from pipelines.readers.streams import seekable
from schemas import Paper

_ROWS_AT_ONCE = 1024


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the file begins with the magic bytes of Parquet."""
    return head.startswith(b"PAR1")


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order, row group by row group; only the columns named are read."""
    file = pq.ParquetFile(seekable(stream))
    wanted = columns.casefolded()
    names = {name for field in vars(wanted).values() for name in field}
    present = [name for name in file.schema_arrow.names if name.casefold() in names]
    if not set(wanted.abstract) & {name.casefold() for name in present}:
        yield Problem(source, None, f"no column named {' or '.join(columns.abstract)}")
        return
    position = 0
    for batch in file.iter_batches(_ROWS_AT_ONCE, columns=present):
        for row in batch.to_pylist():
            position += 1
            fields = wanted.fields_of({name.casefold(): value for name, value in row.items()})
            yield paper_of(fields, source, position, f"row {position}")
