"""What the tests share: our data, the documents beside the repository, a stand-in extractor."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium
from tests.modules import load_module

TESTS = Path(__file__).parent
DATA = TESTS / "data"
STUB = TESTS / "stub"

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared documents: PAPERFACTS_SHARED, or `shared` beside the repository."""
    folder = Path(os.environ.get("PAPERFACTS_SHARED", TESTS.parent.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared documents at {folder}; PAPERFACTS_SHARED may name their folder")
    return folder


@pytest.fixture
def data() -> Path:
    """The folder of our own small files."""
    return DATA


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process, extraction is that of tests/stub."""
    module = load_module(STUB / "extractors" / "__init__.py", "stub_extractors")
    monkeypatch.setattr("pipelines.extraction.extractors", module)
    monkeypatch.setattr("pipelines.batch.extractors", module)


@pytest.fixture(scope="session")
def stub_environment() -> dict[str, str]:
    """The environment in which new processes extract with tests/stub."""
    return {**os.environ, "PYTHONPATH": str(STUB), "NO_COLOR": "1", "COLUMNS": "120"}


@pytest.fixture
def paperfacts(tmp_path: Path, stub_environment: dict[str, str]) -> Command:
    """Runs the command line in a process of its own, in `tmp_path`, with tests/stub."""

    def command(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipelines.cli", *map(str, arguments)],
            cwd=tmp_path,
            env=stub_environment,
            capture_output=True,
            text=True,
            timeout=60,
            **options,
        )

    return command


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Chromium, once for all tests in a browser."""
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver
