"""The bundled golden page: consistent in itself, with its page of text, and read well enough."""

import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from extractors import extract_batch
from pipelines.evaluation import evaluate, read_golden
from pipelines.readers import read_inputs
from schemas import KINDS, Paper, paper_id_of
from schemas.keys import benchmark_key, model_key, name_key, url_key

#: F1 per kind below which the extractor must not fall on golden/page.jsonl
FLOORS = {
    "models": 0.93,
    "parameter_counts": 0.97,
    "speedups": 0.95,
    "resource_savings": 0.92,
    "benchmarks": 0.92,
    "results": 0.94,
    "links": 0.98,
}
#: fields of golden records by kind: those of the record classes less provenance
FIELDS = {
    kind: set(record.model_fields)
    - {"name", "host", "char_start", "char_end", "sentence_start", "sentence_end"}
    for kind, record in KINDS.items()
}
FIELDS["links"] -= {"text"}

FOLDER = Path(__file__).parents[2] / "golden"
LINES = [
    json.loads(line)
    for line in (FOLDER / "page.jsonl").read_text(encoding="utf-8").split("\n")
    if line
]
RECORDS = [(line, kind, record) for line in LINES for kind in KINDS for record in line[kind]]


def described(line: dict[str, Any], kind: str, record: dict[str, Any]) -> str:
    return f"{line['id']} {kind}: {record}"


def test_every_line_is_a_paper_with_lists_of_all_kinds() -> None:
    for line in LINES:
        assert list(line) == ["id", "title", "abstract", "source", *KINDS]
        assert line["id"] == paper_id_of(line["abstract"])
        assert line["title"].strip()
    assert len({line["id"] for line in LINES}) == len(LINES)


def test_the_page_holds_these_papers_in_this_order() -> None:
    papers = list(read_inputs([str(FOLDER / "page.txt")]))
    assert all(isinstance(paper, Paper) for paper in papers)
    assert [(p.paper_id, p.title, p.abstract) for p in papers] == [
        (line["id"], line["title"], line["abstract"]) for line in LINES
    ]


def test_every_record_has_the_fields_of_its_kind() -> None:
    wrong = [described(*at) for at in RECORDS if set(at[2]) != FIELDS[at[1]]]
    assert wrong == []


def test_closed_vocabularies_hold() -> None:
    wrong = []
    for line, kind, record in RECORDS:
        for name, field in KINDS[kind].model_fields.items():
            if get_origin(field.annotation) is Literal and record[name] not in get_args(
                field.annotation
            ):
                wrong.append(described(line, kind, record))
    assert wrong == []


def test_surfaces_stand_in_the_abstract() -> None:
    wrong = []
    for line, kind, record in RECORDS:
        abstract = line["abstract"]
        surfaces = [
            record[name] for name in ("text", "subject", "baseline", "metric") if record.get(name)
        ]
        missing = [surface for surface in surfaces if surface not in abstract]
        names = [name for name in record.get("names", []) if name not in abstract]
        if missing or (names and not is_completed(names, abstract)):
            wrong.append(described(line, kind, record))
    assert wrong == []


def is_completed(names: list[str], abstract: str) -> bool:
    """Whether the beginning of each name stands there, as "GPT-3" of "GPT-2/3"."""
    return all(name[: max(2, len(name) // 2)] in abstract for name in names)


def test_models_and_benchmarks_of_numbers_are_among_the_names() -> None:
    wrong = []
    for line, kind, record in RECORDS:
        for field, named, key in (
            ("model", "models", model_key),
            ("benchmark", "benchmarks", benchmark_key),
        ):
            if record.get(field) is not None:
                keys = {key(name) for other in line[named] for name in other["names"]}
                if key(record[field]) not in keys:
                    wrong.append(described(line, kind, record))
    assert wrong == []


def test_values_are_those_of_their_surfaces() -> None:
    for line, kind, record in RECORDS:
        if kind in ("speedups", "resource_savings"):
            assert record["factor"] >= 1, described(line, kind, record)
        if kind == "parameter_counts":
            assert record["value"] > 0, described(line, kind, record)
        if kind == "results":
            digits = "".join(c for c in record["text"] if c.isdigit() or c == ".").strip(".")
            if digits:
                assert record["value"] == float(digits), described(line, kind, record)
        if kind == "models" and record["category"] == "method":
            assert record["role"] == "proposed", described(line, kind, record)


def test_no_record_stands_twice() -> None:
    for line in LINES:
        for kind in ("models", "benchmarks"):
            names = [name.casefold() for record in line[kind] for name in set(record["names"])]
            assert len(set(names)) == len(names), (line["id"], kind)
        urls = [url_key(link["url"]) for link in line["links"]]
        assert len(set(urls)) == len(urls)
        for kind in ("parameter_counts", "speedups", "resource_savings", "results"):
            rows = [json.dumps(record, sort_keys=True) for record in line[kind]]
            assert len(set(rows)) == len(rows), (line["id"], kind)


def test_every_kind_occurs_and_some_abstracts_have_no_facts() -> None:
    for kind in KINDS:
        assert any(line[kind] for line in LINES)
    assert any(not any(line[kind] for kind in KINDS) for line in LINES)
    assert all(name_key(name) for _, _, record in RECORDS for name in record.get("names", []))


@pytest.fixture(scope="module")
def scores() -> dict[str, float]:
    evaluation = evaluate(read_golden(FOLDER / "page.jsonl"), extract_batch)
    assert evaluation.abstracts == len(LINES)
    return {kind: score.f1 for kind, score in evaluation.scores.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_f1_is_above_its_floor(kind: str, scores: dict[str, float]) -> None:
    assert scores[kind] >= FLOORS[kind]
