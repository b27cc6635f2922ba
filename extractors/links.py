"""Links: every URL of an abstract, cleaned, with what it leads to."""

from urllib.parse import urlsplit

import regex

from extractors.reading import Reading
from extractors.urls import find_urls
from schemas import Link

#: how much of a sentence around a URL tells its type, in characters
WINDOW = 600
# what LaTeX leaves inside a URL
_ESCAPED = regex.compile(r"\\(?=[_%#&~])")

#: hosts and what they mostly hold; a subdomain counts with its domain
CODE_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net"}
CODE_HOSTS |= {"git.io", "gitee.com", "anonymous.4open.science", "anon-github.automl.cc"}
CODE_HOSTS |= {"colab.research.google.com", "code.google.com", "codeocean.com", "pypi.org"}
CODE_HOSTS |= {"cran.r-project.org"}
MODEL_HOSTS = {"tfhub.dev", "civitai.com"}
DATASET_HOSTS = {"zenodo.org", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "osf.io"}
DATASET_HOSTS |= {"ieee-dataport.org", "physionet.org"}
PAGE_HOSTS = {"github.io", "gitlab.io", "sites.google.com", "youtube.com", "youtu.be"}
REFERENCE_HOSTS = {"arxiv.org", "doi.org", "dx.doi.org", "wikipedia.org", "aclanthology.org"}
REFERENCE_HOSTS |= {"openreview.net", "proceedings.mlr.press", "openai.com", "chat.openai.com"}
REPOSITORY_HOSTS = {"github.com", "gitlab.com", "bitbucket.org"}
_DATA_WORDS = regex.compile(
    r"\b(?:data ?sets?|data|corpus|corpora|benchmarks?|annotations|collection)\b", regex.I
)
_CODE_WORDS = regex.compile(
    r"\b(?:codes?|source|implementations?|software|library|toolkit|scripts?"
    r"|repository|repo|open-?sourced?|package|models?|tool|framework|project)\b",
    regex.I,
)
_MODEL_WORDS = regex.compile(r"\b(?:weights|checkpoints?|models?)\b", regex.I)


def read(reading: Reading) -> list[Link]:
    """The links of an abstract, in the order of the text, each URL once."""
    text = reading.text.text
    found: dict[str, Link] = {}
    for start, end in find_urls(text):
        surface = text[start:end]
        url = clean(surface)
        host = host_of(url)
        if host and url not in found:
            found[url] = Link(
                url=url,
                type=type_of(url, _words_around(reading, start, end)),
                repo=repository_of(url),
                host=host,
                text=surface,
                **reading.provenance(start, end),
            )
    return list(found.values())


def _words_around(reading: Reading, start: int, end: int) -> str:
    """The sentence of a URL without the URL, with the sentence before where the URL opens it."""
    text = reading.text
    first, last = text.sentence_at(start)
    if start - first < 25:
        first = text.sentence_at(max(0, first - 2))[0]
    return text.text[max(first, start - WINDOW) : start] + " " + text.text[end:last][:WINDOW]


def clean(surface: str) -> str:
    """The URL with its scheme, LaTeX escapes and stray white space removed."""
    url = "".join(_ESCAPED.sub("", surface).split())
    return url if "://" in url else "https://" + url


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
        elif path[:1] and path[0] in ("papers", "collections", "blog", "docs"):
            return None
    elif host not in REPOSITORY_HOSTS and not host.startswith("gitlab."):
        return None
    if len(path) < 2:
        return None
    return f"{path[0]}/{path[1].removesuffix('.git')}"


def type_of(url: str, sentence: str) -> str:
    """What a URL leads to, from its host and path, then from the sentence."""
    host = host_of(url)
    path = urlsplit(url).path.lower()
    data = _DATA_WORDS.search(sentence) is not None
    code = _CODE_WORDS.search(sentence) is not None
    if host in ("huggingface.co", "hf.co"):
        if path.startswith("/datasets"):
            return "dataset"
        if path.startswith(("/spaces", "/collections", "/papers")) or path.count("/") < 2:
            return "project"
        return "dataset" if data and not _MODEL_WORDS.search(sentence) else "model"
    if _on(host, MODEL_HOSTS):
        return "model"
    if _on(host, CODE_HOSTS) or host.startswith("gitlab."):
        return "dataset" if data and not code else "code"
    if _on(host, DATASET_HOSTS):
        return "dataset"
    if _on(host, REFERENCE_HOSTS):
        return "other"
    page = _on(host, PAGE_HOSTS) or "project" in sentence.lower()
    return "dataset" if data and not code and not page else "project"


def _on(host: str, hosts: set[str]) -> bool:
    return any(host == one or host.endswith("." + one) for one in hosts)
