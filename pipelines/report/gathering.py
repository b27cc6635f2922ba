"""What the report shows, asked of the database: the queries are the files in `queries`."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.store import Store, sql_errors
from schemas import KINDS

#: No more papers than this are read; far fewer than so many fit into a report.
_MOST_PAPERS = 150_000
#: So many points are drawn in a chart; more are slow, and hide each other.
_MOST_POINTS = 1_500

_QUERIES = files("pipelines.report").joinpath("queries")

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Gathered:
    """`numbers` and `charts` are over the whole database; `papers` are those with most facts.

    A fact's `paper` is the place of its paper in `papers`; the facts of a kind are sorted by it.
    """

    numbers: dict[str, Any]
    charts: dict[str, Rows]
    papers: pa.Table
    facts: dict[str, pa.Table]


def gather(store: Store) -> Gathered:
    """Everything the report shows. Raises PipelineError where the database cannot answer."""
    asked = store.connection
    with sql_errors():
        asked.execute(_query("ranked_papers"))
        most = {"most": _MOST_PAPERS}
        return Gathered(
            numbers=_rows(asked.sql(_query("numbers")))[0],
            charts=_charts(asked),
            papers=asked.sql(_query("papers"), params=most).to_arrow_table(),
            facts={
                kind: asked.sql(_query("facts").format(kind=kind), params=most).to_arrow_table()
                for kind in KINDS
            },
        )


def _charts(asked: duckdb.DuckDBPyConnection) -> dict[str, Rows]:
    """The rows of every query in `queries/charts`, by the name of its file."""
    charts = {}
    for file in sorted(_QUERIES.joinpath("charts").iterdir(), key=lambda file: file.name):
        sql = file.read_text("utf-8")
        params = {"points": _MOST_POINTS} if "$points" in sql else {}
        charts[file.name.removesuffix(".sql")] = _rows(asked.sql(sql, params=params))
    return charts


def _query(name: str) -> str:
    return _QUERIES.joinpath(f"{name}.sql").read_text("utf-8")


def _rows(answer: duckdb.DuckDBPyRelation) -> Rows:
    return answer.to_arrow_table().to_pylist()
