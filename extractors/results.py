"""Results: scores the abstract reports, tied to a metric, a benchmark and a model."""

from extractors.claims import Claim
from extractors.reading import Reading
from schemas import Result


def read(reading: Reading) -> list[Result]:
    """The scores of an abstract, in the order of the text."""
    found: dict[tuple[object, ...], Result] = {}
    for claim in reading.claims_of("results"):
        quantity = claim.quantity
        metric = reading.tied(claim, "metric")
        record = Result(
            value=quantity.value,
            text=quantity.text,
            metric=metric.surface if metric is not None else None,
            benchmark=reading.surface_of(reading.tied(claim, "benchmark")),
            model=_model_of(claim, reading),
            type=claim.fields["type"],
            **reading.provenance(quantity.start, quantity.end),
        )
        key = (record.value, record.metric, record.benchmark, record.model, record.type)
        found.setdefault(key, record)
    return list(found.values())


def _model_of(claim: Claim, reading: Reading) -> str | None:
    """Whose score it is. A gain that no other model is tied to is that of the paper's own."""
    model = reading.surface_of(reading.tied(claim, "model"))
    if model is None and claim.fields["type"] == "gain":
        return reading.proposed_name
    return model
