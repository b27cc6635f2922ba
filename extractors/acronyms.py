"""Acronyms and the long forms that the abstract ties to them, both ways round.

The matching follows Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003): the characters of the short form must occur in the long form in order,
the first of them at the beginning of its first word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

# "long form (SHORT)", "long form [SHORT]", "SHORT (long form)"
_BRACKET = regex.compile(
    r"[(\[]\s*[\"“'‘`]*(?P<inner>[^()\[\]]{2,120}?)[\"”'’]*\s*(?:[;,][^()\[\]]*)?[)\]]"
)
# "SHORT, short for long form"; "long form, or SHORT,"; "long form, dubbed SHORT"
_SHORT_FOR = regex.compile(
    r"(?P<short>\b\p{Lu}[\p{L}\p{N}\-+]{1,14})[,\s(]+(?:which )?(?:is )?(?:short|abbreviated|an acronym|stands?|standing)"
    r" (?:form )?for (?:the )?[\"“'‘`]*(?P<long>[^,.;()\"”]{6,120})"
)
_SHORT_FOR_SIGNS = ("short", "abbreviat", "acronym", "stand")
_ALIAS = regex.compile(
    r"(?:, (?:or|abbreviated as|abbreviated to|abbreviated|dubbed as|dubbed|termed as|termed|called|named|denoted as|denoted by|referred to as"
    r"|namely|coined|i\.e\.,?|a\.k\.a\.,?) | (?:dubbed|termed|abbreviated as|abbreviated|called|named|denoted as|denoted by|coined) |[,:] | --- ?| -- | – |\s?— ?)"
    r"[\"“'‘`]*(?P<short>[\p{L}\p{N}][\p{L}\p{N}\-+]*\p{Lu}[\p{L}\p{N}\-+]*)\b"
)
# "SHORT - Long Form", "SHORT, a Long Form framework", "SHORT: Long Form"
_SPELLED = regex.compile(
    r"(?<![\p{L}\p{N}\-])(?P<short>\p{Lu}[\p{L}\p{N}]*+)(?:,|:| ?[—–]| --?-?) ?(?:an? |the |our )?(?=\p{L})"
)
# an alias has two capitals, and what stands before it ends so (a sign of it, no more)
_CAPITALS = re.compile(r"[^\W\d_a-z][\w+\-]*[^\W\d_a-z]")
_SETS_OFF = (
    *(", ", ": ", "— ", "—", "– ", "-- ", "--- ", "or ", "as ", "to ", "by ", "called ", "named "),
    *("dubbed ", "termed ", "coined ", "denoted ", "abbreviated ", "namely ", "i.e. ", "a.k.a. "),
)
_WORD = regex.compile(r"[^\s,;:()\[\]]+")
_STOPS = regex.compile(r"[.;:!?](?=\s)")


@dataclass(frozen=True)
class Pair:
    """Offsets of an acronym and of its long form."""

    short: tuple[int, int]
    long: tuple[int, int]


def find_pairs(text: str) -> list[Pair]:
    """All acronym-definition pairs of a text, in its order."""
    found: dict[tuple[int, int], Pair] = {}
    for pair in _candidates(text):
        found.setdefault(pair.short, pair)
    return sorted(found.values(), key=lambda pair: pair.short)


def _candidates(text: str) -> Iterator[Pair]:
    for match in _BRACKET.finditer(text):
        inner_start, inner_end = match.span("inner")
        inner = match["inner"]
        if is_short_form(inner):
            start = _long_form_start(inner, text[max(0, match.start() - 200) : match.start()])
            if start is not None:
                base = max(0, match.start() - 200)
                long = text[base : match.start()].rstrip(" \"”'’")
                end = base + len(_without_tail(inner, long, start))
                yield Pair((inner_start, inner_end), (base + start, end))
                continue
        before = _last_chunk(text, match.start())
        if before is not None and is_short_form(text[before[0] : before[1]]):
            short = text[before[0] : before[1]]
            length = _covers(short, inner)
            if length:
                yield Pair(before, (inner_start, inner_start + length))
    spelled_out = any(sign in text for sign in _SHORT_FOR_SIGNS)
    for match in _SHORT_FOR.finditer(text) if spelled_out else ():
        length = _covers(match["short"], match["long"])
        if length:
            start = match.start("long")
            yield Pair(match.span("short"), (start, start + length))
    for match in _SPELLED.finditer(text):
        if sum(map(str.isupper, match["short"])) >= 2:
            length = _spelled_length(match["short"], text[match.end() : match.end() + 120])
            if length:
                yield Pair(match.span("short"), (match.end(), match.end() + length))
    for match in _ALIAS.finditer(text) if _may_have_alias(text) else ():
        if is_short_form(match["short"]) and sum(c.isupper() for c in match["short"]) >= 2:
            base = max(0, match.start() - 200)
            start = _long_form_start(match["short"], text[base : match.start()])
            if start is not None and _is_phrase(text[base + start : match.start()]):
                yield Pair(match.span("short"), (base + start, match.start()))


def _may_have_alias(text: str) -> bool:
    """Whether a word with two capitals is set off; to know that is faster than to look for both."""
    for match in _CAPITALS.finditer(text):
        start = match.start()
        word = max(text.rfind(" ", 0, start), text.rfind("—", 0, start)) + 1
        if text.endswith(_SETS_OFF, 0, word) or text.startswith("---", word):
            return True
    return False


# generic nouns behind a long form that are no part of it: "semantic question answering method (SQA)"
_TAILS = frozenset(
    """method methods model models framework network networks module algorithm approach system technique architecture
    mechanism strategy scheme loss layer block paradigm dataset benchmark corpus task objective""".split()
)
# words that no long form holds: what stands before a name set off by a comma or "called" may be a clause
_CLAUSE = frozenset("is are was were we which that has have our can this these it be been".split())


def _without_tail(short: str, before: str, start: int) -> str:
    """`before` without a generic noun at its end, if the short form matches without it too."""
    head, space, last = before.rpartition(" ")
    if not space or last not in _TAILS or short.casefold().rstrip("s").endswith(last[0]):
        return before
    return head if _long_form_start(short, head) == start else before


def _is_phrase(long: str) -> bool:
    """Whether a long form set off without brackets is a phrase, not a piece of a sentence."""
    words = long.split()
    return len(words) > 1 and "," not in long and not _CLAUSE.intersection(words)


def is_short_form(text: str) -> bool:
    """Two to fifteen characters, at most two words, a letter among them and a capital or digit."""
    return (
        2 <= len(text) <= 18
        and text.count(" ") <= 1
        and any(c.isupper() for c in text)
        and text[0].isalnum()
    )


def _last_chunk(text: str, end: int) -> tuple[int, int] | None:
    head = text[max(0, end - 40) : end].rstrip()
    offset = max(0, end - 40)
    words = list(_WORD.finditer(head))
    if not words or words[-1].end() != len(head):
        return None
    return offset + words[-1].start(), offset + words[-1].end()


def _long_form_start(short: str, before: str) -> int | None:
    """Where in `before` the long form of `short` begins that ends at its end, or None."""
    before = before.rstrip(" \"”'’")
    for stop in _STOPS.finditer(before):
        before = " " * stop.end() + before[stop.end() :]
    letters = [c for c in short.casefold() if c.isalnum()]
    if short.endswith("s") and len(letters) > 2 and short[-2].isupper():
        letters = letters[:-1]
    most_words = min(len(letters) + 5, len(letters) * 2)
    folded = before.casefold()
    if len(folded) != len(before):
        return None
    at = len(folded)
    for number in range(len(letters) - 1, -1, -1):
        at = folded.rfind(letters[number], 0, at)
        while at > 0 and number == 0 and folded[at - 1].isalnum():
            at = folded.rfind(letters[number], 0, at)
        if at < 0:
            return None
    at = min(_whole_word(before, at), _initials_start(letters, before))
    long = before[at:]
    words = long.replace("-", " ").split()
    if len(words) > most_words or len(long) <= len(short) or "(" in long or len(words) < 1:
        return None
    if len(words) == 1 and len(letters) > 2 and sum(c.isupper() for c in long) < 2:
        return None
    if short in long.split() or words[0].casefold() in _NOT_FIRST:
        return None
    return at


def _initials_start(letters: list[str], before: str) -> int:
    """Where the last words begin, if they spell the letters one each; else the end of `before`.

    Of "Evolved Environmental Trajectory Generators" EETG is all four words, though three would do.
    """
    words = list(_PIECE.finditer(before))[-len(letters) :]
    if [word.group()[0].casefold() for word in words] != letters:
        return len(before)
    return words[0].start() if "," not in before[words[0].start() :] else len(before)


_NOT_FIRST = frozenset("a an the of and to in on for we our is are with by".split())


def _whole_word(text: str, at: int) -> int:
    while at > 0 and not text[at - 1].isspace() and text[at - 1] not in "([\"“'‘`":
        at -= 1
    return at


_PIECE = regex.compile(r"\p{L}+")


def _spelled_length(short: str, behind: str) -> int:
    """Length of the long form that `behind` begins with, or 0.

    It is set off by no brackets, so every letter of `short` must be the first of a word, a capital, or
    follow the letter before it: "METGEN, a Module-based Entailment Tree GENeration framework".
    """
    phrase = _PHRASE.match(behind).group()  # type: ignore[union-attr]
    letters = [c for c in short.casefold() if c.isalpha()]
    pieces = [(piece.start(), piece.group()) for piece in _PIECE.finditer(phrase)]

    @cache
    def spell(number: int, piece: int, passed: int) -> int:
        """Where the long form ends if the letters from `number` on are spelled from `piece` on."""
        if number == len(letters):
            start, word = pieces[piece - 1]
            return start + len(word)
        if piece == len(pieces) or passed > 1:
            return 0
        small = pieces[piece][1] in _SMALL
        taken = 0 if small else _letters_of(pieces[piece][1], letters, number)
        ends = [spell(number + some, piece + 1, passed) for some in range(1, taken + 1)]
        if number:
            ends.append(spell(number, piece + 1, passed + (not small)))
        return next((end for end in ends if end), 0)

    end = spell(0, 0, 0)
    return end if " " in phrase[:end] else 0


# words of a long form that give no letter
_SMALL = frozenset("of and for the with in by to on from via a an at as or using based".split())
# what a long form without brackets may be made of
_PHRASE = regex.compile(r"[\p{L}\p{N} \-]*")


def _letters_of(word: str, letters: list[str], number: int) -> int:
    """How many letters from `number` on a word can give: by its beginning, then by its capitals."""
    if word[0].casefold() != letters[number]:
        return 0
    given = 1
    run = True
    for c in word[1:]:
        if number + given == len(letters):
            break
        fits = c.casefold() == letters[number + given]
        if fits and (run or c.isupper()):
            given += 1
        else:
            run = False
    return given


def _covers(short: str, inner: str) -> int:
    """Length of the long form at the beginning of `inner` if it spells `short`, else 0."""
    letters = [c for c in short.casefold() if c.isalnum()]
    words = _WORD.findall(inner)
    if len(words) < 2 or len(words) > len(letters) * 2 + 2 or not letters:
        return 0
    folded = inner.casefold()
    at = -1
    for letter in letters:
        at = folded.find(letter, at + 1)
        if at < 0:
            return 0
    starts_alike = folded.lstrip()[:1] == letters[0]
    initials = {word[0].casefold() for word in words}
    return len(inner.rstrip()) if starts_alike and len(initials & set(letters)) >= 2 else 0
