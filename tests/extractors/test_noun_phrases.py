"""Noun phrases: where they begin and end, and how far they may go on."""

import pytest

from extractors.noun_phrases import noun_phrases
from extractors.pipeline import load_tokenizer
from extractors.text import Text

NLP = load_tokenizer()


def phrases_of(sentence: str, name: str = "") -> list[str]:
    text = Text.of(NLP(sentence))
    start = sentence.find(name) if name else -1
    piece = range(*text.words_between(start, start + len(name))) if name else range(0)
    found = noun_phrases(text, 0, len(text.words), piece.__contains__)
    return [" ".join(text.words[phrase.first : phrase.last]) for phrase in found]


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("It is 4x faster than the standard greedy decoding on GPUs.", "standard greedy decoding"),
        ("faster than the standard greedy decoding on GPUs.", "standard greedy decoding on GPUs"),
        ("We compare with a semantic parser that uses beam search.", "semantic parser"),
        ("Our approach needs half the memory of BERT.", "Our approach"),
        ("The decoder significantly outperforms a dense baseline.", "decoder"),
        ("It runs faster than the method of Ray et al. on CPUs.", "method of Ray et al."),
        ("Models trained without dropout are slower.", "Models"),
        ("It beats several recent samplers.", "recent samplers"),
        ("In simulations our planner runs faster.", "our planner"),
        ("It is faster than these algorithms.", "these algorithms"),
        ("It is faster than the most accurate tracker.", "most accurate tracker"),
    ],
)  # fmt: skip
def test_a_phrase_is_found(sentence: str, phrase: str) -> None:
    assert phrase in phrases_of(sentence)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("Our approach needs half the memory.", "Our approach needs"),
        ("The pruned network, which runs on phones, is small.", "pruned network, which"),
        ("It is 10 x faster.", "10 x"),
        ("Networks trained significantly faster.", "Networks trained"),
    ],
)
def test_what_is_no_phrase(sentence: str, phrase: str) -> None:
    assert phrase not in phrases_of(sentence)


def test_a_name_is_not_torn() -> None:
    phrases = phrases_of("It runs Segment With Ease on images.", "Segment With Ease")
    assert "Segment With Ease" in phrases


def test_the_determiner_and_what_joins_are_told() -> None:
    text = Text.of(NLP("than the memory of the network"))
    found = list(noun_phrases(text, 0, len(text.words), lambda at: False))
    assert [(phrase.determiner, phrase.joined) for phrase in found] == [
        ("the", ""),
        ("the", "of"),
        ("the", ""),
    ]
