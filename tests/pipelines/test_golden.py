"""Golden annotations become facts with places in the text."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

from pathlib import Path
from typing import Any

import pytest

from pipelines.errors import PipelineError
from pipelines.evaluation import Golden, read_golden
from pipelines.golden import facts_of, write_golden
from pipelines.store import open_store
from schemas import KINDS, Paper

PAGE = Path(__file__).parents[2] / "golden" / "page.jsonl"


def golden(abstract: str, **records: list[dict[str, Any]]) -> Golden:
    return Golden(Paper(abstract=abstract), {kind: records.get(kind, []) for kind in KINDS})


def model(*names: str) -> dict[str, Any]:
    return {"names": list(names), "role": "mentioned", "category": "model"}


def size(text: str) -> dict[str, Any]:
    return {"value": 1, "text": text, "qualifier": "exact", "model": None, "scope": "total"}


def places(abstract: str, kind: str, *records: dict[str, Any]) -> list[str]:
    """The abstract around each record: what stands before it, it, and the rest of its sentence."""
    facts = getattr(facts_of(golden(abstract, **{kind: list(records)})), kind)
    return [
        f"{abstract[fact.sentence_start : fact.char_start]}"
        f"<{abstract[fact.char_start : fact.char_end]}>"
        f"{abstract[fact.char_end : fact.sentence_end]}"
        for fact in facts
    ]


def test_a_surface_is_found_with_its_sentence() -> None:
    assert places("We like it. Foo has 7B. It runs.", "parameter_counts", size("7B")) == [
        "Foo has <7B>."
    ]


@pytest.mark.parametrize(
    ("abstract", "text", "place"),
    [
        ("From 17B to 7B.", "7B", "From 17B to <7B>."),
        ("From 1.7B to 7B.", "7B", "From 1.7B to <7B>."),
        ("From 7Bx to 7B.", "7B", "From 7Bx to <7B>."),
        ("Of 2.5 there are 2.", "2", "Of 2.5 there are <2>."),
        ("It is Foo-7B.", "7B", "It is Foo-<7B>."),
        ("Twice17Bs only.", "7B", "Twice1<7B>s only."),
    ],
)
def test_a_number_is_no_part_of_another_where_it_stands_alone_too(
    abstract: str, text: str, place: str
) -> None:
    assert places(abstract, "parameter_counts", size(text)) == [place]


def test_the_same_number_twice_is_two_places() -> None:
    abstract = "Foo has 7B, and 7B has Bar."
    assert places(abstract, "parameter_counts", size("7B"), size("7B"), size("7B")) == [
        "Foo has <7B>, and 7B has Bar.",
        "Foo has 7B, and <7B> has Bar.",
        "Foo has 7B, and <7B> has Bar.",
    ]


def test_the_name_is_the_surface_used_most() -> None:
    abstract = "Big Foo (BF) is new. BF is good. Ba is Baz."
    facts = facts_of(golden(abstract, models=[model("Big Foo", "BF"), model("Baz", "Ba")]))
    assert [(fact.name, fact.char_start) for fact in facts.models] == [
        ("BF", abstract.index("BF")),
        ("Ba", abstract.index("Ba ")),
    ]


@pytest.mark.parametrize(
    ("abstract", "name", "place"),
    [
        ("We use GPT-2/3 here.", "GPT-3", "We use <GPT-2/3> here."),
        ("We use WSJ0-2/3mix.", "WSJ0-3mix", "We use <WSJ0-2/3mix>."),
        ("BERT-base and -large.", "BERT-large", "<BERT-base> and -large."),
    ],
)
def test_a_completed_name_is_placed_at_its_coordination(
    abstract: str, name: str, place: str
) -> None:
    assert places(abstract, "models", model(name)) == [place]


@pytest.mark.parametrize(
    ("abstract", "url", "text", "host"),
    [
        ("At https://GitLab.com/a.", "https://GitLab.com/a", "https://GitLab.com/a", "gitlab.com"),
        ("At www.x.org/demo.", "https://www.x.org/demo", "www.x.org/demo", "x.org"),
        ("At http://x.org:80/a.", "http://x.org:80/a", "http://x.org:80/a", "x.org"),
    ],
)
def test_links_get_their_host_and_what_is_printed(
    abstract: str, url: str, text: str, host: str
) -> None:
    link = {"url": url, "type": "code", "repo": None}
    (found,) = facts_of(golden(abstract, links=[link])).links
    assert (found.url, found.text, found.host) == (url, text, host)


def test_a_surface_that_is_not_there_is_an_error() -> None:
    with pytest.raises(PipelineError, match="'8B' does not stand in the abstract"):
        facts_of(golden("Foo has 7B.", parameter_counts=[size("8B")]))


def test_the_bundled_page_becomes_a_database(tmp_path: Path) -> None:
    annotated = list(read_golden(PAGE))
    assert write_golden(annotated, tmp_path / "golden.duckdb") == len(annotated)
    assert write_golden(annotated, tmp_path / "golden.duckdb") == len(annotated)
    with open_store(tmp_path / "golden.duckdb", read_only=True) as store:
        counts = {kind: len(store.relation(kind).fetchall()) for kind in ("papers", *KINDS)}
        runs = store.query("SELECT version, papers, status FROM runs").fetchall()
    assert counts == {
        "papers": len(annotated),
        **{kind: sum(len(item.records[kind]) for item in annotated) for kind in KINDS},
    }
    assert runs == [("golden", len(annotated), "done")] * 2


def test_the_shared_annotations_can_all_be_placed(shared: Path) -> None:
    for item in read_golden(shared / "golden" / "pages.jsonl"):
        facts = facts_of(item)
        assert len(facts.all()) == sum(map(len, item.records.values()))
