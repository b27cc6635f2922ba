"""What a URL leads to: by its host, its path, and the words that stand nearest to it."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

import regex

from extractors.link_words import heads_of, signs_of

#: hosts and what they mostly hold; a subdomain counts with its domain
CODE_HOSTS = {"github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "sourceforge.net"}
CODE_HOSTS |= {"git.io", "gitee.com", "anonymous.4open.science", "anon-github.automl.cc"}
CODE_HOSTS |= {"colab.research.google.com", "code.google.com", "codeocean.com", "pypi.org"}
CODE_HOSTS |= {"cran.r-project.org"}
MODEL_HOSTS = {"tfhub.dev", "civitai.com", "modelscope.cn"}
DATASET_HOSTS = {"zenodo.org", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "osf.io"}
DATASET_HOSTS |= {"ieee-dataport.org", "physionet.org", "data.mendeley.com", "datadryad.org"}
PAGE_HOSTS = {"github.io", "gitlab.io", "sites.google.com", "youtube.com", "youtu.be", "vimeo.com"}
REFERENCE_HOSTS = {"arxiv.org", "doi.org", "dx.doi.org", "wikipedia.org", "aclanthology.org"}
REFERENCE_HOSTS |= {"openreview.net", "proceedings.mlr.press", "openai.com", "chat.openai.com"}
REFERENCE_HOSTS |= {"dl.acm.org", "ieeexplore.ieee.org", "link.springer.com", "sciencedirect.com"}
REFERENCE_HOSTS |= {"onlinelibrary.wiley.com", "biorxiv.org", "medrxiv.org", "jmlr.org"}
REPOSITORY_HOSTS = {"github.com", "gitlab.com", "bitbucket.org"}
#: first pieces of a path that are no owner: github.com/orgs/name, huggingface.co/papers/2401.00001
NO_OWNERS = {"orgs", "topics", "sponsors", "marketplace", "features", "search", "users"}
NO_OWNERS |= {"papers", "collections", "blog", "docs"}
#: the prefixes of DOIs under which data is archived: Zenodo, Dataverse, figshare, IEEE DataPort,
#: Mendeley Data, Dryad, PhysioNet
DATA_DOI = regex.compile(
    r"^/10\.(?:5281/zenodo|7910/dvn|6084/m9|21227/|17632/|5061/dryad|13026/)", regex.I
)

# words in front of a thing that stands behind its URL: "URL contains the code", "URL (data)"
_LEADING = regex.compile(r"^\W*(?:for|contains?|with|provides?|holds?|hosts?)\b", regex.I)
# words that name the next URL: "URL Dataset: URL", "URL, data (URL"
_NEXT_LABEL = regex.compile(r"[^.,;:()]*[:(]\s*$")
# so far behind a URL something may say what it leads to, in characters
_BEHIND = 100
# code that comes with the data: "the dataset is at URL along with the code"
_WITH_CODE = regex.compile(
    r"[\s,]*(?:(?:together |along )?with|alongside|as well as) (?:\w+ ){0,3}"
    r"(?:codes?|scripts|implementations?)\b",
    regex.I,
)
# a model on Hugging Face, though the sentence speaks of data too
_MODEL = regex.compile(r"\b(?:weights|checkpoints?|models?)\b", regex.I)
# a sentence that introduces what the next one says where to find
_INTRODUCES = regex.compile(
    r"\b(?:introduc|present|propos|creat|collect|construct|build|built|releas|provid|describ"
    r"|contribut|compil|develop|curat|publish|availab|shar|open-?sourc)\w*\b",
    regex.I,
)
# what somebody else made, said before the URL: "crawled from URL", "the parser by Ann et al. (URL)"
_FOREIGN = regex.compile(
    r"\b(?:crawl|scrap|harvest|mined?\b|collect|gather)\w*\b[^.;]{0,80}?\b(?:from|on)\b[^.;,:]{0,60}$"
    r"|\b(?:built|based|implemented|build) (?:up)?on\b(?![^.]*\b(?:our|we)\b)[^.,;]{0,60}\($"
    r"|\b(?:extending|adapted from|rely on|relies on)\b(?![^.]*\b(?:our|we)\b)[^.,;]{0,60}\W$"
    r"|\b(?:articles|posts|reviews|comments|questions|recipes) (?:from|on|of) (?:the )?\W*$"
    r"|\baccording to\b[^.;]{0,60}\($"
    r"|\b(?:such as|propert(?:y|ies)|predicates?|namespace|entity|URI)\s?$",
    regex.I,
)
# … whatever else the sentence offers
_FOREIGN_ALWAYS = regex.compile(r"\bet al\.?,?\s?(?:[\[(]?\d{4}[,\])]?)?\W*$")
# … and behind it: "(URL), which we use unchanged"
_FOREIGN_BEHIND = regex.compile(
    r"\W*which (?:we|was|were) (?:re-?)?(?:use|reuse|used|adopt)\b", regex.I
)
# a contest in which the paper takes part
_CONTEST = regex.compile(
    r"\b(?:shared task|challenge|competition|championship|leaderboard|ranking)\b", regex.I
)
_ENTRY = regex.compile(
    r"\b(?:entry|entries|submissions?|submitted|ranks?|ranked|placed?|won|winn\w+|participat\w+"
    r"|(?:first|second|third|\d(?:st|nd|rd|th))[\- ]place)\b",
    regex.I,
)
# the paper's own things are offered
_OFFERED = regex.compile(
    r"\b(?:available|releas\w+|publicly|publish\w*|shared?(?! task)|download\w*|open-?sourc\w+"
    r"|hosted|found|accessible|provided?|code|our (?:data\w*|corpus|benchmark))\b",
    regex.I,
)


class Nearby(NamedTuple):
    """The words that may say what a URL leads to.

    `before` and `behind` reach to the next URL or the end of the sentence; `earlier` is the
    sentence before, or nothing. `named` says that a dataset which the paper introduces is named in
    the sentence: "FooBench is available at".
    """

    before: str
    behind: str = ""
    earlier: str = ""
    named: bool = False


def kinds_near(nearby: Nearby) -> list[str]:
    """The kinds of the heads before a URL; without any, of those behind it, then earlier."""
    if kinds := heads_of(nearby.before):
        return [*kinds, "code"] if _WITH_CODE.match(nearby.behind) else kinds
    behind = _NEXT_LABEL.sub("", nearby.behind[:_BEHIND])
    if kinds := heads_of(_LEADING.sub("", behind)):
        return kinds
    if nearby.named and not any(signs_of(nearby.before)):
        return ["dataset"]
    return heads_of(nearby.earlier) if _INTRODUCES.search(nearby.earlier) else []


def type_of(
    url: str, before: str, behind: str = "", earlier: str = "", *, named: bool = False
) -> str:
    """What a URL leads to, from its host and path, then from the words near it.

    >>> type_of("https://github.com/ann/birds", "Our dataset is at ")
    'dataset'
    """
    nearby = Nearby(before, behind, earlier, named)
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "other"
    path = parts.path.lower()
    if host in ("huggingface.co", "hf.co"):
        return _type_on_hugging_face(path, nearby)
    if on_any(host, MODEL_HOSTS):
        return "model"
    archived = on_any(host, DATASET_HOSTS) or (host.endswith("doi.org") and DATA_DOI.match(path))
    if not archived and on_any(host, REFERENCE_HOSTS):
        offered = host.endswith("doi.org") and set(heads_of(nearby.before)) == {"dataset"}
        return "dataset" if offered else "other"
    holds_code = on_any(host, CODE_HOSTS) or host.startswith(("gitlab.", "git."))
    if is_foreign(nearby, contest=not holds_code):
        return "other"
    kinds = kinds_near(nearby)
    if holds_code:
        return _type_of_repository(kinds)
    if archived:
        program = path.startswith(("/code/", "/kernels/"))
        return "code" if program else _type_of_archive(kinds)
    return "project" if on_any(host, PAGE_HOSTS) else _type_of_page(kinds)


def _type_of_repository(kinds: Sequence[str]) -> str:
    """Code, but for data, weights or videos alone; "our models and data" come with code."""
    if "code" in kinds:
        return "code"
    if "dataset" in kinds:
        return "code" if "method" in kinds[: kinds.index("dataset")] else "dataset"
    if "weights" in kinds:
        return "model"
    return "project" if set(kinds) == {"show"} else "code"


def _type_of_archive(kinds: Sequence[str]) -> str:
    """Data, but for code, weights or a platform without any."""
    if kinds and set(kinds) <= {"show", "page"}:
        return "project"
    if "dataset" in kinds:
        return "dataset"
    if "code" in kinds:
        return "code"
    return "model" if "weights" in kinds else "dataset"


def _type_of_page(kinds: Sequence[str]) -> str:
    """A page, but for data or weights alone."""
    alone = set(kinds)
    if alone == {"dataset"}:
        return "dataset"
    return "model" if alone and alone <= {"weights", "method"} and "weights" in alone else "project"


def _type_on_hugging_face(path: str, nearby: Nearby) -> str:
    if path.startswith("/datasets"):
        return "dataset"
    if path.startswith(("/spaces", "/collections", "/papers")):
        return "project"
    if path.strip("/").count("/") == 0:  # the page of an owner: of what it is said to hold
        if _MODEL.search(nearby.before) is not None:
            return "model"
        return "project" if is_foreign(nearby, contest=False) else _type_of_page(kinds_near(nearby))
    if is_foreign(nearby, contest=False):
        return "other"
    data = "dataset" in kinds_near(nearby)
    return "dataset" if data and not _MODEL.search(nearby.before + nearby.behind) else "model"


def is_foreign(nearby: Nearby, *, contest: bool) -> bool:
    """Whether a URL leads to what others have made; `contest` asks for their contests too."""
    if _FOREIGN_ALWAYS.search(nearby.before) or _FOREIGN_BEHIND.match(nearby.behind):
        return True
    if _OFFERED.search(nearby.before):
        return False
    if _FOREIGN.search(nearby.before):
        return True
    said = nearby.before + " " + nearby.behind
    return (
        contest and _CONTEST.search(nearby.before) is not None and _ENTRY.search(said) is not None
    )


def on_any(host: str, hosts: set[str]) -> bool:
    """Whether a host is one of some, or a subdomain of one."""
    return any(host == one or host.endswith("." + one) for one in hosts)
