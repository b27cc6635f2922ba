"""Noun phrases, found by the words that cannot stand in one.

Between two words that end phrases (prepositions, verbs, punctuation ...) lies a phrase: "the
standard greedy decoding" in "4x faster than the standard greedy decoding on GPUs". How far a phrase
goes on behind its first noun ("of BERT", "with beam search") is left open: each possible end makes
a phrase of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from extractors.lexicon import FOLDER
from extractors.text import Text

#: most words of a phrase without what is joined to it
_LONGEST = 9
_DETERMINERS = frozenset(
    """the a an its their his her that those each every all both any some such no other
    another same only just even either several many""".split()
)
# words that begin a phrase and stay in it: "our method", "these methods"
_KEPT = frozenset({"our", "this", "these"})
_BEGINNERS = _DETERMINERS | _KEPT
# prepositions and conjunctions that may join a second phrase to a first one
_JOINS = frozenset("of with without using for in on by and from to or over under".split())
_CLOSED = frozenset(
    """of with without using for in on by and from to or over under at as into onto upon via per
    through during after before because since although though if than then thereby while when
    where which who whom whose what how why respectively across along whereas yet nor but so due
    up down out off within between among about against toward towards beyond behind above below
    around despite including like unlike is are was were be been being am can could may might
    must shall should will would do does did done has have had having not it we they he she us
    them there here i you one also only very more most less least fewer lower higher faster
    slower smaller larger better worse cheaper quicker shorter longer lighter bigger greater
    compared comparing relative rather instead until once again just even still already now thus
    hence therefore moreover furthermore however additionally meanwhile specifically notably
    overall finally further up-to approximately nearly almost roughly e.g. i.e. vs vs. versus
    achieving reducing improving requiring enabling providing making leading resulting allowing
    yielding running outperforming maintaining obtaining saving cutting giving taking keeping
    retaining consuming speeding times x fold""".split()
)
#: finite forms that are hardly ever nouns
VERBS = frozenset(
    line
    for line in (FOLDER / "verbs.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)
# words in -ing and -ed that only begin or end a phrase by mistake: "methods based", "using"
_PARTICIPLE = regex.compile(r"\p{L}{3,}(?:ed|ing)")
_NUMBER = regex.compile(r"[\d.,]+(?:[x×%kKMB]|\\times|\\%)?|\p{P}+|\p{S}+")
_NOUNLIKE_LY = frozenset("family assembly anomaly supply reply only early daily".split())


@dataclass(frozen=True)
class NounPhrase:
    """The words `first:last`, without a determiner; `joined` is what joins its last piece, or "".

    `determiner` is the word that was left out before it, or ""; "our" and "these" are not left out.
    """

    first: int
    last: int
    joined: str
    determiner: str


def noun_phrases(
    text: Text, first: int, last: int, in_name: Callable[[int], bool]
) -> Iterator[NounPhrase]:
    """The phrases among the words `first:last`, shorter before longer ones.

    `in_name` tells of a word whether it is a piece of a name, which is never torn.
    """
    bases = list(_bases(text, first, last, in_name))
    for number, (start, end, determiner) in enumerate(bases):
        yield NounPhrase(start, end, "", determiner)
        joined = end
        for low, high, _ in bases[number + 1 : number + 3]:
            between = [w for w in text.lower[joined:low] if w not in _DETERMINERS]
            if len(between) != 1 or between[0] not in _JOINS:
                break
            yield NounPhrase(start, high, between[0], determiner)
            joined = high


def _bases(
    text: Text, first: int, last: int, in_name: Callable[[int], bool]
) -> Iterator[tuple[int, int, str]]:
    """Runs of words that can stand in a noun phrase, with the determiner before them."""
    at = first
    while at < last:
        start = at
        while at < last and (in_name(at) or _can_stand_in_phrase(text.lower, at)):
            if at > start and text.lower[at] in _BEGINNERS and not in_name(at):
                break  # "outperforms FNet the most", "in simulations our method": begins anew
            at += 1
        low, high = start, at
        determiner = ""
        while low < high and not in_name(low) and text.lower[low] in _DETERMINERS:
            determiner = text.lower[low]
            low += 1
        while low < high and not in_name(high - 1) and _cannot_end(text.lower[high - 1]):
            high -= 1
        alone = high - low == 1 and text.lower[low] in _KEPT
        if 0 < high - low <= _LONGEST and not alone:
            yield low, high, determiner
        at = max(at, start + 1)


def _can_stand_in_phrase(words: Sequence[str], at: int) -> bool:
    word = words[at]
    if word in _CLOSED or word in VERBS:
        return word == "most" and at > 0 and words[at - 1] == "the"  # "the most accurate model"
    return word[0].isalnum() and _NUMBER.fullmatch(word) is None


def _cannot_end(word: str) -> bool:
    """Whether no phrase ends with the word: "the model trained", "the model significantly"."""
    if word.endswith("ly") and word not in _NOUNLIKE_LY:
        return True
    return word.endswith("ed") and _PARTICIPLE.fullmatch(word) is not None and "-" not in word
