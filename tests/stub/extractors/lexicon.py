"""Two names that the stand-in knows."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple


class Entry(NamedTuple):
    canonical: str
    group: str


class Lexicon:
    entries: ClassVar = {
        "llama2": [Entry("Llama 2", "model")],
        "glue": [Entry("GLUE", "benchmark")],
    }

    def canonical_name(self, key: str, groups: Sequence[str]) -> str | None:
        (entry,) = self.entries[key]
        return entry.canonical if entry.group in groups else None


LEXICON = Lexicon()
