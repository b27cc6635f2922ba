"""Training of the ties: which candidate a number belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extractors.claims import Claim
from extractors.contexts import Context
from extractors.labels import Name
from extractors.linear import LinearModel
from extractors.mentions import Candidate, candidates_by_relation
from extractors.quantities import find_quantities
from extractors.text import Text
from extractors.ties import HEADS, RELATIONS, nearby, pair_features
from pipelines.evaluation import metrics_alike
from pipelines.training.claims import align
from pipelines.training.fit import fit
from schemas.keys import model_key

STRENGTH = 0.1
Record = Mapping[str, object]


@dataclass
class TieExample:
    """Pairs of one abstract: features, and the target of the head they belong to."""

    features: list[list[str]] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def describe(
    text: Text, names: Sequence[Name], records: Mapping[str, Sequence[Record]]
) -> TieExample:
    """The pairs of every golden number with every candidate of its relations."""
    example = TieExample()
    quantities = find_quantities(text.text)
    context = Context(text, names, quantities)
    candidates = dict(candidates_by_relation(text, names))
    aliases = _aliases(records)
    for kind, relations in RELATIONS.items():
        for record, at in align(kind, records[kind], quantities, text.text):
            claim = Claim(quantities[at], kind, 1.0, {"type": str(record.get("type", ""))})
            for relation in relations:
                near = nearby(claim.quantity, candidates[relation], context)
                if not near:
                    continue
                wanted = record[relation]
                example.features += pair_features(claim, near, quantities, context)
                example.heads += [f"{kind}_{relation}"] * len(near)
                example.right += [_is_right(c, wanted, relation, aliases) for c in near]
    return example


def _aliases(records: Mapping[str, Sequence[Record]]) -> dict[str, set[str]]:
    """Keys of all names of the record that a name key belongs to."""
    found: dict[str, set[str]] = {}
    for kind in ("models", "benchmarks"):
        for record in records[kind]:
            keys = {model_key(name) for name in record["names"]}  # type: ignore[attr-defined]
            for key in keys:
                found.setdefault(key, set()).update(keys)
    return found


def _is_right(
    candidate: Candidate, wanted: object, relation: str, aliases: Mapping[str, set[str]]
) -> bool:
    if wanted is None:
        return False
    if relation == "metric":
        return metrics_alike(candidate.surface, str(wanted))
    one, other = model_key(candidate.surface), model_key(str(wanted))
    return one == other or one in aliases.get(other, ())


def fit_ties(examples: Sequence[TieExample], strength: float = STRENGTH) -> LinearModel:
    """The weights of all relations."""
    features = [row for example in examples for row in example.features]
    heads = [head for example in examples for head in example.heads]
    right = [answer for example in examples for answer in example.right]
    targets = {
        name: [
            (name if answer else "") if head == name else None
            for head, answer in zip(heads, right, strict=True)
        ]
        for name in HEADS
    }
    return fit(features, HEADS, targets, strength)
