"""Writes docs/schema.md, the reference of all tables, columns and views.

Run it as `python docs/make_schema.py`. Names, types and closed vocabularies come from the record
classes, the views from views.sql; only what a column means is said here. A column that is not
explained, or an explanation without a column, is an error.
"""

import re
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import duckdb
from pydantic import BaseModel

from pipelines.names import create_functions
from schemas import KINDS, Paper
from schemas.tables import SCHEMA_VERSION, TABLES, Run, ddl

PAGE = Path(__file__).with_name("schema.md")
CLASSES: dict[str, type[BaseModel]] = {"papers": Paper, **KINDS, "runs": Run}

#: what a row of a table is
ROWS = {
    "papers": "One row for every paper; read twice, from one source or two, it is one row.",
    "models": "One row for every named model, and for every named contribution of the paper.",
    "parameter_counts": "One row for every stated size of a model in parameters.",
    "speedups": "One row for every quantified statement that something is faster.",
    "resource_savings": "One row for every quantified saving of another resource.",
    "benchmarks": "One row for every named dataset, benchmark, corpus, leaderboard or environment.",
    "results": "One row for every reported score.",
    "links": "One row for every URL.",
    "runs": "One row for every run of `paperfacts extract`.",
}

#: columns that mean the same in every table that has them
SHARED = {
    "paper_id": "the paper, see `papers`",
    "fact_id": "`paper_id/kind/n`, n counted from 1 in the order of the text",
    "text": "the number with its unit, exactly as it stands in the abstract",
    "name": "the surface an analyst would expect to see: the one used most, on a tie the shorter",
    "names": "all surfaces, `name` among them",
    "bound": "how the number is hedged",
    "subject": "what is faster or smaller, as in the abstract",
    "baseline": "what it is compared with, as in the abstract",
    "char_start": "where the fact stands: offset into `papers.abstract`, in characters, from 0",
    "char_end": "its end, exclusive",
    "sentence_start": "where the sentence around it begins",
    "sentence_end": "its end, exclusive",
    "run_id": "the run",
}

#: columns of one table
MEANINGS = {
    "papers.paper_id": "the input's own id (arXiv id, DOI, `id` field), else the first 12 hex"
    " digits of the SHA-256 of the abstract, white space collapsed",
    "papers.title": "the title; context only, facts are not read from it",
    "papers.abstract": "the abstract exactly as read; all offsets point into it",
    "papers.source": "the venue, or the file it was read from",
    "papers.position": "its place in that file, counted from 1",
    "papers.published": "ISO 8601 date or year where the input tells the year, else as printed",
    "papers.url": "where the input says the paper is",
    "papers.run_id": "the run that extracted its facts, see `runs`",
    "models.role": "whether this paper introduces, trains or releases it",
    "models.category": "a `method` is recorded only by the paper that proposes it",
    "parameter_counts.value": "the absolute number of parameters",
    "parameter_counts.qualifier": "how the number is hedged",
    "parameter_counts.model": "a name of the model that has this size; empty where it has none",
    "parameter_counts.scope": "which parameters are counted",
    "speedups.factor": "how many times faster",
    "speedups.measure": "what was measured",
    "speedups.phase": "what got faster",
    "resource_savings.resource": "what is saved",
    "resource_savings.factor": "before divided by after",
    "benchmarks.role": "created by this paper, used by it to evaluate, or merely named",
    "results.value": 'the number as printed, without its sign: 82.1 for "82.1%"',
    "results.metric": "the metric, as in the abstract",
    "results.benchmark": "a name of one of the paper's `benchmarks`",
    "results.model": "a name of one of the paper's `models`: whose score it is",
    "results.type": "a level, or a difference to the better or to the worse",
    "links.url": "the URL cleaned, with its scheme",
    "links.type": "what it leads to",
    "links.repo": '"owner/name" on hosts of repositories',
    "links.host": 'the host, without "www."',
    "links.text": "the URL as it stands in the abstract",
    "runs.started_at": "when it began, UTC",
    "runs.finished_at": "when it ended, UTC; empty while it runs and after it was killed",
    "runs.version": "the version of the extractors: code, lexicons and weights together",
    "runs.inputs": "the inputs as given on the command line",
    "runs.papers": "how many papers it has stored",
    "runs.status": "how it ended; `interrupted` can be resumed by the same command",
}

#: functions that are but steps of others
STEPS = ("fold", "without_", "variant_", "as_words")

INTRODUCTION = f"""\
<!-- Written by docs/make_schema.py; change that, or the record classes, and run it again. -->
# Tables, columns and views

What is in a file that `paperfacts extract` writes. One table holds the papers, one the runs, and
one each of the seven kinds of facts. [guidelines.md](guidelines.md) says what counts as a fact,
and defines the values.

- Tables of facts join `papers` by `paper_id`, and `papers` joins `runs` by `run_id`.
- `abstract[char_start:char_end]` is the `text` of a number, one of the `names` of a model or
  benchmark, the `text` of a link. In SQL, which counts from 1, it is
  `substring(abstract, char_start + 1, char_end - char_start)`. For a name completed from a
  coordination ("GPT-3" from "GPT-2/3") the offsets are those of the joint surface.
- "empty" is NULL: the abstract does not say it, or it could not be tied to anything.
- `paperfacts export` adds a last column `evidence` to the tables of facts: the sentence around it.
- Names of different papers are compared by the functions below, in the views `model_names` and
  `benchmark_names`, and with the help of a table `canonical_names(kind, name_key, canonical_name)`,
  which holds the lexicons: `kind` is `models` or `benchmarks`. Functions, views and that table are
  in the file, so that any program that opens it with DuckDB can use them.

This is schema version {SCHEMA_VERSION}. A database of another version is refused.
"""


def page() -> str:
    """The Markdown of the page."""
    _check_meanings()
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(ddl(table))
        create_functions(connection)
        connection.execute(_sql("views"))
        views = [_view(name, comment, connection) for name, comment in _views()]
    tables = [_table(table) for table in TABLES]
    sections = ["## Tables\n", *tables, "## Views\n", *views, "## Functions\n", _functions()]
    return "\n".join([INTRODUCTION, *sections]).rstrip() + "\n"


def _check_meanings() -> None:
    columns = {f"{table}.{column.name}" for table in TABLES for column in TABLES[table]}
    stray = (MEANINGS.keys() - columns) | (SHARED.keys() - {name.split(".")[1] for name in columns})
    missing = {
        name for name in columns if name not in MEANINGS and name.split(".")[1] not in SHARED
    }
    if stray or missing:
        raise ValueError(f"docs/make_schema.py: explain {sorted(missing)}, remove {sorted(stray)}")


def _table(table: str) -> str:
    lines = [
        f"### {table}",
        "",
        ROWS[table],
        "",
        "| column | type | empty | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for column in TABLES[table]:
        meaning = MEANINGS.get(f"{table}.{column.name}") or SHARED[column.name]
        values = _values(table, column.name)
        empty = "yes" if column.nullable else ""
        lines.append(f"| `{column.name}` | {column.duckdb} | {empty} | {meaning}{values} |")
    return "\n".join(lines) + "\n"


def _values(table: str, column: str) -> str:
    """The closed vocabulary or the limits of a column, as the class declares them."""
    field = CLASSES[table].model_fields.get(column)
    if field is None:
        return ""
    if get_origin(field.annotation) is Literal:
        return ": " + ", ".join(f"`{value}`" for value in get_args(field.annotation))
    limits = [limit for item in field.metadata for limit in _limits(item)]
    return "".join(limits) if column in ("value", "factor") else ""


def _limits(item: Any) -> list[str]:
    """What an annotation such as `ge=1` says in words."""
    parts = getattr(item, "metadata", [item])
    said = {"gt": "; above", "ge": "; at least"}
    return [
        f"{words} {getattr(part, name)}"
        for part in parts
        for name, words in said.items()
        if getattr(part, name, None) is not None
    ]


def _sql(name: str) -> str:
    return files("pipelines").joinpath(f"{name}.sql").read_text("utf-8")


def _views() -> list[tuple[str, str]]:
    """Every view with the comment above it."""
    return _commented("VIEW", _sql("views"))


def _functions() -> str:
    """A table of the functions that are of use in a query."""
    rows = [
        f"| `{call}` | {comment} |"
        for call, comment in _commented("MACRO", _sql("functions"))
        if not call.startswith(STEPS)
    ]
    return "\n".join(["| function | gives |", "| --- | --- |", *rows])


def _commented(kind: str, sql: str) -> list[tuple[str, str]]:
    """What a file of SQL creates, functions with their parameters, and the comments above it."""
    created = rf"((?:^--.*\n)+)CREATE OR REPLACE {kind} (\w+(?:\([\w, ]+\))?)"
    return [
        (name, " ".join(re.sub(r"^-- ?", "", comment, flags=re.MULTILINE).split()))
        for comment, name in re.findall(created, sql, re.MULTILINE)
    ]


def _view(name: str, comment: str, connection: duckdb.DuckDBPyConnection) -> str:
    described = connection.execute(f"DESCRIBE {name}").fetchall()
    columns = ", ".join(f"`{column}`" for column, *_ in described)
    return f"### {name}\n\n{comment}\n\nColumns: {columns}.\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
