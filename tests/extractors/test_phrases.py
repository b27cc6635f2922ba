"""Wordings around numbers: every line of the table on its example, and what must not match."""

import pytest

from extractors import phrases
from extractors.phrases import LETTERS, TARGETS, WORDINGS, find_wordings, spell
from extractors.pipeline import load_tokenizer
from extractors.quantities import find_quantities
from extractors.text import Text

NLP = load_tokenizer()

EXAMPLES = [
    (number, example.strip())
    for number, (_, _, _, examples) in enumerate(WORDINGS)
    for example in examples.split(";")
]

# what is said, and by which conversion: "kind conversion" of the number given, "!" where it is sure
SAID = [
    ("it runs 3x faster than before", "3x", "speedups more!"),
    ("twice as fast", "twice", "speedups more!"),
    ("an 8x speedup", "8x", "speedups more!"),
    ("a speedup of 8x", "8x", "speedups more!"),
    ("it reduces latency by 40%", "40%", "speedups less!"),
    ("a 40% reduction in training time", "40%", "speedups less!"),
    ("training time is reduced by 40%", "40%", "speedups less!"),
    ("it accelerates inference by 4x", "4x", "speedups more!"),
    ("it improves the throughput by 30%", "30%", "speedups more"),
    ("a 10x smaller model", "10x", "size less!"),
    ("it has 30% fewer parameters", "30%", "size less!"),
    ("it needs only 5% of the parameters", "5%", "size of!"),
    ("we cut peak memory by 60%", "60%", "memory less!"),
    ("it uses 3x less memory", "3x", "memory less!"),
    ("memory savings of up to 50%", "50%", "memory less!"),
    ("it saves 25% of the energy", "25%", "energy less!"),
    ("it needs 4x fewer FLOPs", "4x", "compute less!"),
    ("the computational cost is reduced by 30%", "30%", "compute less!"),
    ("16x compression rate", "16x", "size less!"),
    ("compressed by 16x", "16x", "size less!"),
]

SAID += [
    ("three times more quickly", "three times", "speedups more!"),
    ("half as long", "half", "speedups of!"),
    ("five times as many tokens per second", "five times", "speedups more!"),
    ("13 times more energy-efficient", "13 times", "energy more!"),
    ("four times more computationally efficient", "four times", "compute more!"),
    ("2.6x higher throughput per dollar", "2.6x", "cost more!"),
    ("400x less expensive", "400x", "cost less!"),
    ("a 15x parameter/FLOPs reduction", "15x", "size less!"),
    ("a 15x parameter/FLOPs reduction", "15x", "compute less!"),
    ("an 8 xspeedup", "8 x", "speedups more!"),
    ("it cuts memory by a factor of 16", "16", "memory less!"),
    ("it cuts the time to first token by 60%", "60%", "speedups less!"),
    ("it speeds the search up 20 times", "20 times", "speedups more!"),
    ("it reduces training time to 20% of the original", "20%", "speedups of!"),
    ("with -34% FLOPs", "-34%", "compute less!"),
    ("and +45% throughput", "+45%", "speedups more!"),
    ("savings of energy (up to 55%)", "55%", "energy less!"),
    ("it shrinks the network by 5x", "5x", "size less!"),
]

# numbers that say nothing of speed or resources
TRAPS = [
    "it reduces the error rate by 20%",
    "a 20% lower error rate",
    "it improves accuracy by 3%",
    "an accuracy of 82%",
    "it needs 50% fewer samples",
    "it is trained on 30% of the data",
    "half of the users agree",
    "it wins in 60% of the games",
    "a 5% drop in performance",
    "trained for 5 hours on 8 GPUs",
    "the network has 12 layers and 8 heads",
    "the scores rise from 3.2 to 4.1",
]


def wordings_of(text: str, surface: str) -> list[str]:
    read, quantities = Text.of(NLP(text)), find_quantities(text)
    quantity = next(one for one in quantities if one.text == surface)
    found = find_wordings(quantity, quantities, read, spell(read))
    return [f"{one.kind} {one.conversion}{'!' * one.sure}" for one in found]


@pytest.mark.parametrize(("number", "example"), EXAMPLES)
def test_every_wording_finds_its_example(
    number: int, example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "_COMPILED", phrases._COMPILED[number : number + 1])
    assert any(wordings_of(example, quantity.text) for quantity in find_quantities(example))


@pytest.mark.parametrize("table", ["FALLING", "RISING", "BRACKETED"])
def test_wordings_of_signs_and_brackets_find_their_examples(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "_COMPILED", ())
    for *_, example in getattr(phrases, table):
        assert any(wordings_of(example, one.text) for one in find_quantities(example)), example


@pytest.mark.parametrize(("text", "surface", "said"), SAID)
def test_what_a_wording_says(text: str, surface: str, said: str) -> None:
    assert said in wordings_of(text, surface)


@pytest.mark.parametrize("text", TRAPS)
def test_no_wording_in(text: str) -> None:
    for quantity in find_quantities(text):
        assert wordings_of(text, quantity.text) == []


def test_two_numbers_of_one_list_take_a_target_each() -> None:
    text = "it cuts FLOPs and memory by 40% and 30%"
    assert "compute less!" in wordings_of(text, "40%")
    assert "memory less!" in wordings_of(text, "30%")
    assert "memory less!" not in wordings_of(text, "40%")


def test_a_wording_does_not_cross_the_sentence() -> None:
    assert wordings_of("We gain 3%. Memory is reduced.", "3%") == []


def test_every_target_of_a_wording_has_a_kind() -> None:
    assert set(TARGETS) <= set(LETTERS)
    assert {"speedups", "memory", "energy", "compute", "size", "cost"} == set(TARGETS.values())
