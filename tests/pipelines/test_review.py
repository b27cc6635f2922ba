"""Review: the rules it checks, what it proposes, how it writes, its web interface, its page."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient

import extractors
from pipelines.errors import PipelineError
from pipelines.evaluation import GoldenError, evaluate, read_golden
from pipelines.review import make_app
from pipelines.review.checks import check, check_all
from pipelines.review.fields import FIELDS
from pipelines.review.golden_file import ConflictError, GoldenFile
from pipelines.review.proposals import propose
from pipelines.review.surfaces import is_completed
from schemas import KINDS
from tests.browser import Browser

ABSTRACT = (
    "𝔐arlo: we propose Marlo (7B), a small reader of text. Marlo decodes 2.6x faster than BERT on "
    "a single device, and cuts latency by 48.4\\% against GPT-2/3 with half the memory. It reaches "
    "82.1% accuracy on GLUE, +1.5 over RoBERTas. Code: https://github.com/larks/marlo."
)
MARLO = {"names": ["Marlo"], "role": "proposed", "category": "model"}
BERT = {"names": ["BERT"], "role": "mentioned", "category": "model"}
GLUE = {"names": ["GLUE"], "role": "evaluated"}
SIZE = {
    "value": 7_000_000_000,
    "text": "7B",
    "qualifier": "exact",
    "model": "Marlo",
    "scope": "total",
}
SPEEDUP = {
    **{"factor": 2.6, "text": "2.6x", "measure": "speed", "phase": "inference", "bound": "exact"},
    **{"subject": "Marlo", "baseline": "BERT"},
}
SAVING = {
    **{"resource": "memory", "factor": 2, "text": "half", "bound": "exact"},
    **{"subject": None, "baseline": None},
}
RESULT = {
    **{"value": 82.1, "text": "82.1%", "metric": "accuracy", "benchmark": "GLUE"},
    **{"model": "Marlo", "type": "absolute"},
}
LINK = {"url": "https://github.com/larks/marlo", "type": "code", "repo": "larks/marlo"}
RIGHT: dict[str, list[dict[str, Any]]] = {
    "models": [MARLO, BERT],
    "parameter_counts": [SIZE],
    "speedups": [SPEEDUP],
    "resource_savings": [SAVING],
    "benchmarks": [GLUE],
    "results": [RESULT],
    "links": [LINK],
}


# --- the rules


def test_right_records_have_no_findings() -> None:
    found = check_all(RIGHT, ABSTRACT)
    assert [finding for of_kind in found.values() for one in of_kind for finding in one] == []


@pytest.mark.parametrize(
    ("kind", "record", "severity", "message"),
    [
        # surfaces stand in the abstract
        ("models", MARLO | {"names": ["Marla"]}, "error", "“Marla” does not stand in the abstract"),
        ("models", MARLO | {"names": ["MARLO"]}, "error", "abstract; “Marlo” does"),
        ("models", MARLO | {"names": []}, "error", "at least one name"),
        ("models", MARLO | {"names": "Marlo"}, "error", "at least one name"),
        ("models", MARLO | {"names": [" "]}, "error", "a name is empty"),
        ("models", MARLO | {"names": ["Marlo", "Marlo"]}, "error", "listed twice"),
        ("models", MARLO | {"names": ["larks"]}, "error", "stands only inside a URL"),
        ("models", BERT | {"names": ["BER"]}, "warning", "inside a longer word"),
        ("speedups", SPEEDUP | {"text": "2.7x"}, "error", "“2.7x” does not stand"),
        ("speedups", SPEEDUP | {"text": None}, "error", "must be copied from the abstract"),
        ("speedups", SPEEDUP | {"baseline": "the BERT"}, "error", "“the BERT” does not stand"),
        ("speedups", SPEEDUP | {"subject": ""}, "error", "or empty"),
        # ... but for completed coordinations
        ("models", BERT | {"names": ["GPT-3"]}, "warning", "right only if it is joined there"),
        ("models", BERT | {"names": ["GPT-4"]}, "error", "“GPT-4” does not stand"),
        ("speedups", SPEEDUP | {"baseline": "GPT-3"}, "warning", "right only if it is joined"),
        # fields and closed vocabularies
        ("models", MARLO | {"role": "new"}, "error", "role is one of: proposed, mentioned"),
        ("models", BERT | {"category": "method"}, "error", "only where the paper proposes it"),
        ("benchmarks", GLUE | {"role": None}, "error", "introduced, evaluated, other"),
        ("benchmarks", GLUE | {"note": "?"}, "error", "benchmarks have no field “note”"),
        ("benchmarks", {"names": ["GLUE"]}, "error", "role is missing"),
        ("speedups", SPEEDUP | {"phase": ["inference"]}, "error", "phase is one of"),
        # numbers
        ("speedups", SPEEDUP | {"factor": 0.4}, "error", "a factor is at least 1"),
        ("speedups", SPEEDUP | {"factor": "2.6"}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": True}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": float("inf")}, "error", "factor must be a number"),
        ("speedups", SPEEDUP | {"factor": 3}, "warning", "“2.6x” makes 2.6, not 3"),
        (
            "speedups",
            SPEEDUP | {"factor": 48.4, "text": "48.4\\%"},
            "warning",
            "“48.4\\%” makes 1.484 or 1.938 or 2.0661, not 48.4",
        ),
        ("speedups", SPEEDUP | {"text": "faster"}, "warning", "no number is read in “faster”"),
        ("parameter_counts", SIZE | {"value": 7}, "error", "“7B” says 7000000000, not 7"),
        ("parameter_counts", SIZE | {"value": 0}, "error", "above 0"),
        ("parameter_counts", SIZE | {"model": "It"}, "warning", "none of the names in models"),
        ("results", RESULT | {"value": 0.821}, "error", "“82.1%” says 82.1, not 0.821"),
        ("results", RESULT | {"value": -82.1}, "error", "without its sign"),
        # names of results
        ("results", RESULT | {"model": "It"}, "error", "“It” is none of the names in models"),
        ("results", RESULT | {"benchmark": "Code"}, "error", "none of the names in benchmarks"),
        # links
        ("links", LINK | {"url": "github.com/larks/marlo"}, "error", "add https://"),
        ("links", LINK | {"url": "https://github.com/larks"}, "warning", "as a URL of its own"),
        ("links", LINK | {"url": "https://example.org"}, "error", "is no URL of the abstract"),
        ("links", LINK | {"url": None}, "error", "must be a URL"),
        ("links", LINK | {"repo": None}, "warning", "should be “larks/marlo”"),
        ("links", LINK | {"repo": "marlo"}, "error", "owner/name"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_told_in_a_line(
    kind: str, record: dict[str, Any], severity: str, message: str
) -> None:
    findings = check(kind, record, ABSTRACT, RIGHT)
    told = [(finding.severity, finding.message) for finding in findings]
    assert any(one == severity and message in text for one, text in told), told
    assert all("\n" not in text for _, text in told)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("models", BERT | {"names": ["RoBERTa"]}),  # its plural stands there
        ("speedups", SPEEDUP | {"factor": 1.938, "text": "48.4\\%"}),
        ("speedups", SPEEDUP | {"factor": 1.484, "text": "48.4\\%"}),
        ("results", RESULT | {"value": 1.5, "text": "+1.5", "type": "gain"}),
        ("results", RESULT | {"metric": None, "benchmark": None, "model": None}),
        ("links", LINK | {"url": "https://github.com/larks/marlo/"}),
    ],
)
def test_what_the_guidelines_allow_has_no_findings(kind: str, record: dict[str, Any]) -> None:
    assert check(kind, record, ABSTRACT, RIGHT) == []


def test_the_same_fact_twice_is_a_warning() -> None:
    other = BERT | {"names": ["Marlo", "RoBERTa"]}
    found = check_all(RIGHT | {"models": [MARLO, other], "links": [LINK, LINK]}, ABSTRACT)
    assert [f.message for f in found["models"][1]] == ["“Marlo” is a name in record 1 too"]
    assert [f.message for f in found["links"][1]] == ["the same as record 1"]


@pytest.mark.parametrize(
    ("name", "abstract", "expected"),
    [
        ("GPT-3", "GPT-2/3 are large", True),
        ("BERT-large", "BERT-base and -large", True),
        ("WSJ0-3mix", "on WSJ0-2/3mix", True),
        ("CIFAR-100", "CIFAR-10, and 100", True),
        ("Llama 3", "Llama 2 and 3", True),
        ("Llama 4", "Llama 2 and 3", False),
        ("Llama 3", "Llama 2. It has 3 layers and", False),
        ("T5 base", "Flan-T5 models (base", False),
        ("BERT-large", "-large and BERT-base", False),
        ("Marla", "Marlo, a model", False),
    ],
)
def test_completed_names_are_told_by_their_coordination(
    name: str, abstract: str, expected: bool
) -> None:
    assert is_completed(name, abstract) is expected


def test_bundled_annotations_break_no_rule() -> None:
    for item in read_golden(Path(__file__).parents[2] / "golden" / "page.jsonl"):
        for findings in check_all(item.records, item.paper.abstract).values():
            assert [f for one in findings for f in one if f.severity == "error"] == []


def test_fields_are_those_of_the_records_without_what_follows_from_others() -> None:
    left_out = {"char_start", "char_end", "sentence_start", "sentence_end", "name", "host"}
    for kind, record in KINDS.items():
        dropped = left_out | ({"text"} if kind == "links" else set())
        assert {field.name for field in FIELDS[kind]} == record.model_fields.keys() - dropped


# --- proposals


@pytest.mark.parametrize(
    ("kind", "selected", "expected"),
    [
        ("speedups", "2.6x", {"factor": 2.6, "text": "2.6x", "bound": "exact"}),
        ("speedups", " 2.6x faster ", {"factor": 2.6, "text": "2.6x"}),
        ("speedups", "48.4", {"factor": 1.938, "text": "48.4\\%"}),
        ("speedups", "single device", {"factor": None, "text": "single device"}),
        (
            "resource_savings",
            "half the memory",
            {"factor": 2, "text": "half", "resource": "memory"},
        ),
        ("parameter_counts", "7B", {"value": 7_000_000_000, "text": "7B", "qualifier": "exact"}),
        ("results", "82.1", {"value": 82.1, "text": "82.1%", "type": "absolute"}),
        ("results", "+1.5", {"value": 1.5, "text": "+1.5", "type": "gain"}),
        ("models", " Marlo", {"names": ["Marlo"], "role": "mentioned", "category": "model"}),
        ("benchmarks", "GLUE", {"names": ["GLUE"], "role": "evaluated"}),
        ("links", "github.com", LINK),
    ],
)
def test_a_selection_becomes_a_record(kind: str, selected: str, expected: dict[str, Any]) -> None:
    start = ABSTRACT.index(selected)
    record = propose(kind, (start, start + len(selected)), ABSTRACT, []).record
    assert list(record) == [field.name for field in FIELDS[kind]]
    assert {name: record[name] for name in expected} == expected


def test_what_is_extracted_there_lends_its_fields() -> None:
    start = ABSTRACT.index("2.6x")
    found = SPEEDUP | {"char_start": start, "char_end": start + 4, "sentence_start": 0}
    assert propose("speedups", (start, start + 4), ABSTRACT, [found]).record == SPEEDUP


def test_a_percentage_offers_the_factor_of_each_conversion() -> None:
    start = ABSTRACT.index("48.4")
    factors = propose("speedups", (start, start + 4), ABSTRACT, []).factors
    assert factors == {"as_is": 1.484, "more": 1.484, "less": 1.938, "of": 2.0661}


# --- the file


def line(records: dict[str, Any] | None = None, **fields: Any) -> str:
    given = {"id": "marlo", "title": "Marlo", "abstract": ABSTRACT, "source": "nest"} | fields
    return json.dumps(given | (RIGHT if records is None else records), ensure_ascii=False)


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    """Three abstracts; no JSON writer would write the first and the last line as they are."""
    odd = '{"abstract":"We test  BERT.",\t"models": [ ], "speedups": [], "x": 1.50}'
    path = tmp_path / "golden.jsonl"
    path.write_text("\n".join([odd, line(), "", odd.replace("test", "t\\u0065st")]) + "\n", "utf-8")
    return path


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
    monkeypatch.setattr("pipelines.review.golden_file.os.fsync", no_room)
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


# --- the web interface


class Client(TestClient):
    """Asks an application as its own page does."""

    def __init__(self, golden: Path, papers: list[str] | None = None) -> None:
        app = make_app(golden, papers)
        super().__init__(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
        self.token = app.state.token
        self.headers["X-Review-Token"] = self.token

    def view(self, key: str = "marlo") -> dict[str, Any]:
        answer = self.get("/api/abstract", params={"key": key})
        assert answer.status_code == 200, answer.text
        view: dict[str, Any] = answer.json()
        return view

    def change(self, path: str, status: int = 200, **body: Any) -> dict[str, Any]:
        answer = self.post(f"/api/{path}", json=body)
        assert answer.status_code == status, answer.text
        changed: dict[str, Any] = answer.json()
        return changed


@pytest.fixture
def client(golden: Path) -> Client:
    return Client(golden)


def test_only_this_machine_is_answered(client: Client) -> None:
    assert client.get("/", params={"token": client.token}).status_code == 200
    for host in ("evil.example", "127.0.0.1.evil.example", "192.168.0.7:80", ""):
        assert client.get("/", headers={"Host": host}).status_code == 400
        assert client.post("/api/reload", headers={"Host": host}).status_code == 400
    for host in ("127.0.0.1:4711", "localhost:4711", "localhost"):
        assert client.get("/assets/main.js", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("token", ["", "wrong", "é"])
def test_nothing_is_told_or_changed_without_the_token(
    client: Client, golden: Path, token: str
) -> None:
    before = golden.read_bytes()
    base = client.view()["base"]
    client.headers.encoding = "latin-1"
    client.headers["X-Review-Token"] = token
    assert client.get("/", params={"token": token}).status_code == 403
    for path in ("file", "scores", "abstract?key=marlo"):
        assert client.get(f"/api/{path}").status_code == 403
    for path in ("reload", "save", "draft", "discard", "proposal"):
        body = {"key": "marlo", "base": base, "records": {}}
        answer = client.post(f"/api/{path}", json=body)
        assert (answer.status_code, "printed" in answer.json()["error"]) == (403, True)
    assert golden.read_bytes() == before


def test_the_page_loads_nothing_from_anywhere(client: Client) -> None:
    page = client.get("/", params={"token": client.token})
    assert "default-src 'none'; script-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["Referrer-Policy"] == "no-referrer"
    names = re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', page.text)
    assert len(names) == 9
    for name in names:
        asset = client.get(name)
        assert asset.status_code == 200
        assert asset.headers["X-Content-Type-Options"] == "nosniff"
    for name in ("/assets/nothing.js", "/assets/..%2fapp.py", "/docs", "/openapi.json"):
        assert client.get(name).status_code == 404


def test_a_view_holds_text_records_findings_and_comparison(client: Client) -> None:
    view = client.view()
    assert (view["abstract"], view["records"]) == (ABSTRACT, RIGHT)
    assert (view["unsaved"], view["stale"], view["problem"]) == (False, False, None)
    assert view["findings"]["speedups"] == [[]]
    rows = view["comparison"]["speedups"]
    assert [row["golden"] for row in rows if row["golden"] is not None] == [0]
    assert {row["extracted"] for row in rows} - {None} == set(
        range(len(view["extracted"]["speedups"]))
    )
    (start, end), *_ = view["places"]["models"][1]
    assert ABSTRACT[start:end] == "BERT"
    assert client.get("/api/abstract", params={"key": "?"}).status_code == 409


def test_extraction_that_fails_does_not_stop_a_review(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise ValueError("no\nway")

    monkeypatch.setattr("pipelines.review.session.extractors.extract", fail)
    view = client.view()
    assert view["problem"] == "extraction failed (ValueError: no way)"
    assert [row["golden"] for row in view["comparison"]["models"]] == [0, 1]


def test_a_change_is_kept_until_it_is_saved(client: Client, golden: Path) -> None:
    before = golden.read_bytes()
    records = RIGHT | {"speedups": [SPEEDUP | {"factor": None}]}
    view = client.change("draft", key="marlo", made_on=client.view()["base"], records=records)
    assert view["unsaved"]
    assert [f["message"] for f in view["findings"]["speedups"][0]] == ["factor must be a number"]
    assert golden.read_bytes() == before

    again = Client(golden)  # the program has been ended and started again
    assert again.view()["records"] == records
    assert [entry["unsaved"] for entry in again.get("/api/file").json()["abstracts"]] == [
        *(False, True, False)
    ]
    assert again.change("discard", key="marlo")["records"] == RIGHT
    assert [path.name for path in golden.parent.iterdir()] == ["golden.jsonl"]


def test_what_is_saved_is_what_evaluate_sees(client: Client, golden: Path) -> None:
    def score() -> float:
        return evaluate(read_golden(golden), extractors.extract_batch).scores["speedups"].f1

    wrong = RIGHT | {"speedups": [SPEEDUP | {"factor": 5, "text": "2.6x"}]}
    base = client.view()["base"]
    client.change("save", key="marlo", base=base, records=wrong)
    before = score()
    assert client.get("/api/scores").json()["kinds"]["speedups"]["f1"] == pytest.approx(before)
    view = client.change("save", key="marlo", base=client.view()["base"], records=RIGHT)
    assert not view["unsaved"]
    assert score() > before
    assert client.get("/api/scores").json()["kinds"]["speedups"]["f1"] == pytest.approx(score())


def test_scores_count_the_differences_of_every_abstract(client: Client) -> None:
    found = client.get("/api/scores").json()
    evaluation = evaluate(
        read_golden(client.app.state.review.golden.path), extractors.extract_batch
    )
    assert found["pending"] == 0
    assert sum(found["differences"].values()) == len(evaluation.differences)


def test_records_that_break_a_rule_are_not_saved(client: Client, golden: Path) -> None:
    before = golden.read_bytes()
    wrong = RIGHT | {"speedups": [SPEEDUP, SPEEDUP | {"factor": 0.5}]}
    answer = client.change("save", 422, key="marlo", base=client.view()["base"], records=wrong)
    assert answer == {
        "error": "not saved: speedups, record 2: a factor is at least 1: before divided by after"
    }
    unnamed = RIGHT | {"models": [BERT]}
    answer = client.change("save", 422, key="marlo", base=client.view()["base"], records=unnamed)
    assert "results, record 1: “Marlo” is none of the names in models" in answer["error"]
    assert golden.read_bytes() == before


def test_an_old_error_elsewhere_does_not_keep_from_saving(tmp_path: Path) -> None:
    path = tmp_path / "golden.jsonl"
    path.write_text(line(RIGHT | {"benchmarks": [GLUE | {"role": "tested"}]}) + "\n")
    client = Client(path)
    records = client.view()["records"] | {"links": []}
    assert client.change("save", key="marlo", base=client.view()["base"], records=records)


def test_changes_on_disk_are_never_overwritten_unseen(client: Client, golden: Path) -> None:
    view = client.view()
    records = RIGHT | {"links": []}
    client.change("draft", key="marlo", made_on=view["base"], records=records)
    golden.write_text(golden.read_text("utf-8").replace('"nest"', '"wood"'), "utf-8")
    on_disk = golden.read_bytes()

    answer = client.change("save", 409, key="marlo", base=view["base"], records=records)
    assert "changed on disk meanwhile: nothing is written" in answer["error"]
    assert golden.read_bytes() == on_disk

    client.change("reload")
    view = client.view()
    assert (view["source"], view["records"], view["stale"]) == ("wood", records, True)
    client.change("save", key="marlo", base=view["base"], records=records)
    assert GoldenFile(golden, {}).annotated[1].fields == json.loads(line(records, source="wood"))


def test_a_second_window_does_not_overwrite_the_first(client: Client, golden: Path) -> None:
    base = client.view()["base"]
    client.change("save", key="marlo", base=base, records=RIGHT | {"links": []})
    answer = client.change("save", 409, key="marlo", base=base, records=RIGHT)
    assert "another window" in answer["error"]
    assert GoldenFile(golden, {}).annotated[1].records["links"] == []


def test_two_reviews_keep_the_drafts_of_each_other(client: Client, golden: Path) -> None:
    other = Client(golden)
    for one, key in ((client, "marlo"), (other, GoldenFile(golden, {}).annotated[0].key)):
        one.change("draft", key=key, made_on="", records={"models": [BERT]})
    assert len(GoldenFile(golden, {}).drafts()) == 2


@pytest.mark.parametrize("body", [{}, {"key": "marlo", "base": "", "records": {"models": [1]}}])
def test_a_malformed_request_is_refused_in_a_line(client: Client, body: dict[str, Any]) -> None:
    assert "\n" not in client.change("save", 422, **body)["error"]


@pytest.mark.parametrize(
    ("kind", "start", "end"), [("x", 0, 1), ("models", 5, 5), ("links", 0, 9**9)]
)
def test_a_proposal_needs_a_kind_and_a_place(
    client: Client, kind: str, start: int, end: int
) -> None:
    client.change("proposal", 422, key="marlo", kind=kind, start=start, end=end)


def test_texts_are_joined_by_their_ids(golden: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.jsonl"
    bare.write_text('{"id": "marlo", "models": []}\n{"id": "unknown", "models": []}\n')
    client = Client(bare, [str(golden)])
    assert client.view()["abstract"] == ABSTRACT
    assert client.get("/api/file").json()["without_text"] == 1
    client.change("save", key="marlo", base=client.view()["base"], records={"models": [BERT]})
    assert bare.read_text().split("\n")[1] == '{"id": "unknown", "models": []}'
    assert json.loads(bare.read_text().split("\n")[0]) == {"id": "marlo", "models": [BERT]}


# --- the command


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


# --- in a real browser


#: whether the palette is open for the text given
_SELECTED = """return !document.getElementById('palette').hidden
    && getSelection().toString().trim() === arguments[0]"""


class ReviewPage(Browser):
    """The page of a review in a browser."""

    def __init__(self, driver: Any, golden: Path) -> None:
        app = make_app(golden)
        self._listening = socket.socket()
        self._listening.bind(("127.0.0.1", 0))
        port = self._listening.getsockname()[1]
        super().__init__(driver, f"http://127.0.0.1:{port}/?token={app.state.token}")
        self._server = uvicorn.Server(
            uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
        )
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listening]}, daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self.driver.get("about:blank")
        self._server.should_exit = True
        self._thread.join(10)

    def open(self, address: str = "#marlo", *, width: int = 1280, dark: bool = False) -> None:
        super().open(address, width=width, dark=dark)
        self.wait("return state.first")

    def select(self, text: str) -> None:
        """Drags the mouse over a text of the abstract that stands in one line.

        A drag that meets the page while it is laid out anew selects something else: it is repeated.
        """
        from selenium.common.exceptions import TimeoutException

        for _ in range(4):
            self._drag_over(text)
            with suppress(TimeoutException):
                assert self.wait(_SELECTED, text.strip())
                return
        raise AssertionError(f"{text!r} could not be selected")

    def _drag_over(self, text: str) -> None:
        from selenium.webdriver.common.actions.action_builder import ActionBuilder

        box = self.run(
            """const start = document.getElementById("abstract").textContent.indexOf(arguments[0]);
            const range = document.createRange();
            range.setStart(...pointAt(start));
            range.setEnd(...pointAt(start + arguments[0].length));
            const element = range.startContainer.parentElement;
            element.scrollIntoView({block: "center", behavior: "instant"});
            return range.getBoundingClientRect().toJSON();""",
            text,
        )
        drag = ActionBuilder(self.driver, duration=20)
        y = round(box["top"] + box["height"] / 2)
        drag.pointer_action.move_to_location(round(box["left"]), y).pointer_down()
        drag.pointer_action.move_to_location(round(box["right"]), y).pointer_up()
        drag.perform()

    def press(self, *keys: str) -> None:
        from selenium.webdriver.common.action_chains import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def type_into(self, css: str, *keys: str) -> None:
        """Types into a field, which is found again where the page is laid out anew meanwhile."""
        from selenium.common.exceptions import StaleElementReferenceException

        for _ in range(4):
            with suppress(StaleElementReferenceException):
                self.element(css).send_keys(*keys)
                return
        raise AssertionError(f"{css} does not stay")

    def heads(self, kind: str) -> list[str]:
        """The golden records of a kind, as they are headed."""
        return self.all(f".k-{kind} .golden .lines b")

    def save(self) -> str:
        """Saves; what the page says then."""
        self.click("#save")
        self.wait("return document.getElementById('status').innerText.startsWith('Saved. F1')")
        return self.all("#status")[0]


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An abstract without its speedups, and another one."""
    path = tmp_path / "golden.jsonl"
    hostile = '<img src=x onerror="window.hacked=1"></script>'
    other = line({}, id="other", title=hostile, abstract=f"{hostile} is BERT.", models=[BERT])
    path.write_text(line(RIGHT | {"speedups": []}) + "\n" + other + "\n", "utf-8")
    return path


@pytest.fixture
def page(driver: Any, bare: Path) -> Iterator[ReviewPage]:
    page = ReviewPage(driver, bare)
    try:
        page.open()
        driver.get_log("browser")
        yield page
        complaints = [entry for entry in driver.get_log("browser") if entry["source"] != "network"]
        assert complaints == []
        assert page.run("return window.hacked") is None
    finally:
        page.close()


def saved(golden: Path, kind: str) -> Any:
    return next(iter(read_golden(golden))).records[kind]


def test_a_selected_speedup_is_saved_and_evaluate_sees_it(page: ReviewPage, bare: Path) -> None:
    def f1() -> float:
        return evaluate(read_golden(bare), extractors.extract_batch).scores["speedups"].f1

    before = f1()
    page.select("2.6x faster")
    page.press("3")
    page.wait("return document.querySelector('.row.open #speedups-0-factor')?.value === '2.6'")
    assert page.run("return document.getElementById('speedups-0-text').value") == "2.6x"
    page.select("BERT")
    page.press("b")
    page.wait("return document.getElementById('speedups-0-baseline').value === 'BERT'")
    page.select("Marlo")
    page.click("#palette [data-field=subject]")
    page.wait("return document.getElementById('speedups-0-subject').value === 'Marlo'")
    page.run("document.getElementById('speedups-0-phase').value = 'inference'")
    page.run("document.getElementById('speedups-0-phase').dispatchEvent(new Event('change'))")
    page.wait("return state.view.records.speedups[0]?.phase === 'inference'")
    assert saved(bare, "speedups") == []

    said = page.save()

    assert saved(bare, "speedups") == [SPEEDUP]
    after = f1()
    assert after > before
    assert said == f"Saved. F1: Speedups {100 * before:.1f} → {100 * after:.1f}."
    assert page.all("#scores .k-speedups small") == [f"+{100 * (after - before):.1f}"]


def test_an_extracted_record_is_accepted_corrected_and_deleted(
    page: ReviewPage, bare: Path
) -> None:
    page.wait("return document.querySelector('.k-speedups .spurious button')")
    page.click(".k-speedups .spurious button")
    page.wait("return state.view.records.speedups.length === 1")
    page.click("#speedups-0-edit")
    page.type_into("#speedups-0-factor", "\ue009a\ue000", "0.5\t")  # Ctrl+A
    page.wait("return document.querySelector('.k-speedups .findings .error')")
    assert page.all(".k-speedups .findings .error") == [
        "Wrong: a factor is at least 1: before divided by after"
    ]
    assert page.run("return document.activeElement.id").startswith("speedups-0-")
    page.click("#save")
    page.wait("return !document.getElementById('alert').hidden")
    assert page.all("#alert span")[0].startswith("not saved: speedups, record 1: a factor is")
    assert saved(bare, "speedups") == []
    page.click("#speedups-0-delete")
    page.wait("return !state.view.records.speedups.length")
    page.click("#undo")
    page.wait("return state.view.records.speedups[0]?.factor === 0.5")
    page.click("#undo")
    page.wait("return state.view.records.speedups[0]?.factor > 1")
    page.save()
    assert saved(bare, "speedups")[0]["factor"] > 1


def test_a_name_is_added_to_an_open_record(page: ReviewPage, bare: Path) -> None:
    page.click("#models-1-edit")
    page.select("RoBERTa")
    page.press("a")
    page.wait("return state.view.records.models[1].names.length === 2")
    page.press("\ue00c")  # Escape
    page.wait("return !document.querySelector('.row.open')")
    assert page.heads("models") == ["Marlo", "BERT · RoBERTa"]
    page.save()
    assert saved(bare, "models")[1]["names"] == ["BERT", "RoBERTa"]


def test_a_selection_that_cuts_a_word_means_all_of_it(page: ReviewPage) -> None:
    for selected, meant in [("ecodes", "decodes"), ("GL", "GLUE"), ("RoBERTa", "RoBERTa")]:
        page.select(selected)
        assert page.run("return selection.text") == meant


def test_a_typed_text_says_its_number(page: ReviewPage) -> None:
    page.click("#add-speedups")
    page.wait("return document.activeElement.id === 'speedups-0-factor'")
    page.type_into("#speedups-0-text", "48.4\\%\t")
    page.wait("return document.getElementById('speedups-0-factor').value === '1.938'")
    page.wait("return document.querySelectorAll('.factors button').length === 3")
    page.click("#speedups-0-factor-more")
    page.wait("return document.getElementById('speedups-0-factor').value === '1.484'")


def test_changes_outlive_the_window_and_keys_move_on(page: ReviewPage, bare: Path) -> None:
    page.click("#links-0-delete")
    page.wait("return document.getElementById('state').innerText === 'not saved'")
    page.press("\ue014")  # →
    page.wait("return state.view.key === 'other'")
    assert page.all("#state") == ["1 elsewhere not saved"]
    assert page.all("#abstract") == [f"{page.all('#title')[0]} is BERT."]
    page.press("\ue012")  # ←
    page.wait("return state.view.key === 'marlo'")
    page.open()
    assert page.heads("links") == []
    assert saved(bare, "links") == [LINK]
    page.press("l")
    assert page.all("#list-items small")[0].endswith("not saved")


def test_a_file_changed_on_disk_is_read_again(page: ReviewPage, bare: Path) -> None:
    page.click("#links-0-delete")
    page.wait("return state.view.unsaved")
    bare.write_text(bare.read_text("utf-8").replace('"nest"', '"wood"'), "utf-8")
    page.click("#save")
    page.wait("return !document.getElementById('alert').hidden")
    page.click("#alert button")
    page.wait("return state.view.source === 'wood'")
    assert page.all("#alert span")[0].startswith("The file holds other records")
    page.save()
    assert saved(bare, "links") == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_fits_its_window(page: ReviewPage, width: int, dark: bool) -> None:
    page.open(width=width, dark=dark)
    page.click("#models-0-edit")
    page.select("2.6x faster")
    assert page.run("return document.documentElement.scrollWidth") <= width
    box = page.run("return document.getElementById('palette').getBoundingClientRect().toJSON()")
    assert 0 <= box["left"] <= box["right"] <= width
    assert 0 <= box["top"] <= box["bottom"] <= 900
    background = page.run("return getComputedStyle(document.body).backgroundColor")
    assert (int(background.partition("(")[2].partition(",")[0]) < 128) == dark


def test_every_control_has_a_name(page: ReviewPage) -> None:
    page.click("#add-speedups")
    page.wait("return document.querySelector('.row.open')")
    nameless = page.run(
        """return [...document.querySelectorAll("button, input, select")].filter((control) =>
          control.checkVisibility() && !control.innerText?.trim()
          && !control.ariaLabel && !control.labels?.length)
          .map((control) => control.outerHTML)"""
    )
    assert nameless == []
