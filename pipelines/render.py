"""What the command line shows: abstracts with their facts in colour, and tables."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipelines.batch import Summary
from pipelines.evaluation import FIELDS, Difference, Evaluation
from schemas import Fact, PaperFacts

#: kind -> style of its facts in the text
STYLES = {
    "models": "bold green",
    "parameter_counts": "bold cyan",
    "speedups": "bold magenta",
    "resource_savings": "bold blue",
    "benchmarks": "bold yellow",
    "results": "bold red",
    "links": "underline bright_blue",
}

#: Longer words, such as URLs, may be broken in a table.
_LONG_WORD = 24

#: Control characters could steer the terminal; all but tab and line feed are shown as U+FFFD.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def printable(value: object) -> Text:
    """A value as plain text that can do nothing to the terminal; None is empty."""
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return Text(_CONTROL.sub("\ufffd", "" if value is None else str(value)))


def facts_of_text(facts: PaperFacts) -> RenderableType:
    """The abstract with its facts highlighted, and below it a table of them."""
    found = facts.all()
    if not found:
        return Group(printable(facts.paper.abstract), "", Text("no facts found", style="dim"))
    return Group(_highlighted(facts), "", _facts_table(found))


def _highlighted(facts: PaperFacts) -> Text:
    text = printable(facts.paper.abstract)
    for kind, fact in facts.all():
        text.stylize(STYLES[kind], fact.char_start, fact.char_end)
    return text


def _facts_table(found: Sequence[tuple[str, Fact]]) -> Table:
    table = Table("kind", "fact", "fields", box=box.SIMPLE_HEAD)
    for kind, fact in found:
        own = {name: value for name, value in fact if name not in Fact.model_fields}
        surface = own.pop("text", None) or own.pop("name", None)
        fields = ", ".join(f"{name} {_brief(value)}" for name, value in own.items() if value)
        table.add_row(Text(kind, style=STYLES[kind]), printable(surface), printable(fields))
    return table


def _brief(value: Any) -> str:
    if isinstance(value, list):
        return " = ".join(map(str, value))
    return f"{value:,}" if isinstance(value, int) else str(value)


def summary(done: Summary, database: str) -> RenderableType:
    """What a run did, and how many facts of each kind it has added."""
    table = Table("papers", "", "new facts", "", box=box.SIMPLE_HEAD)
    papers = {
        "read": done.read,
        "read twice": done.duplicates,
        "known already": done.unchanged,
        "extracted": done.extracted,
        "problems": done.problems,
    }
    rows = [(name, f"{count:,}") for name, count in papers.items()]
    rows += [("", "")] * (len(done.facts) - len(rows))
    for (name, count), (kind, facts) in zip(rows, done.facts.items(), strict=True):
        table.add_row(name, Text(count, justify="right"), kind, Text(f"{facts:,}", justify="right"))
    rate = f", {done.extracted / done.seconds:,.0f} papers a second" if done.extracted else ""
    known = ", nothing new" if done.unchanged and not done.extracted else ""
    problems = ", with problems" if done.problems else ""
    ended = f"{done.status} in {done.seconds:.1f} s{rate}{known}{problems}: {database}"
    return Group(table, printable(ended))


def rows_table(columns: Sequence[str], rows: Sequence[Sequence[object]], width: int) -> Table:
    """Rows as a table; or one below the other, a line for each column, where the columns do not
    fit into `width` characters without breaking words."""
    cells = [[_cell(value) for value in row] for row in rows]
    if _narrowest(columns, cells) > width:
        return _row_by_row(columns, cells)
    table = Table(box=box.SIMPLE_HEAD)
    for number, column in enumerate(columns):
        values = [row[number] for row in rows if row[number] is not None]
        is_number = bool(values) and all(
            isinstance(value, int | float | Decimal) for value in values
        )
        table.add_column(
            printable(column), justify="right" if is_number else "left", overflow="fold"
        )
    for row in cells:
        table.add_row(*row)
    return table


def _narrowest(columns: Sequence[str], cells: Sequence[Sequence[Text]]) -> int:
    """The width of a table that breaks no words, but for very long ones."""
    width = 2
    for name, *column in zip(columns, *cells, strict=True):
        words = (word for text in (name, *map(str, column)) for word in text.split())
        width += 3 + min(max(map(len, words), default=0), _LONG_WORD)
    return width


def _row_by_row(columns: Sequence[str], cells: Sequence[Sequence[Text]]) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for row in cells:
        for column, cell in zip(columns, row, strict=True):
            table.add_row(printable(column), cell)
        table.add_row()
    return table


def _cell(value: object) -> Text:
    """A value as people write it; files have the exact one."""
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, float) and (value == 0 or 0.001 <= abs(value) < 1e15):
        thousands = "," if abs(value) >= 10_000 else ""
        return Text(f"{value:{thousands}.4f}".rstrip("0").rstrip("."))
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return Text(f"{value:,}")
    return printable(value)


def scores(done: Evaluation) -> RenderableType:
    """Precision, recall and F1 of every kind, and the accuracy of its fields."""
    table = Table(
        "kind", "golden", "P", "R", "F1", "fields of matched records", box=box.SIMPLE_HEAD
    )
    for kind, score in done.scores.items():
        fields = "  ".join(f"{name}={score.accuracy(name):.2f}" for name in FIELDS[kind])
        numbers = (score.precision, score.recall, score.f1)
        table.add_row(kind, str(score.golden), *(f"{number:.3f}" for number in numbers), fields)
    return Group(table, f"{done.abstracts:,} abstracts")


def differences(done: Evaluation) -> RenderableType:
    """Every error, grouped by kind and by where it was made."""
    from pipelines.diagnosis import reason  # loads the extractor

    groups: dict[tuple[str, str], list[Difference]] = {}
    for difference in done.differences:
        why = reason(difference, done, done.texts)
        label = difference.problem if why == difference.problem else f"{difference.problem}: {why}"
        groups.setdefault((difference.kind, label), []).append(difference)
    table = Table("kind", "error", "abstract", "golden", "extracted", box=box.SIMPLE_HEAD)
    for (kind, label), errors in sorted(groups.items()):
        for number, error in enumerate(errors):
            first = number == 0
            table.add_row(
                Text(kind if first else "", style=STYLES[kind]),
                f"{label} ({len(errors)})" if first else "",
                printable(error.paper_id),
                _record(error.golden, error.problem),
                _record(error.extracted, error.problem),
            )
    return table


def _record(record: Mapping[str, Any] | None, problem: str) -> Text:
    """The surface of a record and the field that is wrong, or all of its own fields."""
    if record is None:
        return Text("")
    surface = record.get("text") or record.get("url") or "; ".join(record.get("names", ()))
    if problem in record:
        return printable(f"{surface} → {problem} {record[problem]}")
    own = {
        name: value
        for name, value in record.items()
        if name not in (*Fact.model_fields, "text", "url", "name", "names") and value is not None
    }
    return printable(f"{surface} ({', '.join(f'{k} {v}' for k, v in own.items())})")
