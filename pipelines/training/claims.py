"""Training of the claims: which quantities are facts of which kind, and their learned fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from extractors.claim_features import features_of
from extractors.claims import HEADS, KINDS, is_candidate
from extractors.contexts import Context
from extractors.factors import CONVERSIONS, factor_of
from extractors.labels import Name
from extractors.linear import LinearModel
from extractors.phases import HEADS as PHASES
from extractors.phases import PhasesModel, phase_features, topic_words
from extractors.quantities import Quantity, find_quantities
from extractors.text import Text
from pipelines.training.fit import fit, fit_head, matrix, vocabulary
from pipelines.training.topics import Topics

PHASE_STRENGTH = 0.03
#: mean length of a topic vector beside features of ones: the longer, the more topics count
TOPIC_LENGTH = 8
#: inverse of the L2 penalty; the fields have fewer examples and plainer evidence than the kinds
STRENGTH = {head: 0.15 if head in KINDS else 0.6 for head in HEADS}
Record = Mapping[str, object]


@dataclass
class ClaimExample:
    """The candidate quantities of one abstract, their features and their targets per head.

    Those that are speedups have other features and a target for their phase.
    """

    quantities: list[Quantity]
    features: list[list[str]]
    targets: list[dict[str, str | None]]
    phase_features: list[list[str]]
    phases: list[str]
    topic_words: list[str]


def describe(
    text: Text, names: Sequence[Name], title: str, records: Mapping[str, Sequence[Record]]
) -> ClaimExample:
    """Quantities of an abstract with features and golden targets."""
    quantities = find_quantities(text.text)
    context = Context(text, names, quantities)
    candidates = [quantity for quantity in quantities if is_candidate(quantity)]
    features = [features_of(q, quantities, context, title) for q in candidates]
    targets: list[dict[str, str | None]] = [
        {head: "" if head in KINDS else None for head in HEADS} for _ in candidates
    ]
    words = topic_words(text, title)
    example = ClaimExample(candidates, features, targets, [], [], words)
    for kind in ("parameter_counts", "speedups", "resource_savings", "results"):
        for record, at in align(kind, records[kind], candidates, text.text):
            head = str(record.get("resource", kind))
            targets[at] |= {head: head} | fields_of(kind, record, candidates, at)
            if kind == "speedups":
                of_phase = phase_features(candidates[at], quantities, context, title)
                example.phase_features.append(of_phase)
                example.phases.append(str(record["phase"]))
    return example


def align(
    kind: str, records: Sequence[Record], candidates: Sequence[Quantity], text: str
) -> list[tuple[Record, int]]:
    """Golden records with the index of the quantity each one stands for.

    Records with one surface take its occurrences in the order of the text.
    """
    pairs: list[tuple[Record, int]] = []
    used: set[int] = set()
    for record in records:
        surface = str(record["text"])
        exact = [i for i, q in enumerate(candidates) if q.text == surface]
        if kind == "resource_savings":
            used_here = {at for other, at in pairs if other["resource"] == record["resource"]}
            exact = [i for i in exact if i not in used_here] or exact
        inside = [i for i, q in enumerate(candidates) if _overlaps(q, surface, text)]
        if kind in ("parameter_counts", "results"):
            value = float(record["value"])  # type: ignore[arg-type]
            exact = [i for i in exact if _near(candidates[i].value, value)] or exact
            inside = [i for i in inside if _near(candidates[i].value, value)]
        else:
            factor = float(record["factor"])  # type: ignore[arg-type]
            inside = [i for i in inside if makes(candidates[i], factor)] or inside
        options = exact or inside[-1:]
        if kind == "parameter_counts":
            options = exact or inside
            pairs += [(record, at) for at in options[:1]]
            continue
        free = (
            options
            if kind == "resource_savings"
            else [at for at in options if at not in used] or options
        )
        if free:
            used.add(free[0])
            pairs.append((record, free[0]))
    return pairs


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= 0.005 * abs(other) + 1e-9


def _overlaps(quantity: Quantity, surface: str, text: str) -> bool:
    start = text.find(surface)
    while start >= 0:
        if start < quantity.end and quantity.start < start + len(surface):
            return True
        start = text.find(surface, start + 1)
    return False


def fields_of(
    kind: str, record: Record, candidates: Sequence[Quantity], at: int
) -> dict[str, str | None]:
    """Targets of the field heads that this record teaches."""
    if kind == "results":
        return {"type": str(record["type"])}
    if kind == "parameter_counts":
        return {"scope": str(record["scope"])}
    conversion = conversion_of(candidates[at], float(record["factor"]))  # type: ignore[arg-type]
    found: dict[str, str | None] = {"conversion": conversion} if conversion else {}
    if kind == "speedups":
        return found | {"measure": str(record["measure"])}
    return found


def makes(quantity: Quantity, factor: float) -> bool:
    """Whether some conversion turns the quantity into the factor."""
    made = (factor_of(quantity, conversion) for conversion in CONVERSIONS)
    return any(value is not None and abs(value - factor) <= 0.01 * factor for value in made)


def conversion_of(quantity: Quantity, factor: float) -> str | None:
    """The conversion that turns the quantity into the golden factor."""
    if quantity.unit not in ("percent", "part"):
        return None
    for conversion in CONVERSIONS:
        made = factor_of(quantity, conversion)
        if made is not None and abs(made - factor) <= 0.01 * factor:
            return conversion
    return None


def fit_claims(examples: Sequence[ClaimExample]) -> LinearModel:
    """The weights of all heads."""
    features = [row for example in examples for row in example.features]
    targets = {
        head: [target[head] for example in examples for target in example.targets] for head in HEADS
    }
    return fit(features, HEADS, targets, STRENGTH)


def fit_phases(examples: Sequence[ClaimExample], topics: Topics) -> PhasesModel:
    """The weights that tell the phase of a speedup.

    They are fitted together to the features of the number and to the topic vector of the abstract;
    a word's weights are then what its vector gives.
    """
    rows = [row for example in examples for row in example.phase_features]
    phases = [phase for example in examples for phase in example.phases]
    words = [example.topic_words for example in examples for _ in example.phases]
    features = vocabulary(rows)
    vectors = topics.vectors_of(words)
    scale = TOPIC_LENGTH / np.linalg.norm(vectors, axis=1).mean()
    both = sp.hstack([matrix(rows, features), sp.csr_matrix(vectors * scale)]).tocsr()
    table, bias = fit_head(both, phases, PHASES["phase"], PHASE_STRENGTH)
    near, topic = table[: len(features)], topics.vectors @ table[len(features) :] * scale
    return PhasesModel(
        LinearModel(PHASES, features, np.vstack([near, bias])),
        LinearModel(PHASES, topics.words, np.vstack([topic, np.zeros_like(bias)])),
    )
