"""One grammar of quantities: every number of an abstract, found once.

A quantity knows its surface, value, unit, sign and bound, and the list or range it belongs to.
What it says (a size, a speedup, a score …) is for the kinds to decide. Surfaces hold number and
unit as the guidelines want them: "8.3 billion", "48.4\\%", "2.6x", "6.0times", "twice",
"an order of magnitude".

Three steps: numbers in words and in digits are found (`quantity_words`, `quantity_digits`),
neighbours are joined to lists, ranges and pairs that share a unit, and bound words are read.
The wordings are data in `quantity_patterns`.
"""

from collections.abc import Sequence
from dataclasses import replace

from extractors import quantity_patterns as patterns
from extractors.quantity import MAX_POWER, Quantity, Relation, Unit, scaled
from extractors.quantity_digits import Digits, Span, is_free, merged
from extractors.quantity_words import spelled_quantities
from extractors.urls import find_urls
from schemas.facts import Bound

__all__ = ["Quantity", "Relation", "Unit", "find_quantities"]

#: how far bound words and other context are looked for before a number, in characters
WINDOW = 64


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in its order, lists and ranges resolved."""
    taken: list[Span] = list(find_urls(text))
    found = [word for word in spelled_quantities(text) if is_free(word.start, word.end, taken)]
    if patterns.DIGITS.search(text) is not None:
        taken += [match.span() for match in patterns.NOT_QUANTITIES.finditer(text)]
        if "\\" in text:
            taken += [match.span("copy") for match in patterns.DOUBLED.finditer(text)]
        taken += [(word.start, word.end) for word in found]
        found += Digits(text, merged(taken))
        found.sort(key=lambda quantity: quantity.start)
    return _with_bounds(_with_groups(found, text), text)


# --- lists and ranges ----------------------------------------------------------------------------


def list_of(quantity: Quantity, quantities: Sequence[Quantity]) -> Sequence[Quantity]:
    """The list, range or pair that a quantity stands in, or the quantity alone."""
    if quantity.group is None:
        return [quantity]
    return [other for other in quantities if other.group == quantity.group]


def _with_groups(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Number the lists, ranges and pairs, and let their members share a unit."""
    grouped: list[Quantity] = []
    group = -1
    for quantity in found:
        previous = grouped[-1] if grouped else None
        relation = _relation(previous, quantity, text) if previous is not None else None
        if previous is None or relation is None:
            grouped.append(quantity)
            continue
        if previous.group is None:
            group += 1
            grouped[-1] = previous = replace(previous, group=group, relation=relation)
        elif relation == "range":
            grouped[-1] = previous = replace(previous, relation=relation)
        grouped.append(
            replace(quantity, group=previous.group, relation=relation, place=previous.place + 1)
        )
    return _share_units(grouped) if grouped else []


def _relation(first: Quantity, second: Quantity, text: str) -> Relation | None:
    """How two neighbours belong together; None where they do not."""
    if second.start - first.end > 34 or not _may_share_a_unit(first, second):
        return None
    between = text[first.end : second.start]
    before = max(0, first.start - 30)
    if patterns.RANGE.fullmatch(between):
        if "to " not in between or not patterns.FROM.search(text, before, first.start):
            return "range"
        if "times" in (first.unit, second.unit) or patterns.RANGING.search(
            text, before, first.start
        ):
            return "range"
        if second.unit == "count" and _unscaled(first, second) < second.value:
            return "range"
        return "from_to"
    if between.strip("$} ") == "and" and patterns.BETWEEN.search(text, before, first.start):
        return "range"
    if between == " or " and second.unit in ("order", "times") and first.unit == "plain":
        return "range"  # "two or three orders of magnitude"
    if patterns.VERSUS.fullmatch(between):
        return "versus"
    if between == " ":
        return "range" if _lost_dash(first, second, text) else None
    return "list" if patterns.LIST.fullmatch(between) else None


def _unscaled(first: Quantity, second: Quantity) -> float:
    """The first value of a pair whose scale may stand only at the second: "from 1.3 to 8B"."""
    return scaled(first.value, second.text) if first.unit == "plain" else first.value


def _may_share_a_unit(first: Quantity, second: Quantity) -> bool:
    if first.unit == second.unit:
        return True
    if second.unit == "plain":  # "a factor of 2 to 12", but not "2x, 12"
        bare = patterns.PLAIN_NUMBER.fullmatch(first.text) is not None
        return first.unit in ("percent", "points", "time", "bytes") or (
            first.unit == "times" and bare
        )
    return first.unit == "plain" and (second.unit != "part" or first.value < 1)


def _lost_dash(first: Quantity, second: Quantity, text: str) -> bool:
    """Whether two numbers are a range that has lost its dash: "4 6x speed-up", "40% 60%"."""
    if second.unit not in ("times", "percent", "order") or not first.value < second.value:
        return False
    if second.unit != "order" and second.value > 60 * first.value:
        return False
    before = text[max(0, first.start - 24) : first.start].split()
    return bool(before) and before[-1].islower() and text[first.start - 1].isspace()


def _share_units(grouped: Sequence[Quantity]) -> list[Quantity]:
    """The unit at the end of a list holds for its bare members: "5, 10 and 15%", "1.3 to 8B"."""
    shared = list(grouped)
    giver = shared[-1]  # the next member behind that has a unit of its own
    for at in range(len(shared) - 2, -1, -1):
        one = shared[at]
        if one.unit != "plain" or not _are_grouped(one, giver):
            giver = one
            continue
        value = one.value
        if giver.unit == "count":
            value = scaled(value, giver.text)
        elif giver.unit == "order":
            value = 10.0 ** min(value, MAX_POWER)
        shared[at] = replace(one, unit=giver.unit, value=value)
    for at in range(1, len(shared)):  # "a factor of 2 to 12"
        before, one = shared[at - 1], shared[at]
        if one.unit == "plain" and before.unit == "times" and _are_grouped(before, one):
            shared[at] = replace(one, unit="times")
    return shared


def _are_grouped(one: Quantity, other: Quantity) -> bool:
    return one.group is not None and one.group == other.group


# --- bounds --------------------------------------------------------------------------------------


def _with_bounds(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Bounds from the words around, from the list, or carried on: "up to 3x on A and 2x on B"."""
    bounded: list[Quantity] = []
    for quantity in found:
        left, bound = _bound_before(quantity, bounded[-1].end if bounded else 0, text)
        bound = bound or _bound_behind(quantity, text) or _bound_of_noun(quantity, text)
        if bound is None and bounded:
            bound = _carried(bounded[-1], quantity, text)
        if bound is None:
            bound = "approximate" if quantity.unit == "order" else "exact"
        bounded.append(replace(quantity, left=left, bound=bound))
    for at in range(len(bounded) - 2, -1, -1):  # "3x and 5x on average"
        one, after = bounded[at], bounded[at + 1]
        if one.bound == "exact" and after.bound == "average" and _are_grouped(one, after):
            bounded[at] = replace(one, bound="average")
    return [replace(one, bound="range") if one.relation == "range" else one for one in bounded]


def _bound_before(quantity: Quantity, low: int, text: str) -> tuple[int, Bound | None]:
    """Where the bound words before a quantity begin, its own start without any, and the bound."""
    start = quantity.start
    match = patterns.BOUND_BEFORE.search(text, max(low, start - WINDOW), start)
    if match is None:
        return start, None
    word, left = match["bound"].lower(), match.start()
    if word in ("under", "below") and quantity.unit == "times":
        return start, None  # "under 4x FLOPs reduction"
    if word == "~" and left + 1 == start and text[max(0, left - 1) : left].isalpha():
        return start, None  # the space of LaTeX: "by~3%"
    return left, patterns.BEFORE[word]


def _bound_behind(quantity: Quantity, text: str) -> Bound | None:
    """The bound of "3x or more" and "20+%"."""
    match = patterns.BOUND_BEHIND.match(text, quantity.end)
    if match is not None:
        return patterns.BEHIND[match["bound"].lower()]
    return "at_least" if "+" in quantity.text[1:] and "±" not in quantity.text else None


def _bound_of_noun(quantity: Quantity, text: str) -> Bound | None:
    """The bound of "an average speedup of 3x", and of "on average" further off."""
    if quantity.unit in ("count", "time", "bytes"):
        return None
    start, low = quantity.start, max(0, quantity.start - 80)
    noun = patterns.NOUN_BOUND.search(text, low, start)
    if noun is not None:
        return "up_to" if noun["up_to"] else "average"
    before = patterns.AVERAGE_BEFORE.search(text, low, start)
    return "average" if before or patterns.AVERAGE_BEHIND.match(text, quantity.end) else None


def _carried(previous: Quantity, quantity: Quantity, text: str) -> Bound | None:
    """The bound of the previous number where it holds for this one too."""
    if previous.bound in ("range", "exact") or previous.relation == "range":
        return None
    if _are_grouped(previous, quantity):
        return previous.bound
    if previous.unit != quantity.unit or quantity.unit == "plain":
        return None
    if previous.bound == "approximate":
        return None  # "~30x less memory and 38x faster"
    if quantity.start - previous.end > 90:
        return None
    between = patterns.CARRIES.fullmatch(text, previous.end, quantity.start)
    if between is None or patterns.STOPS.search(between.group()):
        return None
    return previous.bound
