"""Where URLs stand in a text: names and numbers inside them are none.

URLs are found with and without scheme, inside Markdown links and LaTeX commands, and where a line
break has left white space inside them ("https://github. com/a/b", "github.com/a/long- name").
"""

import re
from functools import lru_cache

import regex

# top-level domains of the URLs that stand in abstracts without a scheme, or torn
_DOMAINS = (
    "com|org|net|io|ai|edu|dev|science|co|app|me|gov|eu|uk|de|fr|ch|cn|jp|kr|in|ca|it|nl|at|se|es"
    "|be|info|tech|site|page|cc|xyz|ly|gl|us|la|sh|mil|int"
    "|ac|ae|ar|au|bg|br|cl|cz|dk|ee|fi|gg|gr|hk|hr|hu|id|ie|il|ir|is|lt|lu|lv|mx|my|no|nz|pk|pl|pt"
    "|ro|rs|ru|sa|sg|si|sk|th|tr|tv|tw|ua|vn|za"
    "|academy|blog|chat|cloud|club|codes|digital|games|host|institute|live|online|pro|software"
    "|space|store|studio|systems|tools|website|wiki|world|zone"
)
# those of them that a host may end in which stands without a scheme and without a path
_SITES = "com|org|io|ai|net|dev|edu|gov|app|xyz|eu|uk|cn|hk|jp|kr|sg|tw"
# hosts whose URLs are put together again where a line break has torn them: always host/owner/name
_REPOSITORIES = r"(?i:github|gitlab|huggingface|bitbucket)\s?\.\s?(?:com|org|co)(?![\p{L}\p{N}])"
# a scheme as it should be, and what typing and line breaks have made of it: "htps://", "https//",
# "http:/", "https:github.com", "https: / /", and "//" alone, whose "https:" stands elsewhere
_SCHEME = r"(?i:https?|ftp|(?<!\p{L})git)\s?:\s?//"
_SLIPPED = (
    r"(?<!\p{L})(?i:https?|h?t{1,3}ps?|hh?t+ps?|ht+pp?s|htt?sp)(?:\s?:\s?/\s?/\s?|//\s?|:/?(?=\S))"
    r"|(?<![^\s(])//"
)
_LATEX = r"\{\\[_~]\}|\\~\{\}|\$\\sim\$|\{\\textasciitilde\}|\\textasciitilde(?:\{\})?"
# what a URL may hold behind its scheme; another URL begins a new one unless "/" or "=" leads to it
_PATH = (
    r"(?:[^\s<>\"“”«»《》「」{}|\\^`$h†‡…—。，；：！？、]++"
    rf"|{_LATEX}|\\(?=[_%#&~])|\$|(?<=[/=])h|h(?!ttps?://))"
)
_LABEL = r"[\p{L}\p{N}][\p{L}\p{N}\-]*+"
# a word or a footnote's mark may be glued to a well-known host: "at" in "atgithub.com/a/b"
_GLUED = r"(?:at|it|on|is|here|\p{L}{0,24}+\d{1,2}+)?"
#: with scheme; "www."; a repository's host, maybe torn; any other host
URL = regex.compile(
    rf"(?P<url>{_SCHEME}{_PATH}++|(?P<slipped>(?:{_SLIPPED})[\p{{L}}\p{{N}}]{_PATH}*+)"
    rf"|(?<![\p{{L}}\p{{N}}@./\-_])(?:www\.\s?{_LABEL}\.{_PATH}++"
    rf"|{_GLUED}(?P<repository>{_REPOSITORIES}\s?/\s?{_PATH}++)"
    rf"|(?<!:)(?:{_LABEL}\.){{1,12}}(?:{_DOMAINS})(?::\d+)?(?:/{_PATH}*+)?(?![\p{{L}}\p{{N}}@])))"
)
# cheap signs that a text may hold a URL at all
_SIGN = re.compile(rf"\.(?:(?=[a-z])(?:{_DOMAINS})(?![A-Za-z0-9])|\s(?:com|org|co|io)\b)")
# a host name, which a URL may have before its first sign, is at most so long
_LONGEST_HOST = 256
_TRAILING = ".,;:!?'\"’”*_~$&>\\([{–"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# what is glued behind a URL and no part of it: Markdown's "](", a dash, an entity of HTML, the next
# sentence ("…/name.Our"), the scheme that stands at the wrong end
_BEHIND = regex.compile(
    r"\]\(|---|&(?:gt|lt|quot);|https?:?$"
    r"|\.(?:The|This|These|Our|We|It|In|For|To|An?|All|Both|Code|Data|Results|Experiments|Project)$"
)
_NOTE_BEHIND = regex.compile(r"\[\d{1,2}\]$")
# the mark of a footnote and the word before it: "Appendix11" in "Appendix11shorturl.at/x"
_NOTE_BEFORE = regex.compile(r"\p{L}++(\d)\1(?=\p{L}{3})")
# "\verb+https://example.org+" ends with the sign that it begins with
_VERB = regex.compile(r"\\verb\*?(\S)$")
# a host without scheme and path counts in lower case: openai.com, my.project.cc
_SITE = regex.compile(
    rf"[\p{{Ll}}\p{{N}}\-]{{3,}}(?:\.[\p{{Ll}}\p{{N}}\-]+)*\.(?:{_SITES})"
    rf"|[\p{{Ll}}\p{{N}}\-]{{3,}}\.[\p{{Ll}}\p{{N}}\-]{{3,}}\.(?:{_DOMAINS})"
)
# with capitals it counts where it is said to be a place: "is available at FooBench.org"
_CAPITALISED = regex.compile(rf"(?:[\p{{L}}\p{{N}}\-]{{3,}}\.){{1,3}}(?:{_SITES})")
_PLACE = regex.compile(
    r"\b(?:available|accessible|released?|hosted|provided|distributed|published|public|found|online"
    r"|website|page|demo)\b[^.]{0,60}?\b(?:at|on|under|via|visit|see)\s?:?\s(?:the\s)?$"
)
# the name of a site that everybody knows is not the place of this paper's code
_KNOWN_SITES = frozenset({"github", "gitlab", "huggingface", "bitbucket", "youtube", "arxiv"})
# how far before a host without scheme the words that make it a place are looked for
_PLACE_WINDOW = 120
# the rest of a torn host: "https://name.github. io/x", "https://anonymous. 4open.science/r/x"
_REST_OF_HOST = regex.compile(
    rf"(?:(?<=\.)\s|\s\.\s?)(?:{_LABEL}\s?\.\s?){{0,4}}"
    rf"(?:{_DOMAINS})(?![\p{{L}}\p{{N}}])(?:/{_PATH}*+)?"
)
_HOST = regex.compile(r"(?:\p{L}++\s?(?::|(?=//)))?[\s/]*+(?P<host>[^/]*+)")
_WHOLE_HOST = regex.compile(rf"(?:\.(?:{_DOMAINS})(?::\d+)?|\d)$")
# the rest of a torn URL: github.com/ owner/name, github.com/owner/ name, …/owner/long- name
_TORN_REPOSITORY = regex.compile(rf"{_REPOSITORIES}(?:/[^/\s]+)?/$|[-_]$")
_REST = regex.compile(
    r"\s(?!(?:and|or|for|in|is|are|to|as|with|which|under|on|at|by|from|the|we|our|along)\b)"
    r"[\p{L}\p{N}][\p{L}\p{N}_.\-]{0,80}(?:/(?:[\p{L}\p{N}_.\-]{1,80})?){0,4}"
)
_REST_OF_PATH = regex.compile(r"\s(?!and/or\b)[\p{L}\p{N}_.\-]{1,80}(?:/[\p{L}\p{N}_.\-]{1,80})+/?")
# "github.com /owner/name", "github . com / owner / name"
_REPOSITORY_ALONE = regex.compile(rf"{_REPOSITORIES}$")
_REST_OF_REPOSITORY = regex.compile(
    r"\s?/\s?[\p{L}\p{N}][\p{L}\p{N}_.\-]{0,80}\s?/\s?[\p{L}\p{N}][\p{L}\p{N}_.\-]{0,80}"
)
# URLs of well-known hosts that lead nowhere without one more piece: "youtu.be/ kB0wT"
_INCOMPLETE = regex.compile(
    r"(?:sites\.google\.com/view|youtu\.be|bit\.ly|tinyurl\.com|git\.io|goo\.gl"
    r"|anonymous\.4open\.science/r|zenodo\.org/records?|doi\.org|arxiv\.org/abs)/$"
)


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
        if (whole := _whole(text, start, end, slipped=match["slipped"] is not None)) is not None:
            found.append(whole)
    return tuple(found)


def _whole(text: str, start: int, end: int, *, slipped: bool) -> tuple[int, int] | None:
    """A URL put together again and cut to what belongs to it; None where it is none."""
    trimmed = _trim(text, start, end)
    if len(trimmed) == end - start or text[start + len(trimmed) : end].strip("_.") == "":
        trimmed = _trim(text, start, _torn_end(text, start, end))
    if "://" not in trimmed and (note := _NOTE_BEFORE.match(trimmed)):
        start += note.end()
        trimmed = trimmed[note.end() :]
    bare = "/" not in trimmed and not trimmed.startswith("www.")
    if bare and not _SITE.fullmatch(trimmed) and not _is_place(trimmed, text, start):
        return None
    if slipped and not _WHOLE_HOST.search(_host(trimmed)):
        return None
    return start, start + len(trimmed)


def _host(surface: str) -> str:
    """The host of a URL as it is written, with or without scheme, without white space."""
    match = _HOST.match(surface)
    return "".join(match["host"].split()) if match is not None else ""


def _is_place(site: str, text: str, start: int) -> bool:
    """Whether a host with capitals is where something can be had, not a company or a module."""
    return (
        _CAPITALISED.fullmatch(site) is not None
        and site.partition(".")[0].lower() not in _KNOWN_SITES
        and _PLACE.search(text[max(0, start - _PLACE_WINDOW) : start]) is not None
    )


def _torn_end(text: str, start: int, end: int) -> int:
    """The end of a URL with the pieces that line breaks have cut off."""
    host = _host(text[start:end])
    if host.rstrip(".") == text[start:end].rpartition("/")[2].lstrip().rstrip("."):
        if not _WHOLE_HOST.search(host.rstrip(".")) and (rest := _REST_OF_HOST.match(text, end)):
            end = rest.end()
        if _REPOSITORY_ALONE.search(text, start, end) and (
            rest := _REST_OF_REPOSITORY.match(text, end)
        ):
            end = rest.end()
    for _ in range(4):
        if text[end - 1] not in "/-_" or (text[end - 1] == "_" and text[start - 1 : start] == "_"):
            break
        if _TORN_REPOSITORY.search(text, start, end) or _INCOMPLETE.search(text, start, end):
            match = _REST.match(text, end)
        else:
            match = _REST_OF_PATH.match(text, end)
        if match is None:
            break
        end = match.end()
    return end


def _trim(text: str, start: int, end: int) -> str:
    """Cut what follows the URL: what is glued to it, a bracket it does not open, punctuation."""
    surface = text[start:end]
    if verb := _VERB.search(text, max(0, start - 8), start):
        surface = surface.partition(verb[1])[0]
    if behind := _BEHIND.search(surface):
        surface = surface[: behind.start()]
    surface = _within_brackets(surface).rstrip(_TRAILING)
    return _NOTE_BEHIND.sub("", surface)


def _within_brackets(surface: str) -> str:
    """The URL up to the first bracket that closes without having been opened in it."""
    opened = dict.fromkeys(_BRACKETS.values(), 0)
    for at, letter in enumerate(surface):
        if letter in opened:
            opened[letter] += 1
        elif letter in _BRACKETS:
            opened[_BRACKETS[letter]] -= 1
            if opened[_BRACKETS[letter]] < 0:
                return surface[:at]
    return surface
