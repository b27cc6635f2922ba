"""The record classes: vocabularies, ranges, offsets, and surfaces that stand in the abstract."""

from typing import Any

import pytest
from pydantic import ValidationError

from schemas import (
    KINDS,
    Benchmark,
    Fact,
    Link,
    Model,
    Paper,
    PaperFacts,
    ParameterCount,
    ResourceSaving,
    Result,
    Speedup,
    paper_id_of,
)

ABSTRACT = "We train FooNet on FooSet. It has 7B weights. See foo.org/x now."
NAME = {"char_start": 9, "char_end": 15, "sentence_start": 0, "sentence_end": 26}
NUMBER = {"char_start": 34, "char_end": 36, "sentence_start": 27, "sentence_end": 45}
URL = {"char_start": 50, "char_end": 59, "sentence_start": 46, "sentence_end": 64}

#: a valid record of every kind
VALID: dict[str, dict[str, Any]] = {
    "models": {
        **NAME,
        "name": "FooNet",
        "names": ["FooNet"],
        "role": "proposed",
        "category": "model",
    },
    "parameter_counts": {
        **NUMBER,
        "text": "7B",
        "value": 7_000_000_000,
        "qualifier": "exact",
        "model": "FooNet",
        "scope": "total",
    },
    "speedups": {
        **NUMBER,
        "text": "7B",
        "factor": 2.0,
        "measure": "speed",
        "phase": "training",
        "bound": "exact",
    },
    "resource_savings": {
        **NUMBER,
        "text": "7B",
        "resource": "memory",
        "factor": 2.0,
        "bound": "up_to",
    },
    "benchmarks": {
        **NAME,
        "name": "FooNet",
        "names": ["FooNet", "Foo"],
        "role": "evaluated",
    },
    "results": {**NUMBER, "text": "7B", "value": 7.0, "type": "absolute"},
    "links": {
        **URL,
        "url": "https://foo.org/x",
        "type": "project",
        "host": "foo.org",
        "text": "foo.org/x",
    },
}
CLASSES = [Model, ParameterCount, Speedup, ResourceSaving, Benchmark, Result, Link]

#: kind, and what makes its valid record invalid
INVALID: list[tuple[str, dict[str, Any]]] = [
    ("models", {"role": "used"}),
    ("models", {"category": "dataset"}),
    ("models", {"names": []}),
    ("models", {"names": ["FooNet", ""]}),
    ("models", {"name": "BarNet"}),
    ("models", {"category": "method", "role": "mentioned"}),
    ("parameter_counts", {"value": 0}),
    ("parameter_counts", {"value": -7}),
    ("parameter_counts", {"qualifier": "average"}),
    ("parameter_counts", {"scope": "all"}),
    ("parameter_counts", {"text": ""}),
    ("speedups", {"factor": 0.5}),
    ("speedups", {"factor": float("inf")}),
    ("speedups", {"factor": float("nan")}),
    ("speedups", {"measure": "memory"}),
    ("speedups", {"phase": "serving"}),
    ("speedups", {"bound": "at_most"}),
    ("resource_savings", {"resource": "time"}),
    ("resource_savings", {"factor": 0.99}),
    ("benchmarks", {"role": "used"}),
    ("results", {"value": -1.0}),
    ("results", {"value": float("nan")}),
    ("results", {"type": "relative"}),
    ("links", {"type": "paper"}),
    ("links", {"url": ""}),
    ("links", {"host": ""}),
    ("links", {"colour": "blue"}),
    ("models", {"char_start": -1}),
    ("models", {"char_end": 9}),
    ("models", {"sentence_start": 10}),
    ("models", {"sentence_end": 14}),
]


def test_the_kinds_are_seven_in_the_order_of_the_guidelines() -> None:
    assert list(KINDS.values()) == CLASSES
    assert list(KINDS) == list(VALID) == list(PaperFacts.kinds)


@pytest.mark.parametrize("kind", KINDS)
def test_a_valid_record(kind: str) -> None:
    fact = KINDS[kind](**VALID[kind])
    assert fact.model_dump(exclude_unset=True) == VALID[kind]
    with pytest.raises(ValidationError):
        fact.char_start = 0


@pytest.mark.parametrize(("kind", "changed"), INVALID)
def test_an_invalid_record(kind: str, changed: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        KINDS[kind](**VALID[kind] | changed)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("parameter_counts", "model"),
        ("speedups", "subject"),
        ("speedups", "baseline"),
        ("resource_savings", "subject"),
        ("resource_savings", "baseline"),
        ("results", "metric"),
        ("results", "benchmark"),
        ("results", "model"),
        ("links", "repo"),
    ],
)
def test_what_may_be_null(kind: str, name: str) -> None:
    assert getattr(KINDS[kind](**VALID[kind] | {name: None}), name) is None


def facts_of(**records: list[Fact]) -> PaperFacts:
    return PaperFacts(paper=Paper(abstract=ABSTRACT), **records)


def test_the_facts_of_a_paper() -> None:
    records = {kind: [KINDS[kind](**VALID[kind])] for kind in KINDS}
    facts = facts_of(**records)
    assert [kind for kind, _ in facts.all()] == list(KINDS)
    assert facts_of().all() == []


def test_a_surface_must_stand_where_its_offsets_say() -> None:
    moved = VALID["parameter_counts"] | {"char_start": 33}
    with pytest.raises(ValidationError, match="parameter_counts"):
        facts_of(parameter_counts=[ParameterCount(**moved)])


def test_offsets_must_not_end_behind_the_abstract() -> None:
    long = VALID["links"] | {"sentence_end": len(ABSTRACT) + 1}
    with pytest.raises(ValidationError, match="behind the abstract"):
        facts_of(links=[Link(**long)])


def test_a_completed_name_need_not_stand_in_the_abstract() -> None:
    completed = VALID["models"] | {"name": "BarNet", "names": ["BarNet"]}
    assert facts_of(models=[Model(**completed)]).models[0].name == "BarNet"
    elsewhere = VALID["models"] | {"name": "FooSet", "names": ["FooSet"]}
    with pytest.raises(ValidationError, match="FooNet"):
        facts_of(models=[Model(**elsewhere)])


def test_a_paper_without_an_id_gets_one_from_its_abstract() -> None:
    assert Paper(abstract=ABSTRACT).paper_id == paper_id_of(ABSTRACT)
    assert Paper(abstract=ABSTRACT, paper_id="").paper_id == paper_id_of(ABSTRACT)
    assert Paper(abstract=ABSTRACT, paper_id="mine").paper_id == "mine"


def test_ids_do_not_depend_on_white_space() -> None:
    assert paper_id_of("One  two\n three ") == paper_id_of("One two three")
    assert paper_id_of("One two") != paper_id_of("Onetwo")
    assert len(paper_id_of("")) == 12
    assert int(paper_id_of("\ud800"), 16) >= 0
