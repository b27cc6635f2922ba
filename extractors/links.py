"""Links: every URL of an abstract, cleaned, with what it leads to."""

from bisect import bisect_left
from collections.abc import Sequence
from urllib.parse import urlsplit

import regex

from extractors.link_types import NO_OWNERS, REPOSITORY_HOSTS, Nearby, type_of
from extractors.link_words import signs_of
from extractors.reading import Reading
from extractors.urls import find_urls
from schemas import Link
from schemas.keys import url_key

__all__ = ["clean", "host_of", "read", "repository_of", "type_of"]

Span = tuple[int, int]

#: how much of a sentence around a URL tells its type, in characters
WINDOW = 600
# a URL that begins a sentence, or all but begins it, belongs to the sentence before: "Code: URL"
_OPENING = 25
# so many URLs of a sentence may share the words before them
_MOST_DEALT = 6
# what LaTeX leaves inside a URL: a tilde, an underscore in braces, escapes
_TILDE = regex.compile(r"\\~\{\}|\{\\~\}|\$\\sim\$|\{\\textasciitilde\}|\\textasciitilde(?:\{\})?")
_UNDERSCORE = regex.compile(r"\{\\_\}")
_ESCAPED = regex.compile(r"\\(?=[_%#&~])")
# a scheme however it is written: "https: //", "HTTP://", "htps://", "https//", "http:/", "//"
_SCHEME = regex.compile(r"(?i:(?P<name>[htps]{3,7}|ftp|git)(?=:|//))?(?::?/{1,2}|:(?=\p{L}))")
# the sentence begins with a pronoun: "It can be downloaded from URL"
_PRONOUN = regex.compile(r"\W*(?:it|they|these|this|all)\b(?! (?:paper|work|article))", regex.I)
# what belongs to the URL before and says nothing of the next: "URL (the code) and URL", "see URL
# for the code and URL for the data"
_OF_THE_LAST = regex.compile(
    r"^\s*(?:\([^()]*\)|(?:for|contains?|provides?|holds?)\b[^.,;()]*?(?:\band\b|(?=[.,;()]|$)))"
)
_RESPECTIVELY = regex.compile(r"\W*respectively\b", regex.I)


def read(reading: Reading) -> list[Link]:
    """The links of an abstract, in the order of the text, each URL once."""
    text = reading.text.text
    found: dict[str, Link] = {}
    spans = find_urls(text)
    for number, (start, end) in enumerate(spans):
        surface = text[start:end]
        url = clean(surface)
        host = host_of(url)
        key = url_key(url)
        if host and key not in found:
            found[key] = Link(
                url=url,
                type=_type(url, _nearby(reading, spans, number)),
                repo=repository_of(url),
                host=host,
                text=surface,
                **reading.provenance(start, end),
            )
    return list(found.values())


def _type(url: str, near: Nearby) -> str:
    return type_of(url, near.before, near.behind, near.earlier, named=near.named)


def _nearby(reading: Reading, spans: Sequence[Span], number: int) -> Nearby:
    """The words near a URL: those between the URLs before and behind it, in its sentence."""
    text = reading.text.text
    start, end = spans[number]
    first, last = reading.text.sentence_at(start)
    low, high = bisect_left(spans, (first, 0)), bisect_left(spans, (last, 0))
    if 1 < high - low <= _MOST_DEALT and (dealt := _dealt_out(text, spans[low:high], first)):
        return Nearby(dealt[number - low])
    stop = spans[number + 1][0] if number + 1 < high else last
    earlier = ""
    if first and (start - first < _OPENING or _PRONOUN.match(text, first)):
        begin, over = reading.text.sentence_at(max(0, first - 2))
        earlier = text[max(begin, over - WINDOW) : over]
    return Nearby(
        _before(text, spans[low : number + 1][-_MOST_DEALT:], first),
        text[end : min(stop, end + WINDOW)],
        earlier,
        _names_a_dataset(reading, first, start),
    )


def _before(text: str, spans: Sequence[Span], first: int) -> str:
    """The words before the last of some URLs; where they say nothing, those before the others."""
    start = spans[-1][0]
    for begin, over in reversed(spans[:-1]):
        words = _OF_THE_LAST.sub("", text[max(over, start - WINDOW) : start])
        if any(signs_of(words)):
            return words
        start = begin
    return text[max(first, start - WINDOW) : start]


def _dealt_out(text: str, spans: Sequence[Span], first: int) -> list[str]:
    """What each URL of "code and data are at URL and URL, respectively" leads to, in order."""
    if not _RESPECTIVELY.match(text, spans[-1][1]):
        return []
    before = text[max(first, spans[0][0] - WINDOW) : spans[0][0]]
    words: dict[str, str] = {}
    for sign in signs_of(before):
        if sign.head:
            words.setdefault(sign.kind, sign.word)
    return list(words.values()) if len(words) == len(spans) else []


def _names_a_dataset(reading: Reading, first: int, start: int) -> bool:
    """Whether a dataset that the paper introduces, and nothing else it proposes, is named."""
    named = {
        name.role
        for name in reading.names
        for mention in name.mentions
        if first <= mention.start < start
    }
    return "introduced" in named and "proposed" not in named


def clean(surface: str) -> str:
    """The URL with its scheme as it should be, without LaTeX and stray white space."""
    url = "".join(surface.split())
    url = _ESCAPED.sub("", _UNDERSCORE.sub("_", _TILDE.sub("~", url)))
    match = _SCHEME.match(url)
    if match is None:
        return "https://" + url
    name = (match["name"] or "https").lower()
    if name not in ("ftp", "git"):
        name = "https" if "s" in name else "http"
    return f"{name}://{url[match.end() :]}"


def host_of(url: str) -> str:
    """The host in lower case without "www.", empty where the URL has no valid one."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # "https://[text" looks like an address of version 6
        return ""


def repository_of(url: str) -> str | None:
    """ "owner/name" on the hosts that have repositories, else None; ".git" is dropped."""
    host = host_of(url)
    path = [piece for piece in urlsplit(url).path.split("/") if piece]
    if host in ("huggingface.co", "hf.co"):
        if path[:1] and path[0] in ("datasets", "spaces", "models"):
            path = path[1:]
    elif host not in REPOSITORY_HOSTS and not host.startswith("gitlab."):
        return None
    if len(path) < 2 or path[0] in NO_OWNERS:
        return None
    return f"{path[0]}/{path[1].removesuffix('.git')}"
