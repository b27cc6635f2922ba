"""Extraction in worker processes: Arrow in, Arrow out, in the order of the input.

A thread for each worker hands it one batch after the other and waits for the rows. So it is known
which batch a worker had when it died: that batch is tried again, and a paper that kills its worker
again is reported and left out.
"""

import gc
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection

import pyarrow as pa

from pipelines.extraction import Extracted, extract_table, failed, merged
from pipelines.readers.base import Problem

#: Batches under way for every worker: one it works on and one waiting, so that it is never idle.
_BATCHES_PER_WORKER = 2

#: Python looks for reference cycles whenever it has made 700 objects more than it let go. What is
#: extracted has few: to look less often saves a tenth of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 50_000

_TRIED_AGAIN = Problem(
    "extraction", None, "a worker process died; its batch is tried again", lost=False
)

#: Fresh interpreters: a fork would inherit the database and its threads.
_PROCESSES = multiprocessing.get_context("spawn")


def extract_batches(
    batches: Iterable[pa.Table], run_id: str, workers: int
) -> Generator[tuple[pa.Table, Extracted], None, None]:
    """Each batch of papers with what was extracted from it, in order.

    With one worker all happens in this process. No more is taken from `batches` than keeps the
    workers busy.
    """
    if workers > 1:
        yield from _Pool(run_id, workers).extract(batches)
    else:
        for batch in batches:
            yield batch, extract_table(batch, run_id)


class _DiedError(Exception):
    """A worker process ended instead of answering."""


class Worker:
    """A process that extracts, and a new one where it has died."""

    def __init__(self, run_id: str) -> None:
        self._run_id = run_id
        self._start()

    def _start(self) -> None:
        self._connection, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, self._run_id), daemon=True)
        self._process.start()
        theirs.close()

    def close(self) -> None:
        """The end of its input ends the process."""
        self._connection.close()
        self._process.join()

    def extract(self, batch: pa.Table) -> Extracted:
        """The rows of a batch; without the papers that kill the process even when alone."""
        try:
            return self._ask(batch)
        except _DiedError:
            again = self._ask_again(batch)
            return Extracted(again.rows, [_TRIED_AGAIN, *again.problems])

    def _ask(self, batch: pa.Table) -> Extracted:
        try:
            self._connection.send_bytes(_to_ipc(batch))
            rows, problems = self._connection.recv()
        except (EOFError, OSError):
            self.close()
            self._start()
            raise _DiedError from None
        return Extracted({name: _from_ipc(stream) for name, stream in rows.items()}, problems)

    def _ask_again(self, batch: pa.Table) -> Extracted:
        try:
            return self._ask(batch)
        except _DiedError:
            return merged(list(self._ask_one_by_one(batch)), self._run_id)

    def _ask_one_by_one(self, batch: pa.Table) -> Iterator[Extracted]:
        for paper in (batch.slice(place, 1) for place in range(batch.num_rows)):
            try:
                yield self._ask(paper)
            except _DiedError:
                row = paper.to_pylist()[0]
                problem = failed(row["paper_id"], row["source"], "its worker process died")
                yield Extracted(merged([], self._run_id).rows, [problem])


class _Pool:
    """Workers, each with the thread that serves it."""

    def __init__(self, run_id: str, workers: int) -> None:
        self._run_id = run_id
        self._most_under_way = workers * _BATCHES_PER_WORKER
        self._workers: list[Worker] = []
        self._local = threading.local()
        self._threads = ThreadPoolExecutor(workers, initializer=self._start_worker)

    def extract(
        self, batches: Iterable[pa.Table]
    ) -> Generator[tuple[pa.Table, Extracted], None, None]:
        """As `extract_batches`."""
        under_way: deque[tuple[pa.Table, Future[Extracted]]] = deque()
        try:
            for batch in batches:
                under_way.append((batch, self._threads.submit(self._extract, batch)))
                if len(under_way) > self._most_under_way:
                    first, future = under_way.popleft()
                    yield first, future.result()
            for batch, future in under_way:
                yield batch, future.result()
        finally:
            self._threads.shutdown(cancel_futures=True)
            for worker in self._workers:
                worker.close()

    def _start_worker(self) -> None:
        """In a thread of the pool. The signals it blocks are blocked in its process as well.

        A terminal sends Ctrl-C to all processes at once, but when to stop is for the run to decide.
        """
        resource_tracker.ensure_running()  # started later, by the process, it would unblock them
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        self._local.worker = Worker(self._run_id)
        self._workers.append(self._local.worker)

    def _extract(self, batch: pa.Table) -> Extracted:
        worker: Worker = self._local.worker
        return worker.extract(batch)


def _serve(connection: Connection, run_id: str) -> None:
    """The work of a process: batches in, rows and problems out, until there are no more."""
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    while True:
        try:
            papers = connection.recv_bytes()
        except (EOFError, OSError):
            return
        extracted = extract_table(_from_ipc(papers), run_id)
        rows = {name: _to_ipc(table) for name, table in extracted.rows.items()}
        try:
            connection.send((rows, extracted.problems))
        except OSError:
            return


def _to_ipc(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _from_ipc(stream: bytes) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()
