"""Speedups: quantified statements that something runs faster."""

from extractors.claims import Claim
from extractors.factors import bound_of, factor_of
from extractors.reading import Reading, partner_of
from schemas import Speedup


def read(reading: Reading) -> list[Speedup]:
    """The speedups of an abstract, in the order of the text."""
    found: dict[tuple[object, ...], Speedup] = {}
    for claim in reading.claims_of("speedups"):
        factor = claimed_factor(claim, reading)
        if factor is None:
            continue
        record = Speedup(
            factor=factor,
            measure=claim.fields["measure"],
            phase=claim.fields["phase"],
            **comparison_fields(claim, reading),
        )
        key = (factor, record.bound, record.phase, record.subject, record.baseline)
        found.setdefault(key, record)
    return list(found.values())


def claimed_factor(claim: Claim, reading: Reading) -> float | None:
    """How many times, at least 1; None where the number makes no factor."""
    quantity = claim.quantity
    partner = None
    if quantity.unit in ("time", "bytes", "count", "plain"):
        partner = partner_of(quantity, reading.quantities)
    return factor_of(quantity, claim.fields["conversion"], partner)


def comparison_fields(claim: Claim, reading: Reading) -> dict[str, object]:
    """Text, bound, subject, baseline and provenance, as resource savings have them too."""
    quantity = claim.quantity
    subject = reading.tied(claim, "subject")
    baseline = reading.tied(claim, "baseline")
    if subject is not None and baseline is not None and subject.start == baseline.start:
        baseline = None
    fields: dict[str, object] = {
        "text": quantity.text,
        "bound": bound_of(quantity, claim.fields["conversion"]),
        "subject": reading.surface_of(subject),
        "baseline": baseline.surface if baseline is not None else None,
    }
    return fields | reading.provenance(quantity.start, quantity.end)
