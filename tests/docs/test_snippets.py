"""What the pages show of Python does what they say."""

import doctest
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_the_sessions_of_a_page_run_as_shown(page: str) -> None:
    failed, _ = doctest.testfile(str(DOCS / page), module_relative=False, encoding="utf-8")
    assert failed == 0
