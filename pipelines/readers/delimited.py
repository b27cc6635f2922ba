"""CSV and TSV with a header; which column is which, `Columns` says."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.readers.base import MAX_LINE_BYTES, Columns, Problem, decoded, lines, paper_of
from schemas import Paper

_DELIMITERS = (",", "\t", ";", "|")


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the first line is a header with a column for the abstract."""
    return _delimiter(head.partition(b"\n")[0], columns) is not None


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order; `position` counts the rows below the header, problems name the line."""
    first = stream.readline(MAX_LINE_BYTES)
    delimiter = _delimiter(first, columns)
    assert delimiter is not None, "only files that `recognises` knows are read"
    header = _header(first, delimiter)
    csv.field_size_limit(MAX_LINE_BYTES)
    rows = csv.reader(_texts(stream), delimiter=delimiter)
    wanted = columns.casefolded()
    position = 0
    while True:
        place = f"line {rows.line_num + 2}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield Problem(source, place, f"broken row ({error})")
            continue
        if row is None:
            return
        if row:
            position += 1
            record = dict(zip(header, row, strict=False))
            yield paper_of(wanted.fields_of(record), source, position, place)


def _texts(stream: BinaryIO) -> Iterator[str]:
    for _, line in lines(stream):
        yield "" if line is None else decoded(line)


def _header(line: bytes, delimiter: str) -> list[str]:
    names = next(csv.reader([decoded(line)], delimiter=delimiter), [])
    return [name.strip().casefold() for name in names]


def _delimiter(line: bytes, columns: Columns) -> str | None:
    abstracts = set(columns.casefolded().abstract)
    for delimiter in _DELIMITERS:
        try:
            if abstracts & set(_header(line, delimiter)):
                return delimiter
        except csv.Error:
            continue
    return None
