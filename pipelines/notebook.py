"""Facts in Python and in notebooks: `open_store` to ask a database, `display` to look at facts.

Both are to be had from `pipelines` itself.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path

from pipelines import store
from pipelines.store import Store
from schemas import Fact, PaperFacts

#: kind -> background of its facts; translucent, for light and dark notebooks alike
_COLOURS = {
    "models": "rgba(46, 160, 67, .35)",
    "parameter_counts": "rgba(23, 162, 184, .35)",
    "speedups": "rgba(190, 75, 219, .35)",
    "resource_savings": "rgba(66, 99, 235, .35)",
    "benchmarks": "rgba(230, 160, 20, .40)",
    "results": "rgba(224, 49, 49, .35)",
    "links": "rgba(120, 130, 140, .35)",
}

Found = tuple[str, Fact]


def open_store(path: str | Path) -> Store:
    """Open a database of facts to ask it; other programs can read it at the same time.

    `relation(name)` gives a table or view, `query(sql)` an answer; of both, `.df()` makes a pandas
    frame, `.pl()` a polars frame, `.arrow()` Arrow. Close it, or use it in a `with` statement.
    Raises PipelineError where there is no such database.
    """
    return store.open_store(path, read_only=True)


def display(facts: PaperFacts | Iterable[PaperFacts]) -> "Display":
    """The facts of one paper or several, for a notebook to show: highlighted in their abstracts."""
    return Display((facts,) if isinstance(facts, PaperFacts) else tuple(facts))


class Display:
    """What `display` gives. Notebooks show it as HTML, the Python prompt as text."""

    def __init__(self, papers: Sequence[PaperFacts]) -> None:
        self.papers = papers

    def __repr__(self) -> str:
        return "\n\n".join(map(_as_text, self.papers))

    def _repr_html_(self) -> str:
        return "".join(map(_as_html, self.papers))


def _as_text(facts: PaperFacts) -> str:
    lines = [facts.paper.title or facts.paper.paper_id]
    lines += [f"  {kind}: {_surface(fact)} ({_fields(fact)})" for kind, fact in facts.all()]
    return "\n".join(lines)


def _as_html(facts: PaperFacts) -> str:
    """Title, abstract with marks, and a table. Styles are inline: notebooks drop style sheets."""
    title = f"<h4>{escape(facts.paper.title)}</h4>" if facts.paper.title else ""
    abstract = f'<p style="line-height: 1.7; max-width: 50em">{_marked(facts)}</p>'
    return f"<div>{title}{abstract}{_table(facts.all())}</div>"


def _marked(facts: PaperFacts) -> str:
    """The abstract, every fact marked; where facts overlap, in the colour of the shortest."""
    text, found = facts.paper.abstract, facts.all()
    edges = {edge for _, fact in found for edge in (fact.char_start, fact.char_end)}
    cuts = sorted({0, len(text), *edges})
    return "".join(
        _piece(text[start:end], [item for item in found if _covers(item[1], start, end)])
        for start, end in pairwise(cuts)
    )


def _covers(fact: Fact, start: int, end: int) -> bool:
    return fact.char_start <= start and end <= fact.char_end


def _piece(text: str, found: Sequence[Found]) -> str:
    if not found:
        return escape(text)
    kind, _ = min(found, key=lambda item: item[1].char_end - item[1].char_start)
    hint = escape("\n".join(f"{kind}: {_fields(fact)}" for kind, fact in found))
    style = f"background: {_COLOURS[kind]}; color: inherit; border-radius: 3px; padding: 1px 2px"
    return f'<mark title="{hint}" style="{style}">{escape(text)}</mark>'


def _table(found: Sequence[Found]) -> str:
    if not found:
        return "<p><em>no facts found</em></p>"
    rows = "".join(
        f'<tr><td style="background: {_COLOURS[kind]}">{kind}</td>'
        f'<td style="text-align: left">{escape(_surface(fact))}</td>'
        f'<td style="text-align: left">{escape(_fields(fact))}</td></tr>'
        for kind, fact in found
    )
    return f"<table><tr><th>kind</th><th>fact</th><th>fields</th></tr>{rows}</table>"


def _surface(fact: Fact) -> str:
    fields = fact.__dict__
    return str(fields.get("name") or fields["text"])


def _fields(fact: Fact) -> str:
    """The fields of a record that are its kind's own and not empty."""
    shown = {
        name: value
        for name, value in fact
        if name not in (*Fact.model_fields, "name", "text") and value is not None
    }
    return ", ".join(f"{name} {_brief(value)}" for name, value in shown.items())


def _brief(value: object) -> str:
    if isinstance(value, list):
        return " = ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)
