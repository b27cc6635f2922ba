"""Responses of an OAI-PMH server, of arXiv's above all: `ListRecords` saved to a file.

Schemas: https://info.arxiv.org/help/oa/index.html for the metadata formats `arXiv`, `arXivRaw` and
`oai_dc`, and http://www.openarchives.org/OAI/openarchivesprotocol.html for what is around them.
"""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any, BinaryIO

from pipelines.readers.base import Columns, Problem, paper_of
from pipelines.readers.ids import best_id
from pipelines.readers.xml import elements, text_of
from schemas import Paper


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the document is a response of an OAI-PMH server."""
    return head.lstrip().startswith(b"<") and b"http://www.openarchives.org/OAI/2.0/" in head


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order; deleted records, which have no metadata, are passed over."""
    position = 0
    for record in elements(stream, ("{*}record",)):
        metadata = record.find("{*}metadata/*")
        if metadata is None:
            continue
        position += 1
        is_dublin_core = metadata.tag.endswith("}dc")
        fields = _dublin_core(metadata) if is_dublin_core else _arxiv(metadata)
        yield paper_of(fields, source, position, f"record {position}")


def _arxiv(metadata: Any) -> dict[str, str | None]:
    """The formats `arXiv` and `arXivRaw`, which differ in where they keep the date."""
    identifier = _child(metadata, "id")
    return {
        "paper_id": identifier,
        "title": _child(metadata, "title"),
        "abstract": _child(metadata, "abstract"),
        "source": "arXiv",
        "published": _child(metadata, "created") or _first_version_date(metadata),
        "url": f"https://arxiv.org/abs/{identifier}" if identifier else None,
    }


def _dublin_core(metadata: Any) -> dict[str, str | None]:
    """The first description is the abstract, the first date that of the first version."""
    identifiers = [text_of(found) for found in metadata.iterfind("{*}identifier")]
    own = identifiers[0] if identifiers else None
    return {
        "paper_id": best_id(identifiers, own),
        "title": _child(metadata, "title"),
        "abstract": _child(metadata, "description"),
        "source": _child(metadata, "source"),
        "published": _child(metadata, "date"),
        "url": own,
    }


def _first_version_date(metadata: Any) -> str | None:
    printed = text_of(metadata.find("{*}version/{*}date"))
    try:
        return parsedate_to_datetime(printed or "").date().isoformat()
    except ValueError:
        return None


def _child(metadata: Any, name: str) -> str | None:
    return text_of(metadata.find("{*}" + name))
