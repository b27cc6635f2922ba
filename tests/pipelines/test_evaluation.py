"""How records are compared: the rules of the guidelines, one by one."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import PipelineError
from pipelines.evaluation import (
    FIELDS,
    Evaluation,
    Golden,
    GoldenError,
    compare,
    evaluate,
    match,
    metrics_alike,
    read_golden,
    write_scores,
)
from schemas import KINDS, Paper, PaperFacts, ParameterCount

Record = dict[str, Any]


def named(*names: str, **fields: Any) -> Record:
    return {"names": list(names), **fields}


def count(value: float, **fields: Any) -> Record:
    return {"value": value, "qualifier": "exact", "model": None, "scope": "total", **fields}


def speedup(factor: float, **fields: Any) -> Record:
    common = {"measure": "speed", "phase": "training", "bound": "exact"}
    return {"factor": factor, **common, "subject": None, "baseline": None, **fields}


def saving(resource: str, factor: float, **fields: Any) -> Record:
    common = {"bound": "exact", "subject": None, "baseline": None}
    return {"resource": resource, "factor": factor, **common, **fields}


def result(value: float, metric: str | None = None, **fields: Any) -> Record:
    common = {"type": "absolute", "benchmark": None, "model": None}
    return {"value": value, "metric": metric, **common, **fields}


def link(url: str, **fields: Any) -> Record:
    return {"url": url, "type": "code", "repo": None, **fields}


#: kind, a golden record, an extracted one: alike
ALIKE = [
    ("models", named("GPT-4"), named("gpt 4")),
    ("models", named("ＧＰＴ-４"), named("GPT-4")),
    ("models", named("STRASSE-Net"), named("Straßenet")),
    ("models", named("ResNet"), named("ResNets")),
    ("models", named("PaLM"), named("PaLM 540B")),
    ("models", named("Llama-2-7B"), named("Llama-2-70B")),
    ("models", named("SPIN", "sparse inference"), named("Sparse Inference")),
    ("models", named("A", "B"), named("C", "B")),
    ("benchmarks", named("GLUE"), named("GLUE benchmark")),
    ("benchmarks", named("COCO"), named("COCO test-dev")),
    ("benchmarks", named("SQuAD dataset"), named("SQuAD")),
    ("benchmarks", named("CIFAR-10"), named("CIFAR10")),
    ("parameter_counts", count(7e9), count(7e9)),
    ("parameter_counts", count(7e9), count(7.035e9)),
    ("parameter_counts", count(7e9), count(6.965e9)),
    ("speedups", speedup(3.0), speedup(3.03)),
    ("speedups", speedup(3.0), speedup(2.97)),
    ("resource_savings", saving("memory", 2.0), saving("memory", 2.01)),
    ("results", result(82.1), result(82.1)),
    ("results", result(82.1, "accuracy"), result(82.1, "Accuracy")),
    ("results", result(82.1, "accuracy"), result(82.1, "top-1 accuracy")),
    ("results", result(82.1, "mean F1"), result(82.1, "F1")),
    ("results", result(82.1, "F1"), result(82.1, None)),
    ("results", result(82.1, None), result(82.1, "F1")),
    ("results", result(5.7, type="gain"), result(5.7, type="loss")),
    ("links", link("https://github.com/a/b"), link("http://www.github.com/a/b.git")),
    ("links", link("https://GitHub.com/a/b/"), link("github.com/a/b")),
]
#: ... and not alike
NOT_ALIKE = [
    ("models", named("GPT-3"), named("GPT-4")),
    ("models", named("BERT-base"), named("BERT-large")),
    ("models", named("T5"), named("Flan-T5")),
    ("models", named("T5"), named("T5+")),
    ("models", named("GLUE"), named("GLUE benchmark")),  # tails are generic for benchmarks alone
    ("benchmarks", named("CIFAR-10"), named("CIFAR-100")),
    ("benchmarks", named("YFCC-15M"), named("YFCC-100M")),  # sizes go for models alone
    ("benchmarks", named("ImageNet"), named("ImageNet-1K")),
    ("parameter_counts", count(7e9), count(7.04e9)),
    ("parameter_counts", count(7e9), count(7e6)),
    ("speedups", speedup(3.0), speedup(3.04)),
    ("speedups", speedup(3.0), speedup(2.96)),
    ("resource_savings", saving("memory", 2.0), saving("energy", 2.0)),
    ("resource_savings", saving("memory", 2.0), saving("memory", 2.03)),
    ("results", result(82.1), result(82.2)),
    ("results", result(82.1, "F1"), result(82.1, "BLEU")),
    ("links", link("https://github.com/a/b"), link("https://github.com/a/B")),
    ("links", link("https://github.com/a/b"), link("https://github.com/a/b/wiki")),
]


@pytest.mark.parametrize(("kind", "golden", "extracted"), ALIKE)
def test_alike(kind: str, golden: Record, extracted: Record) -> None:
    assert match(kind, [golden], [extracted]) == [(0, 0)]


@pytest.mark.parametrize(("kind", "golden", "extracted"), NOT_ALIKE)
def test_not_alike(kind: str, golden: Record, extracted: Record) -> None:
    assert match(kind, [golden], [extracted]) == []


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("accuracy", "accuracies", False),
        ("win rate", "win-rates", True),
        ("BLEU", "sacreBLEU", True),
        ("AP", "mAP", True),
        ("WER", "CER", False),
        (None, None, True),
    ],
)
def test_metrics(one: str | None, other: str | None, alike: bool) -> None:
    assert metrics_alike(one, other) is alike
    assert metrics_alike(other, one) is alike


def test_every_record_is_matched_once() -> None:
    assert match("models", [named("A")], [named("A"), named("A")]) == [(0, 0)]
    assert match("models", [named("A"), named("A")], [named("A")]) == [(0, 0)]
    assert match("results", [result(1), result(1)], [result(1), result(1)]) == [(0, 0), (1, 1)]
    assert match("models", [], [named("A")]) == match("models", [named("A")], []) == []


def test_the_pair_that_agrees_in_most_fields_goes_first() -> None:
    golden = [count(7e9, model="A"), count(7e9, model="B")]
    assert match("parameter_counts", golden, golden[::-1]) == [(0, 1), (1, 0)]
    golden = [speedup(2, phase="training"), speedup(2, phase="inference", bound="up_to")]
    assert match("speedups", golden, golden[::-1]) == [(0, 1), (1, 0)]


def test_counts_of_a_comparison() -> None:
    evaluation = Evaluation()
    golden = [named("A", role="proposed", category="model"), named("B", role="mentioned")]
    found = [
        named("A", role="mentioned", category="model"),
        named("C", role="mentioned"),
        named("D", role="mentioned"),
    ]
    compare(evaluation, "p", "models", golden, found)
    score = evaluation.scores["models"]
    assert (score.matched, score.extracted, score.golden) == (1, 3, 2)
    assert score.precision == pytest.approx(1 / 3)
    assert score.recall == pytest.approx(1 / 2)
    assert score.f1 == pytest.approx(2 / 5)
    assert score.accuracy("role") == 0.0
    assert score.accuracy("category") == 1.0
    assert [(d.problem, d.golden, d.extracted) for d in evaluation.differences] == [
        ("role", golden[0], found[0]),
        ("missed", golden[1], None),
        ("spurious", None, found[1]),
        ("spurious", None, found[2]),
    ]
    assert {(d.paper_id, d.kind) for d in evaluation.differences} == {("p", "models")}


def test_scores_are_micro_averages_over_abstracts() -> None:
    evaluation = Evaluation()
    compare(evaluation, "1", "links", [link("a.org/1")], [link("a.org/1")])
    compare(evaluation, "2", "links", [link("a.org/2"), link("a.org/3"), link("a.org/4")], [])
    score = evaluation.scores["links"]
    assert (score.precision, score.recall) == (1.0, 0.25)
    assert score.f1 == pytest.approx(2 * 1 / 5)


def test_nothing_found_where_nothing_is_said_is_right() -> None:
    score = Evaluation().scores["results"]
    assert (score.precision, score.recall, score.f1, score.accuracy("type")) == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("kind", "golden", "extracted", "wrong"),
    [
        ("parameter_counts", count(7e9, model="FooNets"), count(7e9, model="foo-net"), set()),
        ("parameter_counts", count(7e9, model="Foo"), count(7e9, model=None), {"model"}),
        ("parameter_counts", count(7e9, model=None), count(7e9, model="Foo"), {"model"}),
        ("parameter_counts", count(7e9, scope="active"), count(7e9), {"scope"}),
        ("speedups", speedup(2, baseline="our CPU"), speedup(2, baseline="Our CPUs"), set()),
        ("speedups", speedup(2, phase="inference"), speedup(2), {"phase"}),
        ("results", result(1, "top-1 accuracy"), result(1, "accuracy"), {"metric"}),
        ("results", result(1, None), result(1, "accuracy"), {"metric"}),
        ("results", result(1, benchmark="A-1"), result(1, benchmark="a1"), set()),
        ("results", result(1, type="gain"), result(1, type="loss"), {"type"}),
        ("links", link("a.org/b", repo="A/b"), link("a.org/b", repo="a/B"), set()),
        ("links", link("a.org/b", repo="a/b"), link("a.org/b"), {"repo"}),
        ("links", link("a.org/b", type="model"), link("a.org/b"), {"type"}),
    ],
)
def test_fields_of_matched_records(
    kind: str, golden: Record, extracted: Record, wrong: set[str]
) -> None:
    evaluation = Evaluation()
    compare(evaluation, "p", kind, [golden], [extracted])
    assert {difference.problem for difference in evaluation.differences} == wrong
    score = evaluation.scores[kind]
    assert {name for name in FIELDS[kind] if score.accuracy(name) == 0.0} == wrong
    assert all(score.fields[name][1] == 1 for name in FIELDS[kind])


def test_every_kind_has_its_fields() -> None:
    assert set(FIELDS) == set(KINDS)
    for kind, names in FIELDS.items():
        assert set(names) <= set(KINDS[kind].model_fields)


# -- golden files --


def line(**fields: Any) -> str:
    return json.dumps(fields)


def test_golden_lines_with_their_texts(tmp_path: Path) -> None:
    file = tmp_path / "golden.jsonl"
    file.write_text(
        "\ufeff"
        + line(id="1", title="T", abstract="We go.", source="s", models=[named("A")])
        + "\n\n"
        + line(abstract="No id.")
        + "\n",
        encoding="utf-8",
    )
    one, other = read_golden(file)
    assert one.paper == Paper(paper_id="1", title="T", abstract="We go.", source="s")
    assert list(one.records) == list(KINDS)
    assert one.records["models"] == [named("A")]
    assert one.records["links"] == []
    assert other.paper == Paper(abstract="No id.")


def test_golden_lines_without_texts_are_joined_by_id(tmp_path: Path) -> None:
    file = tmp_path / "golden.jsonl"
    file.write_text(line(id="1", links=[link("a.org/b")]) + "\n", encoding="utf-8")
    paper = Paper(paper_id="1", title="T", abstract="We go.")
    (golden,) = read_golden(file, {"1": paper})
    assert golden == Golden(paper, {kind: [] for kind in KINDS} | {"links": [link("a.org/b")]})
    with pytest.raises(GoldenError, match=r"golden\.jsonl: line 1: no abstract .* '1'"):
        list(read_golden(file))


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(line(id="2", abstract="B"), encoding="utf-8")
    (tmp_path / "a.jsonl").write_text(line(id="1", abstract="A"), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not golden", encoding="utf-8")
    assert [item.paper.paper_id for item in read_golden(tmp_path)] == ["1", "2"]


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", '"text"', '{"id": "1"}', '{"abstract": null}', "\x00", "7", "null"],
)
def test_broken_lines_name_file_and_line(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "golden.jsonl"
    file.write_text(line(abstract="Fine.") + "\n" + broken + "\n", encoding="utf-8")
    with pytest.raises(GoldenError, match=r"golden\.jsonl: line 2: "):
        list(read_golden(file))


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(GoldenError, match=r"missing\.jsonl"):
        list(read_golden(tmp_path / "missing.jsonl"))
    with pytest.raises(GoldenError, match=r"no \*\.jsonl file"):
        list(read_golden(tmp_path))
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(GoldenError, match=r"latin\.jsonl"):
        list(read_golden(tmp_path))
    assert issubclass(GoldenError, PipelineError)


# -- whole evaluations --


def sevens(papers: Iterable[Paper]) -> Iterator[PaperFacts]:
    """Finds a size of 7B wherever the abstract begins with it."""
    for paper in papers:
        found = ParameterCount(
            char_start=0,
            char_end=2,
            sentence_start=0,
            sentence_end=2,
            text="7B",
            value=7_000_000_000,
            qualifier="exact",
            scope="total",
        )
        counts = [found] if paper.abstract.startswith("7B") else []
        yield PaperFacts(paper=paper, parameter_counts=counts)


def golden_of(abstract: str, **records: list[Record]) -> Golden:
    return Golden(Paper(abstract=abstract), {kind: records.get(kind, []) for kind in KINDS})


def test_an_evaluation_from_end_to_end(tmp_path: Path) -> None:
    golden = [
        golden_of("7B weights", parameter_counts=[count(7e9)]),
        golden_of("8B weights", parameter_counts=[count(8e9)]),
        golden_of("7B again"),
    ]
    evaluation = evaluate(iter(golden), sevens)
    assert evaluation.abstracts == 3
    assert set(evaluation.texts.values()) == {"7B weights", "8B weights", "7B again"}
    assert [(d.problem, evaluation.texts[d.paper_id]) for d in evaluation.differences] == [
        ("missed", "8B weights"),
        ("spurious", "7B again"),
    ]
    write_scores(evaluation, tmp_path / "scores.json")
    scores = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert scores == evaluation.as_json()
    assert scores["abstracts"] == 3
    assert list(scores["kinds"]) == list(KINDS)
    assert scores["kinds"]["parameter_counts"] == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "matched": 1,
        "extracted": 2,
        "golden": 2,
        "fields": {"qualifier": 1.0, "model": 1.0, "scope": 1.0},
    }


def test_scores_that_cannot_be_written_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"scores\.json"):
        write_scores(Evaluation(), tmp_path / "nowhere" / "scores.json")
