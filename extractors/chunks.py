"""Name-like chunks of a text: what candidates for names are made of."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from extractors.lexicon import LEXICON
from extractors.text import Text
from extractors.urls import find_urls
from schemas.keys import name_key

# what separates names
_SEPARATORS = r"\s,;:()\[\]\"“”‘`«»…—–?!<>=|~"
# a chunk: anything between these; words of nothing but small letters are no names, and passed over
CHUNK = re.compile(rf"(?<![^{_SEPARATORS}])[a-z'.\-/]*+[^{_SEPARATORS}a-z'.\-/][^{_SEPARATORS}]*+")
# the same where a dash of LaTeX separates names too: "Sharp-NeRF---a"
_DASHED = re.compile(r"(?<=[A-Za-z])-{2,3}(?=[A-Za-z])")
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
# "10B--40B"
_SIZE_RANGE = regex.compile(r"\d+(?:\.\d+)?[kKMBT]?-{1,3}\d+(?:\.\d+)?[kKMBT]?$")
_DIGIT = re.compile(r"\d")
_LETTER = regex.compile(r"[^\W\d_x×]")  # but "2.4-7.8x/11.2x" is a number
_UPPER = regex.compile(r"\p{Lu}")
# quantities, ordinals and dimensions that only look like names: "10x", "7b", "3D", "2nd", "64-bit"
_QUANTITY = regex.compile(
    r"[+\-~±]?\d[\d.,]*(?:st|nd|rd|th|[xX×]|times|[dD]|[kKmMbBtTgG]|[kKmMgGtT]?B|[kKMGT]?Hz|ms|s|dB|fps|FPS|pp|px|bit|bits"
    r"|shot|way|fold|hop|step|layer|[kKMGT]?FLOPs|[kKmMnµ]?[mMWJsgl]|\\times|\\%|%|\\.*|\$.*)?(?:-[\p{Ll}\d][\p{Ll}\d.\-]*)?$"
)
# LaTeX that sets a name: "\texttt{Hummer}"
_MACRO = regex.compile(r"\\[\p{L}]+\{")
#: of so many different chunks it is remembered what they are
_REMEMBERED = 16_384


class Mention(NamedTuple):
    """A candidate: `text[start:end] == surface`, or a name completed from a coordination.

    `run_start` and `run_end` bound the whole run of name-like chunks around it.
    """

    start: int
    end: int
    surface: str
    run_start: int
    run_end: int
    completed: bool = False


class Chunk(NamedTuple):
    """A name-like chunk; a strong one is so by its own shape, not only by a capital."""

    start: int
    end: int
    text: str
    strong: bool


def chunks_of(text: Text) -> Iterator[Chunk]:
    """Chunks that are name-like by their shape, URLs left out."""
    urls = find_urls(text.text)
    plain = text.text
    if "--" in plain:
        plain = _DASHED.sub(lambda dash: " " * len(dash.group()), plain)
    for match in CHUNK.finditer(plain):
        name, at = _trimmed(match.group()), match.start()
        if name is None or (urls and any(start <= at < end for start, end in urls)):
            continue
        at += name.offset
        yield Chunk(at, at + len(name.text), name.text, name.strong)


class _Trimmed(NamedTuple):
    """What is name-like of a raw chunk, and how far behind its beginning that starts."""

    offset: int
    text: str
    strong: bool


@lru_cache(maxsize=_REMEMBERED)
def _trimmed(raw: str) -> _Trimmed | None:
    """The name-like part of a raw chunk, without mark-up and punctuation; None without any."""
    if raw.islower() and (raw.isalpha() or not _DIGIT.search(raw)):
        return None
    rest = raw.removeprefix("$") if raw.startswith("$\\") else raw
    if macro := _MACRO.match(rest):
        rest = rest[macro.end() :]
    rest = rest.lstrip(_TRIM_LEFT)
    trimmed = rest.rstrip(_TRIM_RIGHT)
    strong = _is_strong(trimmed)
    if trimmed.count("}") > trimmed.count("{"):
        name, _, tail = trimmed.partition("}")
        trimmed = name if macro and tail.startswith("$") else trimmed.rstrip("}")
    return _Trimmed(len(raw) - len(rest), trimmed, strong) if trimmed else None


def _is_strong(chunk: str) -> bool:
    """Name-like by itself: a capital behind the first letter, letters with digits, a known name."""
    if _QUANTITY.match(chunk) or _SIZE_RANGE.match(chunk):
        return False
    letters = _LETTER.search(chunk)
    if letters is None:
        return False
    if _UPPER.search(chunk, 1) is not None:
        return True
    return any(c.isdigit() for c in chunk) or name_key(chunk) in LEXICON.lower_case


def ends_of(chunk: Chunk) -> list[int]:
    """Ends of a name that ends with this chunk: without possessive, glued tail and plural "s"."""
    return [chunk.start + length for length in _lengths(chunk.text)]


@lru_cache(maxsize=_REMEMBERED)
def is_modifier(chunk: str) -> bool:
    """Whether a chunk tells how the name behind it was made: "RLHF-trained Pythia"."""
    if "-" not in chunk:
        return False
    tail = GLUED_TAIL.search(chunk)
    return tail is not None and _is_strong(chunk[: tail.start()])


@lru_cache(maxsize=_REMEMBERED)
def _lengths(chunk: str) -> tuple[int, ...]:
    """How many characters of a chunk may be the end of a name."""
    word = _POSSESSIVE.sub("", chunk)
    tail = GLUED_TAIL.search(word)
    if tail is not None and tail.start() > 0:
        word = word[: tail.start()]
        lengths = [len(word)]
    else:
        lengths = [len(word)]
        stem, hyphen, suffix = word.rpartition("-")
        if hyphen and stem and suffix.islower() and suffix.isalpha() and _is_strong(stem):
            lengths.append(len(stem))
    if _PLURAL.search(word):
        lengths.append(lengths[0] - 1)
        if word[-2].isupper():
            lengths.pop(0)
    return tuple(lengths)
