"""Where a name was lost: no candidate, wrong label, wrong gathering, or wrong role.

Candidates bound everything after them, so a miss that no candidate covers is mended in
`extractors/names.py`; the others in the labeller's features and training, or in the gathering.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from extractors.acronyms import find_pairs
from extractors.names import find_mentions
from extractors.pipeline import load_tokenizer
from extractors.text import Text
from pipelines.evaluation import Difference, Evaluation
from schemas.keys import benchmark_key, model_key

KEYS: dict[str, Callable[[str], str]] = {"models": model_key, "benchmarks": benchmark_key}


@lru_cache(maxsize=512)
def _candidates(abstract: str) -> frozenset[str]:
    text = Text.of(load_tokenizer()(abstract))
    return frozenset(mention.surface for mention in find_mentions(text, find_pairs(abstract)))


def reason(difference: Difference, evaluation: Evaluation, abstracts: Mapping[str, str]) -> str:
    """The group of a difference; for the kinds that are no names its own problem."""
    key = KEYS.get(difference.kind)
    if key is None or difference.problem not in ("missed", "spurious"):
        both = difference.golden is not None and difference.extracted is not None
        return f"wrong {difference.problem}" if both else difference.problem
    record = difference.golden or difference.extracted
    assert record is not None
    keys = {key(name) for name in record["names"]}
    if difference.problem == "missed":
        found = {key(surface) for surface in _candidates(abstracts[difference.paper_id])}
        if not keys & found:
            return "no candidate"
    others = (
        other
        for other in evaluation.differences
        if other.paper_id == difference.paper_id and other.kind == difference.kind
    )
    for other in others:
        side = other.extracted if difference.golden else other.golden
        if (
            side is not None
            and other is not difference
            and _overlap(record["names"], side["names"])
        ):
            return "wrong gathering"
    return "wrong label"


def _overlap(names: list[str], others: list[str]) -> bool:
    """Whether one name is a part of another: boundary or grouping is wrong, not the label."""
    return any(
        one != other and (one.casefold() in other.casefold() or other.casefold() in one.casefold())
        for one in names
        for other in others
    )
