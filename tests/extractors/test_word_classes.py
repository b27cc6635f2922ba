"""Classes of words: what is one word for them, and that the committed ones hold together."""

from pathlib import Path

import pytest

from extractors.word_classes import (
    NUMBER,
    RARE,
    SIZE,
    classes_of,
    load_word_classes,
    normal,
    save_word_classes,
    use_word_classes,
)


@pytest.mark.parametrize(
    ("word", "as_one"),
    [
        ("framework", "framework"),
        ("fine-tuned", "fine-tuned"),
        ("7b", SIZE),
        ("1.3b-parameter", SIZE),
        ("350m", SIZE),
        ("82.1", NUMBER),
        ("resnet-50", NUMBER),
    ],
)
def test_sizes_and_numbers_are_one_word_each(word: str, as_one: str) -> None:
    assert normal(word) == as_one


def test_words_of_one_use_share_a_class() -> None:
    framework, approach, dataset, corpus = classes_of(
        ["framework", "approach", "dataset", "corpus"]
    )
    assert framework == approach
    assert dataset == corpus != framework


def test_a_word_that_was_too_rare() -> None:
    assert classes_of(["zyzzyvas"]) == [RARE]


def test_saved_classes_are_loaded(tmp_path: Path) -> None:
    save_word_classes({"one": 0, "two": 7}, tmp_path / "classes.npz")
    assert load_word_classes(tmp_path / "classes.npz") == {"one": "0", "two": "7"}
    assert load_word_classes(tmp_path / "none.npz") == {}


def test_classes_just_found_take_the_place_of_the_committed_ones() -> None:
    committed = load_word_classes()
    try:
        use_word_classes({"framework": 3, "zebra": 4})
        assert classes_of(["framework", "zebra", "approach"]) == ["3", "4", RARE]
    finally:
        use_word_classes({word: int(number) for word, number in committed.items()})
    assert classes_of(["framework"]) == [committed["framework"]]
