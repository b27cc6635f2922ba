"""The report: one file that needs nothing else, holds what the database holds, and works."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import gzip
import json
import random
import re
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from pipelines.errors import PipelineError
from pipelines.report import write_report
from pipelines.store import open_store
from schemas import KINDS, Fact, Link, Model, Paper, PaperFacts, ParameterCount, Result, Speedup
from schemas.facts import Benchmark, ResourceSaving
from schemas.tables import rows_of
from tests.browser import Browser

HOSTILE = '</script><img src=x onerror="window.hacked=1"><b>\'&amp;${name}'

Database = Callable[[Sequence[PaperFacts]], Path]


def fact(kind: type[Fact], abstract: str, surface: str, **fields: Any) -> Any:
    """A fact of the sentence that is the whole abstract, standing where `surface` does."""
    start = abstract.index(surface)
    named = {} if "name" in kind.model_fields else {"text": surface}
    return kind(
        **named,
        **fields,
        char_start=start,
        char_end=start + len(surface),
        sentence_start=0,
        sentence_end=len(abstract),
    )


def lark() -> PaperFacts:
    """A paper with a fact of every kind; a character beyond U+FFFF stands before them all."""
    text = (
        "𝔏ark: we propose Lark (1.5B), 2.6x faster than BERT with 4 times less memory, with 82.1% "
        "accuracy on GLUE: https://github.com/larks/lark"
    )
    return PaperFacts(
        paper=Paper(
            paper_id="lark/1",
            title="Larks at Dawn",
            abstract=text,
            published="2024-05-01",
            source="nest",
            url="https://example.org/lark",
        ),
        models=[
            fact(
                Model, text, "Lark", name="Lark", names=["Lark"], role="proposed", category="model"
            ),
            fact(
                Model, text, "BERT", name="BERT", names=["BERT"], role="mentioned", category="model"
            ),
        ],
        parameter_counts=[
            fact(
                ParameterCount,
                text,
                "1.5B",
                value=1_500_000_000,
                qualifier="exact",
                model="Lark",
                scope="total",
            )
        ],
        speedups=[
            fact(
                Speedup,
                text,
                "2.6x",
                factor=2.6,
                measure="speed",
                phase="inference",
                bound="exact",
                subject="Lark",
                baseline="BERT",
            )
        ],
        resource_savings=[
            fact(ResourceSaving, text, "4 times", resource="memory", factor=4, bound="exact")
        ],
        benchmarks=[fact(Benchmark, text, "GLUE", name="GLUE", names=["GLUE"], role="evaluated")],
        results=[
            fact(
                Result,
                text,
                "82.1%",
                value=82.1,
                metric="accuracy",
                benchmark="GLUE",
                model="Lark",
                type="absolute",
            )
        ],
        links=[
            fact(
                Link,
                text,
                "https://github.com/larks/lark",
                url="https://github.com/larks/lark",
                type="code",
                repo="larks/lark",
                host="github.com",
            )
        ],
    )


def hostile() -> PaperFacts:
    """A paper that tries to break out of the page wherever it can."""
    name = {"name": HOSTILE, "names": [HOSTILE]}
    return PaperFacts(
        paper=Paper(
            paper_id=HOSTILE,
            title=HOSTILE,
            abstract=HOSTILE,
            source=HOSTILE,
            published=HOSTILE,
            url="javascript:window.hacked=1",
        ),
        models=[fact(Model, HOSTILE, HOSTILE, **name, role="proposed", category="model")],
        benchmarks=[fact(Benchmark, HOSTILE, HOSTILE, **name, role="evaluated")],
        results=[
            fact(
                Result,
                HOSTILE,
                HOSTILE,
                value=1,
                metric=HOSTILE,
                benchmark=HOSTILE,
                model=HOSTILE,
                type="absolute",
            )
        ],
        links=[
            fact(
                Link, HOSTILE, HOSTILE, url="javascript:window.hacked=1", type="code", host=HOSTILE
            )
        ],
    )


def filler(number: int, words: int = 200) -> PaperFacts:
    """A paper of words that do not compress; every second one has a fact, in its last sentence."""
    chance = random.Random(number)
    start = " ".join(f"{chance.getrandbits(40):x}" for _ in range(words)) + ". "
    text = start + "It has 3B parameters."
    size = ParameterCount(
        value=3_000_000_000,
        text="3B",
        qualifier="exact",
        scope="total",
        char_start=text.index("3B"),
        char_end=text.index("3B") + 2,
        sentence_start=len(start),
        sentence_end=len(text),
    )
    paper = Paper(paper_id=f"filler{number}", title=f"Filler {number}", abstract=text)
    return PaperFacts(paper=paper, parameter_counts=[size] if number % 2 else [])


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """Makes a database of some papers."""

    def make(papers: Sequence[PaperFacts]) -> Path:
        path = tmp_path_factory.mktemp("report") / "facts.duckdb"
        with open_store(path) as store:
            run_id = store.begin_run("test-1", [])
            rows = rows_of(papers, run_id)
            store.write(
                run_id,
                {name: pa.Table.from_batches([batch]) for name, batch in rows.items()},
                replaced=[],
            )
            store.end_run(run_id, "done")
        return path

    return make


@pytest.fixture(scope="module")
def report(database: Database) -> Path:
    """The report over the lark, the hostile paper and thirty others."""
    path = database([*(filler(number, 20) for number in range(30)), hostile(), lark()])
    out = path.with_name("report.html")
    write_report(path, out)
    return out


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

    monkeypatch.setattr("pipelines.report.os.replace", no_room)
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


# In a real browser


class ReportPage(Browser):
    """The report in a browser."""

    def __init__(self, driver: Any, report: Path) -> None:
        super().__init__(driver, report.as_uri())

    def show_table(self, name: str) -> None:
        self.click(f"#tab-{name}")
        self.wait("return document.querySelector(`#panels > .k-${arguments[0]}`)", name)


@pytest.fixture
def page(driver: Any, report: Path) -> Iterator[ReportPage]:
    page = ReportPage(driver, report)
    page.open()
    driver.get_log("browser")
    yield page
    assert driver.get_log("browser") == []
    assert page.run("return window.hacked") is None


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_page_draws_its_charts_without_a_complaint(
    page: ReportPage, width: int, dark: bool
) -> None:
    page.open(width=width, dark=dark)
    page.wait("return document.querySelectorAll('.chart svg').length === 6")
    marks = "return document.querySelectorAll(arguments[0]).length"
    for chart, mark, least in [
        ("model-sizes", "symbol", 16),
        ("speedups", "symbol", 1),
        ("resource-savings", "symbol", 1),
        ("links", "rect", 2),
        ("benchmarks", "rect", 2),
        ("scores", "symbol", 1),
    ]:
        assert page.run(marks, f"#chart-{chart} svg .mark-{mark} path") >= least, chart
    assert page.run("return document.documentElement.scrollWidth") <= width
    assert page.run("return performance.getEntriesByType('resource').length") == 0
    background = page.run("return getComputedStyle(document.body).backgroundColor")
    assert (int(background.partition("(")[2].partition(",")[0]) < 128) == dark


def test_search_finds_papers_by_title_and_by_abstract(page: ReportPage) -> None:
    page.element("#panels input[type=search]").send_keys("dawn LARKS")
    page.wait("return document.querySelector('.count').innerText === '1–1 of 1'")
    assert page.all("tbody td.title") == ["Larks at Dawn"]
    page.element("#panels input[type=search]").clear()
    page.element("#panels input[type=search]").send_keys("less memory")
    page.wait("return document.querySelector('.count').innerText === 'no rows'")
    page.click("#panels .filters input[type=checkbox]")
    page.wait("return document.querySelector('.count').innerText === '1–1 of 1'")


def test_tables_sort_page_and_filter(page: ReportPage) -> None:
    assert len(page.all("#panels tbody tr")) == 25
    assert page.all("#panels tbody td.title")[0] == "Larks at Dawn"
    page.click(".pager button:nth-of-type(2)")
    page.wait("return document.querySelector('.count').innerText === '26–32 of 32'")
    page.click("#panels th[data-field=title] button")
    page.wait("return document.querySelector('th[aria-sort=ascending]')")
    assert page.all("#panels tbody td.title")[1:4] == ["Filler 0", "Filler 1", "Filler 2"]
    page.show_table("parameter_counts")
    page.element("#panels .filters .number").send_keys("2B")
    page.wait("return document.querySelector('.count').innerText === '1–15 of 15'")


def test_fact_shows_its_sentence_and_leads_to_its_abstract(page: ReportPage) -> None:
    page.show_table("speedups")
    evidence = page.wait(
        "return document.querySelector('td.evidence mark')?.parentElement.innerText"
    )
    assert evidence == lark().paper.abstract
    assert page.all("td.evidence mark") == ["2.6x"]
    page.click("td.title a")
    page.wait("return document.querySelector('dialog').open")
    page.wait("return document.activeElement.matches('dialog mark')")
    assert page.run("return document.activeElement.innerText") == "2.6x"
    tip = page.all("#fact-tip dd")
    assert tip == ["2.6×", "2.6x", "speed", "inference", "exact", "Lark", "BERT"]
    assert page.run("return document.activeElement.getAttribute('aria-describedby')") == "fact-tip"


def test_abstract_has_every_fact_highlighted_in_place(page: ReportPage) -> None:
    page.open("#paper/lark%2F1")
    page.wait("return document.querySelector('dialog').open")
    surfaces = ["Lark", "1.5B", "2.6x", "BERT", "4 times", "82.1%", "GLUE"]
    assert page.all("dialog mark") == [*surfaces, "https://github.com/larks/lark"]
    assert page.all("dialog .abstract") == [lark().paper.abstract]
    assert page.all("dialog h2 a") == ["Larks at Dawn"]
    page.click("dialog .legend label.k-models input")
    page.wait("return document.querySelectorAll('dialog mark').length === 6")
    page.click("dialog .legend label.k-models input")
    page.click("dialog .close")
    page.wait("return !document.querySelector('dialog').open && !location.hash")


def test_a_paper_can_be_closed_wherever_it_is_scrolled_to(page: ReportPage) -> None:
    page.open("#paper/lark%2F1", width=390)
    page.wait("return document.querySelector('dialog').open")
    page.run("document.querySelector('dialog').scrollTo(0, 1e6)")
    assert page.run("return document.querySelector('dialog').scrollTop") > 0
    top = page.run("return document.querySelector('dialog .close').getBoundingClientRect().top")
    assert 0 <= top < 100


def test_cells_of_a_row_are_of_one_height(page: ReportPage) -> None:
    heights = page.run(
        "return [...document.querySelector('tbody tr').cells].map(cell => cell.offsetHeight)"
    )
    assert len(set(heights)) == 1


def test_back_closes_a_paper(page: ReportPage) -> None:
    page.click("#panels td.title a")
    page.wait("return document.querySelector('dialog').open")
    page.driver.back()
    page.wait("return !document.querySelector('dialog').open")


def test_tabs_are_moved_through_by_keys(page: ReportPage) -> None:
    from selenium.webdriver.common.keys import Keys

    page.element("#tab-papers").send_keys(Keys.ARROW_RIGHT)
    page.wait("return document.querySelector('#panels > .k-models')")
    assert page.run("return document.activeElement.id") == "tab-models"
    assert page.run("return document.activeElement.getAttribute('aria-selected')") == "true"


def test_hostile_paper_is_shown_as_text(page: ReportPage) -> None:
    for kind in ("models", "benchmarks", "results", "links"):
        page.show_table(kind)
        page.wait("return document.querySelector('td.evidence mark')")
    assert not page.run("return document.querySelector('a[href^=javascript]')")
    page.show_table("models")
    assert page.run("return document.querySelectorAll('img').length") == 0
    page.element("#panels input[type=search]").send_keys("onerror")
    page.wait("return document.querySelector('.count').innerText === '1–1 of 1'")
    assert page.all("td.title a") == [HOSTILE]
    page.click("td.title a")
    page.wait("return document.querySelector('dialog').open")
    assert page.all("dialog .abstract") == [HOSTILE]
    assert page.run("return document.querySelector('dialog h2 a')") is None


def test_bar_leads_to_the_rows_behind_it(page: ReportPage) -> None:
    page.wait("return document.querySelectorAll('.chart svg').length === 6")
    page.click("#chart-links svg .mark-rect path")
    page.wait("return document.querySelector('#panels > .k-links')")
    assert page.run("return document.querySelector('#panels input[type=search]').value")
