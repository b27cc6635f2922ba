"""In the database, names are compared as schemas/keys.py compares them."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import random
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.lexicon import LEXICON
from pipelines.names import create_functions
from pipelines.store import open_store
from schemas import keys

KEYS: dict[str, Callable[[str], str]] = {
    "name_key": keys.name_key,
    "model_key": keys.model_key,
    "benchmark_key": keys.benchmark_key,
}

#: Sizes, plurals, generic tails, several of them, and what only looks so.
NAMES = """LLaMA 2|Llama-2|llama2|Llama-2-70B|7B|7B-13B|7B 13B 70B|Foo-1.3b|Foo-v1.3B|Foo.7B|7B.5B
7Bs|GLUE benchmark|GLUE benchmarks|COCO test-dev|benchmark|GLUE corpus dataset|data set|X data-set
X_val|SQuAD validation set|tasks|Foo tasks tasks|GLUE\tbenchmark|GLUE\u00a0benchmark|A\u2003test set
NTU RGB+D|C++|ResNets|BERTs|ss|s|S|BLOOM-176B|Vi\ufb01T|Ｌｌａｍａ－２|𝐁𝐄𝐑𝐓|Größe|ΣΑΣ|µP|½|Foo™
İstanbul|naïve|nai\u0308ve|ﾊﾞ|①|x²|ŉ|ǰ|ΐ|Ångström|А́бв|模型7B|模型 7B|٧B|"""
SPELLINGS = NAMES.replace("\n", "|").split("|")


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        create_functions(connection)
        yield connection


def in_sql(connection: duckdb.DuckDBPyConnection, function: str, names: list[str]) -> list[str]:
    sql = f"SELECT {function}(name) FROM (SELECT unnest($names::VARCHAR[]) AS name)"
    return [key for (key,) in connection.execute(sql, {"names": names}).fetchall()]


@pytest.mark.parametrize("function", KEYS)
def test_keys_of_odd_names(connection: duckdb.DuckDBPyConnection, function: str) -> None:
    assert in_sql(connection, function, SPELLINGS) == [KEYS[function](name) for name in SPELLINGS]


@pytest.mark.parametrize("function", KEYS)
def test_keys_of_the_lexicons(connection: duckdb.DuckDBPyConnection, function: str) -> None:
    names = sorted(LEXICON.surfaces)
    assert len(names) > 1000
    assert in_sql(connection, function, names) == [KEYS[function](name) for name in names]


@pytest.mark.parametrize("frame", ["{}", "Foo{}s", "e{}", "{}-7B benchmark"])
def test_keys_of_every_character(connection: duckdb.DuckDBPyConnection, frame: str) -> None:
    assigned = [
        chr(code)
        for code in range(1, 0x20000)
        if unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
    ]
    drawn = assigned if frame == "{}" else random.Random(7).sample(assigned, 3000)
    names = [frame.format(character) for character in drawn]
    assert in_sql(connection, "name_key", names) == [keys.name_key(name) for name in names]


@settings(max_examples=200, deadline=None)
@given(st.text("aBs7. -_/+éßﬁΣ①Ｍbmtasket", max_size=12))
def test_keys_of_any_name(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    for function, key in KEYS.items():
        assert in_sql(connection, function, [name]) == [key(name)]


def test_canonical_names(connection: duckdb.DuckDBPyConnection) -> None:
    models = ["LLaMA 2", "Llama-2", "llama2", "LLaMA-2-70B", "No Such Model"]
    assert in_sql(connection, "canonical_model", models) == ["Llama 2"] * 4 + ["No Such Model"]
    small = ["ViT-S", "vit s", "ViT", "ViTs"]
    assert in_sql(connection, "canonical_model", small) == ["ViT-S", "ViT-S", "ViT", "ViT"]
    benchmarks = ["squad2.0 dataset", "GLUE", "the Glue"]
    canonical = ["SQuAD 2.0", "GLUE", "the Glue"]
    assert in_sql(connection, "canonical_benchmark", benchmarks) == canonical


@pytest.mark.parametrize(
    ("published", "year"),
    [("2024", 2024), ("2024-07-31", 2024), ("Jul 31", None), ("20245", None), (None, None)],
)
def test_years(
    connection: duckdb.DuckDBPyConnection, published: str | None, year: int | None
) -> None:
    assert connection.execute("SELECT year_of(?)", [published]).fetchall() == [(year,)]


def test_text_at_counts_as_python_does(connection: duckdb.DuckDBPyConnection) -> None:
    text = "a 𝐁é x"
    assert connection.execute("SELECT text_at(?, 2, 4)", [text]).fetchall() == [(text[2:4],)]


def test_names_are_brought_up_to_date(connection: duckdb.DuckDBPyConnection) -> None:
    before = connection.sql("FROM canonical_names").fetchall()
    connection.execute("DELETE FROM canonical_names WHERE name_key < 'm'")
    connection.execute("INSERT INTO canonical_names VALUES ('models', 'old', 'Old')")
    create_functions(connection)
    assert sorted(connection.sql("FROM canonical_names").fetchall()) == sorted(before)


def test_any_program_can_use_them_in_the_file(tmp_path: Path) -> None:
    open_store(tmp_path / "facts.duckdb").connection.close()
    with duckdb.connect(tmp_path / "facts.duckdb", read_only=True) as connection:
        assert connection.sql("SELECT canonical_model('llama 2 7B')").fetchall() == [("Llama 2",)]
        assert connection.sql("FROM model_names").fetchall() == []
