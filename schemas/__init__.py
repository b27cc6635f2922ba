"""What a fact is: one pydantic class per kind, the paper, and the tables derived from them."""

from schemas.facts import (
    KINDS,
    Benchmark,
    Fact,
    Link,
    Model,
    PaperFacts,
    ParameterCount,
    ResourceSaving,
    Result,
    Speedup,
)
from schemas.papers import Paper, paper_id_of

__all__ = [
    "KINDS",
    "Benchmark",
    "Fact",
    "Link",
    "Model",
    "Paper",
    "PaperFacts",
    "ParameterCount",
    "ResourceSaving",
    "Result",
    "Speedup",
    "paper_id_of",
]
