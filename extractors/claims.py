"""What a quantity says: a size, a speedup, a saving, a score, several of these or nothing.

The decision is learned from what stands around the number (`claim_features.py`); wordings that
leave no doubt (`phrases.py`) decide alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex

from extractors.claim_features import features_of, nearest_words
from extractors.contexts import Context
from extractors.cues import PLAIN_MEASURE, PLAIN_PHASE
from extractors.labels import WEIGHTS
from extractors.linear import LinearModel, sigmoid
from extractors.phases import phase_of
from extractors.phrases import Wording, find_wordings, says_added, says_worse
from extractors.quantities import Quantity

RESOURCES = ("memory", "energy", "compute", "size", "cost")
#: each is a yes or no of its own, since "10x faster and smaller" is two facts
KINDS = ("parameter_counts", "speedups", *RESOURCES, "results")
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
#: a claim much less likely than another of the same number is dropped
RIVAL = 0.6
#: ... and so likely it must be beside a kind that a wording makes sure
RIVAL_OF_SURE = 0.8


@dataclass(frozen=True)
class Claim:
    """A quantity with a kind it is a fact of, and the learned fields of that kind."""

    quantity: Quantity
    kind: str
    probability: float
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
    phases_model: LinearModel,
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
        fields = {head: model.choose(row, head) for head in HEADS if head not in KINDS}
        if quantity.unit == "part":
            fields["conversion"] = "of"
        found = {kind: float(sigmoid(row[model.columns[kind]])[0]) for kind in KINDS}
        sure = {kind for kind in KINDS if is_sure(kind, quantity, wordings, context)}
        for kind, probability in found.items():
            if kind in sure and probability >= HARDLY:
                found[kind] = max(probability, SURE)
            elif sure and probability < RIVAL_OF_SURE:
                found[kind] = 0.0
        best = max(found.values())
        added = says_added(quantity, context.text.text)
        worse = quantity.sign == "-" or says_worse(quantity, context.text.text)
        for kind, probability in found.items():
            if probability < max(THRESHOLD[kind], RIVAL * best):
                continue
            if worse and kind in ("speedups", *RESOURCES) and kind != "size":
                continue
            if added and kind in RESOURCES:
                continue
            said = next((w.conversion for w in wordings if w.kind == kind), None)
            own = fields | {"conversion": said} if said is not None else fields
            if kind == "speedups":
                phase = phase_of(quantity, quantities, context, title, phases_model)
                own = own | {"phase": phase} | plain_fields(quantity, quantities, context)
            elif kind == "parameter_counts":
                own = own | plain_scope(quantity, context.text.text)
            claims.append(Claim(quantity, kind, probability, own))
    return claims


# "1.2M trainable parameters", "adds only 0.5M", "of which 9.6B are active"
_TRAINABLE = regex.compile(
    r"[\s\-]{0,2}(?:\p{L}+[\s\-]){0,2}?(?:trainable|tunable|learnable|tuned|additional|extra|added)\b",
    regex.I,
)
_TRAINABLE_BEFORE = regex.compile(
    r"(?:trainable|tunable|tuning|fine-tuning|updating|adding|adds|add|training)\s(?:\p{L}+\s){0,2}$"
)
_ACTIVE = regex.compile(r"[\s\-]{0,2}(?:\p{L}+[\s\-]){0,2}?activ(?:e|ated)\b", regex.I)


def plain_scope(quantity: Quantity, text: str) -> dict[str, str]:
    """The scope of a size, where a word beside it says it: "0.5M trainable parameters"."""
    before = text[max(0, quantity.left - 30) : quantity.left]
    if _ACTIVE.match(text, quantity.end):
        return {"scope": "active"}
    if _TRAINABLE.match(text, quantity.end) or _TRAINABLE_BEFORE.search(before):
        return {"scope": "trainable"}
    return {}


def plain_fields(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context
) -> dict[str, str]:
    """Phase and measure, where plain words beside the number or its list say them."""
    members = [q for q in quantities if quantity.group is not None and q.group == quantity.group]
    first, last = (members[0], members[-1]) if members else (quantity, quantity)
    before, behind = (
        context.around(first.left, first.end)[0],
        context.around(last.left, last.end)[1],
    )
    fields = {}
    for field, words, reach in (("phase", PLAIN_PHASE, 6), ("measure", PLAIN_MEASURE, 4)):
        said = {value for _, value in nearest_words(words, before, behind, context, reach).values()}
        if len(said) == 1:
            fields[field] = said.pop()
    return fields


def is_sure(kind: str, quantity: Quantity, wordings: Sequence[Wording], context: Context) -> bool:
    """Whether a wording alone decides that a quantity is a fact of a kind."""
    if kind == "parameter_counts":
        return context.states_size(quantity)
    if quantity.relation == "from_to" and quantity.place == 1:
        return (kind, quantity.unit) in (("memory", "bytes"), ("speedups", "time"))
    return any(wording.sure and wording.kind == kind for wording in wordings)


@lru_cache(maxsize=1)
def load_claims_model(folder: Path = WEIGHTS) -> LinearModel:
    """The committed weights. Raises OSError where they are missing."""
    return LinearModel.load(folder / "claims.npz")
