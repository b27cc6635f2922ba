"""How well the shared golden pages are read: the test set, which no weights have seen."""

from pathlib import Path

import pytest

from extractors import extract_batch
from pipelines.evaluation import evaluate, read_golden
from schemas import KINDS

#: F1 per kind below which the extractor must not fall on golden/pages.jsonl of the shared folder
FLOORS = {
    "models": 0.91,
    "parameter_counts": 0.935,
    "speedups": 0.93,
    "resource_savings": 0.90,
    "benchmarks": 0.875,
    "results": 0.875,
    "links": 0.98,
}


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    pages = shared / "golden" / "pages.jsonl"
    if not pages.is_file():
        pytest.skip(f"no golden pages at {pages}")
    evaluation = evaluate(read_golden(pages), extract_batch)
    return {kind: score.f1 for kind, score in evaluation.scores.items()}


@pytest.mark.parametrize("kind", KINDS)
def test_f1_is_above_its_floor(kind: str, scores: dict[str, float]) -> None:
    assert scores[kind] >= FLOORS[kind]
