"""Speedups: quantified statements that something runs faster."""

from collections.abc import Sequence

from extractors.claims import Claim
from extractors.factors import bound_of, factor_of
from extractors.pairs import PAIRED, partner_in_pair
from extractors.reading import Reading
from schemas import Speedup

#: so many characters from a pair the factor may stand that says the same
NEAR = 100


def read(reading: Reading) -> list[Speedup]:
    """The speedups of an abstract, in the order of the text."""
    found: dict[tuple[object, ...], Speedup] = {}
    for claim, factor in factors_of(reading.claims_of("speedups"), reading):
        record = Speedup(
            factor=factor,
            measure=claim.fields["measure"],
            phase=claim.fields["phase"],
            **comparison_fields(claim, reading),
        )
        key = (factor, record.bound, record.phase, record.subject, record.baseline)
        found.setdefault(key, record)
    return list(found.values())


def factors_of(claims: Sequence[Claim], reading: Reading) -> list[tuple[Claim, float]]:
    """The claims that make a factor, without pairs that repeat one: "by 70% (from 9 to 3 ms)"."""
    found = [
        (claim, factor)
        for claim in claims
        if (factor := claimed_factor(claim, reading))
        and (factor > 1 or claim.quantity.relation == "range")  # "trains 100% of the weights"
    ]
    return [
        (claim, factor)
        for claim, factor in found
        if claim.quantity.unit not in PAIRED
        or not any(_says_again(claim, factor, one, other) for one, other in found)
    ]


def _says_again(pair: Claim, factor: float, other: Claim, stated: float) -> bool:
    """Whether a factor near by is that of a pair, but for rounding."""
    near = abs(pair.quantity.start - other.quantity.start) < NEAR
    same = other.kind == pair.kind and other.quantity.unit not in PAIRED
    return near and same and abs(factor - stated) < 0.06 * factor


def claimed_factor(claim: Claim, reading: Reading) -> float | None:
    """How many times, at least 1; None where the number makes no factor."""
    quantity = claim.quantity
    partner = partner_in_pair(quantity, reading.quantities) if quantity.unit in PAIRED else None
    return factor_of(quantity, claim.fields["conversion"], partner)


def comparison_fields(claim: Claim, reading: Reading) -> dict[str, object]:
    """Text, bound, subject, baseline and provenance, as resource savings have them too."""
    quantity = claim.quantity
    subject = reading.tied(claim, "subject")
    baseline = reading.tied(claim, "baseline") or reading.opening(claim.quantity, "baseline")
    if subject is not None and baseline is not None and subject.start == baseline.start:
        baseline = None
    fields: dict[str, object] = {
        "text": quantity.text,
        "bound": bound_of(quantity, claim.fields["conversion"]),
        "subject": reading.surface_of(subject),
        "baseline": baseline.surface if baseline is not None else None,
    }
    return fields | reading.provenance(quantity.start, quantity.end)
