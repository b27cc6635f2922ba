"""Identifiers as the databases spell them, brought to one form, so that a paper is one paper."""

import re
from collections.abc import Iterable

_ARXIV = re.compile(
    r"""(?: ^ arxiv: | ^ oai:arxiv\.org: | arxiv\.org/(?:abs|pdf)/ | 10\.48550/arxiv\. )
        (?P<id> \d{4}\.\d{4,5} | [a-z.-]+/\d{7} ) (?: v\d+ )? (?: \.pdf )? $""",
    re.VERBOSE | re.IGNORECASE,
)
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/\S+)$", re.I)


def arxiv_id(identifier: str | None) -> str | None:
    """The arXiv id without version, however spelled: "arXiv:2301.00001v2", a DOI, a URL."""
    match = _ARXIV.search(identifier or "")
    return match["id"] if match else None


def doi(identifier: str | None) -> str | None:
    """The DOI in lower case without prefix: "https://doi.org/10.1000/ABC" is "10.1000/abc"."""
    match = _DOI.match((identifier or "").strip())
    return match["doi"].lower() if match else None


def best_id(identifiers: Iterable[str | None], own: str | None) -> str | None:
    """The arXiv id if one of `identifiers` is one, else the DOI, else the record's `own` id."""
    known = list(identifiers)
    found = [*map(arxiv_id, known), *map(doi, known), own]
    return next((identifier for identifier in found if identifier), None)
