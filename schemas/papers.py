"""A paper as it is read: its abstract is the text that every offset points into."""

import hashlib

from pydantic import BaseModel, ConfigDict, model_validator


def paper_id_of(abstract: str) -> str:
    """Id of a paper that brings none of its own: 12 hex digits of the SHA-256 of its abstract.

    Runs of white space count as one space and the ends are stripped, so that two copies of an
    abstract that are broken into lines differently get the same id. A lone surrogate, which
    UTF-8 cannot hold, is hashed by its surrogate code.
    """
    collapsed = " ".join(abstract.split())
    return hashlib.sha256(collapsed.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class Paper(BaseModel):
    """One paper as a reader found it.

    `paper_id` is the input's own id (arXiv id, DOI, `id` field) or, where it has none,
    `paper_id_of(abstract)`. `source` names the venue or file it comes from, `position` is its place
    in that file, counted from 1. `published` is an ISO 8601 date or year where the input tells the
    year, else the date as printed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper_id: str = ""
    title: str | None = None
    abstract: str
    source: str | None = None
    position: int | None = None
    published: str | None = None
    url: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _fill_in_id(cls, values: object) -> object:
        if isinstance(values, dict) and not values.get("paper_id") and "abstract" in values:
            return values | {"paper_id": paper_id_of(str(values["abstract"]))}
        return values
