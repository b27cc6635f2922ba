"""What other abstracts make of a name: shares as features, an abstract's own evidence taken off."""

from pathlib import Path

import pytest

from extractors.statistics import NameStatistics

# summed probabilities of model, of proposed model, of benchmark; and mentions
STATISTICS = NameStatistics(
    {
        "foonet": (9.0, 0.5, 0.5, 10),
        "foobench": (0.5, 0.0, 3.0, 4),
        "word": (0.25, 0.0, 0.25, 2),
        "rare": (1.0, 1.0, 0.0, 1),
    }
)


@pytest.mark.parametrize(
    ("keys", "feature"),
    [
        (["foonet"], "corpus top=model"),
        (["foonet"], "corpus seen=10"),
        (["foonet"], "corpus model=9"),
        (["foobench"], "corpus top=benchmark"),
        (["foobench"], "corpus seen=4"),
        (["word"], "corpus top=none"),
        (["word"], "corpus seen=2"),
        (["foobench", "word"], "corpus seen=4"),
    ],
)
def test_features(keys: list[str], feature: str) -> None:
    assert feature in STATISTICS.features(keys)


@pytest.mark.parametrize("keys", [["unknown"], ["rare"], []])
def test_names_seen_too_seldom_are_new(keys: list[str]) -> None:
    assert STATISTICS.features(keys) == ["corpus new"]


def test_the_evidence_of_the_abstract_itself_is_taken_off() -> None:
    own = {"word": (0.25, 0.0, 0.25, 1)}
    assert STATISTICS.features(["word"], own) == ["corpus new"]
    own = {"foonet": (1.0, 0.5, 0.0, 1)}
    features = STATISTICS.features(["foonet"], own)
    assert "corpus seen=4" in features
    assert "corpus proposed=0" in features


def test_what_is_saved_is_loaded_without_rare_names(tmp_path: Path) -> None:
    STATISTICS.save(tmp_path / "statistics.npz")
    loaded = NameStatistics.load(tmp_path / "statistics.npz")
    assert list(loaded.evidence) == ["foonet", "foobench", "word"]
    assert loaded.evidence["foonet"] == (9.0, 0.5, 0.5, 10)
    assert loaded.features(["word"]) == STATISTICS.features(["word"])


def test_a_missing_file_is_empty(tmp_path: Path) -> None:
    assert NameStatistics.load(tmp_path / "missing.npz") == NameStatistics()
