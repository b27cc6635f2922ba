"""The rules of docs/guidelines.md that a machine can check, on one golden record at a time.

A finding is one line for people. Errors are what no record may be; warnings are what is right only
in the cases that the guidelines name, so that a person has to look.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from extractors.factors import CONVERSIONS, factor_of
from extractors.links import clean, repository_of
from extractors.quantities import Quantity, find_quantities
from extractors.urls import find_urls
from pipelines.evaluation import FACTOR_TOLERANCE
from pipelines.review.fields import FIELDS, Field
from pipelines.review.surfaces import is_completed, places, stands_alone, stands_only_in_urls
from schemas.keys import url_key

Record = Mapping[str, Any]
Records = Mapping[str, Sequence[Record]]
Severity = Literal["error", "warning"]

#: units whose numbers state a factor by themselves; of others a pair of numbers does
_FACTORS = ("times", "order", "percent", "part")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Finding:
    """A rule that a record breaks, in one line; `field` is None where it is about the whole."""

    severity: Severity
    field: str | None
    message: str


def check_all(records: Records, abstract: str) -> dict[str, list[list[Finding]]]:
    """The findings of every record of an abstract, by kind, in the order of the records."""
    found = {
        kind: [check(kind, record, abstract, records) for record in records.get(kind, ())]
        for kind in FIELDS
    }
    for kind, findings in found.items():
        for number, message in _repeats(kind, records.get(kind, ())):
            findings[number].append(Finding("warning", None, message))
    return found


def check(kind: str, record: Record, abstract: str, records: Records) -> list[Finding]:
    """The findings of one record; `records` are all records of its abstract."""
    return list(_check(kind, record, abstract, records))


def _check(kind: str, record: Record, abstract: str, records: Records) -> Iterator[Finding]:
    known = {field.name for field in FIELDS[kind]}
    for name in record:
        if name not in known:
            yield Finding("error", name, f"{kind} have no field “{name}”")
    wrong = False
    for field in FIELDS[kind]:
        for finding in _check_field(kind, field, record, abstract, records):
            wrong = wrong or finding.severity == "error"
            yield finding
    if not wrong:
        yield from _check_whole(kind, record, abstract)


def _check_field(
    kind: str, field: Field, record: Record, abstract: str, records: Records
) -> Iterator[Finding]:
    if field.name not in record:
        yield Finding("error", field.name, f"{field.name} is missing")
        return
    value = record[field.name]
    match field.type:
        case "choice":
            if value not in field.choices:
                choices = ", ".join(field.choices)
                yield Finding("error", field.name, f"{field.name} is one of: {choices}")
        case "number":
            yield from _check_number(kind, field.name, value)
        case "names":
            yield from _check_names(value, abstract)
        case "surface":
            yield from _check_surface(field.name, value, abstract)
        case "phrase":
            yield from _check_phrase(kind, field.name, value, abstract, records)
        case "url":
            yield from _check_url(value, abstract)
        case "repository":
            yield from _check_repository(value, record.get("url"))


def _check_number(kind: str, name: str, value: object) -> Iterator[Finding]:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        yield Finding("error", name, f"{name} must be a number")
    elif name == "factor" and value < 1:
        yield Finding("error", name, "a factor is at least 1: before divided by after")
    elif kind == "parameter_counts" and (value <= 0 or value != int(value)):
        yield Finding("error", name, "a size is a whole number of parameters above 0")
    elif kind == "results" and value < 0:
        yield Finding("error", name, "a value is printed without its sign")


def _check_names(names: object, abstract: str) -> Iterator[Finding]:
    if not isinstance(names, list) or not names:
        yield Finding("error", "names", "names must hold at least one name")
        return
    if len({str(name) for name in names}) < len(names):
        yield Finding("error", "names", "a name is listed twice")
    for name in names:
        if not isinstance(name, str) or not name.strip():
            yield Finding("error", "names", "a name is empty")
        elif name not in abstract:
            yield _not_there("names", name, abstract, may_be_completed=True)
        elif stands_only_in_urls(name, abstract):
            yield Finding("error", "names", f"“{name}” stands only inside a URL")
        elif not stands_alone(name, abstract):
            yield Finding("warning", "names", f"“{name}” stands only inside a longer word")


def _check_surface(name: str, value: object, abstract: str) -> Iterator[Finding]:
    if not isinstance(value, str) or not value.strip():
        yield Finding("error", name, f"{name} must be copied from the abstract")
    elif value not in abstract:
        yield _not_there(name, value, abstract)


def _check_phrase(
    kind: str, name: str, value: object, abstract: str, records: Records
) -> Iterator[Finding]:
    if value is None:
        return
    if not isinstance(value, str) or not value.strip():
        yield Finding("error", name, f"{name} is a phrase of the abstract, or empty")
        return
    named = value in _names_of(records, "models") or value in _names_of(records, "benchmarks")
    if value not in abstract and not named:
        yield _not_there(name, value, abstract, may_be_completed=True)
    if name not in ("model", "benchmark"):
        return
    names = _names_of(records, name + "s")
    if value not in names:
        severity: Severity = "error" if kind == "results" else "warning"
        yield Finding(severity, name, f"“{value}” is none of the names in {name}s")


def _names_of(records: Records, kind: str) -> set[str]:
    return {
        name
        for record in records.get(kind, ())
        for name in (record.get("names") or ())
        if isinstance(name, str)
    }


def _not_there(field: str, surface: str, abstract: str, may_be_completed: bool = False) -> Finding:
    if may_be_completed and is_completed(surface, abstract):
        message = f"“{surface}” does not stand so in the abstract: right only if it is joined there"
        return Finding("warning", field, message)
    at = abstract.casefold().find(surface.strip().casefold())
    hint = abstract[at : at + len(surface.strip())] if at >= 0 else ""
    there = f"; “{hint}” does" if hint and hint.casefold() == surface.strip().casefold() else ""
    return Finding("error", field, f"“{surface}” does not stand in the abstract{there}")


def _check_url(value: object, abstract: str) -> Iterator[Finding]:
    if not isinstance(value, str) or not value.strip():
        yield Finding("error", "url", "url must be a URL of the abstract")
        return
    if "://" not in value:
        yield Finding("error", "url", "url begins with its scheme: add https://")
    known = {url_key(clean(abstract[start:end])) for start, end in find_urls(abstract)}
    if url_key(value) in known:
        return
    if (value.partition("://")[2] or value) in abstract:
        yield Finding("warning", "url", f"“{value}” does not stand there as a URL of its own")
    else:
        yield Finding("error", "url", f"“{value}” is no URL of the abstract")


def _check_repository(value: object, url: object) -> Iterator[Finding]:
    if value is not None and (not isinstance(value, str) or value.count("/") != 1):
        yield Finding("error", "repo", "repo is owner/name, or empty")
    elif isinstance(url, str) and value != (expected := repository_of(url)):
        said = f"“{expected}”" if expected else "empty"
        yield Finding("warning", "repo", f"repo of this URL should be {said}")


def _check_whole(kind: str, record: Record, abstract: str) -> Iterator[Finding]:
    if kind == "models" and record["category"] == "method" and record["role"] != "proposed":
        yield Finding("error", "role", "a method counts only where the paper proposes it")
    if "text" not in record:
        return
    quantities = quantities_of(record["text"], abstract)
    if "factor" in record:
        yield from _check_factor(record, quantities)
    else:
        yield from _check_value(kind, record, quantities)


def _check_value(kind: str, record: Record, quantities: Sequence[Quantity]) -> Iterator[Finding]:
    text, value = record["text"], record["value"]
    printed = {abs(quantity.value) for quantity in quantities}
    if not printed:
        yield Finding("warning", "text", f"no number is read in “{text}”")
        return
    if kind == "results" and (digits := _DIGITS.search(text)):
        printed.add(float(digits[0]))  # "9.98m" are metres here
    if not any(math.isclose(value, number, rel_tol=1e-9) for number in printed):
        scale_is_elsewhere = kind == "parameter_counts" and text.isdecimal()  # "13 and 70B"
        severity: Severity = "warning" if scale_is_elsewhere else "error"
        yield Finding(severity, "value", f"“{text}” says {_listed(printed)}, not {value:.15g}")


def _check_factor(record: Record, quantities: Sequence[Quantity]) -> Iterator[Finding]:
    text, factor = record["text"], record["factor"]
    if not quantities:
        yield Finding("warning", "text", f"no number is read in “{text}”")
        return
    if not all(quantity.unit in _FACTORS for quantity in quantities):
        return  # one of a pair of numbers
    stated = set().union(*map(factors_of, quantities))
    if not any(math.isclose(factor, number, rel_tol=FACTOR_TOLERANCE) for number in stated):
        yield Finding("warning", "factor", f"“{text}” makes {_listed(stated)}, not {factor:.15g}")


def quantities_of(text: str, abstract: str) -> list[Quantity]:
    """The quantities that stand where a text does; those of the text itself where none do."""
    spans = places(text, abstract)
    found = [
        quantity
        for quantity in find_quantities(abstract)
        if any(start <= quantity.start and quantity.end <= end for start, end in spans)
    ]
    return found or find_quantities(text)


def factors_of(quantity: Quantity) -> set[float]:
    """Every factor that a quantity states under one conversion or another."""
    factors = {factor_of(quantity, conversion) for conversion in CONVERSIONS}
    return {factor for factor in factors if factor is not None}


def _listed(numbers: set[float]) -> str:
    return " or ".join(f"{number:.15g}" for number in sorted(numbers)) or "no factor"


def _repeats(kind: str, records: Sequence[Record]) -> Iterator[tuple[int, str]]:
    """The records that say what an earlier one says, or share a name with one."""
    for number, record in enumerate(records):
        for earlier in range(number):
            if records[earlier] == record:
                yield number, f"the same as record {earlier + 1}"
            elif shared := _shared_name(record, records[earlier]):
                yield number, f"“{shared}” is a name in record {earlier + 1} too"


def _shared_name(record: Record, other: Record) -> str | None:
    names, others = record.get("names"), other.get("names")
    if not isinstance(names, list) or not isinstance(others, list):
        return None
    return next((name for name in names if isinstance(name, str) and name in others), None)
