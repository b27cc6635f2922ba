"""Links, on marked-up sentences: the URL stands in ⟦ ⟧, with its type behind a bar."""

import pytest
import spacy

from extractors import links
from extractors.reading import Reading
from extractors.text import Text, make_tokenizer

CASES = [
    # types, from the host, then from the sentence
    ("Our code is at ⟦https://github.com/ann/fast-nets|code⟧.", "ann/fast-nets"),
    ("Code: ⟦https://gitlab.example.org/ann/nets.git|code⟧", "ann/nets"),
    ("Code is at ⟦https://anonymous.4open.science/r/abc-12|code⟧.", None),
    ("The dataset is at ⟦https://github.com/ann/birds|dataset⟧.", "ann/birds"),
    ("Weights: ⟦https://huggingface.co/ann/small-lm|model⟧", "ann/small-lm"),
    ("Data: ⟦https://huggingface.co/datasets/ann/birds|dataset⟧", "ann/birds"),
    ("Demo: ⟦https://huggingface.co/spaces/ann/demo|project⟧", "ann/demo"),
    ("The corpus is at ⟦https://zenodo.org/record/123|dataset⟧.", None),
    ("See ⟦https://arxiv.org/abs/1234.5678|other⟧.", None),
    ("Videos and data are at ⟦https://ann.github.io/nets|project⟧.", None),
    ("Visit ⟦https://www.example.org/nets/|project⟧ for more.", None),
    ("The data can be had at ⟦https://birds.example.org/all|dataset⟧.", None),
    # schemes
    ("It is open: ⟦github.com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦www.example.org/nets|project⟧.", None),
    ("We made it available at⟦github.com/ann/nets|code⟧.", "ann/nets"),
    # wrapping and trailing junk
    ("The code (⟦https://github.com/ann/nets|code⟧) is open.", "ann/nets"),
    ("The code [⟦https://github.com/ann/nets|code⟧], is open.", "ann/nets"),
    ("Code: <⟦https://github.com/ann/nets|code⟧>.", "ann/nets"),
    ('Code at "⟦https://github.com/ann/nets|code⟧".', "ann/nets"),
    ("Code at **⟦https://github.com/ann/nets|code⟧**!", "ann/nets"),
    ("On Wikipedia: ⟦https://en.wikipedia.org/wiki/Net_(maths)|other⟧.", None),
    # Markdown and LaTeX
    ("Our [code](⟦https://github.com/ann/nets|code⟧) is open.", "ann/nets"),
    ("Our code: [⟦github.com/ann/nets|code⟧](https://github.com/ann/nets).", "ann/nets"),
    ("Code at \\url{⟦https://github.com/ann/nets|code⟧}.", "ann/nets"),
    ("Code \\href{⟦https://github.com/ann/nets|code⟧}{here}.", "ann/nets"),
    # torn by a line break
    ("Code at ⟦https://github. com/ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https: //github.com/ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ann/ nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ann/deep- nets|code⟧.", "ann/deep-nets"),
    ("Code at ⟦https://lab.example.org/ ann/nets|project⟧.", None),
    ("Code at ⟦https://github.com/ann/nets/|code⟧ and more.", "ann/nets"),
    ("See ⟦https://ann.github.io/|project⟧ for more.", None),
]
CLEANED = [
    ("github.com/ann/nets", "https://github.com/ann/nets"),
    ("https: //github. com/ann/deep- nets", "https://github.com/ann/deep-nets"),
    ("https://example.org/a\\_b\\%20c", "https://example.org/a_b%20c"),
    ("http://example.org/\na", "http://example.org/a"),
]
NO_LINKS = [
    "We use Node.js, e.g. version 3.2, i.e. the last.It was fine.",
    "Write to ann@example.org today.",
    "https:// is a scheme and https://[x] no address.",
]


@pytest.fixture(scope="module")
def read():
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("sentencizer")

    def read_links(text):
        return links.read(Reading(Text.of(nlp(text)), "", [], [], [], None, None))

    return read_links


@pytest.mark.parametrize(("markup", "repo"), CASES)
def test_the_marked_url_is_read(read, markup, repo):
    before, _, rest = markup.partition("⟦")
    surface, _, rest = rest.partition("|")
    kind, _, behind = rest.partition("⟧")
    (link,) = read(before + surface + behind)
    assert (link.text, link.char_start, link.type, link.repo) == (surface, len(before), kind, repo)


@pytest.mark.parametrize(("surface", "url"), CLEANED)
def test_a_surface_is_cleaned(surface, url):
    assert links.clean(surface) == url


@pytest.mark.parametrize("text", NO_LINKS)
def test_other_dots_and_slashes_are_no_links(read, text):
    assert read(text) == []


def test_each_url_is_read_once(read):
    assert len(read("At github.com/ann/nets, that is https://github.com/ann/nets.")) == 1
