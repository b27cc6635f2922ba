"""The phase of a speedup: training, inference or unspecified.

Often only the abstract as a whole tells ("an inference library ... 14x faster than TensorFlow"), so
this decision sees, beside what stands around the number, what the paper is about: every word of
title and text has a weight, learned such that words which the corpus uses in the same abstracts
weigh alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

from extractors.claim_features import features_of
from extractors.contexts import Context
from extractors.labels import WEIGHTS
from extractors.linear import FloatArray, LinearModel
from extractors.quantities import Quantity
from extractors.text import Text
from extractors.word_classes import classes_of

HEADS: dict[str, tuple[str, ...]] = {"phase": ("training", "inference", "unspecified")}


@dataclass(frozen=True)
class PhasesModel:
    """The weights of features of the number (`near`) and of words of the abstract (`topic`)."""

    near: LinearModel
    topic: LinearModel

    def scores(self, features: Sequence[str], words: Sequence[str]) -> FloatArray:
        """Log-odds of the phases; long abstracts count no more than short ones."""
        known = self.topic.rows_of(words)
        (near,) = self.near.scores([features])
        (topic,) = self.topic.scores_of([known])
        return near + topic / max(1, len(known)) ** 0.5

    def save(self, folder: Path) -> None:
        """Write two files."""
        self.near.save(folder / "phases.npz")
        self.topic.save(folder / "phase_topics.npz")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read what `save` wrote. Raises OSError where it is missing."""
        return cls(
            LinearModel.load(folder / "phases.npz"), LinearModel.load(folder / "phase_topics.npz")
        )


def phase_features(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context, title: str
) -> list[str]:
    """The features of a speedup's number that tell its phase."""
    text = context.text
    sentence = text.sentence_number(quantity.start)
    first, behind = text.words_between(*text.sentence_at(quantity.start))
    before = text.word_at(text.sentence_starts[max(sentence - 1, 0)])
    titled = title_words(title)
    found = features_of(quantity, quantities, context, title)
    found += [f"title word {word}" for word in dict.fromkeys(titled)]
    found += [f"title class {number}" for number in dict.fromkeys(classes_of(titled))]
    found += [f"class {number}" for number in dict.fromkeys(text.classes[first:behind])]
    found += [f"word before {word}" for word in dict.fromkeys(text.lower[before:first])]
    return found


def topic_words(text: Text, title: str) -> list[str]:
    """The words that tell what an abstract is about, each once."""
    words = dict.fromkeys([*title_words(title), *text.lower])
    return [word for word in words if len(word) > 2 and word[0].isalpha()]


def title_words(title: str) -> list[str]:
    """The words of a title in lower case."""
    return [word.strip(",:.()") for word in title.lower().split()]


def phase_of(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    context: Context,
    title: str,
    model: PhasesModel,
) -> str:
    """The likeliest phase."""
    features = phase_features(quantity, quantities, context, title)
    scores = model.scores(features, topic_words(context.text, title))
    return model.near.choose(scores, "phase")


@lru_cache(maxsize=1)
def load_phases_model(folder: Path = WEIGHTS) -> PhasesModel:
    """The committed weights. Raises OSError where they are missing."""
    return PhasesModel.load(folder)
