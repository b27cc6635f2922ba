"""The golden file: only the line of a changed abstract is written, whole or not at all."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import PipelineError
from pipelines.evaluation import GoldenError, read_golden
from pipelines.review.golden_file import ConflictError, GoldenFile
from tests.pipelines.review.example import ABSTRACT, BERT, RIGHT, SAVING, line


def changed(golden: Path, records: dict[str, Any], number: int = 1) -> None:
    file = GoldenFile(golden, {})
    file.save(file.annotated[number], file.annotated[number].records | records)


def test_lines_that_do_not_change_stay_byte_for_byte(golden: Path) -> None:
    before = golden.read_bytes().split(b"\n")
    changed(golden, {"speedups": []})
    after = golden.read_bytes().split(b"\n")
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, False, True, True, True]
    assert after[1].decode() == line(RIGHT | {"speedups": []})


@pytest.mark.parametrize(
    "style",
    [{}, {"ensure_ascii": False}, {"separators": (",", ":")}],
)
def test_a_changed_line_is_written_as_it_was(tmp_path: Path, style: dict[str, Any]) -> None:
    path = tmp_path / "golden.jsonl"
    fields = {"id": "é", "abstract": ABSTRACT, "note": [2.0], **RIGHT}
    fields["resource_savings"] = [SAVING | {"factor": 2.0}]
    content = b"\xef\xbb\xbf" + json.dumps(fields, **style).encode() + b"\r\n"
    path.write_bytes(content)
    changed(path, {"links": [], "resource_savings": [SAVING]}, 0)
    expected = b"\xef\xbb\xbf" + json.dumps(fields | {"links": []}, **style).encode() + b"\r\n"
    assert path.read_bytes() == expected


def test_a_half_surrogate_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text('{"abstract": "é \\ud800 BERT"}\n')
    changed(path, {"models": [BERT]}, 0)
    assert json.loads(path.read_text()) == {"abstract": "é \ud800 BERT", "models": [BERT]}


def test_the_mode_of_a_file_and_a_link_to_it_stay(golden: Path, tmp_path: Path) -> None:
    golden.chmod(0o640)
    link = tmp_path / "elsewhere" / "link.jsonl"
    link.parent.mkdir()
    link.symlink_to(golden)
    changed(link, {"links": []})
    assert link.is_symlink()
    assert golden.stat().st_mode & 0o777 == 0o640
    assert GoldenFile(golden, {}).annotated[1].records["links"] == []


def test_a_file_that_was_changed_meanwhile_is_not_written(golden: Path) -> None:
    file = GoldenFile(golden, {})
    golden.write_bytes(golden.read_bytes() + b"\n")
    before = golden.read_bytes()
    with pytest.raises(ConflictError, match=r"golden\.jsonl was changed on disk"):
        file.save(file.annotated[1], {"models": []})
    assert golden.read_bytes() == before
    file.read()
    file.save(file.annotated[1], {"models": []})
    assert GoldenFile(golden, {}).annotated[1].records["models"] == []


def test_a_failed_write_leaves_everything_as_it_was(
    golden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(_: int) -> None:
        raise OSError(28, "No space left on device")

    before = golden.read_bytes()
    monkeypatch.setattr("os.fsync", no_room)
    with pytest.raises(PipelineError, match=r"golden\.jsonl: cannot be written \(No space left"):
        changed(golden, {"models": []})
    assert golden.read_bytes() == before
    assert [path.name for path in golden.parent.iterdir()] == ["golden.jsonl"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1"),
        ("[]", "line 1: not a JSON object"),
        ('{"abstract": "a"}\n{"abstract": 1}', "line 2: abstract is no text"),
        ('{"abstract": "a", "models": {}}', "line 1: models is not a list of records"),
        ('{"abstract": "a", "models": [1]}', "line 1: models is not a list of records"),
        ('{"abstract": "a", "x": NaN}', "line 1: NaN is no number"),
        ('{"abstract": "a", "x": 1e999}', "line 1: 1e999 is no number"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(content)
    with pytest.raises(GoldenError, match=re.escape(message)):
        GoldenFile(path, {})


def test_abstracts_of_one_id_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(f"{line()}\n{line()}\n")
    changed(path, {"links": []}, 1)
    assert [item.key for item in GoldenFile(path, {}).annotated] == ["marlo", "marlo (2)"]
    assert [bool(item.records["links"]) for item in read_golden(path)] == [True, False]
