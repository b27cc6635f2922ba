"""The text of an abstract as the extractors see it: words and sentences with offsets.

Nothing is rewritten: every offset counts characters of the abstract exactly as read.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from extractors.word_classes import classes_of

# punctuation split from the front of a word; "~" and "$" stand for LaTeX
PREFIXES = [r"[\(\[\{\"'“‘`«$~<>≈,;:?!]", r"\\\(", r"(?:—|–|--+)"]
# ... from its end; a full stop only after a character that can end a word
SUFFIXES = [r"[\)\]\}\"'”’`»,;:!?$>…]", r"(?<=\S)\.", r"['’]s", r"(?:—|–|--+)"]
# ... and inside; hyphens stay, since names and numbers hold them
INFIXES = [r"(?<=\S)(?:--+|—|…|\.\.\.)(?=\S)", r"(?<=[^\W_)])[,;:\(\)\[\]](?=[^\W\d_])"]
# abbreviations whose full stop ends no sentence
ABBREVIATIONS = [
    *(
        "e.g.",
        "i.e.",
        "E.g.",
        "I.e.",
        "et.",
        "al.",
        "vs.",
        "cf.",
        "Cf.",
        "Fig.",
        "resp.",
        "approx.",
    ),
    *("w.r.t.", "a.k.a.", "i.i.d.", "No.", "Sec.", "Eq.", "etc.", "St.", "Dr.", "Prof.", "viz."),
]
_ENDS_SENTENCE = frozenset({".", "!", "?", "...", "…"})
_CLOSES = frozenset({")", "]", "}", '"', "”", "’", "'"})
#: So many characters without white space are one word, so many words end a sentence. No abstract
#: has such: a text that is none must cost no more than its length.
_LONGEST_CHUNK = 300
_LONGEST_SENTENCE = 400
#: So many different chunks, with the punctuation at them, the tokenizer remembers how to split.
_CHUNKS_REMEMBERED = 50_000
# what a sentence may begin with; a lower-case word after a full stop continues the sentence
_BEGINS = regex.compile(
    r"[\p{Lu}\p{Lt}\p{Lo}\p{N}\(\[\{\"“‘'`$\\~+\-•*]|https?:|www\.|i[A-Z]|[a-z]+[A-Z0-9]"
)


def make_tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for abstracts: hyphenated words, names and decimal numbers stay whole."""
    tokenizer = Tokenizer(
        nlp.vocab,
        rules={text: [{65: text}] for text in ABBREVIATIONS},
        prefix_search=compile_prefix_regex(PREFIXES).search,
        suffix_search=compile_suffix_regex(SUFFIXES).search,
        infix_finditer=compile_infix_regex(INFIXES).finditer,
        token_match=regex.compile(rf"https?://\S+[^\s.,;:)\]}}>\"']$|\S{{{_LONGEST_CHUNK}}}").match,
    )
    tokenizer.max_cache_size = _CHUNKS_REMEMBERED
    return tokenizer


@dataclass
class Text:
    """Words and sentences of one abstract, as parallel lists of offsets (end exclusive)."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]

    @classmethod
    def of(cls, doc: Doc) -> "Text":
        """The words and sentences of a `Doc`; read off it once and kept with it."""
        kept = doc.user_data.get(_KEPT)
        if kept is None:
            table = doc.to_array([SENT_START])
            starts = [i for i, start in enumerate(table.tolist()) if start == 1 or i == 0]
            kept = doc.user_data[_KEPT] = cls._read(doc, starts)
        return kept

    @classmethod
    def _read(cls, doc: Doc, sentence_tokens: "list[int] | None") -> "Text":
        text = doc.user_data.get(SOURCE) or doc.text  # building it anew from the tokens is slow
        table = doc.to_array([IDX, LENGTH])
        starts = table[:, 0].tolist()
        ends = table.sum(axis=1).tolist()
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        if sentence_tokens is None:
            sentence_tokens = _sentence_tokens(words)
            begins = np.zeros((len(doc), 1), dtype="uint64")
            begins[sentence_tokens] = 1
            doc.from_array([SENT_START], begins)  # type: ignore[arg-type]
        sentences = [starts[number] for number in sentence_tokens] or [0]
        if _SPACE_TOKEN.search(text) is not None:
            solid = [i for i, word in enumerate(words) if not word.isspace()]
            words, starts, ends = ([row[i] for i in solid] for row in (words, starts, ends))
        return cls(text, words, starts, ends, sentences)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def classes(self) -> list[str]:
        """The class of every word, see `word_classes.py`."""
        return classes_of(self.lower)

    def word_at(self, char: int) -> int:
        """Index of the first word that ends after `char`."""
        return bisect_right(self.ends, char)

    def words_between(self, start: int, end: int) -> tuple[int, int]:
        """Index range of the words that lie at least partly in `start:end`."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def sentence_at(self, char: int) -> tuple[int, int]:
        """Offsets of the sentence around `char`, trailing white space left out."""
        number = bisect_right(self.sentence_starts, char) - 1
        start = self.sentence_starts[number]
        last = number + 1 == len(self.sentence_starts)
        end = len(self.text) if last else self.sentence_starts[number + 1]
        return start, start + max(len(self.text[start:end].rstrip()), char - start + 1)

    def sentence_number(self, char: int) -> int:
        """Number of the sentence around `char`, counted from 0."""
        return bisect_right(self.sentence_starts, char) - 1


_KEPT = "paperfacts_text"
#: what makes a token of nothing but white space
_SPACE_TOKEN = re.compile(r"\s\s|^\s|[^\S ]")
#: key of `doc.user_data` under which a caller may leave the text the doc was made from
SOURCE = "paperfacts_source"


@Language.component("paperfacts_sentences")
def split_sentences(doc: Doc) -> Doc:
    """Set sentence starts: after ".", "!" or "?" and what closes, before what can begin one."""
    doc.user_data[_KEPT] = Text._read(doc, None)
    return doc


def _sentence_tokens(words: list[str]) -> list[int]:
    """Numbers of the tokens that begin a sentence."""
    found: list[int] = [0] if words else []
    ended = False
    for number, word in enumerate(words):
        if word in _ENDS_SENTENCE:
            ended = True
        elif ended and word not in _CLOSES and not word.isspace():
            if _BEGINS.match(word):
                found.append(number)
            ended = False
        if number - found[-1] >= _LONGEST_SENTENCE:
            found.append(number)
    return found
