"""When two names, or two URLs, count as the same: the comparison rules of docs/guidelines.md."""

import unicodedata
from functools import lru_cache

import regex

# a size token inside a model's name: "7B", "1.3B", "350M"
_SIZE = regex.compile(r"(?<![\p{L}\p{N}.])\d+(?:\.\d+)?[BMbm](?![\p{L}\p{N}])")
# generic words that may follow a benchmark's name: "the GLUE benchmark", "COCO test-dev"
_TAIL = regex.compile(
    r"(?:^|[\s\-_]+)(?:benchmarks?|data[\s\-]?sets?|corpus|corpora|tasks?|leaderboards?|test-dev"
    r"|val(?:idation)?(?:[\s\-]sets?)?|test[\s\-]?sets?)$",
    regex.IGNORECASE,
)
_NOT_KEY = regex.compile(r"[^\p{L}\p{N}+]+")
_SCHEME = regex.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*://")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The name under Unicode NFKC and casefold, only letters, digits and "+", without plural "s".

    >>> name_key("Mamba-2 Hybrids")
    'mamba2hybrid'
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    key = _NOT_KEY.sub("", folded)
    return key[:-1] if len(key) > 1 and key.endswith("s") else key


def size_of(name: str) -> str | None:
    """The size token of a model's name: "70B" of "Llama-2-70B", None of "Llama-2"."""
    match = _SIZE.search(name)
    return match.group() if match else None


@lru_cache(maxsize=65536)
def model_key(name: str) -> str:
    """`name_key` without the size token: "Llama-2-70B" and "Llama 2" are one.

    >>> model_key("Llama-2-70B")
    'llama2'
    """
    return name_key(_SIZE.sub("", name)) or name_key(name)


@lru_cache(maxsize=65536)
def benchmark_key(name: str) -> str:
    """`name_key` without generic tails: "GLUE benchmark" and "GLUE" are one.

    >>> benchmark_key("COCO test-dev")
    'coco'
    """
    stem = name
    while (match := _TAIL.search(stem)) and match.start() > 0:
        stem = stem[: match.start()]
    return name_key(stem) or name_key(name)


def url_key(url: str) -> str:
    """The URL without scheme, "www.", ".git" and a trailing "/", its host casefolded.

    >>> url_key("https://www.GitHub.com/a/B.git")
    'github.com/a/B'
    """
    host, slash, path = _SCHEME.sub("", url.strip()).partition("/")
    host = host.casefold().removeprefix("www.")
    return (host + slash + path).rstrip("/").removesuffix(".git").rstrip("/")
