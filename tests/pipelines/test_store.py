"""The database: made, refused where it is not ours, filled so that a paper is one row."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pipelines.errors import PipelineError
from pipelines.extraction import extract_table, papers_table
from pipelines.store import Store, open_store, sql_errors
from schemas import KINDS, Paper

pytestmark = pytest.mark.usefixtures("stub")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "facts.duckdb"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


def add(store: Store, run: str, *papers: Paper, replaced: tuple[str, ...] = ()) -> None:
    store.write(run, extract_table(papers_table(papers), run).rows, replaced)


def abstracts(store: Store) -> list[str]:
    return [row[0] for row in store.connection.sql("SELECT abstract FROM papers").fetchall()]


def first_met(store: Store, *papers: Paper, version: str = "1") -> list[tuple[str, bool, bool]]:
    rows = store.first_met(papers_table(papers), version).to_pylist()
    return [(row["abstract"], row["stored"], row["unchanged"]) for row in rows]


def test_a_new_database_has_all_tables_and_views_and_opens_again(database: Path) -> None:
    for _ in range(2):
        with open_store(database) as store:
            for name in ("papers", *KINDS, "runs", *store.views()):
                assert store.relation(name).fetchall() == []
            assert "leaderboard" in store.views()


def test_of_papers_with_one_id_the_first_is_met(store: Store) -> None:
    store.begin_run("1", [])
    one, two = Paper(paper_id="p", abstract="One."), Paper(paper_id="p", abstract="Two.")
    other = Paper(abstract="Other.")
    assert first_met(store, one, other, two) == [("One.", False, False), ("Other.", False, False)]
    assert first_met(store, two, other) == []


def test_known_papers_are_told_from_changed_ones_and_from_those_of_another_version(
    store: Store,
) -> None:
    paper = Paper(paper_id="p", title="T", abstract="One.")
    add(store, store.begin_run("1", []), paper)
    for version, now, unchanged in [
        ("1", paper, True),
        ("1", paper.model_copy(update={"source": "elsewhere"}), True),
        ("1", paper.model_copy(update={"abstract": "Two."}), False),
        ("1", paper.model_copy(update={"title": None}), False),
        ("2", paper, False),
    ]:
        store.begin_run(version, [])
        assert first_met(store, now, version=version) == [(now.abstract, True, unchanged)]


def test_replacing_a_paper_replaces_its_facts_in_all_tables(store: Store) -> None:
    first = store.begin_run("1", [])
    old = Paper(paper_id="p", abstract="A 7B and a 9B model, https://github.com/a/b too.")
    add(store, first, old, Paper(paper_id="q", abstract="A 1B model."))
    second = store.begin_run("2", [])
    add(store, second, Paper(paper_id="p", abstract="A 3B model."), replaced=("p",))
    counts = store.connection.sql(
        "SELECT paper_id, fact_id, value, run_id FROM parameter_counts JOIN papers USING (paper_id)"
        " ORDER BY paper_id"
    ).fetchall()
    assert counts == [
        ("p", "p/parameter_counts/1", 3 * 10**9, second),
        ("q", "q/parameter_counts/1", 10**9, first),
    ]
    assert store.relation("links").fetchall() == []


def test_a_batch_that_fails_leaves_nothing_behind(store: Store) -> None:
    run = store.begin_run("1", [])
    add(store, run, Paper(paper_id="p", abstract="A 7B model."))
    broken = dict(extract_table(papers_table([Paper(abstract="An 8B model.")]), run).rows)
    broken["links"] = pa.table({"paper_id": ["q"]})
    with pytest.raises(duckdb.ConstraintException):
        store.write(run, broken, [])
    assert abstracts(store) == ["A 7B model."]
    assert len(store.relation("parameter_counts").fetchall()) == 1
    add(store, run, Paper(paper_id="q", abstract="A 8B model."))
    assert len(abstracts(store)) == 2


def test_runs_tell_what_happened(store: Store) -> None:
    killed = store.begin_run("1", ["a.txt", "b"])
    add(store, killed, Paper(abstract="One."), Paper(abstract="Two."))
    done = store.begin_run("2", [])
    store.end_run(done, "done")
    rows = store.connection.sql(
        "SELECT run_id, version, inputs, papers, status, finished_at IS NULL FROM runs"
        " ORDER BY version"
    ).fetchall()
    assert rows == [
        (killed, "1", ["a.txt", "b"], 2, "interrupted", True),
        (done, "2", [], 0, "done", False),
    ]


def test_offsets_find_the_surface_in_any_script(store: Store) -> None:
    abstract = "é😀 a\u0301\0\u200f\U0001f468\u200d\U0001f469 한국 - a 7B model; 12B also."
    add(store, store.begin_run("1", []), Paper(abstract=abstract))
    found = store.connection.sql(
        "SELECT text, substring(abstract, char_start + 1, char_end - char_start)"
        " FROM parameter_counts JOIN papers USING (paper_id)"
    ).fetchall()
    assert found == [("7B", "7B"), ("12B", "12B")]


def test_text_is_never_taken_for_sql(store: Store) -> None:
    nasty = "'); DROP TABLE papers; -- \" $1 ? {0} %s"
    run = store.begin_run(nasty, [nasty])
    paper = Paper(paper_id=nasty, title=nasty, abstract=nasty)
    add(store, run, paper)
    add(store, run, paper, replaced=(nasty,))
    store.begin_run(nasty, [])
    assert first_met(store, paper, version=nasty) == [(nasty, True, True)]
    assert abstracts(store) == [nasty]


def test_a_missing_database_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no such database"):
        open_store(tmp_path / "none.duckdb", read_only=True)
    assert not (tmp_path / "none.duckdb").exists()


def test_files_and_folders_that_are_no_database(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("no database " * 1000)
    (tmp_path / "empty").touch()
    for name in ("text", "empty"):
        with pytest.raises(PipelineError, match="not a DuckDB database"):
            open_store(tmp_path / name)
    for path in (tmp_path, tmp_path / "none" / "facts.duckdb", tmp_path / "text" / "facts.duckdb"):
        with pytest.raises(PipelineError, match="cannot be opened"):
            open_store(path)


def test_a_database_of_somebody_else_is_left_alone(database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute("CREATE TABLE papers (pages INTEGER)")
    with pytest.raises(PipelineError, match="not one of paperfacts"):
        open_store(database)
    with duckdb.connect(str(database)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("papers",)]


@pytest.mark.parametrize("read_only", [False, True])
def test_another_schema_version_is_refused_with_advice(database: Path, read_only: bool) -> None:
    open_store(database).connection.close()
    with duckdb.connect(str(database)) as connection:
        connection.execute("COMMENT ON TABLE papers IS 'paperfacts schema 0'")
    with pytest.raises(PipelineError, match=r"schema version 0.*extract into a new file"):
        open_store(database, read_only=read_only)


HOLD = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "read")
print("open", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("held", "wanted", "refused"),
    [
        ("write", "write", True),
        ("write", "read", True),
        ("read", "write", True),
        ("read", "read", False),
    ],
)
def test_two_processes_at_one_database(
    database: Path, held: str, wanted: str, refused: bool
) -> None:
    open_store(database).connection.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database), held],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    assert holder.stdin
    assert holder.stdout
    assert holder.stdout.readline() == "open\n"
    try:
        if refused:
            with pytest.raises(PipelineError, match=f"in use by process {holder.pid}"):
                open_store(database, read_only=wanted == "read")
        else:
            open_store(database, read_only=True).connection.close()
    finally:
        holder.communicate()


def test_a_query_sees_tables_only_and_its_errors_are_one_line(store: Store) -> None:
    secret = papers_table([Paper(abstract="x")])  # noqa: F841 (a name the query must not see)
    for sql in ("FROM secret", "SELEC", "FROM papers SELECT nothing", "SELECT error('a\nb')"):
        with pytest.raises(PipelineError) as raised, sql_errors():
            store.query(sql).fetchall()
        assert "\n" not in str(raised.value)
    for sql in ("-- nothing", "SET threads = 1"):
        with pytest.raises(PipelineError, match="no rows"):
            store.query(sql)


@pytest.mark.parametrize(
    ("sql", "hint"),
    [
        ("FROM paper", 'does not exist! Did you mean "papers"?'),
        ("SELECT nam FROM models", 'Candidate bindings: "name", "names"'),
        ("SELECT lenght(name) FROM models", 'Did you mean "length"?'),
        ("SELECT name, count(*) FROM models", "Either add it to the GROUP BY list"),
    ],
)
def test_the_error_of_a_query_has_the_hint_but_not_the_query(
    store: Store, sql: str, hint: str
) -> None:
    with pytest.raises(PipelineError) as raised, sql_errors():
        store.query(sql)
    assert hint in str(raised.value)
    assert "LINE 1" not in str(raised.value)


def test_an_error_leaves_long_lists_out(store: Store) -> None:
    with (
        pytest.raises(PipelineError, match=r"No function matches .* explicit type casts\.$"),
        sql_errors(),
    ):
        store.query("SELECT name + 1 FROM models")


@pytest.mark.parametrize(
    ("sql", "answers"),
    [
        ("SELECT 1; SELECT 2;", [[(1,)], [(2,)]]),
        ("CREATE TEMP TABLE t AS SELECT 3 AS n; SET threads = 1; FROM t", [[(3,)]]),
        ("PIVOT (SELECT 'a' AS k) ON k USING count(*); SELECT 4", [[(1,)], [(4,)]]),
    ],
)
def test_every_query_is_answered(
    store: Store, sql: str, answers: list[list[tuple[object, ...]]]
) -> None:
    assert [answer.fetchall() for answer in store.answers(sql)] == answers


def test_one_answer_cannot_be_to_two_queries(store: Store) -> None:
    with pytest.raises(PipelineError, match="2 queries at once; give one"):
        store.query("SELECT 1; SELECT 2")
    assert store.query("SET threads = 1; SELECT 2").fetchall() == [(2,)]


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE papers",
        "DELETE FROM papers",
        "CREATE TABLE mine (a INTEGER)",
        "COPY papers TO '{folder}/copy.csv'",
        "ATTACH '{folder}/../{name}/facts.duckdb' AS again; DROP TABLE again.papers",
        "SET enable_external_access = true",
        "FROM read_text('{folder}/other.txt')",
    ],
)
def test_a_query_can_change_nothing(database: Path, sql: str) -> None:
    folder = database.parent
    (folder / "other.txt").touch()
    with open_store(database) as store:
        add(store, store.begin_run("1", []), Paper(abstract="One."))
    with (
        open_store(database, read_only=True) as store,
        pytest.raises(PipelineError),
        sql_errors(),
    ):
        store.query(sql.format(folder=folder, name=folder.name)).fetchall()
    with open_store(database, read_only=True) as store:
        assert abstracts(store) == ["One."]
    assert sorted(path.name for path in folder.iterdir()) == ["facts.duckdb", "other.txt"]
