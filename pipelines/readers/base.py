"""What all readers share: the problem, the names of columns, and how a paper is made of fields."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from schemas import Paper

#: A line longer than this is no record of a paper; the largest OpenAlex records have about 2 MB.
MAX_LINE_BYTES = 16 * 1024 * 1024

#: Why a record is left out that describes a paper without its abstract.
NO_ABSTRACT = "no abstract"

#: Half of a surrogate pair: JSON can spell it, but neither UTF-8 nor DuckDB can hold it.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Problem:
    """Something that could not be read or extracted, and where.

    `source` is the file, `place` "line 17", "record 3" or a paper id, or None for the whole file.
    `lost` is false for a mere note: nothing was lost that could have been stored.
    """

    source: str
    place: str | None
    reason: str
    lost: bool = True

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.reason}"


@dataclass(frozen=True)
class Columns:
    """The names under which tables and plain JSON keep a paper's fields.

    The first of several names that a record has is used.
    """

    paper_id: tuple[str, ...] = ("paper_id", "id")
    title: tuple[str, ...] = ("title",)
    abstract: tuple[str, ...] = ("abstract",)
    source: tuple[str, ...] = ("venue", "source")
    published: tuple[str, ...] = ("published", "date", "year")
    url: tuple[str, ...] = ("url",)

    def fields_of(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a `Paper` that `record` has."""
        return {
            field: next((record[name] for name in names if record.get(name) is not None), None)
            for field, names in vars(self).items()
        }

    def casefolded(self) -> "Columns":
        """The same names, for headers whose case is ignored."""
        return Columns(
            **{field: tuple(map(str.casefold, names)) for field, names in vars(self).items()}
        )


class Reader(Protocol):
    """A module that reads one format.

    `recognises` gets the first bytes of a file, decompressed and without byte order mark. `read`
    gets the whole of it as a stream, and yields what it finds in order; it never reads it all at
    once. A broken record is a `Problem`, not an exception.
    """

    def recognises(self, head: bytes, columns: Columns) -> bool: ...

    def read(
        self, stream: BinaryIO, source: str, columns: Columns
    ) -> Iterator[Paper | Problem]: ...


def paper_of(fields: Mapping[str, Any], source: str, position: int, place: str) -> Paper | Problem:
    """The paper that `fields` describe; `source` is taken where the record names no venue.

    The abstract stays as it is but for lone surrogates, which become U+FFFD one for one, so that
    offsets hold. White space in the other fields is collapsed. A record without an abstract is a
    problem at `place`, but a mere note: there is nothing to extract.
    """
    abstract = fields.get("abstract")
    if abstract is None or (isinstance(abstract, str) and not abstract.strip()):
        return Problem(source, place, NO_ABSTRACT, lost=False)
    if not isinstance(abstract, str):
        return Problem(source, place, f"the abstract is no text but {type(abstract).__name__}")
    line = {name: _one_line(fields.get(name)) for name in _ONE_LINE_FIELDS}
    return Paper(
        paper_id=line["paper_id"] or "",
        title=line["title"],
        abstract=storable(abstract),
        source=line["source"] or source,
        position=position,
        published=line["published"],
        url=line["url"],
    )


_ONE_LINE_FIELDS = ("paper_id", "title", "source", "published", "url")


def storable(text: str) -> str:
    """`text` with lone surrogates replaced, one character for one."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def _one_line(value: Any) -> str | None:
    """A field as one line of text; None where it is missing, blank or no single value."""
    if value is None or isinstance(value, (bool, list, dict)):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return storable(" ".join(str(value).split())) or None


def lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a stream, numbered from 1; None for a line that is too long to be a record."""
    number = 0
    while line := stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(line) < MAX_LINE_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        while (rest := stream.readline(MAX_LINE_BYTES)) and not rest.endswith(b"\n"):
            pass
        yield number, None


def decoded(line: bytes) -> str:
    """A line as text: UTF-8, else Windows-1252. A character cut off at the end is dropped."""
    try:
        return _utf8(line)
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _utf8(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return line[: error.start].decode("utf-8")
        raise
