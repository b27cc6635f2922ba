"""Vetoes: every one forbids its example, and none forbids plain speedups and savings."""

import pytest

from extractors.quantities import find_quantities
from extractors.vetoes import VETOES, Veto, is_vetoed

PLAIN = [
    ("it runs ⟦3x⟧ faster than before", "speedups"),
    ("it takes only ⟦20%⟧ of the time", "speedups"),
    ("it reduces the time needed by ⟦30%⟧ while it increases coverage", "speedups"),
    ("it accelerates training by ⟦1.6x⟧ with an increase in accuracy", "speedups"),
    ("it ⟦doubles⟧ the throughput", "speedups"),
    ("it takes ⟦half⟧ the time", "speedups"),
    ("it saves ⟦30%⟧ of the computation for images", "compute"),
    ("it needs ⟦60%⟧ fewer operations", "compute"),
    ("it consumes less than ⟦50%⟧ of the energy", "energy"),
    ("it takes up only ⟦a tenth⟧ of the memory", "memory"),
    ("our model is ⟦8x⟧ smaller than BERT", "size"),
    ("a ⟦3x⟧ reduction in model size", "size"),
]


def forbids(kind: str, marked: str) -> bool:
    text = marked.replace("⟦", "").replace("⟧", "")
    quantities = find_quantities(text)
    quantity = next(one for one in quantities if one.start == marked.index("⟦"))
    return is_vetoed(kind, quantity, quantities, text)


@pytest.mark.parametrize("veto", VETOES, ids=lambda veto: veto.example)
def test_a_veto_forbids_its_example(veto: Veto) -> None:
    assert all(forbids(kind, veto.example) for kind in veto.kinds)


@pytest.mark.parametrize(("marked", "kind"), PLAIN)
def test_plain_wordings_are_not_forbidden(marked: str, kind: str) -> None:
    assert not forbids(kind, marked)
