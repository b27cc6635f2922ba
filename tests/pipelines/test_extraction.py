"""Extraction of a batch: one bad abstract costs the others nothing."""

import threading

import pytest

from pipelines.extraction import Extracted, extract_table, papers_table
from schemas import Paper

pytestmark = pytest.mark.usefixtures("stub")

GOOD = ["A 7B model.", "A 3B model."]


def extracted(*abstracts: str) -> Extracted:
    return extract_table(papers_table([Paper(abstract=text) for text in abstracts]), "run")


def stored(found: Extracted) -> list[str]:
    return found.rows["papers"]["abstract"].to_pylist()  # type: ignore[no-any-return]


def test_an_abstract_at_the_limit_of_length_is_extracted_and_a_longer_one_reported() -> None:
    longest = "A 7B model. ".ljust(100_000, "x")
    assert stored(extracted(longest)) == [longest]
    found = extracted(GOOD[0], longest + "x", GOOD[1])
    assert stored(found) == GOOD
    (problem,) = found.problems
    assert problem.lost
    assert problem.reason == "extraction failed (100,001 characters, more than 100,000)"


def test_a_title_counts_as_well() -> None:
    table = papers_table([Paper(title="x" * 100_000, abstract=GOOD[0])])
    assert len(extract_table(table, "run").problems) == 1


def test_an_abstract_that_takes_too_long_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extraction.MAX_SECONDS", 0.2)
    found = extracted(GOOD[0], "ENDLESS", GOOD[1])
    assert stored(found) == GOOD
    (problem,) = found.problems
    assert problem.reason == "extraction failed (more than 0.2 seconds)"


def test_time_in_which_nothing_is_computed_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.extraction.MAX_SECONDS", 0.01)
    waiting = [f"WAIT {text}" for text in GOOD]
    assert stored(extracted(*waiting)) == waiting


def test_outside_the_main_thread_there_is_no_time_limit() -> None:
    found: list[Extracted] = []
    thread = threading.Thread(target=lambda: found.append(extracted(*GOOD)))
    thread.start()
    thread.join()
    assert stored(found[0]) == GOOD
