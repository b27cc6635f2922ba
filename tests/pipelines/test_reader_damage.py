"""What files suffer on the way: every defect is handled or reported by its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.readers import Problem, read_inputs
from schemas import Paper

LONG = "We sing. " * 40
OTHER = "They hum. " * 40

File = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    def write(content: str | bytes, name: str = "input", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def read(*inputs: object) -> tuple[list[Paper], list[Problem]]:
    items = list(read_inputs([str(name) for name in inputs]))
    return (
        [item for item in items if isinstance(item, Paper)],
        [item for item in items if isinstance(item, Problem)],
    )


def titles(found: list[Paper]) -> list[tuple[str | None, str]]:
    return [(paper.title, paper.abstract[:7]) for paper in found]


PAGE = f"Subscribe\n\nMar 13\n\nOn Song\n\n{LONG}\n\nOn Humming\n\n{OTHER}\n"
BOTH = [("On Song", "We sing"), ("On Humming", "They hu")]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(PAGE.encode(), id="as saved"),
        pytest.param(PAGE.replace("\n\n", "\n").encode(), id="no blank lines"),
        pytest.param(PAGE.replace("\n\n", "\n", 3).encode(), id="some blank lines"),
        pytest.param(PAGE.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(PAGE.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(PAGE.encode("utf-16"), id="UTF-16"),
        pytest.param(b"\xfe\xff" + PAGE.encode("utf-16-be"), id="UTF-16, big end first"),
        pytest.param(PAGE.replace("Subscribe\n\n", "").encode(), id="date only"),
        pytest.param(PAGE.replace("Mar 13\n\n", "").encode(), id="furniture only"),
        pytest.param(PAGE.replace("Mar 13", "13 March 2024").encode(), id="another date"),
        pytest.param(PAGE.rstrip().encode(), id="no line end at the end"),
        pytest.param(
            PAGE.replace("Subscribe", "new\nDaily Papers\nbyAK and 12,345 members").encode(),
            id="more furniture",
        ),
    ],
)
def test_page_in_varying_form(file: File, page: bytes) -> None:
    found, problems = read(file(page))
    assert titles(found) == BOTH
    assert [paper.abstract for paper in found] == [LONG.strip(), OTHER.strip()]
    assert problems == []


@pytest.mark.parametrize(
    ("printed", "published"),
    [("Jul 31", "Jul 31"), ("Feb 29", "Feb 29"), ("July 31, 2025", "2025-07-31")],
)
def test_date_of_the_page(file: File, printed: str, published: str) -> None:
    (song, humming), _ = read(file(PAGE.replace("Mar 13", printed)))
    assert song.published == humming.published == published


def test_windows_1252_page(file: File) -> None:
    page = PAGE.replace("On Song", "Über “Song”")
    found, problems = read(file(page, encoding="cp1252"))
    assert found[0].title == "Über “Song”"
    assert problems == []


def test_a_character_cut_off_at_the_end_does_not_garble_its_line(file: File) -> None:
    page = (PAGE.rstrip() + " Déjà vu, naïve. Ends in é").encode()
    found, problems = read(file(page[:-1]))
    assert found[1].abstract.endswith("Déjà vu, naïve. Ends in")
    assert [problem.reason for problem in problems] == ["the last line breaks off"]


def test_a_truncated_last_line_is_kept_and_noted(file: File) -> None:
    found, (problem,) = read(file(PAGE[:-30] + "and then th"))
    assert titles(found) == BOTH
    assert (problem.place, problem.reason) == ("line 11", "the last line breaks off")
    assert not problem.lost


def test_an_abstract_without_a_title_is_stored_and_noted(file: File) -> None:
    found, (problem,) = read(file(PAGE.replace("On Humming\n\n", "")))
    assert titles(found) == [("On Song", "We sing"), (None, "They hu")]
    assert (problem.place, problem.reason) == ("line 9", "an abstract without a title")
    assert not problem.lost


@pytest.mark.parametrize(
    ("page", "line", "kept"),
    [
        (PAGE.replace(f"{LONG}\n\n", ""), "line 5", [("On Humming", "They hu")]),
        (PAGE.replace(f"{OTHER}\n", ""), "line 9", [("On Song", "We sing")]),
    ],
)
def test_a_title_without_an_abstract_is_reported_by_line(
    file: File, page: str, line: str, kept: list[tuple[str, str]]
) -> None:
    found, (problem,) = read(file(page))
    assert titles(found) == kept
    assert (problem.place, problem.reason) == (line, "a title without an abstract")
    assert problem.lost


def test_short_abstracts_and_titles_with_a_full_stop(file: File) -> None:
    page = "Jul 31\nBirds.\nThey sing.\nShort Songs\nSmall birds sing 3B notes\nLoud\nIt is loud.\n"
    found, problems = read(file(page))
    assert [(paper.title, paper.abstract) for paper in found] == [
        ("Birds.", "They sing."),
        ("Short Songs", "Small birds sing 3B notes"),
        ("Loud", "It is loud."),
    ]
    assert problems == []


def test_page_with_nothing_below_its_date(file: File) -> None:
    _, (problem,) = read(file("Subscribe\n\nJul 31\n"))
    assert problem.reason == "no abstract found"


def test_broken_json_on_line_17_costs_that_line_only(file: File) -> None:
    lines = [f'{{"title": "T{n}", "abstract": "Number {n}."}}' for n in range(1, 31)]
    lines[16] = lines[16][:-3]
    found, (problem,) = read(file("\n".join(lines)))
    assert len(found) == 29
    assert problem.place == "line 17"
    assert problem.reason.startswith("broken JSON")
    assert found[16].position == 18


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "T"}', "no abstract"),
        ('{"abstract": "  "}', "no abstract"),
        ('{"abstract": null}', "no abstract"),
        ('{"abstract": 12}', "the abstract is no text but int"),
        ('{"abstract": ["a"]}', "the abstract is no text but list"),
        ('["abstract"]', "not a JSON object"),
        ("[" * 100_000, "broken JSON (nested too deeply)"),
        ('{"abstract_inverted_index": {"a": 7}}', "not of the shape that its keys promise"),
        ('{"id": 1, "abstract": "x", "paperId": {}, "externalIds": 3}', "not of the shape"),
    ],
)
def test_json_records_of_the_wrong_shape(file: File, line: str, reason: str) -> None:
    found, problems = read(file(f'{{"abstract": "We sing."}}\n{line}\n'))
    assert [paper.abstract for paper in found] == ["We sing."]
    assert problems[0].place == "line 2"
    assert problems[0].reason.startswith(reason)


def test_a_broken_json_array_keeps_what_stands_before(file: File) -> None:
    found, (problem,) = read(file('[{"abstract": "A."}, {"abstract": "B."}, {"abstract": C}]'))
    assert [paper.abstract for paper in found] == ["A.", "B."]
    assert problem.place == "record 3"


def test_lone_surrogates_become_one_character_each(file: File) -> None:
    (paper,), _ = read(file(r'{"abstract": "a\ud800b \ud83d\ude00 c\u0000d", "title": "\udfff"}'))
    assert paper.abstract == "a\ufffdb \U0001f600 c\0d"
    assert paper.title == "\ufffd"


def test_many_records_without_abstract_are_counted_not_listed(file: File) -> None:
    content = '{"title": "T"}\n' * 500 + '{"abstract": "We sing."}\n'
    found, problems = read(file(content))
    assert len(found) == 1
    assert [problem.reason for problem in problems[:-1]] == ["no abstract"] * 3
    assert problems[-1].reason == "500 records in all have no abstract"
    assert not any(problem.lost for problem in problems)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty file"),
        (b" \n\n", "empty file"),
        (b"\x7fELF\x02\x01\x01" + bytes(1000), "unknown format (binary data)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "unknown format (binary data)"),
        (b"Dear reader,\n\nthis is a letter.\n", "unknown format"),
        (b'{"title": "No abstracts here"}\n', "no abstract"),
        (b"PAR1 but not really", "cannot be read to its end"),
        (b"\x1f\x8b but not really", "cannot be read to its end"),
    ],
)
def test_files_that_cannot_be_read(file: File, content: bytes, reason: str) -> None:
    found, problems = read(file(content))
    assert found == []
    assert problems[0].reason.startswith(reason)
    assert any(problem.lost for problem in problems)


def test_inputs_that_do_not_exist(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    _, problems = read(tmp_path / "none.txt", tmp_path / "*.none", empty)
    assert [problem.reason for problem in problems] == [
        "no such file or folder",
        "no file matches",
        "the folder has no files",
    ]


def test_folder_is_read_sorted_and_strange_files_in_it_are_mere_notes(
    file: File, tmp_path: Path
) -> None:
    (tmp_path / "sub").mkdir()
    file('{"abstract": "B."}', "sub/b.jsonl")
    file('{"abstract": "A."}', "a.jsonl")
    file(b"\0\1\2", "logo.png")
    file('{"abstract": "hidden"}', ".hidden.jsonl")
    found, (problem,) = read(tmp_path)
    assert [paper.abstract for paper in found] == ["A.", "B."]
    assert problem.source.endswith("logo.png")
    assert not problem.lost


def test_folder_without_a_readable_file_is_a_problem(file: File, tmp_path: Path) -> None:
    file(b"\0\1\2", "logo.png")
    found, problems = read(tmp_path)
    assert found == []
    assert problems[-1] == Problem(str(tmp_path), None, "no readable paper found")


EXPANDING = """<?xml version="1.0"?>
<!DOCTYPE collection [
 <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
 <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
 <!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
 <!ENTITY f SYSTEM "file:///etc/passwd">
]>
<collection id="x"><volume id="1"><paper id="1"><title>T</title>
<abstract>We sing &d; and &f;</abstract></paper></volume></collection>"""


def test_xml_with_entities_is_refused(file: File) -> None:
    found, (problem,) = read(file(EXPANDING))
    assert found == []
    assert "declares a document type" in problem.reason


def test_xml_that_breaks_off_keeps_what_stands_before(file: File, data: Path) -> None:
    whole = (data / "readers" / "acl_anthology.xml").read_text()
    found, problems = read(file(whole[: whole.index("An Invited Talk")]))
    assert [paper.title for paper in found] == ["Larks Sing in Parallel"]
    assert "broken XML in line 2" in problems[-1].reason


def test_a_line_too_long_for_a_record_is_passed_over(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.readers.base.MAX_LINE_BYTES", 1000)
    long = '{"abstract": "' + "x" * 5000 + '"}'
    found, (problem,) = read(file(f'{{"abstract": "A."}}\n{long}\n{{"abstract": "B."}}\n'))
    assert [paper.abstract for paper in found] == ["A.", "B."]
    assert (problem.place, problem.reason) == ("line 2", "line too long to be a record")


def test_csv_row_with_a_quote_that_never_closes_is_reported(
    file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.readers.delimited.MAX_LINE_BYTES", 2000)
    rows = "".join(f"{n},Number {n}.\n" for n in range(500))
    found, problems = read(file(f'id,abstract\n0,"We sing\n{rows}'))
    assert problems[0].reason.startswith("broken row")
    assert all(paper.abstract for paper in found)
