"""Words and sentences: offsets into the abstract as read, names and numbers whole."""

import pytest

from extractors.pipeline import load_tokenizer
from extractors.text import Text

NLP = load_tokenizer()

# the words of a text, " | " between them
WORDS = [
    "We | fine-tune | GPT-2 | and | Llama-2-7B | .",
    "state-of-the-art | text-to-image | models",
    "( | GPT-4 | ) | , | [ | BERT | ] | ; | { | T5 | }",
    "It | 's | Gemma | 's | best | , | see | “ | Gemma | ”",
    "a | gain | of | 3.5 | , | 10,000 | and | 0.25 | points | .",
    "up | to | ~ | 3x | , | < | 5 | ms | , | > | 2 | GB",
    "by | 48.4\\% | and | $ | 3\\times | $",
    "ResNet-50 | , | ViT-B/16 | , | C++ | and | F1",
    "see | https://github.com/foo-lab/bar.git | .",
    "( | see | https://foo.org/a,b | )",
    "as | shown | by | Moreau | et | al. | , | e.g. | here | , | i.e. | there",
    "fast | -- | and | small | — | too",
    "one | — | two",
    "it | is | fast | … | and | small",
]

# sentences, " | " between them
SENTENCES = [
    "We train a model. | It works. | Is it fast? | Yes! | Good.",
    "See Fig. 3 of Moreau et al. 2019 for more. | We go on.",
    "We test many models, e.g. GPT-4 and T5. | All of them fail.",
    "It is small, i.e. it fits a phone. | It is cheap, cf. Table 2.",
    "The code is at https://github.com/foo/bar. | The data are at www.foo.org/x. | Enjoy.",
    "We gain 3.5 points at 0.5 s per image. | We lose nothing.",
    "Our model (see Sec. 4 vs. Sec. 5) wins. | GPT-4 comes next.",
    "It works (really.) | We show why.",
    'They call it "fast." | We do not.',
    "The end. | 3 models remain. | (They are small.) | So it ends.",
    "A dot before a lower case. word goes on. | Then it stops.",
    "We use Adam vs. SGD. | iPhones run it.",
    "A list: one; two, three. | Done",
]


@pytest.mark.parametrize("case", WORDS)
def test_words(case: str) -> None:
    words = case.split(" | ")
    text = Text.of(NLP(_joined(case)))
    assert text.words == words
    assert text.lower == [word.lower() for word in words]


def _joined(case: str) -> str:
    """The text of a case: no space before closing and behind opening punctuation."""
    text = case.replace(" | ", " ")
    for closing in (".", ",", ";", ")", "]", "}", "”", "'s"):
        text = text.replace(" " + closing, closing)
    for opening in ("(", "[", "{", "“", "~", "<", ">"):
        text = text.replace(opening + " ", opening)
    return text.replace("$ ", "$", 1).replace("\\times $", "\\times$")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("models--like T5--work", ["models", "--", "like", "T5", "--", "work"]),
        ("models—like T5—work", ["models", "—", "like", "T5", "—", "work"]),
    ],
)
def test_long_dashes_part_words(text: str, words: list[str]) -> None:
    assert Text.of(NLP(text)).words == words


@pytest.mark.parametrize("word", ["vision–language", "cost–benefit", "Kullback–Leibler"])
def test_a_word_with_an_en_dash_is_not_cut_into_letters(word: str) -> None:
    words = Text.of(NLP(f"the {word} models")).words
    assert words in (
        ["the", word, "models"],
        ["the", *word.replace("–", " – ").split(), "models"],
    )


@pytest.mark.parametrize("case", SENTENCES)
def test_sentences(case: str) -> None:
    sentences = case.split(" | ")
    text = Text.of(NLP(" ".join(sentences)))
    spans = [text.sentence_at(start) for start in text.sentence_starts]
    assert [text.text[start:end] for start, end in spans] == sentences


def test_a_formula_begins_a_sentence() -> None:
    text = Text.of(NLP("We choose it. $k$ is 5."))
    assert len(text.sentence_starts) == 2


def test_offsets_are_those_of_the_text_as_read() -> None:
    raw = "  One\n\n two.  \tThree  "
    text = Text.of(NLP(raw))
    assert text.text == raw
    assert text.words == ["One", "two", ".", "Three"]
    spans = zip(text.starts, text.ends, strict=True)
    assert [raw[start:end] for start, end in spans] == text.words


def test_places_are_found_by_character() -> None:
    text = Text.of(NLP("One two. Three four."))
    assert text.words == ["One", "two", ".", "Three", "four", "."]
    assert [text.word_at(at) for at in (0, 2, 3, 4, 9)] == [0, 0, 1, 1, 3]
    assert text.words_between(4, 14) == (1, 4)
    assert [text.sentence_number(at) for at in (0, 8, 9, 19)] == [0, 0, 1, 1]
    assert text.sentence_at(0) == (0, 8)
    assert text.sentence_at(12) == (9, 20)


@pytest.mark.parametrize("raw", ["", " ", "\n\n"])
def test_a_text_without_words_has_one_empty_sentence(raw: str) -> None:
    text = Text.of(NLP(raw))
    assert text.words == []
    assert text.sentence_starts == [0]


def test_the_text_of_a_doc_is_read_once() -> None:
    doc = NLP("One. Two.")
    assert Text.of(doc) is Text.of(doc)
    assert [sentence.text for sentence in doc.sents] == ["One.", "Two."]
