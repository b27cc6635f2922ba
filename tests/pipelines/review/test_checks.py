"""The rules: what breaks one is told in a line, and what the guidelines allow is not."""

from pathlib import Path
from typing import Any

import pytest

from pipelines.evaluation import read_golden
from pipelines.review.checks import check, check_all
from pipelines.review.fields import FIELDS
from pipelines.review.surfaces import is_completed
from schemas import KINDS
from tests.pipelines.review.example import (
    ABSTRACT,
    BERT,
    GLUE,
    LINK,
    MARLO,
    RESULT,
    RIGHT,
    SIZE,
    SPEEDUP,
)


def test_right_records_have_no_findings() -> None:
    found = check_all(RIGHT, ABSTRACT)
    assert [finding for of_kind in found.values() for one in of_kind for finding in one] == []


@pytest.mark.parametrize(
    ("kind", "record", "severity", "message"),
    [
        # surfaces stand in the abstract
        ("models", MARLO | {"names": ["Marla"]}, "error", "“Marla” does not stand in the abstract"),
        ("models", MARLO | {"names": ["MARLO"]}, "error", "abstract; “Marlo” does"),
        ("models", MARLO | {"names": []}, "error", "at least one name"),
        ("models", MARLO | {"names": "Marlo"}, "error", "at least one name"),
        ("models", MARLO | {"names": [" "]}, "error", "a name is empty"),
        ("models", MARLO | {"names": ["Marlo", "Marlo"]}, "error", "listed twice"),
        ("models", MARLO | {"names": ["larks"]}, "error", "stands only inside a URL"),
        ("models", BERT | {"names": ["BER"]}, "warning", "inside a longer word"),
        ("speedups", SPEEDUP | {"text": "2.7x"}, "error", "“2.7x” does not stand"),
        ("speedups", SPEEDUP | {"text": None}, "error", "must be copied from the abstract"),
        ("speedups", SPEEDUP | {"baseline": "the BERT"}, "error", "“the BERT” does not stand"),
        ("speedups", SPEEDUP | {"subject": ""}, "error", "or empty"),
        # ... but for completed coordinations
        ("models", BERT | {"names": ["GPT-3"]}, "warning", "right only if it is joined there"),
        ("models", BERT | {"names": ["GPT-4"]}, "error", "“GPT-4” does not stand"),
        ("speedups", SPEEDUP | {"baseline": "GPT-3"}, "warning", "right only if it is joined"),
        # fields and closed vocabularies
        ("models", MARLO | {"role": "new"}, "error", "role is one of: proposed, mentioned"),
        ("models", BERT | {"category": "method"}, "error", "only where the paper proposes it"),
        ("benchmarks", GLUE | {"role": None}, "error", "introduced, evaluated, other"),
        ("benchmarks", GLUE | {"note": "?"}, "error", "benchmarks have no field “note”"),
        ("benchmarks", {"names": ["GLUE"]}, "error", "role is missing"),
        ("speedups", SPEEDUP | {"phase": ["inference"]}, "error", "phase is one of"),
        # numbers
        ("speedups", SPEEDUP | {"factor": 0.4}, "error", "a factor is at least 1"),
        ("speedups", SPEEDUP | {"factor": "2.6"}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": True}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": float("inf")}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": 3}, "warning", "“2.6x” makes 2.6, not 3"),
        (
            "speedups",
            SPEEDUP | {"factor": 48.4, "text": "48.4\\%"},
            "warning",
            "“48.4\\%” makes 1.484 or 1.938 or 2.0661, not 48.4",
        ),
        ("speedups", SPEEDUP | {"text": "faster"}, "warning", "no number is read in “faster”"),
        ("parameter_counts", SIZE | {"value": 7}, "error", "“7B” says 7000000000, not 7"),
        ("parameter_counts", SIZE | {"value": 0}, "error", "above 0"),
        ("parameter_counts", SIZE | {"model": "It"}, "warning", "none of the names in models"),
        ("results", RESULT | {"value": 0.821}, "error", "“82.1%” says 82.1, not 0.821"),
        ("results", RESULT | {"value": -82.1}, "error", "without its sign"),
        # names of results
        ("results", RESULT | {"model": "It"}, "error", "“It” is none of the names in models"),
        ("results", RESULT | {"benchmark": "Code"}, "error", "none of the names in benchmarks"),
        # links
        ("links", LINK | {"url": "github.com/larks/marlo"}, "error", "add https://"),
        ("links", LINK | {"url": "https://github.com/larks"}, "warning", "as a URL of its own"),
        ("links", LINK | {"url": "https://example.org"}, "error", "is no URL of the abstract"),
        ("links", LINK | {"url": None}, "error", "must be a URL"),
        ("links", LINK | {"repo": None}, "warning", "should be “larks/marlo”"),
        ("links", LINK | {"repo": "marlo"}, "error", "owner/name"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_told_in_a_line(
    kind: str, record: dict[str, Any], severity: str, message: str
) -> None:
    findings = check(kind, record, ABSTRACT, RIGHT)
    told = [(finding.severity, finding.message) for finding in findings]
    assert any(one == severity and message in text for one, text in told), told
    assert all("\n" not in text for _, text in told)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("models", BERT | {"names": ["RoBERTa"]}),  # its plural stands there
        ("speedups", SPEEDUP | {"factor": 1.938, "text": "48.4\\%"}),
        ("speedups", SPEEDUP | {"factor": 1.484, "text": "48.4\\%"}),
        ("results", RESULT | {"value": 1.5, "text": "+1.5", "type": "gain"}),
        ("results", RESULT | {"metric": None, "benchmark": None, "model": None}),
        ("links", LINK | {"url": "https://github.com/larks/marlo/"}),
    ],
)
def test_what_the_guidelines_allow_has_no_findings(kind: str, record: dict[str, Any]) -> None:
    assert check(kind, record, ABSTRACT, RIGHT) == []


def test_the_same_fact_twice_is_a_warning() -> None:
    other = BERT | {"names": ["Marlo", "RoBERTa"]}
    found = check_all(RIGHT | {"models": [MARLO, other], "links": [LINK, LINK]}, ABSTRACT)
    assert [f.message for f in found["models"][1]] == ["“Marlo” is a name in record 1 too"]
    assert [f.message for f in found["links"][1]] == ["the same as record 1"]


@pytest.mark.parametrize(
    ("name", "abstract", "expected"),
    [
        ("GPT-3", "GPT-2/3 are large", True),
        ("BERT-large", "BERT-base and -large", True),
        ("WSJ0-3mix", "on WSJ0-2/3mix", True),
        ("CIFAR-100", "CIFAR-10, and 100", True),
        ("Llama 3", "Llama 2 and 3", True),
        ("Llama 4", "Llama 2 and 3", False),
        ("Llama 3", "Llama 2. It has 3 layers and", False),
        ("T5 base", "Flan-T5 models (base", False),
        ("BERT-large", "-large and BERT-base", False),
        ("Marla", "Marlo, a model", False),
    ],
)
def test_completed_names_are_told_by_their_coordination(
    name: str, abstract: str, expected: bool
) -> None:
    assert is_completed(name, abstract) is expected


def test_bundled_annotations_break_no_rule() -> None:
    for item in read_golden(Path(__file__).parents[3] / "golden" / "page.jsonl"):
        for findings in check_all(item.records, item.paper.abstract).values():
            assert [f for one in findings for f in one if f.severity == "error"] == []


def test_fields_are_those_of_the_records_without_what_follows_from_others() -> None:
    left_out = {"char_start", "char_end", "sentence_start", "sentence_end", "name", "host"}
    for kind, record in KINDS.items():
        dropped = left_out | ({"text"} if kind == "links" else set())
        assert {field.name for field in FIELDS[kind]} == record.model_fields.keys() - dropped
