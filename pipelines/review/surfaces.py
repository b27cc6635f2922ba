"""Where surfaces stand in an abstract, and which names are completed from coordinations."""

from collections.abc import Iterator

import regex

from extractors.urls import find_urls

Span = tuple[int, int]

#: what stands between the parts of a coordination: "GPT-2/3", "BERT-base and -large", "A, B & C"
_JOINT = regex.compile(r"[/,&+|–—]|\b(?:and|or|to|vs\.?|versus)\b|\{")
#: a completed name takes its end from no further away than this, in characters
_REACH = 80
# names are cut at hyphens and between letters and digits: "WSJ0-2|mix", but not "Mar|lo"
_IN_PIECE = regex.compile(r"\p{L}\p{L}|\p{N}\p{N}")
_IN_WORD = regex.compile(r"[\p{L}\p{N}]")


def places(surface: str, abstract: str) -> list[Span]:
    """Where a surface stands by itself, or as a plural; failing that, wherever it stands."""
    spans = list(_occurrences(surface, abstract))
    return [span for span in spans if _is_alone(span, abstract)] or spans


def stands_alone(surface: str, abstract: str) -> bool:
    """Whether a surface stands anywhere but inside a longer word."""
    return any(_is_alone(span, abstract) for span in _occurrences(surface, abstract))


def stands_only_in_urls(surface: str, abstract: str) -> bool:
    """Whether a surface stands in the abstract, but nowhere outside a URL."""
    urls = find_urls(abstract)
    spans = list(_occurrences(surface, abstract))
    return bool(spans) and all(
        any(first <= start and end <= last for first, last in urls) for start, end in spans
    )


def is_completed(name: str, abstract: str) -> bool:
    """Whether a name that does not stand in the abstract is completed from a coordination.

    Its beginning must stand there, and its end behind it in the same coordination.

    >>> is_completed("GPT-3", "We compare GPT-2/3 with BERT.")
    True
    >>> is_completed("GPT-4", "We compare GPT-2/3 with BERT.")
    False
    """
    return any(
        _is_joined(name[:cut].rstrip(), name[cut:].strip(), abstract)
        for cut in range(1, len(name))
        if not _IN_PIECE.fullmatch(name[cut - 1 : cut + 1])
    )


def _is_joined(head: str, tail: str, abstract: str) -> bool:
    if not head or not tail:
        return False
    for start, end in _occurrences(head, abstract):
        if _IN_WORD.match(abstract, start) and start and _IN_WORD.match(abstract, start - 1):
            continue
        for first, last in _occurrences(tail, abstract, end, end + _REACH):
            between = abstract[end:first]
            if _JOINT.search(between) and ". " not in between and _ends_word(last, abstract):
                return True
    return False


def _occurrences(surface: str, text: str, low: int = 0, high: int | None = None) -> Iterator[Span]:
    high = len(text) if high is None else high
    start = text.find(surface, low, high) if surface else -1
    while start >= 0:
        yield start, start + len(surface)
        start = text.find(surface, start + 1, high)


def _is_alone(span: Span, text: str) -> bool:
    start, end = span
    opens = start > 0 and _IN_WORD.match(text, start) and _IN_WORD.match(text, start - 1)
    return not opens and (not _IN_WORD.match(text, end - 1) or _ends_word(end, text))


def _ends_word(end: int, text: str) -> bool:
    """Whether a word ends here, or goes on with nothing but a plural s."""
    if text[end : end + 1] == "s":
        end += 1
    return not _IN_WORD.match(text, end)
