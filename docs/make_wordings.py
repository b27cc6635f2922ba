"""Writes docs/wordings.md, the families of wordings and which of them are read right.

Run it as `python docs/make_wordings.py`. The families and their cases stand in
`tests/extractors/families/`, a file per kind: a line "# name" begins a family, each other line is
a marked-up case, and one behind "! " is known to be read wrongly.
`tests/extractors/test_families.py` holds these marks against what extraction does.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests" / "extractors" / "families"
PAGE = Path(__file__).with_name("wordings.md")
KINDS = ("parameter_counts", "speedups", "resource_savings", "results", "links")

HEAD = """# Wordings

How abstracts say sizes, speedups, savings, scores and links, and which of these wordings are read
right. The families were collected from 2,000 sentences of unlabelled abstracts (the sizes also from
annotated ones), traps among them: wordings that look like a fact and are none. Each has two to five
sentences of our own, marked up by the [guidelines](guidelines.md) with all fields that they give.
They stand in `tests/extractors/families/` and are tests. A family counts as read right where every
case of it is, with every field; behind the others stands how many of their cases are.

Rare wordings weigh as much here as usual ones, and most sentences stand alone, without the abstract
that would say more. So the shares are lower than those on [whole abstracts](performance.md).

| kind | families | read right | cases | read right |
| --- | --- | --- | --- | --- |
"""


class Case(NamedTuple):
    """A marked-up case, with its line in the file; a known one is read wrongly so far."""

    line: int
    marked: str
    known: bool


def families(kind: str) -> dict[str, list[Case]]:
    """The cases of a kind by the name of their family, in the order of the file."""
    found: dict[str, list[Case]] = {}
    name = ""
    lines = (FOLDER / f"{kind}.txt").read_text("utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("# "):
            name = line.removeprefix("# ")
            found[name] = []
        elif line:
            found[name].append(Case(number, line.removeprefix("! "), line.startswith("! ")))
    return found


def page() -> str:
    """The whole page."""
    return HEAD + "\n".join(_rows()) + "\n" + "".join(_list(kind) for kind in KINDS)


def _rows() -> Iterator[str]:
    sums = [0, 0, 0, 0]
    for kind in KINDS:
        all_cases = list(families(kind).values())
        flat = [case for cases in all_cases for case in cases]
        counts = [
            len(all_cases),
            sum(_is_right(cases) for cases in all_cases),
            len(flat),
            sum(not case.known for case in flat),
        ]
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        yield f"| `{kind}` | " + " | ".join(map(str, counts)) + " |"
    yield "| all | " + " | ".join(map(str, sums)) + " |"


def _list(kind: str) -> str:
    lines = [f"\n## {kind}\n"]
    for name, cases in families(kind).items():
        right = sum(not case.known for case in cases)
        lines.append(f"- {name}" + ("" if _is_right(cases) else f" **({right} of {len(cases)})**"))
    return "\n".join(lines) + "\n"


def _is_right(cases: list[Case]) -> bool:
    return not any(case.known for case in cases)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
