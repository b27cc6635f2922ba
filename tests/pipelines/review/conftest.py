"""The golden file that the tests of a review read and change."""

from pathlib import Path

import pytest

from tests.pipelines.review.example import line


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """Three abstracts; no JSON writer would write the first and the last line as they are."""
    odd = '{"abstract":"We test  BERT.",\t"models": [ ], "speedups": [], "x": 1.50}'
    path = tmp_path / "golden.jsonl"
    path.write_text("\n".join([odd, line(), "", odd.replace("test", "t\\u0065st")]) + "\n", "utf-8")
    return path
