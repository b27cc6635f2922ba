"""How a printed number becomes a factor, at least 1: the conversions of docs/guidelines.md."""

import regex

from extractors.quantities import Quantity
from schemas.facts import Bound

#: conversion -> what it is for
CONVERSIONS = {
    "as_is": "3x faster, an order of magnitude less memory, cuts by a factor of 4",
    "more": "20% faster, improves throughput by 20%",
    "less": "reduces latency by 60%, 30% fewer parameters",
    "of": "in only 20% of the time, with 29% as many parameters, half the size",
}

#: seconds, and bytes, of one unit; hours of a device are hours
_SCALE = {
    **{"us": 1e-6, "µs": 1e-6, "μs": 1e-6, "microsecond": 1e-6, "ms": 1e-3, "millisecond": 1e-3},
    **{"s": 1, "sec": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600},
    **{"day": 86400, "week": 604800, "month": 2.63e6, "year": 3.156e7},
    **{"byte": 1, "bit": 0.125, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12},
    **{"kib": 1024, "mib": 1024**2, "gib": 1024**3, "tib": 1024**4},
}
# the unit of "360 ms", "24-hour", "120 GPU hours": the last word of the surface
_LAST_WORD = regex.compile(r"\p{L}+$")
_LARGEST = 1e9


def factor_of(quantity: Quantity, conversion: str, partner: Quantity | None = None) -> float | None:
    """The factor a quantity states under a conversion; None where it makes none of at least 1.

    `partner` is the other number of a pair ("from 360 ms to 119 ms" is 3.0252).
    """
    value = quantity.value
    if quantity.unit in ("time", "bytes", "count", "plain"):
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
    if conversion == "of" and quantity.unit in ("percent", "part"):
        if quantity.bound == "up_to":
            return "at_least"
        if quantity.bound == "at_least":
            return "up_to"
    return quantity.bound


def _ratio(one: Quantity, other: Quantity) -> float | None:
    low, high = sorted((_absolute(one), _absolute(other)))
    return _factor(high / low) if low > 0 else None


def _absolute(quantity: Quantity) -> float:
    """Seconds or bytes where the unit is known, else the value itself."""
    word = _LAST_WORD.search(quantity.text)
    unit = word.group().lower() if word is not None else ""
    scale = _SCALE.get(unit) or _SCALE.get(unit.removesuffix("s")) or 1.0
    return quantity.value * (1.0 if quantity.unit in ("count", "plain") else scale)


def _factor(value: float) -> float | None:
    """A factor as it is recorded; None outside what can be one."""
    return round(value, 4) if 1 <= value < _LARGEST else None
