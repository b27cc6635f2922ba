"""The phase of a speedup, where only the abstract as a whole tells."""

import pytest

from extractors import extract
from schemas import Paper

CASES = [
    (
        "A Kernel Library for Serving",
        "We present an inference library for transformers, with fused kernels for decoding. On"
        " common models it is 3x faster than the baseline.",
        "inference",
    ),
    (
        "Distributed Training of Language Models",
        "We present a system for distributed training with pipeline parallelism on many GPUs. The"
        " pre-training of large models is 2.5x faster than with the baseline.",
        "training",
    ),
]


@pytest.mark.parametrize(("title", "abstract", "phase"), CASES)
def test_phase(title: str, abstract: str, phase: str) -> None:
    (speedup,) = extract(Paper(title=title, abstract=abstract)).speedups
    assert speedup.phase == phase
