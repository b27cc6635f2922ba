"""One grammar of quantities: every number of an abstract, found once.

A quantity knows its surface, value, unit, sign and bound, and the list or range it belongs to. What
it says (a size, a speedup, a score …) is for the kinds to decide. Surfaces hold number and unit as
the guidelines want them: "8.3 billion", "48.4\\%", "2.6x", "6.0times", "twice", "an order of magnitude".
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractors.urls import find_urls
from schemas.facts import Bound

Unit = Literal["times", "percent", "points", "count", "part", "order", "time", "bytes", "plain"]
Relation = Literal["list", "range", "from_to", "versus"]

WORD_NUMBERS = {
    **{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8},
    **{"nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30},
    **{"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    **{"hundred": 100, "thousand": 1000, "a": 1, "an": 1},
}
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9}
SCALES |= {"t": 1e12, "trillion": 1e12, "mn": 1e6, "bn": 1e9}
# whole words that are quantities: (value, unit); the part that "half" or "a third" leaves is "part"
WORDS: dict[str, tuple[float, Unit]] = {
    **dict.fromkeys(("twice", "double", "doubles", "doubled", "doubling"), (2.0, "times")),
    **dict.fromkeys(("two-fold", "twofold"), (2.0, "times")),
    **dict.fromkeys(("thrice", "triple", "triples", "tripled", "threefold"), (3.0, "times")),
    **dict.fromkeys(("quadruple", "quadruples", "quadrupled", "fourfold"), (4.0, "times")),
    **dict.fromkeys(("fivefold",), (5.0, "times")),
    **dict.fromkeys(("tenfold",), (10.0, "times")),
    **dict.fromkeys(("hundredfold",), (100.0, "times")),
    **dict.fromkeys(("half", "halve", "halves", "halved", "halving"), (0.5, "part")),
    **dict.fromkeys(("one-third", "a third"), (1 / 3, "part")),
    **dict.fromkeys(("two-thirds", "two thirds"), (2 / 3, "part")),
    **dict.fromkeys(("one-quarter", "one-fourth", "a quarter", "a fourth"), (0.25, "part")),
    **dict.fromkeys(("three-quarters",), (0.75, "part")),
    **dict.fromkeys(("one-fifth", "a fifth"), (0.2, "part")),
    **dict.fromkeys(("one-tenth", "a tenth"), (0.1, "part")),
}

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+\.\d+|\.\d+|\d+"
_SPELLED = "|".join(sorted((w for w in WORD_NUMBERS if len(w) > 2), key=len, reverse=True))
# what may stand right before a number: no letter, and no hyphen or slash behind a letter, but a range is fine
_NUMBER = regex.compile(
    r"(?:(?<=\d\s?[xX×%BMKbmkT]?[\-–—/]{1,3})|(?<=\\(?:sim|approx|pm|geq|leq))"
    r"|(?<![\p{L}\d_@#^{}])(?<![\p{L}\d)\]][\-–/.'’_])(?<!\d[,.]))"
    r"(?:(?<![\p{L}\d%$\-–])(?<![%\dxX]\s)(?<sign>[\-−–±](?=[\d.$])|\+\s?(?=[\d.$])))?(?<open>\$\s?\+?)?"
    rf"(?<number>{_DIGITS})(?!\d)"
)
_FRACTION = regex.compile(r"(?<![\p{L}\d/.\-])(?<top>[1-9])/(?<bottom>[2-9]|[1-9]0{1,3}|1[1-9]|[2-9]\d)(?:th|rd)?(?![\p{L}\d/%.\-]|\.\d)")
# a size glued into a name: the "70B" of "Llama-2-70B", the "7b" of "mistral_7b"
_GLUED_SIZE = regex.compile(r"(?<=[\p{L}\d)][\-_/])(?<number>\d+(?:\.\d+)?)(?<unit>[BMbm])(?![\p{L}\d])")
# a mixture of experts: the "8x7B" of "Mixtral 8x7B"
_EXPERTS = regex.compile(r"(?<![\p{L}\d.])(?<experts>\d+)[x×](?<number>\d+(?:\.\d+)?)(?<unit>[BM])(?![\p{L}\d])")
_LETTERS = regex.compile(r"\p{L}+")
_DIGIT_RUN = regex.compile(r"[\d.]+")
_SPELLED_TIMES = regex.compile(
    rf"\b(?<number>{_SPELLED})(?<unit>[\s\-]times\b|-?fold\b|\s?%|\s(?:percentage |percent )?points?\b|\spercent\b)",
    regex.IGNORECASE,
)
_SPELLED_SIGNS = ("times", "fold", "percent", "point", "%")
_ORDERS = regex.compile(
    rf"\b(?:(?<number>an?|{_SPELLED}|\d(?:\.\d)?)(?:[\s\-](?<more>full|whole|entire))?[\s\-])?orders?[\s\-]of[\s\-]magnitudes?\b",
    regex.IGNORECASE,
)
_WORD = regex.compile(
    r"\b(?:" + "|".join(sorted(WORDS, key=len, reverse=True)) + r")\b(?![\-/])", regex.IGNORECASE
)
_FACTOR_OF = regex.compile(r"\bfactors?[\s\-]of[\s\-](?:up to |about |around |over |more than |nearly |roughly |approximately |at least |~\s?|\$?\\sim\$?\s?)*\$?$")
_UNIT = regex.compile(
    r"(?<times>\s?\$?\s?\\times\$?|\s?×(?!\s?\d)|\s?[xX](?:(?![\p{L}\d])(?!\s\d)|(?=(?:speed|faster|lower|less|fewer|smaller|higher|more|accel|compress|reduc|better|MACs|FLOPs)))|[\s\-]?times\b|(?:\s?-\s?|\s)?folds?\b|\s?\$?\\times\b\$?)"
    r"|(?<percent>\s?\$?\s?\\?%\$?|\s?\$\s?\\?%\s?\$|[\s\-](?:percent|per cent|percentage)(?:\spoints?)?\b|\s?%p\b|\s?\$\\%\$)"
    r"|(?<points>(?=[\s\-](?:absolute |percentage |accuracy |BLEU |F1 |mAP |mIoU )?(?:points?|pts)\b|\s?pp\b|\s?p\.p\.))"
    r"|(?<count>\$?[\s\-~]?(?:billion|million|trillion|thousand|bn|mn)s?\b|\$?\s?[BMTK](?![\p{L}\d])|[bmk](?![\p{L}\d]))"
    r"|(?<time>\s?(?:ms|milliseconds?|µs|us|microseconds?|s|secs?|seconds?|minutes?|mins?|hours?|hrs?|h|days?|weeks?|months?|years?)\b)"
    r"|(?<bytes>\s?(?:[KMGT]i?B|bytes?|bits?|bit)\b)"
    r"|(?<measure>\s?(?:dB|db|mm|cm|[µμu]m|°|deg(?:rees?)?)(?!\p{L}))"
)
# behind a number that is no quantity of ours: dimensions, ordinals, chemical and set notation
_NOT_QUANTITY = regex.compile(r"(?:st|nd|rd|th|[dD])(?![\p{L}\d])|\s?[×xX]\s?\d|\^|_|:\d|\s?\\times\s?\d|(?!mAP|AP|mIoU|BLEU)[\p{L}_]")

BEFORE: dict[str, Bound] = {
    "up to": "up_to", "upto": "up_to", "as much as": "up_to", "as high as": "up_to", "as many as": "up_to",
    "at most": "up_to", "a maximum of": "up_to", "maximum of": "up_to", "maximally": "up_to",
    "as large as": "up_to", "no more than": "up_to", "as fast as": "up_to", "as low as": "up_to",
    "up to an": "up_to", "up to a": "up_to", "upwards of": "at_least", "max": "up_to",
    "less than": "up_to", "fewer than": "up_to", "under": "up_to", "below": "up_to",
    "at least": "at_least", "over": "at_least", "more than": "at_least", "greater than": "at_least",
    "exceeding": "at_least", "exceeds": "at_least", "above": "at_least", "no less than": "at_least",
    "beyond": "at_least", "higher than": "at_least", "larger than": "at_least", "well over": "at_least",
    ">": "at_least", "\\geq": "at_least", "$>$": "at_least", "≥": "at_least", "not less than": "at_least",
    "<": "up_to", "≤": "up_to", "$<$": "up_to",
    "about": "approximate", "around": "approximate", "approximately": "approximate", "nearly": "approximate",
    "almost": "approximate", "roughly": "approximate", "~": "approximate", "$\\sim$": "approximate",
    "\\sim": "approximate", "≈": "approximate", "\\approx": "approximate", "approx.": "approximate",
    "circa": "approximate", "close to": "approximate", "some": "approximate", "$\\approx$": "approximate",
    "∼": "approximate", "on the order of": "approximate", "near": "approximate", "merely about": "approximate",
    "an average of": "average", "on average": "average", "average": "average", "averaging": "average",
    "average of": "average", "averagely": "average", "in average": "average", "mean": "average",
}  # fmt: skip
BEHIND: dict[str, Bound] = {
    "or more": "at_least", "or higher": "at_least", "and more": "at_least", "and above": "at_least",
    "+": "at_least", "or less": "up_to", "or fewer": "up_to", "at most": "up_to", "at least": "at_least",
    "on average": "average", "in average": "average", "average": "average", "on an average": "average",
    "averagely": "average",
}  # fmt: skip
_BEFORE = regex.compile(
    r"(?<![\p{L}])(?<bound>" + "|".join(regex.escape(w) for w in sorted(BEFORE, key=len, reverse=True))
    + r")\s?(?:an? |the |only |additional |extra |another |factor of |a factor of |relative |\$)*$",
    regex.IGNORECASE,
)  # fmt: skip
_BEHIND = regex.compile(
    r"\s?(?:speed-?ups?|faster|improvements?|gains?|points?|parameters?)?\s?\(?,?\s?(?<bound>"
    + "|".join(regex.escape(w) for w in sorted(BEHIND, key=len, reverse=True)) + r")(?![\p{L}\d])",
    regex.IGNORECASE,
)  # fmt: skip
_RANGE = regex.compile(r"\s?(?:-{1,3}|–|—|−|~|∼|\$?\\sim\$?|\$?-\$?)\s?\$?|\sto\s(?:up to )?(?:as (?:much|high) as )?(?:about |over |around |almost |nearly )?\$?|\sup to\s")
_LIST = regex.compile(
    r"\s?(?:,\s?(?:and |or )?|/|\sand\s|\sor\s|\s?&\s?|;\s?|,?\sas well as\s|\sas well as\s|\svs?\.?\s|\sversus\s|\srespectively and\s)"
    r"(?:also |even |up to |about |almost |around |nearly |over |more than |approximately |~\s?|an? |by |of |with |at )?\$?\+?(?=[\s$+\-]*$)"
)
_FROM = regex.compile(r"\bfrom\s(?:about |around |over |nearly |approximately |an? |~\s?|\$)*$")
_BETWEEN = regex.compile(r"\bbetween\s(?:about |around |\$)*$")
_VERSUS = regex.compile(r"^\s?,?\s?(?:\(?vs?\.?|versus|compared (?:to|with)|as opposed to|instead of|against)\s")
_CITATION = regex.compile(r"\[[\d,\s–\-]+\]|\((?:19|20)\d\d[a-z]?\)|,\s(?:19|20)\d\d[a-z]?\)|arXiv:\d+\.\d+")


@dataclass(frozen=True)
class Quantity:
    """A number with what stands at it.

    `value` is the number as printed ("8.3 billion" is 8.3e9, "48.4\\%" is 48.4, "two orders of magnitude" 100,
    "half" 0.5). `left` is where its bound words begin, or its own start. `group` numbers the list, range or pair it belongs to (None where it stands alone),
    `relation` says which of these it is, `place` counts its members from 0.
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


def find_quantities(text: str) -> list[Quantity]:
    """Every quantity of a text, in its order, lists and ranges resolved."""
    taken = [*find_urls(text), *(match.span() for match in _CITATION.finditer(text))]
    found: list[Quantity] = []
    for quantity in _all(text):
        if _continues_a_name(quantity, text, found):
            continue
        if not any(start < quantity.end and quantity.start < end for start, end in taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    found.sort(key=lambda quantity: quantity.start)
    return _with_bounds(_with_groups(found, text), text)


def _continues_a_name(quantity: Quantity, text: str, found: list[Quantity]) -> bool:
    """Whether a number is glued to one that is none: the "3" of "GPT-2/3"."""
    mark = quantity.start - 1
    if quantity.glued or mark < 1 or text[mark] not in "-–—/" or text[mark - 1].isspace():
        return False
    while text[mark] in "-–—/":
        mark -= 1
    return not any(other.end == mark + 1 for other in found)


def _all(text: str) -> Iterator[Quantity]:
    """Quantities of every wording; where two overlap, the first one given holds."""
    for match in _ORDERS.finditer(text) if "magnitude" in text else ():
        spelled = (match["number"] or "one").lower()
        power = WORD_NUMBERS.get(spelled) or float(spelled)
        if match["number"] is not None or text[: match.start()].rstrip().endswith(("-", "by", "the", "of")):
            yield Quantity(*match.span(), match.group(), 10.0 ** min(power, 12), "order")
    for match in _SPELLED_TIMES.finditer(text) if any(w in text for w in _SPELLED_SIGNS) else ():
        unit = match["unit"].lower()
        kind: Unit = "percent" if "%" in unit or "percent" in unit else "points" if "point" in unit else "times"
        value = float(WORD_NUMBERS[match["number"].lower()])
        end = match.end("number") if kind == "points" else match.end()
        yield Quantity(match.start(), end, text[match.start() : end], value, kind)
    for match in _FRACTION.finditer(text):
        yield Quantity(*match.span(), match.group(), int(match["top"]) / int(match["bottom"]), "part")
    for match in _WORD.finditer(text) if any(w in text.lower() for w in WORDS) else ():
        yield Quantity(*match.span(), match.group(), *WORDS[match.group().lower()])
    for match in _EXPERTS.finditer(text):
        value = int(match["experts"]) * float(match["number"]) * SCALES[match["unit"].lower()]
        yield Quantity(*match.span(), match.group(), value, "count")
    for match in _GLUED_SIZE.finditer(text):
        value = float(match["number"]) * SCALES[match["unit"].lower()]
        yield Quantity(*match.span(), match.group(), value, "count", glued=True)
    for match in _NUMBER.finditer(text):
        quantity = _numeric(match, text)
        if quantity is not None:
            yield quantity


def _numeric(match: "regex.Match[str]", text: str) -> Quantity | None:
    value = float(match["number"].replace(",", ""))
    start, end = match.start("number"), match.end()
    sign = match["sign"] or ""
    if "+" in (match["open"] or ""):
        sign = "+"
    unit: Unit = "plain"
    found = _UNIT.match(text, end)
    if found is not None:
        name = found.lastgroup
        if name == "count":
            value *= SCALES[_LETTERS.search(found.group()).group().lower().removesuffix("s")]  # type: ignore[union-attr]
        if name != "measure":
            unit = name  # type: ignore[assignment]
        end = found.end()
        if match["open"] and text[end - 1] == "$" and text[start:end].count("$") == 1:
            end -= 1  # "$82.8%$": the closing "$" is no unit
        elif match["open"] and "$" in found.group()[:-1]:
            start = match.start("open")  # "$64$%": the unit stands behind the closing "$"
    elif _NOT_QUANTITY.match(text, end):
        return None
    if unit == "plain" and _FACTOR_OF.search(text, max(0, start - 60), start):
        unit = "times"
    if sign in ("+", "-", "−") and text[match.start("sign") + len(match["sign"] or "")] == "$":
        start = match.start("number")
    elif match["sign"] in ("+", "-", "−") and match.start("number") == match.end("sign"):
        start = match.start("sign")
    return Quantity(start, end, text[start:end], value, unit, "-" if sign in ("-", "−", "–") else sign)


def _with_groups(found: list[Quantity], text: str) -> list[Quantity]:
    """Number the lists and ranges, and hand the unit at their end back to the members before."""
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
        elif previous.relation == "list" and relation == "range":
            relation = "list"
        grouped.append(
            replace(quantity, group=previous.group, relation=relation, place=previous.place + 1)
        )
    return _share_units(grouped)


def _relation(first: Quantity, second: Quantity, text: str) -> Relation | None:
    between = text[first.end : second.start]
    if len(between) > 30:
        return None
    if first.unit != second.unit and "plain" not in (first.unit, second.unit):
        return None
    if second.unit == "plain" and first.unit in ("times", "order", "part", "count"):
        return None
    before = text[max(0, first.start - 30) : first.start]
    if _RANGE.fullmatch(between):
        if _FROM.search(before) and " to " in between:
            return "from_to"
        return "range"
    if _BETWEEN.search(before) and between.strip() == "and":
        return "range"
    if _VERSUS.match(between) and len(between) < 12:
        return "versus"
    return "list" if _LIST.fullmatch(between) else None


def _share_units(grouped: list[Quantity]) -> list[Quantity]:
    shared = list(grouped)
    for at in range(len(shared) - 2, -1, -1):
        one, after = shared[at], shared[at + 1]
        if one.group is None or one.group != after.group or one.unit != "plain":
            continue
        if after.unit == "count":
            scale = after.value / float(_DIGIT_RUN.search(after.text.replace(",", "")).group())  # type: ignore[union-attr]
            shared[at] = replace(one, unit="count", value=one.value * scale)
        elif after.unit in ("times", "percent", "points", "time", "bytes"):
            shared[at] = replace(one, unit=after.unit)
    return shared


def _with_bounds(found: list[Quantity], text: str) -> list[Quantity]:
    """Bound words before and behind; those before a list or behind it hold for all of it."""
    found = [replace(quantity, left=_left_of(quantity, text)) for quantity in found]
    bounds = [_bound_at(quantity, text) for quantity in found]
    for at, quantity in enumerate(found):
        if at and bounds[at] == "exact" and quantity.group is not None:
            if quantity.group == found[at - 1].group and bounds[at - 1] != "range":
                bounds[at] = bounds[at - 1]
    for at in range(len(found) - 2, -1, -1):
        same = found[at].group is not None and found[at].group == found[at + 1].group
        if same and bounds[at] == "exact" and bounds[at + 1] == "average":
            bounds[at] = "average"
    return [
        replace(quantity, bound="range" if quantity.relation == "range" else bound)
        for quantity, bound in zip(found, bounds, strict=True)
    ]


def _left_of(quantity: Quantity, text: str) -> int:
    offset = max(0, quantity.start - 48)
    before = _BEFORE.search(text[offset : quantity.start])
    return quantity.start if before is None else offset + before.start()


def _bound_at(quantity: Quantity, text: str) -> Bound:
    before = _BEFORE.search(text[max(0, quantity.start - 48) : quantity.start])
    if before is not None:
        return BEFORE[before["bound"].lower()]
    behind = _BEHIND.match(text, quantity.end)
    if behind is not None:
        return BEHIND[behind["bound"].lower()]
    return "approximate" if quantity.unit == "order" else "exact"
