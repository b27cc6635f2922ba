"""The reference of tables and columns is the one that the record classes give."""

from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_is_current(make_schema: ModuleType) -> None:
    page = (DOCS / "schema.md").read_text("utf-8")
    assert page == make_schema.page(), "run: python docs/make_schema.py"


def test_a_column_that_is_not_explained_is_an_error(make_schema: ModuleType) -> None:
    del make_schema.MEANINGS["links.repo"]
    with pytest.raises(ValueError, match=r"explain \['links\.repo'\]"):
        make_schema.page()


def test_an_explanation_without_a_column_is_an_error(make_schema: ModuleType) -> None:
    make_schema.MEANINGS["links.colour"] = "the colour"
    with pytest.raises(ValueError, match=r"remove \['links\.colour'\]"):
        make_schema.page()
