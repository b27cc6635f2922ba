"""When two names, or two URLs, count as the same."""

import pytest

from schemas.keys import benchmark_key, model_key, name_key, size_of, url_key

# surfaces of one name, whatever it names
SAME_NAME = [
    ("GPT-4", "gpt4"),
    ("GPT-4", "GPT 4"),
    ("GPT-4", "GPT‑4"),  # a non-breaking hyphen
    ("GPT-4", "ＧＰＴ-４"),  # full width: NFKC
    ("ResNet", "ResNets"),
    ("Swin Transformers", "swin transformer"),
    ("Straße-Net", "STRASSE-NET"),  # casefold, not lower
    ("ﬁnBERT", "FinBERT"),  # a ligature: NFKC
    ("\\textsc{Foo}", "textscFoo"),
    ("k-NN", "kNN"),
    ("WMT'14", "WMT14"),
]
DIFFERENT_NAMES = [
    ("GPT-3", "GPT-4"),
    ("GPT-3.5", "GPT-3"),
    ("BERT-base", "BERT-large"),
    ("T5", "T5+"),  # "+" stays
    ("C", "C++"),
    ("Flan-T5", "T5"),
    ("FooNet", "FooNetss"),  # only one "s" goes
]


@pytest.mark.parametrize(("one", "other"), SAME_NAME)
def test_the_same_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT_NAMES)
def test_different_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.xfail(reason='the "-S" of a variant is taken for a plural')
@pytest.mark.parametrize(("one", "other"), [("ViT-S", "ViT"), ("Qux-B", "Qux-BS")])
def test_a_capital_s_is_no_plural(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_keys_are_letters_digits_and_plus() -> None:
    assert name_key("Foo-Net_2.0 (v3)/C++ 模型") == "foonet20v3c++模型"
    assert name_key("s") == "s"
    assert name_key("--") == ""


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("PaLM 540B", "palm"),
        ("Llama-2-70B", "llama2"),
        ("Llama-2-70b-chat", "llama2chat"),
        ("OPT-125M", "opt"),
        ("OPT-1.3B", "opt"),
        ("Mamba-2", "mamba2"),
        ("7B", "7b"),  # a size alone is no name less its size
        ("T5-3B", "t5"),
        ("B2B", "b2b"),
        ("Foo7B", "foo7b"),  # no token of its own
        ("GPT-2 XL", "gpt2xl"),
        ("LLaMAs", "llama"),
        ("v1.7B", "v17b"),
    ],
)
def test_models_are_the_same_without_their_sizes(name: str, key: str) -> None:
    assert model_key(name) == key


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Llama-2-70B", "70B"),
        ("OPT-1.3b", "1.3b"),
        ("BERT-110M", "110M"),
        ("Llama-2", None),
        ("GPT-4", None),
        ("ImageNet-1K", None),
        ("ViT-B", None),
    ],
)
def test_sizes_inside_names(name: str, size: str | None) -> None:
    assert size_of(name) == size


@pytest.mark.parametrize(
    "name",
    [
        "Foo",
        "Foo benchmark",
        "Foo Benchmarks",
        "Foo dataset",
        "Foo data sets",
        "Foo data-set",
        "Foo corpus",
        "Foo corpora",
        "Foo tasks",
        "Foo leaderboard",
        "Foo test-dev",
        "Foo val",
        "Foo validation set",
        "Foo test set",
        "Foo-dataset",
        "Foo benchmark dataset",
    ],
)
def test_benchmarks_are_the_same_without_generic_tails(name: str) -> None:
    assert benchmark_key(name) == "foo"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("CIFAR-10", "cifar10"),
        ("SQuAD 2.0", "squad20"),
        ("Waymo Open Dataset", "waymoopen"),
        ("Benchmark", "benchmark"),
        ("Corpus", "corpu"),  # as a plural
        ("Multitask", "multitask"),  # no word of its own
        ("YFCC-15M", "yfcc15m"),  # sizes tell benchmarks apart
    ],
)
def test_keys_of_benchmarks(name: str, key: str) -> None:
    assert benchmark_key(name) == key


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/foo/Bar",
        "http://github.com/foo/Bar",
        "github.com/foo/Bar",
        "www.github.com/foo/Bar",
        "https://www.GitHub.com/foo/Bar/",
        "https://github.com/foo/Bar.git",
        "https://github.com/foo/Bar.git/",
        " https://github.com/foo/Bar ",
    ],
)
def test_the_same_url(url: str) -> None:
    assert url_key(url) == "github.com/foo/Bar"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/foo/bar",  # only the host is casefolded
        "https://github.com/foo/Bar/tree/main",
        "https://gitlab.com/foo/Bar",
        "https://github.com/foo/Bar?tab=readme",
    ],
)
def test_different_urls(url: str) -> None:
    assert url_key(url) != "github.com/foo/Bar"
