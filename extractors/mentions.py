"""What a number can be tied to: mentions of models and benchmarks, metrics, and noun phrases.

Each finder gives candidates for one relation; `ties.py` chooses among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.labels import Name
from extractors.metrics import find_metrics
from extractors.noun_phrases import NounPhrase, noun_phrases
from extractors.text import Text


@dataclass(frozen=True)
class Candidate:
    """A span that a number may be tied to.

    `surface` is what is recorded, `sort` tells how it was found, `owner` numbers the name it is a mention
    of. `form` is the preposition that joins the last piece of a noun phrase, or "".
    """

    start: int
    end: int
    surface: str
    sort: str
    owner: int | None = None
    form: str = ""


def name_candidates(names: Sequence[Name], kind: str) -> list[Candidate]:
    """Every mention of every name of a kind ("models", "benchmarks")."""
    return [
        Candidate(mention.start, mention.end, mention.surface, name.label, number)
        for number, name in enumerate(names)
        if name.kind == kind
        for mention in name.mentions
    ]


def metric_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """Metrics named in a text, see `metrics.py`."""
    return [
        Candidate(start, end, surface, "metric")
        for start, end, surface in find_metrics(text, names)
    ]


# -- noun phrases ------------------------------------------------------------------------------------

_COMPARATOR = regex.compile(
    r"\b(?:(?:faster|slower|smaller|fewer|less|lower|higher|better|more|larger|cheaper|quicker|speed-?ups?|reduction|improvement|that|those)\b[^.;,]{0,40}?\b(?P<word>than)"
    r"|(?P<word>than|over|compared (?:to|with)|in comparison (?:to|with)|comparing (?:to|with)|relative to|versus|vs\.?|wrt\.?|against|outperform(?:s|ing|ed)?|dominat(?:es?|ing)|beat(?:s|ing)|rival(?:s|ing)?|w\.r\.t\.|with respect to"
    r"|(?<=\b(?:parameters?|params|FLOPs|GFLOPs|MACs|memory|energy|size|time|costs?|computations?|footprint|%|half|third|quarter|fourth|fifth|tenth)\s)(?:of|to)(?! (?:the|its|our|their) (?:parameters|time|training|memory|computation|cost|size|model|inference|total|number|weights|original size))|as opposed to|instead of|surpass(?:es|ing)?|of that of|that of|exceed(?:s|ing)?|superior to|on top of|from|unlike|performance (?:of|as)|accuracy (?:of|as)|quality (?:of|as)|on par with|comparable (?:to|with)|as))\s",
    regex.IGNORECASE,
)
# verbs that compare as "outperforms" does
_COMPARED_ALIKE = dict.fromkeys(
    """surpass surpasses surpassing exceed exceeds exceeding dominate dominates dominating beats
    beating rival rivals rivaling""".split(),
    "outperforms",
)
#: how a sentence begins that compares all its numbers with one thing, up to that
OPENS_COMPARING = regex.compile(
    r"(?:\p{Lu}\p{Ll}+,\s)?(?:(?:[Ww]hen |[Aa]s )?[Cc]ompared|[Ii]n comparison|[Rr]elative|[Ii]n contrast|[Uu]nlike)"
    r"(?:\s(?:to|with))?\s(?:(?:the|an?|its)\s)?"
)
_INTRODUCING = frozenset(
    "propose proposes present presents introduce introduces develop develops describe describes design devise".split()
)
_OWN = frozenset(
    "our this these proposed presented resulting resultant resulted new novel final compressed pruned distilled quantized learned".split()
)
# what is said of a named work without telling which: "the recent RetinaNet"
_PRAISING = frozenset(
    """recent latest popular proposed novel well-known accurate cutting-edge strong strongest powerful
    widely-used widely used our the same new""".split()
)
_POINTING = frozenset("our this these those".split())
# what a paper calls its own work by
_GENERIC = frozenset(
    """method methods approach approaches model models framework frameworks algorithm algorithms architecture architectures
    network networks system systems technique techniques pipeline pipelines implementation implementations solution
    solutions design designs strategy strategies scheme schemes procedure procedures variant variants kernel kernels agent
    agents recipe recipes layer layers module modules mechanism mechanisms formulation estimator estimators decoder
    decoders encoder encoders detector detectors tracker trackers planner planners solver solvers sampler samplers
    optimizer optimizers work library tool toolkit engine accelerator accelerators paradigm
    competitor predecessor""".split()
)


# nouns for a contribution as a whole; "our module", "our decoder" are parts of it
_WHOLE = frozenset("method approach model algorithm network framework".split())


def is_whole(surface: str) -> bool:
    """Whether a phrase like "our method" stands for the contribution as a whole."""
    *before, head = surface.lower().split()
    return head in _WHOLE and all(word in _OWN for word in before)


def recorded(phrase: str) -> str:
    """How a phrase is recorded: "our" stays before one word, and goes before more that tell which.

    "our method", "this module", "our proposed model", but "sparse solver" for "our sparse solver".
    """
    first, _, rest = phrase.partition(" ")
    telling = " " in rest and not rest.lower().startswith("proposed ")
    return rest if telling and first.lower() in _POINTING else phrase


def _only_introduces(words: str) -> bool:
    """Whether words before a name say nothing that tells which: "the recent", "the detector"."""
    before = words.lower().split()
    return bool(before) and (before[-1] in _GENERIC or all(word in _PRAISING for word in before))


def subject_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What may be faster or smaller: named models and noun phrases, "our method" among them."""
    return _with_phrases(text, names, comparing=False)


def baseline_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What a number may compare with: named models and noun phrases, those behind "than" marked."""
    return _with_phrases(text, names, comparing=True)


def _with_phrases(text: Text, names: Sequence[Name], comparing: bool) -> list[Candidate]:
    found = name_candidates(names, "models")
    spans = {(candidate.start, candidate.end) for candidate in found}
    name_at_end = {candidate.end: candidate for candidate in found}
    pieces = {
        number
        for candidate in found
        for number in range(*text.words_between(candidate.start, candidate.end))
    }
    behind = (
        {match.end(): match["word"].lower() for match in _COMPARATOR.finditer(text.text)}
        if comparing
        else {}
    )
    borders = [text.word_at(start) for start in text.sentence_starts] + [len(text.words)]
    for first, last in pairwise(borders):
        for phrase in noun_phrases(text, first, last, pieces.__contains__):
            sort = _sort_of(phrase, text, behind)
            start = text.starts[phrase.first]
            for word in _ends(phrase, sort, text):
                end = text.ends[word]
                if (start, end) not in spans:
                    spans.add((start, end))
                    surface = recorded(text.text[start:end])
                    name = name_at_end.get(end)
                    if name is not None and _only_introduces(text.text[start : name.start]):
                        surface = name.surface
                    found.append(Candidate(start, end, surface, sort, form=phrase.joined))
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end))


def _ends(phrase: NounPhrase, sort: str, text: Text) -> list[int]:
    """The last word of a phrase; and of the paper's own work the noun it is called by.

    In "our method clusters" the verb looks like a noun.
    """
    ends = [phrase.last - 1]
    if sort == "self":
        words = range(phrase.first, phrase.last - 1)
        ends += [number for number in words if text.lower[number] in _GENERIC][:1]
    return ends


def _sort_of(phrase: NounPhrase, text: Text, behind: Mapping[int, str]) -> str:
    """Whether a phrase stands behind a comparison, names the paper's own work, or neither."""
    outset = phrase.first - (1 if phrase.determiner else 0)
    if word := behind.get(text.starts[outset]):
        return f"than {_COMPARED_ALIKE.get(word, word)[:9]}"
    if not _INTRODUCING.isdisjoint(text.lower[max(0, outset - 2) : outset]):
        return "introduced"
    if text.lower[phrase.first] in _OWN:
        return "self"
    if phrase.determiner == "the" and text.lower[phrase.last - 1] in _GENERIC:
        return "self"
    return "phrase"


FINDERS = {
    "model": lambda text, names: name_candidates(names, "models"),
    "benchmark": lambda text, names: name_candidates(names, "benchmarks"),
    "metric": metric_candidates,
    "subject": subject_candidates,
    "baseline": baseline_candidates,
}


def candidates_by_relation(
    text: Text, names: Sequence[Name]
) -> Iterator[tuple[str, list[Candidate]]]:
    """The candidates of every relation."""
    for relation, finder in FINDERS.items():
        yield relation, finder(text, names)
