"""Abstracts a second: tokenization alone, extraction by stage, the whole run into DuckDB.

    python -m bench.speed --shared ../shared [--papers 5000] [--workers 2] [--runs 40000 400000]

Peak memory is that of this process and all its children together.
"""

import argparse
import json
import os
import platform
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress, count, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from extractors import extract_batch, load
from extractors.acronyms import find_pairs
from extractors.claims import load_claims_model, read_claims
from extractors.contexts import Context
from extractors.entities import Document, gather
from extractors.labels import Described, decode, load_labeller
from extractors.lexicon import LEXICON
from extractors.names import find_mentions
from extractors.phases import load_phases_model
from extractors.pipeline import READERS, load_tokenizer
from extractors.quantities import find_quantities
from extractors.reading import Reading
from extractors.second_look import look_again, revise
from extractors.text import Text
from extractors.ties import load_ties_model
from pipelines import batch
from pipelines.training.data import read_corpus
from schemas import Paper, PaperFacts


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--papers", type=int, default=5000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument(
        "--runs", type=int, nargs="+", default=[], help="whole runs alone, of so many papers each"
    )
    arguments = parser.parse_args()
    console = Console()
    if arguments.runs:
        console.print(_runs(arguments.shared, arguments.runs, max(arguments.workers)))
        return
    papers = list(islice(read_corpus(arguments.shared), arguments.papers))
    table = Table("what", "abstracts a second", "peak memory", title=_machine())
    tokenize = load_tokenizer()
    load()
    list(extract_batch(papers[:200]))
    table.add_row("tokenization and sentences", _rate(papers, lambda p: tokenize(p.abstract)), "")
    table.add_row("extract_batch, one process", _batch_rate(papers), "")
    for workers in arguments.workers:
        rate, memory = _run(papers, workers)
        table.add_row(f"whole run into DuckDB, {workers} worker(s)", rate, memory)
    console.print(table)
    console.print(_stages(papers[: min(len(papers), 2000)]))


def _runs(shared: Path, sizes: Sequence[int], workers: int) -> Table:
    """Whole runs of several sizes, to see whether an abstract costs more in a longer one."""
    table = Table("papers", "abstracts a second", "peak memory", title=_machine())
    for size in sizes:
        table.add_row(f"{size:,}", *_run(islice(_again_and_again(shared), size), workers))
    return table


def _again_and_again(shared: Path) -> Iterator[Paper]:
    """The corpus without end, with fresh ids each time."""
    for turn in count():
        for paper in read_corpus(shared):
            yield paper.model_copy(update={"paper_id": f"{paper.paper_id}-{turn}"})


def _machine() -> str:
    processor = platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _rate(papers: Sequence[Paper], step: Callable[[Paper], object]) -> str:
    start = time.perf_counter()
    for paper in papers:
        step(paper)
    return f"{len(papers) / (time.perf_counter() - start):,.0f}"


def _batch_rate(papers: Sequence[Paper]) -> str:
    start = time.perf_counter()
    for _ in extract_batch(papers):
        pass
    return f"{len(papers) / (time.perf_counter() - start):,.0f}"


def _run(papers: Iterable[Paper], workers: int) -> tuple[str, str]:
    """Rate and peak memory of a run from JSON lines to DuckDB."""
    with tempfile.TemporaryDirectory() as folder:
        source, number = Path(folder) / "papers.jsonl", 0
        with source.open("w", encoding="utf-8") as file:
            for number, paper in enumerate(papers, 1):  # noqa: B007 -- the last is their number
                line = {"id": paper.paper_id, "title": paper.title, "abstract": paper.abstract}
                file.write(json.dumps(line) + "\n")
        with _PeakMemory() as peak:
            start = time.perf_counter()
            batch.run([str(source)], Path(folder) / "facts.duckdb", workers=workers)
            seconds = time.perf_counter() - start
    return f"{number / seconds:,.0f}", f"{peak.bytes / 2**20:,.0f} MiB"


class _PeakMemory:
    """The most memory this process and its children held together, sampled ten times a second."""

    def __enter__(self) -> "_PeakMemory":
        self.bytes = 0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._done.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._done.wait(0.1):
            self.bytes = max(self.bytes, _resident(os.getpid()))


def _resident(process: int) -> int:
    """Proportional memory of a process and its children, from /proc; shared pages count once."""
    total = 0
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total = int(line.split()[1]) * 1024
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return total
    return total + sum(_resident(int(child)) for child in children)


def _stages(papers: Sequence[Paper]) -> Table:
    """Where the time goes, in microseconds an abstract."""
    spent: dict[str, float] = {}

    def timed(stage: str, step: Callable[..., Any], *arguments: object) -> Any:
        start = time.perf_counter()
        done = step(*arguments)
        spent[stage] = spent.get(stage, 0.0) + time.perf_counter() - start
        return done

    nlp, labeller = load(), load_labeller()
    claims_model, ties_model = load_claims_model(), load_ties_model()
    phases_model = load_phases_model()
    sentences = nlp.get_pipe("paperfacts_sentences")
    for paper in papers:
        title = paper.title or ""
        doc = timed("tokenizer", nlp.make_doc, paper.abstract)
        timed("sentences", sentences, doc)
        text = Text.of(doc)  # type: ignore[arg-type]
        pairs = timed("acronyms", find_pairs, text.text)
        mentions = timed("name candidates", find_mentions, text, pairs)
        entities = timed("entities", gather, mentions, pairs, text.text)
        document = Document(text, title, LEXICON, labeller.statistics)
        surfaces = timed("surface features", labeller.surface_rows, entities, document)
        hopeful = timed("first look", labeller.first_look, surfaces)
        likely = list(compress(entities, hopeful))
        contexts = timed("context features", labeller.context_rows, likely, mentions, document)
        rows = [a + b for a, b in zip(compress(surfaces, hopeful), contexts, strict=True)]
        described = [Described(document, likely, rows)]
        (table,) = tables = timed("name labels", labeller.probabilities, described)
        looks = [timed("second look", look_again, likely, table, document)]
        timed("second look", revise, tables, looks, labeller.second)
        names = timed("accepted names", decode, likely, table)
        quantities = timed("quantities", find_quantities, text.text)
        context = timed("context", Context, text, names, quantities)
        claims = timed(
            "claims", read_claims, context, quantities, title, claims_model, phases_model
        )
        reading = Reading(text, title, names, quantities, claims, context, ties_model)  # type: ignore[arg-type]
        facts = {kind: timed(f"{kind}", read, reading) for kind, read in READERS.items()}
        timed("validation", lambda p=paper, f=facts: PaperFacts(paper=p, **f))
    total = sum(spent.values())
    table = Table("stage", "µs an abstract", "share")
    for stage, seconds in spent.items():
        table.add_row(stage, f"{seconds / len(papers) * 1e6:,.0f}", f"{seconds / total:.0%}")
    table.add_row("all", f"{total / len(papers) * 1e6:,.0f}", "100%")
    return table


if __name__ == "__main__":
    main()
