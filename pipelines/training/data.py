"""Annotated abstracts to train on, and how they are divided for cross-validation."""

import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.evaluation import Golden, read_golden
from schemas import Paper

#: annotated in the shared folder, with their texts; never `pages.jsonl`, which is the test set
SHARED_SETS = ("train.jsonl", "conferences.jsonl", "efficiency.jsonl")
_GOLDEN = Path(__file__).parents[2] / "golden"
#: our own annotations: of corpus abstracts, without their texts, and of abstracts written by us
OWN_SETS = (_GOLDEN / "unbundled" / "corpus.jsonl", _GOLDEN / "written.jsonl")


def read_corpus(shared: Path) -> Iterator[Paper]:
    """The unlabelled abstracts."""
    with gzip.open(shared / "corpus" / "abstracts.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield Paper(
                paper_id=record["id"], title=record.get("title"), abstract=record["abstract"]
            )


def read_shared(shared: Path) -> list[Golden]:
    """The annotated sets that serve for cross-validation."""
    return [item for name in SHARED_SETS for item in read_golden(shared / "golden" / name)]


def read_own(corpus: Sequence[Paper]) -> list[Golden]:
    """Our own annotations, joined to the corpus; they are only trained on, never measured on."""
    texts = {paper.paper_id: paper for paper in corpus}
    return [item for path in OWN_SETS for item in read_golden(path, texts)]


def folds(items: Sequence[Golden], number: int) -> list[list[int]]:
    """Indices of `items` in `number` folds, by the last hex digits of the id: stable and mixed."""
    parts: list[list[int]] = [[] for _ in range(number)]
    for index, item in enumerate(items):
        parts[int(item.paper.paper_id[-4:], 16) % number].append(index)
    return parts
