"""Extraction of one batch: papers in, rows for every table out; failing papers are left out."""

import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

import pyarrow as pa

import extractors
from pipelines.errors import in_a_line
from pipelines.readers.base import Problem
from schemas import Paper, PaperFacts
from schemas.tables import arrow_schema, rows_of

#: What the extraction needs to know of papers, in Arrow.
PAPERS = pa.schema([arrow_schema("papers").field(name) for name in Paper.model_fields])

#: So many characters of title and abstract are extracted from; a longer text is no abstract.
MAX_CHARACTERS = 100_000
#: So many seconds of computing one abstract may take; the usual one takes a thousandth.
MAX_SECONDS = 10.0


@dataclass(frozen=True)
class Extracted:
    """What came out of a batch: rows for every table, and the papers that failed."""

    rows: Mapping[str, pa.Table]
    problems: list[Problem] = field(default_factory=list)


def papers_table(papers: Sequence[Paper]) -> pa.Table:
    """Papers as a table of schema `PAPERS`."""
    return pa.Table.from_pylist([paper.__dict__ for paper in papers], schema=PAPERS)


def extract_table(batch: pa.Table, run_id: str) -> Extracted:
    """The facts of a batch of papers, with the run that found them in every row of `papers`.

    An abstract on which extraction raises, that is longer than `MAX_CHARACTERS` or takes longer
    than `MAX_SECONDS`, is a problem, and costs the others nothing.
    """
    papers = [Paper(**row) for row in batch.select(PAPERS.names).to_pylist()]
    try:
        return Extracted(_tables(list(_facts_of(papers)), run_id))
    except Exception:  # whatever it is, one of the papers brought it up: find out which
        return _one_by_one(papers, run_id)


class TooLongError(Exception):
    """An abstract exceeds a limit; the message says which."""


def _facts_of(papers: Sequence[Paper]) -> Iterator[PaperFacts]:
    for paper in papers:
        characters = len(paper.abstract) + len(paper.title or "")
        if characters > MAX_CHARACTERS:
            raise TooLongError(f"{characters:,} characters, more than {MAX_CHARACTERS:,}")
    found = extractors.extract_batch(papers)
    for _ in papers:
        with _time_limit():
            facts = next(found)
        yield facts


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raise TooLongError in the block once this process has computed for `MAX_SECONDS`.

    Time in which other processes have the processor does not count. The timer is a signal: where
    this is not the main thread there is no limit.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _on_time_out)
    signal.setitimer(signal.ITIMER_VIRTUAL, MAX_SECONDS, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _on_time_out(number: int, frame: FrameType | None) -> None:
    raise TooLongError(f"more than {MAX_SECONDS:g} seconds")


def merged(parts: Sequence[Extracted], run_id: str) -> Extracted:
    """The parts of a batch as one."""
    nothing = _tables([], run_id)
    rows = {
        name: pa.concat_tables([empty, *(part.rows[name] for part in parts)])
        for name, empty in nothing.items()
    }
    return Extracted(rows, [problem for part in parts for problem in part.problems])


def failed(paper_id: str, source: str | None, reason: str) -> Problem:
    """The problem of a paper whose facts could not be extracted."""
    return Problem(source or "input", f"paper {paper_id}", f"extraction failed ({reason})")


def _one_by_one(papers: list[Paper], run_id: str) -> Extracted:
    parts = []
    for paper in papers:
        try:
            parts.append(Extracted(_tables(list(_facts_of([paper])), run_id)))
        except TooLongError as error:
            problem = failed(paper.paper_id, paper.source, str(error))
            parts.append(Extracted(_tables([], run_id), [problem]))
        except Exception as error:
            problem = failed(paper.paper_id, paper.source, in_a_line(error))
            parts.append(Extracted(_tables([], run_id), [problem]))
    return merged(parts, run_id)


def _tables(found: list[PaperFacts], run_id: str) -> dict[str, pa.Table]:
    return {table: pa.Table.from_batches([rows]) for table, rows in rows_of(found, run_id).items()}
