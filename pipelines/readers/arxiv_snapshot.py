"""Records of the arXiv metadata snapshot.

Schema: https://www.kaggle.com/datasets/Cornell-University/arxiv (`id`, `submitter`, `authors`,
`title`, `comments`, `journal-ref`, `doi`, `report-no`, `categories`, `license`, `abstract`,
`versions`, `update_date`, `authors_parsed`).
"""

from email.utils import parsedate_to_datetime
from typing import Any


def is_mine(record: dict[str, Any]) -> bool:
    """Only the snapshot gives papers with `categories` and `update_date`."""
    return {"id", "abstract", "categories", "update_date"} <= record.keys()


def fields(record: dict[str, Any]) -> dict[str, Any]:
    """The paper's fields; it is dated by its first version."""
    return {
        "paper_id": record["id"],
        "title": record.get("title"),
        "abstract": record["abstract"],
        "source": "arXiv",
        "published": _first_version_date(record) or record["update_date"],
        "url": f"https://arxiv.org/abs/{record['id']}",
    }


def _first_version_date(record: dict[str, Any]) -> str | None:
    try:
        return parsedate_to_datetime(record["versions"][0]["created"]).date().isoformat()
    except (KeyError, IndexError, TypeError, ValueError):
        return None
