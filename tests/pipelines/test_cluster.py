"""A real Ray cluster of two nodes: the same rows as a local run, whatever dies on the way."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from pipelines import batch, cli
from pipelines.batch import Summary
from pipelines.cluster import Cluster
from pipelines.errors import PipelineError
from pipelines.readers import Problem
from schemas import KINDS
from tests.pipelines.test_batch import content, numbered, write_papers

needs_ray = pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed")

STUB = Path(__file__).parent.parent / "stub"

#: Papers in a shard, so few that a short run has many.
SHARD = 20


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A cluster of two nodes with a CPU each, which extract with tests/stub."""
    from ray.cluster_utils import Cluster as Nodes

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        nodes = Nodes(initialize_head=True, head_node_args={"num_cpus": 1})
        nodes.add_node(num_cpus=1)
        yield nodes
        nodes.shutdown()


class Run:
    """A run in this process with the stand-in extractor, locally or on the cluster."""

    def __init__(self, folder: Path) -> None:
        self.papers = folder / "papers.jsonl"
        self.folder = folder
        self.problems: list[Problem] = []

    def locally(self, **options: Any) -> Summary:
        return self._run(self.folder / "local.duckdb", workers=2, **options)

    def on(self, nodes: Any, *, in_place: bool = False, **options: Any) -> Summary:
        where = Cluster(nodes.address, self.folder / "shards", in_place=in_place)
        return self._run(
            self.folder / "cluster.duckdb", engine=where.extract, load=not in_place, **options
        )

    def _run(self, database: Path, **options: Any) -> Summary:
        self.problems = []
        return batch.run([str(self.papers)], database, on_problem=self.problems.append, **options)

    def same_rows(self) -> bool:
        return content(self.folder / "cluster.duckdb") == content(self.folder / "local.duckdb")


@pytest.fixture
def run(tmp_path: Path, stub: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.syspath_prepend(str(STUB))  # for worker processes
    monkeypatch.chdir(STUB)  # Ray puts the driver's folder before everything else
    monkeypatch.setattr("pipelines.cluster.extractors", batch.extractors)
    monkeypatch.setattr("pipelines.cluster._SHARD", SHARD)
    return Run(tmp_path)


@needs_ray
def test_a_cluster_gives_the_rows_and_problems_of_a_local_run(nodes: Any, run: Run) -> None:
    abstracts = [*numbered(150), *numbered(60, 120)]
    abstracts[30:30] = ["RAISE please", "DIE now", "a HUGE 7B one"]
    write_papers(run.papers, abstracts)
    local = run.locally()
    failures = {str(problem) for problem in run.problems}
    on_cluster = run.on(nodes)
    assert run.same_rows()
    assert {str(problem) for problem in run.problems} == failures
    assert (on_cluster.extracted, on_cluster.duplicates) == (local.extracted, local.duplicates)
    assert on_cluster.facts == local.facts
    assert not (run.folder / "shards").exists()


@needs_ray
def test_known_papers_are_skipped_and_changed_ones_replaced(nodes: Any, run: Run) -> None:
    write_papers(run.papers, numbered(50))
    run.locally()
    (run.folder / "local.duckdb").rename(run.folder / "cluster.duckdb")
    write_papers(run.papers, numbered(90))
    done = run.on(nodes)
    assert (done.unchanged, done.extracted) == (50, 40)
    assert run.on(nodes).extracted == 0
    run.locally()
    assert run.same_rows()


@needs_ray
@pytest.mark.parametrize("victim", ["worker", "node"])
def test_what_dies_in_mid_run_changes_nothing(nodes: Any, run: Run, victim: str) -> None:
    write_papers(run.papers, (f"WAIT {text}" for text in numbered(400)))
    run.locally()
    node = nodes.add_node(num_cpus=1)
    killed: list[int] = []

    def kill(summary: Summary) -> None:
        if killed or not summary.extracted:
            return
        if there := actors_of(node):
            killed.append(summary.extracted)
            if victim == "node":
                nodes.remove_node(node, allow_graceful=False)
            else:
                os.kill(there[0], signal.SIGKILL)

    try:
        done = run.on(nodes, on_progress=kill)
    finally:
        if victim == "worker":
            nodes.remove_node(node)
    assert 0 < killed[0] < done.extracted == 400
    assert (done.status, run.problems) == ("done", [])
    assert run.same_rows()


def actors_of(node: Any) -> list[int]:
    """The processes of a node that extract."""
    raylet = node.all_processes["raylet"][0].process.pid
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            title = (folder / "cmdline").read_bytes()
            if title.startswith(b"ray::MapWorker") and raylet in ancestors(int(folder.name)):
                found.append(int(folder.name))
    return found


def ancestors(process: int) -> list[int]:
    found = []
    while process > 1:
        stat = Path(f"/proc/{process}/stat").read_text()
        process = int(stat.rpartition(")")[2].split()[1])
        found.append(process)
    return found


@needs_ray
def test_facts_left_in_place_are_parquet_and_a_second_run_extends_them(
    nodes: Any, run: Run
) -> None:
    write_papers(run.papers, numbered(50))
    first = run.on(nodes, in_place=True)
    assert first.extracted == first.facts["links"] == 50
    write_papers(run.papers, numbered(70))
    run.on(nodes, in_place=True)
    run.locally()
    for table in ("papers", *KINDS):
        leave_out = "EXCLUDE (run_id)" if table == "papers" else ""
        rows = duckdb.sql(f"SELECT * {leave_out} FROM '{run.folder}/shards/{table}/*.parquet'")
        assert rows.fetchall() == content(run.folder / "local.duckdb")[table]
    runs = duckdb.sql(f"SELECT DISTINCT run_id FROM '{run.folder}/shards/papers/*.parquet'")
    assert len(runs.fetchall()) == 2  # the shards that were full are those of the first run
    assert content(run.folder / "cluster.duckdb")["papers"] == []


@needs_ray
def test_a_machine_with_another_version_is_refused(
    nodes: Any, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_papers(run.papers, numbered(5))
    monkeypatch.setattr("pipelines.cluster.extractors.VERSION", "stub-2")
    with pytest.raises(PipelineError, match="a machine has version stub-1, this one stub-2"):
        run.on(nodes)


@needs_ray
def test_an_address_where_nobody_answers(run: Run) -> None:
    write_papers(run.papers, numbered(5))
    nowhere = Cluster("127.0.0.1:9", run.folder / "shards")
    with pytest.raises(PipelineError, match=r"no Ray cluster at '127\.0\.0\.1:9' \(.*refused\)"):
        batch.run([str(run.papers)], run.folder / "facts.duckdb", engine=nowhere.extract)


@needs_ray
def test_a_folder_that_cannot_be_written(run: Run) -> None:
    write_papers(run.papers, numbered(5))
    nowhere = Cluster("local", run.papers / "shards")
    with pytest.raises(PipelineError, match="cannot be used for shards"):
        batch.run([str(run.papers)], run.folder / "facts.duckdb", engine=nowhere.extract)


def command(*arguments: str) -> Any:
    return CliRunner().invoke(cli.app, ["extract", *arguments])


def test_without_ray_the_command_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipelines.cluster.is_available", lambda: False)
    done = command("papers.jsonl", "--engine", "ray")
    assert done.exit_code == 2
    assert done.stderr == "paperfacts: --engine ray needs Ray: pip install 'paperfacts[ray]'\n"


@pytest.mark.parametrize("option", [("--in-place",), ("--shards", "somewhere")])
def test_options_of_the_cluster_without_the_cluster(option: tuple[str, ...]) -> None:
    done = command("papers.jsonl", *option)
    assert done.exit_code == 2
    assert "--engine ray" in done.stderr
