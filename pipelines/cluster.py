"""Extraction on a Ray cluster: Parquet shards in, Parquet shards out, loaded by the one writer.

The papers to extract are written to numbered shards in a folder that all machines see. Every shard
is one task of Ray Data; it reads its papers and writes a Parquet file for every table. A task that
is run again, since its worker or machine died, finds its shard done or writes the same files anew.
"""

import hashlib
import json
import logging
import os
import shutil
import socket
import sys
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import extractors
from pipelines.errors import PipelineError
from pipelines.extraction import Extracted, merged
from pipelines.files import replacing
from pipelines.readers.base import Problem
from pipelines.workers import Worker
from schemas import KINDS

#: So many papers are one shard: what a dead machine costs, and what is stored at once.
_SHARD = 4096
#: So many of them are handed to a worker process at once.
_BATCH = 256
#: More blocks than this make Ray Data no more even, only busier.
_MOST_BLOCKS = 2000

_TABLES = ("papers", *KINDS)


def is_available() -> bool:
    """Whether Ray is installed."""
    return find_spec("ray") is not None


@dataclass(frozen=True)
class Cluster:
    """Where extraction runs, and the folder of its shards.

    `address` is "local" for a cluster of this machine alone, "auto" for the one this machine is
    part of, or "host:port". `workers` bounds the actors, by default one per CPU. With `in_place`
    the facts stay in the folder, and what comes back are their numbers alone.
    """

    address: str
    folder: Path
    workers: int | None = None
    in_place: bool = False

    def extract(
        self, batches: Iterable[pa.Table], run_id: str
    ) -> Generator[tuple[pa.Table, Extracted], None, None]:
        """Each shard of papers with what was extracted from it, in order.

        Raises PipelineError where there is no such cluster or the folder cannot be used.
        """
        ray = _import_ray()
        shards = Shards(self.folder.absolute())
        try:
            count = shards.write_papers(batches)
            with (
                _connected(ray, self.address),
                closing(self._finished(ray, shards, count, run_id)) as finished,
            ):
                yield from self._in_order(shards, finished)
            shards.clear(count, keep_facts=self.in_place)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PipelineError(f"{self.folder}: cannot be used for shards ({reason})") from None

    def _finished(
        self, ray: Any, shards: "Shards", count: int, run_id: str
    ) -> Generator[int, None, None]:
        """The numbers of the shards, each as soon as it is done."""
        if not count:
            return
        processors = int(ray.cluster_resources().get("CPU", 1))
        actors = max(1, min(self.workers or processors, processors, count))
        numbers = ray.data.from_items(
            list(range(count)), override_num_blocks=min(count, _MOST_BLOCKS)
        )
        done = numbers.map_batches(
            ShardExtractor,
            fn_constructor_args=(shards, run_id, extractors.VERSION),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(min_size=1, max_size=actors, initial_size=actors),
            num_cpus=1,
        )
        try:
            for row in done.iter_rows():
                yield int(row["item"])
        except ray.exceptions.RayError as error:
            raise PipelineError(f"the cluster failed: {_cause(error)}") from None

    def _in_order(
        self, shards: "Shards", finished: Iterator[int]
    ) -> Generator[tuple[pa.Table, Extracted], None, None]:
        done: set[int] = set()
        following = 0
        for number in finished:
            done.add(number)
            while following in done:
                done.remove(following)
                yield shards.papers(following), shards.extracted(following, self.in_place)
                following += 1


@dataclass(frozen=True)
class Shards:
    """A folder of shards: `input/` holds papers, `done/` what became of them, the others tables."""

    folder: Path

    def _file(self, table: str, number: int, ending: str = "parquet") -> Path:
        return self.folder / table / f"{number:06d}.{ending}"

    def write_papers(self, batches: Iterable[pa.Table]) -> int:
        """Write the papers to shards of equal size, and return how many shards there are."""
        for folder in ("input", "done", *_TABLES):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        count = 0
        for count, shard in enumerate(_rechunked(batches), 1):
            _write(shard, self._file("input", count - 1))
        return count

    def papers(self, number: int) -> pa.Table:
        """The papers of a shard, as they were given to `write_papers`."""
        return pq.read_table(self._file("input", number))

    def extract(self, number: int, worker: Worker, run_id: str, version: str) -> None:
        """Extract a shard and write its tables, unless this version has done so before."""
        digest = hashlib.sha256(self._file("input", number).read_bytes()).hexdigest()
        mark = {"papers": digest, "version": version}
        if mark.items() <= self._done(number).items():
            return
        papers = self.papers(number)
        parts = [
            worker.extract(papers.slice(start, _BATCH))
            for start in range(0, papers.num_rows, _BATCH)
        ]
        extracted = merged(parts, run_id)
        for table in _TABLES:
            _write(extracted.rows[table], self._file(table, number))
        problems = [asdict(problem) for problem in extracted.problems]
        with replacing(self._file("done", number, "json")) as file:
            file.write(json.dumps(mark | {"problems": problems}).encode())

    def extracted(self, number: int, counts_alone: bool) -> Extracted:
        """What a shard that is done gave; its tables without columns where counts are enough."""
        columns: list[str] | None = [] if counts_alone else None
        rows = {
            table: pq.read_table(self._file(table, number), columns=columns) for table in _TABLES
        }
        problems = [Problem(**problem) for problem in self._done(number)["problems"]]
        return Extracted(rows, problems)

    def clear(self, count: int, keep_facts: bool) -> None:
        """Remove the papers, and the facts or what an earlier run left behind the last shard."""
        shutil.rmtree(self.folder / "input")
        if not keep_facts:
            for folder in ("done", *_TABLES):
                shutil.rmtree(self.folder / folder)
            if not any(self.folder.iterdir()):
                self.folder.rmdir()
            return
        for file in chain.from_iterable((self.folder / t).iterdir() for t in ("done", *_TABLES)):
            if not file.stem.isdecimal() or int(file.stem) >= count:
                file.unlink()

    def _done(self, number: int) -> Mapping[str, Any]:
        try:
            found: Mapping[str, Any] = json.loads(self._file("done", number, "json").read_bytes())
        except FileNotFoundError:
            return {}
        return found


class ShardExtractor:
    """The work of an actor: it keeps a worker process, which loads the pipeline once."""

    def __init__(self, shards: Shards, run_id: str, version: str) -> None:
        if version != extractors.VERSION:
            raise PipelineError(f"a machine has version {extractors.VERSION}, this one {version}")
        self._shards = shards
        self._run_id = run_id
        self._worker = Worker(run_id)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """Extract the shards whose numbers are in a batch, and return the batch."""
        for number in batch["item"].to_pylist():
            self._shards.extract(number, self._worker, self._run_id, extractors.VERSION)
        return batch


def _import_ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # or it reports its use to its makers
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")  # what ends a run is raised as well
    import ray
    import ray.data

    return ray


@contextmanager
def _connected(ray: Any, address: str) -> Iterator[None]:
    """Ray at an address, quiet; a connection that is there already is used and left."""
    if ray.is_initialized():
        yield
        return
    try:
        _check_address(address)
        with _silence():
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, RuntimeError, ValueError) as error:
        reason = str(error).partition(".")[0]
        raise PipelineError(f"no Ray cluster at {address!r} ({reason})") from None
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray").setLevel(logging.ERROR)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        yield
    finally:
        ray.shutdown()


def _check_address(address: str) -> None:
    """Raise OSError where nobody answers; Ray itself would try for minutes."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal() and "/" not in host:
        socket.create_connection((host, int(port)), timeout=10).close()


@contextmanager
def _silence() -> Iterator[None]:
    """Nothing on standard error: Ray's native code writes there whatever it is told."""
    sys.stderr.flush()
    kept, nothing = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _rechunked(batches: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of `_SHARD` rows."""
    kept: list[pa.Table] = []
    rows = 0
    for batch in batches:
        kept.append(batch)
        rows += batch.num_rows
        if rows >= _SHARD:
            table = pa.concat_tables(kept)
            full = rows - rows % _SHARD
            yield from (table.slice(start, _SHARD) for start in range(0, full, _SHARD))
            kept, rows = [table.slice(full)], rows - full
    if rows:
        yield pa.concat_tables(kept)


def _write(table: pa.Table, file: Path) -> None:
    with replacing(file) as shard:
        pq.write_table(table, shard, compression="zstd")


def _cause(error: BaseException) -> str:
    """The last line of what an actor raised, which says what happened."""
    return str(error).strip().rpartition("\n")[2]
