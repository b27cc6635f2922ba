"""The labeller of names: its first look, and that it changes nothing but the work done."""

from pathlib import Path

from extractors.acronyms import find_pairs
from extractors.entities import Document, Lists, context_features, gather, surface_features
from extractors.labels import HEADS, load_labeller, read_names
from extractors.lexicon import LEXICON
from extractors.names import find_mentions
from extractors.pipeline import load_tokenizer
from extractors.text import Text
from pipelines.evaluation import read_golden

PAGE = Path(__file__).parents[2] / "golden" / "page.jsonl"
LABELLER = load_labeller()
PAPERS = [item.paper for item in read_golden(PAGE)]


def test_the_first_look_sees_no_contexts() -> None:
    tokenize = load_tokenizer()
    for paper in PAPERS[:12]:
        text = Text.of(tokenize(paper.abstract))
        pairs = find_pairs(paper.abstract)
        mentions = find_mentions(text, pairs)
        document = Document(text, paper.title or "", LEXICON, LABELLER.statistics)
        lists = Lists(text, mentions)
        entities = gather(mentions, pairs, paper.abstract)
        surfaces = surface_features(entities, document)
        whole = [
            surface + context_features(entity, document, lists)
            for entity, surface in zip(entities, surfaces, strict=True)
        ]
        rows_of = LABELLER.model.rows_of
        assert LABELLER.first_look([rows_of(row) for row in surfaces]) == LABELLER.first_look(
            [rows_of(row) for row in whole]
        )
        named = next(read_names([text], [paper.title or ""], LABELLER))
        assert LABELLER.label(document, entities, whole) == named


def test_the_first_look_drops_words_that_are_no_names() -> None:
    text = Text.of(
        load_tokenizer()("The GPU trains a CNN on RGB images. We use GPT-4 on ImageNet.")
    )
    document = Document(text, "", LEXICON, LABELLER.statistics)
    entities = gather(find_mentions(text, []), [], text.text)
    looks = LABELLER.first_look(LABELLER.surface_rows(entities, document))
    kept = {
        entity.mentions[0].surface for entity, hope in zip(entities, looks, strict=True) if hope
    }
    assert {"GPT-4", "ImageNet"} <= kept
    assert not {"GPU", "RGB", "CNN"} & kept


def test_the_weights_have_the_heads_of_the_code() -> None:
    assert LABELLER.model.heads == HEADS


def test_names_do_not_depend_on_the_abstracts_read_with_them() -> None:
    tokenize = load_tokenizer()
    texts = [Text.of(tokenize(paper.abstract)) for paper in PAPERS]
    titles = [paper.title or "" for paper in PAPERS]
    together = list(read_names(texts, titles, LABELLER))
    alone = [
        next(read_names([text], [title], LABELLER))
        for text, title in zip(texts, titles, strict=True)
    ]
    assert together == alone  # probabilities to the last bit
