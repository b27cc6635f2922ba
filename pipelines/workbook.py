"""An Excel workbook, a sheet for each relation, written row by row: one row is in memory at a time.

A text is written as text: Excel runs no formula and follows no link that stands in a paper.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, count, islice
from typing import Any, BinaryIO

import duckdb
import xlsxwriter

#: What a sheet can hold: rows, its head included, and characters of its name.
MOST_ROWS = 1_048_576
_LONGEST_NAME = 31
#: Integers beyond this would lose digits; they are written as text.
_LARGEST_INTEGER = 2**53

_ROWS_AT_ONCE = 10_000
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}

#: Widths of columns, in characters: those of long texts, and all others.
_WIDTHS = {"abstract": 80, "evidence": 80, "title": 50, "url": 40, "names": 30, "name": 20}
_WIDTH = 14

Row = Sequence[object]


def write_workbook(
    relations: Mapping[str, duckdb.DuckDBPyRelation], file: BinaryIO, most_rows: int = MOST_ROWS
) -> int:
    """Write relations of texts, numbers, booleans and times to sheets. Returns the number of rows.

    A relation of more rows than a sheet can hold goes on in another, "papers (2)". A text is cut at
    the 32,767 characters that a cell can hold.
    """
    rows = 0
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        times: Mapping[type, Any] = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
        }
        for name, relation in relations.items():
            for part, share in enumerate(_shares(_rows(relation), most_rows - 1), 1):
                sheet = book.add_worksheet(_sheet_name(name, part))
                _write_head(sheet, relation.columns, head)
                written = _write_rows(sheet, share, times)
                sheet.autofilter(0, 0, written, len(relation.columns) - 1)
                rows += written
    return rows


def _rows(relation: duckdb.DuckDBPyRelation) -> Iterator[Row]:
    for batch in relation.to_arrow_reader(_ROWS_AT_ONCE):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _shares(rows: Iterator[Row], most: int) -> Iterator[Iterable[Row]]:
    """The rows in shares of at most `most`, at least one share, each to be read before the next."""
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


def _sheet_name(name: str, part: int) -> str:
    """The name of the n-th sheet of a relation."""
    number = f" ({part})" if part > 1 else ""
    return name[: _LONGEST_NAME - len(number)] + number


def _write_head(sheet: Any, columns: Sequence[str], head: Any) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column, _WIDTH))
        sheet.write_string(0, place, column, head)
    sheet.freeze_panes(1, 0)


def _write_rows(sheet: Any, rows: Iterable[Row], times: Mapping[type, Any]) -> int:
    written = 0
    for number, row in zip(count(1), rows, strict=False):
        for place, value in enumerate(row):
            _write_cell(sheet, number, place, value, times)
        written = number
    return written


def _write_cell(
    sheet: Any, row: int, column: int, value: object, times: Mapping[type, Any]
) -> None:
    """A cell as what it is; what Excel has no type for, as text."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float | Decimal) and _is_exact(value):
        sheet.write_number(row, column, value)
    elif type(value) in times:
        sheet.write_datetime(row, column, value, times[type(value)])
    else:
        sheet.write_string(row, column, str(value))


def _is_exact(number: float | Decimal) -> bool:
    """Whether Excel, which knows floating-point numbers only, keeps all digits of a number."""
    return math.isfinite(number) and (isinstance(number, float) or abs(number) <= _LARGEST_INTEGER)
