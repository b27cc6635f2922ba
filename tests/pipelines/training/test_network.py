"""The network of the labeller of names learns what a linear model cannot."""

import numpy as np

from extractors.labels import LABELS, UNITS
from extractors.linear import LinearModel
from pipelines.training.network import fit_network

#: each is told by many features, since training hides half of them
UPPER, DIGIT = [[f"{sign} {number}" for number in range(12)] for sign in ("upper", "digit")]
#: a name has one of the two, not both: no sum of weights says so
EXAMPLES = [["word"], UPPER, DIGIT, UPPER + DIGIT] * 1500
TARGETS = ["none", "model:mentioned", "model:mentioned", "none"] * 1500
OTHERS = [label for label in LABELS if label not in TARGETS]


def fitted() -> tuple[LinearModel, LinearModel]:
    """Every label is there, those that play no part once and under a feature of their own."""
    return fit_network(
        [*EXAMPLES, *([label] for label in OTHERS)],
        [*TARGETS, *OTHERS],
        [1.0] * len(EXAMPLES) + [0.01] * len(OTHERS),
        ["word", *UPPER, *DIGIT, *OTHERS],
    )


def test_a_conjunction_is_learned() -> None:
    hidden, output = fitted()
    units = np.maximum(hidden.scores(EXAMPLES[:4]), 0)
    scores = units @ output.weights[:-1] + output.weights[-1]
    assert [LABELS[at] for at in scores.argmax(axis=1)] == TARGETS[:4]


def test_the_same_data_give_the_same_weights() -> None:
    (hidden, output), (hidden_again, output_again) = fitted(), fitted()
    assert (hidden.weights == hidden_again.weights).all()
    assert (output.weights == output_again.weights).all()
    assert hidden.heads == {"hidden": UNITS}
    assert output.heads == {"label": LABELS}
