"""Tables and views as files: CSV for spreadsheets, Parquet and JSON lines for programs.

A file appears under its name only when it is complete.
"""

import codecs
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO, Literal

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from pipelines.errors import PipelineError
from pipelines.store import Store
from schemas import KINDS
from schemas.tables import TABLES

Format = Literal["csv", "parquet", "jsonl"]

_ROWS_AT_ONCE = 10_000

#: The sentence that a fact stands in. Offsets count from 0, `substring` from 1.
_WITH_EVIDENCE = """
SELECT fact.*, substring(abstract, sentence_start + 1, sentence_end - sentence_start) AS evidence
FROM {table} AS fact JOIN papers USING (paper_id)
ORDER BY fact.rowid
"""

#: A cell that a spreadsheet would take for a formula: it begins with a sign that starts one (also
#: the full-width signs), or with white space that is skipped before it. A number stays a number.
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^[+-]?[0-9]+(\.[0-9]+)?$"

#: Columns of these types are written as they are, all others as text.
_PLAIN_TYPES = {"BOOLEAN", "INTEGER", "BIGINT", "DOUBLE", "DATE", "TIMESTAMP"}


def export(store: Store, folder: Path, form: Format) -> list[tuple[Path, int]]:
    """Write every table and view to a file in `folder`; the files, with their numbers of rows.

    The tables of facts get a column `evidence`. Raises PipelineError where `folder` cannot be
    written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*TABLES, *store.views()):
            path = folder / f"{name}.{form}"
            with _complete_or_absent(path) as file:
                written.append((path, WRITERS[form](_relation(store, name), file)))
    except OSError as error:
        raise PipelineError(f"{folder}: cannot be written ({error.strerror})") from None
    return written


def write_csv(relation: duckdb.DuckDBPyRelation, file: BinaryIO) -> int:
    """CSV for spreadsheets. Returns the number of rows.

    UTF-8 with a byte order mark: without it Excel takes the file for one in the system's old code
    page; LibreOffice, pandas, R and DuckDB read it either way. Lists are joined with "; ". A text
    that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    file.write(codecs.BOM_UTF8)
    return write_plain_csv(relation, file)


def write_plain_csv(relation: duckdb.DuckDBPyRelation, file: BinaryIO) -> int:
    """The same without byte order mark, for pipes."""
    batches = relation.project(", ".join(map(_cell, relation.columns, relation.types)))
    reader = batches.to_arrow_reader(_ROWS_AT_ONCE)
    rows = 0
    with pa.csv.CSVWriter(file, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def write_parquet(relation: duckdb.DuckDBPyRelation, file: BinaryIO) -> int:
    """Parquet, lists as lists. Returns the number of rows."""
    reader = relation.to_arrow_reader(_ROWS_AT_ONCE)
    rows = 0
    with pq.ParquetWriter(file, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def write_json_lines(relation: duckdb.DuckDBPyRelation, file: BinaryIO) -> int:
    """JSON lines, one object a row, times as text. Returns the number of rows."""
    rows = 0
    for batch in relation.to_arrow_reader(_ROWS_AT_ONCE):
        for row in batch.to_pylist():
            file.write(json.dumps(row, ensure_ascii=False, default=_json_value).encode() + b"\n")
        rows += batch.num_rows
    return rows


WRITERS: dict[Format, Callable[[duckdb.DuckDBPyRelation, BinaryIO], int]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "jsonl": write_json_lines,
}


def _relation(store: Store, name: str) -> duckdb.DuckDBPyRelation:
    if name in KINDS:
        return store.connection.sql(_WITH_EVIDENCE.format(table=name))
    return store.relation(name)


def _cell(column: str, kind: object) -> str:
    """The SQL expression for a column as a spreadsheet's cell."""
    name = '"' + column.replace('"', '""') + '"'
    if str(kind) in _PLAIN_TYPES:
        return name
    if str(kind).endswith("[]"):
        text = f"array_to_string(CAST({name} AS VARCHAR[]), '; ')"
    else:
        text = f"CAST({name} AS VARCHAR)"
    return (
        f"CASE WHEN regexp_matches({text}, '{_FORMULA}')"
        f" AND NOT regexp_matches({text}, '{_NUMBER}')"
        f" THEN '''' || {text} ELSE {text} END AS {name}"
    )


def _json_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)


@contextmanager
def _complete_or_absent(path: Path) -> Iterator[BinaryIO]:
    """A file that gets its name when all is written, and is removed where that fails."""
    partial = path.with_name(f".{path.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
