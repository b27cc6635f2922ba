"""Where URLs stand in a text: names and numbers inside them are none.

URLs are found with and without scheme, inside Markdown links and LaTeX commands, and where a line
break has left white space inside them ("https://github. com/a/b", "github.com/a/long- name").
"""

import re
from functools import lru_cache

import regex

# top-level domains of the URLs that stand in abstracts without a scheme
_DOMAINS = (
    "com|org|net|io|ai|edu|dev|science|co|app|me|gov|eu|uk|de|fr|ch|cn|jp|kr|in|ca|it|nl|at|se|es"
    "|be|info|tech|site|page|cc|xyz|ly|gl|us|la|sh"
)
# hosts whose URLs are put together again where a line break has torn them: always host/owner/name
_REPOSITORIES = r"(?:github|gitlab|huggingface|bitbucket)\.\s?(?:com|org|co)(?![\p{L}\p{N}])"
_PATH = r"(?:[^\s<>\"“”{}|\\^`]|\\(?=[_%#&~]))"
#: with scheme; "www."; a repository's host torn or glued to the word before; any other host
URL = regex.compile(
    rf"(?P<url>(?:https?|ftp)\s?:\s?//(?:(?:www\.)?{_REPOSITORIES}{_PATH}*|{_PATH}+)"
    rf"|(?<![\p{{L}}\p{{N}}@./:\-_])(?:www\.[\p{{L}}\p{{N}}\-]++\.{_PATH}+"
    rf"|(?:[ai]t|on)?(?P<repository>{_REPOSITORIES}/{_PATH}*)"
    rf"|(?:[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}\-]*+\.)+(?:{_DOMAINS})"
    rf"(?::\d+)?(?:/{_PATH}*)?(?![\p{{L}}\p{{N}}@])))"
)
# cheap signs that a text may hold a URL at all
_SIGN = re.compile(rf"\.\s?(?:{_DOMAINS})(?![A-Za-z0-9])")
# a host name, which a URL may have before its first sign, is at most so long
_LONGEST_HOST = 256
_TRAILING = ".,;:!?'\"’”*_~$&>\\([{"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# a host without scheme and path counts in lower case: openai.com, my.project.cc
_SITE = regex.compile(
    r"[\p{Ll}\p{N}\-]{3,}(?:\.[\p{Ll}\p{N}\-]+)*\.(?:com|org|io|ai|net|dev)"
    rf"|[\p{{Ll}}\p{{N}}\-]{{3,}}\.[\p{{Ll}}\p{{N}}\-]{{3,}}\.(?:{_DOMAINS})"
)
# the rest of a torn URL: github.com/ owner/name, github.com/owner/ name, …/owner/long- name
_TORN_REPOSITORY = regex.compile(rf"{_REPOSITORIES}(?:/[^/\s]+)?/$|-$")
_REST = regex.compile(
    r"\s(?!(?:and|or|for|in|is|are|to|as|with|which|under|on|at|by|from|the|we|our|along)\b)"
    r"[\p{L}\p{N}][\p{L}\p{N}_.\-]{0,80}(?:/(?:[\p{L}\p{N}_.\-]{1,80})?){0,4}"
)
_REST_OF_PATH = regex.compile(r"\s(?!and/or\b)[\p{L}\p{N}_.\-]{1,80}(?:/[\p{L}\p{N}_.\-]{1,80})+/?")


@lru_cache(maxsize=4)
def find_urls(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of every URL, without wrapping brackets and trailing punctuation."""
    sign = _SIGN.search(text)
    if "://" not in text and "www." not in text and sign is None:
        return ()
    signs = [text.find("//"), text.find("www."), sign.start() if sign is not None else -1]
    first = min(at for at in signs if at >= 0)
    found: list[tuple[int, int]] = []
    for match in URL.finditer(text, max(0, first - _LONGEST_HOST)):
        start, end = match.span("repository" if match["repository"] else "url")
        if found and start < found[-1][1]:
            continue
        trimmed = _trim(text[start:end])
        if len(trimmed) == end - start or text[start + len(trimmed) : end].strip("_") == "":
            trimmed = _trim(text[start : _torn_end(text, start, end)])
        if "/" in trimmed or trimmed.startswith("www.") or _SITE.fullmatch(trimmed):
            found.append((start, start + len(trimmed)))
    return tuple(found)


def _torn_end(text: str, start: int, end: int) -> int:
    """The end of a URL with the pieces that a line break after "/" or "-" has cut off."""
    for _ in range(4):
        if text[end - 1] not in "/-":
            break
        torn = _TORN_REPOSITORY.search(text, start, end)
        match = (_REST if torn is not None else _REST_OF_PATH).match(text, end)
        if match is None:
            break
        end = match.end()
    return end


def _trim(surface: str) -> str:
    """Cut what follows the URL: Markdown's "](", a bracket it does not open itself, punctuation."""
    surface = surface.partition("](")[0]
    opened = dict.fromkeys(_BRACKETS.values(), 0)
    for at, letter in enumerate(surface):
        if letter in opened:
            opened[letter] += 1
        elif letter in _BRACKETS:
            opened[_BRACKETS[letter]] -= 1
            if opened[_BRACKETS[letter]] < 0:
                surface = surface[:at]
                break
    return surface.rstrip(_TRAILING)
