"""The example runs as its head says, and finds what is on the bundled page."""

import subprocess
import sys
from pathlib import Path

from pipelines.evaluation import read_golden
from pipelines.golden import write_golden

ROOT = Path(__file__).parents[2]


def test_analysis(tmp_path: Path) -> None:
    database = tmp_path / "facts.duckdb"
    write_golden(read_golden(ROOT / "golden" / "page.jsonl"), database)
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "analysis.py", database],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("views: model_names, ")
    assert lines[2].split()[:2] == ["Orrery", "137.0"]
    assert "'type': 'code', 'host_count': 12" in done.stdout
    assert "  models: Marlo (names Marlo, role proposed, category model)" in lines
