"""Numbers in digits, with their units: "82.1\\%", "$2.6\\times$", "1,234", "7.5×10^4", "8x7B"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors import quantity_patterns as patterns
from extractors.quantity import MAX_POWER, Quantity, Unit, quantity_of, scaled
from extractors.quantity_words import is_no_factor

#: how far before a number its unit and its mark-up are looked for, in characters
WINDOW = 64
#: what may stand before the point of ".993"
_BEFORE_POINT = ("", " ", "(", "[", "=", "~", "<", ">", "+", "-", "−", "$", "\n")


_SIGNS = "+±-–—−"

Span = tuple[int, int]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, overlapping ones made one."""
    disjoint: list[Span] = []
    for start, end in sorted(spans):
        if disjoint and start < disjoint[-1][1]:
            disjoint[-1] = disjoint[-1][0], max(end, disjoint[-1][1])
        else:
            disjoint.append((start, end))
    return disjoint


def is_free(start: int, end: int, taken: Sequence[Span]) -> bool:
    """Whether a span overlaps none of the taken ones, which are in order and disjoint."""
    at = bisect_left(taken, (end, end))
    return at == 0 or taken[at - 1][1] <= start


@dataclass(frozen=True)
class _Number:
    """A number without its unit."""

    start: int
    end: int
    value: float


class Digits:
    """Reads the numbers in digits from left to right; iterate it to get the quantities.

    `taken` are the spans where no number is a quantity, in order and disjoint.
    """

    def __init__(self, text: str, taken: Sequence[Span]) -> None:
        self.text = text
        self.taken = taken
        #: how far the text has been read
        self.read_to = 0
        #: the last quantity found, to which "/13B" and "--40B" may be joined
        self.last: Quantity | None = None

    def __iter__(self) -> Iterator[Quantity]:
        while (run := patterns.DIGITS.search(self.text, self.read_to)) is not None:
            self.read_to = run.end()
            if is_free(run.start(), run.end(), self.taken):
                for quantity in self._read(run):
                    self.last = quantity
                    self.read_to = max(self.read_to, quantity.end)
                    yield quantity

    def _read(self, run: "re.Match[str]") -> Iterator[Quantity]:
        """The quantities of one run of digits: none, one, or those of a list as "5,10,15%"."""
        start = run.start()
        if (
            self.text[start - 1 : start] == "."
            and self.text[start - 2 : start - 1] in _BEFORE_POINT
        ):
            start -= 1  # ".993"
        sign = self._sign_before(start)
        special = self._glued_size(run) if sign is None else self._special(start)
        if special is not None:
            yield special
        elif sign is not None and not self._is_dimension(start, run.end()):
            for number in self._numbers(start, run.end()):
                quantity = self._quantity(number, sign)
                if quantity is not None:
                    yield quantity
                sign = ""

    # --- what stands before a number

    def _sign_before(self, start: int) -> str | None:
        """The sign of a number, "" without one, None where none can start, as inside a name."""
        text = self.text
        left = self._mark_up_before(start)
        if left == 0:
            return ""
        before, further = text[left - 1], text[left - 2 : left - 1]
        if before.isspace():
            spaced = text[left - 3 : left - 2].isspace()  # "3.3 F1 / 4.7 EM"
            if further == "/" and not spaced and not self._is_joined(start):
                return None  # the "100" of "CIFAR-10/ 100"
            return "+" if text[left - 3 : left] == "(+ " else ""
        if self._is_joined(start):
            return "+" if before == "+" else ""
        if before in patterns.DASHES and "{" in text[left:start] and further.isalnum():
            return ""  # "Pythia-{70M, 410M}"
        if before.isalpha() or before == "}":
            return "" if self._follows_word(left, start) else None
        if before in _SIGNS:
            return self._sign_at(left - 1)
        if before in ".'’":
            glued = patterns.GLUED_ABBREVIATION.search(text, max(0, left - 5), left)
            return "" if glued or not further or further.isspace() else None
        if before in ",:":
            return None if further.isdigit() else ""
        return None if before.isdigit() or before in "_^@#\\&{/" else ""

    def _mark_up_before(self, start: int) -> int:
        """Where the mark-up around a number begins: "$3", "\\mathbf{3", "**3"."""
        if self.text[start - 1 : start] not in ("$", "{", "*"):
            return start
        mark_up = patterns.OPENERS.search(self.text, max(0, start - 24), start)
        return start if mark_up is None else mark_up.start()

    def _follows_word(self, left: int, start: int) -> bool:
        """Whether letters right before a number leave it one: "\\sim3", "x150", "up to96%"."""
        text, low = self.text, max(0, left - 12)
        if patterns.COMMANDS.search(text, low, left) or self._multiplier(start) < start:
            return True
        if patterns.GLUED_WORDS.search(text, low, left) is None:
            return False
        digits = patterns.DIGITS.match(text, start)
        return digits is not None and patterns.GLUED_UNITS.match(text, digits.end()) is not None

    def _sign_at(self, at: int) -> str | None:
        """The sign at an offset, unless it is the hyphen of a name or the operator of a formula."""
        text = self.text
        sign, further = text[at], text[at - 1 : at] or " "
        if sign == "—":
            return ""
        if sign in patterns.DASHES and further in patterns.DASHES:  # a dash: "models--3 of them"
            return None if text[at - 2 : at - 1].isalnum() else ""
        if further == "{" and text[at - 2 : at - 1] in ("^", "_"):
            return None
        if further.isspace() or further in '([{$=<>~,;:|/"“':
            return "-" if sign in patterns.DASHES else sign
        return "" if patterns.HYPHENED.search(text, max(0, at - 12), at + 1) else None

    def _is_joined(self, start: int) -> bool:
        """Whether a number goes on from the last one without white space: "7B/13B", "10B--40B"."""
        last = self.last
        if last is None or not last.end < start <= last.end + 12:
            return False
        between = patterns.JOINED.fullmatch(self.text, last.end, start)
        return between is not None and (not last.glued or "/" in between.group())

    # --- numbers of a form of their own

    def _glued_size(self, run: "re.Match[str]") -> Quantity | None:
        """A size inside a name: the "70B" of "Llama-2-70B", the "8x22B" of "Mixtral-8x22B"."""
        if not patterns.NAME_BEFORE_SIZE.search(self.text, max(0, run.start() - 2), run.start()):
            return None
        if (match := patterns.EXPERTS.match(self.text, run.start())) is not None:
            return quantity_of(match, _experts_value(match), "count", glued=True)
        match = patterns.GLUED_SIZE.match(self.text, run.start())
        if match is None:
            return None
        value = scaled(float(match["number"]), match["unit"])
        return quantity_of(match, value, "count", glued=True)

    def _special(self, start: int) -> Quantity | None:
        """A mixture of experts or a fraction: "8x7B", "1/10"."""
        text = self.text
        if (match := patterns.EXPERTS.match(text, start)) is not None:
            return quantity_of(match, _experts_value(match), "count")
        match = patterns.FRACTION.match(text, start)
        if match is not None and int(match["top"]) < int(match["bottom"]):
            value = int(match["top"]) / int(match["bottom"])
            return quantity_of(match, value, "part")
        return None

    def _is_dimension(self, start: int, end: int) -> bool:
        """Whether it is "256x256" or "3 × 3 × 3"; not "7.5×10^4" nor "25\\times25\\times"."""
        match = patterns.DIMENSIONS.match(self.text, start)
        if match is None or not is_free(match.start(), match.end(), self.taken):
            return False
        if patterns.TIMES_POWER.match(self.text, end):
            return False
        self.read_to = match.end()
        return True

    # --- the number and its unit

    def _numbers(self, start: int, end: int) -> Iterator[_Number]:
        """The number, or the list of numbers, that a run of digits, points and commas writes."""
        text = self.text
        run = text[start : min(end, start + 41)]
        if patterns.PLAIN_NUMBER.fullmatch(run):
            yield self._whole_number(start, end) or self._scientific(start, end, float(run))
        elif patterns.THOUSANDS.fullmatch(run):
            yield _Number(start, end, float(run.replace(",", "")))
        elif patterns.DECIMAL_COMMA.fullmatch(run):
            yield _Number(start, end, float(run.replace(".", "").replace(",", ".")))
        elif patterns.COMMA_LIST.fullmatch(run):
            for piece in run.split(","):
                yield _Number(start, start + len(piece), float(piece))
                start += len(piece) + 1

    def _whole_number(self, start: int, end: int) -> _Number | None:
        """A whole number that goes on in LaTeX or behind a mangled point: "10{,}000", "84:3%"."""
        text = self.text
        if not text[start:end].isdigit():
            return None
        if (more := patterns.SPACED_THOUSANDS.match(text, end)) is not None:
            digits = "".join(filter(str.isdigit, text[start : more.end()]))
            return _Number(start, more.end(), float(digits))
        if (more := patterns.COLON_DECIMALS.match(text, end)) is not None:
            return _Number(start, more.end(), float(text[start : more.end()].replace(":", ".")))
        return None

    def _scientific(self, start: int, end: int, value: float) -> _Number:
        """A number with its power: "10^5", "7.5×10^4", "1.5e-4"."""
        for pattern in (patterns.TIMES_POWER, patterns.E_NOTATION):
            if (match := pattern.match(self.text, end)) is not None:
                return _Number(start, match.end(), value * 10.0 ** _exponent(match))
        match = patterns.POWER.match(self.text, end)
        if match is not None and 1 < value <= 20:
            return _Number(start, match.end(), value ** _exponent(match))
        return _Number(start, end, value)

    def _quantity(self, number: _Number, sign: str) -> Quantity | None:
        """A number with its unit, or None where it is part of a formula, an ordinal, a year."""
        text = self.text
        start, end, value = number.start, number.end, number.value
        behind = self._deviation_end(end)
        match = patterns.UNIT.match(text, behind)
        if match is None:
            unit, start = self._unit_before(start)
            if self._is_no_quantity(number, behind, unit):
                return None
            end += text[end : end + 2] in ("+ ", "+,", "+)", "+")  # "10+ points"
        else:
            unit = match.lastgroup
            if unit == "times" and is_no_factor(text, behind, match.end()):
                return None
            if unit == "count":
                value = scaled(value, match.group())
            elif unit == "order":
                value = 10.0 ** min(value, MAX_POWER)
            self._deviation_end(match.end())
            end = end if unit == "points" else match.end()
            unit = "plain" if unit == "measure" else unit
        start, end = self._signed(*self._balanced(start, end), sign)
        return Quantity(start, end, text[start:end], value, unit, sign)

    def _deviation_end(self, end: int) -> int:
        """Where the "± 0.3" read with a number ends, or the number's own end."""
        match = patterns.DEVIATION.match(self.text, end)
        end = end if match is None else match.end()
        self.read_to = max(self.read_to, end)
        return end

    def _unit_before(self, start: int) -> tuple[Unit, int]:
        """The unit that stands before a number, and where both start: "a factor of 4", "×3"."""
        multiplier = self._multiplier(start)
        if multiplier < start:
            return "times", multiplier
        factor = patterns.FACTOR_OF.search(self.text, max(0, start - WINDOW), start)
        return ("plain" if factor is None else "times"), start

    def _multiplier(self, start: int) -> int:
        """Where the "×" of "×3" stands, or the start of the number itself."""
        if start == 0 or self.text[start - 1] not in "xX×s ":
            return start
        match = patterns.MULTIPLIER.search(self.text, max(0, start - 8), start)
        return start if match is None else match.start()

    def _is_no_quantity(self, number: _Number, behind: int, unit: Unit) -> bool:
        """Whether a bare number is a year, a rank, a piece of a formula, or counts off items."""
        text, start = self.text, number.start
        if patterns.NOT_QUANTITY.match(text, behind):
            return True
        if unit != "plain":
            return False
        surface = text[start : number.end]
        before = [patterns.VARIABLE]
        if surface.isdigit():
            before += [patterns.FUNCTION, patterns.RANK]
        if len(surface) == 1 and text[number.end : number.end + 1] == ")":
            before.append(patterns.ENUMERATION)
        low = max(0, start - 24)
        is_year = patterns.YEAR.fullmatch(surface) is not None
        return is_year or any(pattern.search(text, low, start) for pattern in before)

    def _signed(self, start: int, end: int, sign: str) -> tuple[int, int]:
        """The surface with its sign: "+5.7", "(+ 2.8%)"."""
        if sign in ("+", "-") and self.text[start - 1 : start] in ("+", "-", "−"):
            start -= 1
        elif sign == "+" and self.text[max(0, start - 2) : start] == "+ ":
            start -= 2
        return start, end

    def _balanced(self, start: int, end: int) -> tuple[int, int]:
        """The surface with its dollars and braces: "2.3$\\times$", "$64$%", "3{\\texttimes}"."""
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


def _experts_value(match: "regex.Match[str]") -> float:
    """The size of a mixture of experts: "8x7B" is 56 billion."""
    return scaled(int(match["experts"]) * float(match["number"]), match["unit"])


def _exponent(match: "regex.Match[str]") -> int:
    """The exponent of a power, within what a float holds."""
    return max(-30, min(30, int(match["exponent"].replace("−", "-"))))
