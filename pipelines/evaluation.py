"""Extracted facts against golden ones: precision, recall and F1 per kind, accuracy per field.

The rules are those of "How records are compared" in docs/guidelines.md. Golden records are plain
mappings, since annotations carry no offsets.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipelines.errors import PipelineError
from pipelines.files import replacing
from schemas import KINDS, Paper, PaperFacts
from schemas.keys import benchmark_key, model_key, name_key, url_key

Record = Mapping[str, Any]

#: fields reported as accuracy over matched records, by kind
FIELDS: dict[str, tuple[str, ...]] = {
    "models": ("role", "category"),
    "parameter_counts": ("qualifier", "model", "scope"),
    "speedups": ("measure", "phase", "bound", "subject", "baseline"),
    "resource_savings": ("bound", "subject", "baseline"),
    "benchmarks": ("role",),
    "results": ("type", "metric", "benchmark", "model"),
    "links": ("type", "repo"),
}
PARAMETER_TOLERANCE = 0.005
FACTOR_TOLERANCE = 0.01


@dataclass(frozen=True)
class Golden:
    """One annotated abstract: the paper and its records by kind."""

    paper: Paper
    records: Mapping[str, Sequence[Record]]


@dataclass(frozen=True)
class Difference:
    """A golden record that was missed, a spurious one, or a matched one with a wrong field."""

    paper_id: str
    kind: str
    problem: str  # "missed", "spurious", or the name of the wrong field
    golden: Record | None
    extracted: Record | None


@dataclass
class KindScore:
    """Counts of one kind; `fields` maps a field to [right, compared]."""

    matched: int = 0
    extracted: int = 0
    golden: int = 0
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        return self.matched / self.extracted if self.extracted else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.golden if self.golden else 1.0

    @property
    def f1(self) -> float:
        total = self.extracted + self.golden
        return 2 * self.matched / total if total else 1.0

    def accuracy(self, name: str) -> float:
        """Share of matched records whose field `name` is right; 1.0 where none matched."""
        right, compared = self.fields.get(name, [0, 0])
        return right / compared if compared else 1.0


@dataclass
class Evaluation:
    """Scores per kind over some golden abstracts, and every difference found.

    `texts` are the abstracts by id, for those who look at the differences.
    """

    abstracts: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    scores: dict[str, KindScore] = field(
        default_factory=lambda: {kind: KindScore() for kind in KINDS}
    )
    differences: list[Difference] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Plain numbers, for comparing one run with another."""
        return {
            "abstracts": self.abstracts,
            "kinds": {
                kind: {
                    "precision": round(score.precision, 4),
                    "recall": round(score.recall, 4),
                    "f1": round(score.f1, 4),
                    "matched": score.matched,
                    "extracted": score.extracted,
                    "golden": score.golden,
                    "fields": {name: round(score.accuracy(name), 4) for name in FIELDS[kind]},
                }
                for kind, score in self.scores.items()
            },
        }


class GoldenError(PipelineError):
    """A golden file that cannot be read: names the file, the line and the reason."""


def read_golden(path: Path, texts: Mapping[str, Paper] | None = None) -> Iterator[Golden]:
    """Annotated abstracts of a JSON-lines file, or of every `*.jsonl` in a folder.

    Lines without `abstract` are joined to `texts` by `id`. Raises GoldenError.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise GoldenError(f"{path}: no *.jsonl file in this folder")
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise GoldenError(f"{file}: {error}") from None
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield _golden_of(json.loads(line), texts or {})
                except (ValueError, KeyError, AttributeError, TypeError) as error:
                    raise GoldenError(f"{file}: line {number}: {error}") from None


def _golden_of(line: Mapping[str, Any], texts: Mapping[str, Paper]) -> Golden:
    if "abstract" in line:
        paper = Paper(
            paper_id=line.get("id", ""),
            title=line.get("title"),
            abstract=line["abstract"],
            source=line.get("source"),
        )
    elif line.get("id") in texts:
        paper = texts[line["id"]]
    else:
        raise ValueError(f"no abstract given and none known for id {line.get('id')!r}")
    return Golden(paper, {kind: line.get(kind, []) for kind in KINDS})


def write_scores(evaluation: Evaluation, path: Path) -> None:
    """Write the scores as JSON, whole or not at all. Raises PipelineError."""
    with replacing(path) as file:
        file.write(json.dumps(evaluation.as_json(), indent=2).encode() + b"\n")


def evaluate(
    golden: Iterable[Golden], extract_batch: Callable[[Iterable[Paper]], Iterable[PaperFacts]]
) -> Evaluation:
    """Extract every golden paper and compare."""
    annotated = list(golden)
    texts = {item.paper.paper_id: item.paper.abstract for item in annotated}
    evaluation = Evaluation(abstracts=len(annotated), texts=texts)
    extracted = extract_batch([item.paper for item in annotated])
    for item, facts in zip(annotated, extracted, strict=True):
        for kind in KINDS:
            found = [fact.model_dump() for fact in getattr(facts, kind)]
            compare(evaluation, item.paper.paper_id, kind, item.records[kind], found)
    return evaluation


def compare(
    evaluation: Evaluation,
    paper_id: str,
    kind: str,
    golden: Sequence[Record],
    extracted: Sequence[Record],
) -> None:
    """Match the records of one kind in one abstract and add them to the evaluation."""
    score = evaluation.scores[kind]
    pairs = match(kind, golden, extracted)
    score.golden += len(golden)
    score.extracted += len(extracted)
    score.matched += len(pairs)
    for g, e in pairs:
        for name in FIELDS[kind]:
            counts = score.fields.setdefault(name, [0, 0])
            right = _same_field(name, golden[g].get(name), extracted[e].get(name))
            counts[0] += right
            counts[1] += 1
            if not right:
                evaluation.differences.append(
                    Difference(paper_id, kind, name, golden[g], extracted[e])
                )
    matched_golden, matched_extracted = {g for g, _ in pairs}, {e for _, e in pairs}
    evaluation.differences += [
        Difference(paper_id, kind, "missed", record, None)
        for g, record in enumerate(golden)
        if g not in matched_golden
    ]
    evaluation.differences += [
        Difference(paper_id, kind, "spurious", None, record)
        for e, record in enumerate(extracted)
        if e not in matched_extracted
    ]


def match(
    kind: str, golden: Sequence[Record], extracted: Sequence[Record]
) -> list[tuple[int, int]]:
    """Pairs (golden index, extracted index) that match; each record at most once.

    Where a record could match several, the pair that agrees in most fields goes first.
    """
    same = _SAME[kind]
    candidates = [
        (-_agreement(kind, golden_record, extracted_record), g, e)
        for g, golden_record in enumerate(golden)
        for e, extracted_record in enumerate(extracted)
        if same(golden_record, extracted_record)
    ]
    pairs: list[tuple[int, int]] = []
    taken_golden: set[int] = set()
    taken_extracted: set[int] = set()
    for _, g, e in sorted(candidates):
        if g not in taken_golden and e not in taken_extracted:
            pairs.append((g, e))
            taken_golden.add(g)
            taken_extracted.add(e)
    return sorted(pairs)


def _agreement(kind: str, golden: Record, extracted: Record) -> int:
    return sum(_same_field(name, golden.get(name), extracted.get(name)) for name in FIELDS[kind])


def _same_field(name: str, golden: str | None, extracted: str | None) -> bool:
    """Closed vocabularies and repositories to the letter, surfaces by the name rule."""
    if golden is None or extracted is None:
        return golden is extracted
    if name in ("model", "subject", "baseline", "metric", "benchmark"):
        return name_key(golden) == name_key(extracted)
    if name == "repo":
        return golden.casefold() == extracted.casefold()
    return golden == extracted


def _share_a_key(key: Callable[[str], str]) -> Callable[[Record, Record], bool]:
    def same(golden: Record, extracted: Record) -> bool:
        keys = {key(name) for name in golden["names"]}
        return any(key(name) in keys for name in extracted["names"])

    return same


def _close(golden: float, extracted: float, tolerance: float) -> bool:
    return abs(golden - extracted) <= tolerance * abs(golden)


def _same_count(golden: Record, extracted: Record) -> bool:
    return _close(golden["value"], extracted["value"], PARAMETER_TOLERANCE)


def _same_factor(golden: Record, extracted: Record) -> bool:
    return _close(golden["factor"], extracted["factor"], FACTOR_TOLERANCE)


def _same_saving(golden: Record, extracted: Record) -> bool:
    return golden["resource"] == extracted["resource"] and _same_factor(golden, extracted)


def _same_result(golden: Record, extracted: Record) -> bool:
    return _close(golden["value"], extracted["value"], 1e-9) and metrics_alike(
        golden["metric"], extracted["metric"]
    )


def metrics_alike(one: str | None, other: str | None) -> bool:
    """Equal after the name rule, one containing the other, or either null."""
    if one is None or other is None:
        return True
    one, other = name_key(one), name_key(other)
    return one in other or other in one


def _same_link(golden: Record, extracted: Record) -> bool:
    return url_key(golden["url"]) == url_key(extracted["url"])


_SAME: dict[str, Callable[[Record, Record], bool]] = {
    "models": _share_a_key(model_key),
    "parameter_counts": _same_count,
    "speedups": _same_factor,
    "resource_savings": _same_saving,
    "benchmarks": _share_a_key(benchmark_key),
    "results": _same_result,
    "links": _same_link,
}
