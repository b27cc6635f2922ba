"""How a printed number becomes a factor, at least 1: the conversions of docs/guidelines.md."""

from extractors.quantities import Quantity

#: conversion -> what it is for
CONVERSIONS = {
    "as_is": "3x faster, an order of magnitude less memory, cuts by a factor of 4",
    "more": "20% faster, improves throughput by 20%",
    "less": "reduces latency by 60%, 30% fewer parameters",
    "of": "in only 20% of the time, with 29% as many parameters, half the size",
}


def factor_of(quantity: Quantity, conversion: str, partner: Quantity | None = None) -> float | None:
    """The factor a quantity states under a conversion; None where it makes none of at least 1.

    `partner` is the other number of a pair ("from 360 ms to 119 ms").
    """
    value = quantity.value
    if quantity.unit in ("time", "bytes", "count", "plain"):
        return _ratio(partner, quantity) if partner is not None else None
    if quantity.unit in ("times", "order"):
        return _at_least_one(1 / value if 0 < value < 1 else value)
    share = value if quantity.unit == "part" else value / 100
    if conversion == "less" and quantity.unit != "part":
        return _at_least_one(1 / (1 - share)) if share < 1 else None
    if conversion == "less":
        return _at_least_one(1 / (1 - share) if share != 0.5 else 2.0)
    if conversion == "of":
        return _at_least_one(1 / share) if share > 0 else None
    if conversion == "as_is" and quantity.unit == "percent":
        return _at_least_one(share) if share >= 1 else _at_least_one(1 + share)
    return _at_least_one(1 + share)


# seconds, and bytes, of one unit
_SCALE = {
    **{"us": 1e-6, "µs": 1e-6, "microsecond": 1e-6, "ms": 1e-3, "millisecond": 1e-3, "s": 1, "sec": 1},
    **{"second": 1, "min": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600, "day": 86400},
    **{"week": 604800, "month": 2.63e6, "year": 3.16e7, "byte": 1, "b": 1, "kb": 1e3, "mb": 1e6},
    **{"gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1024**2, "gib": 1024**3, "bit": 0.125},
}  # fmt: skip


def _absolute(quantity: Quantity) -> float:
    unit = quantity.text.lstrip("0123456789.,+- ").lower()
    return quantity.value * (_SCALE.get(unit) or _SCALE.get(unit.rstrip("s")) or 1.0)


def _ratio(one: Quantity, other: Quantity) -> float | None:
    first, second = _absolute(one), _absolute(other)
    if not first or not second:
        return None
    return _at_least_one(max(first, second) / min(first, second))


def _at_least_one(factor: float) -> float | None:
    return round(factor, 4) if 1 <= factor < 1e9 else None
