"""Tables, views and answers as files: CSV and Excel, Parquet and JSON lines.

A file appears under its name only when it is complete.
"""

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal

import duckdb
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from pipelines.errors import PipelineError
from pipelines.files import replacing
from pipelines.store import Store
from schemas import KINDS
from schemas.tables import TABLES

Format = Literal["csv", "parquet", "jsonl", "xlsx"]

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

#: Columns of these types are written to a workbook as they are; those of sums are HUGEINT.
_PLAIN_IN_WORKBOOK = re.compile(
    r"U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL\(.*\)|BOOLEAN|DATE|TIMESTAMP"
)

#: The file of a workbook that holds several relations.
_WORKBOOK = "facts.xlsx"


def export(
    store: Store, folder: Path, form: Format, only: Sequence[str] = ()
) -> list[tuple[Path, int]]:
    """Write tables and views, all or `only` some, to `folder`; the files and their numbers of rows.

    Each becomes a file of its own, or in "xlsx" a sheet of one workbook. The tables of facts get a
    column `evidence`. Raises PipelineError where there is no such table or view, and where `folder`
    cannot be written.
    """
    names = only or [*TABLES, *store.views()]
    return _export({name: _relation(store, name) for name in names}, folder, form)


def export_query(
    store: Store, sql: str, name: str, folder: Path, form: Format
) -> list[tuple[Path, int]]:
    """Write the answer to a query to a file `name` in `folder`; otherwise as `export`."""
    return _export({name: store.query(sql)}, folder, form)


def _export(
    relations: Mapping[str, duckdb.DuckDBPyRelation], folder: Path, form: Format
) -> list[tuple[Path, int]]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PipelineError(f"{folder}: cannot be written ({error.strerror})") from None
    written = []
    for name, write in _files(relations, form):
        with replacing(folder / name) as file:
            written.append((folder / name, write(file)))
    return written


def _files(
    relations: Mapping[str, duckdb.DuckDBPyRelation], form: Format
) -> Iterator[tuple[str, Callable[[BinaryIO], int]]]:
    """The name of each file, and what writes it."""
    if form == "xlsx":
        name = _WORKBOOK if len(relations) > 1 else f"{next(iter(relations))}.xlsx"
        yield name, partial(write_xlsx, relations)
    else:
        for name, relation in relations.items():
            yield f"{name}.{form}", partial(WRITERS[form], relation)


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


def write_xlsx(relations: Mapping[str, duckdb.DuckDBPyRelation], file: BinaryIO) -> int:
    """A workbook, a sheet for each relation, lists joined with "; ". Returns the number of rows."""
    from pipelines.workbook import write_workbook

    return write_workbook(
        {
            name: relation.project(", ".join(map(_readable, relation.columns, relation.types)))
            for name, relation in relations.items()
        },
        file,
    )


#: What writes the formats that have a file for each relation.
WRITERS: dict[Format, Callable[[duckdb.DuckDBPyRelation, BinaryIO], int]] = {
    "csv": write_csv,
    "parquet": write_parquet,
    "jsonl": write_json_lines,
}


def _relation(store: Store, name: str) -> duckdb.DuckDBPyRelation:
    if name in KINDS:
        return store.connection.sql(_WITH_EVIDENCE.format(table=name))
    if name not in (known := [*TABLES, *store.views(), "canonical_names"]):
        raise PipelineError(f"no table or view {name}; there are {', '.join(known)}")
    return store.relation(name)


def _cell(column: str, kind: object) -> str:
    """The SQL expression for a column as a cell of a CSV file."""
    if str(kind) in _PLAIN_TYPES:
        return _quoted(column)
    text = _text(column, kind)
    return (
        f"CASE WHEN regexp_matches({text}, '{_FORMULA}')"
        f" AND NOT regexp_matches({text}, '{_NUMBER}')"
        f" THEN '''' || {text} ELSE {text} END AS {_quoted(column)}"
    )


def _readable(column: str, kind: object) -> str:
    """The SQL expression for a column as a cell of a workbook."""
    if _PLAIN_IN_WORKBOOK.fullmatch(str(kind)):
        return _quoted(column)
    return f"{_text(column, kind)} AS {_quoted(column)}"


def _text(column: str, kind: object) -> str:
    """The SQL expression for a column as text, the elements of a list joined."""
    if str(kind).endswith("[]"):
        return f"array_to_string(CAST({_quoted(column)} AS VARCHAR[]), '; ')"
    return f"CAST({_quoted(column)} AS VARCHAR)"


def _quoted(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _json_value(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else str(value)
