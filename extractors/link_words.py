"""What the words near a URL offer: code, data, weights, a method, a page, or something to see.

Only the head of a phrase counts: "a benchmark for code models" offers a benchmark, "experiments on
two datasets" no datasets.
"""

from collections.abc import Iterator
from typing import NamedTuple

import regex

# the signs of every kind; a method, or "models" alone, is on GitHub with its code
_SIGNS = {
    "code": (
        r"codes?|code-?base|source code|sources|(?:re-?)?implementations?|scripts?|software"
        r"|tool-?(?:kit|box)s?|library|libraries|packages?|framework|tools?|simulator|pipelines?"
        r"|notebooks?|plugin"
    ),
    "dataset": (
        r"data-?(?:sets?|bases?)|data(?: sets?| bases?)?|corpus|corpora|benchmarks?|annotations"
        r"|collection(?! of (?:\w+ ){0,3}(?:models|papers|resources|methods|tools))|treebanks?"
        r"|test ?(?:sets?|suites?)|recordings|(?:annotated|labell?ed) \w+s"
    ),
    "weights": (
        r"weights|check-?points?"
        r"|(?:pre-?trained|trained|fine-?tuned) (?:\w+ )?(?:models?|networks?|encoders?)"
    ),
    "method": r"(?:pre-?trained-)?models?|algorithms?|approach(?:es)?|methods?",
    "page": (
        r"(?:web|project|home) ?-?(?:page|site)s?|pages?|sites?|app|platform|interface"
        r"|supplementary|materials?"
    ),
    "show": r"videos?|film|demos?|animations?|visuali[sz]ations?|(?:audio )?samples",
}
_WORDS = regex.compile(
    "|".join(
        rf"(?P<{kind}>(?<!\p{{L}})(?:{words})(?!\p{{L}}|\d+\p{{L}}))"
        for kind, words in _SIGNS.items()
    )
    # what ends a phrase
    + r"|(?P<end>^\W*for\b|[,;:.()]|\b(?:as well as|is|are|was|were|be|we|at|to our"
    r"|(?:all|both|most) of|(?:of|to) the (?:whole|full|entire|complete)"
    r"|(?:download|access|obtain)(?:ing)?)\b)"
    r"|(?P<joins>&|\b(?:and|or)\b)"
    # what makes the words behind it depend on a word before
    r"|(?P<depends>\b(?:of|for|from|on|in|with|across|over|between|by|to|using|whose|which|that"
    r"|about|against|than|under|into|through)\b)"
    r"|(?P<other>\p{L}[\p{L}\p{N}\-’']*+|\p{N}++(?!\p{L}))",
    regex.I,
)
# a word behind a sign that makes it a mere attribute: "code generation", "benchmark results"
_BEHIND_ATTRIBUTE = regex.compile(
    r"[ \-](?:generation|review|search|completion|understanding|retrieval|switching|models?"
    r"|results?|performance|tasks?|methods?|augmentation|efficien\w+|analysis|science|driven|processing"
    r"|languages?|LLMs?)\b",
    regex.I,
)
# nothing to speak of stands between a word and the URL: "on the project page: ", "the code at "
_CLOSE = regex.compile(r"\W*(?:(?:at|via|url|under|here)\W*)?")
# so long a label may be, in characters
_LONGEST_LABEL = 40
# so many words behind "of", "on", "for" still depend on them: "on four widely used public datasets"
_REACH = 6
# "experiments on a new benchmark which we release": what is said to be offered is a head
_OFFERING = regex.compile(
    r"(?: [\w\-]+){0,4},? (?:which|that) (?:we|is|are|will be) (?:\w+ ){0,2}"
    r"(?:provid|releas|publish|shar|mak|availab|download)",
    regex.I,
)
# a label in front of the URL: "[Dataset] 11Dataset: URL", but not "Code and data: URL"
_LABEL = regex.compile(
    r"(?:^|[.;,\]\)\d†*])\s*(?P<label>(?:\p{L}+ )?\p{L}+)\s?[:：]\W*(?:\\url\W*)?$"
)
# so many words behind "and" a word may stand in one row with one before it
_JOINED = 3


class Sign(NamedTuple):
    """A word that says what a URL leads to; one that depends on another word says little."""

    kind: str
    word: str
    end: int
    head: bool


def signs_of(words: str) -> Iterator[Sign]:
    """The signs in some words, in their order, without mere attributes ("benchmark code").

    >>> [(sign.kind, sign.head) for sign in signs_of("The code for our benchmark is")]
    [('code', True), ('dataset', False)]
    """
    waiting: Sign | None = None
    since, joined = _REACH, _REACH  # words since one that others depend on, since "and"
    for match in _WORDS.finditer(words):
        kind = str(match.lastgroup)
        since, joined = since + 1, joined + 1
        if kind == "end":
            since = _REACH
        elif kind == "depends":
            since = 0
        elif kind == "joins":
            since, joined = since - 1, 0
        attribute = (
            waiting is not None
            and kind in _SIGNS
            and words[waiting.end : match.start()] in (" ", "-")
        )
        if waiting is not None and not attribute:
            yield waiting
        waiting = None
        if kind in _SIGNS and not _BEHIND_ATTRIBUTE.match(words, match.end()):
            # "a corpus of images and code" offers code, "tests on A and B datasets" no datasets
            head = (
                since > _REACH
                or (kind == "code" and joined <= _JOINED)
                or _OFFERING.match(words, match.end()) is not None
            )
            waiting = Sign(kind, match.group(), match.end(), head)
    if waiting is not None:
        yield waiting


def heads_of(words: str) -> list[str]:
    """The kinds of the heads in some words; code or a page right before the URL is always one.

    >>> heads_of("The dataset can be had from the project page: ")
    ['dataset', 'page']
    """
    label = _LABEL.search(words[-_LONGEST_LABEL:])
    if label is not None and (kinds := [sign.kind for sign in signs_of(label["label"])]):
        return kinds
    return [
        sign.kind
        for sign in signs_of(words)
        if sign.head or (sign.kind in ("code", "page") and _CLOSE.fullmatch(words, sign.end))
    ]
