"""Names that extend other names of the same abstract, as "DaViT-Tiny" does "DaViT".

The tail tells what both are: "-Tiny" a variant of a model, "Bench" a dataset, "with" no name at
all.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from schemas.keys import name_key

_SHAPES = (
    (regex.compile(r"\p{Lu}+"), "A"),
    (regex.compile(r"\p{Ll}+"), "a"),
    (regex.compile(r"\d+"), "9"),
)
# where a name may go on: before a space or sign, a digit, a capital behind or before a small letter
_JOINT = regex.compile(
    r"(?<=[\p{L}\d)}$])(?=[\s\-_+*/^]|(?<=\p{L})\d|(?<=\p{Ll})\p{Lu}|\p{Lu}\p{Ll})"
)
_TAIL = regex.compile(r"[\s\-_/^{}$]*(\+\+?|\*|[\p{L}\d.]+)?")
#: longer surfaces are no names
_LONGEST = 40


@lru_cache(maxsize=16_384)
def shape_of(surface: str) -> str:
    """The shape of a surface, runs of a class as one character: "GPT-2 XL" is "A-9 A"."""
    for pattern, sign in _SHAPES:
        surface = pattern.sub(sign, surface)
    return surface[:24]


def stem_features(names: Sequence[tuple[str, Sequence[str]]], title_head: str) -> list[list[str]]:
    """Of every name, given by surface and keys, how it extends others of them or is extended.

    `title_head` is the key of what stands before the colon of the title, or "".
    """
    owner_of = {key: at for at, (_, keys) in enumerate(names) for key in keys}
    found: list[list[str]] = [[] for _ in names]
    siblings: dict[str, list[int]] = {}
    for at, (surface, _) in enumerate(names):
        stem: tuple[str, str] | None = None
        for prefix, tail in _splits(surface):
            siblings.setdefault(prefix, []).append(at)
            if prefix == title_head:
                found[at] += ["extends title head", f"extends title head by {shape_of(tail)}"]
            if owner_of.get(prefix, at) != at:
                stem = prefix, tail
        if stem is not None:
            prefix, tail = stem
            other = owner_of[prefix]
            shape = shape_of(tail)
            found[at] += ["extends", f"extends by {tail.lower()[:12]}", f"extends by shape {shape}"]
            found[other] += [
                "extended",
                f"extended by {tail.lower()[:12]}",
                f"extended by shape {shape}",
            ]
    for members in siblings.values():
        if len(members) > 1:
            for at in members:
                found[at].append(f"siblings={min(len(members), 4)}")
    return [list(dict.fromkeys(features)) for features in found]


def _splits(surface: str) -> Iterator[tuple[str, str]]:
    """Beginnings of a name, as name keys, and the first word of what is left."""
    if len(surface) > _LONGEST:
        return
    for joint in _JOINT.finditer(surface):
        prefix = name_key(surface[: joint.start()])
        rest = _TAIL.match(surface, joint.start())
        tail = rest.group(1) if rest else None
        if len(prefix) > 1 and tail:
            yield prefix, tail
