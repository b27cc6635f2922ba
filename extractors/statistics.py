"""What other abstracts make of a name: how often it looked like a model or a benchmark there.

The table is learned without annotation: a labeller that sees only the context of a name, not the
name, is run over a large corpus, and its probabilities are averaged per name key. "CIFAR-10" then
carries the evidence of hundreds of "experiments on CIFAR-10".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# evidence of one name key: summed probabilities of model, proposed model, benchmark; and mentions
Evidence = tuple[float, float, float, int]
NONE: Evidence = (0.0, 0.0, 0.0, 0)
FEWEST = 2


@dataclass(frozen=True)
class NameStatistics:
    """Evidence by name key, only of keys seen in at least `FEWEST` abstracts."""

    evidence: Mapping[str, Evidence] = field(default_factory=dict)

    def features(
        self, keys: Sequence[str], without: Mapping[str, Evidence] | None = None
    ) -> list[str]:
        """Features of an entity with these keys.

        `without` is the evidence that the abstract at hand gave itself: in training it is taken
        off, so that the features look as they do for an abstract outside the corpus.
        """
        model, proposed, benchmark, seen = self._sum(keys, without or {})
        if seen < FEWEST:
            return ["corpus new"]
        m, b = max(model, 0.0) / seen, max(benchmark, 0.0) / seen
        often = "2" if seen < 4 else "4" if seen < 10 else "10"
        return [
            f"corpus model={int(m * 10)}",
            f"corpus benchmark={int(b * 10)}",
            f"corpus model={int(m * 5)},{often}",
            f"corpus benchmark={int(b * 5)},{often}",
            _top(m, b),
            f"corpus proposed={int(max(proposed, 0.0) / max(model, 1e-6) * 4)}",
            f"corpus seen={often}",
        ]

    def top(self, key: str) -> str | None:
        """The feature that tells what a key mostly is, or None where it is new."""
        model, _, benchmark, seen = self.evidence.get(key, NONE)
        return None if seen < FEWEST else _top(max(model, 0.0) / seen, max(benchmark, 0.0) / seen)

    def _sum(self, keys: Sequence[str], without: Mapping[str, Evidence]) -> Evidence:
        """The evidence of all keys together."""
        if len(keys) == 1 and not without:
            return self.evidence.get(keys[0], NONE)
        model = proposed = benchmark = 0.0
        seen = 0
        for key in keys:
            for sign, (m, p, b, n) in (
                (1, self.evidence.get(key, NONE)),
                (-1, without.get(key, NONE)),
            ):
                model += sign * m
                proposed += sign * p
                benchmark += sign * b
                seen += sign * n
        return model, proposed, benchmark, seen

    def save(self, path: Path) -> None:
        """Write the keys seen often enough to a compressed .npz file."""
        kept = {key: value for key, value in self.evidence.items() if value[3] >= FEWEST}
        np.savez_compressed(
            path,
            keys=np.array("\n".join(kept)),
            evidence=np.array([value[:3] for value in kept.values()], dtype=np.float16),
            seen=np.array([value[3] for value in kept.values()], dtype=np.int32),
        )

    @classmethod
    def load(cls, path: Path) -> "NameStatistics":
        """Read a file written by `save`; one that is missing is empty."""
        if not path.exists():
            return cls()
        with np.load(path, allow_pickle=False) as file:
            keys = str(file["keys"]).split("\n")
            sums, seen = file["evidence"].astype(float).tolist(), file["seen"].tolist()
        return cls({key: (*row, n) for key, row, n in zip(keys, sums, seen, strict=True)})


def _top(model: float, benchmark: float) -> str:
    """The feature of what a name mostly is, from its shares."""
    none = 1 - model - benchmark
    top = "model" if model > max(benchmark, none) else "benchmark" if benchmark > none else "none"
    return "corpus top=" + top
