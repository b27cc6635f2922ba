"""Sizes of models: wordings that are sure, and what they must not match."""

import pytest

from extractors.quantities import Quantity, find_quantities
from extractors.sizes import plain_scope, states_size

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
    ("has almost 4 million fewer trainable parameters", "4 million", False),
    ("it saves 3.1M parameters", "3.1M", False),
    ("and 1B synapses", "1B", False),
    ("data sizes range from 160K", "160K", False),
    ("of over 5 million trained models", "5 million", False),
    ("a 3.8B open-weight LLM", "3.8B", True),
    ("a tuned 350M encoder", "350M", True),
    ("a 175B teacher", "175B", True),
    ("the 70B-class models", "70B", True),
    ("only 448 learnable parameters", "448", True),
    ("a neural network with less than 300 parameters", "300", True),
    ("the problem has 222 parameters", "222", False),
    ("just 65K weights", "65K", True),
    ("Instruction-tuned Falcon (40B)", "40B", True),
    ("(parameter count 35M)", "35M", True),
    ("reduced the number of parameters from 4.2M to 0.38M", "0.38M", True),
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


# the text, its size, and the scope that a word beside it says
SCOPES = [
    ("1.2M trainable parameters", "1.2M", "trainable"),
    ("introduces only 2.1M parameters", "2.1M", "trainable"),
    ("updates merely 0.3M of the 340M parameters", "0.3M", "trainable"),
    ("adapters with 8M parameters", "8M", "trainable"),
    ("tuning only 0.1% of the parameters (7M)", "7M", "trainable"),
    ("about 5M parameters (0.08%) are trained", "5M", "trainable"),
    ("methods that train up to 25M parameters", "25M", "trainable"),
    ("activates only 2.4B of its 16B parameters", "2.4B", "active"),
    ("of which 9.6B are active", "9.6B", "active"),
    ("when training a LLaMA 13B model", "13B", "total"),
    ("all 7B instruction-tuned models", "7B", "total"),
    ("pre-training decoders with up to 9.3B parameters", "9.3B", None),
    ("four rounds of training and more than 3 million parameters", "3 million", None),
]


@pytest.mark.parametrize(("text", "surface", "scope"), SCOPES)
def test_scopes_said_outright(text: str, surface: str, scope: str | None) -> None:
    assert plain_scope(quantity_of(text, surface), text).get("scope") == scope
