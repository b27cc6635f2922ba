"""Proposals: the record that a selection of the abstract becomes."""

from typing import Any

import pytest

from pipelines.review.fields import FIELDS
from pipelines.review.proposals import propose
from tests.pipelines.review.example import ABSTRACT, LINK, SPEEDUP


@pytest.mark.parametrize(
    ("kind", "selected", "expected"),
    [
        ("speedups", "2.6x", {"factor": 2.6, "text": "2.6x", "bound": "exact"}),
        ("speedups", " 2.6x faster ", {"factor": 2.6, "text": "2.6x"}),
        ("speedups", "48.4", {"factor": 1.938, "text": "48.4\\%"}),
        ("speedups", "single device", {"factor": None, "text": "single device"}),
        (
            "resource_savings",
            "half the memory",
            {"factor": 2, "text": "half", "resource": "memory"},
        ),
        ("parameter_counts", "7B", {"value": 7_000_000_000, "text": "7B", "qualifier": "exact"}),
        ("results", "82.1", {"value": 82.1, "text": "82.1%", "type": "absolute"}),
        ("results", "+1.5", {"value": 1.5, "text": "+1.5", "type": "gain"}),
        ("models", " Marlo", {"names": ["Marlo"], "role": "mentioned", "category": "model"}),
        ("benchmarks", "GLUE", {"names": ["GLUE"], "role": "evaluated"}),
        ("links", "github.com", LINK),
    ],
)
def test_a_selection_becomes_a_record(kind: str, selected: str, expected: dict[str, Any]) -> None:
    start = ABSTRACT.index(selected)
    record = propose(kind, (start, start + len(selected)), ABSTRACT, []).record
    assert list(record) == [field.name for field in FIELDS[kind]]
    assert {name: record[name] for name in expected} == expected


def test_what_is_extracted_there_lends_its_fields() -> None:
    start = ABSTRACT.index("2.6x")
    found = SPEEDUP | {"char_start": start, "char_end": start + 4, "sentence_start": 0}
    assert propose("speedups", (start, start + 4), ABSTRACT, [found]).record == SPEEDUP


def test_a_percentage_offers_the_factor_of_each_conversion() -> None:
    start = ABSTRACT.index("48.4")
    factors = propose("speedups", (start, start + 4), ABSTRACT, []).factors
    assert factors == {"as_is": 1.484, "more": 1.484, "less": 1.938, "of": 2.0661}
