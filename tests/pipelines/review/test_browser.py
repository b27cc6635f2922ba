"""The page in a real browser: select, correct, save, and what evaluation says then."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipelines.evaluation import read_golden
from tests.pipelines.review.example import BERT, LINK, RIGHT, SPEEDUP, f1_of_speedups, line
from tests.pipelines.review.page import ReviewPage


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An abstract without its speedups, and another one."""
    path = tmp_path / "golden.jsonl"
    hostile = '<img src=x onerror="window.hacked=1"></script>'
    other = line({}, id="other", title=hostile, abstract=f"{hostile} is BERT.", models=[BERT])
    path.write_text(line(RIGHT | {"speedups": []}) + "\n" + other + "\n", "utf-8")
    return path


@pytest.fixture
def page(driver: Any, bare: Path) -> Iterator[ReviewPage]:
    page = ReviewPage(driver, bare)
    try:
        page.open()
        driver.get_log("browser")
        yield page
        complaints = [entry for entry in driver.get_log("browser") if entry["source"] != "network"]
        assert complaints == []
        assert page.run("return window.hacked") is None
    finally:
        page.close()


def saved(golden: Path, kind: str) -> Any:
    return next(iter(read_golden(golden))).records[kind]


def test_a_selected_speedup_is_saved_and_evaluate_sees_it(page: ReviewPage, bare: Path) -> None:
    before = f1_of_speedups(bare)
    page.select("2.6x faster")
    page.press("3")
    page.wait("return document.querySelector('.row.open #speedups-0-factor')?.value === '2.6'")
    assert page.run("return document.getElementById('speedups-0-text').value") == "2.6x"
    page.select("BERT")
    page.press("b")
    page.wait("return document.getElementById('speedups-0-baseline').value === 'BERT'")
    page.select("Marlo")
    page.click("#palette [data-field=subject]")
    page.wait("return document.getElementById('speedups-0-subject').value === 'Marlo'")
    page.run("document.getElementById('speedups-0-phase').value = 'inference'")
    page.run("document.getElementById('speedups-0-phase').dispatchEvent(new Event('change'))")
    page.wait("return state.view.records.speedups[0]?.phase === 'inference'")
    assert saved(bare, "speedups") == []

    said = page.save()

    assert saved(bare, "speedups") == [SPEEDUP]
    after = f1_of_speedups(bare)
    assert after > before
    assert said == f"Saved. F1: Speedups {100 * before:.1f} → {100 * after:.1f}."
    assert page.all("#scores .k-speedups small") == [f"+{100 * (after - before):.1f}"]


def test_an_extracted_record_is_accepted_corrected_and_deleted(
    page: ReviewPage, bare: Path
) -> None:
    page.wait("return document.querySelector('.k-speedups .spurious button')")
    page.click(".k-speedups .spurious button")
    page.wait("return state.view.records.speedups.length === 1")
    page.click("#speedups-0-edit")
    page.type_into("#speedups-0-factor", "\ue009a\ue000", "0.5\t")  # Ctrl+A
    page.wait("return document.querySelector('.k-speedups .findings .error')")
    assert page.all(".k-speedups .findings .error") == [
        "Wrong: a factor is at least 1: before divided by after"
    ]
    assert page.run("return document.activeElement.id").startswith("speedups-0-")
    page.click("#save")
    page.wait("return !document.getElementById('alert').hidden")
    assert page.all("#alert span")[0].startswith("not saved: speedups, record 1: a factor is")
    assert saved(bare, "speedups") == []
    page.click("#speedups-0-delete")
    page.wait("return !state.view.records.speedups.length")
    page.click("#undo")
    page.wait("return state.view.records.speedups[0]?.factor === 0.5")
    page.click("#undo")
    page.wait("return state.view.records.speedups[0]?.factor > 1")
    page.save()
    assert saved(bare, "speedups")[0]["factor"] > 1


def test_a_name_is_added_to_an_open_record(page: ReviewPage, bare: Path) -> None:
    page.click("#models-1-edit")
    page.select("RoBERTa")
    page.press("a")
    page.wait("return state.view.records.models[1].names.length === 2")
    page.press("\ue00c")  # Escape
    page.wait("return !document.querySelector('.row.open')")
    assert page.heads("models") == ["Marlo", "BERT · RoBERTa"]
    page.save()
    assert saved(bare, "models")[1]["names"] == ["BERT", "RoBERTa"]


def test_a_selection_that_cuts_a_word_means_all_of_it(page: ReviewPage) -> None:
    for selected, meant in [("ecodes", "decodes"), ("GL", "GLUE"), ("RoBERTa", "RoBERTa")]:
        page.select(selected)
        assert page.run("return selection.text") == meant


def test_a_typed_text_says_its_number(page: ReviewPage) -> None:
    page.click("#add-speedups")
    page.wait("return document.activeElement.id === 'speedups-0-factor'")
    page.type_into("#speedups-0-text", "48.4\\%\t")
    page.wait("return document.getElementById('speedups-0-factor').value === '1.938'")
    page.wait("return document.querySelectorAll('.factors button').length === 3")
    page.click("#speedups-0-factor-more")
    page.wait("return document.getElementById('speedups-0-factor').value === '1.484'")


def test_changes_outlive_the_window_and_keys_move_on(page: ReviewPage, bare: Path) -> None:
    page.click("#links-0-delete")
    page.wait("return document.getElementById('state').innerText === 'not saved'")
    page.press("\ue014")  # →
    page.wait("return state.view.key === 'other'")
    assert page.all("#state") == ["1 elsewhere not saved"]
    assert page.all("#abstract") == [f"{page.all('#title')[0]} is BERT."]
    page.press("\ue012")  # ←
    page.wait("return state.view.key === 'marlo'")
    page.open()
    assert page.heads("links") == []
    assert saved(bare, "links") == [LINK]
    page.press("l")
    assert page.all("#list-items small")[0].endswith("not saved")


def test_a_file_changed_on_disk_is_read_again(page: ReviewPage, bare: Path) -> None:
    page.click("#links-0-delete")
    page.wait("return state.view.unsaved")
    bare.write_text(bare.read_text("utf-8").replace('"nest"', '"wood"'), "utf-8")
    page.click("#save")
    page.wait("return !document.getElementById('alert').hidden")
    page.click("#alert button")
    page.wait("return state.view.source === 'wood'")
    assert page.all("#alert span")[0].startswith("The file holds other records")
    page.save()
    assert saved(bare, "links") == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_its_window(page: ReviewPage, width: int, dark: bool) -> None:
    page.open(width=width, dark=dark)
    page.click("#models-0-edit")
    page.select("2.6x faster")
    assert page.run("return document.documentElement.scrollWidth") <= width
    box = page.run("return document.getElementById('palette').getBoundingClientRect().toJSON()")
    assert 0 <= box["left"] <= box["right"] <= width
    assert 0 <= box["top"] <= box["bottom"] <= 900
    assert page.is_dark() == dark


def test_every_control_has_a_name(page: ReviewPage) -> None:
    page.click("#add-speedups")
    page.wait("return document.querySelector('.row.open')")
    nameless = page.run(
        """return [...document.querySelectorAll("button, input, select")].filter((control) =>
          control.checkVisibility() && !control.innerText?.trim()
          && !control.ariaLabel && !control.labels?.length)
          .map((control) => control.outerHTML)"""
    )
    assert nameless == []
