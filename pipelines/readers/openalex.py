"""Works of OpenAlex, whose abstracts are kept as an index of words.

Schema: https://docs.openalex.org/api-entities/works/work-object.
"""

from typing import Any

from pipelines.readers.ids import best_id


def is_mine(record: dict[str, Any]) -> bool:
    """Only OpenAlex indexes abstracts, and gives its own URLs as ids."""
    return "abstract_inverted_index" in record


def fields(record: dict[str, Any]) -> dict[str, Any]:
    """The paper's fields; its id is the arXiv id, else the DOI, else the OpenAlex id."""
    location = record.get("primary_location") or {}
    work = str(record.get("id") or "").rpartition("/")[2]
    return {
        "paper_id": best_id((location.get("landing_page_url"), record.get("doi")), work),
        "title": record.get("title") or record.get("display_name"),
        "abstract": _abstract(record["abstract_inverted_index"]),
        "source": (location.get("source") or {}).get("display_name"),
        "published": record.get("publication_date") or record.get("publication_year"),
        "url": location.get("landing_page_url") or record.get("doi") or record.get("id"),
    }


def _abstract(index: dict[str, list[int]] | None) -> str | None:
    if not index:
        return None
    placed = sorted((place, word) for word, places in index.items() for place in places)
    return " ".join(word for _, word in placed)
