"""Candidates for names: every span of an abstract that could name a model, method or benchmark.

Recall comes first here, a trained component decides later (`labels.py`). A candidate is a run of
name-like chunks ("Swin Transformer", "GPT-2 XL", "WMT'14 English-German"), a part of such a run, a name
set off by its wording ("called flipout"), or the long form of an acronym ("chronic pain diagnostic
dataset (CPDD)"). Candidates may overlap.
"""

from collections.abc import Iterator, Sequence

import regex

from extractors.acronyms import Pair
from extractors.chunks import Chunk, Mention, chunks_of, ends_of, is_modifier
from extractors.coordinations import coordinated, slashed
from extractors.lexicon import LEXICON
from extractors.text import Text

__all__ = ["Mention", "find_mentions"]

# words that join capitalised words into one name: "Tanks and Temples", "Learning to Explain"
CONNECTORS = frozenset(
    """
    of for and the in with via to by from on at as through without using
    """.split()
)
# what may go on a name behind its words: "Claude 2.1", "PASCAL VOC 07+12", "PaLM 540B", "Mistral 7B v0.1"
_CONTINUES = regex.compile(r"v?\d[\d.+]*(?:[kKbBmM]|-\d+|(?:/\d[\d.]*)+)?$")
# ... and is a version or a year, so that the name is not complete without it
_VERSION = regex.compile(r"v\d[\d.]*|\d+\.\d+|(?:19|20)\d\d")
# what follows a name and its number ("NTU RGB+D 120 and"), not a count ("GPT-4 3 times")
_AFTER_NAME = regex.compile(
    r"\s*(?:[.,;:)\]]|$)|\s(?:and|or|with|by|to|for|on|in|using|is|are|has|which|where|that|as|from|at|while"
    r"|datasets?|benchmarks?|models?|games?|challenge|tasks? and|dataset)\b"
)
# words that begin no name, even before one at the beginning of a sentence
_FUNCTION = frozenset(
    """
    a an the our this these those that in on for with by from to of as at while when since
    although though using via we it its both unlike like given based such here there
    however moreover furthermore specifically recently existing recent many most some
    several all each and but if compared additionally finally besides also towards toward
    through under after before during between among despite because thus hence therefore
    is are can do does how what why which where who whether not only experiments results
    extensive
    """.split()
)
# a size in words behind a name: "GPT-2 medium"
_SIZE_WORD = regex.compile(r" (?:small|medium|large|base|tiny|mini|nano|huge)\b(?! \p{Ll}+s\b)")
# wordings that set a name off, whatever its shape: "called flipout", "dubbed `prefix-tuning'"
_SET_OFF_STOPS = frozenset(
    """
    that which and or for to is are was were in on of with by as where who whose can we
    from using based has have it this the a an when at over via but into not so than then
    such
    """.split()
)
SET_OFF = regex.compile(
    r"(?:\b(?:called|named|dubbed|termed|coined|christened|nicknamed|we call|we name|we term|denoted|abbreviated|referred to as"
    r"|denoted as|termed as|named as|known as|dubbed as|abbreviated as|coined as|call it|name it|namely|i\.e\.)\s+(?:as\s+)?(?:an?\s+|the\s+)?)"
    r"[\"“‘`'«]{0,2}(?:\\\p{L}+\{)?(?P<name>\p{L}[^\s,;:()\"“”‘’`»{}]*(?: \p{L}[^\s,;:()\"“”‘’`»{}.]*){0,4})"
)
# without one of these there is no name set off
_SET_OFF_SIGNS = (
    *("called", "named", "dubbed", "termed", "coined", "christened", "we call", "we name"),
    *("we term", "denoted", "abbreviated", "referred to as", "known as", "call it", "name it"),
    *("namely", "i.e."),
)
_QUOTES = ('"', "“", "``")
QUOTED = regex.compile(r"(?:[\"“]|``)(?P<name>\p{L}[\p{L}\p{N}+\- ]{1,40}?)(?:[\"”]|'')")


def find_mentions(text: Text, pairs: Sequence[Pair]) -> list[Mention]:
    """All candidates of an abstract, in the order of the text; overlapping ones included.

    `pairs` are its acronyms with their long forms.
    """
    found: dict[tuple[int, int, str], Mention] = {}
    for mention in _all_mentions(text, pairs):
        found.setdefault((mention.start, mention.end, mention.surface), mention)
    return sorted(found.values(), key=lambda mention: (mention.start, mention.end))


def _all_mentions(text: Text, pairs: Sequence[Pair]) -> Iterator[Mention]:
    for run in _runs(text):
        yield from _parts_of(run, text.text)
    yield from _lower_case(text)
    set_off = any(sign in text.text for sign in _SET_OFF_SIGNS)
    for match in SET_OFF.finditer(text.text) if set_off else ():
        yield from _set_off(match)
    quoted = any(mark in text.text for mark in _QUOTES)
    for match in QUOTED.finditer(text.text) if quoted else ():
        start, end = match.span("name")
        yield Mention(start, end, match["name"], start, end)
    for pair in pairs:
        for start, end in (pair.long, pair.short):
            yield Mention(start, end, text.text[start:end], start, end)


def _set_off(match: "regex.Match[str]") -> Iterator[Mention]:
    """The words behind "called" up to a function word, and the first of them alone."""
    words = []
    for word in match["name"].split(" "):
        if word in _SET_OFF_STOPS:
            break
        words.append(word)
    start = match.start("name")
    for number in {1, len(words)} if words else ():
        surface = " ".join(words[:number]).rstrip("'.-/}")
        if surface:
            yield Mention(start, start + len(surface), surface, start, start + len(surface))


def _lower_case(text: Text) -> Iterator[Mention]:
    """Coined names of the lexicon in lower case: "resnet", "conformer-based"."""
    known = LEXICON.lower_case
    for word in known.intersection(text.words):
        for number, other in enumerate(text.words):
            if other == word:
                start, end = text.starts[number], text.ends[number]
                yield Mention(start, end, word, start, end)
    for number, word in enumerate(text.words):
        if "-" in word and word.islower() and (stem := word.partition("-")[0]) in known:
            start = text.starts[number]
            yield Mention(start, start + len(stem), stem, start, start + len(stem))


def _runs(text: Text) -> Iterator[list[Chunk]]:
    """Maximal runs of name-like chunks with nothing but single spaces and connectors between them."""
    starts = set(text.sentence_starts)
    run: list[Chunk] = []
    for chunk in chunks_of(text):
        if run and not _joins(text.text[run[-1].end : chunk.start]):
            yield run
            run = []
        capital = chunk.text[0].isupper() and chunk.text not in ("A", "I")
        if chunk.strong or capital:
            if chunk.start in starts and not chunk.strong and chunk.text.lower() in _FUNCTION:
                continue
            run.append(chunk)
        elif run and _CONTINUES.match(chunk.text) and text.text[run[-1].end : chunk.start] == " ":
            run.append(chunk)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joins(between: str) -> bool:
    """Whether what stands between two chunks joins them: a space, or up to two connectors."""
    if between == " ":
        return True
    if len(between) > 16 or not between.startswith(" ") or not between.endswith(" "):
        return between in ("  ", "\n")
    words = between.split()
    return len(words) <= 2 and all(word in CONNECTORS for word in words)


def _parts_of(run: list[Chunk], text: str) -> Iterator[Mention]:
    """The run and its plausible parts, each also without glued tails and plural endings."""
    last = len(run) - 1
    split = {c: list(slashed(c, run)) for c in run if "/" in c.text or "+" in c.text}
    joint = {chunk for chunk, names in split.items() if any(name.completed for name in names)}
    for i, first in enumerate(run):
        for j in range(i, min(last, i + 8) + 1):
            if not _plausible(run, i, j, text) or not joint.isdisjoint(run[i : j + 1]):
                continue
            for end in ends_of(run[j]):
                if end > first.start:
                    yield Mention(
                        first.start, end, text[first.start : end], run[0].start, run[last].end
                    )
    if variant := _SIZE_WORD.match(text, run[-1].end):
        start, end = run[0].start, variant.end()
        yield Mention(start, end, text[start:end], start, end)
    for names in split.values():
        yield from names
    yield from coordinated(run, text)


def _plausible(run: list[Chunk], i: int, j: int, text: str) -> bool:
    """Parts that begin and end inside a run of plain words ("Range" of "Long Range Arena") are not.

    Nor are names without the version behind them ("Claude" of "Claude 2.1"), or with what was done to
    them before ("RLHF-trained Pythia").
    """
    last = len(run) - 1
    if j < last and (
        _VERSION.fullmatch(run[j + 1].text)
        or (run[j + 1].text.isdigit() and (j + 1 < last or _AFTER_NAME.match(text, run[j + 1].end)))
    ):
        return False
    if i < j and is_modifier(run[i].text):
        return False
    if i == 0 and j == last:
        return True
    if i == j:
        return run[i].strong or (i in (0, last) and not _CONTINUES.match(run[i].text))
    if j - i >= 4:
        return i == 0 or j == last
    return True
