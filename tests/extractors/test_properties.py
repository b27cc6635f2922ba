"""Whatever stands in an abstract, extraction gives valid facts, and the same ones again."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors import extract
from schemas import PaperFacts

# pieces of which abstracts are made, whole and broken
FRAGMENTS = [
    *("GPT-4", "Llama-2-70B", "FooNet (FN)", "GPT-2/3", "CIFAR-10 and 100", "BERT-base and -large"),
    *("ImageNet-1K", "SQuAD 2.0", "WMT'14", "Swin Transformer", "ResNets", "C++", "\\texttt{Foo}"),
    *("7B", "8.3 billion", "8x7B", "1,234,567", "3x", "2.6\\times", "48.4\\%", "$\\sim$3", "~5%"),
    *("two orders of magnitude", "half", "twice as fast", "a third of", "10^{-3}", "1.1-2.5x"),
    *("from 360 ms to 119 ms", "16 GB", "82.1% vs 80.0%", "+5.7", "-2", "0.993", ".5", "1e9", "±3"),
    *("parameters", "faster than", "less memory", "fewer FLOPs", "accuracy of", "on the", "by"),
    *("We propose", "called", "short for", "outperforms", "reduces latency by", "up to", "F1"),
    *("https://github.com/a/b.", "www.foo.org/x)", "github. com/a/ b", "(", ")", "[", "$", "\\"),
    *(". ", ", ", "; ", "—", "–", "\n", "\u00a0", "\x00", "🚀", "é", "İ", "ß", "ﬁ", "٣"),
]
pieces = st.one_of(
    st.sampled_from(FRAGMENTS),
    st.text(max_size=12),
    st.text(alphabet="aAB9.,-/()$%\\ ", max_size=12),
)
abstracts = st.builds(
    lambda parts, glue: glue.join(parts)[:2000],
    st.lists(pieces, max_size=60),
    st.sampled_from([" ", " ", " ", ""]),
)


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(abstracts)
def test_every_text_gives_valid_facts(text: str) -> None:
    facts = extract(text)
    again = PaperFacts.model_validate(facts.model_dump())
    assert again == facts
    assert facts.paper.abstract == text
    for link in facts.links:
        assert "://" in link.url
    for saving in [*facts.speedups, *facts.resource_savings]:
        assert saving.factor >= 1


@settings(max_examples=40, deadline=None, derandomize=True)
@given(abstracts)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert extract(text) == extract(text)
