"""The lexicons: files that load, rows that do not contradict each other, names by their key."""

from collections import defaultdict
from pathlib import Path

import pytest

from extractors.lexicon import FOLDER, LEXICON, Lexicon
from schemas.keys import name_key


def rows(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", ["models.tsv", "benchmarks.tsv"])
def test_every_row_has_a_name_a_class_and_aliases(name: str) -> None:
    for row in rows(name):
        assert 2 <= len(row) <= 3, row
        assert row[0] == row[0].strip() != "", row
        assert row[1], row


def test_the_classes_of_models_are_known() -> None:
    assert {row[1] for row in rows("models.tsv")} == {"model", "method", "class"}


@pytest.mark.parametrize("name", ["models.tsv", "benchmarks.tsv"])
def test_no_name_stands_in_two_rows(name: str) -> None:
    canonical = defaultdict(list)
    for row in rows(name):
        canonical[row[0]].append(row)
    assert [found for found in canonical.values() if len(found) > 1] == []


def test_no_surface_is_of_two_classes_of_models() -> None:
    """ "Vision Transformer" is a model, "vision transformer" a class: case tells them apart."""
    classes = defaultdict(set)
    for canonical, kind, *aliases in rows("models.tsv"):
        for surface in [canonical, *(aliases[0].split("|") if aliases else [])]:
            classes[surface].add(kind)
    assert {found: kinds for found, kinds in classes.items() if found and len(kinds) > 1} == {}


@pytest.mark.parametrize(
    ("surface", "group"),
    [
        ("BERT", "model"),
        ("bert", "model"),
        ("Llama-2", "model"),
        ("LLaMA 2", "model"),
        ("GPT-4", "model"),
        ("Stable Diffusion", "model"),
        ("ResNet-50", "model"),
        ("LoRA", "method"),
        ("LSTM", "class"),
        ("ImageNet", "benchmark"),
        ("CIFAR-10", "benchmark"),
        ("CIFAR10", "benchmark"),
        ("GLUE", "benchmark"),
    ],
)
def test_well_known_names(surface: str, group: str) -> None:
    assert group in LEXICON.groups(name_key(surface))


@pytest.mark.parametrize("surface", ["BLEU", "NER"])
def test_terms_that_name_nothing(surface: str) -> None:
    assert LEXICON.groups(name_key(surface)) == {"not"}


def test_canonical_names_are_those_of_an_analyst() -> None:
    assert LEXICON.canonical_name(name_key("imagenet"), ("benchmark",)) == "ImageNet"
    assert LEXICON.canonical_name(name_key("roberta"), ("model",)) == "RoBERTa"
    assert LEXICON.canonical_name(name_key("imagenet"), ("model",)) is None
    assert LEXICON.canonical_name("nosuchname", ("model", "benchmark")) is None


def test_coined_words_count_in_lower_case_common_ones_do_not() -> None:
    assert {"resnet", "imagenet", "roberta"} <= LEXICON.lower_case
    assert not LEXICON.lower_case & LEXICON.common
    assert not LEXICON.lower_case & {"bert", "lstm", "lora"}


def test_a_lexicon_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "models.tsv").write_text(
        "# canonical\tkind\taliases\nFooNet\tmodel\tFoo Network|FN-1\nFooGrad\tmethod\nbroken\n",
        encoding="utf-8",
    )
    (tmp_path / "common_words.txt").write_text("# words\n\ngiven\n", encoding="utf-8")
    lexicon = Lexicon.load(tmp_path)
    assert set(lexicon.entries) == {"foonet", "foonetwork", "fn1", "foograd"}
    assert lexicon.groups("fn1") == {"model"}
    assert lexicon.canonical_name("fn1", ("model",)) == "FooNet"
    assert lexicon.common == {"given"}
    assert lexicon.not_names == frozenset()
    assert lexicon.surfaces == {"FooNet", "Foo Network", "FN-1", "FooGrad"}
    assert lexicon.lower_case == {"foonet", "foonetwork"}


def test_a_folder_without_files_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert Lexicon.load(tmp_path) == Lexicon()
