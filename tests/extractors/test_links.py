"""Links, on marked-up sentences: the URL stands in ⟦ ⟧, with its type behind a bar."""

import time

import pytest
import spacy

from extractors import links, urls
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
    ("Our models are in the hub: ⟦https://huggingface.co/wren-lab|model⟧.", None),
    ("Our corpora are at ⟦https://huggingface.co/wren-lab|dataset⟧.", None),
    ("Follow us at ⟦https://huggingface.co/wren-lab|project⟧.", None),
    ("We offer an open platform (⟦https://osf.io/7kwx2/|project⟧).", None),
    ("The corpus is at ⟦https://zenodo.org/record/123|dataset⟧.", None),
    ("See ⟦https://arxiv.org/abs/1234.5678|other⟧.", None),
    ("Videos and data are at ⟦https://ann.github.io/nets|project⟧.", None),
    ("Visit ⟦https://www.example.org/nets/|project⟧ for more.", None),
    ("The data can be had at ⟦https://birds.example.org/all|dataset⟧.", None),
    ("The corpus for code models is at ⟦https://github.com/ann/birds|dataset⟧.", "ann/birds"),
    ("On two datasets it is best (⟦https://github.com/ann/nets|code⟧).", "ann/nets"),
    ("Our models and data: ⟦https://github.com/ann/nets|code⟧.", "ann/nets"),
    ("The weights are at ⟦https://zenodo.org/record/123|model⟧.", None),
    ("The tables were crawled from ⟦https://www.example.org/all|other⟧.", None),
    ("All members: ⟦https://github.com/orgs/ann/people|code⟧", None),
    # schemes
    ("It is open: ⟦github.com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦www.example.org/nets|project⟧.", None),
    ("It is open: ⟦HTTPS://github.com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦htps://github.com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦https//github.com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦https: / /github. com/ann/nets|code⟧.", "ann/nets"),
    ("It is open: ⟦nets.lab.example.edu|project⟧.", None),
    ("A demo is available at ⟦FastNets.org|project⟧.", None),
    ("It is open11⟦github.com/ann/nets|code⟧.", "ann/nets"),
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
    ("Code at ⟦https://github.com/ann/nets|code⟧.Our results differ.", "ann/nets"),
    ("Code at ⟦https://github.com/ann/nets|code⟧---with data.", "ann/nets"),
    ("Code at &lt;⟦https://github.com/ann/nets|code⟧&gt;.", "ann/nets"),
    ("Code at \\url{⟦https://github.com/ann/nets|code⟧}.", "ann/nets"),
    ("Code \\href{⟦https://github.com/ann/nets|code⟧}{here}.", "ann/nets"),
    # torn by a line break
    ("Code at ⟦https://github. com/ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https: //github.com/ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ ann/nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ann/ nets|code⟧.", "ann/nets"),
    ("Code at ⟦https://github.com/ann/deep- nets|code⟧.", "ann/deep-nets"),
    ("Code at ⟦https://github.com/ann/deep_ nets|code⟧.", "ann/deep_nets"),
    ("See ⟦https://ann. github.io/nets|project⟧.", None),
    ("Code at ⟦https://lab.example.org/ ann/nets|project⟧.", None),
    ("Code at ⟦https://github.com/ann/nets/|code⟧ and more.", "ann/nets"),
    ("See ⟦https://ann.github.io/|project⟧ for more.", None),
]
CLEANED = [
    ("github.com/ann/nets", "https://github.com/ann/nets"),
    ("https: //github. com/ann/deep- nets", "https://github.com/ann/deep-nets"),
    ("https://example.org/a\\_b\\%20c", "https://example.org/a_b%20c"),
    ("http://example.org/\na", "http://example.org/a"),
    ("HTTP://example.org/A", "http://example.org/A"),
    ("htps://example.org/a", "https://example.org/a"),
    ("https//example.org/a", "https://example.org/a"),
    ("http:/example.org/a", "http://example.org/a"),
    ("//example.org/a", "https://example.org/a"),
    ("https://example.org/{\\textasciitilde}ann/a{\\_}b", "https://example.org/~ann/a_b"),
    ("example.org:8080/a", "https://example.org:8080/a"),
]
NO_LINKS = [
    "We use Node.js, e.g. version 3.2, i.e. the last.It was fine.",
    "Write to ann@example.org today.",
    "https:// is a scheme and https://[x] no address.",
    "With https: the key is known, with http:// or //comment it is not.",
    "Reviews from Amazon.com and lessons by Code.org were used.",
    "Code is on GitHub.com and arXiv.org.",
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


MANY = [
    ("Code: {}. Data: {}.", ["code", "dataset"]),
    ("The code is at {} and the corpus at {}.", ["code", "dataset"]),
    ("The annotated clips ({}) and the code ({}) are public.", ["dataset", "code"]),
    ("The corpus and the code are at {} and {}, respectively.", ["dataset", "code"]),
    ("See {} for the code and {} for the dataset.", ["code", "dataset"]),
    ("Code is at {} (JAX) and {} (PyTorch).", ["code", "code"]),
]


@pytest.mark.parametrize(("shape", "types"), MANY)
def test_each_url_has_the_type_of_the_words_nearest_to_it(read, shape, types):
    text = shape.format("https://github.com/ann/one", "https://github.com/ann/two")
    assert [link.type for link in read(text)] == types


SAME = ["http://github.com/ann/nets", "www.github.com/ann/nets/", "https://github.com/ann/nets.git"]


@pytest.mark.parametrize("again", SAME)
def test_a_url_written_in_two_ways_is_one(read, again):
    (link,) = read(f"At https://github.com/ann/nets, or at {again}, is the code.")
    assert link.url == "https://github.com/ann/nets"


HOSTILE = ["https://", ".", "a.", "(((", "http:/", "https: / / ", "github . com / ", "a.b.c.in "]
HOSTILE += ["https://a. com/", "at Foo.org ", "https://x)", "data of ", "x)https://a.io/b"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length_and_not_its_square(piece):
    def seconds(size):
        text = "Code: https://a.com/b. " + piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            urls.find_urls.cache_clear()
            began = time.process_time()
            urls.find_urls(text)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(80_000) < 9 * seconds(20_000) + 0.05
