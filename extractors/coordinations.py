"""Names of which a coordination says a piece only once: "GPT-2/3", "CIFAR-10 and 100"."""

from collections.abc import Iterator

import regex

from extractors.chunks import Chunk, Mention, ends_of

# the end of a name that a coordination replaces: "CIFAR-10 and 100", "PASCAL VOC 2007 and 2012", "BERT-base and -large"
_COORDINATED = regex.compile(
    r"(?:,\s|,?\s(?:and|or|\\?&)\s)(?P<piece>-[\p{L}\d]+|\d++(?:\.\d++)?(?:\p{Ll}|[BM])?)(?![\p{L}\d%\-]|\.\d|\s?(?:%|\\|x\b|times|layers?|points?|languages|classes|steps|hours|billion|million)\b)"
)
# what the last of several pieces has for all: the "mix" of "WSJ0-2/3mix"
_SHARED_END = regex.compile(r"\d+(\p{Ll}{2,})")
_SIZE = regex.compile(r"\d+(?:\.\d+)?[BM]")
_LAST_PART = regex.compile(r"(?<=[\-\s])[\p{L}\d.]+$|(?<=\p{L})\d+$")


def coordinated(run: list[Chunk], text: str) -> Iterator[Mention]:
    """Names whose beginning stands once: the "CIFAR-100" of "CIFAR-10 and 100"."""
    end = run[-1].end
    match = _COORDINATED.match(text, end)
    if match is None:
        return
    start = _after_and(run, text)
    whole = text[start:end]
    stem = _stem(whole)
    tail = whole[len(stem) :]
    while stem and match is not None:
        piece = match["piece"]
        if piece.startswith("-"):
            if "-" not in run[-1].text:
                return
            surface = whole.rpartition("-")[0] + piece
        elif tail[:1].isdigit() and _alike(tail, piece):
            surface = stem + piece
        else:
            return
        at = match.end("piece")
        yield Mention(start, at, surface, start, at, completed=True)
        match = _COORDINATED.match(text, at)


def _after_and(run: list[Chunk], text: str) -> int:
    """Where the last name of a run begins: "Mistral-7B and Llama2-7B, 13B"."""
    for before, chunk in zip(reversed(run[:-1]), reversed(run[1:]), strict=True):
        if text[before.end : chunk.start].strip() == "and":
            return chunk.start
    return run[0].start


def slashed(chunk: Chunk, run: list[Chunk]) -> Iterator[Mention]:
    """Names joined by "/" or "+": "BERT/RoBERTa", and completed "GPT-2/3", "ImageNet-R/A/C"."""
    mark = "/" if "/" in chunk.text else "+"
    if mark not in chunk.text[1:-1] or "++" in chunk.text:
        return
    pieces = chunk.text.split(mark)
    if chunk is not run[0] and chunk.text[0].isdigit():
        yield from _versions(chunk, pieces, run)
        return
    if pieces[1].isdigit() and not pieces[0][-1:].isdigit():
        return  # "ViT-B/32" is one name
    head = pieces[0]
    offset = chunk.start
    for number, piece in enumerate(pieces):
        bounds = (run[0].start, run[-1].end)
        if number and piece and _continues(head, piece):
            surface = _stem(head) + piece
            yield Mention(chunk.start, chunk.end, surface, *bounds, completed=True)
        elif piece:
            unit = _SHARED_END.fullmatch(pieces[-1])
            if number == 0 and piece[-1].isdigit() and len(pieces) > 1 and unit is not None:
                yield Mention(chunk.start, chunk.end, piece + unit[1], *bounds, completed=True)
            ends = ends_of(Chunk(offset, offset + len(piece), piece, True))
            for end in ends:
                if end > offset:
                    yield Mention(offset, end, piece[: end - offset], *bounds)
        offset += len(piece) + 1


def _versions(chunk: Chunk, pieces: list[str], run: list[Chunk]) -> Iterator[Mention]:
    """ "Claude 2.0/2.1": the first version stands in the text, the others are completed."""
    start = run[0].start
    before = " ".join(other.text for other in run[: run.index(chunk)]) + " "
    for number, piece in enumerate(pieces):
        end = chunk.end if number else chunk.start + len(piece)
        yield Mention(start, end, before + piece, start, chunk.end, completed=number > 0)


def _alike(tail: str, piece: str) -> bool:
    """Whether two ends of names are of one sort: both whole numbers, decimals, or with a letter."""
    return abs(len(tail) - len(piece)) <= 1 and all(
        mark(tail) == mark(piece) for mark in (str.isdigit, lambda end: "." in end)
    )


def _continues(head: str, piece: str) -> bool:
    """Whether a piece behind a slash completes the head: "GPT-2/3", "ViT-B/L", "CIFAR10/100"."""
    stem = _stem(head)
    if not stem or stem == head:
        return False
    last = head[len(stem) :]
    if _SIZE.fullmatch(last) and _SIZE.fullmatch(piece):
        return True
    return (last.isdigit() and piece[:1].isdigit()) or (
        len(last) <= 2 and len(piece) <= 2 and last.isalpha() == piece.isalpha()
    )


def _stem(head: str) -> str:
    match = _LAST_PART.search(head)
    return head[: match.start()] if match else ""
