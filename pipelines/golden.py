"""Golden annotations as facts: with the offsets that annotations leave out, in a database.

So everything that works on extracted facts also works on those a person wrote: views, exports,
reports, and the results in docs/cookbook.md, which stay the same when the extractors change.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import regex
from spacy.language import Language

from extractors.pipeline import load_tokenizer
from extractors.text import Text
from pipelines.errors import PipelineError
from pipelines.evaluation import Golden, Record
from pipelines.store import open_store
from schemas import KINDS, PaperFacts
from schemas.tables import rows_of

Span = tuple[int, int]

#: What a run says of itself whose facts are annotations.
VERSION = "golden"

#: What stands before and behind a surface that is neither inside a word nor a part of a number.
_BEFORE = r"(?<![\p{L}\p{N}])(?<!\p{N}[.,])"
_BEHIND = r"(?![\p{L}\p{N}])(?![.,]\p{N})"
#: The host of a URL that has a scheme.
_HOST = regex.compile(r"^\w+://(?:www\.)?([^/:?#]+)", regex.IGNORECASE)


def write_golden(annotated: Iterable[Golden], database: Path) -> int:
    """Write annotated abstracts and their records to a database; how many abstracts.

    Raises PipelineError where a surface does not stand in its abstract.
    """
    facts = [facts_of(golden) for golden in annotated]
    with open_store(database) as store:
        run_id = store.begin_run(VERSION, [])
        batches = rows_of(facts, run_id)
        rows = {table: pa.Table.from_batches([batch]) for table, batch in batches.items()}
        store.write(run_id, rows, [item.paper.paper_id for item in facts])
        store.end_run(run_id, "done")
    return len(facts)


def facts_of(golden: Golden) -> PaperFacts:
    """The annotated records with offsets, in the order in which they are annotated.

    A name is placed where its record's most used surface first stands; one that is completed from a
    coordination, at the word that holds its beginning. The same number said twice is two places.
    Raises PipelineError where a surface does not stand in the abstract.
    """
    abstract = golden.paper.abstract
    text = Text.of(_tokenizer()(abstract))
    facts: dict[str, list[Any]] = {}
    for kind, records in golden.records.items():
        surfaces: Counter[str] = Counter()
        facts[kind] = []
        for record in records:
            fields = _fields(kind, record, abstract)
            surface = fields.get("name") or fields["text"]
            places = _places_of(surface, "name" in fields, golden)
            start, end = places[min(surfaces[surface], len(places) - 1)]
            surfaces[surface] += 1
            begin, stop = text.sentence_at(start)
            offsets = {"char_start": start, "char_end": end}
            sentence = {"sentence_start": begin, "sentence_end": max(stop, end)}
            facts[kind].append(KINDS[kind](**fields, **offsets, **sentence))
    return PaperFacts(paper=golden.paper, **facts)


@cache
def _tokenizer() -> Language:
    return load_tokenizer()


def _fields(kind: str, record: Record, abstract: str) -> dict[str, Any]:
    """The fields of an annotation, and those that follow from them."""
    fields = dict(record)
    if kind == "links":
        host = _HOST.match(fields["url"])
        fields["host"] = host[1].lower() if host else fields["url"]
        fields["text"] = _url_as_printed(fields["url"], abstract)
    if "names" in fields:
        uses = {name: len(_places(name, abstract)) for name in fields["names"]}
        fields["name"] = min(uses, key=lambda name: (-uses[name], len(name)))
    return fields


def _url_as_printed(url: str, abstract: str) -> str:
    """The URL, without what cleaning may have added to it."""
    bare = url.removeprefix("https://")
    return next((form for form in (url, bare, bare.rstrip("/")) if form in abstract), url)


def _places_of(surface: str, is_name: bool, golden: Golden) -> list[Span]:
    """Where the surface of a record stands, at least once."""
    abstract = golden.paper.abstract
    places = _places(surface, abstract)
    if not places and is_name:
        places = _places_of_beginning(surface, abstract)
    if not places:
        raise PipelineError(f"{golden.paper.paper_id}: {surface!r} does not stand in the abstract")
    return places


def _places(surface: str, abstract: str) -> list[Span]:
    """Where a surface stands by itself; failing that, wherever it stands."""
    exactly = regex.escape(surface)
    alone = [match.span() for match in regex.finditer(_BEFORE + exactly + _BEHIND, abstract)]
    return alone or [match.span() for match in regex.finditer(exactly, abstract)]


def _places_of_beginning(name: str, abstract: str) -> list[Span]:
    """The words that begin as a completed name does: "GPT-2/3" for "GPT-3"."""
    for length in range(len(name) - 1, 1, -1):
        joint = regex.escape(name[:length]) + r"[\p{L}\p{N}/,&+\-]*[\p{L}\p{N}]"
        if places := [match.span() for match in regex.finditer(joint, abstract)]:
            return places
    return []
