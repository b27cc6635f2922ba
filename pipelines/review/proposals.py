"""What a selection in an abstract most likely means: a record to start from.

Numbers, factors and bounds come from the grammar of quantities; a record that was extracted from
the same place lends the fields that need judgement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import regex

from extractors.factors import CONVERSIONS, bound_of, factor_of
from extractors.links import clean, repository_of, type_of
from extractors.pairs import PAIRED, partner_in_pair
from extractors.quantities import Quantity, find_quantities
from extractors.urls import find_urls
from pipelines.review.fields import FIELDS, golden_record

Span = tuple[int, int]

#: what a field is where nothing tells; other fields begin as null
_DEFAULTS: dict[str, dict[str, Any]] = {
    "models": {"role": "mentioned", "category": "model"},
    "parameter_counts": {"qualifier": "exact", "scope": "total"},
    "speedups": {"measure": "speed", "phase": "unspecified", "bound": "exact"},
    "resource_savings": {"resource": "memory", "bound": "exact"},
    "benchmarks": {"role": "evaluated"},
    "results": {"type": "absolute"},
    "links": {"type": "other"},
}
#: so far around a number the words are looked for that tell how it converts, in characters
_AROUND = 60
_WINDOW = 300
# "reduces latency by 60%", "30% fewer parameters"
_LESS = regex.compile(
    r"\b(?:reduc|cut|sav|lower|less|few|small|decreas|shrink|compress|prun|slash|drop|shorten)",
    regex.I,
)
# "in only 20% of the time", "retains 12% of"
_OF = regex.compile(r"\s*(?:of|the|as)\b")
# "improves throughput by 20%", "20% faster"
_MORE = regex.compile(
    r"\b(?:faster|speed-?\s?up|accelerat|throughput|improv|increas|higher|gain)", regex.I
)
_RESOURCES = {
    "memory": r"memory|footprint|ram\b|cache",
    "energy": r"energy|power|carbon|battery",
    "compute": r"flops?\b|macs?\b|comput|gpu[ -]hours",
    "size": r"parameter|smaller|compress|size|larger|weights",
    "cost": r"cost|cheaper|price|money|dollar",
}
_PHRASES = {"models": "names", "benchmarks": "names"}


@dataclass(frozen=True)
class Proposal:
    """A record, and for a number the factor that each conversion would make of it."""

    record: dict[str, Any]
    factors: dict[str, float]


def propose(
    kind: str, span: Span, abstract: str, extracted: Sequence[Mapping[str, Any]]
) -> Proposal:
    """A record of a kind for the selection `span` (offsets into the abstract, end exclusive).

    `extracted` are the records of this kind that extraction finds, with their offsets.
    """
    start, end = _trimmed(span, abstract)
    record: dict[str, Any] = dict.fromkeys(field.name for field in FIELDS[kind])
    record |= _DEFAULTS[kind]
    for found in extracted:
        if found["char_start"] < end and start < found["char_end"]:
            record |= golden_record(kind, found)
            break
    if kind in _PHRASES:
        return Proposal(record | {"names": [abstract[start:end]]}, {})
    if kind == "links":
        return Proposal(record | _link(start, end, abstract), {})
    quantities = find_quantities(abstract)
    inside = [one for one in quantities if one.start < end and start < one.end]
    if len(inside) != 1:
        return Proposal(record | {"text": abstract[start:end]}, {})
    quantity = inside[0]
    record |= {"text": quantity.text}
    if "factor" in record:
        return _with_factor(record, quantity, quantities, abstract)
    return Proposal(record | _with_value(kind, quantity), {})


def _trimmed(span: Span, abstract: str) -> Span:
    """The span without white space at its ends."""
    start, end = span
    text = abstract[start:end]
    return start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())


def _with_value(kind: str, quantity: Quantity) -> dict[str, Any]:
    value = abs(quantity.value)
    if kind == "parameter_counts":
        bound = "range" if quantity.relation == "from_to" else quantity.bound
        qualifier = "approximate" if bound == "average" else bound
        return {"value": round(value), "qualifier": qualifier}
    fields: dict[str, Any] = {"value": int(value) if value == int(value) else value}
    if quantity.sign in ("+", "-"):
        fields["type"] = "gain" if quantity.sign == "+" else "loss"
    return fields


def _with_factor(
    record: dict[str, Any], quantity: Quantity, quantities: Sequence[Quantity], abstract: str
) -> Proposal:
    partner = partner_in_pair(quantity, quantities) if quantity.unit in PAIRED else None
    made = {name: factor_of(quantity, name, partner) for name in CONVERSIONS}
    factors = {name: factor for name, factor in made.items() if factor is not None}
    around = abstract[max(0, quantity.start - _AROUND) : quantity.end + _AROUND]
    if record["factor"] is None:
        conversion = _conversion(quantity, abstract, faster="measure" in record)
        record |= {"factor": factors.get(conversion), "bound": bound_of(quantity, conversion)}
        if "resource" in record:
            record["resource"] = _resource(around)
    return Proposal(record, factors)


def _conversion(quantity: Quantity, abstract: str, faster: bool) -> str:
    if quantity.unit not in ("percent", "part"):
        return "as_is"
    before = abstract[max(0, quantity.start - _AROUND) : quantity.start].rpartition(". ")[2]
    behind = abstract[quantity.end : quantity.end + _AROUND // 2].partition(". ")[0]
    if _LESS.search(before + " " + behind):
        return "less"
    if _OF.match(behind):
        return "of"
    return "more" if faster or _MORE.search(before + " " + behind) else "less"


def _resource(around: str) -> str:
    for resource, words in _RESOURCES.items():
        if regex.search(words, around, regex.I):
            return resource
    return "memory"


def _link(start: int, end: int, abstract: str) -> dict[str, Any]:
    for first, last in find_urls(abstract):
        if first < end and start < last:
            start, end = first, last
    url = clean(abstract[start:end])
    sentence = abstract[max(0, start - _WINDOW) : start] + " " + abstract[end : end + _WINDOW]
    return {"url": url, "type": type_of(url, sentence), "repo": repository_of(url)}
