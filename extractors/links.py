"""Links: every URL of an abstract, cleaned, with what it leads to."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import regex

from extractors.reading import Reading
from schemas import Link

# a URL with scheme, or one that begins like a host of the web
_URL = regex.compile(
    r"(?P<url>(?:https?|ftp)\s?:\s?//[^\s<>\"“”{}|\\^`]+"
    r"|(?<![\p{L}\p{N}@./:\-_])(?:www\.[\p{L}\p{N}\-]+\.[^\s<>\"“”{}|\\^`]+"
    r"|(?:[\p{L}\p{N}][\p{L}\p{N}\-]*\.)+(?:com|org|net|io|ai|edu|dev|science|co|app|me|gov|eu|uk|de|fr|ch|cn|jp|kr|in|ca|it|nl|at|se|es|be|info|tech|site|page|cc|xyz|ly|gl|us|la|sh)"
    r"(?::\d+)?(?:/[^\s<>\"“”{}|\\^`]*)?(?![\p{L}\p{N}@])))"
)
# what LaTeX and Markdown leave inside or behind a URL
_ESCAPED = regex.compile(r"\\(?=[_%#&~])")
_LATEX_LINK = regex.compile(r"\\(?:url|href)\s?\{(?P<url>[^{}\s]+)\}")
_TRAILING = ".,;:!?'\"’”*_~$&>"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# words that look like hosts: "Node.js", "e.g.in", "vs.in" have no path and no www
_BARE_HOST = regex.compile(r"^(?:[\p{L}\p{N}\-]+\.)+[\p{L}]+$")

CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net", "git.io", "gitee.com", "anonymous.4open.science", "pypi.org", "colab.research.google.com", "code.google.com", "codeocean.com")  # fmt: skip
REPOSITORY_HOSTS = ("github.com", "gitlab.com", "bitbucket.org")
DATASET_HOSTS = ("zenodo.org", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "ieee-dataport.org", "physionet.org", "osf.io")  # fmt: skip
REFERENCE_HOSTS = ("arxiv.org", "doi.org", "dx.doi.org", "wikipedia.org", "aclanthology.org", "openreview.net", "proceedings.mlr.press", "openai.com", "chat.openai.com")  # fmt: skip
_DATA_WORDS = regex.compile(r"\b(?:data ?sets?|data|corpus|corpora|benchmarks?|annotations|collection)\b", regex.I)
_CODE_WORDS = regex.compile(r"\b(?:codes?|source|implementations?|software|library|toolkit|scripts?|repository|repo|open-?sourced?|package|models?|tool|framework|project)\b", regex.I)
_MODEL_WORDS = regex.compile(r"\b(?:weights|checkpoints?|models?)\b", regex.I)


def read(reading: Reading) -> list[Link]:
    """The links of an abstract, in the order of the text, each URL once."""
    found: dict[str, Link] = {}
    for start, end in find_urls(reading.text.text):
        surface = reading.text.text[start:end]
        url = clean(surface)
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        if not host or url in found:
            continue
        sentence_start, sentence_end = reading.text.sentence_at(start)
        sentence = reading.text.text[sentence_start : max(sentence_end, end)]
        if start - sentence_start < 25:
            before = reading.text.sentence_at(max(0, sentence_start - 2))[0]
            sentence = reading.text.text[before:sentence_end]
        found[url] = Link(
            url=url,
            type=type_of(url, sentence.replace(surface, " ")),
            repo=repository_of(url),
            host=host,
            text=surface,
            **reading.provenance(start, end),
        )
    return list(found.values())


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of every URL, without wrapping brackets and trailing punctuation."""
    for match in _URL.finditer(text):
        start, end = match.span("url")
        end = start + len(_trim(text[start:end]))
        surface = text[start:end]
        if "://" in surface or "/" in surface or surface.startswith("www.") or _is_site(surface):
            yield start, end


def _is_site(surface: str) -> bool:
    """A host without scheme and path counts where it is written like a site ("paperswithcode.com")."""
    return (
        _BARE_HOST.match(surface) is not None
        and surface.rpartition(".")[2] in ("com", "org", "io", "ai", "net", "dev")
        and len(surface) > 8
        and surface == surface.lower()
    )


def _trim(surface: str) -> str:
    """Cut what follows the URL: punctuation, quotes and brackets it does not open itself."""
    for stop in ("](", "),", ").", "};", "}.", "},"):
        surface = surface.partition(stop)[0] if stop[0] not in "})" or _unopened(surface, stop) else surface
    while surface:
        last = surface[-1]
        if last in _TRAILING or (
            last in _BRACKETS and surface.count(last) > surface.count(_BRACKETS[last])
        ):
            surface = surface[:-1]
        elif surface.endswith(("\\", "\\\\")):
            surface = surface.rstrip("\\")
        else:
            break
    return surface


def _unopened(surface: str, stop: str) -> bool:
    head = surface.partition(stop)[0]
    return stop in surface and head.count(_BRACKETS[stop[0]]) <= head.count(stop[0])


def clean(surface: str) -> str:
    """The URL with its scheme, LaTeX escapes and stray white space removed."""
    url = _ESCAPED.sub("", surface).replace(" ", "")
    return url if "://" in url else "https://" + url


def repository_of(url: str) -> str | None:
    """ "owner/name" on the hosts that have repositories, else None; ".git" is dropped."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = [piece for piece in parts.path.split("/") if piece]
    if host in ("huggingface.co", "hf.co"):
        if path[:1] and path[0] in ("datasets", "spaces", "models"):
            path = path[1:]
        elif path[:1] and path[0] in ("papers", "collections", "blog", "docs"):
            return None
    elif host not in REPOSITORY_HOSTS:
        return None
    if len(path) < 2:
        return None
    return f"{path[0]}/{path[1].removesuffix('.git')}"


def type_of(url: str, sentence: str) -> str:
    """What a URL leads to, from its host and path, then from the sentence."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    path = parts.path.lower()
    data = _DATA_WORDS.search(sentence) is not None
    code = _CODE_WORDS.search(sentence) is not None
    if host in ("huggingface.co", "hf.co"):
        if path.startswith("/datasets"):
            return "dataset"
        if path.startswith(("/spaces", "/collections", "/papers")) or path.count("/") < 2:
            return "project"
        return "dataset" if data and not _MODEL_WORDS.search(sentence) else "model"
    if _on(host, CODE_HOSTS):
        return "dataset" if data and not code else "code"
    if _on(host, DATASET_HOSTS):
        return "dataset"
    if _on(host, REFERENCE_HOSTS):
        return "other"
    return "dataset" if data and not code and "project" not in sentence.lower() else "project"


def _on(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == one or host.endswith("." + one) for one in hosts)
