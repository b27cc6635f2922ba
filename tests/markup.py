"""Test cases as marked-up text: the expected records stand inside the sentence.

    We train <model role=proposed>FooNet</model>, which has <count model=FooNet>7B</count> weights.

A tag is a kind, an attribute a field. Only the fields given are compared; `names` is the surface
where it is not given ("A|B" is two names), `text` is the surface. Bare and quoted values are alike,
`null` is None. Tags may be nested where two records stand on one surface.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pytest
import regex

from extractors import extract
from schemas import KINDS, Fact

TAGS = {
    "model": "models",
    "count": "parameter_counts",
    "speedup": "speedups",
    "saving": "resource_savings",
    "benchmark": "benchmarks",
    "result": "results",
    "link": "links",
}
_NUMBERS = ("value", "factor")
_TAG = regex.compile(rf"<(?P<close>/)?(?P<tag>{'|'.join(TAGS)})(?P<attributes>(?:\s[^<>]*)?)>")
_ATTRIBUTE = regex.compile(r'(?P<name>\w+)=(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s"]+))')


class Marked(NamedTuple):
    """Plain text, and the records that are expected of it by kind, each its fields."""

    text: str
    records: dict[str, list[dict[str, Any]]]


def parse(marked: str) -> Marked:
    """The text without its tags, and the records they stand for, in the order of the tags."""
    records: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    opened: list[tuple[str, dict[str, Any]]] = []
    text, at = "", 0
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        tag = match["tag"]
        if match["close"] is None:
            record = _fields(match["attributes"]) | {"char_start": len(text)}
            opened.append((tag, record))
            records[TAGS[tag]].append(record)
            continue
        innermost, record = opened.pop() if opened else ("nothing", {})
        assert innermost == tag, f"</{tag}> closes {innermost} in {marked!r}"
        _fill_in_surface(TAGS[tag], record, text[record["char_start"] :])
    assert not opened, f"<{opened[-1][0]}> is not closed in {marked!r}"
    return Marked(text + marked[at:], records)


def _fields(attributes: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        name = match["name"]
        value = match["bare"] if match["quoted"] is None else match["quoted"]
        if name in _NUMBERS:
            fields[name] = float(value)
        elif name == "names":
            fields[name] = value.split("|")
        else:
            fields[name] = None if value == "null" else value
    return fields


def _fill_in_surface(kind: str, record: dict[str, Any], surface: str) -> None:
    if kind in ("models", "benchmarks"):
        record.setdefault("names", [surface])
        del record["char_start"]  # a name may stand earlier than where it is marked
    else:
        record["text"] = surface


def compare(
    expected: Iterable[dict[str, Any]], found: Iterable[Fact]
) -> tuple[list[dict[str, Any]], list[Fact]]:
    """The expected records that were not found, and the facts found that nobody expected."""
    missed, surplus = [], list(found)
    for record in expected:
        fact = next((fact for fact in surplus if _agrees(record, fact)), None)
        if fact is None:
            missed.append(record)
        else:
            surplus.remove(fact)
    return missed, surplus


def _agrees(record: dict[str, Any], fact: Fact) -> bool:
    return all(_same(value, getattr(fact, name)) for name, value in record.items())


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, float):
        return math.isclose(expected, found, rel_tol=5e-4)
    if isinstance(expected, list):
        return set(expected) == set(found)
    return bool(expected == found)


def differences(marked: str, *kinds: str) -> list[str]:
    """What extraction makes of a marked-up text otherwise than marked, a line per record."""
    text, records = parse(marked)
    facts = extract(text)
    lines = []
    for kind in kinds or KINDS:
        missed, surplus = compare(records[kind], getattr(facts, kind))
        lines += [f"missed {kind}: {record}" for record in missed]
        lines += [f"surplus {kind}: {fact!r}" for fact in surplus]
    return lines


def cases(right: Sequence[str], known: Mapping[str, Sequence[str]]) -> list[Any]:
    """Parameters of a test: cases that hold, and known errors under their reasons."""
    wrong = [
        pytest.param(case, marks=pytest.mark.xfail(reason=reason))
        for reason, listed in known.items()
        for case in listed
    ]
    return [*right, *wrong]
