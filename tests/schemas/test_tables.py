"""The tables follow from the record classes, in Arrow and in DuckDB alike."""

from types import NoneType
from typing import get_args

import duckdb
import pyarrow as pa
import pytest

from schemas import KINDS, Fact, Link, Model, Paper, PaperFacts, Speedup
from schemas.tables import TABLES, Run, arrow_schema, ddl, rows_of

#: As the design lays the tables out.
COLUMNS = {
    "papers": "paper_id title abstract source position published url run_id",
    "models": "name names role category",
    "parameter_counts": "value text qualifier model scope",
    "speedups": "factor text measure phase bound subject baseline",
    "resource_savings": "resource factor text bound subject baseline",
    "benchmarks": "name names role",
    "results": "value text metric benchmark model type",
    "links": "url type repo host text",
    "runs": "run_id started_at finished_at version inputs papers status",
}
PROVENANCE = "char_start char_end sentence_start sentence_end"

CLASSES = {"papers": Paper, **KINDS, "runs": Run}


def expected_columns(table: str) -> list[str]:
    own = COLUMNS[table].split()
    return ["paper_id", "fact_id", *own, *PROVENANCE.split()] if table in KINDS else own


def test_there_is_a_table_for_papers_for_every_kind_and_for_runs() -> None:
    assert list(TABLES) == list(COLUMNS)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_are_those_of_the_design(table: str) -> None:
    assert arrow_schema(table).names == expected_columns(table)


@pytest.mark.parametrize("table", COLUMNS)
def test_every_field_of_the_class_has_a_column_that_agrees_on_being_empty(table: str) -> None:
    schema = arrow_schema(table)
    for name, field in CLASSES[table].model_fields.items():
        assert schema.field(name).nullable == (NoneType in get_args(field.annotation)), name


@pytest.mark.parametrize("table", COLUMNS)
def test_ddl_and_arrow_schema_agree(table: str) -> None:
    connection = duckdb.connect()
    connection.execute(ddl(table))
    made = connection.table(table).to_arrow_table().schema
    assert made.names == arrow_schema(table).names
    assert made.types == arrow_schema(table).types
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    nullable = {name: null == "YES" for name, _, null, *_ in described}
    assert nullable == {field.name: field.nullable for field in arrow_schema(table)}


def test_rows_carry_ids_counted_from_one_in_the_order_of_the_record() -> None:
    whole = {"sentence_start": 0, "sentence_end": 20}
    facts = PaperFacts(
        paper=Paper(paper_id="p", abstract="Foo beats Bar by 2x.", title="T"),
        models=[
            Model(name="Foo", names=["Foo"], role="proposed", category="model",
                  char_start=0, char_end=3, **whole),
            Model(name="Bar", names=["Bar"], role="mentioned", category="model",
                  char_start=10, char_end=13, **whole),
        ],
        speedups=[
            Speedup(factor=2, text="2x", measure="speed", phase="unspecified", bound="exact",
                    subject="Foo", baseline="Bar", char_start=17, char_end=19, **whole),
        ],
    )  # fmt: skip
    rows = rows_of([facts], "run")
    assert [row["fact_id"] for row in rows["models"].to_pylist()] == ["p/models/1", "p/models/2"]
    assert rows["models"].to_pylist()[1]["names"] == ["Bar"]
    (speedup,) = rows["speedups"].to_pylist()
    assert speedup == {
        "paper_id": "p", "fact_id": "p/speedups/1", "factor": 2.0, "text": "2x",
        "measure": "speed", "phase": "unspecified", "bound": "exact", "subject": "Foo",
        "baseline": "Bar", "char_start": 17, "char_end": 19, **whole,
    }  # fmt: skip
    (paper,) = rows["papers"].to_pylist()
    assert (paper["title"], paper["run_id"]) == ("T", "run")
    assert rows["links"].num_rows == 0
    assert rows["links"].schema == arrow_schema("links")


def test_a_value_too_large_for_its_column_is_an_error_not_another_number() -> None:
    from schemas import ParameterCount

    count = ParameterCount.model_construct(
        value=10**30, text="x", qualifier="exact", scope="total", model=None,
        char_start=0, char_end=1, sentence_start=0, sentence_end=1,
    )  # fmt: skip
    facts = PaperFacts.model_construct(paper=Paper(abstract="x"), parameter_counts=[count])
    with pytest.raises((OverflowError, pa.ArrowInvalid)):
        rows_of([facts], "run")


def test_links_keep_the_surface_beside_the_cleaned_url() -> None:
    assert set(Link.model_fields) - set(Fact.model_fields) == set(COLUMNS["links"].split())
