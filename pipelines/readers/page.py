"""The page of trending papers as a user saves it: page furniture, a date, titles and abstracts.

new
Subscribe
byAK and the research community
Jul 31
A Title on One Line
Its abstract on the next, however long. Blank lines may stand between all of them.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import chain, islice
from typing import BinaryIO, NamedTuple

from pipelines.readers.base import Columns, Problem, decoded, lines, paper_of
from schemas import Paper

#: Lines of the page's own, which stand before the date; what "by" names varies.
_FURNITURE = re.compile(
    r"new|subscribe|(daily|trending) papers|get trending papers in your email inbox!?"
    r"|by\s*AK\b.{0,60}",
    re.IGNORECASE,
)
_FURNITURE_LINES = 12

#: Dates as the page prints them, with year: "Jul 31, 2025", "31 July 2025", "2025-07-31".
_DATE_FORMATS = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d")
#: ... and without: "Jul 31", "31 July". A leap year stands in, for Feb 29.
_DATE_FORMATS_WITHOUT_YEAR = ("%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y")
_LONGEST_DATE = len("30 September, 2025")

#: The longest title of 44,000 conference papers has 205 characters, the shortest abstract 301.
_LONGEST_TITLE = 250
_SENTENCE_ENDS = (".", "!", "?", ")", "]", '"', "'", "”", "’", "$")


class _Line(NamedTuple):
    number: int
    text: str
    ended: bool


def recognises(head: bytes, columns: Columns) -> bool:
    """Whether one of the first lines is a date or furniture of the page."""
    texts = (decoded(line).strip() for line in head.split(b"\n"))
    first = islice(filter(None, texts), _FURNITURE_LINES)
    return any(_is_furniture(text) or _date(text) for text in first)


def read(stream: BinaryIO, source: str, columns: Columns) -> Iterator[Paper | Problem]:
    """Papers in order, numbered as the page shows them, duplicates included.

    An abstract without a title is a paper without title. A title without an abstract, and a last
    line that breaks off, are reported by line.
    """
    position, title = 0, None
    body, published = _after_furniture(_filled_lines(stream))
    for line, following in _with_following(body):
        if title is None:
            if printed := _date(line.text):
                published = printed
                continue
            if not _is_abstract_without_title(line, following):
                title = line
                continue
            yield Problem(source, f"line {line.number}", "an abstract without a title", lost=False)
        elif _is_title_again(line, following):
            yield _title_without_abstract(source, title)
            title = line
            continue
        position += 1
        fields = {"title": title and title.text, "abstract": line.text, "published": published}
        yield paper_of(fields, source, position, f"line {line.number}")
        title = None
        if _breaks_off(line):
            yield Problem(source, f"line {line.number}", "the last line breaks off", lost=False)
    if title is not None:
        yield _title_without_abstract(source, title)


def _filled_lines(stream: BinaryIO) -> Iterator[_Line]:
    for number, line in lines(stream):
        if line is None:
            raise ValueError(f"line {number} is too long to be an abstract")
        if line.strip():
            yield _Line(number, decoded(line).rstrip(), line.endswith(b"\n"))


def _after_furniture(page: Iterator[_Line]) -> tuple[Iterator[_Line], str | None]:
    """The lines behind the date, and the date; without one, those that are no furniture."""
    top = list(islice(page, _FURNITURE_LINES))
    for place, line in enumerate(top):
        if published := _date(line.text):
            return chain(top[place + 1 :], page), published
    return chain((line for line in top if not _is_furniture(line.text)), page), None


def _with_following(page: Iterator[_Line]) -> Iterator[tuple[_Line, _Line | None]]:
    line = next(page, None)
    while line is not None:
        following = next(page, None)
        yield line, following
        line = following


def _is_furniture(text: str) -> bool:
    return _FURNITURE.fullmatch(text.strip()) is not None


def _date(text: str) -> str | None:
    """A line that is a date: in ISO form where it has a year, else as printed."""
    text = text.strip()
    if not 4 <= len(text) <= _LONGEST_DATE:
        return None
    if dated := _parsed(text, _DATE_FORMATS):
        return dated.date().isoformat()
    return text if _parsed(f"{text} 2000", _DATE_FORMATS_WITHOUT_YEAR) else None


def _parsed(text: str, formats: tuple[str, ...]) -> datetime | None:
    for form in formats:
        with suppress(ValueError):
            return datetime.strptime(text, form)
    return None


def _is_long(line: _Line | None) -> bool:
    return line is not None and len(line.text) > _LONGEST_TITLE


def _reads_as_abstract(line: _Line | None) -> bool:
    return line is not None and (_is_long(line) or line.text.endswith("."))


def _is_abstract_without_title(line: _Line, following: _Line | None) -> bool:
    """Too long for a title; or a sentence, where no abstract follows whose title it could be."""
    return _is_long(line) or (_reads_as_abstract(line) and not _reads_as_abstract(following))


def _is_title_again(line: _Line, following: _Line | None) -> bool:
    """Where an abstract is due: a title, for it reads like one and its own abstract follows."""
    return not _reads_as_abstract(line) and _reads_as_abstract(following)


def _title_without_abstract(source: str, title: _Line) -> Problem:
    return Problem(source, f"line {title.number}", "a title without an abstract")


def _breaks_off(line: _Line) -> bool:
    return not line.ended and not line.text.endswith(_SENTENCE_ENDS)
