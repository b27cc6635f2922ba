"""The steps of the training, in their order: each learns from what the one before really gives it.

What a fold of abstracts is labelled with was never trained on that fold: names are given to claims
and ties with the errors they have on new abstracts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.labels import Labeller, Name
from extractors.phases import topic_words
from extractors.pipeline import load_tokenizer
from extractors.statistics import NameStatistics
from extractors.text import Text
from extractors.word_classes import use_word_classes
from pipelines.evaluation import Golden
from pipelines.training import claims, names, ties
from pipelines.training.data import folds, read_corpus, read_own, read_shared
from pipelines.training.second_look import NO_SECOND_LOOK, Seen, fit_second_look, names_of, see
from pipelines.training.topics import Topics, find_topics
from pipelines.training.word_classes import find_word_classes
from schemas import Paper

#: how much an abstract of the shared sets counts in the training of names; one of ours counts 1
SHARED_WEIGHT = 2.0


@dataclass(frozen=True)
class Prepared:
    """Annotated abstracts, those of the shared sets first, and what the corpus tells of words."""

    golden: list[Golden]
    measured: int
    texts: list[Text]
    examples: list[names.Example]
    statistics: NameStatistics
    word_classes: dict[str, int]
    topics: Topics


def prepare(shared: Path) -> Prepared:
    """Read everything, and learn from the corpus what needs no annotations."""
    tokenize = load_tokenizer()
    corpus = list(read_corpus(shared))
    annotated = read_shared(shared)
    golden = [*annotated, *read_own(corpus)]

    def read_all() -> Iterator[tuple[Paper, Text]]:  # anew each time: it saves some gigabytes
        return ((paper, Text.of(tokenize(paper.abstract))) for paper in corpus)

    word_classes = find_word_classes(text.lower for _, text in read_all())
    use_word_classes(word_classes)
    topics = find_topics(topic_words(text, paper.title or "") for paper, text in read_all())
    texts = [Text.of(tokenize(item.paper.abstract)) for item in golden]
    bare = [
        names.describe(item.paper, text, item.records)
        for item, text in zip(golden, texts, strict=True)
    ]
    context_model = names.fit_contexts(bare)
    statistics = names.gather_statistics(
        names.evidence_of(names.describe(paper, text, None), context_model)
        for paper, text in read_all()
    )
    examples = [
        names.describe(
            item.paper, text, item.records, statistics, names.evidence_of(own, context_model)
        )
        for item, text, own in zip(golden, texts, bare, strict=True)
    ]
    for example in examples[: len(annotated)]:
        example.weight = SHARED_WEIGHT
    return Prepared(golden, len(annotated), texts, examples, statistics, word_classes, topics)


def see_held_out(prepared: Prepared, number: int) -> list[Seen]:
    """Every abstract as a labeller sees it that was not trained on its fold, of `number`."""
    seen: dict[int, Seen] = {}
    examples = prepared.examples
    for inside, rest in splits(prepared.golden, number):
        model, output = names.fit_labels([examples[at] for at in rest])
        labeller = Labeller(model, output, prepared.statistics, NO_SECOND_LOOK)
        seen |= zip(inside, see([examples[at] for at in inside], labeller), strict=True)
    return [seen[at] for at in range(len(examples))]


def names_held_out(golden: Sequence[Golden], seen: Sequence[Seen], number: int) -> list[list[Name]]:
    """The names of every abstract, with a second look that was not trained on it either."""
    found: dict[int, list[Name]] = {}
    for inside, rest in splits(golden, number):
        second = fit_second_look([seen[at] for at in rest])
        found |= {at: names_of(seen[at], second) for at in inside}
    return [found[at] for at in range(len(golden))]


def describe_numbers(
    prepared: Prepared, found: Sequence[Sequence[Name]]
) -> tuple[list[claims.ClaimExample], list[list[ties.Contest]]]:
    """What claims and ties learn from: the numbers of every abstract among the names found."""
    parts = list(zip(prepared.golden, prepared.texts, found, strict=True))
    return (
        [
            claims.describe(text, known, item.paper.title or "", item.records)
            for item, text, known in parts
        ],
        [ties.describe(text, known, item.records) for item, text, known in parts],
    )


def splits(golden: Sequence[Golden], number: int) -> Iterator[tuple[list[int], list[int]]]:
    """The indices inside each of `number` folds, and those of the rest."""
    for fold in folds(golden, number):
        inside = set(fold)
        yield fold, [at for at in range(len(golden)) if at not in inside]
