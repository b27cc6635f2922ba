"""What analysts ask for, on a handful of facts."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.store import Store, open_store

ABSTRACT = "Foo is new. It has 7B parameters. Bar has 70B. See https://github.com/a/b now."


def place(text: str) -> tuple[int, int, int, int]:
    """Offsets of `text` and of its sentence."""
    start = ABSTRACT.index(text)
    begin = ABSTRACT.rfind(". ", 0, start) + 2 if ". " in ABSTRACT[:start] else 0
    end = ABSTRACT.find(". ", start)
    return start, start + len(text), begin, end + 1 if end >= 0 else len(ABSTRACT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "facts.duckdb") as store:
        for paper, published in (("p", "2024"), ("q", None), ("r", "2025")):
            store.connection.execute(
                "INSERT INTO papers VALUES (?, ?, ?, 's', 1, ?, NULL, 'run')",
                [paper, f"Title {paper}", ABSTRACT, published],
            )
        yield store


def insert(store: Store, table: str, *rows: tuple[object, ...]) -> None:
    """Rows of `paper_id` and own fields, the surface last; its offsets are looked up."""
    for number, (paper, *fields, surface) in enumerate(rows, 1):
        values = [paper, f"{paper}/{table}/{number}", *fields, *place(str(surface))]
        marks = ", ".join("?" * len(values))
        store.connection.execute(f"INSERT INTO {table} VALUES ({marks})", values)


def ask(store: Store, sql: str) -> list[tuple[object, ...]]:
    return store.query(sql).fetchall()


def test_proposed_models_newest_first_with_their_sentence(store: Store) -> None:
    insert(
        store,
        "models",
        ("p", "Foo", ["Foo"], "proposed", "model", "Foo"),
        ("q", "Foo", ["Foo"], "proposed", "method", "Foo"),
        ("r", "Bar", ["Bar"], "proposed", "model", "Bar"),
        ("r", "Foo", ["Foo"], "mentioned", "model", "Foo"),
    )
    assert ask(store, "SELECT name, paper_id, evidence FROM proposed_models") == [
        ("Bar", "r", "Bar has 70B."),
        ("Foo", "p", "Foo is new."),
        ("Foo", "q", "Foo is new."),
    ]


def test_model_sizes_largest_first_with_the_role_of_the_model(store: Store) -> None:
    insert(store, "models", ("p", "Foo", ["Foo", "FooLM"], "proposed", "model", "Foo"))
    insert(
        store,
        "parameter_counts",
        ("p", 7 * 10**9, "7B", "exact", "FooLM", "total", "7B"),
        ("p", 70 * 10**9, "70B", "exact", None, "total", "70B"),
    )
    assert ask(store, "SELECT model, parameters, billions, role, evidence FROM model_sizes") == [
        (None, 70 * 10**9, 70.0, None, "Bar has 70B."),
        ("FooLM", 7 * 10**9, 7.0, "proposed", "It has 7B parameters."),
    ]


def test_fastest_claims(store: Store) -> None:
    insert(
        store,
        "speedups",
        ("p", 2.0, "7B", "speed", "training", "exact", "Foo", None, "7B"),
        ("q", 9.5, "70B", "latency", "inference", "up_to", None, "Bar", "70B"),
    )
    assert ask(store, "SELECT factor, bound, paper_id, evidence FROM fastest_claims") == [
        (9.5, "up_to", "q", "Bar has 70B."),
        (2.0, "exact", "p", "It has 7B parameters."),
    ]


def test_leaderboard_ranks_scores_and_errors_each_their_way(store: Store) -> None:
    insert(
        store,
        "results",
        ("p", 80.0, "80%", "accuracy", "GLUE", "Foo", "absolute", "7B"),
        ("q", 90.0, "90%", "Accuracy", "glue", "Bar", "absolute", "7B"),
        ("r", 99.0, "99%", "accuracy", "GLUE", None, "gain", "7B"),
        ("p", 12.0, "12", "perplexity", "WikiText", "Foo", "absolute", "7B"),
        ("q", 10.0, "10", "perplexity", "WikiText", "Bar", "absolute", "7B"),
        ("r", 10.0, "10", "accuracy", None, "Bar", "absolute", "7B"),
    )
    assert ask(store, "SELECT benchmark, place, value, model FROM leaderboard") == [
        ("glue", 1, 90.0, "Bar"),
        ("GLUE", 2, 80.0, "Foo"),
        ("WikiText", 1, 10.0, "Bar"),
        ("WikiText", 2, 12.0, "Foo"),
    ]


def test_code_links_leave_other_links_out(store: Store) -> None:
    url = "https://github.com/a/b"
    insert(
        store,
        "links",
        ("p", url, "code", "a/b", "github.com", url, url),
        ("q", url, "project", None, "github.com", url, url),
    )
    assert ask(store, "SELECT url, repo, host, title FROM code_links") == [
        (url, "a/b", "github.com", "Title p")
    ]


def test_benchmark_usage_counts_papers_not_mentions(store: Store) -> None:
    insert(
        store,
        "benchmarks",
        ("p", "GLUE", ["GLUE"], "introduced", "Foo"),
        ("q", "GLUE", ["GLUE"], "evaluated", "Foo"),
        ("q", "Glue", ["Glue"], "evaluated", "Foo"),
        ("r", "glue", ["glue"], "other", "Foo"),
        ("r", "Other", ["Other"], "evaluated", "Foo"),
    )
    assert ask(store, "FROM benchmark_usage") == [("GLUE", 3, 1, 1, 1), ("Other", 1, 0, 1, 0)]


def names(store: Store, view: str, columns: str) -> list[tuple[object, ...]]:
    return ask(store, f"SELECT {columns} FROM {view} ORDER BY paper_id, name")


def test_names_of_a_model_are_one(store: Store) -> None:
    insert(
        store,
        "models",
        ("p", "LLaMA 2", ["LLaMA 2", "Llama-2-70B"], "mentioned", "model", "Foo"),
        ("q", "llama2", ["llama2"], "mentioned", "model", "Foo"),
        ("r", "Bazooka-XQ", ["Bazooka-XQ", "Big Azooka"], "proposed", "model", "Foo"),
        ("q", "BazookaXQ 7B", ["BazookaXQ 7B"], "mentioned", "model", "Bar"),
    )
    assert names(store, "model_names", "paper_id, name, name_key, canonical_name") == [
        ("p", "LLaMA 2", "llama2", "Llama 2"),
        ("p", "Llama-2-70B", "llama270b", "Llama 2"),
        ("q", "BazookaXQ 7B", "bazookaxq7b", "Bazooka-XQ"),
        ("q", "llama2", "llama2", "Llama 2"),
        ("r", "Bazooka-XQ", "bazookaxq", "Bazooka-XQ"),
        ("r", "Big Azooka", "bigazooka", "Bazooka-XQ"),
    ]
    assert ask(store, "FROM model_usage") == [
        ("Bazooka-XQ", 2, 1, 1, ["Bazooka-XQ", "BazookaXQ 7B", "Big Azooka"]),
        ("Llama 2", 2, 0, 2, ["LLaMA 2", "Llama-2-70B", "llama2"]),
    ]


def test_a_small_variant_is_no_plural(store: Store) -> None:
    insert(
        store,
        "models",
        ("p", "Zilch", ["Zilch", "Zilches"], "proposed", "model", "Foo"),
        ("p", "Zilch-S", ["Zilch-S"], "proposed", "model", "Foo"),
    )
    assert names(store, "model_names", "name, canonical_name") == [
        ("Zilch", "Zilch"),
        ("Zilch-S", "Zilch-S"),
        ("Zilches", "Zilch"),
    ]


def test_a_long_form_tells_the_canonical_name(store: Store) -> None:
    insert(store, "benchmarks", ("p", "LRA-X", ["LRA-X", "Long Range Arena"], "evaluated", "Foo"))
    assert names(store, "benchmark_names", "name, canonical_name") == [
        ("LRA-X", "Long Range Arena"),
        ("Long Range Arena", "Long Range Arena"),
    ]


def test_generic_words_make_no_other_benchmark(store: Store) -> None:
    insert(
        store,
        "benchmarks",
        ("p", "ScrawlForms", ["ScrawlForms"], "introduced", "Foo"),
        ("q", "Scrawlforms Dataset", ["Scrawlforms Dataset"], "evaluated", "Foo"),
    )
    assert ask(store, "FROM benchmark_usage") == [("ScrawlForms", 2, 1, 1, 0)]
    introduced = ask(store, "SELECT name, paper_id, year, evidence FROM introduced_benchmarks")
    assert introduced == [("ScrawlForms", "p", 2024, "Foo is new.")]


def test_a_spelling_of_two_records_is_one_row(store: Store) -> None:
    insert(
        store,
        "models",
        ("p", "Foo", ["Foo"], "proposed", "model", "Foo"),
        ("p", "FooLM", ["FooLM", "Foo"], "mentioned", "model", "Foo"),
    )
    insert(store, "parameter_counts", ("p", 7, "7B", "exact", "Foo", "total", "7B"))
    assert ask(store, "SELECT role, canonical_model, year FROM model_sizes") == [
        ("proposed", "Foo", 2024)
    ]


def test_claims_are_compared_by_the_model_in_their_baseline(store: Store) -> None:
    insert(
        store,
        "models",
        ("p", "BERT", ["BERT"], "mentioned", "model", "Foo"),
        ("p", "BERT-base", ["BERT-base"], "mentioned", "model", "Foo"),
    )
    insert(
        store,
        "speedups",
        ("p", 2.0, "7B", "speed", "training", "exact", "Foo", "dense BERT-base", "7B"),
        ("q", 3.0, "7B", "speed", "training", "exact", None, "bert-base", "7B"),
        ("r", 4.0, "7B", "speed", "training", "exact", None, None, "7B"),
    )
    insert(
        store,
        "resource_savings",
        ("p", "memory", 5.0, "70B", "exact", "Foo", "RoBERTa-like models", "70B"),
    )
    columns = "resource, factor, baseline, canonical_baseline, evidence"
    assert ask(store, f"SELECT {columns} FROM efficiency_claims") == [
        ("memory", 5.0, "RoBERTa-like models", "RoBERTa-like models", "Bar has 70B."),
        ("time", 4.0, None, None, "It has 7B parameters."),
        ("time", 3.0, "bert-base", "BERT-base", "It has 7B parameters."),
        ("time", 2.0, "dense BERT-base", "BERT-base", "It has 7B parameters."),
    ]
    assert ask(store, "FROM baseline_usage") == [
        ("BERT-base", 2, 2, 2, 2.5, 3.0),
        ("RoBERTa-like models", 1, 1, 0, 5.0, 5.0),
    ]
    assert ask(store, "SELECT resource, factor, evidence FROM largest_savings") == [
        ("memory", 5.0, "Bar has 70B.")
    ]


def test_leaderboard_takes_spellings_together(store: Store) -> None:
    insert(store, "models", ("p", "Foo-7B", ["Foo-7B", "Foo"], "proposed", "model", "Foo"))
    insert(store, "benchmarks", ("q", "Scrawl", ["Scrawl", "ScrawlForms"], "evaluated", "Foo"))
    insert(store, "benchmarks", ("p", "Scrawl", ["Scrawl"], "evaluated", "Foo"))
    insert(
        store,
        "results",
        ("p", 80.0, "80%", "F1", "Scrawl", "Foo", "absolute", "7B"),
        ("q", 90.0, "90%", "F-1", "ScrawlForms", None, "absolute", "7B"),
    )
    columns = "canonical_benchmark, place, value, canonical_model, year"
    assert ask(store, f"SELECT {columns} FROM leaderboard") == [
        ("Scrawl", 1, 90.0, None, None),
        ("Scrawl", 2, 80.0, "Foo-7B", 2024),
    ]


def test_claimed_gains_leave_levels_and_losses_out(store: Store) -> None:
    insert(
        store,
        "results",
        ("p", 2.0, "+2.0", "F1", "glue", "Foo", "gain", "7B"),
        ("q", 3.0, "3%", None, None, None, "gain", "70B"),
        ("q", 9.0, "9", "F1", "GLUE", None, "loss", "70B"),
        ("r", 90.0, "90", "F1", "GLUE", None, "absolute", "70B"),
    )
    assert ask(store, "SELECT canonical_benchmark, text, evidence FROM claimed_gains") == [
        ("GLUE", "+2.0", "It has 7B parameters."),
        (None, "3%", "Bar has 70B."),
    ]


def test_all_facts_of_all_kinds_in_the_order_of_the_text(store: Store) -> None:
    url = "https://github.com/a/b"
    insert(store, "links", ("p", url, "code", "a/b", "github.com", url, url))
    insert(store, "models", ("p", "Foo", ["Foo"], "proposed", "model", "Foo"))
    insert(store, "parameter_counts", ("p", 7, "7B", "exact", "Foo", "total", "7B"))
    insert(store, "speedups", ("p", 2.0, "7B", "speed", "training", "exact", None, None, "7B"))
    assert ask(store, "SELECT kind, fact, number, fact_id FROM all_facts") == [
        ("models", "Foo", None, "p/models/1"),
        ("parameter_counts", "7B", 7.0, "p/parameter_counts/1"),
        ("speedups", "7B", 2.0, "p/speedups/1"),
        ("links", url, None, "p/links/1"),
    ]


def test_paper_overview_has_every_paper(store: Store) -> None:
    url = "https://github.com/a/b"
    insert(store, "links", ("p", url, "code", "a/b", "github.com", url, url))
    insert(
        store,
        "models",
        ("p", "Bar", ["Bar"], "proposed", "model", "Bar"),
        ("p", "Foo", ["Foo"], "proposed", "model", "Foo"),
        ("r", "Foo", ["Foo"], "mentioned", "model", "Foo"),
    )
    columns = "paper_id, year, proposed, code, models, links, results"
    assert ask(store, f"SELECT {columns} FROM paper_overview") == [
        ("p", 2024, ["Foo", "Bar"], url, 2, 1, 0),
        ("q", None, None, None, 0, 0, 0),
        ("r", 2025, None, None, 1, 0, 0),
    ]
