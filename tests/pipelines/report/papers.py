"""Papers with their facts, to be reported on."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from schemas import Fact, Link, Model, Paper, PaperFacts, ParameterCount, Result, Speedup
from schemas.facts import Benchmark, ResourceSaving

Database = Callable[[Sequence[PaperFacts]], Path]

HOSTILE = '</script><img src=x onerror="window.hacked=1"><b>\'&amp;${name}'


def fact(kind: type[Fact], abstract: str, surface: str, **fields: Any) -> Any:
    """A fact of the sentence that is the whole abstract, standing where `surface` does."""
    start = abstract.index(surface)
    named = "name" in kind.model_fields
    own = {"name": surface, "names": [surface]} if named else {"text": surface}
    return kind(
        **own,
        **fields,
        char_start=start,
        char_end=start + len(surface),
        sentence_start=0,
        sentence_end=len(abstract),
    )


def lark() -> PaperFacts:
    """A paper with a fact of every kind; a character beyond U+FFFF stands before them all."""
    text = (
        "𝔏ark: we propose Lark (1.5B), 2.6x faster than BERT with 4 times less memory, with 82.1% "
        "accuracy on GLUE: https://github.com/larks/lark"
    )
    return PaperFacts(
        paper=Paper(
            paper_id="lark/1",
            title="Larks at Dawn",
            abstract=text,
            published="2024-05-01",
            source="nest",
            url="https://example.org/lark",
        ),
        models=[
            fact(Model, text, "Lark", role="proposed", category="model"),
            fact(Model, text, "BERT", role="mentioned", category="model"),
        ],
        parameter_counts=[
            fact(
                ParameterCount,
                text,
                "1.5B",
                value=1_500_000_000,
                qualifier="exact",
                model="Lark",
                scope="total",
            )
        ],
        speedups=[
            fact(
                Speedup,
                text,
                "2.6x",
                factor=2.6,
                measure="speed",
                phase="inference",
                bound="exact",
                subject="Lark",
                baseline="BERT",
            )
        ],
        resource_savings=[
            fact(ResourceSaving, text, "4 times", resource="memory", factor=4, bound="exact")
        ],
        benchmarks=[fact(Benchmark, text, "GLUE", role="evaluated")],
        results=[
            fact(
                Result,
                text,
                "82.1%",
                value=82.1,
                metric="accuracy",
                benchmark="GLUE",
                model="Lark",
                type="absolute",
            )
        ],
        links=[
            fact(
                Link,
                text,
                "https://github.com/larks/lark",
                url="https://github.com/larks/lark",
                type="code",
                repo="larks/lark",
                host="github.com",
            )
        ],
    )


def hostile() -> PaperFacts:
    """A paper that tries to break out of the page wherever it can."""
    return PaperFacts(
        paper=Paper(
            paper_id=HOSTILE,
            title=HOSTILE,
            abstract=HOSTILE,
            source=HOSTILE,
            published=HOSTILE,
            url="javascript:window.hacked=1",
        ),
        models=[fact(Model, HOSTILE, HOSTILE, role="proposed", category="model")],
        benchmarks=[fact(Benchmark, HOSTILE, HOSTILE, role="evaluated")],
        results=[
            fact(
                Result,
                HOSTILE,
                HOSTILE,
                value=1,
                metric=HOSTILE,
                benchmark=HOSTILE,
                model=HOSTILE,
                type="absolute",
            )
        ],
        links=[
            fact(
                Link, HOSTILE, HOSTILE, url="javascript:window.hacked=1", type="code", host=HOSTILE
            )
        ],
    )


def filler(number: int, words: int = 200) -> PaperFacts:
    """A paper of words that do not compress; every second one has a fact, in its last sentence."""
    chance = random.Random(number)
    start = " ".join(f"{chance.getrandbits(40):x}" for _ in range(words)) + ". "
    text = start + "It has 3B parameters."
    size = ParameterCount(
        value=3_000_000_000,
        text="3B",
        qualifier="exact",
        scope="total",
        char_start=text.index("3B"),
        char_end=text.index("3B") + 2,
        sentence_start=len(start),
        sentence_end=len(text),
    )
    paper = Paper(paper_id=f"filler{number}", title=f"Filler {number}", abstract=text)
    return PaperFacts(paper=paper, parameter_counts=[size] if number % 2 else [])
