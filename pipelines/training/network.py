"""Training of the network of the labeller of names: one hidden layer over binary features."""

import warnings
from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from extractors.labels import LABELS, UNITS
from extractors.linear import LinearModel
from pipelines.training.fit import matrix

EPOCHS = 10
#: the rate of the first epoch; it falls in equal steps
RATE = 0.003
#: share of the features that an epoch hides: the network is not to rely on any one of them
HIDDEN_FEATURES = 0.5
#: L2 penalty
PENALTY = 0.02
SEED = 0


def fit_network(
    examples: Sequence[Sequence[str]],
    labels: Sequence[str],
    weights: Sequence[float],
    features: Sequence[str],
) -> tuple[LinearModel, LinearModel]:
    """The weights from the features to the hidden layer, and from there to the labels."""
    rows = matrix(examples, features).astype(np.float32)
    targets, sample = np.asarray(labels), np.asarray(weights)
    network = MLPClassifier(
        (len(UNITS),), alpha=PENALTY, batch_size=256, random_state=SEED, max_iter=1, warm_start=True
    )
    chance = np.random.default_rng(SEED)
    for epoch in range(EPOCHS):
        network.set_params(learning_rate_init=RATE * (1 - epoch / EPOCHS))
        with warnings.catch_warnings(action="ignore", category=ConvergenceWarning):
            network.fit(_thinned(rows, chance), targets, sample_weight=sample)
    order = [list(network.classes_).index(label) for label in LABELS]
    into, out = network.coefs_
    return (
        LinearModel({"hidden": UNITS}, features, np.vstack([into, network.intercepts_[0]])),
        LinearModel({"label": LABELS}, UNITS, np.vstack([out, network.intercepts_[1]])[:, order]),
    )


def _thinned(rows: sp.csr_matrix, chance: np.random.Generator) -> sp.csr_matrix:
    """The rows with some features hidden, the others made up for them."""
    thin = rows.copy()
    kept = chance.random(len(thin.data), dtype=np.float32) >= HIDDEN_FEATURES
    thin.data *= kept / np.float32(1 - HIDDEN_FEATURES)
    thin.eliminate_zeros()
    return thin
