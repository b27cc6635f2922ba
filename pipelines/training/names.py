"""Training of the labeller of names, in two steps.

First a labeller that sees only contexts, run over the corpus for the name statistics; then the
labeller proper.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractors.acronyms import find_pairs
from extractors.entities import Document, Entity, Lists, context_features, gather, surface_features
from extractors.labels import BENCHMARK, HEADS, LABELS
from extractors.lexicon import LEXICON, Lexicon
from extractors.linear import LinearModel, softmax
from extractors.names import find_mentions
from extractors.statistics import NONE, Evidence, NameStatistics
from extractors.text import Text
from pipelines.training.fit import fit, joined
from pipelines.training.network import fit_network
from schemas import Paper
from schemas.keys import benchmark_key, model_key

STRENGTH = 0.1
#: features whose weights are smaller on all labels are left out: of 130,000 one in six stays, and
#: cross-validation is no worse for it
NEGLIGIBLE = 0.04
# what the context labeller does without: features that tell the name itself, and classes of words,
# with which it did worse
_NAME_FEATURES = regex.compile(
    r"(?:class|name|pre\d|suf\d|lex|piece|last|first word|last word|last lex|first lex|shape"
    r"|has size|longer|long|corpus|extends|extended|siblings)\b"
)


@dataclass
class Example:
    """The entities of one abstract with features and, where annotated, labels.

    `surfaces` are those of the features that tell the name itself. `weight` tells how much the
    abstract counts in training.
    """

    document: Document
    entities: list[Entity]
    surfaces: list[list[str]]
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
    lists = Lists(text, mentions)
    surfaces = surface_features(entities, document)
    features = [
        surface + context_features(entity, document, lists)
        for entity, surface in zip(entities, surfaces, strict=True)
    ]
    return Example(document, entities, surfaces, features, labels)


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


def fit_labels(examples: Sequence[Example]) -> tuple[LinearModel, LinearModel]:
    """The labeller's weights, with those of its first look, and of the network's output."""
    surfaces = [surface for example in examples for surface in example.surfaces]
    labels = [label for example in examples for label in example.labels]
    is_name = ["" if label == "none" else "name" for label in labels]
    first_look = fit(
        surfaces,
        {"first look": HEADS["first look"]},
        {"first look": is_name},
        STRENGTH,
        negligible=NEGLIGIBLE,
    )
    linear = _fit_labels(examples, NEGLIGIBLE)
    hidden, output = fit_network(
        [features for example in examples for features in example.features],
        labels,
        [example.weight for example in examples for _ in example.labels],
        list(linear.rows),
    )
    return joined([linear, first_look, hidden]), output


def fit_contexts(examples: Sequence[Example]) -> LinearModel:
    """The weights of a labeller that sees nothing but contexts, for the evidence of the corpus."""
    return _fit_labels([without_names(example) for example in examples])


def _fit_labels(examples: Sequence[Example], negligible: float = 0.0) -> LinearModel:
    features = [features for example in examples for features in example.features]
    labels = [label for example in examples for label in example.labels]
    weights = [example.weight for example in examples for _ in example.labels]
    return fit(features, {"label": LABELS}, {"label": labels}, STRENGTH, weights, negligible)


def without_names(example: Example) -> Example:
    """The same example with nothing but contexts."""
    features = [[f for f in row if not _NAME_FEATURES.match(f)] for row in example.features]
    return Example(example.document, example.entities, example.surfaces, features, example.labels)


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
