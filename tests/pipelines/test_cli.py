"""The command line: what it prints, where, and how it ends."""

import csv
import io
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def page(data: Path) -> Path:
    return data / "readers" / "page.txt"


@pytest.fixture
def filled(paperfacts: Command, page: Path) -> Command:
    """The command line in a folder with a database of two papers, `facts.duckdb`."""
    assert paperfacts("extract", page).returncode == 0
    return paperfacts


def only_line(text: str) -> str:
    (line,) = text.splitlines()
    assert "Traceback" not in line
    return line


def rows(folder: Path, table: str = "papers") -> list[tuple[object, ...]]:
    """All of a table in the folder's database."""
    with duckdb.connect(str(folder / "facts.duckdb"), read_only=True) as connection:
        return connection.table(table).fetchall()


def count(folder: Path, table: str = "papers") -> int:
    return len(rows(folder, table))


def test_extract_ends_with_a_summary(paperfacts: Command, page: Path, tmp_path: Path) -> None:
    done = paperfacts("extract", page)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "parameter_counts" in done.stdout
    assert "facts.duckdb" in done.stdout.splitlines()[-1]
    assert count(tmp_path) == 2
    assert count(tmp_path, "parameter_counts") == 1


def test_extract_reads_standard_input(paperfacts: Command, page: Path) -> None:
    assert paperfacts("extract", "-", "--db", "x.duckdb", input=page.read_text()).returncode == 0
    answer = paperfacts("query", "SELECT DISTINCT source FROM papers", "--db", "x.duckdb")
    assert "stdin" in answer.stdout


def test_extract_with_columns_named_on_the_command_line(
    paperfacts: Command, data: Path, tmp_path: Path
) -> None:
    table = data / "readers" / "other_columns.tsv"
    done = paperfacts(
        "extract", table, "--title-column", "name", "--abstract-column", "summary"
    )  # fmt: skip
    assert done.returncode == 0
    assert count(tmp_path) == 1


def test_both_shared_pages_hold_162_papers_and_reading_them_again_changes_nothing(
    paperfacts: Command, shared: Path, tmp_path: Path
) -> None:
    pages = sorted((shared / "corpus" / "pages").glob("*.txt"))
    stored = []
    for _ in range(2):
        assert paperfacts("extract", *pages).returncode == 0
        stored.append([rows(tmp_path, table) for table in ("papers", "parameter_counts", "links")])
    assert count(tmp_path) == 162
    assert stored[0] == stored[1]
    assert count(tmp_path, "runs") == 2


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x7fELF" + bytes(500), "unknown format (binary data)"),
        (b"", "empty file"),
        (b"Subscribe\n\nJul 31\n", "no abstract found"),
    ],
)
def test_a_bad_file_is_one_line_and_the_others_are_stored(
    paperfacts: Command, page: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "bad").write_bytes(content)
    done = paperfacts("extract", "bad", page)
    assert done.returncode == 1
    assert only_line(done.stderr) == f"bad: {message}"
    assert count(tmp_path) == 2


def test_broken_json_on_line_17(paperfacts: Command, tmp_path: Path) -> None:
    lines = [json.dumps({"abstract": f"Paper {n}."}) for n in range(1, 31)]
    lines[16] = lines[16][:-1]
    (tmp_path / "papers.jsonl").write_text("\n".join(lines))
    done = paperfacts("extract", "papers.jsonl")
    assert done.returncode == 1
    assert only_line(done.stderr).startswith("papers.jsonl, line 17: broken JSON")
    assert count(tmp_path) == 29


def test_missing_input_and_empty_folder(paperfacts: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing, empty = paperfacts("extract", "none.txt"), paperfacts("extract", "empty")
    assert (missing.returncode, empty.returncode) == (1, 1)
    assert only_line(missing.stderr) == "paperfacts: none.txt: no such file or folder"
    assert only_line(empty.stderr) == "paperfacts: empty: the folder has no files"
    both = paperfacts("extract", "none.txt", "*.gz", "--db", "new.duckdb")
    assert both.returncode == 1
    assert only_line(both.stderr) == (
        "paperfacts: none.txt: no such file or folder; *.gz: no file matches"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


def test_where_one_input_is_there_the_missing_one_is_told(
    paperfacts: Command, page: Path, tmp_path: Path
) -> None:
    done = paperfacts("extract", "none.txt", page)
    assert done.returncode == 1
    assert only_line(done.stderr) == "none.txt: no such file or folder"
    assert count(tmp_path) == 2


def test_many_problems_are_not_all_printed(paperfacts: Command, tmp_path: Path) -> None:
    (tmp_path / "papers.jsonl").write_text("{\n" * 200)
    done = paperfacts("extract", "papers.jsonl")
    assert len(done.stderr.splitlines()) == 51
    assert done.stderr.splitlines()[-1] == "… 150 more like these"


def test_database_that_is_none_or_cannot_be_written(
    paperfacts: Command, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.duckdb").write_text("no database" * 1000)
    done = paperfacts("extract", page, "--db", "text.duckdb")
    assert (done.returncode, only_line(done.stderr)) == (
        1,
        "paperfacts: text.duckdb: not a DuckDB database",
    )
    done = paperfacts("extract", page, "--db", "none/facts.duckdb")
    assert done.returncode == 1
    assert only_line(done.stderr).startswith("paperfacts: none/facts.duckdb: cannot be opened")
    done = paperfacts("query", "FROM papers", "--db", "none.duckdb")
    assert done.returncode == 1
    assert only_line(done.stderr).startswith("paperfacts: none.duckdb: no such database")


def test_a_full_disk_is_one_line_and_what_was_stored_stays(
    paperfacts: Command, tmp_path: Path
) -> None:
    lines = [json.dumps({"abstract": f"Paper {n} has 7B. " + "x" * 500}) for n in range(3000)]
    (tmp_path / "first.jsonl").write_text(lines[0])
    (tmp_path / "papers.jsonl").write_text("\n".join(lines))
    assert paperfacts("extract", "first.jsonl").returncode == 0
    room = (tmp_path / "facts.duckdb").stat().st_size

    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = paperfacts("extract", "papers.jsonl", "--workers", 1, preexec_fn=little_room)
    assert done.returncode == 1
    assert "cannot be written" in only_line(done.stderr)
    stored = count(tmp_path)
    assert 0 < stored < 3000
    assert count(tmp_path, "parameter_counts") == stored
    assert paperfacts("extract", "papers.jsonl").returncode == 0
    assert count(tmp_path) == 3000


def test_a_second_writer_and_a_reader_are_told_at_once(
    paperfacts: Command, page: Path, tmp_path: Path, stub_environment: dict[str, str]
) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "pipelines.cli", "extract", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=stub_environment,
        text=True,
    )
    while first.poll() is None and not (tmp_path / "facts.duckdb").exists():
        time.sleep(0.01)
    for arguments in (["extract", page], ["query", "FROM papers"], ["export", "--out", "out"]):
        refused = paperfacts(*arguments)
        assert refused.returncode == 1
        assert f"in use by process {first.pid}" in only_line(refused.stderr)
    _, errors = first.communicate(page.read_text(), timeout=60)
    assert (first.returncode, errors) == (0, "")
    assert count(tmp_path) == 2


def test_query_formats(filled: Command) -> None:
    table = filled("query", "SELECT text, value FROM parameter_counts")
    assert "7B" in table.stdout
    as_csv = filled("query", "SELECT text, [1, 2] AS l FROM parameter_counts", "--format", "csv")
    assert list(csv.reader(io.StringIO(as_csv.stdout))) == [["text", "l"], ["7B", "1; 2"]]
    as_json = filled("query", "SELECT value, 0.5 AS d FROM parameter_counts", "--format", "json")
    assert json.loads(as_json.stdout) == {"value": 7 * 10**9, "d": 0.5}


def test_several_queries_are_answered_in_turn(filled: Command) -> None:
    sql = "SELECT 1 AS a; CREATE TEMP TABLE t AS SELECT 2 AS b; FROM t"
    assert filled("query", sql).stdout.split() == ["a", "───", "1", "b", "───", "2"]
    assert filled("query", sql, "--format", "csv").stdout.split() == ['"a"', "1", '"b"', "2"]
    as_json = filled("query", sql, "--format", "json").stdout.splitlines()
    assert list(map(json.loads, as_json)) == [{"a": 1}, {"b": 2}]


def test_long_answers_are_cut_on_the_screen_only(filled: Command) -> None:
    sql = "SELECT range AS n FROM range(1000)"
    shown = filled("query", sql)
    assert "the first 200 rows" in shown.stdout
    assert " 199" in shown.stdout
    assert "  200" not in shown.stdout
    assert len(filled("query", sql, "--format", "csv").stdout.splitlines()) == 1001


def test_an_answer_too_wide_for_the_screen_is_shown_row_by_row(filled: Command) -> None:
    url = "https://example.org/" + "x" * 90
    columns = ", ".join(f"'{url}' AS column_{n}" for n in range(9))
    shown = filled("query", f"SELECT {columns} FROM range(2)").stdout.splitlines()
    assert [line.split()[0] for line in shown if "https" in line] == [
        f"column_{n}" for n in range(9)
    ] * 2
    assert sum(line.count("x") for line in shown) == 18 * url.count("x")


def test_numbers_of_an_answer_are_written_as_people_write_them(filled: Command) -> None:
    sql = "SELECT 30000000000 AS a, 1000.0 AS b, 25 / 3 AS c, 2024 AS d, 1e-9 AS e, true AS f"
    assert filled("query", sql).stdout.split()[-6:] == [
        *("30,000,000,000", "1000", "8.3333", "2024", "1e-09", "True")
    ]


def test_a_query_is_read_from_standard_input_and_may_have_no_answer(filled: Command) -> None:
    done = filled("query", "-", input="-- none of them\nSELECT title, url\nFROM papers\nLIMIT 0\n")
    assert (done.returncode, done.stdout) == (0, "no rows; the columns are title, url\n")


def test_a_run_that_finds_nothing_new_says_so(filled: Command, page: Path) -> None:
    assert "nothing new" in filled("extract", page).stdout
    assert "with problems" in filled("extract", page, "none.txt").stdout


def test_version(paperfacts: Command) -> None:
    done = paperfacts("--version")
    assert (done.returncode, done.stdout) == (0, "paperfacts stub-1\n")


def test_a_mistyped_query_gets_the_hint_of_duckdb(filled: Command) -> None:
    refused = filled("query", "FROM fastest_claim")
    assert refused.returncode == 1
    assert only_line(refused.stderr).endswith('Did you mean "fastest_claims"?')


def test_query_does_not_change_the_database(filled: Command, tmp_path: Path) -> None:
    for sql in ("DROP TABLE papers", "DELETE FROM papers", "SELEC", "SELECT * FROM nothing"):
        refused = filled("query", sql)
        assert refused.returncode == 1
        assert only_line(refused.stderr).startswith("paperfacts: ")
    assert count(tmp_path) == 2


def test_export(filled: Command, tmp_path: Path) -> None:
    done = filled("export", "--out", "tables")
    assert done.returncode == 0
    assert "fastest_claims.csv" in done.stdout
    papers = (tmp_path / "tables" / "papers.csv").read_text("utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(papers)))) == 2
    assert filled("export", "--out", "tables", "--format", "parquet").returncode == 0
    assert (tmp_path / "tables" / "papers.parquet").exists()


def test_export_of_a_view_and_of_a_query(filled: Command, tmp_path: Path) -> None:
    assert (
        filled("export", "--out", "one", "--only", "model_sizes", "--format", "xlsx").stderr == ""
    )
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["model_sizes.xlsx"]
    done = filled("export", "--out", "own", "--query", "SELECT text FROM parameter_counts")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "own" / "query.csv").read_text("utf-8-sig") == '"text"\n"7B"\n'


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--only", "nope"], 1, "no table or view nope"),
        (["--query", "SELEC"], 1, "syntax error"),
        (["--query", "SELECT error('x')"], 1, "x"),
        (["--query", "SELECT 1; SELECT 2"], 1, "2 queries at once; give one"),
        (["--only", "papers", "--query", "FROM papers"], 2, "exclude each other"),
        (["--query", "FROM papers", "--name", "../x"], 2, "letters, digits"),
    ],
)
def test_wrong_exports(
    filled: Command, tmp_path: Path, arguments: list[str], status: int, message: str
) -> None:
    done = filled("export", "--out", "out", *arguments)
    assert done.returncode == status
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("out/*"))


def test_export_into_a_file_is_one_line(filled: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = filled("export", "--out", "file/out")
    assert done.returncode == 1
    assert only_line(done.stderr).startswith("paperfacts: file/out: cannot be written")


def test_show(paperfacts: Command, tmp_path: Path) -> None:
    abstract = "[bold]A 7B[/bold] model; see https://github.com/a/b \x1b[2J now."
    (tmp_path / "abstract.txt").write_text(abstract + "\n")
    shown = [
        paperfacts("show", abstract),
        paperfacts("show", "-", input=abstract),
        paperfacts("show", "--file", "abstract.txt"),
    ]
    for done in shown:
        assert done.returncode == 0
        assert "[bold]A 7B[/bold] model" in done.stdout
        assert "parameter_counts" in done.stdout
        assert "7,000,000,000" in done.stdout
        assert "\x1b" not in done.stdout
    facts = json.loads(paperfacts("show", abstract, "--json").stdout)
    assert facts["parameter_counts"][0]["text"] == "7B"
    assert facts["paper"]["abstract"] == abstract


def test_evaluate_tells_which_texts_cannot_be_read(paperfacts: Command, tmp_path: Path) -> None:
    (tmp_path / "golden.jsonl").write_text('{"abstract": "A 7B model.", "models": []}\n')
    done = paperfacts("evaluate", "--golden", "golden.jsonl", "--papers", "none.txt")
    assert (done.returncode, only_line(done.stderr)) == (0, "none.txt: no such file or folder")
    assert "1 abstracts" in done.stdout


def test_show_without_facts_or_text(paperfacts: Command) -> None:
    assert "no facts found" in paperfacts("show", "Nothing here.").stdout
    nothing = paperfacts("show", "  ")
    assert nothing.returncode == 1
    assert only_line(nothing.stderr) == "paperfacts: no text to extract facts from"
    missing = paperfacts("show", "--file", "none.txt")
    assert missing.returncode == 1
    assert only_line(missing.stderr).startswith("paperfacts: none.txt: cannot be read")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "page.txt", "--workers", "0"],
        ["extract", "page.txt", "--nonsense"],
        ["query", "FROM papers", "--format", "yaml"],
        ["export"],
        ["show"],
        ["show", "text", "--file", "file"],
        ["nonsense"],
    ],
)
def test_wrong_use_ends_with_2(paperfacts: Command, arguments: list[str]) -> None:
    done = paperfacts(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["extract", "show", "query", "export"])
def test_help_has_examples(paperfacts: Command, command: str) -> None:
    done = paperfacts(command, "--help")
    assert done.returncode == 0
    assert f"paperfacts {command} " in done.stdout.partition("Examples")[2]


def test_help_loads_nothing_slow(tmp_path: Path, stub_environment: dict[str, str]) -> None:
    code = (
        "import sys, pipelines.cli;"
        "print(sorted({'spacy', 'duckdb', 'pyarrow', 'extractors', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=stub_environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
