"""Pairs of amounts: "from 360 ms to 119 ms", "8 ms vs. 32 ms", "from 11 FPS to 44 FPS".

The unit tells what a pair measures and which of its numbers is the better one. The record stands at
the better number, and at the second where something changes from the first to it.
"""

# ruff: noqa: E501 -- a wording stands on one line

from collections.abc import Sequence

import regex

from extractors.quantities import Quantity

#: units that say something of speed or resources only in a pair
PAIRED = ("time", "bytes", "count", "plain")
# (kind, whether more is better, what stands in or right behind the surface, example)
_MEASURES = (
    ("compute", False, r"(?:[GTC]PU|A100|V100|H100)[\s\-](?:hours|days)$", "from 120 to 6 GPU hours"),
    ("compute", False, r"\s?[GMT]?(?:FLOPs|FLOPS|MACs)\b", "from 40 to 10 GFLOPs"),
    ("size", False, r"\s(?:\p{Ll}+\s)?param(?:eter)?s\b", "from 45M to 9M parameters"),
    ("energy", False, r"\s?[mkµu]?(?:J|Wh)\b", "from 9.6 mJ to 1.2 mJ"),
    ("speedups", True, r"\s?(?:fps|FPS)\b|\s(?:\p{Ll}+\s)?(?:per\ssecond\b|/s\b)", "from 11 FPS to 44 FPS"),
)  # fmt: skip
_COMPILED = tuple((kind, more, regex.compile(unit)) for kind, more, unit, _ in _MEASURES)
_INSTEAD = regex.compile(r"instead of|rather than|compar")


def partner_in_pair(quantity: Quantity, quantities: Sequence[Quantity]) -> Quantity | None:
    """The other number of a pair, or None; a list or range is none."""
    if quantity.relation not in ("from_to", "versus"):
        return None
    for other in quantities:
        if other.group == quantity.group and other.place == 1 - quantity.place:
            return other
    return None


def kind_of_pair(quantity: Quantity, other: Quantity, text: str) -> str | None:
    """What a pair measures, where the number is the one that its record stands at; else None."""
    later = quantity if quantity.place else other
    measured = _measured(later, text)
    if measured is None:
        return None
    kind, more = measured
    if quantity.relation == "from_to" and not quantity.place:
        return None
    return kind if is_better(quantity, other, more) else None


def _measured(later: Quantity, text: str) -> tuple[str, bool] | None:
    """What the second number of a pair measures, and whether more of it is better."""
    for kind, more, unit in _COMPILED:
        if unit.search(later.text) or unit.match(text, later.end):
            return kind, more
    if later.unit == "time":
        return "speedups", False
    return ("memory", False) if later.unit == "bytes" and "bit" not in later.text else None


def says_instead(quantity: Quantity, other: Quantity, text: str) -> bool:
    """Whether a pair contrasts what the proposal needs: "6 seconds instead of 2 minutes"."""
    between = text[min(quantity.end, other.end) : max(quantity.start, other.start)]
    return quantity.place == 0 and _INSTEAD.search(between) is not None


def is_better(quantity: Quantity, other: Quantity, more: bool) -> bool:
    """Whether a number of a pair is smaller than the other, or with `more` larger."""
    one, two = absolute(quantity, other), absolute(other, quantity)
    return one > two if more else one < two


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


def absolute(quantity: Quantity, other: Quantity) -> float:
    """Seconds or bytes where the unit is known, else the value; "from 90 to 30 ms" has one unit."""
    if quantity.unit in ("count", "plain"):
        return quantity.value
    word = _LAST_WORD.search(quantity.text) or _LAST_WORD.search(other.text)
    unit = word.group().lower() if word is not None else ""
    return quantity.value * (_SCALE.get(unit) or _SCALE.get(unit.removesuffix("s")) or 1.0)
