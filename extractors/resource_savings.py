"""Resource savings: quantified savings of memory, energy, compute, size or money."""

from extractors.claims import RESOURCES
from extractors.reading import Reading
from extractors.speedups import claimed_factor, comparison_fields
from schemas import ResourceSaving


def read(reading: Reading) -> list[ResourceSaving]:
    """The savings of an abstract, in the order of the text."""
    found: dict[tuple[object, ...], ResourceSaving] = {}
    for claim in reading.claims_of(*RESOURCES):
        factor = claimed_factor(claim, reading)
        if factor is None:
            continue
        record = ResourceSaving(
            resource=claim.kind, factor=factor, **comparison_fields(claim, reading)
        )
        key = (record.resource, factor, record.bound, record.subject, record.baseline)
        found.setdefault(key, record)
    return list(found.values())
