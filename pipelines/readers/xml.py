"""XML read element by element, and safely: no DTD, no entities, nothing from the network."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree


def elements(stream: BinaryIO, tags: tuple[str, ...]) -> Iterator[Any]:
    """Every element with one of `tags` once it is complete; it is emptied when the next is asked.

    `tags` may have a wildcard for the namespace ("{*}record"). Raises ValueError, naming the line,
    where the XML is broken or declares entities.
    """
    events = etree.iterparse(
        stream, tag=tags, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            if element.getroottree().docinfo.internalDTD is not None:
                raise ValueError("declares a document type, which is not read")
            yield element
            _release(element)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"broken XML in line {error.lineno}: {error.msg}") from None


def text_of(element: Any | None) -> str | None:
    """The text inside an element without its mark-up; None for no element."""
    return None if element is None else "".join(element.itertext())


def _release(element: Any) -> None:
    """Forget an element and its siblings before it, so that memory does not grow."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
