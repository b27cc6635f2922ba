"""What `make` would do."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")


def commands(target: str) -> list[str]:
    """What `make` would run for a target where nothing is there yet."""
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", target],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_setting_up_says_that_it_takes_its_time() -> None:
    said, made, installed, *_ = commands("demo")[1:]
    assert said == 'echo "Setting up .venv (a few minutes the first time)"'
    assert made.endswith("-m venv .venv")
    assert "pip install" in installed


def test_the_site_is_built_without_an_advertisement() -> None:
    assert commands("docs")[-1] == "NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --strict"
