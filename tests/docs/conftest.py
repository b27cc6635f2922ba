"""The scripts that write pages, as modules."""

from pathlib import Path
from types import ModuleType

import pytest

from tests.modules import load_module

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def make_cookbook() -> ModuleType:
    return load_module(DOCS / "make_cookbook.py")


@pytest.fixture
def make_schema() -> ModuleType:
    """Loaded anew for every test: some change it."""
    return load_module(DOCS / "make_schema.py")
