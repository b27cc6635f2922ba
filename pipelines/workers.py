"""Extraction in worker processes: Arrow in, Arrow out, in the order of the input.

A worker loads the extractors once. One that dies takes nothing with it but its batch, which is
tried again; a paper that kills its worker again is reported and left out.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pyarrow as pa

from pipelines.extraction import Extracted, extract_table, failed, merged
from pipelines.readers.base import Problem

#: Batches under way for every worker: one it works on and one waiting, so that it is never idle.
_BATCHES_PER_WORKER = 2

_DIED = Problem("extraction", None, "a worker process died; its batch is tried again", lost=False)


def extract_batches(
    batches: Iterable[pa.Table], run_id: str, workers: int, stop: threading.Event
) -> Generator[tuple[pa.Table, Extracted], None, None]:
    """Each batch of papers with what was extracted from it, in order.

    With one worker all happens in this process. No more is taken from `batches` than keeps the
    workers busy. Workers that die once `stop` is set were meant to: then there are no more results.
    """
    if workers > 1:
        yield from _Pool(run_id, workers, stop).extract(batches)
    else:
        for batch in batches:
            yield batch, extract_table(batch, run_id)


class _Pool:
    """Worker processes, and new ones where they have died."""

    def __init__(self, run_id: str, workers: int, stop: threading.Event) -> None:
        self._run_id = run_id
        self._workers = workers
        self._stop = stop
        self._executor = _executor(workers)
        self._under_way: deque[tuple[pa.Table, Future[_Sent]]] = deque()

    def extract(self, batches: Iterable[pa.Table]) -> Iterator[tuple[pa.Table, Extracted]]:
        """As `extract_batches`."""
        try:
            for batch in batches:
                self._under_way.append((batch, self._submit(batch)))
                if len(self._under_way) > self._workers * _BATCHES_PER_WORKER:
                    yield self._next()
            while self._under_way:
                yield self._next()
        except BrokenProcessPool:
            return
        finally:
            self._executor.shutdown(cancel_futures=True)

    def _submit(self, batch: pa.Table) -> "Future[_Sent]":
        return _submit(self._executor, batch, self._run_id)

    def _next(self) -> tuple[pa.Table, Extracted]:
        batch, future = self._under_way.popleft()
        try:
            return batch, _received(future.result())
        except BrokenProcessPool:
            if self._stop.is_set():
                raise
            extracted = self._try_again(batch)
            self._restart()
            return batch, extracted

    def _restart(self) -> None:
        """A new pool for what the broken one has left undone, which may be several batches."""
        self._executor.shutdown()
        self._executor = _executor(self._workers)
        for number, (batch, future) in enumerate(self._under_way):
            if not future.done() or future.exception() is not None:
                self._under_way[number] = (batch, self._submit(batch))

    def _try_again(self, batch: pa.Table) -> Extracted:
        """A batch in a process of its own: it may have died by a neighbour's paper."""
        with _executor(1) as executor:
            try:
                again = _received(_submit(executor, batch, self._run_id).result())
            except BrokenProcessPool:
                again = merged(list(self._one_by_one(batch)), self._run_id)
        return Extracted(again.rows, [_DIED, *again.problems])

    def _one_by_one(self, batch: pa.Table) -> Iterator[Extracted]:
        executor = _executor(1)
        for paper in (batch.slice(place, 1) for place in range(batch.num_rows)):
            try:
                yield _received(_submit(executor, paper, self._run_id).result())
            except BrokenProcessPool:
                executor.shutdown()
                executor = _executor(1)
                row = paper.to_pylist()[0]
                problem = failed(row["paper_id"], row["source"], "its worker process died")
                yield Extracted(merged([], self._run_id).rows, [problem])
        executor.shutdown()


#: Rows for every table as Arrow IPC streams, and the problems.
_Sent = tuple[dict[str, bytes], list[Problem]]


def _executor(workers: int) -> ProcessPoolExecutor:
    """Fresh interpreters, not forks: those would inherit the database's lock and threads."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _submit(executor: ProcessPoolExecutor, batch: pa.Table, run_id: str) -> "Future[_Sent]":
    """A future also where the pool is broken. Ctrl-C is blocked in workers started by this.

    A terminal sends it to all processes at once, but when to stop is for this one to decide.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return executor.submit(_work, _to_ipc(batch), run_id)
    except BrokenProcessPool as error:
        broken: Future[_Sent] = Future()
        broken.set_exception(error)
        return broken
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    """No worker outlives the run."""
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(papers: bytes, run_id: str) -> _Sent:
    extracted = extract_table(_from_ipc(papers), run_id)
    return {name: _to_ipc(rows) for name, rows in extracted.rows.items()}, extracted.problems


def _received(sent: _Sent) -> Extracted:
    rows, problems = sent
    return Extracted({name: _from_ipc(stream) for name, stream in rows.items()}, problems)


def _to_ipc(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return sink.getvalue().to_pybytes()


def _from_ipc(stream: bytes) -> pa.Table:
    return pa.ipc.open_stream(stream).read_all()
