"""The phase of a speedup: training, inference or unspecified.

Often only the abstract as a whole tells ("an inference library ... 14x faster than TensorFlow"), so
this decision sees, beside what stands around the number, the words of the title and of the text.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from extractors.claim_features import features_of
from extractors.contexts import Context
from extractors.labels import WEIGHTS
from extractors.linear import LinearModel
from extractors.quantities import Quantity
from extractors.word_classes import classes_of

HEADS: dict[str, tuple[str, ...]] = {"phase": ("training", "inference", "unspecified")}


def phase_features(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context, title: str
) -> list[str]:
    """The features of a speedup's number that tell its phase."""
    text = context.text
    sentence = text.sentence_number(quantity.start)
    first, behind = text.words_between(*text.sentence_at(quantity.start))
    before = text.word_at(text.sentence_starts[max(sentence - 1, 0)])
    titled = [word.strip(",:.()") for word in title.lower().split()]
    found = features_of(quantity, quantities, context, title)
    found += [f"title word {word}" for word in dict.fromkeys(titled)]
    found += [f"title class {number}" for number in dict.fromkeys(classes_of(titled))]
    found += [
        f"text word {word}"
        for word in dict.fromkeys(w for w in text.lower if len(w) > 3 and w.isalpha())
    ]
    found += [f"text class {number}" for number in dict.fromkeys(text.classes)]
    found += [f"class {number}" for number in dict.fromkeys(text.classes[first:behind])]
    found += [f"word before {word}" for word in dict.fromkeys(text.lower[before:first])]
    return found


def phase_of(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    context: Context,
    title: str,
    model: LinearModel,
) -> str:
    """The likeliest phase."""
    (scores,) = model.scores([phase_features(quantity, quantities, context, title)])
    return model.choose(scores, "phase")


@lru_cache(maxsize=1)
def load_phases_model(folder: Path = WEIGHTS) -> LinearModel:
    """The committed weights. Raises OSError where they are missing."""
    return LinearModel.load(folder / "phases.npz")
