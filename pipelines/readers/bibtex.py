"""BibTeX with abstracts, as the ACL Anthology and reference managers export it.

LaTeX in the fields is decoded ("48.4{\\%} on {BERT}" is "48.4% on BERT"); formulas stay.
"""

import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware

from pipelines.readers.base import Columns, Problem, decoded, lines, paper_of
from pipelines.readers.ids import best_id
from schemas import Paper

_BLOCK_START = re.compile(rb"\s*@\s*(?P<type>[A-Za-z]+)\s*[{(]")

# The parser logs every broken block; here it is a `Problem` instead.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether a line begins like an entry, and nothing before it like another format."""
    return not head.lstrip().startswith((b"<", b"{", b"[")) and any(
        _BLOCK_START.match(line) for line in head.split(b"\n")
    )


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order, parsed entry by entry, so that a broken one does not touch the next."""
    macros, position = "", 0
    for number, kind, block in _blocks(stream):
        if kind == "string":
            macros += block
        if kind in ("string", "comment", "preamble"):
            continue
        position += 1
        yield _paper(macros + block, source, position, f"line {number}")


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, str, str]]:
    """Number of the first line, type and text of every block that begins on a line of its own."""
    start, kind, texts = 0, "comment", [""]
    for number, line in lines(stream):
        if line is None:
            raise ValueError(f"line {number} is too long to be a field")
        if begin := _BLOCK_START.match(line):
            yield start, kind, "".join(texts)
            start, kind, texts = number, begin["type"].decode().lower(), []
        texts.append(decoded(line))
    yield start, kind, "".join(texts)


def _paper(block: str, source: str, position: int, place: str) -> Paper | Problem:
    library = bibtexparser.parse_string(block, append_middleware=[LatexDecodingMiddleware()])
    if not library.entries:
        return Problem(source, place, "broken BibTeX entry")
    entry = library.entries[0]
    fields = {name.lower(): field.value for name, field in entry.fields_dict.items()}
    return paper_of(_paper_fields(entry.key, fields), source, position, place)


def _paper_fields(key: str, fields: dict[str, str]) -> dict[str, str | None]:
    eprint = fields.get("eprint") if fields.get("archiveprefix", "").lower() == "arxiv" else None
    identifiers = (f"arXiv:{eprint}", fields.get("url"), fields.get("doi"))
    return {
        "paper_id": best_id(identifiers, key),
        "title": fields.get("title"),
        "abstract": fields.get("abstract"),
        "source": fields.get("booktitle") or fields.get("journal"),
        "published": fields.get("date") or fields.get("year"),
        "url": fields.get("url"),
    }
