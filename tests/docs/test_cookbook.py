"""Every query of the cookbook runs, and gives what stands there."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pytest

from pipelines.store import Store, open_store

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def database(make_cookbook: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cookbook") / "golden.duckdb"
    make_cookbook.write_database(path)
    return path


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with open_store(database, read_only=True) as store:
        yield store


def test_the_page_is_current(make_cookbook: ModuleType, store: Store) -> None:
    page = (DOCS / "cookbook.md").read_text("utf-8")
    assert page == make_cookbook.page(page, store), "run: python docs/make_cookbook.py"


def test_every_query_of_the_page_is_run(make_cookbook: ModuleType) -> None:
    page = (DOCS / "cookbook.md").read_text("utf-8")
    assert len(make_cookbook.queries(page)) == page.count("```sql") == page.count("\n### ") >= 20


def test_queries_need_nothing_but_duckdb(make_cookbook: ModuleType, database: Path) -> None:
    page = (DOCS / "cookbook.md").read_text("utf-8")
    with duckdb.connect(str(database), read_only=True) as connection:
        for sql in make_cookbook.queries(page):
            assert connection.execute(sql).fetchall() is not None


def test_a_result_is_renewed(make_cookbook: ModuleType, store: Store) -> None:
    sql = "SELECT 'a|b_c' AS x, [1, 2] AS l, NULL AS n, 12345 AS i, 0.50 AS f"
    page = f"Text.\n\n```sql\n{sql}\n```\n\n<!-- result -->\nold\n<!-- end -->\n\nMore."
    assert make_cookbook.page(page, store) == (
        f"Text.\n\n```sql\n{sql}\n```\n\n<!-- result -->\n"
        "| x | l | n | i | f |\n| --- | --- | --- | --- | --- |\n"
        "| a\\|b\\_c | 1; 2 |  | 12,345 | 0.50 |\n"
        "<!-- end -->\n\nMore."
    )


def test_a_result_without_rows(make_cookbook: ModuleType, store: Store) -> None:
    page = "```sql\nSELECT 1 LIMIT 0\n```\n\n<!-- result -->\n<!-- end -->"
    assert "<!-- result -->\n(no rows)\n<!-- end -->" in make_cookbook.page(page, store)
