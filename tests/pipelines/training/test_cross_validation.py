"""The steps of the training fit together, on the few abstracts that are bundled."""

from pathlib import Path

from extractors.pipeline import load_tokenizer
from extractors.statistics import NameStatistics
from extractors.text import Text
from pipelines.evaluation import read_golden
from pipelines.training import names
from pipelines.training.cross_validation import FOLDS, cross_validate
from pipelines.training.steps import Prepared, splits
from pipelines.training.topics import find_topics

GOLDEN = list(read_golden(Path(__file__).parents[3] / "golden" / "written.jsonl"))[:160]
#: of these the rest is trained on only
MEASURED = 40


def test_every_measured_abstract_is_read_once_and_better_than_by_chance() -> None:
    tokenize = load_tokenizer()
    texts = [Text.of(tokenize(item.paper.abstract)) for item in GOLDEN]
    prepared = Prepared(
        GOLDEN,
        MEASURED,
        texts,
        [
            names.describe(item.paper, text, item.records)
            for item, text in zip(GOLDEN, texts, strict=True)
        ],
        NameStatistics(),
        {},
        find_topics((text.lower for text in texts), dimensions=10),
    )
    done = cross_validate(prepared)
    assert done.abstracts == MEASURED
    for kind, score in done.scores.items():
        assert score.golden == sum(len(item.records[kind]) for item in GOLDEN[:MEASURED])
    assert done.scores["models"].f1 > 0.5
    assert done.scores["benchmarks"].f1 > 0.4
    assert done.scores["parameter_counts"].f1 > 0.7


def test_folds_share_no_abstract_and_leave_none_out() -> None:
    parts = list(splits(GOLDEN, FOLDS))
    assert sorted(at for inside, _ in parts for at in inside) == list(range(len(GOLDEN)))
    assert all(set(inside).isdisjoint(rest) for inside, rest in parts)
