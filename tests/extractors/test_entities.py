"""Mentions gathered to entities, and the features that an abstract shows of them."""

import pytest

from extractors.acronyms import find_pairs
from extractors.entities import (
    Document,
    Entity,
    Lists,
    context_features,
    gather,
    surface_features,
)
from extractors.names import find_mentions
from extractors.pipeline import load_tokenizer
from extractors.stems import shape_of
from extractors.text import Text

NLP = load_tokenizer()


def entities_of(raw: str, title: str = "") -> dict[str, tuple[Entity, set[str]]]:
    """Every entity by its first surface, with its features."""
    text = Text.of(NLP(raw))
    pairs = find_pairs(raw)
    mentions = find_mentions(text, pairs)
    document, lists = Document(text, title), Lists(text, mentions)
    entities = gather(mentions, pairs, raw)
    return {
        entity.mentions[0].surface: (
            entity,
            {*surface, *context_features(entity, document, lists)},
        )
        for entity, surface in zip(entities, surface_features(entities, document), strict=True)
    }


def surfaces(entity: Entity) -> list[str]:
    return [mention.surface for mention in entity.mentions]


def test_spellings_and_sizes_of_a_name_are_one_entity() -> None:
    found = entities_of("we use Llama-2-7B, then LLaMA 2, then Llama-2-70B")
    entity, features = found["Llama-2-7B"]
    assert surfaces(entity) == ["Llama-2-7B", "LLaMA 2", "Llama-2-70B"]
    assert entity.key == "llama2"
    assert {"has size", "count=3"} <= features


def test_versions_and_variants_are_entities_of_their_own() -> None:
    found = entities_of("we compare GPT-3.5, GPT-4, BERT-base, BERT-large")
    assert {"GPT-3.5", "GPT-4", "BERT-base", "BERT-large"} <= set(found)


def test_an_acronym_and_its_long_form_are_one_entity() -> None:
    raw = "we use sparse table parsing (STP); STP is fast"
    entity, features = entities_of(raw)["sparse table parsing"]
    assert surfaces(entity) == ["sparse table parsing", "STP", "STP"]
    assert sorted(entity.keys) == ["sparsetableparsing", "stp"]
    assert entity.long_form == "sparse table parsing"
    assert {"has long form", "long last=parsing"} <= features


@pytest.mark.parametrize(
    ("raw", "surface", "features"),
    [
        ("on the FooBench dataset today", "FooBench", {"head=data", "l1=the", "r1=dataset"}),
        ("the FooNet model works", "FooNet", {"head=model", "whole run"}),
        ("we present FooNet, which", "FooNet", {"l1=present", "l21=we present", "r1=,"}),
        ("a FooNet-based encoder", "FooNet", {"glued=-based"}),
        ("the FooNet loss works", "FooNet", {"head=part"}),
        ("on FooNet, BarNet and QuxNet datasets", "FooNet", {"listed", "list head=data"}),
        ("with BERT here", "BERT", {"lex=model", "shape=A", "words=1", "name=bert"}),
    ],
)
def test_features_of_the_context(raw: str, surface: str, features: set[str]) -> None:
    assert features <= entities_of(raw)[surface][1]


def test_the_title_is_context() -> None:
    _, features = entities_of("we present FooNet.", "FooNet: A Benchmark for Planning")["FooNet"]
    assert {"in title", "title head", "title benchmark"} <= features
    assert "in title" not in entities_of("we present FooNet.", "On Planning")["FooNet"][1]


def test_a_part_of_a_run_knows_what_is_left_of_it() -> None:
    _, features = entities_of("we use Swin Transformer here")["Swin"]
    assert "whole run" not in features
    assert "run right=transformer" in features


@pytest.mark.parametrize(
    ("surface", "shape"),
    [("GPT-2 XL", "A-9 A"), ("FooNet", "AaAa"), ("WMT'14", "A'9"), ("", "")],
)
def test_shapes(surface: str, shape: str) -> None:
    assert shape_of(surface) == shape


def test_no_feature_twice_and_one_list_per_entity() -> None:
    raw = "FooNet beats FooNet. FooNet is new."
    text = Text.of(NLP(raw))
    mentions = find_mentions(text, [])
    entities = gather(mentions, [], raw)
    (entity,) = entities
    (features,) = surface_features(entities, Document(text, ""))
    features += context_features(entity, Document(text, ""), Lists(text, mentions))
    assert len(features) == len(set(features))
    assert "count=3" in features
