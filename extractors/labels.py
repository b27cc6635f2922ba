"""The labeller of names: which entities of an abstract are models, methods or benchmarks.

A linear model weighs the features of `entities.py` against seven labels. Where it is unsure, a
network of one hidden layer over the same features is heard as well: it sees what features mean
together. Where the spans of accepted entities overlap ("Swin" in "Swin Transformer"), the surer
one keeps them.

What is hardly a name by its surface alone, a third of all, is dropped at a first look, which saves
describing the words around it. What depends on the other names is weighed again at a second look,
see `second_look.py`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from pathlib import Path

import numpy as np

from extractors.acronyms import find_pairs
from extractors.entities import Document, Entity, Lists, context_features, gather, surface_features
from extractors.lexicon import LEXICON
from extractors.linear import FloatArray, LinearModel, softmax
from extractors.names import Mention, find_mentions
from extractors.second_look import look_again, revise
from extractors.statistics import NameStatistics
from extractors.text import Text
from schemas.keys import benchmark_key

WEIGHTS = Path(__file__).parent / "weights"
LABELS = (
    "none",
    "model:mentioned",
    "model:proposed",
    "method:proposed",
    "benchmark:introduced",
    "benchmark:evaluated",
    "benchmark:other",
)
MODEL, BENCHMARK = slice(1, 4), slice(4, 7)
#: the units of the network's hidden layer
UNITS = tuple(f"unit{number}" for number in range(32))
#: the heads of the model: the first look sees surface features only
HEADS: dict[str, tuple[str, ...]] = {"label": LABELS, "first look": ("name",), "hidden": UNITS}
#: probability from which the linear model is believed alone
SURE = 0.99
#: log-odds below which an entity is dropped at the first look: 2 in 1000 names are lost
HOPELESS = -5.3
#: how much surer "none" must be than a kind to win; chosen by cross-validation
MARGINS = {"models": 0.07, "benchmarks": 0.2}
#: how likely a name of the lexicon must be to keep its parts from being names
LIKELY = 0.3


@dataclass(frozen=True)
class Name:
    """A labelled entity: what stands behind a record of models or benchmarks.

    `mentions` are those no surer entity claimed, in the order of the text.
    """

    label: str
    mentions: tuple[Mention, ...]
    probability: float

    @property
    def kind(self) -> str:
        """ "models" or "benchmarks"."""
        return "benchmarks" if self.label.startswith("benchmark") else "models"

    @property
    def role(self) -> str:
        return self.label.partition(":")[2]


@dataclass(frozen=True)
class Described:
    """The entities of one abstract that may be names, each given by the rows of its features."""

    document: Document
    entities: Sequence[Entity]
    rows: Sequence[Sequence[int]]


@dataclass(frozen=True)
class Labeller:
    """Weights and name statistics together.

    `output` are the weights from the hidden layer to the labels, `second` those of the second look.
    """

    model: LinearModel
    output: LinearModel
    statistics: NameStatistics
    second: LinearModel

    def label(
        self, document: Document, entities: Sequence[Entity], features: Sequence[Sequence[str]]
    ) -> list[Name]:
        """Names among the entities of one abstract, in the order of the text."""
        rows = [self.model.rows_of(row) for row in features]
        return next(self.label_all([self.hopeful(document, entities, rows)]))

    def hopeful(
        self, document: Document, entities: Sequence[Entity], rows: Sequence[Sequence[int]]
    ) -> Described:
        """What of the entities the first look leaves."""
        kept = self.first_look(rows)
        return Described(document, list(compress(entities, kept)), list(compress(rows, kept)))

    def surface_rows(self, entities: Sequence[Entity], document: Document) -> list[list[int]]:
        """Rows of the model for what the names of entities tell themselves."""
        return [self.model.rows_of(features) for features in surface_features(entities, document)]

    def context_rows(
        self, entities: Sequence[Entity], mentions: Sequence[Mention], document: Document
    ) -> list[list[int]]:
        """Rows of the model for what the words around the mentions of entities tell."""
        lists = Lists(document.text, mentions)
        rows_of = self.model.rows_of
        return [rows_of(context_features(entity, document, lists)) for entity in entities]

    def first_look(self, rows: Sequence[Sequence[int]]) -> list[bool]:
        """Of entities, given as rows of the model, which of them may be names by their surface."""
        return (self.model.scores_of(rows, "first look")[:, 0] > HOPELESS).tolist()

    def probabilities(self, described: Sequence[Described]) -> list[FloatArray]:
        """Probabilities before the second look, for every abstract of shape (entities, labels).

        All abstracts at once: that takes half the time.
        """
        rows = [row for each in described for row in each.rows]
        table = softmax(self.model.scores_of(rows, "label"))
        unsure = np.flatnonzero(table.max(axis=1, initial=0) < SURE)
        network = self._network_probabilities([rows[at] for at in unsure])
        table[unsure] = (table[unsure] + network) / 2
        ends = np.cumsum([len(each.rows) for each in described])
        return np.split(table, ends[:-1])

    def _network_probabilities(self, rows: Sequence[Sequence[int]]) -> FloatArray:
        """What the network makes of entities, of shape (entities, labels)."""
        units = np.maximum(self.model.scores_of(rows, "hidden"), 0)
        # not "@": its last bits depend on how many rows there are
        scores = np.einsum("ij,jk->ik", units, self.output.weights[:-1])
        return softmax(scores + self.output.weights[-1])

    def label_all(self, described: Sequence[Described]) -> Iterator[list[Name]]:
        """The names of many abstracts."""
        tables = self.probabilities(described)
        looks = [
            look_again(each.entities, table, each.document)
            for each, table in zip(described, tables, strict=True)
        ]
        revise(tables, looks, self.second)
        for each, table in zip(described, tables, strict=True):
            yield decode(each.entities, table)


def read_names(
    texts: Sequence[Text], titles: Sequence[str], labeller: Labeller
) -> Iterator[list[Name]]:
    """Find, describe and label the names of some abstracts."""
    found = []
    for text, title in zip(texts, titles, strict=True):
        pairs = find_pairs(text.text)
        mentions = find_mentions(text, pairs)
        document = Document(text, title, LEXICON, labeller.statistics)
        entities = gather(mentions, pairs, text.text)
        found.append((document, mentions, entities, labeller.surface_rows(entities, document)))
    hopeful = iter(labeller.first_look([row for *_, surfaces in found for row in surfaces]))
    described = []
    for document, mentions, entities, surfaces in found:
        kept = [pair for pair in zip(entities, surfaces, strict=True) if next(hopeful)]
        likely = [entity for entity, _ in kept]
        contexts = labeller.context_rows(likely, mentions, document)
        rows = [surface + context for (_, surface), context in zip(kept, contexts, strict=True)]
        described.append(Described(document, likely, rows))
    return labeller.label_all(described)


def decode(entities: Sequence[Entity], probabilities: FloatArray) -> list[Name]:
    """Accept entities from the surest down; each takes the mentions nobody surer has."""
    model = probabilities[:, MODEL].sum(axis=1)
    benchmark = probabilities[:, BENCHMARK].sum(axis=1)
    best = np.maximum(model, benchmark)
    taken: list[tuple[int, int]] = []
    names: list[Name] = []
    known = _known_spans(entities, best)
    margin = np.where(model >= benchmark, MARGINS["models"], MARGINS["benchmarks"])
    likely = best + margin >= probabilities[:, 0]
    for at in np.argsort(-best, kind="stable"):
        if not likely[at]:
            continue
        free = [
            mention
            for mention in entities[at].mentions
            if mention.completed
            or (
                not any(mention.start < end and start < mention.end for start, end in taken)
                and not any(_inside(mention, start, end) for start, end in known)
            )
        ]
        if not free:
            continue
        taken += [(mention.start, mention.end) for mention in free if not mention.completed]
        kind = MODEL if model[at] >= benchmark[at] else BENCHMARK
        label = LABELS[kind.start + int(probabilities[at, kind].argmax())]
        names += _split(label, free, float(best[at]))
    return sorted(names, key=lambda name: (name.mentions[0].start, name.mentions[0].end))


def _known_spans(entities: Sequence[Entity], best: FloatArray) -> list[tuple[int, int]]:
    """Spans of likely names that a lexicon knows: a part of one is not a name of its own."""
    return [
        (mention.start, mention.end)
        for entity, probability in zip(entities, best, strict=True)
        if probability >= LIKELY and {"model", "benchmark"} & LEXICON.groups(entity.key)
        for mention in entity.mentions
        if not mention.completed
    ]


def _inside(mention: Mention, start: int, end: int) -> bool:
    return (
        start <= mention.start
        and mention.end <= end
        and (start, end)
        != (
            mention.start,
            mention.end,
        )
    )


def _split(label: str, mentions: list[Mention], probability: float) -> list[Name]:
    """One name, or for benchmarks one for each size: "YFCC-15M" and "YFCC-100M" are two."""
    if not label.startswith("benchmark"):
        return [Name(label, tuple(mentions), probability)]
    parts: dict[str, list[Mention]] = {}
    sized = len({benchmark_key(m.surface) for m in mentions if m.surface[-1:] in "MBmb"}) > 1
    for mention in mentions:
        parts.setdefault(benchmark_key(mention.surface) if sized else "", []).append(mention)
    return [Name(label, tuple(part), probability) for part in parts.values()]


@lru_cache(maxsize=1)
def load_labeller(folder: Path = WEIGHTS) -> Labeller:
    """The committed weights. Raises OSError where they are missing."""
    return Labeller(
        LinearModel.load(folder / "names.npz"),
        LinearModel.load(folder / "names_output.npz"),
        NameStatistics.load(folder / "name_statistics.npz"),
        LinearModel.load(folder / "second_look.npz"),
    )
