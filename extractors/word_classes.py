"""Classes of words that stand among the same words, such as "framework", "method", "pipeline".

They let a decision that was learned on one word hold for its like. The classes are found in
unlabelled abstracts by `pipelines/training/word_classes.py`, and only read here.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent / "weights" / "word_classes.npz"
#: class of a word that was too rare to have one
RARE = "rare"
#: stands for sizes of models ("7b", "350m"), and for every other word with a digit
SIZE, NUMBER = "<size>", "<number>"
_DIGIT = re.compile(r"\d")
_SIZE = re.compile(r"\d+(?:\.\d+)?[bm](?:-param(?:eter)?s?)?")


def normal(word: str) -> str:
    """A lower-case word, or SIZE or NUMBER."""
    if word.isalpha() or _DIGIT.search(word) is None:
        return word
    return SIZE if _SIZE.fullmatch(word) else NUMBER


def classes_of(words: Sequence[str]) -> list[str]:
    """The class of every word, given in lower case: a number as a string, or RARE."""
    known = _in_use()
    return [
        known.get(word) or (RARE if word.isalpha() else known.get(normal(word), RARE))
        for word in words
    ]


@lru_cache(maxsize=1)
def _in_use() -> dict[str, str]:
    return load_word_classes()


def use_word_classes(classes: Mapping[str, int]) -> None:
    """Have these classes used from now on in place of the committed ones: training found them."""
    known = _in_use()
    known.clear()
    known.update({word: str(number) for word, number in classes.items()})


def load_word_classes(path: Path = FILE) -> dict[str, str]:
    """The classes of a file by word; empty where there are none yet."""
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as file:
        words = str(file["words"]).split("\n")
        return dict(zip(words, map(str, file["classes"].tolist()), strict=True))


def save_word_classes(classes: Mapping[str, int], path: Path = FILE) -> None:
    """Write a file that `load_word_classes` reads."""
    numbers = np.array(list(classes.values()), dtype=np.uint16)
    np.savez_compressed(path, words=np.array("\n".join(classes)), classes=numbers)
