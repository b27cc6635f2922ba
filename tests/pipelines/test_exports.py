"""Files that open cleanly in a spreadsheet, and files for programs."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import csv
import io
import json
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from pipelines import exports
from pipelines.batch import run
from pipelines.errors import PipelineError
from pipelines.store import Store, open_store


@pytest.fixture
def database(tmp_path: Path, data: Path, stub: None) -> Path:
    run([str(data / "readers" / "papers.jsonl")], tmp_path / "facts.duckdb", workers=1)
    return tmp_path / "facts.duckdb"


def cells(sql: str) -> list[str]:
    written = io.BytesIO()
    with duckdb.connect() as connection:
        exports.write_plain_csv(connection.sql(sql), written)
    return list(csv.reader(io.StringIO(written.getvalue().decode(), newline="")))[1]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("'=1+1'", "'=1+1"),
        ("'+cmd|x'", "'+cmd|x"),
        ("'-2x'", "'-2x"),
        ("'@SUM(A1)'", "'@SUM(A1)"),
        ("chr(9) || '=1'", "'\t=1"),
        ("chr(13) || '=1'", "'\r=1"),
        ("chr(10) || '=1'", "'\n=1"),
        ("'＝1'", "'＝1"),
        ("['=1', 'b']", "'=1; b"),
        ("'-3.5'", "-3.5"),
        ("-3.5::DOUBLE", "-3.5"),
        ("7000000000", "7000000000"),
        ("['a', 'b, \"c\"']", 'a; b, "c"'),
        ("'two' || chr(10) || 'lines'", "two\nlines"),
        ("'café 7×'", "café 7×"),
        ("NULL::VARCHAR", ""),
        ("[1, 2]", "1; 2"),
        ("{'a': 1}", "{'a': 1}"),
    ],
)
def test_cells(value: str, cell: str) -> None:
    assert cells(f"SELECT {value} AS a, 0 AS b") == [cell, "0"]


def test_column_names_are_quoted() -> None:
    assert cells('SELECT 1 AS "a "" b", 2 AS "select"') == ["1", "2"]


def test_every_table_and_view_is_exported(database: Path, tmp_path: Path) -> None:
    with open_store(database, read_only=True) as store:
        for form in exports.WRITERS:
            written = exports.export(store, tmp_path / "out" / form, form)
            names = {path.name.removesuffix(f".{form}") for path, _ in written}
            assert names == {*exports.TABLES, *store.views()}
            assert all(path.exists() for path, _ in written)


def test_csv_has_byte_order_mark_header_and_evidence(database: Path, tmp_path: Path) -> None:
    with open_store(database, read_only=True) as store:
        exports.export(store, tmp_path / "out", "csv")
    content = (tmp_path / "out" / "parameter_counts.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert list(row)[:4] == ["paper_id", "fact_id", "value", "text"]
    assert (row["value"], row["text"]) == ("7000000000", "7B")
    assert row["evidence"].startswith("We teach a 7B model")


def test_parquet_and_json_lines_keep_types(database: Path, tmp_path: Path) -> None:
    with open_store(database, read_only=True) as store:
        exports.export(store, tmp_path, "parquet")
        exports.export(store, tmp_path, "jsonl")
    assert pq.read_table(tmp_path / "runs.parquet").to_pylist()[0]["status"] == "done"
    papers = [json.loads(line) for line in (tmp_path / "papers.jsonl").read_text().splitlines()]
    assert [paper["position"] for paper in papers] == [1, 2]
    assert papers[1]["url"] is None
    (link,) = [json.loads(line) for line in (tmp_path / "links.jsonl").read_text().splitlines()]
    assert link["url"] == "https://github.com/lark/sing"


def test_a_workbook_has_a_sheet_for_every_table_and_view(database: Path, tmp_path: Path) -> None:
    with open_store(database, read_only=True) as store:
        ((path, rows),) = exports.export(store, tmp_path / "out", "xlsx")
        sheets = [*exports.TABLES, *store.views()]
    book = openpyxl.load_workbook(path)
    assert path.name == "facts.xlsx"
    assert book.sheetnames == sheets
    assert rows == sum(sheet.max_row - 1 for sheet in book)
    heads = [cell.value for cell in book["links"][1]]
    assert heads[-1] == "evidence"
    assert book["links"]["C2"].value == "https://github.com/lark/sing"


@pytest.mark.parametrize("form", [*exports.WRITERS, "xlsx"])
def test_one_view_alone(database: Path, tmp_path: Path, form: exports.Format) -> None:
    with open_store(database, read_only=True) as store:
        written = exports.export(store, tmp_path / "out", form, only=["code_links"])
    assert written == [(tmp_path / "out" / f"code_links.{form}", 1)]
    assert [path.name for path in (tmp_path / "out").iterdir()] == [f"code_links.{form}"]


def test_several_of_them(database: Path, tmp_path: Path) -> None:
    chosen = ["links", "code_links"]
    with open_store(database, read_only=True) as store:
        files = exports.export(store, tmp_path, "csv", only=chosen)
        ((book, _),) = exports.export(store, tmp_path, "xlsx", only=chosen)
    assert [path.name for path, _ in files] == ["links.csv", "code_links.csv"]
    assert openpyxl.load_workbook(book).sheetnames == chosen


def test_an_unknown_view_is_named(database: Path, tmp_path: Path) -> None:
    with (
        open_store(database, read_only=True) as store,
        pytest.raises(PipelineError, match="no table or view nope; there are papers, models"),
    ):
        exports.export(store, tmp_path / "out", "csv", only=["links", "nope"])
    assert not (tmp_path / "out").exists()


def test_an_answer(database: Path, tmp_path: Path) -> None:
    sql = "SELECT value, [text] AS texts FROM parameter_counts"
    with open_store(database, read_only=True) as store:
        written = exports.export_query(store, sql, "mine", tmp_path, "csv")
        assert exports.export_query(store, sql, "mine", tmp_path, "xlsx")[0][1] == 1
    assert written == [(tmp_path / "mine.csv", 1)]
    assert (tmp_path / "mine.csv").read_text("utf-8-sig").splitlines()[1] == '7000000000,"7B"'
    assert openpyxl.load_workbook(tmp_path / "mine.xlsx").sheetnames == ["mine"]


def test_a_failed_export_leaves_the_old_file_and_no_half_one(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(relation: object, file: object) -> int:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "papers.csv").write_text("old")
    monkeypatch.setitem(exports.WRITERS, "csv", fails)
    with (
        open_store(database, read_only=True) as store,
        pytest.raises(PipelineError, match="cannot be written"),
    ):
        exports.export(store, tmp_path / "out", "csv")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["papers.csv"]
    assert (tmp_path / "out" / "papers.csv").read_text() == "old"


def test_a_folder_that_cannot_be_made(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with (
        open_store(database, read_only=True) as store,
        pytest.raises(PipelineError, match="cannot be written"),
    ):
        exports.export(store, tmp_path / "file" / "out", "csv")


def test_rows_keep_the_order_of_the_text(tmp_path: Path, stub: None) -> None:
    sizes = list(range(1, 40))
    papers = tmp_path / "papers.jsonl"
    abstract = " ".join(f"{size}B" for size in sizes)
    papers.write_text(json.dumps({"abstract": abstract}))
    run([str(papers)], tmp_path / "facts.duckdb", workers=1)
    with open_store(tmp_path / "facts.duckdb", read_only=True) as store:
        assert isinstance(store, Store)
        exports.export(store, tmp_path / "out", "jsonl")
    lines = (tmp_path / "out" / "parameter_counts.jsonl").read_text().splitlines()
    assert [json.loads(line)["value"] // 10**9 for line in lines] == sizes
