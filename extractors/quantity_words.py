"""Numbers in words: "three times", "an order of magnitude", "a quarter of", "halved"."""

from collections.abc import Iterator

from extractors import quantity_patterns as patterns
from extractors.quantity import MAX_POWER, Quantity, Unit, quantity_of, scaled


def spelled_quantities(text: str) -> Iterator[Quantity]:
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
        value = scaled(value, match["count"])
    elif unit == "order":
        value = 10.0 ** min(value, MAX_POWER)
    elif unit == "times" and "fold" in match["times"] and is_no_factor(text, start, end):
        return None
    return Quantity(start, end, match.group(), value, unit)


def _spelled_value(words: str) -> float:
    """The value of "two", "twenty-five", "a hundred", "three thousand", "half a"."""
    value = 0.0
    said = words.lower().replace("-", " ").split()
    if "half" in said or "quarter" in said:
        return 0.5 if "half" in said else 0.25
    for word in said:
        if word in ("hundred", "thousand"):
            value = max(value, 1) * (100 if word == "hundred" else 1000)
        elif word in ("a", "an"):
            value = 1
        else:
            value += patterns.UNITS.get(word) or patterns.TENS[word]
    return value


def _bare_order(text: str, start: int) -> Quantity | None:
    """ "an order of magnitude"; not "the same order of magnitude", nor "order of magnitude of"."""
    match = patterns.ORDER.match(text, start)
    if match is None or patterns.ORDER_OF.match(text, match.end()):
        return None
    if match.group()[0] in "oO" and patterns.NO_ORDER.search(text, max(0, start - 16), start):
        return None
    return quantity_of(match, 10.0, "order")


def _whole_word(text: str, start: int) -> Quantity | None:
    """ "twice", "halved", "a third of", "threefold"."""
    match = patterns.WHOLE_WORDS.match(text, start)
    if match is None:
        return None
    word, end = match.group().lower(), match.end()
    if word in patterns.FACTORS:
        in_name = match.group()[0].isupper() and start > 1 and text[start - 2] not in ".?!:"
        if in_name or (word.endswith("fold") and is_no_factor(text, start, end)):
            return None
        end -= len(" the") if word.endswith(" the") else 0
        return Quantity(start, end, text[start:end], patterns.FACTORS[word], "times")
    by_part = text[max(0, start - 3) : start] == "by " and text[end : end + 1] in " ,.;)"
    ordinal = word.startswith("a ") and not by_part and not patterns.PART_BEHIND.match(text, end)
    if ordinal or patterns.NO_PART_BEFORE.search(text, max(0, start - 8), start):
        return None
    return Quantity(start, end, match.group(), patterns.PARTS[word], "part")


def is_no_factor(text: str, start: int, end: int) -> bool:
    """ "our contributions are twofold", "five-fold cross-validation"."""
    return bool(
        patterns.NO_FOLD.search(text, max(0, start - 6), start)
        or patterns.NO_FOLD_BEHIND.match(text, end)
    )
