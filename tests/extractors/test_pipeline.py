"""From text to facts: the spaCy components, whatever text comes, offsets, order, sameness."""

import pytest
import spacy

import extractors
from extractors import extract, extract_batch, load
from extractors.pipeline import READERS, load_tokenizer
from extractors.text import make_tokenizer
from schemas import KINDS, Paper, PaperFacts
from schemas.facts import NamedFact
from tests.markup import differences

ABSTRACT = (
    "We propose FooNet, a language model with 7B parameters. FooNet is 3x faster than BERT and "
    "needs 50% less memory. It achieves 82.1% accuracy on ImageNet. Code is available at "
    "https://github.com/foo-lab/foonet."
)
STRANGE = {
    "empty": "",
    "white space": " \n\t ",
    "one word": "GPT-4",
    "one number": "7B",
    "one sign": ".",
    "emoji": "🚀 FooNet 🦙 is 3x faster 🔥🔥 than BERT 👩‍👩‍👧.",
    "right to left": "نقدم FooNet وهو أسرع 3x من BERT. דגם חדש של 7B.",
    "combining": "Fóo̅Net is 3×̲ faster; e\u0301\u0301\u0301\u0301 wins.",
    "NUL": "Foo\x00Net is 3x\x00 faster than BERT.\x00",
    "control": "FooNet\x1b[31m is 3x\x07 faster\r\nthan\u2028BERT\u200b.",
    "changing length": "İstanbulNet ﬁnds ß and ŉ 3x faster than BERT. ΑΣ",
    "full width": "ＧＰＴ-４ has ７B parameters and ８２.１％ accuracy.",
    "brackets": "((((( FooNet [[[ 3x ))) faster }}} than {{{ BERT $$$ \\\\\\ (see (this)",
    "no spaces": "FooNet,BERT;GPT-4:3x/2x-5%+7B(ImageNet)" * 20,
}


def test_everything_of_a_plain_abstract_is_read() -> None:
    marked = (
        ABSTRACT.replace("propose FooNet", "propose <model role=proposed>FooNet</model>", 1)
        .replace("7B", "<count value=7e9 model=FooNet>7B</count>")
        .replace("3x", "<speedup factor=3 subject=FooNet>3x</speedup>")
        .replace("BERT", "<model role=mentioned>BERT</model>")
        .replace("50%", "<saving resource=memory factor=2>50%</saving>")
        .replace("82.1%", "<result value=82.1 benchmark=ImageNet>82.1%</result>")
        .replace("ImageNet.", "<benchmark role=evaluated>ImageNet</benchmark>.")
        .replace("https://github.com/foo-lab/foonet", "<link type=code>{}</link>")
        .format("https://github.com/foo-lab/foonet")
    )
    assert differences(marked) == []


def test_there_is_a_reader_for_every_kind() -> None:
    assert list(READERS) == list(KINDS)


def test_the_components_are_found_by_name() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    for name in ("paperfacts_sentences", "paperfacts_names", "paperfacts_facts"):
        nlp.add_pipe(name)
    doc = nlp(ABSTRACT)
    assert set(doc._.facts) == set(KINDS)
    assert {kind: facts for kind, facts in doc._.facts.items() if facts} == {
        kind: found for kind in KINDS if (found := getattr(extract(ABSTRACT), kind))
    }
    assert [name.mentions[0].surface for name in doc._.names] == ["FooNet", "BERT", "ImageNet"]
    assert "7B" in [quantity.text for quantity in doc._.quantities]


def test_the_components_work_behind_the_tokenizer_of_spacy() -> None:
    nlp = spacy.blank("en")
    for name in ("paperfacts_sentences", "paperfacts_names", "paperfacts_facts"):
        nlp.add_pipe(name)
    facts = nlp(ABSTRACT)._.facts
    assert PaperFacts(paper=Paper(abstract=ABSTRACT), **facts).links[0].repo == "foo-lab/foonet"


def test_the_pipeline_is_built_once() -> None:
    assert load() is load()
    assert load().pipe_names == ["paperfacts_sentences", "paperfacts_names", "paperfacts_facts"]
    assert load_tokenizer().pipe_names == ["paperfacts_sentences"]


def test_the_public_interface() -> None:
    assert set(extractors.__all__) == {"VERSION", "extract", "extract_batch", "load"}
    assert extractors.VERSION


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_texts_are_read_like_any_other(text: str) -> None:
    facts = extract(text)
    assert facts.paper.abstract == text
    assert_provenance(facts)


@pytest.mark.parametrize("text", ["FooNet \ud800 is 3x faster than BERT.", "\udfff"])
def test_a_lone_surrogate_is_read_like_any_other_sign(text: str) -> None:
    assert_provenance(extract(text))


@pytest.mark.parametrize("text", ["", " \n\t ", ".", "word"])
def test_no_facts_where_nothing_is_said(text: str) -> None:
    assert extract(text).all() == []


def test_a_very_long_text() -> None:
    facts = extract((ABSTRACT + " ") * 60)
    assert_provenance(facts)
    assert [model.name for model in facts.models] == ["FooNet", "BERT"]
    assert len(facts.links) == 1


def test_a_very_long_word() -> None:
    for word in ("x" * 50_000, "Foo-" * 10_000, "3." * 10_000, "(" * 10_000, "1,000" * 5_000):
        assert_provenance(extract(word))


def test_offsets_point_at_surfaces() -> None:
    facts = extract(ABSTRACT)
    assert_provenance(facts)
    (count,) = facts.parameter_counts
    assert ABSTRACT[count.char_start : count.char_end] == "7B"
    assert ABSTRACT[count.sentence_start : count.sentence_end] == ABSTRACT[:55]


def test_a_completed_name_points_at_the_joint_surface() -> None:
    text = "We study GPT-2/3 on arithmetic."
    facts = extract(text)
    spans = {model.name: text[model.char_start : model.char_end] for model in facts.models}
    assert spans == {"GPT-2": "GPT-2", "GPT-3": "GPT-2/3"}


def test_a_batch_keeps_its_order_and_its_papers() -> None:
    texts = [ABSTRACT, "", "We fine-tune BERT.", *STRANGE.values(), ABSTRACT]
    papers = [
        Paper(paper_id=str(number), title="A Title", abstract=text)
        for number, text in enumerate(texts)
    ]
    found = list(extract_batch(papers))
    assert [facts.paper for facts in found] == papers
    assert found == [extract(paper) for paper in papers]


def test_a_batch_is_read_as_it_comes() -> None:
    read = []

    def papers():
        for number in range(3):
            read.append(number)
            yield Paper(abstract=f"Paper {number}.")

    found = extract_batch(papers())
    next(found)
    assert read == [0]
    assert len(list(found)) == 2


def test_an_abstract_alone_is_a_paper() -> None:
    assert extract(ABSTRACT) == extract(Paper(abstract=ABSTRACT))


def test_the_same_text_gives_the_same_facts() -> None:
    assert extract(ABSTRACT) == extract(ABSTRACT)


def test_the_title_gives_no_facts_of_its_own() -> None:
    paper = Paper(title="GPT-4 with 7B Parameters: 3x Faster", abstract="We study learning.")
    assert extract(paper).all() == []


def assert_provenance(facts: PaperFacts) -> None:
    abstract = facts.paper.abstract
    for _, fact in facts.all():
        stands = abstract[fact.char_start : fact.char_end] in fact.surfaces()
        completed = isinstance(fact, NamedFact) and fact.name not in abstract
        assert stands or completed
        assert 0 <= fact.sentence_start <= fact.char_start
        assert fact.char_end <= fact.sentence_end <= len(abstract)
