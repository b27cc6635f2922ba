"""The web interface: whom it answers, what it shows, keeps and saves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

import extractors
from pipelines.evaluation import evaluate, read_golden
from pipelines.review import make_app
from pipelines.review.golden_file import GoldenFile
from tests.pipelines.review.example import (
    ABSTRACT,
    BERT,
    GLUE,
    RIGHT,
    SPEEDUP,
    f1_of_speedups,
    line,
)


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
    wrong = RIGHT | {"speedups": [SPEEDUP | {"factor": 5, "text": "2.6x"}]}
    base = client.view()["base"]
    client.change("save", key="marlo", base=base, records=wrong)
    before = f1_of_speedups(golden)
    assert client.get("/api/scores").json()["kinds"]["speedups"]["f1"] == pytest.approx(before)
    view = client.change("save", key="marlo", base=client.view()["base"], records=RIGHT)
    assert not view["unsaved"]
    after = f1_of_speedups(golden)
    assert after > before
    assert client.get("/api/scores").json()["kinds"]["speedups"]["f1"] == pytest.approx(after)


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
