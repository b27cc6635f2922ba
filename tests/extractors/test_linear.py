"""The linear classifier: scores, choices, and weights as they are stored."""

from pathlib import Path

import numpy as np
import pytest

from extractors.linear import LinearModel, sigmoid, softmax

HEADS = {"colour": ("red", "green"), "is_big": ("is_big",)}
FEATURES = ["round", "leafy", "a feature with spaces", "gross=schön"]
WEIGHTS = np.array(
    [
        [2.0, -1.0, 0.5],
        [-1.0, 3.0, 0.0],
        [0.25, 0.0, -0.5],
        [0.0, 0.0, 1.0],
        [0.5, 0.0, -2.0],  # the bias
    ],
    dtype=np.float32,
)


@pytest.fixture
def model() -> LinearModel:
    return LinearModel(HEADS, FEATURES, WEIGHTS)


def test_scores_are_the_sum_of_weights_and_bias(model: LinearModel) -> None:
    scores = model.scores([["round", "leafy"], ["gross=schön"], []])
    assert scores.tolist() == [[1.5, 2.0, -1.5], [0.5, 0.0, -1.0], [0.5, 0.0, -2.0]]


def test_unknown_features_count_nothing(model: LinearModel) -> None:
    known, mixed, unknown = model.scores([["round"], ["round", "blue"], ["blue", ""]])
    assert known.tolist() == mixed.tolist()
    assert unknown.tolist() == WEIGHTS[-1].tolist()


def test_no_examples_give_no_scores(model: LinearModel) -> None:
    assert model.scores([]).shape == (0, 3)


def test_the_highest_score_of_a_head_is_chosen(model: LinearModel) -> None:
    round_one, leafy = model.scores([["round"], ["leafy"]])
    assert model.choose(round_one, "colour") == "red"
    assert model.choose(leafy, "colour") == "green"
    assert model.choose(leafy, "is_big") == "is_big"


def test_weights_of_a_wrong_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        LinearModel(HEADS, FEATURES, WEIGHTS[:-1])
    with pytest.raises(ValueError, match="shape"):
        LinearModel(HEADS, FEATURES, WEIGHTS[:, :2])


def test_what_is_saved_is_loaded(model: LinearModel, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    model.save(path)
    loaded = LinearModel.load(path)
    assert loaded.heads == model.heads
    assert loaded.rows == model.rows
    assert loaded.columns == model.columns
    assert loaded.weights.dtype == np.float32
    assert loaded.weights.tolist() == model.weights.tolist()
    example = [["round", "a feature with spaces"]]
    assert loaded.scores(example).tolist() == model.scores(example).tolist()


def test_stored_weights_have_half_precision(tmp_path: Path) -> None:
    thirds = np.full((2, 1), 1 / 3, dtype=np.float32)
    LinearModel({"one": ("one",)}, ["round"], thirds).save(tmp_path / "w.npz")
    loaded = LinearModel.load(tmp_path / "w.npz")
    assert loaded.weights[0, 0] == np.float16(1 / 3)


def test_what_is_no_weights_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        LinearModel.load(tmp_path / "missing.npz")
    np.savez(tmp_path / "other.npz", other=np.zeros(1))
    with pytest.raises(KeyError):
        LinearModel.load(tmp_path / "other.npz")


def test_probabilities() -> None:
    assert softmax(np.array([[1000.0, 1000.0]])).tolist() == [[0.5, 0.5]]
    assert softmax(np.array([0.0, np.log(3)])).tolist() == pytest.approx([0.25, 0.75])
    assert sigmoid(np.array([0.0]))[0] == 0.5
    assert np.isfinite(sigmoid(np.array([-1e6, 1e6]))).all()
