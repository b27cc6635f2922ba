"""How a printed number becomes a factor, at least 1: the conversions of docs/guidelines.md."""

from extractors.pairs import PAIRED, absolute
from extractors.quantities import Quantity
from schemas.facts import Bound

#: conversion -> what it is for
CONVERSIONS = {
    "as_is": "3x faster, an order of magnitude less memory, cuts by a factor of 4",
    "more": "20% faster, improves throughput by 20%",
    "less": "reduces latency by 60%, 30% fewer parameters",
    "of": "in only 20% of the time, with 29% as many parameters, half the size",
}

_LARGEST = 1e9


def factor_of(quantity: Quantity, conversion: str, partner: Quantity | None = None) -> float | None:
    """The factor a quantity states under a conversion; None where it makes none of at least 1.

    `partner` is the other number of a pair ("from 360 ms to 119 ms" is 3.0252).
    """
    value = quantity.value
    if quantity.unit in PAIRED:
        return None if partner is None else _ratio(partner, quantity)
    if quantity.unit in ("times", "order"):
        return _factor(1 / value if 0 < value < 1 else value)
    share = value if quantity.unit == "part" else value / 100
    if conversion == "less":
        return _factor(1 / (1 - share)) if share < 1 else None
    if conversion == "of":
        return _factor(1 / share) if share > 0 else None
    if conversion == "as_is" and share >= 1:
        return _factor(share)
    return _factor(1 + share)


def bound_of(quantity: Quantity, conversion: str) -> Bound:
    """The bound of the factor: "less than half the memory" is at least 2, so bounds turn round."""
    halves = quantity.text.lower().startswith("halv")  # "more than halving" is at least 2
    if conversion == "of" and quantity.unit in ("percent", "part") and not halves:
        if quantity.bound == "up_to":
            return "at_least"
        if quantity.bound == "at_least":
            return "up_to"
    return quantity.bound


def _ratio(one: Quantity, other: Quantity) -> float | None:
    low, high = sorted((absolute(one, other), absolute(other, one)))
    return _factor(high / low) if low > 0 else None


def _factor(value: float) -> float | None:
    """A factor as it is recorded; None outside what can be one."""
    return round(value, 4) if 1 <= value < _LARGEST else None
