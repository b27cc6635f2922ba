"""An abstract and its right golden records, which every test of a review starts from."""

import json
from pathlib import Path
from typing import Any

import extractors
from pipelines.evaluation import evaluate, read_golden

ABSTRACT = (
    "𝔐arlo: we propose Marlo (7B), a small reader of text. Marlo decodes 2.6x faster than BERT on "
    "a single device, and cuts latency by 48.4\\% against GPT-2/3 with half the memory. It reaches "
    "82.1% accuracy on GLUE, +1.5 over RoBERTas. Code: https://github.com/larks/marlo."
)
MARLO = {"names": ["Marlo"], "role": "proposed", "category": "model"}
BERT = {"names": ["BERT"], "role": "mentioned", "category": "model"}
GLUE = {"names": ["GLUE"], "role": "evaluated"}
SIZE = {
    "value": 7_000_000_000,
    "text": "7B",
    "qualifier": "exact",
    "model": "Marlo",
    "scope": "total",
}
SPEEDUP = {
    **{"factor": 2.6, "text": "2.6x", "measure": "speed", "phase": "inference", "bound": "exact"},
    **{"subject": "Marlo", "baseline": "BERT"},
}
SAVING = {
    **{"resource": "memory", "factor": 2, "text": "half", "bound": "exact"},
    **{"subject": None, "baseline": None},
}
RESULT = {
    **{"value": 82.1, "text": "82.1%", "metric": "accuracy", "benchmark": "GLUE"},
    **{"model": "Marlo", "type": "absolute"},
}
LINK = {"url": "https://github.com/larks/marlo", "type": "code", "repo": "larks/marlo"}
RIGHT: dict[str, list[dict[str, Any]]] = {
    "models": [MARLO, BERT],
    "parameter_counts": [SIZE],
    "speedups": [SPEEDUP],
    "resource_savings": [SAVING],
    "benchmarks": [GLUE],
    "results": [RESULT],
    "links": [LINK],
}


def line(records: dict[str, Any] | None = None, **fields: Any) -> str:
    """A golden line: the abstract and its right records, or those given."""
    given = {"id": "marlo", "title": "Marlo", "abstract": ABSTRACT, "source": "nest"} | fields
    return json.dumps(given | (RIGHT if records is None else records), ensure_ascii=False)


def f1_of_speedups(golden: Path) -> float:
    """What `evaluate` makes of the speedups in a golden file."""
    return evaluate(read_golden(golden), extractors.extract_batch).scores["speedups"].f1
