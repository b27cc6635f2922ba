"""The report in a real browser: it draws, searches, sorts, and runs nothing that a paper says."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Browser
from tests.pipelines.report.papers import HOSTILE, lark


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
    assert page.is_dark() == dark


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
