"""Facts from Python: relations that become frames, and what a notebook shows."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import duckdb
import pytest

import pipelines
from pipelines.errors import PipelineError
from pipelines.evaluation import Golden, read_golden
from pipelines.golden import facts_of, write_golden
from schemas import KINDS, Paper, PaperFacts

PAGE = Path(__file__).parents[2] / "golden" / "page.jsonl"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("golden") / "golden.duckdb"
    write_golden(read_golden(PAGE), path)
    return path


def facts(abstract: str, title: str | None = None, **records: list[dict[str, Any]]) -> PaperFacts:
    given = {kind: records.get(kind, []) for kind in KINDS}
    return facts_of(Golden(Paper(title=title, abstract=abstract), given))


def size(text: str, model: str | None = None) -> dict[str, Any]:
    own = {"value": 7 * 10**9, "text": text, "model": model}
    return {**own, "qualifier": "exact", "scope": "total"}


def model(name: str) -> dict[str, Any]:
    return {"names": [name], "role": "proposed", "category": "model"}


def shown(papers: object) -> ET.Element:
    """The HTML, which has to be well-formed."""
    return ET.fromstring(f"<body>{pipelines.display(papers)._repr_html_()}</body>")  # type: ignore[arg-type]


def test_a_relation_becomes_a_frame_of_any_kind(database: Path) -> None:
    with pipelines.open_store(database) as store:
        sizes = store.relation("model_sizes")
        pandas, polars, arrow = sizes.df(), sizes.pl(), sizes.to_arrow_table()
        assert pandas["parameters"].max() == polars["parameters"].max() == 540 * 10**9
        assert arrow.schema.names == list(pandas.columns) == polars.columns == sizes.columns
        assert sizes.arrow().schema.names == sizes.columns
        answer = store.query("SELECT count(*) AS n FROM papers").df()
        assert answer.to_dict("list") == {"n": [48]}


def test_names_are_lists_in_frames(database: Path) -> None:
    with pipelines.open_store(database) as store:
        names = store.query("SELECT names FROM models WHERE name = 'OSIER'").pl()["names"][0]
    assert list(names) == ["OSIER", "Order-free SeparatIon nEtwoRk"]


def test_a_store_is_opened_to_be_read(database: Path, tmp_path: Path) -> None:
    store = pipelines.open_store(database)
    with pytest.raises(duckdb.Error):
        store.connection.execute("DELETE FROM papers")
    store.close()
    with pytest.raises(duckdb.Error):
        store.connection.execute("FROM papers")
    with pytest.raises(PipelineError, match="no such database"):
        pipelines.open_store(tmp_path / "none.duckdb")
    assert not (tmp_path / "none.duckdb").exists()


def test_importing_loads_neither_duckdb_nor_the_extractors() -> None:
    code = "import sys, pipelines; print({'duckdb', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        pipelines.nothing  # noqa: B018


def test_the_abstract_is_shown_whole_with_its_facts_marked() -> None:
    abstract = "We present Foo, a 7B model."
    page = shown(facts(abstract, "A <Title>", models=[model("Foo")], parameter_counts=[size("7B")]))
    assert page.findtext(".//h4") == "A <Title>"
    (paragraph,) = page.iter("p")
    assert "".join(paragraph.itertext()) == abstract
    assert [mark.text for mark in page.iter("mark")] == ["Foo", "7B"]
    assert page.findall(".//mark")[1].get("title") == (
        "parameter_counts: value 7,000,000,000, qualifier exact, scope total"
    )
    cells = [[cell.text for cell in row] for row in page.iter("tr")]
    assert cells[0] == ["kind", "fact", "fields"]
    assert cells[1] == ["models", "Foo", "names Foo, role proposed, category model"]


def test_overlapping_facts_are_all_told() -> None:
    page = shown(
        facts("See Foo-7B.", models=[model("Foo-7B")], parameter_counts=[size("7B", "Foo-7B")])
    )
    marks = [(mark.text, mark.get("title", "").count("model Foo-7B")) for mark in page.iter("mark")]
    assert marks == [("Foo-", 0), ("7B", 1)]
    assert all("models: names Foo-7B" in mark.get("title", "") for mark in page.iter("mark"))
    styles = [mark.get("style") for mark in page.iter("mark")]
    assert styles[0] != styles[1]


def test_everything_is_escaped() -> None:
    abstract = 'Call "<b>X</b>" & <script>alert(1)</script> here.'
    html = pipelines.display(facts(abstract, abstract, models=[model('"<b>X</b>"')]))._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
    assert shown(facts(abstract, models=[model('"<b>X</b>"')])).findtext(".//mark") == '"<b>X</b>"'


def test_an_abstract_without_facts_and_several_papers() -> None:
    page = shown([facts("Nothing."), facts("Nothing either.")])
    assert [item.text for item in page.iter("em")] == ["no facts found"] * 2


def test_at_the_prompt_it_is_text() -> None:
    found = facts("We present Foo.", "A Title", models=[model("Foo")])
    assert repr(pipelines.display(found)) == (
        "A Title\n  models: Foo (names Foo, role proposed, category model)"
    )
