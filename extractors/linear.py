"""A linear classifier over string features: the one kind of learned decision in this project.

Weights are a table of a row per feature and a column per label. They are trained by
`pipelines/training.py`, stored as one compressed file, and only read here.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]


class LinearModel:
    """Scores lists of string features on several heads, each a choice among its own labels."""

    def __init__(
        self, heads: Mapping[str, Sequence[str]], features: Sequence[str], weights: FloatArray
    ) -> None:
        """`weights` has shape (features + 1, labels of all heads); its last row is the bias."""
        columns = sum(len(labels) for labels in heads.values())
        if weights.shape != (len(features) + 1, columns):
            raise ValueError(f"weights of shape {weights.shape} for {len(features)} features")
        self.heads = {head: tuple(labels) for head, labels in heads.items()}
        self.weights = np.ascontiguousarray(weights, dtype=np.float32)
        self.rows = {feature: row for row, feature in enumerate(features)}
        self.columns: dict[str, slice] = {}
        #: the columns of each head on their own: gathering rows of a wide table is slow
        self._tables: dict[str, FloatArray] = {}
        start = 0
        for head, labels in self.heads.items():
            self.columns[head] = slice(start, start + len(labels))
            self._tables[head] = np.ascontiguousarray(self.weights[:, self.columns[head]])
            start += len(labels)

    def rows_of(self, features: Sequence[str]) -> list[int]:
        """The rows of the features that the model knows."""
        row_of = self.rows.get
        return [row for row in map(row_of, features) if row is not None]

    def scores(self, examples: Sequence[Sequence[str]]) -> FloatArray:
        """Log-odds of all labels, shape (examples, labels); unknown features count nothing."""
        return self.scores_of([self.rows_of(features) for features in examples])

    def scores_of(self, examples: Sequence[Sequence[int]], head: str | None = None) -> FloatArray:
        """The same of examples given by their rows; of one head's labels where it is given."""
        table = self.weights if head is None else self._tables[head]
        if not examples:
            return np.zeros((0, table.shape[1]), dtype=np.float32)
        bias = len(self.rows)
        indices: list[int] = []
        offsets: list[int] = []
        for rows in examples:
            offsets.append(len(indices))
            indices += rows
            indices.append(bias)
        return np.add.reduceat(table[indices], offsets, axis=0)

    def choose(self, scores: FloatArray, head: str) -> str:
        """The label of `head` with the highest score; `scores` is a row of `scores()`."""
        return self.heads[head][int(scores[self.columns[head]].argmax())]

    def save(self, path: Path) -> None:
        """Write to a compressed .npz file, weights in half precision."""
        np.savez_compressed(
            path,
            heads=np.array(list(self.heads)),
            labels=np.array([" ".join(labels) for labels in self.heads.values()]),
            features=np.array("\n".join(self.rows)),
            weights=self.weights.astype(np.float16),
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file written by `save`. Raises OSError or KeyError where it is none."""
        with np.load(path, allow_pickle=False) as file:
            labels = [line.split(" ") for line in file["labels"].tolist()]
            heads = dict(zip(file["heads"].tolist(), labels, strict=True))
            features = str(file["features"]).split("\n")
            return cls(heads, features, file["weights"].astype(np.float32))


def softmax(scores: FloatArray) -> FloatArray:
    """Probabilities of mutually exclusive labels, along the last axis."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


def sigmoid(scores: FloatArray) -> FloatArray:
    """Probabilities of independent labels."""
    bounded = np.minimum(np.maximum(scores, -30), 30)  # np.clip is slow on a few numbers
    return np.asarray(1.0 / (1.0 + np.exp(-bounded)), dtype=np.float32)
