"""The batch run: papers are read, known ones skipped, the others extracted and stored."""

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from types import FrameType

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

import extractors
from pipelines.errors import PipelineError
from pipelines.extraction import Extracted, papers_table
from pipelines.readers import Columns, Problem, read_inputs, refuse_missing
from pipelines.store import RunEnd, Store, open_store, reason_of
from pipelines.workers import extract_batches
from schemas import KINDS, Paper

#: So many papers are looked up in the database at once.
_CHUNK = 4096
#: So many are extracted at once, and stored in one transaction.
_BATCH = 256

#: Makes facts of batches of papers: each batch with what was extracted from it, in order.
Engine = Callable[[Iterable[pa.Table], str], Generator[tuple[pa.Table, Extracted], None, None]]


@dataclass
class Summary:
    """What a run did. `read` is the sum of `duplicates`, `unchanged`, `extracted` and failures."""

    run_id: str
    version: str
    status: RunEnd = "done"
    read: int = 0
    duplicates: int = 0
    unchanged: int = 0
    extracted: int = 0
    problems: int = 0
    facts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    seconds: float = 0.0

    @property
    def succeeded(self) -> bool:
        """Whether the run came to its end and nothing was lost on the way."""
        return self.status == "done" and self.problems == 0


def run(
    inputs: Sequence[str],
    database: str | Path,
    *,
    workers: int | None = None,
    engine: Engine | None = None,
    load: bool = True,
    columns: Columns | None = None,
    force: bool = False,
    on_problem: Callable[[Problem], None] = lambda problem: None,
    on_progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Extract the facts of all papers of `inputs` into `database`.

    Papers that the database has from the same version of the extractors, title and abstract
    unchanged, are skipped unless `force`. Of a paper that occurs twice the first is taken. What is
    stored, and its order, does not depend on the number of workers. SIGINT and SIGTERM end the run
    after the batch in flight; so ended, or killed, it is resumed by the same call.

    `engine` extracts in place of the worker processes of this machine. Without `load`, facts that
    it keeps elsewhere are counted but not stored.

    Raises PipelineError where none of `inputs` is there, and then makes no database; and where the
    database cannot be opened or written.
    """
    refuse_missing(inputs)
    with _stopped_by_signals() as stop, open_store(database) as store:
        try:
            summary = Summary(store.begin_run(extractors.VERSION, inputs), extractors.VERSION)
            steps = _Steps(store, summary, force, load, stop, on_problem, on_progress)
            try:
                steps.run(read_inputs(inputs, columns), engine or _local(workers))
                summary.status = "interrupted" if stop.is_set() else "done"
            except KeyboardInterrupt:
                summary.status = "interrupted"
            except BaseException:
                with suppress(duckdb.Error):
                    store.end_run(summary.run_id, "failed")
                raise
            store.end_run(summary.run_id, summary.status)
        except duckdb.Error as error:
            raise PipelineError(f"{database}: cannot be written ({reason_of(error)})") from None
    return summary


def _local(workers: int | None) -> Engine:
    """Worker processes: one for every core by default; reading and writing take a tenth of one."""
    return partial(extract_batches, workers=workers or len(os.sched_getaffinity(0)))


@dataclass
class _Steps:
    """The steps of one run, and where it has come to."""

    store: Store
    summary: Summary
    force: bool
    load: bool
    stop: threading.Event
    on_problem: Callable[[Problem], None]
    on_progress: Callable[[Summary], None]
    started: float = field(default_factory=time.monotonic)

    def run(self, items: Iterator[Paper | Problem], engine: Engine) -> None:
        """All papers of `items`, or until `stop` is set."""
        extracting = engine(self._to_extract(items), self.summary.run_id)
        with closing(extracting):
            for batch, extracted in extracting:
                self._store(batch, extracted)
                if self.stop.is_set():
                    break

    def _to_extract(self, items: Iterator[Paper | Problem]) -> Iterator[pa.Table]:
        """Batches of the papers that are new or have changed."""
        for chunk in self._chunks(items):
            first = self.store.first_met(chunk, self.summary.version)
            new = first if self.force else first.filter(pc.invert(first["unchanged"]))
            self.summary.duplicates += chunk.num_rows - first.num_rows
            self.summary.unchanged += first.num_rows - new.num_rows
            self._advance()
            for start in range(0, new.num_rows, _BATCH):
                yield new.slice(start, _BATCH)

    def _chunks(self, items: Iterator[Paper | Problem]) -> Iterator[pa.Table]:
        papers = self._papers(items)
        while chunk := list(islice(papers, _CHUNK)):
            self.summary.read += len(chunk)
            yield papers_table(chunk)

    def _papers(self, items: Iterator[Paper | Problem]) -> Iterator[Paper]:
        for item in items:
            if self.stop.is_set():
                return
            if isinstance(item, Problem):
                self._report(item)
            else:
                yield item

    def _store(self, batch: pa.Table, extracted: Extracted) -> None:
        for problem in extracted.problems:
            self._report(problem)
        if self.load:
            replaced = batch.filter(batch["stored"])["paper_id"].to_pylist()
            self.store.write(self.summary.run_id, extracted.rows, replaced)
        self.summary.extracted += extracted.rows["papers"].num_rows
        for kind in KINDS:
            self.summary.facts[kind] += extracted.rows[kind].num_rows
        self._advance()

    def _report(self, problem: Problem) -> None:
        self.summary.problems += problem.lost
        self.on_problem(problem)

    def _advance(self) -> None:
        self.summary.seconds = time.monotonic() - self.started
        self.on_progress(self.summary)


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that the first SIGINT or SIGTERM sets; the second one acts as it always does."""
    stop = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()
        restore()

    for number in before:
        signal.signal(number, on_signal)
    try:
        yield stop
    finally:
        restore()
