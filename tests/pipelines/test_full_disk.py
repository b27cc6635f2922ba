"""A disk that is full: one clear line, the database stays whole, the same command goes on."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipelines.test_batch import content, numbered, statuses, write_papers


def extract(
    folder: Path, database: str, environment: dict[str, str], most_bytes: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A run that may write no file longer than `most_bytes`, which is what a full disk is like."""

    def limit() -> None:
        if most_bytes is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))

    command = [sys.executable, "-m", "pipelines.cli", "extract", "papers.jsonl", "--db", database]
    return subprocess.run(
        [*command, "--workers", "2"],
        cwd=folder,
        env=environment,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, stub_environment: dict[str, str]) -> Path:
    """Papers, and the database of a run that had all the disk it wanted."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_papers(folder / "papers.jsonl", numbered(4000))
    assert extract(folder, "facts.duckdb", stub_environment).returncode == 0
    return folder


@pytest.mark.parametrize("most_bytes", [1_000, 100_000, 600_000])
def test_a_full_disk_ends_the_run_and_loses_nothing_stored(
    undisturbed: Path, tmp_path: Path, stub_environment: dict[str, str], most_bytes: int
) -> None:
    (tmp_path / "papers.jsonl").symlink_to(undisturbed / "papers.jsonl")
    full = extract(tmp_path, "facts.duckdb", stub_environment, most_bytes)
    assert full.returncode == 1
    (line,) = full.stderr.splitlines()
    assert line.startswith("paperfacts: facts.duckdb: cannot be ")
    resumed = extract(tmp_path, "facts.duckdb", stub_environment)
    assert resumed.returncode == 0, resumed.stderr
    assert content(tmp_path / "facts.duckdb") == content(undisturbed / "facts.duckdb")
    assert statuses(tmp_path / "facts.duckdb")[-1] == "done"
    assert {path.name for path in tmp_path.iterdir()} == {"papers.jsonl", "facts.duckdb"}
