"""The run: what is stored depends on the papers alone."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from pipelines import batch
from pipelines.batch import Summary
from pipelines.errors import PipelineError
from pipelines.readers import Problem
from pipelines.store import open_store
from schemas import KINDS

TABLES = ("papers", *KINDS)


def write_papers(path: Path, abstracts: Iterable[str]) -> Path:
    path.write_text("".join(json.dumps({"abstract": text}) + "\n" for text in abstracts))
    return path


def numbered(count: int, start: int = 0) -> Iterator[str]:
    for n in range(start, start + count):
        yield f"Paper {n} trains a {n % 90 + 1}B model; see https://github.com/lark/song{n} ."


def content(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of papers and facts in their order, without the ids of the runs."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return {
            table: connection.sql(
                f"SELECT * {'EXCLUDE (run_id)' if table == 'papers' else ''} FROM {table}"
            ).fetchall()
            for table in TABLES
        }


def statuses(database: Path) -> list[str]:
    with open_store(database, read_only=True) as store:
        rows = store.connection.sql("SELECT status FROM runs ORDER BY started_at, run_id")
        return [row[0] for row in rows.fetchall()]


class Recorded:
    """A run in this process with the stand-in extractor, and the problems it reported."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.problems: list[Problem] = []

    def __call__(self, *inputs: object, **options: object) -> Summary:
        self.problems.clear()
        return batch.run(
            [str(name) for name in inputs],
            self.database,
            **{"workers": 1, "on_problem": self.problems.append, **options},
        )


@pytest.fixture
def run(tmp_path: Path, stub: None) -> Recorded:
    return Recorded(tmp_path / "facts.duckdb")


def test_summary_of_a_run_and_of_the_same_run_again(run: Recorded, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", [*numbered(600), *numbered(50)])
    first = run(papers)
    assert (first.status, first.read, first.duplicates, first.extracted) == ("done", 650, 50, 600)
    assert first.facts["parameter_counts"] == first.facts["links"] == 600
    assert first.succeeded
    before = content(run.database)
    with open_store(run.database, read_only=True) as store:
        rows_before = store.relation("papers").fetchall()
    again = run(papers)
    assert (again.read, again.duplicates, again.unchanged, again.extracted) == (650, 50, 600, 0)
    assert content(run.database) == before
    with open_store(run.database, read_only=True) as store:
        assert store.relation("papers").fetchall() == rows_before
    assert statuses(run.database) == ["done", "done"]


def test_known_papers_are_not_extracted_again_unless_forced(
    run: Recorded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", numbered(10))
    run(papers)
    before = content(run.database)
    assert run(papers, force=True).extracted == 10
    assert content(run.database) == before
    monkeypatch.setattr("pipelines.extraction.extract_table", None)
    monkeypatch.setattr("pipelines.workers.extract_table", None)
    assert run(papers).unchanged == 10


def test_a_newer_version_replaces_the_facts(
    run: Recorded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", numbered(10))
    run(papers)
    before = content(run.database)
    monkeypatch.setattr("pipelines.batch.extractors.VERSION", "stub-2")
    newer = run(papers)
    assert (newer.extracted, newer.unchanged) == (10, 0)
    assert content(run.database) == before
    with open_store(run.database, read_only=True) as store:
        versions = store.query("SELECT DISTINCT version FROM papers JOIN runs USING (run_id)")
        assert versions.fetchall() == [("stub-2",)]


def test_a_changed_abstract_replaces_the_paper(run: Recorded, tmp_path: Path) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"id": "p", "abstract": "A 7B model."}\n{"id": "q", "abstract": "A 1B one."}')
    run(file)
    file.write_text('{"id": "p", "abstract": "A 3B model."}\n{"id": "q", "abstract": "A 1B one."}')
    done = run(file)
    assert (done.extracted, done.unchanged) == (1, 1)
    with open_store(run.database, read_only=True) as store:
        sizes = store.query("SELECT paper_id, text FROM parameter_counts ORDER BY paper_id")
        assert sizes.fetchall() == [("p", "3B"), ("q", "1B")]


def test_of_two_versions_in_one_input_the_first_stays_however_often_it_is_read(
    run: Recorded, tmp_path: Path
) -> None:
    file = tmp_path / "papers.jsonl"
    file.write_text('{"id": "p", "abstract": "A 7B model."}\n{"id": "p", "abstract": "A 3B one."}')
    for extracted in (1, 0):
        done = run(file)
        assert (done.extracted, done.duplicates) == (extracted, 1)
        assert [row[2] for row in content(run.database)["papers"]] == ["A 7B model."]


def test_an_abstract_on_which_extraction_fails_is_reported_and_skipped(
    run: Recorded, tmp_path: Path
) -> None:
    good = list(numbered(5))
    papers = write_papers(
        tmp_path / "papers.jsonl", [*good[:2], "RAISE please", "a HUGE 7B one", *good[2:]]
    )
    done = run(papers)
    assert (done.status, done.extracted, done.problems) == ("done", 5, 2)
    assert not done.succeeded
    assert [row[2] for row in content(run.database)["papers"]] == good
    raised, huge = run.problems
    assert str(raised).startswith("papers.jsonl, paper ")
    assert str(raised).endswith(": extraction failed (ValueError: asked to raise)")
    assert "ValidationError" in str(huge)


def test_a_run_that_breaks_is_entered_as_failed(
    run: Recorded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", numbered(600))
    written = batch.Store.write
    calls = iter(range(10))

    def disk_full(store: batch.Store, *arguments: object) -> None:
        if next(calls):
            raise duckdb.IOException("IO Error: No space left on device")
        written(store, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("pipelines.batch.Store.write", disk_full)
    with pytest.raises(PipelineError, match=r"cannot be written .*No space left"):
        run(papers)
    assert statuses(run.database) == ["failed"]
    monkeypatch.undo()


def test_a_run_in_a_thread_needs_no_signals(run: Recorded, tmp_path: Path) -> None:
    papers = write_papers(tmp_path / "papers.jsonl", numbered(3))
    done: list[Summary] = []
    thread = threading.Thread(target=lambda: done.append(run(papers)))
    thread.start()
    thread.join()
    assert done[0].extracted == 3


@pytest.fixture(scope="module")
def undisturbed(
    tmp_path_factory: pytest.TempPathFactory, stub_environment: dict[str, str]
) -> tuple[Path, dict[str, object]]:
    """3,500 papers, some twice, and what a run with one worker makes of them."""
    folder = tmp_path_factory.mktemp("undisturbed")
    papers = write_papers(folder / "papers.jsonl", [*numbered(2000), *numbered(1500, 1500)])
    process = start(papers, folder / "facts.duckdb", 1, stub_environment)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    return papers, dict(content(folder / "facts.duckdb"))


def test_rows_do_not_depend_on_the_number_of_workers(
    undisturbed: tuple[Path, dict[str, object]],
    tmp_path: Path,
    stub_environment: dict[str, str],
) -> None:
    papers, expected = undisturbed
    database = tmp_path / "facts.duckdb"
    process = start(papers, database, 3, stub_environment)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert content(database) == expected


def start(
    papers: Path, database: Path, workers: int, environment: dict[str, str]
) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "pipelines.cli", "extract", papers, "--db", database]
    return subprocess.Popen(
        [*map(str, command), "--workers", str(workers)],
        cwd=database.parent,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def empty_store(database: Path) -> Path:
    """A database that holds nothing but its tables, so that what it grows by are papers."""
    with open_store(database):
        return database


def wait_until_grown(process: subprocess.Popen[str], database: Path, by: int) -> None:
    """Return as soon as the database has grown by so many bytes, or the process has ended."""
    enough = size(database) + by
    while process.poll() is None and size(database) < enough:
        time.sleep(0.0005)


def size(database: Path) -> int:
    """Of the file and of the log of what is not in it yet."""
    size = 0
    for file in (database, database.with_name(database.name + ".wal")):
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size


@pytest.mark.parametrize(("workers", "times"), [(1, 6), (2, 4)])
def test_killed_at_random_moments_and_resumed_equals_undisturbed(
    undisturbed: tuple[Path, dict[str, object]],
    tmp_path: Path,
    stub_environment: dict[str, str],
    workers: int,
    times: int,
) -> None:
    papers, expected = undisturbed
    database = empty_store(tmp_path / "killed.duckdb")
    moments = random.Random(workers)
    endings = []
    for _ in range(times):
        process = start(papers, database, workers, stub_environment)
        wait_until_grown(process, database, moments.randrange(1, 500_000 // times))
        process.kill()
        process.communicate()
        endings.append(process.returncode)
    assert endings.count(-signal.SIGKILL) >= times // 2
    process = start(papers, database, workers, stub_environment)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert content(database) == expected
    assert statuses(database)[-1] == "done"
    assert "running" not in statuses(database)


@pytest.mark.parametrize(
    ("number", "workers"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGTERM, 2)]
)
def test_a_signal_ends_the_run_after_the_batch_in_flight(
    undisturbed: tuple[Path, dict[str, object]],
    tmp_path: Path,
    stub_environment: dict[str, str],
    number: signal.Signals,
    workers: int,
) -> None:
    papers, expected = undisturbed
    database = empty_store(tmp_path / "stopped.duckdb")
    process = start(papers, database, workers, stub_environment)
    wait_until_grown(process, database, 180_000)
    os.killpg(process.pid, number)
    output, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert errors == ""
    assert "interrupted in" in output
    assert statuses(database) == ["interrupted"]
    stored = content(database)["papers"]
    assert 0 < len(stored) < 3000
    assert stored == expected["papers"][: len(stored)]  # type: ignore[index]
    process = start(papers, database, workers, stub_environment)
    process.communicate(timeout=60)
    assert process.returncode == 0
    assert content(database) == expected


def test_a_paper_that_kills_its_worker_is_left_out_and_reported(
    tmp_path: Path, stub_environment: dict[str, str]
) -> None:
    abstracts = list(numbered(700))
    abstracts[300] = "DIE now"
    papers = write_papers(tmp_path / "papers.jsonl", abstracts)
    process = start(papers, tmp_path / "facts.duckdb", 2, stub_environment)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    reported = errors.splitlines()
    assert any("a worker process died; its batch is tried again" in line for line in reported)
    assert reported[-1].startswith("papers.jsonl, paper ")
    assert reported[-1].endswith("extraction failed (its worker process died)")
    stored = [row[2] for row in content(tmp_path / "facts.duckdb")["papers"]]
    assert stored == abstracts[:300] + abstracts[301:]


def test_workers_do_not_outlive_a_killed_run(
    undisturbed: tuple[Path, dict[str, object]], tmp_path: Path, stub_environment: dict[str, str]
) -> None:
    papers, _ = undisturbed
    database = empty_store(tmp_path / "killed.duckdb")
    process = start(papers, database, 2, stub_environment)
    wait_until_grown(process, database, 150_000)
    process.kill()
    process.communicate(timeout=60)  # returns when nobody holds the pipes any more
