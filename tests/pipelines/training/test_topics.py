"""Topics: words that share abstracts lie in one direction."""

import numpy as np

from pipelines.training.topics import find_topics

DECODING = ["decoding", "token", "draft", "speculative"]
SEARCH = ["architecture", "supernet", "search", "cell"]


def test_words_of_one_topic_point_the_same_way() -> None:
    chance = np.random.default_rng(0)
    noise = [f"word{number}" for number in range(300)]
    texts = [
        ["the", *chance.choice(words, 3, replace=False), *chance.choice(noise, 8, replace=False)]
        for words in [DECODING, SEARCH] * 400
    ]
    topics = find_topics(texts, dimensions=3)
    one, alike, other = topics.vectors_of(
        [["decoding", "draft"], ["token", "speculative"], ["supernet", "cell"]]
    )
    assert "the" not in topics.words
    assert _cosine(one, alike) > 0.9 > 0.3 > _cosine(one, other)


def test_a_text_of_unknown_words_has_no_topic() -> None:
    topics = find_topics([["decoding", "draft"]] * 20, dimensions=1)
    assert topics.vectors_of([[], ["unknown"]]).tolist() == [[0], [0]]


def _cosine(one: np.ndarray, other: np.ndarray) -> float:
    return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other)))
