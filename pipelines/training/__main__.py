"""Train the committed weights: `python -m pipelines.training --shared ../shared`.

Reads the annotated sets and the corpus of the shared folder and our own in `golden/`, and writes
`extractors/weights/`. Every random choice has a fixed seed, so the same data give the same weights.

With `--cross-validate` it writes nothing, but tells how right such weights are on new abstracts.
"""

import argparse
from pathlib import Path

from rich.console import Console
from threadpoolctl import threadpool_limits

from extractors.labels import WEIGHTS
from extractors.word_classes import save_word_classes
from pipelines.render import scores
from pipelines.training import claims, names, ties
from pipelines.training.cross_validation import cross_validate
from pipelines.training.second_look import fit_second_look
from pipelines.training.steps import (
    Prepared,
    describe_numbers,
    names_held_out,
    prepare,
    see_held_out,
)

#: folds whose names claims and ties are trained with
FOLDS = 5


def main() -> None:
    """The command line of the training."""
    parser = argparse.ArgumentParser(prog="python -m pipelines.training", description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--cross-validate", action="store_true")
    arguments = parser.parse_args()
    with threadpool_limits(1):  # sums in another order would give other weights
        prepared = prepare(arguments.shared)
        if arguments.cross_validate:
            Console(highlight=False).print(scores(cross_validate(prepared)))
        else:
            train(prepared, arguments.out)


def train(prepared: Prepared, out: Path) -> None:
    """Train all weights and write them to the folder `out`."""
    out.mkdir(parents=True, exist_ok=True)
    save_word_classes(prepared.word_classes, out / "word_classes.npz")
    prepared.statistics.save(out / "name_statistics.npz")
    model, output = names.fit_labels(prepared.examples)
    model.save(out / "names.npz")
    output.save(out / "names_output.npz")

    seen = see_held_out(prepared, FOLDS)
    fit_second_look(seen).save(out / "second_look.npz")
    held_out = names_held_out(prepared.golden, seen, FOLDS)
    claim_examples, tie_examples = describe_numbers(prepared, held_out)
    claims.fit_claims(claim_examples).save(out / "claims.npz")
    claims.fit_phases(claim_examples, prepared.topics).save(out)
    ties.fit_ties(tie_examples).save(out / "ties.npz")


if __name__ == "__main__":
    main()
