"""The corpus extracted with the run killed on the way, compared with an undisturbed run row by row.

    python -m bench.kill_resume --shared ../shared [--papers 44292] [--kills 10] [--workers 2]

The run with all its processes is killed (kill -9) at random moments after it has begun to store,
and the same command started again; the last time it may end by itself. Both databases must hold the
same rows in the same order; the ids of the runs, which differ, are left out.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import islice
from pathlib import Path

import duckdb

from pipelines.training.data import read_corpus
from schemas import KINDS


def main() -> None:
    """Compare, print what happened, and exit with 1 where a row differs."""
    parser = argparse.ArgumentParser(prog="python -m bench.kill_resume", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--papers", type=int, default=44_292)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        count = _write_papers(arguments.shared, arguments.papers, folder / "papers.jsonl")
        print(f"{count:,} abstracts, {arguments.workers} workers")
        start = time.monotonic()
        _wait(_start(folder, "undisturbed.duckdb", arguments.workers))
        seconds = time.monotonic() - start
        print(f"undisturbed: {seconds:.0f} s")
        _disturbed(folder, arguments.kills, seconds / (arguments.kills + 1), arguments.workers)
        different = _compare(folder)
    sys.exit(1 if different else 0)


def _write_papers(shared: Path, most: int, file: Path) -> int:
    papers = list(islice(read_corpus(shared), most))
    with file.open("w", encoding="utf-8") as out:
        for paper in papers:
            line = {"id": paper.paper_id, "title": paper.title, "abstract": paper.abstract}
            out.write(json.dumps(line) + "\n")
    return len(papers)


def _start(folder: Path, database: str, workers: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "pipelines.cli", "extract", "papers.jsonl"]
    return subprocess.Popen(
        [*command, "--db", database, "--workers", str(workers)],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _wait(process: subprocess.Popen[bytes]) -> None:
    if process.wait() != 0:
        sys.exit(f"a run ended with exit status {process.returncode}")


def _disturbed(folder: Path, kills: int, most_seconds: float, workers: int) -> None:
    """Runs that are killed at most so many seconds after they have begun to store."""
    database = folder / "killed.duckdb"
    chance = random.Random(kills)
    for number in range(1, kills + 1):
        process = _start(folder, database.name, workers)
        _wait_until_storing(process, database)
        time.sleep(chance.random() * most_seconds)
        ended = "ended" if process.poll() is not None else "killed"
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        print(f"{ended} {number}: {_stored(database):,} papers stored", flush=True)
    _wait(_start(folder, database.name, workers))
    print(f"resumed to the end: {_stored(database):,} papers stored")


def _wait_until_storing(process: subprocess.Popen[bytes], database: Path) -> None:
    """Return when the database grows; while it is opened it may shrink."""
    least = _size(database)
    while process.poll() is None and _size(database) < least + 100_000:
        least = min(least, _size(database))
        time.sleep(0.005)


def _size(database: Path) -> int:
    """Bytes of a database and of the log of what is not in it yet."""
    size = 0
    for file in (database, database.with_name(database.name + ".wal")):
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size


def _stored(database: Path) -> int:
    with duckdb.connect(str(database)) as connection:
        found = connection.execute("SELECT count(*) FROM papers").fetchone()
    return int(found[0]) if found else 0


def _compare(folder: Path) -> int:
    """The number of tables that differ; a line for each table."""
    different = 0
    with duckdb.connect() as connection:
        for name in ("undisturbed", "killed"):
            connection.execute(f"ATTACH '{folder}/{name}.duckdb' AS {name} (READ_ONLY)")
        for table in ("papers", *KINDS):
            columns = "* EXCLUDE (run_id)" if table == "papers" else "*"
            rows = [
                connection.sql(f"SELECT {columns} FROM {name}.{table}").to_arrow_table()
                for name in ("undisturbed", "killed")
            ]
            same = rows[0].equals(rows[1])
            different += not same
            print(f"{table}: {rows[0].num_rows:,} rows {'the same' if same else 'DIFFERENT'}")
    return different


if __name__ == "__main__":
    main()
