"""The words of an abstract with names and numbers replaced by what they are."""

from collections.abc import Sequence
from functools import cached_property

from extractors.cues import CUES
from extractors.labels import Name
from extractors.phrases import spell
from extractors.quantities import Quantity, list_of
from extractors.sizes import is_no_size, sizes_among, states_size
from extractors.text import Text

_SKIPPED = frozenset({"$", "(", "~", "\\sim", "$\\sim$", "[", "\\"})


class Context:
    """The words of an abstract with names and numbers replaced by what they are."""

    def __init__(self, text: Text, names: Sequence[Name], quantities: Sequence[Quantity]) -> None:
        self.text = text
        self.quantities = quantities
        self.words = list(text.lower)
        for name in names:
            sign = "<benchmark>" if name.kind == "benchmarks" else f"<{name.role}>"
            for mention in name.mentions:
                first, behind = text.words_between(mention.start, mention.end)
                self.words[first:behind] = [sign] * (behind - first)
        for quantity in quantities:
            first, behind = text.words_between(quantity.start, quantity.end)
            for at in range(first, behind):
                if not self.words[at].startswith("<"):
                    self.words[at] = f"<{quantity.unit}>"
        self.names = [
            (mention.start, mention.end, "benchmark" if name.kind == "benchmarks" else name.role)
            for name in names
            for mention in name.mentions
        ]

    @cached_property
    def letters(self) -> list[str]:
        """A letter per word: what the wordings of `phrases.py` are matched with."""
        return spell(self.text)

    @cached_property
    def cues(self) -> list[Sequence[str]]:
        """What every word is a cue of."""
        return [CUES.get(word, ()) for word in self.words]

    def name_at(self, quantity: Quantity) -> str | None:
        """The kind of name a quantity stands in or beside: "Mistral-7B", "Llama-2 (7B)"."""
        for start, end, kind in self.names:
            if start - 1 <= quantity.end and quantity.start <= end + 2:
                return kind
        return None

    def stands_in_name(self, quantity: Quantity) -> bool:
        """Whether a number is a piece of a name: the "2.0" of "SQuAD 2.0"."""
        return any(a <= quantity.start and quantity.end <= b for a, b, _ in self.names)

    def states_size(self, quantity: Quantity) -> bool:
        """Whether a wording tells for sure that a count is the size of a model."""
        return quantity.start in self._sizes

    def is_no_size(self, quantity: Quantity) -> bool:
        """Whether a wording tells for sure that a count, or the last of its list, is no size."""
        if quantity.unit not in ("count", "plain") or self.states_size(quantity):
            return False
        last = list_of(quantity, self.quantities)[-1]
        return is_no_size(last, self.text.text) or is_no_size(quantity, self.text.text)

    @cached_property
    def _sizes(self) -> frozenset[int]:
        """Where the counts begin that are sizes for sure."""
        return sizes_among(self.quantities, self.text.text, self._says_size)

    def _says_size(self, quantity: Quantity) -> bool:
        kind = self.name_at(quantity)
        if kind in ("proposed", "mentioned") and self.stands_in_name(quantity):
            return (
                quantity.unit == "count"
                and quantity.text.endswith(("B", "b", "M"))
                and not is_no_size(quantity, self.text.text)
            )
        return states_size(
            quantity, self.text.text, kind in ("proposed", "mentioned"), kind == "benchmark"
        )

    def around(self, start: int, end: int) -> tuple[int, int]:
        """Word before `start` and word behind `end`, opening marks skipped."""
        before = self.text.word_at(start) - 1
        if before + 1 < len(self.words) and self.text.starts[before + 1] < start:
            before += 0
        while before >= 0 and self.words[before] in _SKIPPED:
            before -= 1
        behind = self.text.words_between(start, end)[1]
        while behind < len(self.words) and self.words[behind] in ("$", "\\"):
            behind += 1
        return before, behind
