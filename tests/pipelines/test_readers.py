"""Every format is recognised by its content and read completely; what is broken is reported."""

import gzip
import io
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.readers import Columns, Problem, read_inputs
from schemas import Paper, paper_id_of

SINGING = (
    "We teach a 7B model to sing, which is 2.6x faster than humming. "
    "Code: https://github.com/lark/sing ."
)
FEATHERS = (
    "Feathers are hard to count. We count 48.4\\% of them with FeatherNet, "
    'and "all" of them on a good day.'
)


def papers(*inputs: object, columns: Columns | None = None) -> list[Paper]:
    return [item for item in read(*inputs, columns=columns) if isinstance(item, Paper)]


def problems(*inputs: object) -> list[str]:
    return [str(item) for item in read(*inputs) if isinstance(item, Problem)]


def read(*inputs: object, columns: Columns | None = None) -> Iterator[Paper | Problem]:
    return read_inputs([str(name) for name in inputs], columns)


@pytest.fixture
def readers(data: Path) -> Path:
    return data / "readers"


def test_page(readers: Path) -> None:
    sing, feathers = papers(readers / "page.txt")
    assert sing == Paper(
        paper_id=paper_id_of(SINGING),
        title="Larks Sing in Parallel",
        abstract=SINGING,
        source="page.txt",
        position=1,
        published="Jul 31",
    )
    assert feathers.abstract == FEATHERS
    assert feathers.position == 2


@pytest.mark.parametrize("name", ["papers.jsonl", "papers.json"])
def test_json(readers: Path, name: str) -> None:
    sing, feathers = papers(readers / name)
    assert sing == Paper(
        paper_id="lark-1",
        title="Larks Sing in Parallel",
        abstract=SINGING,
        source="BirdConf",
        position=1,
        published="2024",
        url="https://example.org/lark-1",
    )
    assert feathers.paper_id == paper_id_of(FEATHERS)
    assert (feathers.abstract, feathers.source, feathers.position) == (FEATHERS, name, 2)
    assert feathers.published == "2025-03-01"


def test_arxiv_snapshot_keeps_the_abstract_as_it_is(readers: Path) -> None:
    sing, feathers = papers(readers / "arxiv_snapshot.jsonl")
    assert (sing.paper_id, sing.title) == ("2401.00001", "Larks Sing in Parallel")
    assert sing.abstract.startswith("  We teach")
    assert sing.abstract.endswith("/sing .\n")
    assert (sing.source, sing.published) == ("arXiv", "2024-01-01")
    assert sing.url == "https://arxiv.org/abs/2401.00001"
    assert (feathers.paper_id, feathers.published) == ("hep-th/9901001", "2007-05-23")


def test_arxiv_oai_in_its_three_metadata_formats_without_deleted_records(readers: Path) -> None:
    arxiv, raw, dublin = papers(readers / "arxiv_oai.xml")
    assert arxiv.abstract == "  We teach a 7B model & more to sing.\n"
    assert (arxiv.paper_id, arxiv.published) == ("2401.00001", "2024-01-01")
    assert (raw.paper_id, raw.title, raw.published) == ("2401.00003", "Raw Feathers", "2024-01-02")
    assert (dublin.paper_id, dublin.published) == ("2401.00004", "2024-01-03")
    assert dublin.abstract == "Wrens are small and loud."
    assert [paper.position for paper in (arxiv, raw, dublin)] == [1, 2, 3]
    assert problems(readers / "arxiv_oai.xml") == []


def test_openalex_unfolds_its_index_of_words(readers: Path) -> None:
    sing, feathers, nowhere = papers(readers / "openalex.jsonl")
    assert sing.abstract == "We sing, and then We rest."
    assert (sing.paper_id, sing.source) == ("2401.00001", "arXiv (Cornell University)")
    assert (feathers.paper_id, feathers.published) == ("10.1000/feather.2", "2023")
    assert (nowhere.paper_id, nowhere.position) == ("W1000000004", 4)
    assert problems(readers / "openalex.jsonl") == [
        f"{readers / 'openalex.jsonl'}, line 3: no abstract"
    ]


def test_semantic_scholar_bulk_and_api(readers: Path) -> None:
    sing, feathers, wrens = papers(readers / "semantic_scholar.jsonl")
    assert (sing.paper_id, sing.source, sing.published) == ("2401.00001", "BirdConf", "2024-01-01")
    assert (feathers.paper_id, feathers.title) == ("10.1000/feather.2", None)
    assert wrens.paper_id == "0123456789abcdef0123456789abcdef01234567"
    assert (wrens.source, wrens.published) == ("semantic_scholar.jsonl", "2021")


def test_acl_anthology_drops_mark_up_and_keeps_formulas(readers: Path) -> None:
    sing, feathers = papers(readers / "acl_anthology.xml")
    assert sing.title == "Larks Sing in Parallel"
    assert sing.abstract == (
        "We teach LarkGPT to sing 2.6\\times faster & louder. See https://github.com/lark/sing."
    )
    assert (sing.paper_id, sing.published) == ("10.1000/v1/2024.bird-main.1", "2024")
    assert sing.source == "Proceedings of the First Meeting on Birds"
    assert sing.url == "https://aclanthology.org/2024.bird-main.1/"
    assert (feathers.paper_id, feathers.position) == ("2024.bird-main.3", 3)


def test_bibtex_is_decoded_entry_by_entry(readers: Path) -> None:
    sing, wrens = papers(readers / "papers.bib")
    assert sing.abstract == (
        "We teach LarkGPT to sing $2.6\\times$ faster, and recall 48.4% of café songs."
    )
    assert (sing.paper_id, sing.published) == ("10.1000/lark", "2024")
    assert sing.source == "Proceedings of the First Meeting on Birds"
    assert (wrens.paper_id, wrens.position) == ("2401.00004", 3)
    broken, absent = problems(readers / "papers.bib")
    assert broken.endswith("line 15: broken BibTeX entry")
    assert absent.endswith("line 26: no abstract")


def test_csv_with_quotes_and_line_breaks(readers: Path) -> None:
    sing, feathers = papers(readers / "papers.csv")
    assert sing.abstract == 'We teach a 7B model to sing, which is "2.6x" faster\nthan humming.'
    assert (sing.paper_id, sing.source, sing.published) == ("lark-1", "BirdConf", "2024")
    assert (feathers.paper_id, feathers.source) == (paper_id_of(feathers.abstract), "papers.csv")
    (absent,) = problems(readers / "papers.csv")
    assert absent.endswith("line 5: no abstract")


def test_tsv_with_columns_named_by_the_user(readers: Path) -> None:
    columns = Columns(title=("Name",), abstract=("Summary",), paper_id=("Key",))
    (sing,) = papers(readers / "other_columns.tsv", columns=columns)
    assert (sing.paper_id, sing.title) == ("lark-1", "Larks Sing in Parallel")
    assert problems(readers / "other_columns.tsv") == [
        f"{readers / 'other_columns.tsv'}: unknown format"
    ]


def test_parquet_reads_the_named_columns(tmp_path: Path) -> None:
    file = tmp_path / "papers.parquet"
    table = {"Title": ["A", "B", "C"], "abstract": ["Sing.", None, "Hum."], "year": [2024.0, 1, 2]}
    pq.write_table(pa.table(table), file)
    sing, hum = papers(file)
    assert (sing.title, sing.abstract, sing.published) == ("A", "Sing.", "2024")
    assert hum.position == 3
    assert problems(file) == [f"{file}, row 2: no abstract"]
    pq.write_table(pa.table({"text": ["x"]}), file)
    assert problems(file) == [f"{file}: no column named abstract"]


@pytest.mark.parametrize("form", ["gzip", "zstd", "gzip of a gzip member each"])
def test_compression_is_found_out_from_the_content(
    readers: Path, tmp_path: Path, form: str
) -> None:
    plain = (readers / "papers.jsonl").read_bytes()
    packed = tmp_path / "papers"
    if form == "gzip":
        packed.write_bytes(gzip.compress(plain))
    elif form == "zstd":
        packed.write_bytes(pa.compress(plain, "zstd", asbytes=True))
    else:
        packed.write_bytes(b"".join(map(gzip.compress, plain.splitlines(keepends=True))))
    assert [paper.abstract for paper in papers(packed)] == [SINGING, FEATHERS]


def test_compressed_parquet(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    pq.write_table(pa.table({"abstract": ["Sing."]}), buffer)
    (tmp_path / "p.gz").write_bytes(gzip.compress(buffer.getvalue()))
    assert [paper.abstract for paper in papers(tmp_path / "p.gz")] == ["Sing."]


@pytest.mark.parametrize("magic", ["gzip", "zstd"])
def test_a_compressed_file_cut_short_keeps_what_can_be_read(tmp_path: Path, magic: str) -> None:
    lines = "".join(f'{{"abstract": "Number {n * n * 7919 % 99991}."}}\n' for n in range(50_000))
    whole = lines.encode()
    packed = gzip.compress(whole) if magic == "gzip" else pa.compress(whole, "zstd", asbytes=True)
    file = tmp_path / "cut"
    file.write_bytes(packed[: len(packed) * 2 // 3])
    assert len(papers(file)) > 1000
    assert problems(file)[-1].startswith(f"{file}: cannot be read to its end")


def test_same_abstract_from_page_and_json_is_the_same_paper(readers: Path) -> None:
    page, other = papers(readers / "page.txt")[1], papers(readers / "papers.jsonl")[1]
    assert page.paper_id == other.paper_id


def test_both_shared_pages_are_read_completely_and_in_order(shared: Path) -> None:
    pages = sorted((shared / "corpus" / "pages").glob("*.txt"))
    found = papers(*pages)
    assert problems(*pages) == []
    assert len(found) == 175
    assert len({paper.paper_id for paper in found}) == 162
    assert [paper.position for paper in found] == [*range(1, 105), *range(1, 72)]
    assert {paper.published for paper in found} == {"Jul 31", "Mar 13"}


def test_shared_pages_and_golden_abstracts_are_the_same(shared: Path) -> None:
    pages = sorted((shared / "corpus" / "pages").glob("*.txt"))
    first = {}
    for paper in papers(*pages):
        first.setdefault(paper.paper_id, (paper.title, paper.abstract))
    golden = papers(shared / "golden" / "pages.jsonl")
    assert list(first.items()) == [(p.paper_id, (p.title, p.abstract)) for p in golden]
