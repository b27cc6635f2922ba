"""Names that extend other names of the same abstract."""

import pytest

from extractors.stems import stem_features
from schemas.keys import name_key


def features_of(*surfaces: str, title_head: str = "") -> dict[str, list[str]]:
    names = [(surface, [name_key(surface)]) for surface in surfaces]
    return dict(zip(surfaces, stem_features(names, name_key(title_head)), strict=True))


@pytest.mark.parametrize(
    ("longer", "tail"),
    [
        ("DaViT-Tiny", "tiny"),
        ("DaViT_BASE", "base"),
        ("DaViT 2", "2"),
        ("DaViT+", "+"),
        ("DaViTBench", "bench"),
        ("DaViT with Adam", "with"),
    ],
)
def test_a_longer_name_and_the_one_it_extends_know_of_each_other(longer: str, tail: str) -> None:
    found = features_of("DaViT", longer)
    assert f"extends by {tail}" in found[longer]
    assert f"extended by {tail}" in found["DaViT"]


def test_the_longest_beginning_is_extended() -> None:
    found = features_of("Llama-2", "Llama", "Llama-2-Chat")
    assert "extended by chat" in found["Llama-2"]
    assert "extended by chat" not in found["Llama"]


def test_a_beginning_inside_a_word_is_none() -> None:
    assert not any(features_of("Trans", "Transformer").values())


def test_names_of_one_beginning_are_siblings() -> None:
    found = features_of("FEAR-M", "FEAR-L", "ResNet")
    assert found["FEAR-M"] == found["FEAR-L"] == ["siblings=2"]
    assert found["ResNet"] == []


def test_the_head_of_the_title_is_extended_without_being_named() -> None:
    found = features_of("OVIS1600", title_head="OVIS")
    assert found["OVIS1600"] == ["extends title head", "extends title head by 9"]


def test_long_surfaces_are_left_alone() -> None:
    longer = "DaViT with a great many words that make no name"
    assert features_of("DaViT", longer) == {"DaViT": [], longer: []}
