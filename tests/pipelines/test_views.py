"""What analysts ask for, on a handful of facts."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

from collections.abc import Iterator

import duckdb
import pytest

from pipelines.store import Store, _create

ABSTRACT = "Foo is new. It has 7B parameters. Bar has 70B. See https://github.com/a/b now."


def place(text: str) -> tuple[int, int, int, int]:
    """Offsets of `text` and of its sentence."""
    start = ABSTRACT.index(text)
    begin = ABSTRACT.rfind(". ", 0, start) + 2 if ". " in ABSTRACT[:start] else 0
    end = ABSTRACT.find(". ", start)
    return start, start + len(text), begin, end + 1 if end >= 0 else len(ABSTRACT)


@pytest.fixture
def store() -> Iterator[Store]:
    with duckdb.connect() as connection:
        _create(connection)
        for paper, published in (("p", "2024"), ("q", None), ("r", "2025")):
            connection.execute(
                "INSERT INTO papers VALUES (?, ?, ?, 's', 1, ?, NULL, 'run')",
                [paper, f"Title {paper}", ABSTRACT, published],
            )
        yield Store(connection)


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
