"""Training of the labeller of names, in two steps.

First a labeller that sees only contexts, run over the corpus for the name statistics; then the
labeller proper.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.acronyms import find_pairs
from extractors.entities import Document, Entity, document_features, gather
from extractors.labels import BENCHMARK, LABELS, Labeller
from extractors.lexicon import LEXICON, Lexicon
from extractors.linear import LinearModel, softmax
from extractors.names import find_mentions
from extractors.statistics import NONE, Evidence, NameStatistics
from extractors.text import Text
from pipelines.evaluation import Golden
from pipelines.training.fit import fit
from schemas import Paper
from schemas.keys import benchmark_key, model_key

STRENGTH = 0.1
CONTEXT_STRENGTH = 0.2
# what the context labeller does without: features that tell the name itself, and classes of words,
# with which it did worse
_NAME_FEATURES = regex.compile(
    r"(?:class|name|pre\d|suf\d|lex|piece|last|first word|last word|last lex|first lex|shape"
    r"|has size|longer|long|corpus)\b"
)


@dataclass
class Example:
    """The entities of one abstract with features and, where annotated, labels.

    `weight` tells how much the abstract counts in training.
    """

    entities: list[Entity]
    features: list[list[str]]
    labels: list[str]
    weight: float = 1.0


def describe(
    paper: Paper,
    text: Text,
    records: Mapping[str, Sequence[Mapping]] | None,
    statistics: NameStatistics | None = None,
    own: Mapping[str, Evidence] | None = None,
    lexicon: Lexicon = LEXICON,
) -> Example:
    """Entities and features of a paper, and their golden labels."""
    pairs = find_pairs(text.text)
    mentions = find_mentions(text, pairs)
    entities = gather(mentions, pairs, text.text)
    document = Document(text, paper.title or "", lexicon, statistics or NameStatistics(), own)
    labels = [label_of(entity, records) for entity in entities] if records is not None else []
    return Example(entities, document_features(entities, mentions, document), labels)


def label_of(entity: Entity, records: Mapping[str, Sequence[Mapping]]) -> str:
    """The golden label of an entity."""
    keys = set(entity.keys)
    for record in records["models"]:
        if any(model_key(name) in keys for name in record["names"]):
            proposed = record["role"] == "proposed"
            return f"{record['category']}:proposed" if proposed else "model:mentioned"
    keys = {benchmark_key(mention.surface) for mention in entity.mentions}
    for record in records["benchmarks"]:
        if any(benchmark_key(name) in keys for name in record["names"]):
            return f"benchmark:{record['role']}"
    return "none"


def fit_labels(examples: Sequence[Example], strength: float = STRENGTH) -> LinearModel:
    """The labeller's weights."""
    features = [features for example in examples for features in example.features]
    labels = [label for example in examples for label in example.labels]
    weights = [example.weight for example in examples for _ in example.labels]
    return fit(features, {"label": LABELS}, {"label": labels}, strength, weights)


def without_names(example: Example) -> Example:
    """The same example with nothing but contexts."""
    features = [[f for f in row if not _NAME_FEATURES.match(f)] for row in example.features]
    return Example(example.entities, features, example.labels)


def evidence_of(example: Example, context_model: LinearModel) -> dict[str, Evidence]:
    """What the contexts of one abstract say of each name key."""
    if not example.entities:
        return {}
    table = softmax(context_model.scores(without_names(example).features)).astype(float)
    evidence: dict[str, Evidence] = {}
    for entity, row in zip(example.entities, table.tolist(), strict=True):
        for key in entity.keys:
            m, p, b, n = evidence.get(key, NONE)
            benchmark = sum(row[BENCHMARK])
            evidence[key] = (m + sum(row[1:4]), p + row[2] + row[3], b + benchmark, n + 1)
    return evidence


def gather_statistics(parts: Iterable[Mapping[str, Evidence]]) -> NameStatistics:
    """Evidence of many abstracts, summed up."""
    total: dict[str, list[float]] = {}
    for part in parts:
        for key, (m, p, b, n) in part.items():
            sums = total.setdefault(key, [0.0, 0.0, 0.0, 0])
            sums[0] += m
            sums[1] += p
            sums[2] += b
            sums[3] += n
    return NameStatistics({key: (m, p, b, int(n)) for key, (m, p, b, n) in total.items()})


def labeller_of(model: LinearModel, statistics: NameStatistics) -> Labeller:
    return Labeller(model, statistics)


def golden_items(items: Sequence[Golden]) -> list[tuple[Paper, Mapping[str, Sequence[Mapping]]]]:
    return [(item.paper, item.records) for item in items]
