"""Candidates for names: every span of an abstract that could name a model, method or benchmark.

Recall comes first here, a trained component decides later (`labels.py`). A candidate is a run of
name-like chunks ("Swin Transformer", "GPT-2 XL", "WMT'14 English-German"), a part of such a run, a name
set off by its wording ("called flipout"), or the long form of an acronym ("chronic pain diagnostic
dataset (CPDD)"). Candidates may overlap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.acronyms import Pair
from extractors.lexicon import LEXICON
from extractors.text import Text
from extractors.urls import find_urls
from schemas.keys import name_key

# a chunk: anything between white space and punctuation that separates names
CHUNK = re.compile(r"[^\s,;:()\[\]\"“”‘`«»…—–?!<>=|~]+")
_TRIM_LEFT = "'’.-/$*_^&+#•{}\\"
_TRIM_RIGHT = "'’.-/$*^&{\\#"
# lower-case tails glued to a name that are no part of it: "BERT-based", "GPT-style"
GLUED_TAIL = regex.compile(
    r"-(?:based|like|style|styled|inspired|powered|driven|enhanced|guided|generated|trained|pretrained|tuned"
    r"|finetuned|initialized|assisted|augmented|enabled|aided|aware|family|type|scale|sized|size|level|only|free"
    r"|specific|related|compatible|derived|distilled|quality|equipped|wide|agnostic|class|parameter|parameters"
    r"|model|models|dataset|datasets|benchmark|benchmarks|variants|variant|pretraining|training|compressed"
    r"|scored|judged|annotated|optimal|integrated|backed|supervised|embedded|encoded|quantized|to-\w+)(?:-.*)?$"
)
_POSSESSIVE = regex.compile(r"['’]s?$")
# a plural acronym or CamelCase name: "ViTs", "NorGLMs"
_PLURAL = regex.compile(r"(?<=[\p{Lu}\d])s$|(?<=\p{Ll}\p{Lu}\p{Ll}*[^s\W])s$")
_DIGIT = re.compile(r"\d")
_LETTER = regex.compile(r"\p{L}")
_UPPER = regex.compile(r"\p{Lu}")
# quantities, ordinals and dimensions that only look like names: "10x", "7b", "3D", "2nd", "64-bit"
_QUANTITY = regex.compile(
    r"[+\-~±]?\d[\d.,]*(?:st|nd|rd|th|[xX×]|times|[dD]|[kKmMbBtTgG]|[kKmMgGtT]?B|[kKMGT]?Hz|ms|s|dB|fps|FPS|pp|px|bit|bits"
    r"|shot|way|fold|hop|step|layer|[kKMGT]?FLOPs|[kKmMnµ]?[mMWJsgl]|\\times|\\%|%|\\.*|\$.*)?(?:-[\p{Ll}\d][\p{Ll}\d.\-]*)?$"
)
# words that join capitalised words into one name: "Tanks and Temples", "Learning to Explain"
CONNECTORS = frozenset(
    [
        "of",
        "for",
        "and",
        "the",
        "in",
        "with",
        "via",
        "to",
        "by",
        "from",
        "on",
        "at",
        "as",
        "through",
        "without",
        "using",
    ]
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
# the end of a name that a coordination replaces: "CIFAR-10 and 100", "PASCAL VOC 2007 and 2012", "BERT-base and -large"
_COORDINATED = regex.compile(
    r"(?:,\s|,?\s(?:and|or|&)\s)(?P<piece>-[\p{L}\d]+|\d[\d.]*\p{Ll}?)(?![\p{L}\d%\-]|\s?(?:%|\\|x\b|times|layers?|points?|languages|classes|steps|hours|billion|million)\b)"
)
# LaTeX that sets a name: "\texttt{Hummer}"
_MACRO = regex.compile(r"\\[\p{L}]+\{")
# words that begin no name, even before one at the beginning of a sentence
_FUNCTION = frozenset(
    [
        "a",
        "an",
        "the",
        "our",
        "this",
        "these",
        "those",
        "that",
        "in",
        "on",
        "for",
        "with",
        "by",
        "from",
        "to",
        "of",
        "as",
        "at",
        "while",
        "when",
        "since",
        "although",
        "though",
        "using",
        "via",
        "we",
        "it",
        "its",
        "both",
        "unlike",
        "like",
        "given",
        "based",
        "such",
        "here",
        "there",
        "however",
        "moreover",
        "furthermore",
        "specifically",
        "recently",
        "existing",
        "recent",
        "many",
        "most",
        "some",
        "several",
        "all",
        "each",
        "and",
        "but",
        "if",
        "compared",
        "additionally",
        "finally",
        "besides",
        "also",
        "towards",
        "toward",
        "through",
        "under",
        "after",
        "before",
        "during",
        "between",
        "among",
        "despite",
        "because",
        "thus",
        "hence",
        "therefore",
        "is",
        "are",
        "can",
        "do",
        "does",
        "how",
        "what",
        "why",
        "which",
        "where",
        "who",
        "whether",
        "not",
        "only",
        "experiments",
        "results",
        "extensive",
    ]
)
_PLAIN = regex.compile(r"\p{Lu}\p{Ll}+$")
# wordings that set a name off, whatever its shape: "called flipout", "dubbed `prefix-tuning'"
_SET_OFF_STOPS = frozenset(
    [
        "that",
        "which",
        "and",
        "or",
        "for",
        "to",
        "is",
        "are",
        "was",
        "were",
        "in",
        "on",
        "of",
        "with",
        "by",
        "as",
        "where",
        "who",
        "whose",
        "can",
        "we",
        "from",
        "using",
        "based",
        "has",
        "have",
        "it",
        "this",
        "the",
        "a",
        "an",
        "when",
        "at",
        "over",
        "via",
        "but",
        "into",
        "not",
        "so",
        "than",
        "then",
        "such",
    ]
)
SET_OFF = regex.compile(
    r"(?:\b(?:called|named|dubbed|termed|coined|christened|nicknamed|we call|we name|we term|denoted|abbreviated|referred to as"
    r"|denoted as|termed as|named as|known as|dubbed as|abbreviated as|coined as|call it|name it|namely|i\.e\.)\s+(?:as\s+)?(?:an?\s+|the\s+)?)"
    r"[\"“‘`'«]{0,2}(?:\\\p{L}+\{)?(?P<name>\p{L}[^\s,;:()\"“”‘’`»{}]*(?: \p{L}[^\s,;:()\"“”‘’`»{}.]*){0,4})"
)
QUOTED = regex.compile(r"(?:[\"“]|``)(?P<name>\p{L}[\p{L}\p{N}+\- ]{1,40}?)(?:[\"”]|'')")


@dataclass(frozen=True)
class Mention:
    """A candidate: `text[start:end] == surface`, or a name completed from a coordination.

    `run_start` and `run_end` bound the whole run of name-like chunks around it.
    """

    start: int
    end: int
    surface: str
    run_start: int
    run_end: int
    completed: bool = False


@dataclass(frozen=True)
class _Chunk:
    start: int
    end: int
    text: str
    strong: bool  # name-like by its own shape, not only by a capital that begins a sentence


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
    for match in SET_OFF.finditer(text.text):
        yield from _set_off(match)
    for match in QUOTED.finditer(text.text):
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


def _chunks(text: Text) -> Iterator[_Chunk]:
    """Chunks that are name-like by their shape, URLs left out."""
    urls = find_urls(text.text)
    for match in CHUNK.finditer(text.text):
        raw = match.group()
        if raw.islower() and (raw.isalpha() or not _DIGIT.search(raw)):
            continue
        start, end = match.span()
        if urls and any(a <= start < b for a, b in urls):
            continue
        if raw.startswith("$\\"):
            start, raw = start + 1, raw[1:]
        if macro := _MACRO.match(raw):
            start += macro.end()
            raw = raw[macro.end() :]
        start += len(raw) - len(raw.lstrip(_TRIM_LEFT))
        stripped = text.text[start:end].rstrip(_TRIM_RIGHT)
        if stripped.count("}") > stripped.count("{"):
            stripped = stripped.rstrip("}")
        if stripped:
            yield _Chunk(start, start + len(stripped), stripped, _is_strong(stripped))


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


def _is_strong(chunk: str) -> bool:
    """Name-like by itself: a capital behind the first letter, letters with digits, a known name."""
    if _QUANTITY.match(chunk):
        return False
    letters = _LETTER.search(chunk)
    if letters is None:
        return False
    if _UPPER.search(chunk, 1) is not None:
        return True
    return any(c.isdigit() for c in chunk) or name_key(chunk) in LEXICON.lower_case


def _runs(text: Text) -> Iterator[list[_Chunk]]:
    """Maximal runs of name-like chunks with nothing but single spaces and connectors between them."""
    starts = set(text.sentence_starts)
    run: list[_Chunk] = []
    for chunk in _chunks(text):
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


def _parts_of(run: list[_Chunk], text: str) -> Iterator[Mention]:
    """The run and its plausible parts, each also without glued tails and plural endings."""
    last = len(run) - 1
    for i, first in enumerate(run):
        for j in range(i, min(last, i + 8) + 1):
            if not _plausible(run, i, j, text):
                continue
            for end in _ends(run[j]):
                if end > first.start:
                    yield Mention(
                        first.start, end, text[first.start : end], run[0].start, run[last].end
                    )
    for chunk in run:
        yield from _slashed(chunk, run)
    yield from _coordinated(run, text)


def _coordinated(run: list[_Chunk], text: str) -> Iterator[Mention]:
    """Names whose beginning stands once: the "CIFAR-100" of "CIFAR-10 and 100"."""
    start, end = run[0].start, run[-1].end
    whole = text[start:end]
    stem, tail = (_stem(whole), whole[len(_stem(whole)) :])
    at = end
    while stem and (match := _COORDINATED.match(text, at)):
        piece = match["piece"]
        if piece.startswith("-"):
            if "-" not in run[-1].text:
                return
            surface = whole.rpartition("-")[0] + piece
        elif tail[:1].isdigit() and abs(len(tail) - len(piece)) <= 1:
            surface = stem + piece
        else:
            return
        at = match.end("piece")
        yield Mention(start, at, surface, start, at, completed=True)


def _plausible(run: list[_Chunk], i: int, j: int, text: str) -> bool:
    """Parts that begin and end inside a run of plain words ("Range" of "Long Range Arena") are not.

    Nor are names without the version behind them ("Claude" of "Claude 2.1").
    """
    last = len(run) - 1
    if j < last and (
        _VERSION.fullmatch(run[j + 1].text)
        or (run[j + 1].text.isdigit() and (j + 1 < last or _AFTER_NAME.match(text, run[j + 1].end)))
    ):
        return False
    if i == 0 and j == last:
        return True
    if i == j:
        return run[i].strong or (i in (0, last) and not _CONTINUES.match(run[i].text))
    if j - i >= 4:
        return i == 0 or j == last
    return True


def _ends(chunk: _Chunk) -> list[int]:
    """Ends of a name that ends with this chunk: without possessive, glued tail and plural "s"."""
    word = _POSSESSIVE.sub("", chunk.text)
    tail = GLUED_TAIL.search(word)
    if tail is not None and tail.start() > 0:
        word = word[: tail.start()]
        ends = [chunk.start + len(word)]
    else:
        ends = [chunk.start + len(word)]
        stem, hyphen, suffix = word.rpartition("-")
        if hyphen and stem and suffix.islower() and suffix.isalpha() and _is_strong(stem):
            ends.append(chunk.start + len(stem))
    if _PLURAL.search(word):
        ends.append(ends[0] - 1)
        if word[-2].isupper():
            ends.pop(0)
    return ends


def _slashed(chunk: _Chunk, run: list[_Chunk]) -> Iterator[Mention]:
    """Names joined by "/" or "+": "BERT/RoBERTa", and completed "GPT-2/3", "ImageNet-R/A/C"."""
    mark = "/" if "/" in chunk.text else "+"
    if mark not in chunk.text[1:-1] or "++" in chunk.text:
        return
    pieces = chunk.text.split(mark)
    if chunk is not run[0] and chunk.text[0].isdigit():
        yield from _versions(chunk, pieces, run)
        return
    head = pieces[0]
    offset = chunk.start
    for number, piece in enumerate(pieces):
        bounds = (run[0].start, run[-1].end)
        if number and piece and _continues(head, piece):
            surface = _stem(head) + piece
            yield Mention(chunk.start, chunk.end, surface, *bounds, completed=True)
        elif piece:
            unit = _SHARED_END.fullmatch(pieces[-1])
            if number == 0 and piece[-1].isdigit() and len(pieces) > 1 and unit is not None:
                yield Mention(chunk.start, chunk.end, piece + unit[1], *bounds, completed=True)
            ends = _ends(_Chunk(offset, offset + len(piece), piece, True))
            for end in ends:
                if end > offset:
                    yield Mention(offset, end, piece[: end - offset], *bounds)
        offset += len(piece) + 1


def _versions(chunk: _Chunk, pieces: list[str], run: list[_Chunk]) -> Iterator[Mention]:
    """ "Claude 2.0/2.1": the first version stands in the text, the others are completed."""
    start = run[0].start
    before = " ".join(other.text for other in run[: run.index(chunk)]) + " "
    for number, piece in enumerate(pieces):
        end = chunk.end if number else chunk.start + len(piece)
        yield Mention(start, end, before + piece, start, chunk.end, completed=number > 0)


def _continues(head: str, piece: str) -> bool:
    """Whether a piece behind a slash completes the head: "GPT-2/3", "ViT-B/L", "CIFAR10/100"."""
    stem = _stem(head)
    if not stem or stem == head:
        return False
    last = head[len(stem) :]
    return (last.isdigit() and piece[:1].isdigit()) or (
        len(last) <= 2 and len(piece) <= 2 and last.isalpha() == piece.isalpha()
    )


# what the last of several pieces has for all: the "mix" of "WSJ0-2/3mix"
_SHARED_END = regex.compile(r"\d+(\p{Ll}{2,})")
_LAST_PART = regex.compile(r"(?<=[\-\s])[\p{L}\d.]+$|(?<=\p{L})\d+$")


def _stem(head: str) -> str:
    match = _LAST_PART.search(head)
    return head[: match.start()] if match else ""
