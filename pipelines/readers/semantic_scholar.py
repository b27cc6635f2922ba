"""Records of Semantic Scholar: of its bulk datasets and of its API.

Schema: https://api.semanticscholar.org/api-docs/datasets (`papers`: `corpusid`, `externalids`,
`title`, `venue`, `year`, `publicationdate`, `url`; `abstracts`: `corpusid`, `openaccessinfo`,
`abstract`) and https://api.semanticscholar.org/api-docs/graph (`paperId`, `externalIds`,
`publicationDate`).
"""

from typing import Any

from pipelines.readers.ids import best_id


def is_mine(record: dict[str, Any]) -> bool:
    """Both spell the ids of their records in a way of their own."""
    return "corpusid" in record or "paperId" in record


def fields(record: dict[str, Any]) -> dict[str, Any]:
    """The paper's fields; its id is the arXiv id, else the DOI, else the corpus id."""
    access = record.get("openaccessinfo") or {}
    ids = record.get("externalids") or record.get("externalIds") or access.get("externalids") or {}
    own = f"CorpusId:{record['corpusid']}" if "corpusid" in record else record["paperId"]
    return {
        "paper_id": best_id((f"arXiv:{ids.get('ArXiv')}", ids.get("DOI")), own),
        "title": record.get("title"),
        "abstract": record.get("abstract"),
        "source": record.get("venue"),
        "published": record.get("publicationdate")
        or record.get("publicationDate")
        or record.get("year"),
        "url": record.get("url") or access.get("url"),
    }
