"""What a golden record consists of: its fields by kind, as the guidelines order them.

Golden records are those of `schemas` without what annotations leave out: offsets, and what follows
from other fields. The closed vocabularies are read off the record classes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from schemas import KINDS

Type = Literal["names", "number", "surface", "phrase", "choice", "url", "repository"]

#: kind -> its fields and what they hold; a phrase is a surface or null
_TYPES: dict[str, dict[str, Type]] = {
    "models": {"names": "names", "role": "choice", "category": "choice"},
    "parameter_counts": {
        **{"value": "number", "text": "surface", "qualifier": "choice"},
        **{"model": "phrase", "scope": "choice"},
    },
    "speedups": {
        **{"factor": "number", "text": "surface", "measure": "choice", "phase": "choice"},
        **{"bound": "choice", "subject": "phrase", "baseline": "phrase"},
    },
    "resource_savings": {
        **{"resource": "choice", "factor": "number", "text": "surface"},
        **{"bound": "choice", "subject": "phrase", "baseline": "phrase"},
    },
    "benchmarks": {"names": "names", "role": "choice"},
    "results": {
        **{"value": "number", "text": "surface", "metric": "phrase", "benchmark": "phrase"},
        **{"model": "phrase", "type": "choice"},
    },
    "links": {"url": "url", "type": "choice", "repo": "repository"},
}


@dataclass(frozen=True)
class Field:
    """One field of a kind; `choices` is empty where the vocabulary is open."""

    name: str
    type: Type
    choices: tuple[str, ...]


def _field(kind: str, name: str, type_: Type) -> Field:
    annotation = KINDS[kind].model_fields[name].annotation
    return Field(name, type_, get_args(annotation) if type_ == "choice" else ())


#: kind -> its fields in the order in which they are written
FIELDS: dict[str, tuple[Field, ...]] = {
    kind: tuple(_field(kind, name, type_) for name, type_ in types.items())
    for kind, types in _TYPES.items()
}


def golden_record(kind: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a golden record among those of an extracted one, in their order."""
    return {field.name: fields.get(field.name) for field in FIELDS[kind]}
