"""Reading inputs of any known format: each file is opened, recognised and read."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from pipelines.readers import (
    acl_anthology,
    arxiv_oai,
    bibtex,
    delimited,
    json_array,
    json_lines,
    page,
    parquet,
)
from pipelines.readers.base import NO_ABSTRACT, Columns, Problem, Reader
from pipelines.readers.inputs import Input, expand
from pipelines.readers.streams import STDIN, open_input
from schemas import Paper

#: In this order they are asked whether they recognise a file.
READERS: tuple[Reader, ...] = (
    parquet,
    arxiv_oai,
    acl_anthology,
    json_lines,
    json_array,
    bibtex,
    delimited,
    page,
)

#: What a damaged file or a failing disk makes the standard library and Arrow raise.
_UNREADABLE = (OSError, EOFError, ValueError, zlib.error, pa.ArrowException)

#: So many records without an abstract are reported one by one, for every file.
_REPORTED_ABSENT = 3


def read_inputs(inputs: Sequence[str], columns: Columns | None = None) -> Iterator[Paper | Problem]:
    """Every paper of `inputs` in order, and every problem where it occurs.

    Duplicates are not removed here. A file of unknown format that merely lies in a folder is
    noted; that there is no paper at all is a problem.
    """
    found_any = False
    for file in expand(inputs):
        items = [file] if isinstance(file, Problem) else read_file(file, columns or Columns())
        for item in items:
            found_any |= isinstance(item, Paper) or item.lost
            yield item
    if not found_any:
        yield Problem(", ".join(inputs), None, "no readable paper found")


def read_file(file: Input, columns: Columns) -> Iterator[Paper | Problem]:
    """The papers of one file; damage ends it, but keeps what was read before."""
    try:
        with open_input(file.path) as (head, stream):
            reader = next((reader for reader in READERS if reader.recognises(head, columns)), None)
            if reader is None:
                yield Problem(file.path, None, _why_unknown(head), lost=file.named)
            else:
                yield from _checked(reader.read(stream, _source(file), columns), file)
    except _UNREADABLE as error:
        yield Problem(file.path, None, f"cannot be read to its end ({_in_a_line(error)})")


def _checked(items: Iterator[Paper | Problem], file: Input) -> Iterator[Paper | Problem]:
    """`items`, their problems under the file's path, with a count of records without abstract."""
    found_any, absent = False, 0
    for item in items:
        if isinstance(item, Problem):
            absent += item.reason == NO_ABSTRACT
            if item.reason == NO_ABSTRACT and absent > _REPORTED_ABSENT:
                continue
            item = replace(item, source=file.path)
        found_any |= isinstance(item, Paper) or item.lost
        yield item
    if absent > _REPORTED_ABSENT:
        reason = f"{absent} records in all have no abstract"
        yield Problem(file.path, None, reason, lost=False)
    if not found_any:
        yield Problem(file.path, None, "no abstract found", lost=file.named)


def _source(file: Input) -> str:
    return "stdin" if file.path == STDIN else Path(file.path).name


def _why_unknown(head: bytes) -> str:
    if not head.strip():
        return "empty file"
    return "unknown format (binary data)" if b"\0" in head else "unknown format"


def _in_a_line(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error).partition("\n")[0]
