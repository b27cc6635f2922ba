"""Parameter counts: stated sizes of models."""

from collections.abc import Iterator

from extractors.claims import Claim
from extractors.mentions import Candidate
from extractors.quantities import list_of
from extractors.reading import Reading
from extractors.sizes import is_of_many, is_of_own, is_of_unnamed
from schemas import ParameterCount

#: sizes below this are no sizes of models ("2 parameters")
SMALLEST = 10
_SIGNS = "-−–+~"
_QUALIFIERS = {"average": "approximate"}


def read(reading: Reading) -> list[ParameterCount]:
    """The sizes of an abstract; the same value of the same model once, `exact` first."""
    found: dict[tuple[int, int | None], ParameterCount] = {}
    for claim in reading.claims_of("parameter_counts"):
        for model, owner in _models(claim, reading):
            record = _record(claim, model, reading)
            if record is None:
                continue
            key = (record.value, owner)
            kept = found.get(key)
            if kept is None or (record.qualifier == "exact" and kept.qualifier != "exact"):
                found[key] = record
    return sorted(found.values(), key=lambda record: record.char_start)


def _record(claim: Claim, model: str | None, reading: Reading) -> ParameterCount | None:
    quantity = claim.quantity
    value = round(quantity.value)
    if quantity.unit not in ("count", "plain") or value < SMALLEST:
        return None
    text = quantity.text.lstrip(_SIGNS)  # "Vicuna-7B and -13B"
    start = quantity.end - len(text)
    return ParameterCount(
        value=value,
        text=text,
        qualifier=_qualifier(claim),
        model=model,
        scope=claim.fields["scope"],
        **reading.provenance(start, quantity.end),
    )


def _qualifier(claim: Claim) -> str:
    return _QUALIFIERS.get(claim.quantity.bound, claim.quantity.bound)


def _models(claim: Claim, reading: Reading) -> Iterator[tuple[str | None, int | None]]:
    """The models that have this size, each with the number of its name; None where it is unnamed.

    Several where a list of names follows the number.
    """
    first = reading.tied(claim, "model")
    if first is not None and first.start <= claim.quantity.start < first.end:
        yield first.surface, first.owner
        return
    members = list_of(claim.quantity, reading.quantities)
    if first is not None and (
        is_of_unnamed(members, reading.text.text) or _has_its_own(first, claim, reading)
    ):
        yield None, None
        return
    if first is None and is_of_own(claim.quantity, reading.text.text):
        yield reading.proposed_name, None
        return
    yield reading.surface_of(first), first.owner if first is not None else None
    if first is None or claim.quantity.group is not None or first.start < claim.quantity.end:
        return
    last = first
    for candidate in _behind(first, reading):
        between = reading.text.text[last.end : candidate.start].strip()
        if between not in (",", "and", ", and", "/", "&"):
            return
        yield reading.surface_of(candidate), candidate.owner
        last = candidate


def _has_its_own(first: Candidate, claim: Claim, reading: Reading) -> bool:
    """Whether a name already holds a size, so that one of models in general is not its own.

    "Zephyr-7B leads the 7B models": two sizes, one of them of no named model.
    """
    return is_of_many(claim.quantity, reading.text.text) and any(
        first.start <= quantity.start and quantity.end <= first.end and quantity.unit == "count"
        for quantity in reading.quantities
    )


def _behind(first: Candidate, reading: Reading) -> Iterator[Candidate]:
    for number, name in enumerate(reading.names):
        for mention in name.mentions:
            if name.kind == "models" and mention.start >= first.end:
                yield Candidate(mention.start, mention.end, mention.surface, name.label, number)
