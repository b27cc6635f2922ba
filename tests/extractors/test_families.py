"""Families of wordings: every marked-up case of `families/`; those marked "!" are known errors."""

from pathlib import Path
from typing import Any

import pytest

from tests.markup import differences
from tests.modules import load_module

PAGES = load_module(Path(__file__).parents[2] / "docs" / "make_wordings.py")


def _cases() -> list[Any]:
    known = pytest.mark.xfail(reason="a wording that is not read yet")
    return [
        pytest.param(kind, case.marked, id=f"{kind}:{case.line}", marks=[known] * case.known)
        for kind in PAGES.KINDS
        for cases in PAGES.families(kind).values()
        for case in cases
    ]


@pytest.mark.parametrize(("kind", "marked"), _cases())
def test_a_wording(kind: str, marked: str) -> None:
    assert differences(marked, kind) == []


def test_every_family_has_cases() -> None:
    for kind in PAGES.KINDS:
        assert all(PAGES.families(kind).values())


def test_the_page_is_current() -> None:
    assert PAGES.PAGE.read_text("utf-8") == PAGES.page(), "run: python docs/make_wordings.py"
