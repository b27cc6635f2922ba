"""A workbook that opens cleanly: typed cells, no formulas, nothing lost without a word."""

from __future__ import annotations  # or pytest keeps DuckDB alive past its end

import io
from datetime import date, datetime

import duckdb
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipelines.exports import write_xlsx
from pipelines.workbook import MOST_ROWS, write_workbook


def workbook(most_rows: int = MOST_ROWS, **queries: str) -> Workbook:
    written = io.BytesIO()
    with duckdb.connect() as connection:
        relations = {name: connection.sql(sql) for name, sql in queries.items()}
        if most_rows == MOST_ROWS:
            write_xlsx(relations, written)
        else:
            write_workbook(relations, written, most_rows)
    return openpyxl.load_workbook(written)


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("'=1+1'", "=1+1"),
        ("'@SUM(A1)'", "@SUM(A1)"),
        ("'https://example.org'", "https://example.org"),
        ("'{=1}'", "{=1}"),
        ("'007'", "007"),
        ("'two' || chr(10) || 'lines'", "two\nlines"),
        ("'a' || chr(1) || 'b'", "a_x0001_b"),  # as files of Excel spell a control character
        ("'<b> & café 7×'", "<b> & café 7×"),
        ("['=1', 'b, c']", "=1; b, c"),
        ("{'a': 1}", "{'a': 1}"),
        ("7000000000", 7000000000),
        ("9007199254740993", "9007199254740993"),
        ("0.5::DOUBLE", 0.5),
        ("1.25::DECIMAL(5, 2)", 1.25),
        ("'nan'::DOUBLE", "nan"),
        ("'inf'::DOUBLE", "inf"),
        ("TRUE", True),
        ("DATE '2025-07-31'", datetime(2025, 7, 31)),
        ("TIMESTAMP '2025-07-31 12:30:00'", datetime(2025, 7, 31, 12, 30)),
        ("NULL::VARCHAR", None),
    ],
)
def test_cells(sql: str, value: object) -> None:
    cell = workbook(mine=f"SELECT {sql} AS a")["mine"]["A2"]
    assert cell.value == value
    assert cell.data_type != "f"
    assert cell.hyperlink is None


def test_sums_are_numbers() -> None:
    book = workbook(mine="SELECT sum(n) AS a, count(*) AS b FROM range(5) AS t (n)")
    assert [cell.value for cell in book["mine"][2]] == [10, 5]


def test_a_sheet_for_each_relation_with_a_head_that_stays() -> None:
    book = workbook(papers="SELECT 'x' AS title, 1 AS n", empty="SELECT 1 AS n LIMIT 0")
    assert book.sheetnames == ["papers", "empty"]
    assert [cell.value for cell in book["papers"][1]] == ["title", "n"]
    assert book["papers"]["A1"].font.bold
    assert book["papers"].freeze_panes == "A2"
    assert book["papers"].auto_filter.ref == "A1:B2"
    assert [[cell.value for cell in row] for row in book["empty"].rows] == [["n"]]


def test_rows_beyond_a_sheet_go_on_in_another() -> None:
    book = workbook(most_rows=4, large="SELECT n FROM range(7) AS t (n)", full="FROM range(3)")
    assert book.sheetnames == ["large", "large (2)", "large (3)", "full"]
    found = [[row[0].value for row in sheet.rows] for sheet in book]
    assert found == [["n", 0, 1, 2], ["n", 3, 4, 5], ["n", 6], ["range", 0, 1, 2]]


def test_names_of_sheets_are_cut() -> None:
    name = "a" * 40
    book = workbook(most_rows=2, **{name: "FROM range(2)"})
    assert book.sheetnames == ["a" * 31, "a" * 27 + " (2)"]


def test_long_texts_are_cut() -> None:
    value = workbook(mine="SELECT repeat('é', 40000) AS a")["mine"]["A2"].value
    assert value == "é" * 32767


def test_times_are_shown_as_times() -> None:
    sheet = workbook(mine="SELECT DATE '2025-07-31' AS a, NOW()::TIMESTAMP AS b")["mine"]
    assert sheet["A2"].number_format == "yyyy-mm-dd"
    assert sheet["B2"].number_format == "yyyy-mm-dd hh:mm:ss"
    assert sheet["A2"].value.date() == date(2025, 7, 31)
