"""The lexicons: well-known models, methods, benchmarks, and words that are no names.

Plain data files in `extractors/lexicons/`, looked up by name key, so that "LLaMA 2", "Llama-2" and
"llama2" are one entry. They are evidence for the trained components, not a gate.
"""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from schemas.keys import name_key

FOLDER = Path(__file__).parent / "lexicons"


@dataclass(frozen=True)
class Entry:
    """A row of a lexicon: the name as an analyst writes it, and its class.

    `group` is "model", "method" or "class" (models.tsv) or "benchmark" (benchmarks.tsv).
    """

    canonical: str
    group: str


@dataclass(frozen=True)
class Lexicon:
    """Entries by name key; `not_names` and `common` are sets of words that name nothing."""

    entries: dict[str, list[Entry]] = field(default_factory=dict)
    not_names: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    surfaces: frozenset[str] = frozenset()

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Lexicon":
        """Read the files of a folder; one that is missing is empty."""
        entries: dict[str, list[Entry]] = {}
        known: set[str] = set()
        for name, group in (("models.tsv", None), ("benchmarks.tsv", "benchmark")):
            for canonical, kind, *aliases in _rows(folder / name):
                entry = Entry(canonical, group or kind)
                surfaces = [canonical, *(aliases[0].split("|") if aliases else [])]
                known.update(surfaces)
                for key in {name_key(surface) for surface in surfaces if surface}:
                    entries.setdefault(key, []).append(entry)
        return cls(
            entries,
            frozenset(name_key(line) for line in _lines(folder / "not_names.txt")),
            frozenset(_lines(folder / "common_words.txt")),
            frozenset(known),
        )

    @cached_property
    def lower_case(self) -> frozenset[str]:
        """Keys of coined one-word names that count in lower case too ("resnet", "imagenet")."""
        return frozenset(
            key
            for key, entries in self.entries.items()
            if len(key) >= 5
            and key not in self.common
            and any(e.group in ("model", "benchmark") and " " not in e.canonical for e in entries)
        )

    @cached_property
    def _groups(self) -> dict[str, frozenset[str]]:
        found = {key: {entry.group for entry in entries} for key, entries in self.entries.items()}
        for key in self.not_names:
            found.setdefault(key, set()).add("not")
        return {key: frozenset(groups) for key, groups in found.items()}

    def groups(self, key: str) -> frozenset[str]:
        """The groups a name key belongs to: "model", "method", "class", "benchmark", "not"."""
        return self._groups.get(key, frozenset())

    def canonical_name(self, key: str, groups: tuple[str, ...]) -> str | None:
        """The canonical name of a key among some groups, or None."""
        for entry in self.entries.get(key, ()):
            if entry.group in groups:
                return entry.canonical
        return None


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _rows(path: Path) -> list[list[str]]:
    return [row for line in _lines(path) if len(row := line.split("\t")) >= 2]


LEXICON = Lexicon.load()
