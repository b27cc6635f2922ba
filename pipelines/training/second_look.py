"""Training of the second look at names.

It learns from the probabilities of labellers that were not trained on the abstract, since it will
meet names that the labeller has not seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from extractors.labels import Described, Labeller, Name, decode
from extractors.linear import FloatArray, LinearModel
from extractors.second_look import HEADS, Look, look_again, revise
from pipelines.training.fit import fit
from pipelines.training.names import Example

#: inverse of the L2 penalty, by head
STRENGTH = {"proposal": 0.07, "role": 0.03}

#: of a labeller whose first probabilities are wanted only
NO_SECOND_LOOK = LinearModel({}, [], np.zeros((1, 0), dtype=np.float32))


@dataclass
class Seen:
    """One abstract after the labeller: probabilities, what is looked at again, golden labels."""

    described: Described
    probabilities: FloatArray
    looks: list[Look]
    labels: list[str]
    weight: float


def see(examples: Sequence[Example], labeller: Labeller) -> Iterator[Seen]:
    """Abstracts as the labeller sees them, before its second look."""
    for example in examples:
        rows = [labeller.model.rows_of(row) for row in example.features]
        described = labeller.hopeful(example.document, example.entities, rows)
        (probabilities,) = labeller.probabilities([described])
        label_of = {id(e): label for e, label in zip(example.entities, example.labels, strict=True)}
        yield Seen(
            described,
            probabilities,
            look_again(described.entities, probabilities, example.document),
            [label_of[id(entity)] for entity in described.entities],
            example.weight,
        )


def fit_second_look(seen: Sequence[Seen]) -> LinearModel:
    """The weights of both heads."""
    pairs = [(look, each) for each in seen for look in each.looks]
    return fit(
        [look.features for look, _ in pairs],
        HEADS,
        {head: [_target(look, head, each) for look, each in pairs] for head in HEADS},
        STRENGTH,
        [each.weight for _, each in pairs],
    )


def _target(look: Look, head: str, seen: Seen) -> str | None:
    """What a look should say; None where it has no such head, or is no benchmark at all."""
    label = seen.labels[look.entity]
    kind, _, role = label.partition(":")
    if look.head != head:
        return None
    if head == "proposal":
        return "proposed" if role == "proposed" else ""
    return role if kind == "benchmark" else None


def names_of(seen: Seen, second: LinearModel) -> list[Name]:
    """The names of an abstract with a second look."""
    table = seen.probabilities.copy()
    revise([table], [seen.looks], second)
    return decode(seen.described.entities, table)
