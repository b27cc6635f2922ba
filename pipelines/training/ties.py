"""Training of the ties: which candidate a number belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.claims import Claim
from extractors.contexts import Context
from extractors.labels import Name
from extractors.linear import LinearModel
from extractors.mentions import Candidate, candidates_by_relation, recorded
from extractors.quantities import find_quantities
from extractors.text import Text
from extractors.ties import HEADS, RELATIONS, nearby, null_features, pair_features
from pipelines.evaluation import metrics_alike
from pipelines.training.claims import align
from pipelines.training.fit import fit_contests
from schemas.keys import model_key

STRENGTH = 0.1
Record = Mapping[str, object]


@dataclass
class Contest:
    """The candidates of a relation for one golden number, null the last of them."""

    relation: str
    features: list[list[str]]
    right: list[bool]


def describe(
    text: Text, names: Sequence[Name], records: Mapping[str, Sequence[Record]]
) -> list[Contest]:
    """The contests of every golden number in every relation that it has.

    Those that none of the candidates should win, and null neither, teach nothing and are left out.
    """
    contests = []
    quantities = find_quantities(text.text)
    context = Context(text, names, quantities)
    candidates = dict(candidates_by_relation(text, names))
    aliases = _aliases(records)
    for kind, relations in RELATIONS.items():
        for record, at in align(kind, records[kind], quantities, text.text):
            claim = Claim(quantities[at], kind, {"type": str(record.get("type", ""))})
            for relation in relations:
                near = nearby(claim.quantity, candidates[relation], context)
                wanted = record[relation]
                right = [_is_right(c, wanted, relation, aliases) for c in near]
                right.append(wanted is None)
                if near and any(right):
                    features = pair_features(claim, near, quantities, context)
                    features.append(null_features(claim, relation, near, context))
                    contests.append(Contest(relation, features, right))
    return contests


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
    one, other = model_key(candidate.surface), model_key(recorded(str(wanted)))
    return one == other or one in aliases.get(other, ())


def fit_ties(abstracts: Sequence[Sequence[Contest]]) -> LinearModel:
    """The weights of all relations."""
    contests = [contest for abstract in abstracts for contest in abstract]
    return fit_contests(
        HEADS,
        [contest.relation for contest in contests],
        [contest.features for contest in contests],
        [contest.right for contest in contests],
        STRENGTH,
    )
