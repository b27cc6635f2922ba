"""Databases of papers, and a report over one."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from pipelines.report import write_report
from pipelines.store import open_store
from schemas import PaperFacts
from schemas.tables import rows_of
from tests.pipelines.report.papers import Database, filler, hostile, lark


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Makes a database of some papers."""

    def make(papers: Sequence[PaperFacts]) -> Path:
        path = tmp_path_factory.mktemp("report") / "facts.duckdb"
        with open_store(path) as store:
            run_id = store.begin_run("test-1", [])
            rows = rows_of(papers, run_id)
            store.write(
                run_id,
                {name: pa.Table.from_batches([batch]) for name, batch in rows.items()},
                replaced=[],
            )
            store.end_run(run_id, "done")
        return path

    return make


@pytest.fixture(scope="session")
def report(database: Database) -> Path:
    """The report over the lark, the hostile paper and thirty others."""
    path = database([*(filler(number, 20) for number in range(30)), hostile(), lark()])
    out = path.with_name("report.html")
    write_report(path, out)
    return out
