"""Resource savings: quantified savings of memory, energy, compute, size or money."""

from extractors.claims import RESOURCES
from extractors.reading import Reading
from extractors.speedups import comparison_fields, factors_of
from schemas import ResourceSaving


def read(reading: Reading) -> list[ResourceSaving]:
    """The savings of an abstract, in the order of the text."""
    found: dict[tuple[object, ...], ResourceSaving] = {}
    for claim, factor in factors_of(reading.claims_of(*RESOURCES), reading):
        record = ResourceSaving(
            resource=claim.kind, factor=factor, **comparison_fields(claim, reading)
        )
        subject = record.subject and record.subject.casefold()
        key = (record.resource, factor, record.bound, subject, record.baseline)
        found.setdefault(key, record)
    return list(found.values())
