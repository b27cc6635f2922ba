"""Writes the results into docs/cookbook.md: run it after a change of a query, a view or the page.

Every block of SQL on the page is run on a database of the bundled annotations, and what comes out
replaces what stands between the two comments behind it.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipelines.evaluation import Golden, read_golden
from pipelines.golden import write_golden
from pipelines.readers import read_inputs
from pipelines.store import Store, open_store
from schemas import Paper

DOCS = Path(__file__).parent
PAGE = DOCS / "cookbook.md"
GOLDEN = DOCS.parent / "golden"

_RECIPE = re.compile(r"```sql\n(?P<sql>.*?)```\n\n<!-- result -->\n.*?<!-- end -->", re.DOTALL)
#: What Markdown or HTML would take for a sign of its own.
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~$^#])")


def page(text: str, store: Store) -> str:
    """The page with all results renewed."""
    return _RECIPE.sub(lambda match: _recipe(match["sql"], store), text)


def queries(text: str) -> list[str]:
    """The queries on the page."""
    return [match["sql"] for match in _RECIPE.finditer(text)]


def write_database(path: Path) -> None:
    """A database of the annotated abstracts, each with the date that its page prints."""
    pages = [str(GOLDEN / name) for name in ("page.txt", "second_page.txt")]
    papers = {item.paper_id: item for item in read_inputs(pages) if isinstance(item, Paper)}
    write_golden(_dated(papers), path)


def _dated(papers: Mapping[str, Paper]) -> Iterator[Golden]:
    for golden in read_golden(GOLDEN / "page.jsonl"):
        yield Golden(papers[golden.paper.paper_id], golden.records)


def _recipe(sql: str, store: Store) -> str:
    answer = store.query(sql)
    result = _table(answer.columns, answer.fetchall())
    return f"```sql\n{sql}```\n\n<!-- result -->\n{result}\n<!-- end -->"


def _table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [_row(columns), _row("---" for _ in columns)] if rows else ["(no rows)"]
    return "\n".join([*lines, *(_row(map(_cell, row)) for row in rows)])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(value: object) -> str:
    """A value as text that Markdown leaves as it is."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(map(_cell, value))
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return _SIGNS.sub(r"\\\1", str(value).replace("\n", " "))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "golden.duckdb"
        write_database(database)
        with open_store(database, read_only=True) as store:
            PAGE.write_text(page(PAGE.read_text("utf-8"), store), "utf-8")
