"""Logistic regression over string features, of labels and of contests, as a `LinearModel`."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from extractors.linear import LinearModel

#: features whose weights are smaller than this on all labels are left out: nobody misses them
NEGLIGIBLE = 0.02


def vocabulary(examples: Sequence[Sequence[str]], fewest: int = 2) -> list[str]:
    """The features of at least `fewest` examples, sorted."""
    counts = Counter(feature for features in examples for feature in set(features))
    return sorted(feature for feature, count in counts.items() if count >= fewest)


def matrix(examples: Sequence[Sequence[str]], features: Sequence[str]) -> sp.csr_matrix:
    """A row per example, a column per feature, ones where it has it."""
    columns = {feature: column for column, feature in enumerate(features)}
    indices: list[int] = []
    ends = [0]
    for example in examples:
        indices += sorted({columns[feature] for feature in example if feature in columns})
        ends.append(len(indices))
    ones = np.ones(len(indices), dtype=np.float64)
    return sp.csr_matrix((ones, indices, ends), shape=(len(examples), len(features)))


def fit(
    examples: Sequence[Sequence[str]],
    heads: Mapping[str, Sequence[str]],
    targets: Mapping[str, Sequence[str | None]],
    strength: float | Mapping[str, float],
    weights: Sequence[float] | None = None,
    negligible: float = NEGLIGIBLE,
) -> LinearModel:
    """Fit every head on the examples that have a target for it.

    A head with one label is a yes or no: its target is that label or "". `strength` is the inverse
    of the L2 penalty, `weights` tell how much each example counts.
    """
    features = vocabulary(examples)
    rows = matrix(examples, features)
    blocks = []
    for head, labels in heads.items():
        chosen = [i for i, target in enumerate(targets[head]) if target is not None]
        wanted = [targets[head][i] for i in chosen]
        c = strength if isinstance(strength, float | int) else strength[head]
        sample = None if weights is None else np.asarray([weights[i] for i in chosen])
        blocks.append(fit_head(rows[chosen], wanted, labels, c, sample))
    table = np.vstack([np.hstack([b[0] for b in blocks]), np.hstack([b[1] for b in blocks])])
    return _without_negligible(heads, features, table, negligible)


def joined(models: Sequence[LinearModel]) -> LinearModel:
    """Models of different heads as one; a feature weighs nothing where a model does not know it."""
    features = sorted({feature for model in models for feature in model.rows})
    heads = {head: labels for model in models for head, labels in model.heads.items()}
    table = np.zeros((len(features) + 1, sum(map(len, heads.values()))), dtype=np.float32)
    place = {feature: row for row, feature in enumerate(features)}
    start = 0
    for model in models:
        end = start + model.weights.shape[1]
        table[[*(place[feature] for feature in model.rows), -1], start:end] = model.weights
        start = end
    return LinearModel(heads, features, table)


def fit_contests(
    heads: Mapping[str, Sequence[str]],
    head_of: Sequence[str],
    contests: Sequence[Sequence[Sequence[str]]],
    right: Sequence[Sequence[bool]],
    strength: float,
) -> LinearModel:
    """Fit heads of one label each so that in every contest a right candidate has the highest score.

    `contests` holds the features of every candidate of every contest, `right` tells which of them
    may win: the softmax over the candidates is to give them all the probability.
    """
    features = vocabulary([candidate for contest in contests for candidate in contest])
    table = np.zeros((len(features) + 1, len(heads)))
    for column, head in enumerate(heads):
        chosen = [i for i, name in enumerate(head_of) if name == head]
        if chosen:
            rows = matrix([candidate for i in chosen for candidate in contests[i]], features)
            starts = np.cumsum([0] + [len(contests[i]) for i in chosen[:-1]])
            wins = np.concatenate([np.asarray(right[i]) for i in chosen])
            table[:-1, column] = _fit_softmax(rows, starts, wins, strength)
    return _without_negligible(heads, features, table)


def _fit_softmax(
    rows: sp.csr_matrix, starts: np.ndarray, wins: np.ndarray, strength: float
) -> np.ndarray:
    """Weights of shape (features,); a contest is the rows from one of `starts` to the next."""
    lengths = np.diff(np.append(starts, rows.shape[0]))
    transposed = rows.T.tocsr()

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), lengths)
        exponentials = np.exp(scores)
        won = exponentials * wins
        total, total_won = np.add.reduceat(exponentials, starts), np.add.reduceat(won, starts)
        total_won = np.maximum(total_won, 1e-300)
        slope = exponentials / np.repeat(total, lengths) - won / np.repeat(total_won, lengths)
        value = strength * (np.log(total) - np.log(total_won)).sum() + 0.5 * weights @ weights
        return value, strength * (transposed @ slope) + weights

    start = np.zeros(rows.shape[1])
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def _without_negligible(
    heads: Mapping[str, Sequence[str]],
    features: Sequence[str],
    table: np.ndarray,
    negligible: float = NEGLIGIBLE,
) -> LinearModel:
    keep = np.abs(table[:-1]).max(axis=1) > negligible
    kept = [feature for feature, kept in zip(features, keep, strict=True) if kept]
    return LinearModel(heads, kept, np.vstack([table[:-1][keep], table[-1:]]).astype(np.float32))


def fit_head(
    rows: sp.csr_matrix,
    targets: Sequence[str | None],
    labels: Sequence[str],
    strength: float,
    sample: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Weights of shape (features, labels) and biases of shape (1, labels)."""
    table = np.zeros((rows.shape[1], len(labels)))
    bias = np.full((1, len(labels)), -20.0)
    seen = sorted(set(targets), key=str)
    if len(seen) < 2:
        bias[0, [labels.index(label) for label in seen if label in labels]] = 0.0
        return table, bias
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(rows, np.asarray(targets), sample_weight=sample)
    if len(model.classes_) == 2:
        positive, negative = model.classes_[1], model.classes_[0]
        half = 1.0 if len(labels) == 1 else 0.5
        for label, sign in ((positive, half), (negative, -half)):
            if label in labels:
                sign = sign if len(labels) > 1 else (1.0 if label == positive else -1.0)
                table[:, labels.index(label)] = sign * model.coef_[0]
                bias[0, labels.index(label)] = sign * model.intercept_[0]
        return table, bias
    for row, label in enumerate(model.classes_):
        table[:, labels.index(label)] = model.coef_[row]
        bias[0, labels.index(label)] = model.intercept_[row]
    return table, bias
