"""What a quantity of an abstract is: a number with its unit, bound and neighbours."""

from dataclasses import dataclass
from typing import Literal

import regex

from extractors import quantity_patterns as patterns
from schemas.facts import Bound

Unit = Literal["times", "percent", "points", "count", "part", "order", "time", "bytes", "plain"]
Relation = Literal["list", "range", "from_to", "versus"]

#: "ten orders of magnitude" and more are 10 to this power at most
MAX_POWER = 15

_LETTERS = regex.compile(r"\p{L}+")


@dataclass(frozen=True)
class Quantity:
    """A number with what stands at it.

    `value` is the number as printed: "8.3 billion" is 8.3e9, "48.4\\%" is 48.4, "two orders of
    magnitude" 100, "half" 0.5, "8x7B" 56e9. `left` is where its bound words begin, or its own
    start. `group` numbers the list, range or pair it belongs to (None where it stands alone),
    `relation` says which of these it is, `place` counts its members from 0. `glued` is a size
    inside a name, as the "70B" of "Llama-2-70B".
    """

    start: int
    end: int
    text: str
    value: float
    unit: Unit
    sign: str = ""
    bound: Bound = "exact"
    group: int | None = None
    relation: Relation | None = None
    place: int = 0
    glued: bool = False
    left: int = -1


def scaled(value: float, unit: str) -> float:
    """A number times the scale of its unit: 8.3 and " billion", "B" or "8 bn" are 8.3e9."""
    letters = _LETTERS.search(unit)
    name = "" if letters is None else letters.group().lower().removesuffix("s")
    return round(value * patterns.SCALES.get(name, 1.0), 6)


def quantity_of(
    match: "regex.Match[str]", value: float, unit: Unit, glued: bool = False
) -> Quantity:
    """The quantity whose surface is a whole match."""
    return Quantity(match.start(), match.end(), match.group(), value, unit, glued=glued)
