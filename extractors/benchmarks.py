"""Benchmarks: named datasets, benchmarks, corpora and environments, one record each."""

from extractors.models import named_fields
from extractors.reading import Reading
from schemas import Benchmark


def read(reading: Reading) -> list[Benchmark]:
    """The benchmarks of an abstract, in the order of the text."""
    return [
        Benchmark(**named_fields(name, reading), role=name.role)
        for name in reading.names
        if name.kind == "benchmarks"
    ]
