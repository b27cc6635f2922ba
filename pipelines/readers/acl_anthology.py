"""The XML of the ACL Anthology: a collection of volumes of papers, abstracts with mark-up inside.

Schema: https://github.com/acl-org/acl-anthology/blob/master/data/xml/schema.rnc.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipelines.readers.base import Columns, Problem, paper_of
from pipelines.readers.ids import best_id
from pipelines.readers.xml import elements, text_of
from schemas import Paper


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether the document is a collection."""
    return head.lstrip().startswith(b"<") and b"<collection" in head


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order; mark-up in abstracts is dropped, formulas stay as their LaTeX."""
    position, booktitle, year = 0, None, None
    for element in elements(stream, ("meta", "paper")):
        if element.tag == "meta":
            booktitle, year = text_of(element.find("booktitle")), text_of(element.find("year"))
            continue
        position += 1
        fields = {"source": booktitle, "published": year} | _fields(element)
        yield paper_of(fields, source, position, f"paper {fields['paper_id']}")


def _fields(paper: Any) -> dict[str, str | None]:
    """The paper's own fields; its id is the DOI where it has one, else the Anthology's."""
    anthology_id = text_of(paper.find("url")) or _anthology_id(paper)
    return {
        "paper_id": best_id((text_of(paper.find("doi")),), anthology_id),
        "title": text_of(paper.find("title")),
        "abstract": text_of(paper.find("abstract")),
        "url": f"https://aclanthology.org/{anthology_id}/",
    }


def _anthology_id(paper: Any) -> str:
    """ "2020.acl-main.1" for volume main of collection 2020.acl."""
    volume = paper.getparent()
    return f"{volume.getparent().get('id')}-{volume.get('id')}.{paper.get('id')}"
