"""The command: its errors are a line each, and it serves until it is interrupted."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "pipelines.cli", "review", *map(str, arguments), "--no-open"]


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--golden", "none.jsonl"], 1, "none.jsonl: cannot be read (No such file"),
        (["--golden", "."], 1, "a folder; name one golden file in it"),
        (["--golden", "empty.jsonl"], 1, "no annotated abstract in it"),
        (["--golden", "bare.jsonl"], 1, "--papers names an input that has them"),
        (["--golden", "bare.jsonl", "--papers", "none"], 1, "none: no such file"),
        (["--golden", "golden.jsonl", "--port", "70000"], 2, "65535"),
        (["--golden", "golden.jsonl", "--host", "0.0.0.0"], 2, "No such option"),
    ],
)
def test_errors_of_the_command_are_clear(
    golden: Path, arguments: list[str], status: int, message: str
) -> None:
    (golden.parent / "empty.jsonl").write_text("\n")
    (golden.parent / "bare.jsonl").write_text('{"id": "unknown"}\n')
    done = subprocess.run(
        command(*arguments), cwd=golden.parent, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert status == 2 or done.stderr.count("\n") == 1


def test_a_port_in_use_is_an_error(golden: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            command("--golden", golden, "--port", port), capture_output=True, text=True, timeout=60
        )
    assert (done.returncode, done.stderr) == (
        *(1, f"paperfacts: port {port} cannot be used (Address already in use)\n"),
    )


def test_the_command_serves_on_this_machine_until_interrupted(golden: Path) -> None:
    import httpx

    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "40"}
    with subprocess.Popen(
        command("--golden", golden), stdout=subprocess.PIPE, text=True, env=environment
    ) as running:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", running.stdout.readline())
        assert address is not None
        try:
            assert httpx.get(address[0]).status_code == 200
        finally:
            running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 0
