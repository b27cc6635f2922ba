"""Sizes of models: wordings that are sure, and what they must not match."""

import pytest

from extractors.quantities import Quantity, find_quantities
from extractors.sizes import states_size

# the text, its size, and whether it says for sure that this is the size of a model
SIZES = [
    ("with 7B parameters", "7B", True),
    ("a 7B-parameter model", "7B", True),
    ("with 350 million parameters", "350 million", True),
    ("3.7 million trainable parameters", "3.7 million", True),
    ("only 0.5M additional params", "0.5M", True),
    ("9.6B active parameters", "9.6B", True),
    ("a 7B model", "7B", True),
    ("at 540B scale", "540B", True),
    ("the 70B chat variant", "70B", True),
    ("a 13B vision language model", "13B", True),
    ("a model size of 0.8M", "0.8M", True),
    ("with parameters ranging from 1.8B on", "1.8B", True),
    ("on 300B tokens", "300B", False),
    ("5M question-answer pairs", "5M", False),
    ("with 12 million images", "12 million", False),
    ("about 4.2B FLOPs", "4.2B", False),
    ("20 million users", "20 million", False),
    ("7B fewer parameters", "7B", False),
    ("2 million hours of speech", "2 million", False),
]


def quantity_of(text: str, surface: str) -> Quantity:
    return next(one for one in find_quantities(text) if one.text == surface)


@pytest.mark.parametrize(("text", "surface", "sure"), SIZES)
def test_sizes_said_outright(text: str, surface: str, sure: bool) -> None:
    assert states_size(quantity_of(text, surface), text, False, False) is sure


def test_sizes_beside_names_depend_on_the_name() -> None:
    text = "we use Llama-2-7B here"
    size = quantity_of(text, "7B")
    assert size.glued
    assert states_size(size, text, True, False)
    assert not states_size(size, text, False, True)
    millions = quantity_of("see Foo 15M", "15M")
    assert not states_size(millions, "see Foo 15M", True, False)
