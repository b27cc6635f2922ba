"""The tables a database of facts consists of, derived from the record classes.

One table for the papers, one for the runs, and one per kind of fact. Arrow schema, DuckDB DDL and
the conversion of `PaperFacts` to Arrow all follow from the pydantic fields, so that a new field of
a record is a new column everywhere.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import pyarrow as pa
from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

from schemas.facts import KINDS, Fact, NumberFact, PaperFacts
from schemas.papers import Paper

#: Raised with every change of a table's columns; a database of another version is refused.
SCHEMA_VERSION = 1

#: pydantic type -> Arrow type, DuckDB type
_TYPES: dict[type, tuple[pa.DataType, str]] = {
    str: (pa.string(), "VARCHAR"),
    int: (pa.int64(), "BIGINT"),
    float: (pa.float64(), "DOUBLE"),
    datetime: (pa.timestamp("us"), "TIMESTAMP"),
}

_PROVENANCE = ("char_start", "char_end", "sentence_start", "sentence_end")


class Run(BaseModel):
    """One run of the extraction: when, by which version of the extractors, on what, how it ended.

    `papers` counts the papers whose facts the run has stored; times are UTC. A run that was killed
    stays `running` until the database is next opened for writing, which marks it `interrupted`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    run_id: str
    started_at: datetime
    finished_at: datetime | None = None
    version: str
    inputs: list[str]
    papers: int = 0
    status: Literal["running", "done", "failed", "interrupted"] = "running"


class Column(NamedTuple):
    """A column: its name, its Arrow type, its DuckDB type, and whether it may be empty."""

    name: str
    arrow: pa.DataType
    duckdb: str
    nullable: bool


def _column(name: str, field: FieldInfo) -> Column:
    annotation, nullable = _without_none(field.annotation)
    if get_origin(annotation) is list:
        arrow, duckdb = _scalar(get_args(annotation)[0])
        return Column(name, pa.list_(arrow), f"{duckdb}[]", nullable)
    arrow, duckdb = _scalar(annotation)
    return Column(name, arrow, duckdb, nullable)


def _without_none(annotation: Any) -> tuple[Any, bool]:
    if get_origin(annotation) not in (Union, UnionType):
        return annotation, False
    kept = [member for member in get_args(annotation) if member is not NoneType]
    if len(kept) != 1:
        raise TypeError(f"no column type for {annotation}")
    return kept[0], True


def _scalar(annotation: Any) -> tuple[pa.DataType, str]:
    if get_origin(annotation) is Literal:
        annotation = str
    while hasattr(annotation, "__metadata__"):
        annotation = annotation.__origin__
    return _TYPES[annotation]


def _text_column(name: str) -> Column:
    return Column(name, *_TYPES[str], False)


def _own_fields(record: type[Fact]) -> list[str]:
    """The fields a kind adds to `Fact`, a number before the `text` it is printed as."""
    names = [name for name in record.model_fields if name not in Fact.model_fields]
    if issubclass(record, NumberFact):
        names.remove("text")
        number = next(name for name in names if name in ("value", "factor"))
        names.insert(names.index(number) + 1, "text")
    return names


def _paper_columns() -> list[Column]:
    return [_column(*item) for item in Paper.model_fields.items()] + [_text_column("run_id")]


def _fact_columns(record: type[Fact]) -> list[Column]:
    names = [*_own_fields(record), *_PROVENANCE]
    columns = [_column(name, record.model_fields[name]) for name in names]
    return [_text_column("paper_id"), _text_column("fact_id"), *columns]


#: table -> its columns, in order: `papers`, the seven kinds, `runs`
TABLES: dict[str, list[Column]] = {
    "papers": _paper_columns(),
    **{kind: _fact_columns(record) for kind, record in KINDS.items()},
    "runs": [_column(*item) for item in Run.model_fields.items()],
}


def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of `table`."""
    return pa.schema([pa.field(c.name, c.arrow, c.nullable) for c in TABLES[table]])


def ddl(table: str) -> str:
    """The `CREATE TABLE IF NOT EXISTS` statement of `table` for DuckDB.

    There are no primary keys: an index has to fit into memory as a whole, and the store sees to it
    that a paper is one row.
    """
    lines = [
        f"    {c.name} {c.duckdb}" + ("" if c.nullable else " NOT NULL") for c in TABLES[table]
    ]
    return f"CREATE TABLE IF NOT EXISTS {table} (\n" + ",\n".join(lines) + "\n)"


def rows_of(papers: Iterable[PaperFacts], run_id: str) -> dict[str, pa.RecordBatch]:
    """The rows of some papers and their facts: a record batch for `papers` and for every kind.

    `fact_id` is `paper_id/kind/n`, n counted from 1 in the order of the record.
    """
    rows: dict[str, list[Mapping[str, Any]]] = {table: [] for table in ("papers", *KINDS)}
    for facts in papers:
        paper = facts.paper
        rows["papers"].append({**paper.__dict__, "run_id": run_id})
        for kind in KINDS:
            rows[kind].extend(
                {
                    "paper_id": paper.paper_id,
                    "fact_id": f"{paper.paper_id}/{kind}/{number}",
                    **fact.__dict__,
                }
                for number, fact in enumerate(getattr(facts, kind), 1)
            )
    return {
        table: pa.RecordBatch.from_pylist(records, schema=arrow_schema(table))
        for table, records in rows.items()
    }
