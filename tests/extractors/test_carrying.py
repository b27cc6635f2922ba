"""Numbers that mean what the number before them means."""

import pytest

from extractors.carrying import carried_from
from extractors.contexts import Context
from extractors.pipeline import load_tokenizer
from extractors.quantities import find_quantities
from extractors.text import Text

NLP = load_tokenizer()

CARRIED = [
    "up to 30% faster for the pipeline and 50% for the kernels",
    "it is cut by 36% compared with rules and by 12% compared with search",
    "it compresses AlexNet by 37x, GoogLeNet by 9x",
    "a speedup of 1.6x on laptops, and 2.2x on phones",
]
NOT_CARRIED = [
    "it cuts FLOPs by 46% and memory by 29%",
    "it cuts latency by 18% and network traffic by 24%",
    "gains of 2.5x in FPS and 3.8x in energy",
    "it is 3x faster on phones. It wins 5x on laptops",
    "it is 30% faster for the pipeline and 2x for the kernels",
]


def second_carries(sentence: str) -> bool:
    quantities = find_quantities(sentence)
    context = Context(Text.of(NLP(sentence)), [], quantities)
    return carried_from(quantities[1], quantities, context) is quantities[0]


@pytest.mark.parametrize("sentence", CARRIED)
def test_a_number_carries_on(sentence: str) -> None:
    assert second_carries(sentence)


@pytest.mark.parametrize("sentence", NOT_CARRIED)
def test_a_number_of_its_own(sentence: str) -> None:
    assert not second_carries(sentence)
