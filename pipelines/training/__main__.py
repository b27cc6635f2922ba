"""Train the committed weights: `python -m pipelines.training --shared ../shared`.

Reads the annotated sets and the corpus of the shared folder and our own in `golden/`, and writes
`extractors/weights/`. Nothing is drawn by chance, so the same data give the same weights.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.labels import WEIGHTS, Labeller, Name
from extractors.pipeline import load_tokenizer
from extractors.text import Text
from extractors.word_classes import save_word_classes
from pipelines.evaluation import Golden
from pipelines.training import claims, names, ties
from pipelines.training.data import folds, read_corpus, read_own, read_shared
from pipelines.training.second_look import NO_SECOND_LOOK, Seen, fit_second_look, names_of, see
from pipelines.training.word_classes import find_word_classes

FOLDS = 5
#: how much an abstract of the shared sets counts in the training of names; one of ours counts 1
SHARED_WEIGHT = 2.0


def main() -> None:
    """The command line of the training."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    train(arguments.shared, arguments.out)


def train(shared: Path, out: Path) -> None:
    """Train all weights and write them to the folder `out`."""
    tokenize = load_tokenizer()
    corpus = list(read_corpus(shared))
    annotated = read_shared(shared)
    golden = [*annotated, *read_own(corpus)]
    out.mkdir(parents=True, exist_ok=True)
    classes = find_word_classes(Text.of(tokenize(paper.abstract)).lower for paper in corpus)
    save_word_classes(classes, out / "word_classes.npz")

    texts = [Text.of(tokenize(item.paper.abstract)) for item in golden]
    bare = [
        names.describe(item.paper, text, item.records)
        for item, text in zip(golden, texts, strict=True)
    ]
    context_model = names.fit_contexts(bare)
    statistics = names.gather_statistics(
        names.evidence_of(
            names.describe(paper, Text.of(tokenize(paper.abstract)), None), context_model
        )
        for paper in corpus
    )
    statistics.save(out / "name_statistics.npz")
    examples = [
        names.describe(item.paper, text, item.records, statistics, own)
        for item, text, own in zip(
            golden,
            texts,
            (names.evidence_of(example, context_model) for example in bare),
            strict=True,
        )
    ]
    for example in examples[: len(annotated)]:
        example.weight = SHARED_WEIGHT
    names.fit_labels(examples).save(out / "names.npz")

    seen = see_held_out(golden, examples, statistics)
    fit_second_look(seen).save(out / "second_look.npz")
    held_out = names_held_out(golden, seen)
    claim_examples = [
        claims.describe(text, found, item.paper.title or "", item.records)
        for item, text, found in zip(golden, texts, held_out, strict=True)
    ]
    claims.fit_claims(claim_examples).save(out / "claims.npz")
    claims.fit_phases(claim_examples).save(out / "phases.npz")
    ties.fit_ties(
        [
            ties.describe(text, found, item.records)
            for item, text, found in zip(golden, texts, held_out, strict=True)
        ]
    ).save(out / "ties.npz")


def see_held_out(
    golden: Sequence[Golden], examples: Sequence[names.Example], statistics: names.NameStatistics
) -> list[Seen]:
    """Every abstract as a labeller sees it that was not trained on it.

    What comes after the names learns from these, since it will meet names with their errors.
    """
    seen: dict[int, Seen] = {}
    for inside, rest in _splits(golden):
        model = names.fit_labels([examples[at] for at in rest])
        labeller = Labeller(model, statistics, NO_SECOND_LOOK)
        seen |= zip(inside, see([examples[at] for at in inside], labeller), strict=True)
    return [seen[at] for at in range(len(golden))]


def names_held_out(golden: Sequence[Golden], seen: Sequence[Seen]) -> list[list[Name]]:
    """The names of every abstract, with a second look that was not trained on it either."""
    found: dict[int, list[Name]] = {}
    for inside, rest in _splits(golden):
        second = fit_second_look([seen[at] for at in rest])
        found |= {at: names_of(seen[at], second) for at in inside}
    return [found[at] for at in range(len(golden))]


def _splits(golden: Sequence[Golden]) -> Iterator[tuple[list[int], list[int]]]:
    """The indices inside each fold, and those of the rest."""
    for fold in folds(golden, FOLDS):
        inside = set(fold)
        yield fold, [at for at in range(len(golden)) if at not in inside]


if __name__ == "__main__":
    main()
