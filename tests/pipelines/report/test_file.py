"""The report: one file that needs nothing else, and holds what the database holds."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import gzip
import json
import re
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import PipelineError
from pipelines.report import write_report
from schemas import KINDS
from tests.pipelines.report.papers import HOSTILE, Database, filler, lark


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def unpacked(html: str, name: str) -> Any:
    packed = re.search(rf'<script type="application/gzip" id="{name}">([\w+/=]*)</script>', html)
    assert packed is not None, name
    return json.loads(gzip.decompress(b64decode(packed[1])))


def test_page_loads_nothing_from_anywhere(report: Path) -> None:
    elements = Elements(report.read_text("utf-8")).found
    assert not [tag for tag, attributes in elements if "src" in attributes]
    links = {attributes["href"] for _, attributes in elements if attributes.get("href")}
    outside = {link for link in links if not link.startswith(("#", "data:,"))}
    assert outside == {"https://vega.github.io/vega-lite/"}
    policy = next(a["content"] for _, a in elements if "http-equiv" in a)
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe-inline" not in policy.partition("script-src")[2]


def test_nothing_from_a_paper_is_mark_up(report: Path) -> None:
    html = report.read_text("utf-8")
    assert "<img src=x" not in html
    elements = Elements(html).found
    assert "img" not in {tag for tag, _ in elements}
    assert not [name for _, attributes in elements for name in attributes if name.startswith("on")]
    assert unpacked(html, "table-papers")["title"].count(HOSTILE) == 1


def test_report_holds_every_paper_and_fact(report: Path, database: Database) -> None:
    html = report.read_text("utf-8")
    papers = unpacked(html, "table-papers")
    texts = unpacked(html, "texts-0")
    assert len(papers["paper_id"]) == len(texts) == 32
    assert (papers["paper_id"][0], papers["facts"][0]) == ("lark/1", 8)
    assert texts[0] == lark().paper.abstract
    for kind in KINDS:
        facts = unpacked(html, f"table-{kind}")
        own = [row for row, paper in enumerate(facts["paper"]) if paper == 0]
        expected = [record.model_dump() for record in getattr(lark(), kind)]
        found = [{field: facts[field][row] for field in expected[0]} for row in own]
        assert found == expected


def test_numbers_are_readable_without_scripts(report: Path) -> None:
    html = report.read_text("utf-8")
    assert "What 32 abstracts claim" in html
    assert re.search(r"<strong>1</strong> <span>speedups</span> <small>median 2.6×", html)
    assert "left out" not in html.partition("<noscript>")[0].partition("</style>")[2]


def test_of_too_many_abstracts_those_with_least_facts_are_shortened(
    database: Database, tmp_path: Path
) -> None:
    path = database([lark(), *map(filler, range(400))])
    write_report(path, tmp_path / "whole.html")
    whole = (tmp_path / "whole.html").stat().st_size
    budget = whole - 200_000

    fitted = write_report(path, tmp_path / "report.html", most_bytes=budget)

    html = (tmp_path / "report.html").read_text("utf-8")
    assert budget * 0.9 < len(html.encode()) < budget
    assert (fitted.papers, fitted.papers_left_out) == (401, 0)
    assert f"the {fitted.abstracts_shortened} abstracts with the fewest facts are shortened" in html
    texts = unpacked(html, "texts-0")
    assert texts[0] == lark().paper.abstract
    assert texts[-1] == []
    assert sum(isinstance(text, list) for text in texts) == fitted.abstracts_shortened


def test_facts_of_shortened_abstracts_keep_their_sentences(
    database: Database, tmp_path: Path
) -> None:
    path = database([lark(), *map(filler, range(400))])
    write_report(path, tmp_path / "whole.html")
    budget = (tmp_path / "whole.html").stat().st_size - 500_000

    write_report(path, tmp_path / "report.html", most_bytes=budget)

    html = (tmp_path / "report.html").read_text("utf-8")
    texts = unpacked(html, "texts-0")
    sizes = unpacked(html, "table-parameter_counts")
    last = sizes["paper"][-1]
    assert texts[last] == [[sizes["sentence_start"][-1], "It has 3B parameters."]]


def test_of_far_too_many_papers_those_with_least_facts_are_left_out(
    database: Database, tmp_path: Path
) -> None:
    path = database([*(filler(number, 5) for number in range(20_000)), lark()])
    write_report(path, tmp_path / "whole.html")
    budget = (tmp_path / "whole.html").stat().st_size - 1_000_000

    fitted = write_report(path, tmp_path / "report.html", most_bytes=budget)

    html = (tmp_path / "report.html").read_text("utf-8")
    assert len(html.encode()) < budget
    assert 0 < fitted.papers_left_out == 20_001 - fitted.papers
    assert f"the {fitted.papers_left_out:,} papers with the fewest facts are left out" in html
    assert "What 20,001 abstracts claim" in html
    assert len(unpacked(html, "table-papers")["title"]) == fitted.papers
    assert max(unpacked(html, "table-parameter_counts")["paper"]) < fitted.papers


def test_empty_database_gives_a_report(database: Database, tmp_path: Path) -> None:
    write_report(database([]), tmp_path / "report.html")
    assert "What 0 abstracts claim" in (tmp_path / "report.html").read_text("utf-8")


def test_report_that_cannot_be_written_leaves_nothing_behind(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "report.html"
    out.write_text("the old one")

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", no_room)
    with pytest.raises(PipelineError, match=r"report\.html: cannot be written \(No space left"):
        write_report(database([lark()]), out)
    assert out.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_missing_folder_and_missing_database_are_clear(database: Database, tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be written"):
        write_report(database([]), tmp_path / "nowhere" / "report.html")
    with pytest.raises(PipelineError, match="no such database"):
        write_report(tmp_path / "none.duckdb", tmp_path / "report.html")


def test_command_writes_a_report(
    paperfacts: Callable[..., Any], database: Database, tmp_path: Path
) -> None:
    done = paperfacts("report", "--db", database([lark()]), "--out", "report.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"report\.html: 1 papers?, \d\.\d MB", done.stdout)
    assert (tmp_path / "report.html").exists()
