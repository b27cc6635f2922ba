"""Links: every URL of an abstract, cleaned, with what it leads to."""

from urllib.parse import urlsplit

import regex

from extractors.reading import Reading
from extractors.urls import find_urls
from schemas import Link

# what LaTeX leaves inside a URL
_ESCAPED = regex.compile(r"\\(?=[_%#&~])")

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
