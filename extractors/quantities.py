"""One grammar of quantities: every number of an abstract, found once.

A quantity knows its surface, value, unit, sign and bound, and the list or range it belongs to. What
it says (a size, a speedup, a score …) is for the kinds to decide. Surfaces hold number and unit as
the guidelines want them: "8.3 billion", "48.4\\%", "2.6x", "6.0times", "twice", "an order of magnitude".

Three steps: the numbers written in words and in digits are found (`_spelled`, `_Digits`), neighbours are joined
to lists, ranges and pairs that share a unit (`_with_groups`), and bound words are read (`_with_bounds`).
The wordings themselves are data in `quantity_patterns.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import regex

from extractors import quantity_patterns as patterns
from extractors.urls import find_urls
from schemas.facts import Bound

Unit = Literal["times", "percent", "points", "count", "part", "order", "time", "bytes", "plain"]
Relation = Literal["list", "range", "from_to", "versus"]

#: how far bound words and other context are looked for before and behind a number, in characters
WINDOW = 64
#: what may stand before the point of ".993"
_BEFORE_POINT = ("", " ", "(", "[", "=", "~", "<", ">", "+", "-", "−", "$", "\n")
#: "ten orders of magnitude" and more are 10 to this power at most
MAX_POWER = 15


@dataclass(frozen=True)
class Quantity:
    """A number with what stands at it.

    `value` is the number as printed ("8.3 billion" is 8.3e9, "48.4\\%" is 48.4, "two orders of magnitude" 100,
    "half" 0.5, "8x7B" 56e9). `left` is where its bound words begin, or its own start. `group` numbers the list,
    range or pair it belongs to (None where it stands alone), `relation` says which of these it is, `place` counts
    its members from 0. `glued` is a size inside a name, as the "70B" of "Llama-2-70B".
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
    taken = list(find_urls(text))
    found = [word for word in _spelled(text) if _is_free(word.start, word.end, taken)]
    if patterns.DIGITS.search(text) is not None:
        taken += [match.span() for match in patterns.NOT_QUANTITIES.finditer(text)]
        taken += [match.span("copy") for match in patterns.DOUBLED.finditer(text)]
        taken += [(word.start, word.end) for word in found]
        found += _Digits(text, taken)
        found.sort(key=lambda quantity: quantity.start)
    return _with_bounds(_with_groups(found, text), text)


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(low < end and start < high for low, high in taken)


# --- numbers in words ---------------------------------------------------------------------------------


def _spelled(text: str) -> Iterator[Quantity]:
    """Numbers in words: "two orders of magnitude", "three times", "a quarter of", "halved"."""
    end = 0
    lower = text.lower()
    if len(lower) != len(text):  # a letter such as "İ" would shift the offsets
        lower = text
    for start in patterns.WORD_STARTS.finditer(lower):
        if start.start() < end:
            continue
        for read in (_spelled_number, _bare_order, _whole_word):
            quantity = read(text, start.start())
            if quantity is not None:
                end = quantity.end
                yield quantity
                break


def _spelled_number(text: str, start: int) -> Quantity | None:
    match = patterns.SPELLED.match(text, start)
    if match is None:
        return None
    value, end = _spelled_value(match["number"]), match.end()
    unit: Unit = match.lastgroup  # type: ignore[assignment]
    if unit == "count":
        value *= _scale_of(match["count"])
    elif unit == "order":
        value = 10.0 ** min(value, MAX_POWER)
    elif unit == "times" and "fold" in match["times"] and _is_no_factor(text, start, end):
        return None
    return Quantity(start, end, match.group(), value, unit)


def _spelled_value(words: str) -> float:
    """The value of "two", "twenty-five", "a hundred", "three thousand"."""
    value = 0.0
    for word in words.lower().replace("-", " ").split():
        if word in ("hundred", "thousand"):
            value = max(value, 1) * (100 if word == "hundred" else 1000)
        elif word in ("a", "an"):
            value = 1
        else:
            value += patterns.UNITS.get(word) or patterns.TENS[word]
    return value


def _bare_order(text: str, start: int) -> Quantity | None:
    """ "an order of magnitude"; not "the same order of magnitude", nor "on the order of magnitude of"."""
    match = patterns.ORDER.match(text, start)
    if match is None or patterns.ORDER_OF.match(text, match.end()):
        return None
    if match.group()[0] in "oO" and patterns.NO_ORDER.search(text, max(0, start - 16), start):
        return None
    return Quantity(*match.span(), match.group(), 10.0, "order")


def _whole_word(text: str, start: int) -> Quantity | None:
    """ "twice", "halved", "a third of", "threefold"."""
    match = patterns.WHOLE_WORDS.match(text, start)
    if match is None:
        return None
    word, end = match.group().lower(), match.end()
    if word in patterns.FACTORS:
        in_name = match.group()[0].isupper() and start > 1 and text[start - 2] not in ".?!:"
        if in_name or (word.endswith("fold") and _is_no_factor(text, start, end)):
            return None
        end -= len(" the") if word.endswith(" the") else 0
        return Quantity(start, end, text[start:end], patterns.FACTORS[word], "times")
    ordinal = word.startswith("a ") and not patterns.PART_BEHIND.match(text, end)
    if ordinal or patterns.NO_PART_BEFORE.search(text, max(0, start - 8), start):
        return None
    return Quantity(start, end, match.group(), patterns.PARTS[word], "part")


def _is_no_factor(text: str, start: int, end: int) -> bool:
    """"our contributions are twofold", "five-fold cross-validation"."""
    return bool(
        patterns.NO_FOLD.search(text, max(0, start - 6), start) or patterns.NO_FOLD_BEHIND.match(text, end)
    )


# --- numbers in digits --------------------------------------------------------------------------------


@dataclass
class _Number:
    """A number without its unit: offsets, value, and whether its surface may go without a unit."""

    start: int
    end: int
    value: float


class _Digits:
    """Reads the numbers in digits from left to right; iterate it to get the quantities."""

    def __init__(self, text: str, taken: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.taken = sorted(taken)
        #: the last quantity found, to which "/13B" and "--40B" may be joined
        self.last: Quantity | None = None

    def __iter__(self) -> Iterator[Quantity]:
        at, span = 0, 0
        while (digits := patterns.DIGITS.search(self.text, at)) is not None:
            at = digits.end()
            while span < len(self.taken) and self.taken[span][1] <= digits.start():
                span += 1
            if span < len(self.taken) and self.taken[span][0] < digits.end():
                at = max(at, self.taken[span][1])
                continue
            for quantity in self._read(digits):
                self.last = quantity
                yield quantity
                at = max(at, quantity.end)
            at = max(at, self._behind)

    def _read(self, digits: "re.Match[str]") -> Iterator[Quantity]:
        """The quantities of one run of digits: none, one, or those of a list as "5,10,15%"."""
        self._behind = digits.end()
        start = digits.start()
        if self.text[start - 1 : start] == "." and self.text[max(0, start - 2) : start - 1] in _BEFORE_POINT:
            start -= 1  # ".993"
        sign = self._sign_before(start)
        if sign is None:
            size = self._glued_size(digits)
            if size is not None:
                yield size
            return
        if self._is_dimension(start, digits):
            return
        if (whole := self._whole(start, digits)) is not None:
            yield whole
            return
        for number in self._numbers(start, digits.group()):
            quantity = self._quantity(number, sign)
            if quantity is not None:
                yield quantity
            sign = ""

    def _sign_before(self, start: int) -> str | None:
        """The sign of a number that starts here, "" without one, None where none can start: inside a word or name."""
        text = self.text
        if start == 0:
            return ""
        left = start
        if text[start - 1] in "${*":
            left = patterns.OPENERS.search(text, max(0, start - 24), start).start() if self._opens(start) else start
        before = text[left - 1] if left else " "
        if before.isspace():
            if text[left - 2 : left - 1] == "/" and not self._is_joined(start):
                return None  # the "100" of "CIFAR-10/ 100"
            return self._spaced_sign(left)
        if self._is_joined(start):
            return "+" if before == "+" else ""
        if before.isalpha() or before == "}":
            return "" if self._follows_word(left, start) else None
        if before in "+±" or before in patterns.DASHES:
            return self._sign_at(left - 1)
        further = text[left - 2] if left > 1 else " "
        if before in ".'’":
            return "" if further.isspace() or patterns.GLUED_ABBREVIATION.search(text, max(0, left - 5), left) else None
        if before in ",:":
            return None if further.isdigit() else ""
        return None if before.isdigit() or before in "_^@#\\&{/" else ""

    def _follows_word(self, left: int, start: int) -> bool:
        """Whether letters right before a number leave it one: "\\sim3", "x150", "up to96%"."""
        text, low = self.text, max(0, left - 12)
        if patterns.COMMANDS.search(text, low, left) or self._multiplier(start) < start:
            return True
        if patterns.GLUED_WORDS.search(text, low, left) is None:
            return False
        digits = patterns.DIGITS.match(text, start)
        return digits is not None and patterns.GLUED_UNITS.match(text, digits.end()) is not None

    def _opens(self, start: int) -> bool:
        return patterns.OPENERS.search(self.text, max(0, start - 24), start) is not None

    def _spaced_sign(self, left: int) -> str:
        """The sign of "(+ 2.8%)": only a plus may stand apart."""
        return "+" if self.text[max(0, left - 3) : left] in ("(+ ", " + ") and self.text[left - 3] == "(" else ""

    def _sign_at(self, at: int) -> str | None:
        """The sign at an offset, unless it is the hyphen of a name or the operator of a formula."""
        text = self.text
        sign, further = text[at], text[at - 1] if at else " "
        if sign == "—":
            return ""
        if sign in patterns.DASHES and at > 1 and further in patterns.DASHES:
            return "" if not text[at - 2].isalnum() or text[at - 2].isspace() else None
        if further == "{" and text[at - 2 : at - 1] in "^_":
            return None
        if further.isspace() or further in "([{$=<>~,;:|/\"“":
            return "-" if sign in patterns.DASHES else sign
        return "" if patterns.HYPHENED.search(text, max(0, at - 8), at + 1) else None

    def _is_joined(self, start: int) -> bool:
        """Whether a number continues the last quantity without white space: "7B/13B", "10B--40B"."""
        last = self.last
        if last is None or not last.end < start <= last.end + 12:
            return False
        between = patterns.JOINED.fullmatch(self.text, last.end, start)
        if between is None:
            return False
        return not (last.glued and "/" not in between.group())

    def _glued_size(self, digits: "re.Match[str]") -> Quantity | None:
        """A size inside a name: the "70B" of "Llama-2-70B", the "7b" of "mistral_7b"."""
        start, end = digits.span()
        text = self.text
        if start < 2 or text[start - 1] not in "-_/" or not (text[start - 2].isalnum() or text[start - 2] == ")"):
            return None
        unit, further = text[end : end + 1], text[end + 1 : end + 2]
        if not unit or unit not in "BMbm" or further.isalnum() or not patterns.PLAIN_NUMBER.fullmatch(digits.group()):
            return None
        value = float(digits.group()) * patterns.SCALES[unit.lower()]
        return Quantity(start, end + 1, text[start : end + 1], value, "count", glued=True)

    def _is_dimension(self, start: int, digits: "re.Match[str]") -> bool:
        """Whether it is "256x256" or "3 × 3 × 3"; not "8x7B", "7.5×10^4" or "25\\times25\\times"."""
        others = (patterns.EXPERTS, patterns.DOUBLED)
        match = patterns.DIMENSIONS.match(self.text, start)
        if match is None or any(other.match(self.text, start) for other in others):
            return False
        if patterns.TIMES_POWER.match(self.text, digits.end()):
            return False
        self._behind = match.end()
        return True

    def _whole(self, start: int, digits: "re.Match[str]") -> Quantity | None:
        """Numbers of a form of their own: "8x7B", "1/10"."""
        text = self.text
        if (match := patterns.EXPERTS.match(text, start)) is not None:
            value = int(match["experts"]) * float(match["number"]) * _scale_of(match["unit"])
            return Quantity(*match.span(), match.group(), value, "count")
        match = patterns.FRACTION.match(text, start)
        if match is not None and int(match["top"]) < int(match["bottom"]):
            value = int(match["top"]) / int(match["bottom"])
            return Quantity(*match.span(), match.group(), value, "part")
        return None

    def _numbers(self, start: int, run: str) -> Iterator[_Number]:
        """The number, or the list of numbers, that a run of digits, points and commas writes."""
        if len(run) > 40:
            return
        text, end = self.text, self._behind
        if patterns.PLAIN_NUMBER.fullmatch(run):
            if run.isdigit() and (more := patterns.SPACED_THOUSANDS.match(text, end)) is not None:
                end = more.end()
                yield _Number(start, end, float("".join(filter(str.isdigit, text[start:end]))))
            elif run.isdigit() and (more := patterns.COLON_DECIMALS.match(text, end)) is not None:
                yield _Number(start, more.end(), float(run + "." + more.group()[1:]))
            else:
                yield self._scientific(start, end, float(text[start:end]))
        elif patterns.THOUSANDS.fullmatch(run):
            yield _Number(start, end, float(run.replace(",", "")))
        elif patterns.DECIMAL_COMMA.fullmatch(run):
            yield _Number(start, end, float(run.replace(".", "").replace(",", ".")))
        elif patterns.COMMA_LIST.fullmatch(run):
            for piece in run.split(","):
                yield _Number(start, start + len(piece), float(piece))
                start += len(piece) + 1

    def _scientific(self, start: int, end: int, value: float) -> _Number:
        """ "10^5", "7.5×10^4", "1.5e-4": the power is part of the number."""
        for pattern, base in ((patterns.TIMES_POWER, 10.0), (patterns.POWER, value), (patterns.E_NOTATION, 10.0)):
            match = pattern.match(self.text, end)
            if match is None:
                continue
            exponent = int(match["exponent"].replace("−", "-"))
            if abs(exponent) > 30 or (pattern is patterns.POWER and not 1 < value <= 20):
                break
            power = base**exponent
            return _Number(start, match.end(), power if pattern is patterns.POWER else value * power)
        return _Number(start, end, value)

    def _quantity(self, number: _Number, sign: str) -> Quantity | None:
        """A number with its unit, or None where it is part of a formula, an ordinal, a year."""
        text = self.text
        start, value = number.start, number.value
        deviation = patterns.DEVIATION.match(text, number.end)
        end = number.end if deviation is None else deviation.end()
        unit: Unit = "plain"
        match = patterns.UNIT.match(text, end)
        if match is not None and match.lastgroup == "times" and _is_no_factor(text, end, match.end()):
            return None
        if match is None:
            multiplier = self._multiplier(start)
            if multiplier < start or self._is_factor(start):
                unit, start = "times", multiplier
            if patterns.NOT_QUANTITY.match(text, end) or (unit == "plain" and self._is_no_quantity(number)):
                return None
            self._behind = max(self._behind, end)
            end = self._surface_end(number)
        else:
            if match.lastgroup == "count":
                value *= _scale_of(match.group())
            elif match.lastgroup == "order":
                value = 10.0 ** min(value, MAX_POWER)
            if match.lastgroup != "measure":
                unit = match.lastgroup  # type: ignore[assignment]
            if match.lastgroup == "points":
                end = number.end
            else:
                end = match.end()
        start, end = self._balanced(start, end)
        if sign in ("+", "-") and text[start - 1] in "+-−":
            start -= 1
        elif sign == "+" and text[max(0, start - 2) : start] == "+ ":
            start -= 2
        self._behind = max(self._behind, end)
        return Quantity(start, end, text[start:end], value, unit, sign)

    def _multiplier(self, start: int) -> int:
        """Where the "×" of "×3" stands, or the start of the number itself."""
        if start == 0 or self.text[start - 1] not in "xX×s ":
            return start
        match = patterns.MULTIPLIER.search(self.text, max(0, start - 8), start)
        return start if match is None else match.start()

    def _is_factor(self, start: int) -> bool:
        """Whether the unit stands before the number: "a factor of 4"."""
        return patterns.FACTOR_OF.search(self.text, max(0, start - WINDOW), start) is not None

    def _is_no_quantity(self, number: _Number) -> bool:
        """Whether a bare number is a year, a rank, a variable's value, a function's argument or counts off items."""
        text, start = self.text, number.start
        surface = text[start : number.end]
        if patterns.YEAR.fullmatch(surface):
            return True
        low = max(0, start - 24)
        before = [patterns.VARIABLE]
        if surface.isdigit():
            before += [patterns.FUNCTION, patterns.RANK]
        if len(surface) == 1 and text[number.end : number.end + 1] == ")":
            before.append(patterns.ENUMERATION)
        return any(pattern.search(text, low, start) for pattern in before)

    def _surface_end(self, number: _Number) -> int:
        """The plus of "10+ points" belongs to the surface."""
        following = self.text[number.end : number.end + 2]
        return number.end + (following in ("+ ", "+,", "+)", "+"))

    def _balanced(self, start: int, end: int) -> tuple[int, int]:
        """The surface with both its dollars and braces: "2.3$\\times$", "$64$%", "3{\\texttimes}"."""
        text = self.text
        if text.count("{", start, end) > text.count("}", start, end) and text[end : end + 1] == "}":
            end += 1
        if text.count("$", start, end) % 2:
            if text[end : end + 1] == "$":
                end += 1
            elif start and text[start - 1] == "$":
                start -= 1
            elif text[end - 1] == "$":
                end -= 1
        return start, end


_LETTERS = regex.compile(r"\p{L}+")


def _scale_of(unit: str) -> float:
    """1e9 of " billion", "B" or "bn"; 1 without a scale."""
    letters = _LETTERS.search(unit)
    return patterns.SCALES.get(letters.group().lower().removesuffix("s"), 1.0) if letters else 1.0


# --- lists and ranges ---------------------------------------------------------------------------------


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
    return _share_units(grouped)


def _relation(first: Quantity, second: Quantity, text: str) -> Relation | None:
    """How two neighbours belong together; None where they do not."""
    if second.start - first.end > 34 or not _may_share_a_unit(first, second):
        return None
    between = text[first.end : second.start]
    before = max(0, first.start - 30)
    if patterns.RANGE.fullmatch(between):
        if "to " not in between or not patterns.FROM.search(text, before, first.start):
            return "range"
        if "times" in (first.unit, second.unit) or patterns.RANGING.search(text, before, first.start):
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
    return first.value * (_scale_of(second.text) if first.unit == "plain" else 1)


def _may_share_a_unit(first: Quantity, second: Quantity) -> bool:
    if first.unit == second.unit:
        return True
    if second.unit == "plain":  # "a factor of 2 to 12", but not "2x, 12"
        bare = patterns.PLAIN_NUMBER.fullmatch(first.text) is not None
        return first.unit in ("percent", "points", "time", "bytes") or (first.unit == "times" and bare)
    return first.unit == "plain" and (second.unit != "part" or first.value < 1)


def _lost_dash(first: Quantity, second: Quantity, text: str) -> bool:
    """Whether two numbers side by side are a range that has lost its dash: "4 6x speed-up", "40% 60%"."""
    if second.unit not in ("times", "percent", "order") or not first.value < second.value:
        return False
    if second.unit != "order" and second.value > 60 * first.value:
        return False
    before = text[max(0, first.start - 24) : first.start].split()
    return bool(before) and before[-1].islower() and text[first.start - 1].isspace()


def _share_units(grouped: Sequence[Quantity]) -> list[Quantity]:
    """The unit at the end of a list holds for its bare members: "5, 10 and 15%", "1.3 to 8B"."""
    shared = list(grouped)
    for at in range(len(shared) - 2, -1, -1):
        one, after = shared[at], shared[at + 1]
        if one.group is None or one.group != after.group or one.unit != "plain":
            continue
        value = one.value
        if after.unit == "count":
            value *= _scale_of(after.text)
        elif after.unit == "order":
            value = 10.0 ** min(value, MAX_POWER)
        shared[at] = replace(one, unit=after.unit, value=value)
    for at in range(1, len(shared)):
        one, before = shared[at], shared[at - 1]
        if one.group is not None and one.group == before.group and one.unit == "plain" and before.unit == "times":
            shared[at] = replace(one, unit="times")
    return shared


# --- bounds ---------------------------------------------------------------------------------------------


def _with_bounds(found: Sequence[Quantity], text: str) -> list[Quantity]:
    """Bound words before and behind; those of a list hold for all of it, and for "up to 3x on A and 2x on B"."""
    bounded: list[Quantity] = []
    for at, quantity in enumerate(found):
        left, bound = _bound_of(quantity, text)
        if bound == "exact" and at:
            bound = _carried(bounded[-1], quantity, text)
        bounded.append(replace(quantity, left=left, bound=bound))
    for at in range(len(bounded) - 2, -1, -1):
        one, after = bounded[at], bounded[at + 1]
        if one.group is not None and one.group == after.group and one.bound == "exact" and after.bound == "average":
            bounded[at] = replace(one, bound="average")
    return [
        replace(quantity, bound="range") if quantity.relation == "range" else quantity for quantity in bounded
    ]


def _bound_of(quantity: Quantity, text: str) -> tuple[int, Bound]:
    """Where the bound words before a quantity begin (its own start without any), and its bound."""
    start, low = quantity.start, max(0, quantity.start - WINDOW)
    before = patterns.BOUND_BEFORE.search(text, low, start)
    left = start if before is None else before.start()
    if before is not None:
        word = before["bound"].lower()
        setting = word in ("under", "below") and quantity.unit == "times"  # "under 4x FLOPs reduction"
        nbsp = word == "~" and left and text[left - 1].isalpha() and left + 1 == start  # "by~3%"
        if not setting and not nbsp:
            return left, patterns.BEFORE[word]
        left = start
    behind = patterns.BOUND_BEHIND.match(text, quantity.end)
    if behind is not None:
        return left, patterns.BEHIND[behind["bound"].lower()]
    if "+" in quantity.text[1:] and "±" not in quantity.text:
        return left, "at_least"  # "20+%"
    if quantity.unit in ("times", "percent", "order", "points", "plain", "part"):
        noun = patterns.NOUN_BOUND.search(text, max(0, start - 80), start)
        if noun is not None:
            return left, "up_to" if noun.lastgroup == "up_to" else "average"
        if patterns.AVERAGE_BEFORE.search(text, max(0, start - 80), start):
            return left, "average"
        if patterns.AVERAGE_BEHIND.match(text, quantity.end):
            return left, "average"
    return left, "approximate" if quantity.unit == "order" else "exact"


def _carried(previous: Quantity, quantity: Quantity, text: str) -> Bound:
    """The bound of the previous number where it holds for this one too."""
    if previous.bound == "range":
        return "exact"
    if previous.group is not None and previous.group == quantity.group:
        return "exact" if previous.relation == "range" else previous.bound
    if previous.unit != quantity.unit or quantity.start - previous.end > 90 or quantity.unit == "plain":
        return "exact"
    between = patterns.CARRIES.fullmatch(text, previous.end, quantity.start)
    if between is None or patterns.STOPS.search(between.group()):
        return "exact"
    return previous.bound
