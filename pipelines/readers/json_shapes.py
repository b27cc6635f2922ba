"""The shapes in which JSON describes a paper, told apart record by record.

A shape is a module with `is_mine(record)` and `fields(record)`, which gives the fields of a
`Paper`; a record of no special shape is read by `Columns`.
"""

from typing import Any

from pipelines.readers import arxiv_snapshot, openalex, semantic_scholar
from pipelines.readers.base import Columns, Problem, paper_of
from schemas import Paper

SHAPES = (arxiv_snapshot, openalex, semantic_scholar)


def paper_or_problem(
    record: Any, source: str, position: int, place: str, columns: Columns
) -> Paper | Problem:
    """The paper that a JSON value describes, or why it describes none."""
    if not isinstance(record, dict):
        return Problem(source, place, "not a JSON object")
    try:
        fields = _fields(record, columns)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        return Problem(source, place, f"not of the shape that its keys promise ({error})")
    return paper_of(fields, source, position, place)


def _fields(record: dict[str, Any], columns: Columns) -> dict[str, Any]:
    for shape in SHAPES:
        if shape.is_mine(record):
            return shape.fields(record)
    return columns.fields_of(record)
