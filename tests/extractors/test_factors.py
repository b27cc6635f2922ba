"""The conversions of the guidelines, on marked-up sentences.

A case is a sentence with its number in ⟦ ⟧ (both numbers of a pair), the conversion that its
wording asks for, and the factor and the bound that the guidelines give it.
"""

import pytest

from extractors.factors import CONVERSIONS, bound_of, factor_of
from extractors.quantities import find_quantities

CASES = [
    # N times, N-fold, orders of magnitude
    ("Decoding is ⟦3x⟧ faster.", "as_is", 3, "exact"),
    ("It brings a $⟦2.6\\times⟧$ speedup.", "as_is", 2.6, "exact"),
    ("It has up to ⟦4 times⟧ lower latency.", "as_is", 4, "up_to"),
    ("It cuts the bill by a factor of ⟦12⟧.", "as_is", 12, "exact"),
    ("Training is ⟦twice⟧ as fast.", "as_is", 2, "exact"),
    ("It is ⟦an order of magnitude⟧ faster.", "as_is", 10, "approximate"),
    ("It is ⟦two orders of magnitude⟧ cheaper.", "as_is", 100, "approximate"),
    ("We reach ⟦24.5:1⟧ compression.", "as_is", 24.5, "exact"),
    ("It runs at ⟦0.25x⟧ the cost.", "of", 4, "exact"),
    # N% faster, higher throughput
    ("Throughput is ⟦20%⟧ higher.", "more", 1.2, "exact"),
    ("It is over ⟦150\\%⟧ faster.", "more", 2.5, "at_least"),
    # N% less time, memory, parameters
    ("It reduces latency by ⟦60%⟧.", "less", 2.5, "exact"),
    ("It has ⟦3%⟧ fewer parameters.", "less", 1.0309, "exact"),
    ("It needs about ⟦50%⟧ less memory.", "less", 2, "approximate"),
    ("It ⟦halves⟧ the memory.", "less", 2, "exact"),
    ("It saves ⟦a third⟧ of the energy.", "less", 1.5, "exact"),
    # N% of the time, half the size; bounds turn round
    ("It takes only ⟦20%⟧ of the time.", "of", 5, "exact"),
    ("It has ⟦29%⟧ as many parameters.", "of", 3.4483, "exact"),
    ("It keeps ⟦12%⟧ of the cache.", "of", 8.3333, "exact"),
    ("It is ⟦half⟧ the size.", "of", 2, "exact"),
    ("It uses ⟦1/10⟧ of the memory.", "of", 10, "exact"),
    ("It takes less than ⟦half⟧ the time.", "of", 2, "at_least"),
    ("It tunes as few as ⟦0.5%⟧ of the weights.", "of", 200, "up_to"),
    # pairs
    ("Latency falls from ⟦360 ms⟧ to ⟦119 ms⟧.", "as_is", 3.0252, "exact"),
    ("Search falls from ⟦2 days⟧ to ⟦4 hours⟧.", "as_is", 12, "exact"),
    ("It took ⟦120 GPU hours⟧ vs. ⟦60 GPU hours⟧.", "as_is", 2, "exact"),
    ("Storage falls from ⟦1.5 GB⟧ to ⟦500 MB⟧.", "as_is", 3, "exact"),
    ("Weights fall from ⟦61M⟧ to ⟦6.1M⟧.", "as_is", 10, "exact"),
    # no factor of at least 1
    ("It reduces latency by ⟦100%⟧.", "less", None, "exact"),
    ("It takes ⟦120%⟧ of the time.", "of", None, "exact"),
    ("It takes ⟦0%⟧ of the time.", "of", None, "exact"),
    ("It takes ⟦5 ms⟧.", "as_is", None, "exact"),
]


@pytest.mark.parametrize(("markup", "conversion", "factor", "bound"), CASES)
def test_a_number_becomes_the_factor_of_the_guidelines(markup, conversion, factor, bound):
    marked = [piece.partition("⟧")[0] for piece in markup.split("⟦")[1:]]
    found = find_quantities(markup.replace("⟦", "").replace("⟧", ""))
    assert [quantity.text for quantity in found] == marked
    partner = found[0] if len(found) == 2 else None
    assert factor_of(found[-1], conversion, partner) == factor
    assert bound_of(found[-1], conversion) == bound


def test_every_conversion_is_tested():
    assert {conversion for _, conversion, _, _ in CASES} == set(CONVERSIONS)
