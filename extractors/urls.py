"""Where URLs stand in a text: names and numbers inside them are none."""

from functools import lru_cache

import regex

# top-level domains of the URLs that stand in abstracts without a scheme
_DOMAINS = "com|org|net|io|ai|edu|dev|science|co|app|me|gov|eu|uk|de|fr|ch|cn|jp|kr|in|ca|it|nl|at|se|es|be|info|tech|site|page|cc|xyz|ly|gl|us|la|sh"  # fmt: skip
_PATH = r"[^\s<>\"“”{}|\\^`]"
URL = regex.compile(
    rf"(?P<url>(?:https?|ftp)\s?:\s?//(?:{_PATH}|\\(?=[_%#&~]))+"
    rf"|(?<![\p{{L}}\p{{N}}@./:\-_])(?:www\.[\p{{L}}\p{{N}}\-]+\.(?:{_PATH})+"
    rf"|(?:[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}\-]*+\.)+(?:{_DOMAINS})"
    rf"(?::\d+)?(?:/(?:{_PATH}|\\(?=[_%#&~]))*)?(?![\p{{L}}\p{{N}}@])))"
)
# cheap signs that a text may hold a URL at all
_SIGNS = ("://", "www.", *("." + domain for domain in _DOMAINS.split("|")))
_TRAILING = ".,;:!?'\"’”*_~$&>"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_SITE = regex.compile(r"[\p{Ll}\p{N}\-]{3,}(?:\.[\p{Ll}\p{N}\-]+)*\.(?:com|org|io|ai|net|dev)")


@lru_cache(maxsize=4)
def find_urls(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of every URL, without wrapping brackets and trailing punctuation."""
    if not any(sign in text for sign in _SIGNS):
        return ()
    found = []
    for match in URL.finditer(text):
        start = match.start("url")
        surface = _trim(match["url"])
        if "/" in surface or surface.startswith("www.") or _SITE.fullmatch(surface):
            found.append((start, start + len(surface)))
    return tuple(found)


def _trim(surface: str) -> str:
    """Cut what follows the URL: Markdown's "](", punctuation, brackets it does not open itself."""
    surface = surface.partition("](")[0]
    for stop in ("),", ").", "],", "];", ");"):
        head, found, _ = surface.partition(stop)
        if found and head.count(_BRACKETS[stop[0]]) <= head.count(stop[0]):
            surface = head
    while surface:
        last = surface[-1]
        unopened = last in _BRACKETS and surface.count(last) > surface.count(_BRACKETS[last])
        if last not in _TRAILING and last != "\\" and not unopened:
            break
        surface = surface[:-1]
    return surface
