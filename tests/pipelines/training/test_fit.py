"""Models of several heads made one."""

import numpy as np

from extractors.linear import LinearModel
from pipelines.training.fit import joined


def test_joined_models_score_as_each_did() -> None:
    one = LinearModel({"colour": ("red", "blue")}, ["a", "b"], np.array([[1, 2], [3, 4], [5, 6]]))
    other = LinearModel({"size": ("big",)}, ["b", "c"], np.array([[7], [8], [9]]))
    both = joined([one, other])
    example = ["a", "b", "c", "unknown"]
    assert both.heads == {"colour": ("red", "blue"), "size": ("big",)}
    assert both.scores([example]).tolist() == [[1 + 3 + 5, 2 + 4 + 6, 7 + 8 + 9]]
    assert both.scores_of([both.rows_of(example)], "size").tolist() == [[7 + 8 + 9]]
