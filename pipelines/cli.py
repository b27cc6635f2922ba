"""The command line: a thin skin over the functions of `pipelines`; it alone prints, by `screen`.

Exit status: 0 done, 1 something failed, 2 used wrongly.
"""

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pipelines.errors import PipelineError

if TYPE_CHECKING:  # rich, spaCy and DuckDB are loaded by the commands that need them
    from duckdb import DuckDBPyRelation
    from rich.console import Console

    from pipelines.cluster import Cluster
    from pipelines.readers import Columns
    from schemas import Paper

app = typer.Typer(
    help="Reads machine-learning abstracts and turns them into typed facts in a DuckDB file.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Database = Annotated[Path, typer.Option("--db", help="The DuckDB file of facts.")]
TextInputs = Annotated[
    list[str] | None,
    typer.Option("--papers", help="Where the texts are that a golden file leaves out."),
]

#: So many rows of an answer are shown on the screen.
_ROWS_SHOWN = 200


class Engine(StrEnum):
    local = "local"
    ray = "ray"


class ExportFormat(StrEnum):
    csv = "csv"
    parquet = "parquet"
    jsonl = "jsonl"
    xlsx = "xlsx"


class QueryFormat(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


def main() -> None:
    """The entry point `paperfacts`."""
    try:
        app()
    except PipelineError as error:
        _fail(str(error))


def _fail(message: str, status: int = 1) -> NoReturn:
    line = "".join(char if char.isprintable() else " " for char in message)
    print(f"paperfacts: {line}", file=sys.stderr)
    sys.exit(status)


def _tell_version(wanted: bool) -> None:
    if wanted:
        from extractors import VERSION

        print(f"paperfacts {VERSION}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, globs, or - for stdin.")
    ],
    db: Database = Path("facts.duckdb"),
    workers: Annotated[
        int | None, typer.Option(min=1, help="Worker processes; one for every core by default.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Extract known papers again.")] = False,
    engine: Annotated[Engine, typer.Option(help="This machine, or a Ray cluster.")] = Engine.local,
    address: Annotated[
        str, typer.Option(help="The Ray cluster: auto, host:port, or local to start one here.")
    ] = "auto",
    shards: Annotated[
        Path | None,
        typer.Option(help="The folder that all its machines see; DB.shards by default."),
    ] = None,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="Leave the facts there, as Parquet.")
    ] = False,
    title_column: Annotated[str | None, typer.Option(help="Where tables keep the title.")] = None,
    abstract_column: Annotated[str | None, typer.Option(help="... the abstract.")] = None,
    id_column: Annotated[str | None, typer.Option(help="... the id.")] = None,
    source_column: Annotated[str | None, typer.Option(help="... the venue or source.")] = None,
    date_column: Annotated[str | None, typer.Option(help="... the date or year.")] = None,
    url_column: Annotated[str | None, typer.Option(help="... the URL.")] = None,
) -> None:
    """Extract the facts of papers into a DuckDB file.

    The format of each file is found out from its content: saved pages of trending papers, JSON
    lines and arrays (also of arXiv, OpenAlex and Semantic Scholar), arXiv OAI-PMH, ACL Anthology
    XML, BibTeX, CSV, TSV, Parquet; plain, gzip or zstd. Papers known already are skipped, so that
    the same command resumes a run that was stopped.

    An abstract of more than 100,000 characters, or that takes more than 10 seconds, is reported
    and skipped.

    Examples:

        paperfacts extract page.txt --db facts.duckdb

        paperfacts extract dump/ 'more/*.jsonl.gz' --workers 8

        paperfacts extract papers.csv --title-column Name --abstract-column Summary

        paperfacts extract dump/ --engine ray --address auto --shards /mnt/shared/shards
    """
    from pipelines import batch
    from pipelines.render import summary
    from pipelines.screen import Screen

    columns = _columns(
        paper_id=id_column,
        title=title_column,
        abstract=abstract_column,
        source=source_column,
        published=date_column,
        url=url_column,
    )
    on_ray = None
    if engine is Engine.ray:
        folder = shards or db.with_name(db.name + ".shards")
        on_ray = _cluster(address, folder, workers, in_place)
    elif shards or in_place:
        raise typer.BadParameter("--shards and --in-place are for --engine ray")
    screen = Screen()
    with screen:
        done = batch.run(
            inputs,
            db,
            workers=workers,
            engine=on_ray.extract if on_ray else None,
            load=not in_place,
            columns=columns,
            force=force,
            on_problem=screen.problem,
            on_progress=screen.progress,
        )
    _output().print(summary(done, str(on_ray.folder if on_ray and in_place else db)))
    if not done.succeeded:
        raise typer.Exit(1)


def _cluster(address: str, folder: Path, workers: int | None, in_place: bool) -> "Cluster":
    from pipelines import cluster

    if not cluster.is_available():
        _fail("--engine ray needs Ray: pip install 'paperfacts[ray]'", status=2)
    return cluster.Cluster(address, folder, workers, in_place)


def _columns(**names: str | None) -> "Columns":
    from pipelines.readers import Columns

    return Columns(**{field: (name,) for field, name in names.items() if name})


def _output() -> "Console":
    from rich.console import Console

    return Console(highlight=False)


@app.command()
def show(
    text: Annotated[str | None, typer.Argument(help="An abstract, or - for stdin.")] = None,
    file: Annotated[Path | None, typer.Option(help="A file with one abstract.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the facts as JSON.")] = False,
) -> None:
    """Show the facts of one abstract, highlighted in its text.

    Examples:

        paperfacts show "We present FooLM, a 7B model that decodes 2.6x faster than BERT."

        paperfacts show --file abstract.txt --json
    """
    if (text is None) == (file is None):
        raise typer.BadParameter("give either a text or --file")
    if file is not None:
        text = _read_text(str(file))
    elif text == "-":
        text = _read_text("-")
    if not text or not text.strip():
        raise PipelineError("no text to extract facts from")

    import extractors
    from pipelines.readers.base import storable
    from schemas import Paper

    facts = extractors.extract(Paper(abstract=storable(text)))
    if json:
        print(facts.model_dump_json(indent=2))
        return
    from pipelines.render import facts_of_text

    _output().print(facts_of_text(facts))


def _read_text(path: str) -> str:
    from pipelines.readers.base import decoded
    from pipelines.readers.streams import open_input

    try:
        with open_input(path) as (_, stream):
            return decoded(stream.read()).strip("\r\n")
    except OSError as error:
        raise PipelineError(f"{path}: cannot be read ({error.strerror})") from None


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL, or - for stdin.")],
    db: Database = Path("facts.duckdb"),
    form: Annotated[QueryFormat, typer.Option("--format")] = QueryFormat.table,
) -> None:
    """Ask the database. It is opened read-only and never changed.

    `SHOW TABLES` lists what can be asked, `DESCRIBE fastest_claims` the columns of a table or view.
    `--format json` gives JSON lines. Of several queries, with semicolons between, each is answered.

    Examples:

        paperfacts query "SELECT * FROM fastest_claims LIMIT 10"

        paperfacts query "FROM model_sizes" --format csv > sizes.csv

        paperfacts query - < question.sql
    """
    from pipelines.store import open_store, sql_errors

    sql = _read_text("-") if sql == "-" else sql
    with open_store(db, read_only=True) as store, sql_errors():
        for answer in store.answers(sql):
            _print_answer(answer, form)


def _print_answer(answer: "DuckDBPyRelation", form: QueryFormat) -> None:
    from pipelines import exports

    if form is QueryFormat.csv:
        exports.write_plain_csv(answer, sys.stdout.buffer)
    elif form is QueryFormat.json:
        exports.write_json_lines(answer, sys.stdout.buffer)
    else:
        _print_rows(answer.columns, answer.limit(_ROWS_SHOWN + 1).fetchall())


def _print_rows(columns: list[str], rows: list[tuple[object, ...]]) -> None:
    from pipelines.render import printable, rows_table

    output = _output()
    if not rows:
        output.print(printable(f"no rows; the columns are {', '.join(columns)}"))
        return
    output.print(rows_table(columns, rows[:_ROWS_SHOWN], output.width))
    if len(rows) > _ROWS_SHOWN:
        output.print(f"the first {_ROWS_SHOWN} rows; --format csv gives all")


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="The folder for the files.")],
    db: Database = Path("facts.duckdb"),
    form: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.csv,
    only: Annotated[
        list[str] | None, typer.Option(help="A table or view to write; may be given repeatedly.")
    ] = None,
    query: Annotated[
        str | None, typer.Option(help="Write the answer to this query instead.")
    ] = None,
    name: Annotated[str, typer.Option(help="What to call the answer's file.")] = "query",
) -> None:
    """Write tables and views to files: CSV for spreadsheets, Parquet, JSON lines; or all to xlsx.

    All of them, `--only` some, or the answer to a query. An Excel workbook has a sheet for each.

    Examples:

        paperfacts export --db facts.duckdb --out tables

        paperfacts export --out tables --format xlsx --only fastest_claims --only code_links

        paperfacts export --out tables --query "FROM model_sizes WHERE billions > 7" --name large
    """
    from pipelines import exports
    from pipelines.render import rows_table
    from pipelines.store import open_store, sql_errors

    if only and query is not None:
        raise typer.BadParameter("--only and --query exclude each other")
    if not re.fullmatch(r"\w[\w.-]*", name):
        raise typer.BadParameter("letters, digits, _, - and . only", param_hint="--name")
    with open_store(db, read_only=True) as store, sql_errors():
        if query is None:
            written = exports.export(store, out, form.value, only or ())
        else:
            written = exports.export_query(store, query, name, out, form.value)
    output = _output()
    output.print(rows_table(["file", "rows"], written, output.width))


@app.command()
def evaluate(
    golden: Annotated[Path, typer.Option(help="Annotated abstracts: a file or a folder.")],
    papers: TextInputs = None,
    errors: Annotated[bool, typer.Option("--errors", help="List every error, grouped.")] = False,
    json: Annotated[Path | None, typer.Option(help="Also write the scores to this file.")] = None,
) -> None:
    """Compare what is extracted with golden annotations: precision, recall and F1 per kind.

    Examples:

        paperfacts evaluate --golden golden/page.jsonl

        paperfacts evaluate --golden golden --papers corpus.jsonl.gz --errors --json scores.json
    """
    import extractors
    from pipelines import evaluation
    from pipelines.render import differences, scores

    annotated = evaluation.read_golden(golden, _texts(papers) if papers else {})
    done = evaluation.evaluate(annotated, extractors.extract_batch)
    _output().print(scores(done))
    if errors:
        _output().print(differences(done))
    if json is not None:
        evaluation.write_scores(done, json)


def _texts(inputs: list[str]) -> dict[str, "Paper"]:
    """The papers of `inputs` by their ids; what cannot be read is told."""
    from pipelines.readers import Problem, read_inputs
    from pipelines.screen import Screen

    texts = {}
    with (screen := Screen()):
        for item in read_inputs(inputs):
            if isinstance(item, Problem):
                screen.problem(item)
            else:
                texts[item.paper_id] = item
    return texts


@app.command()
def report(
    out: Annotated[Path, typer.Option(help="The HTML file to write.")] = Path("report.html"),
    db: Database = Path("facts.duckdb"),
) -> None:
    """Write one HTML file to look at: charts, tables, and every abstract with its facts marked.

    It needs no network and opens from disk in any browser.

    Example:

        paperfacts report --db facts.duckdb --out report.html
    """
    from pipelines.render import printable
    from pipelines.report import write_report

    written = write_report(db, out)
    size = out.stat().st_size / 1e6
    _output().print(printable(f"{out}: {written.papers:,} papers, {size:.1f} MB"))
    for note in written.notes():
        _output().print(printable(note))


@app.command()
def review(
    golden: Annotated[Path, typer.Option(help="The file of annotated abstracts to correct.")],
    papers: TextInputs = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    browser: Annotated[
        bool, typer.Option("--open/--no-open", help="Open the page in the browser.")
    ] = True,
) -> None:
    """Correct golden annotations on a page in the browser, on this machine alone.

    It shows each abstract with its golden records beside what is extracted, checks every record,
    and writes what is saved back to the file. Ctrl+C ends it; changes not yet saved are kept.

    Examples:

        paperfacts review --golden golden/page.jsonl

        paperfacts review --golden golden/unbundled/corpus.jsonl --papers corpus.jsonl.gz
    """
    from pipelines.render import printable
    from pipelines.review import serve

    def tell(address: str) -> None:
        said = printable(f"{golden} at {address}\nCtrl+C ends the review.")
        _output().print(said, soft_wrap=True)

    serve(golden, papers, port, browser, tell)


if __name__ == "__main__":
    main()
