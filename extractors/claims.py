"""What a quantity says: a size, a speedup, a saving, a score, several of these or nothing.

The decision is learned from what stands around the number (`claim_features.py`); wordings that
leave no doubt (`phrases.py`) decide alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.carrying import carried_from
from extractors.claim_features import features_of, nearest_words
from extractors.contexts import Context
from extractors.cues import (
    BOTH_PHASES,
    BOTH_PHASES_OF,
    MEASURE_BEFORE,
    MEASURE_BEHIND,
    PLAIN_MEASURE,
    PLAIN_PHASE,
)
from extractors.labels import WEIGHTS
from extractors.linear import LinearModel, sigmoid
from extractors.pairs import PAIRED, kind_of_pair, partner_in_pair, says_instead
from extractors.phases import PhasesModel, phase_of
from extractors.phrases import (
    Wording,
    find_wordings,
    is_larger_model,
    says_added,
    says_larger,
    says_worse,
)
from extractors.quantities import Quantity, list_of
from extractors.scores import is_no_score, plain_type, says_score
from extractors.sizes import plain_scope
from extractors.vetoes import is_vetoed

RESOURCES = ("memory", "energy", "compute", "size", "cost")
#: each is a yes or no of its own, since "10x faster and smaller" is two facts
KINDS = ("parameter_counts", "speedups", *RESOURCES, "results")
#: kinds whose numbers become factors
FACTORED = ("speedups", *RESOURCES)
#: heads of the model
HEADS: dict[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in KINDS},
    "type": ("absolute", "gain", "loss"),
    "measure": ("latency", "throughput", "time", "speed"),
    "scope": ("total", "trainable", "active"),
    # how a printed number becomes a factor, see factors.py
    "conversion": ("as_is", "more", "less", "of"),
}
#: probability from which a claim is made; chosen by cross-validation
THRESHOLD = dict.fromkeys(KINDS, 0.35) | {"parameter_counts": 0.45, "results": 0.45}
#: a sure wording counts as this probability, unless the learned one is below `HARDLY`
SURE, HARDLY = 0.9, 0.01
#: ... of a score this, so that a likelier kind still wins
SURE_SCORE = 0.5
#: a claim much less likely than another of the same number is dropped
RIVAL = 0.6
#: ... and so likely it must be beside a kind that a wording makes sure
RIVAL_OF_SURE = 0.8


@dataclass(frozen=True)
class Claim:
    """A quantity with a kind it is a fact of, and the learned fields of that kind."""

    quantity: Quantity
    kind: str
    fields: dict[str, str]


def is_candidate(quantity: Quantity) -> bool:
    """Whether a quantity could be a fact at all: absolute times and bytes only in pairs."""
    if quantity.unit in ("time", "bytes"):
        return quantity.relation in ("from_to", "versus", "list")
    return True


def read_claims(
    context: Context,
    quantities: Sequence[Quantity],
    title: str,
    model: LinearModel,
    phases_model: PhasesModel,
) -> list[Claim]:
    """The claims of one abstract, in the order of the text."""
    candidates = [
        quantity
        for quantity in quantities
        if is_candidate(quantity)
        and not (quantity.unit == "plain" and context.stands_in_name(quantity))
    ]
    if not candidates:
        return []
    scores = model.scores([features_of(q, quantities, context, title) for q in candidates])
    claims: list[Claim] = []
    for quantity, row in zip(candidates, scores, strict=True):
        wordings = find_wordings(quantity, quantities, context.text, context.letters)
        learned = {kind: float(sigmoid(row[model.columns[kind]])[0]) for kind in KINDS}
        found = _with_wordings(learned, quantity, quantities, wordings, context, claims)
        fields = {head: model.choose(row, head) for head in HEADS if head not in KINDS}
        if quantity.unit == "part":
            fields["conversion"] = "of"
        best = max(found.values())
        for kind, probability in found.items():
            likely = probability >= max(THRESHOLD[kind], RIVAL * best)
            if likely and not _is_forbidden(kind, quantity, quantities, wordings, context):
                said = _said_fields(kind, quantity, quantities, wordings, context)
                if kind == "speedups":
                    phase = phase_of(quantity, quantities, context, title, phases_model)
                    said = {"phase": phase} | said
                claims.append(Claim(quantity, kind, fields | said))
    return claims


def _with_wordings(
    learned: Mapping[str, float],
    quantity: Quantity,
    quantities: Sequence[Quantity],
    wordings: Sequence[Wording],
    context: Context,
    claims: Sequence[Claim],
) -> dict[str, float]:
    """The probability of each kind, where wordings that are sure have had their say.

    `claims` are those before this number, which it may take its words from.
    """
    found = dict(learned)
    text = context.text.text
    sure = {kind for kind in KINDS if is_sure(kind, quantity, wordings, context)}
    own_target = any(wording.own for wording in wordings)
    worded = {wording.kind for wording in wordings}
    for kind, probability in learned.items():
        if kind in sure and probability >= HARDLY:
            found[kind] = max(probability, SURE)
        elif sure and (probability < RIVAL_OF_SURE or own_target or kind not in worded):
            found[kind] = 0.0
    if context.is_no_size(quantity):
        found["parameter_counts"] = 0.0
    if found["results"] >= HARDLY:
        found["results"] = _score_of(found["results"], quantity, quantities, text)
    _correct_factors(quantity, quantities, wordings, context, claims, found)
    return found


def _said_fields(
    kind: str,
    quantity: Quantity,
    quantities: Sequence[Quantity],
    wordings: Sequence[Wording],
    context: Context,
) -> dict[str, str]:
    """The fields of a claim that words around the number say outright."""
    said = said_conversion(kind, wordings)
    if kind == "size" and is_larger_model(quantity, context):
        said = "more"
    fields = {"conversion": said} if said is not None else {}
    if kind == "speedups":
        fields |= plain_fields(quantity, quantities, context)
    elif kind == "parameter_counts":
        fields |= plain_scope(quantity, context.text.text)
    elif kind == "results":
        fields |= plain_type(list_of(quantity, quantities), quantity, context.text.text)
    return fields


def _correct_factors(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    wordings: Sequence[Wording],
    context: Context,
    claims: Sequence[Claim],
    found: dict[str, float],
) -> None:
    """Let the wordings of pairs, larger models and left-out words decide on speed and resources."""
    _read_pair(quantity, quantities, context.text.text, found)
    if is_larger_model(quantity, context):
        found["size"] = max(found["size"], SURE)
    _choose_resource(found, wordings)
    _carry(quantity, quantities, wordings, context, claims, found)


def _is_forbidden(
    kind: str,
    quantity: Quantity,
    quantities: Sequence[Quantity],
    wordings: Sequence[Wording],
    context: Context,
) -> bool:
    """Whether something around a number forbids that it is a speedup, or a saving of a kind."""
    text = context.text.text
    if kind not in FACTORED or (kind == "size" and is_larger_model(quantity, context)):
        return False
    if quantity.sign == "-" and not any(
        is_sure(factored, quantity, wordings, context) for factored in FACTORED
    ):
        return True
    if kind == "size":
        if says_larger(quantity, text, _beside_model(quantity, context)):
            return True
    elif says_worse(quantity, text):
        return True
    if kind in RESOURCES and says_added(quantity, text):
        return True
    return is_vetoed(kind, quantity, quantities, text)


def _read_pair(
    quantity: Quantity, quantities: Sequence[Quantity], text: str, found: dict[str, float]
) -> None:
    """Let a pair count at its better number, for what its unit measures: "from 9 to 3 ms"."""
    if quantity.unit not in PAIRED:
        return
    other = partner_in_pair(quantity, quantities)
    kind = None if other is None else kind_of_pair(quantity, other, text)
    likeliest = max(found[kind] for kind in FACTORED)
    says_memory = "memory" in text[max(0, quantity.start - 60) : quantity.start].lower()
    if kind == "memory" and found["size"] > found["memory"] and not says_memory:
        kind = "size"
    found.update(dict.fromkeys(FACTORED, 0.0))
    if other is not None and kind is not None and (kind != "memory" or likeliest >= HARDLY):
        sure = quantity.relation == "from_to" or says_instead(quantity, other, text)
        found[kind] = SURE if sure else likeliest


def _choose_resource(found: dict[str, float], wordings: Sequence[Wording]) -> None:
    """Of two resources that are nearly one, keep the likelier, unless wordings say both."""
    said = {wording.kind for wording in wordings if wording.sure}
    for one, other in (("memory", "size"), ("compute", "cost")):
        if not {one, other} <= said:
            found[min(one, other, key=lambda kind: (kind in said, found[kind]))] = 0.0


def _carry(
    quantity: Quantity,
    quantities: Sequence[Quantity],
    wordings: Sequence[Wording],
    context: Context,
    claims: Sequence[Claim],
    found: dict[str, float],
) -> None:
    """Let a number be what the number before it is, where words are left out."""
    if any(wording.sure for wording in wordings):
        return
    before = carried_from(quantity, quantities, context)
    for claim in claims:
        if claim.quantity is before and claim.kind in FACTORED:
            found[claim.kind] = max(found[claim.kind], SURE)


def said_conversion(kind: str, wordings: Sequence[Wording]) -> str | None:
    """How the first wording of a kind converts the number, "of" last; None where none says it."""
    said = [wording for wording in wordings if wording.kind == kind]
    surer = [wording for wording in said if wording.sure or wording.conversion != "of"]
    return (surer or said)[0].conversion if said else None


def plain_fields(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context
) -> dict[str, str]:
    """Phase and measure, where plain words beside the number or its list say them."""
    members = list_of(quantity, quantities)
    first, last = members[0], members[-1]
    before, behind = (
        context.around(first.left, first.end)[0],
        context.around(last.left, last.end)[1],
    )
    fields = {}
    for field, words, reach in (("phase", PLAIN_PHASE, 6), ("measure", PLAIN_MEASURE, 4)):
        nearest = nearest_words(words, before, behind, context, reach)
        if context.words[before : before + 1] == ["by"] and "left" in nearest:
            nearest.pop("right", None)  # "training time by 20%, inference time ..."
        said = {value for _, value in nearest.values()}
        if len(said) == 1:
            fields[field] = said.pop()
    text = context.text.text
    start, end = context.text.sentence_at(quantity.start)
    if BOTH_PHASES.search(
        text, max(start, first.left - 45), min(end, last.end + 40)
    ) or BOTH_PHASES_OF.search(text[start : first.left]):
        fields["phase"] = "unspecified"
    return fields | plain_measure(first, last, text)


def plain_measure(first: Quantity, last: Quantity, text: str) -> dict[str, str]:
    """The measure where a wording around a number or list says it: "4.5x faster run-time"."""
    for measure, wording in MEASURE_BEHIND.items():
        if wording.match(text, last.end, last.end + 60):
            return {"measure": measure}
    for measure, wording in MEASURE_BEFORE.items():
        if wording.search(text[max(0, first.left - 80) : first.left]):
            return {"measure": measure}
    return {}


def _score_of(
    probability: float, quantity: Quantity, quantities: Sequence[Quantity], text: str
) -> float:
    """The probability of a score where its wording is sure, or a trap."""
    members = list_of(quantity, quantities)
    unlikely = probability < THRESHOLD["results"]
    if unlikely and not says_score(members, quantity, text):
        return probability
    if is_no_score(members, quantity, text):
        return 0.0
    return SURE_SCORE if unlikely else probability


def _beside_model(quantity: Quantity, context: Context) -> bool:
    """Whether a model is named within some words of a quantity."""
    return any(
        start - 40 < quantity.end and quantity.start < end + 40
        for start, end, kind in context.names
        if kind != "benchmark"
    )


def is_sure(kind: str, quantity: Quantity, wordings: Sequence[Wording], context: Context) -> bool:
    """Whether a wording alone decides that a quantity is a fact of a kind."""
    if kind == "parameter_counts":
        return context.states_size(quantity)
    return any(wording.sure and wording.kind == kind for wording in wordings)


@lru_cache(maxsize=1)
def load_claims_model(folder: Path = WEIGHTS) -> LinearModel:
    """The committed weights. Raises OSError where they are missing."""
    return LinearModel.load(folder / "claims.npz")
