"""What of the papers and facts there is room for in the report, and its packing.

Text and rows are packed as JSON, gzip and base64: about half of their size. Papers with most facts
come first; where not all fits, the last ones keep only the sentences that hold facts, and of more
papers still than that, the last ones are left out as a whole.
"""

import gzip
import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.report.gathering import Gathered

#: A report is smaller than this.
MOST_BYTES = 20_000_000

#: The texts of so many papers are packed as one, and unpacked together when one of them is needed.
TEXTS_AT_ONCE = 500

#: A text as the report carries it: all of it, or its sentences with facts and where they start.
Text = str | list[tuple[int, str]]


@dataclass(frozen=True)
class Fitted:
    """What the report holds. `tables` are packed one by one, `texts` in blocks of papers."""

    papers: int
    papers_left_out: int
    abstracts_shortened: int
    tables: dict[str, str]
    texts: list[str]

    @property
    def size(self) -> int:
        """The number of bytes of all that is packed."""
        return sum(map(len, self.tables.values())) + sum(map(len, self.texts))

    def notes(self) -> list[str]:
        """What was left out, a sentence or two for each."""
        notes = []
        if self.papers_left_out:
            notes.append(
                f"To keep this file small, the {self.papers_left_out:,} papers with the fewest"
                " facts are left out of the tables. The numbers and charts are over all papers."
            )
        if self.abstracts_shortened:
            notes.append(
                f"To keep this file small, the {self.abstracts_shortened:,} abstracts with the"
                " fewest facts are shortened to the sentences that hold facts, or left out where"
                " there are none."
            )
        return notes


def fit(gathered: Gathered, most_bytes: int) -> Fitted:
    """As much of the papers and facts as can be packed into `most_bytes` bytes."""
    abstracts: list[str] = gathered.papers["abstract"].to_pylist()
    sentences = _sentences(gathered, abstracts)
    papers = whole = len(abstracts)
    room = most_bytes
    while True:
        texts: list[Text] = [*abstracts[:whole], *sentences[whole:papers]]
        fitted = _packed(gathered, papers, texts, shortened=papers - whole)
        if fitted.size <= most_bytes or not papers:
            return fitted
        # the estimate may fall short by a little: try again with less room
        room = int(room * 0.98)
        papers, whole = _estimate(fitted, texts, abstracts, sentences, room)


def _estimate(
    packed: Fitted,
    texts: Sequence[Text],
    abstracts: Sequence[str],
    sentences: Sequence[list[tuple[int, str]]],
    room: int,
) -> tuple[int, int]:
    """How many papers, and how many of them with the whole abstract, fit into `room` bytes.

    Taken from `packed`, which was packed with `texts`: its bytes by paper, and by character.
    """
    row = sum(map(len, packed.tables.values())) / len(texts)
    character = sum(map(len, packed.texts)) / max(1, sum(map(_length, texts)))
    short = [row + character * _length(text) for text in sentences]
    papers = sum(size <= room for size in accumulate(short))
    left = room - sum(short[:papers])
    more = (
        character * (len(abstract) - _length(text))
        for abstract, text in zip(abstracts[:papers], sentences, strict=False)
    )
    return papers, sum(size <= left for size in accumulate(more))


def _length(text: Text) -> int:
    return len(text) if isinstance(text, str) else sum(len(sentence) for _, sentence in text)


def _sentences(gathered: Gathered, abstracts: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Of every abstract the stretches that its facts stand in, with their offsets."""
    spans: list[set[tuple[int, int]]] = [set() for _ in abstracts]
    for facts in gathered.facts.values():
        columns = (facts[name].to_pylist() for name in ("paper", "sentence_start", "sentence_end"))
        for paper, start, end in zip(*columns, strict=True):
            spans[paper].add((start, end))
    return [
        [(start, abstract[start:end]) for start, end in _joined(found)]
        for abstract, found in zip(abstracts, spans, strict=True)
    ]


def _joined(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _packed(gathered: Gathered, papers: int, texts: Sequence[Text], shortened: int) -> Fitted:
    tables = {"papers": gathered.papers.drop_columns("abstract").slice(0, papers)}
    for kind, facts in gathered.facts.items():
        tables[kind] = facts.filter(pc.less(facts["paper"], papers))
    return Fitted(
        papers=papers,
        papers_left_out=gathered.numbers["papers"] - papers,
        abstracts_shortened=shortened,
        tables={name: _pack(_columns(table)) for name, table in tables.items()},
        texts=[
            _pack(texts[start : start + TEXTS_AT_ONCE]) for start in range(0, papers, TEXTS_AT_ONCE)
        ],
    )


def _columns(table: pa.Table) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = table.to_pydict()
    return columns


def _pack(value: object) -> str:
    """JSON, compressed, as text that is safe in HTML."""
    content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return b64encode(gzip.compress(content, compresslevel=9, mtime=0)).decode("ascii")
