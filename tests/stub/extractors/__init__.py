"""A stand-in for the extractors that loads at once: sizes and links only, and faults on demand.

"RAISE" in an abstract makes extraction raise, "DIE" ends the process, "HUGE" gives a number that no
column can hold, "WAIT" takes a while and "ENDLESS" for ever. The version is taken from the
environment.
"""

import os
import re
import time
from collections.abc import Iterable, Iterator

from schemas import Link, Paper, PaperFacts, ParameterCount

VERSION = os.environ.get("STUB_VERSION", "stub-1")


def extract(paper: Paper) -> PaperFacts:
    abstract = paper.abstract
    if "RAISE" in abstract:
        raise ValueError("asked to\nraise")
    if "DIE" in abstract:
        os._exit(9)
    if "WAIT" in abstract:
        time.sleep(0.02)
    while "ENDLESS" in abstract:
        pass
    factor = 10**30 if "HUGE" in abstract else 10**9
    whole = {"sentence_start": 0, "sentence_end": len(abstract)}
    counts = [
        ParameterCount(
            value=int(match[1]) * factor,
            text=match[0],
            qualifier="exact",
            scope="total",
            char_start=match.start(),
            char_end=match.end(),
            **whole,
        )
        for match in re.finditer(r"\b(\d+)B\b", abstract)
    ]
    links = [
        Link(
            url=match[0],
            type="code",
            host="github.com",
            text=match[0],
            char_start=match.start(),
            char_end=match.end(),
            **whole,
        )
        for match in re.finditer(r"https://github\.com/\w+/\w+", abstract)
    ]
    return PaperFacts(paper=paper, parameter_counts=counts, links=links)


def extract_batch(papers: Iterable[Paper]) -> Iterator[PaperFacts]:
    for paper in papers:
        yield extract(paper)
