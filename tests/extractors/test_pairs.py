"""Pairs of amounts: what they measure, and which of the numbers their record stands at."""

import pytest

from extractors.pairs import kind_of_pair, partner_in_pair
from extractors.quantities import find_quantities

#: text with the better number in ⟦ ⟧, and what the pair measures
PAIRS = [
    ("latency falls from 360 ms to ⟦119 ms⟧", "speedups"),
    ("latency falls from 90 to ⟦30 ms⟧", "speedups"),
    ("it takes ⟦6 seconds⟧ instead of 2 minutes", "speedups"),
    ("it takes ⟦4 hours⟧ rather than 24 hours", "speedups"),
    ("faster (⟦8 ms⟧ vs. 32 ms)", "speedups"),
    ("it rises from 11 FPS to ⟦44 FPS⟧", "speedups"),
    ("the search drops from 120 GPU hours to ⟦6 GPU hours⟧", "compute"),
    ("it needs ⟦10 GFLOPs⟧ instead of 40 GFLOPs", "compute"),
    ("it shrinks from 45M to ⟦9M⟧ parameters", "size"),
    ("it falls from 9.6 mJ to ⟦1.2 mJ⟧", "energy"),
    ("it falls from 16 GB to ⟦4 GB⟧", "memory"),
]
NO_PAIRS = [
    "planning grows from 0.3 s to 5.1 s",
    "delays of 13 ms and 35 ms",
    "from 32 bits to 16 bits",
    "it takes 3 hours",
]


@pytest.mark.parametrize(("marked", "kind"), PAIRS)
def test_a_pair_counts_at_its_better_number(marked: str, kind: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    assert kinds_of(text) == [(marked.index("⟦"), kind)]


@pytest.mark.parametrize("text", NO_PAIRS)
def test_no_pair(text: str) -> None:
    assert kinds_of(text) == []


def kinds_of(text: str) -> list[tuple[int, str]]:
    quantities, found = find_quantities(text), []
    for quantity in quantities:
        other = partner_in_pair(quantity, quantities)
        kind = None if other is None else kind_of_pair(quantity, other, text)
        if kind is not None:
            found.append((quantity.start, kind))
    return found
