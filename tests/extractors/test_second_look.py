"""The second look at names: what one name tells of another."""

import numpy as np
import pytest

from extractors import extract
from extractors.entities import Document, gather
from extractors.labels import LABELS, load_labeller
from extractors.names import find_mentions
from extractors.pipeline import load_tokenizer
from extractors.second_look import BENCHMARK, HEADS, PROPOSED, Look, look_again, revise
from extractors.text import Text
from schemas import Paper

LABELLER = load_labeller()
TOKENIZE = load_tokenizer()


def document(abstract: str, title: str = "") -> Document:
    return Document(Text.of(TOKENIZE(abstract)), title)


def proposed(abstract: str) -> list[str]:
    facts = extract(Paper(paper_id="x", abstract=abstract))
    return [model.names[0] for model in facts.models if model.role == "proposed"]


def test_the_weights_have_the_heads_of_the_code() -> None:
    assert LABELLER.second.heads == HEADS


def test_a_part_of_a_surer_proposal_is_none() -> None:
    assert proposed(
        "We propose Tidemark, a framework for video retrieval. Tidemark consists of a Frame Gating "
        "Module (FGM) and a Clip Ranking Module (CRM). Experiments show that Tidemark outperforms "
        "all baselines."
    ) == ["Tidemark"]


def test_contributions_that_stand_side_by_side_all_count() -> None:
    assert proposed(
        "We propose two algorithms for bandits, LinRoost and LinPerch. LinRoost needs no prior; "
        "LinPerch does."
    ) == ["LinRoost", "LinPerch"]


def looks_at(abstract: str, rows: dict[str, dict[str, float]]) -> list[Look]:
    """The looks at an abstract whose entities have these probabilities, all others none."""
    text = document(abstract)
    entities = gather(find_mentions(text.text, []), [], abstract)
    table = np.zeros((len(entities), len(LABELS)), dtype=np.float32)
    for row, entity in zip(table, entities, strict=True):
        said = rows.get(entity.mentions[0].surface, {})
        row[0] = 1 - sum(said.values())
        for label, probability in said.items():
            row[LABELS.index(label)] = probability
    return look_again(entities, table, text)


def test_what_is_sure_is_not_looked_at_again() -> None:
    looks = looks_at(
        "We propose Wexcel with a Gated Mixer and test on ImageNet and Quarrybench.",
        {
            "Wexcel": {"method:proposed": 0.99},
            "Gated Mixer": {"method:proposed": 0.3},
            "ImageNet": {"benchmark:evaluated": 0.99},
            "Quarrybench": {"benchmark:introduced": 0.4, "benchmark:evaluated": 0.5},
        },
    )
    assert [look.head for look in looks] == ["proposal", "role"]
    part, benchmark = looks
    assert {"rank=1", "sure=1", "possible=2", "top level=4"} <= set(part.features)
    assert {"left=evaluated", "others evaluated=2", "most introduced=0"} <= set(benchmark.features)


def test_revised_probabilities_still_sum_to_one() -> None:
    table = np.array([[0.2, 0.1, 0.4, 0.2, 0.1, 0, 0], [0.3, 0, 0, 0, 0.1, 0.3, 0.3]], np.float32)
    before = table.copy()
    looks = [Look(0, "proposal", ["rank=0"]), Look(1, "role", ["before train", "before we"])]
    revise([table], [looks], LABELLER.second)
    assert table.sum(axis=1) == pytest.approx([1, 1], abs=1e-5)
    first, second = table
    assert first[2] / first[3] == pytest.approx(2, rel=1e-4), "the category stays"
    assert first[PROPOSED].sum() != pytest.approx(before[0, PROPOSED].sum())
    assert second[BENCHMARK].sum() == pytest.approx(0.7, abs=1e-5)
    assert second[:4] == pytest.approx(before[1, :4])


def test_nothing_is_revised_without_names() -> None:
    assert look_again([], np.zeros((0, len(LABELS)), np.float32), document("Nothing here.")) == []
    revise([], [], LABELLER.second)
