"""Candidates that a number may be tied to: how phrases are recorded, and where comparisons open."""

import pytest

from extractors import extract
from extractors.labels import Name
from extractors.mentions import OPENS_COMPARING, baseline_candidates, recorded
from extractors.names import Mention
from extractors.pipeline import load_tokenizer
from extractors.text import Text
from schemas import Paper

TOKENIZE = load_tokenizer()


@pytest.mark.parametrize(
    ("phrase", "surface"),
    [
        ("our method", "our method"),
        ("this module", "this module"),
        ("our proposed model", "our proposed model"),
        ("our sparse solver", "sparse solver"),
        ("These student models", "student models"),
        ("dense solver", "dense solver"),
    ],
)
def test_how_a_phrase_is_recorded(phrase: str, surface: str) -> None:
    assert recorded(phrase) == surface


@pytest.mark.parametrize(
    ("before", "surface"),
    [
        ("the recent ", "RetinaNet"),
        ("the anchor-based detector ", "RetinaNet"),
        ("its predecessor ", "RetinaNet"),
        ("the pruned ", "pruned RetinaNet"),
    ],
)
def test_words_that_only_introduce_a_name_are_left_out(before: str, surface: str) -> None:
    abstract = f"It is 2x faster than {before}RetinaNet."
    start = abstract.index("RetinaNet")
    mention = Mention(start, start + 9, "RetinaNet", start, start + 9)
    names = [Name("model:mentioned", (mention,), 1.0)]
    found = baseline_candidates(Text.of(TOKENIZE(abstract)), names)
    assert surface in {each.surface for each in found if each.sort == "than than"}


@pytest.mark.parametrize(
    ("sentence", "compared"),
    [
        ("Compared with the dense solver, ours is 2x faster.", "dense"),
        ("Moreover, in contrast to Adam, ours needs less.", "Adam"),
        ("Unlike previous parsers, ours is 2x faster.", "previous"),
        ("It is, compared with Adam, much faster.", None),
    ],
)
def test_how_a_sentence_opens_a_comparison(sentence: str, compared: str | None) -> None:
    match = OPENS_COMPARING.match(sentence)
    found = sentence[match.end() :].split()[0].strip(",") if match else None
    assert found == compared


def test_what_a_sentence_opens_with_is_the_baseline_of_its_numbers() -> None:
    abstract = (
        "Compared with the full-precision network, 2-bit weights give a 6x faster inference and a "
        "16x smaller model."
    )
    facts = extract(Paper(paper_id="x", abstract=abstract))
    assert [each.baseline for each in facts.speedups] == ["full-precision network"]
    assert [each.baseline for each in facts.resource_savings] == ["full-precision network"]
