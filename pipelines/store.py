"""The DuckDB file of facts: opened, checked, filled batch by batch, read.

A database has one writer at a time, and no reader while it is written; DuckDB's lock on the file
sees to that. What a batch adds or replaces becomes visible, and lasting, all at once.
"""

import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Literal, Self

import duckdb
import pyarrow as pa

from pipelines.errors import PipelineError
from schemas import KINDS
from schemas.tables import SCHEMA_VERSION, TABLES, ddl

#: How a run can end.
RunEnd = Literal["done", "failed", "interrupted"]

#: DuckDB keeps what it has written in memory up to this; more makes a run no faster.
_WRITER_MEMORY = "512MB"

#: The tables that hold rows of papers.
_PAPER_TABLES = ("papers", *KINDS)

#: The comment on the table `papers`, which tells the version of the schema.
_SCHEMA_MARK = "paperfacts schema "

#: The statements that have rows to show; others, as SET or CREATE TEMP TABLE, are only carried out.
#: A PIVOT is MULTI.
_QUERIES = {"SELECT", "EXPLAIN", "PRAGMA", "CALL", "EXECUTE", "MULTI"}

#: Where a message of DuckDB goes on with more than a line has room for: the query, a long list.
_MORE = re.compile(r"\n\s*(?:LINE \d+:|Candidate functions:)")

#: What the database knows at the start of a run, and the papers that the run has met. Both are kept
#: small, for every chunk of papers is compared with all of them.
_BEGIN = """
CREATE OR REPLACE TEMP TABLE known AS
    SELECT paper_id, hash(title, abstract) AS content, version FROM papers JOIN runs USING (run_id);
CREATE OR REPLACE TEMP TABLE seen (paper_id VARCHAR);
"""

#: Of a chunk of papers, those met for the first time in this run, in order: whether each is stored
#: already, and whether it was so unchanged by the same version of the extractors.
_FIRST_MET = """
WITH first_met AS (
    SELECT * FROM chunk
    ANTI JOIN seen USING (paper_id)
    QUALIFY row_number() OVER (PARTITION BY paper_id ORDER BY place) = 1
)
SELECT
    first_met.* EXCLUDE (place),
    known.paper_id IS NOT NULL AS stored,
    coalesce(content = hash(title, abstract) AND version = $version, FALSE) AS unchanged
FROM first_met
LEFT JOIN known USING (paper_id)
ORDER BY place
"""


class Store:
    """An open database of facts. Close it, or use it in a `with` statement."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was asked of it is gone, unless it was turned into something."""
        self.connection.close()

    def relation(self, name: str) -> duckdb.DuckDBPyRelation:
        """A table or view, to be read."""
        return self.connection.table(name)

    def query(self, sql: str) -> duckdb.DuckDBPyRelation:
        """The answer to a query of the user's. It is computed as it is read: see `sql_errors`."""
        answer, *others = self.answers(sql)
        if others:
            raise PipelineError(f"{len(others) + 1} queries at once; give one")
        return answer

    def answers(self, sql: str) -> Iterator[duckdb.DuckDBPyRelation]:
        """The answers to all queries in `sql`, as by `query`; read each before you take the next.

        Raises PipelineError where no statement is a query.
        """
        answered = False
        for statement in self.connection.extract_statements(sql):
            answer = self.connection.sql(statement)
            if statement.type.name in _QUERIES:
                answered = True
                yield answer
        if not answered:
            raise PipelineError("the statement has no rows to show")

    def views(self) -> list[str]:
        """The names of the analysts' views, in the order in which views.sql makes them."""
        return re.findall(r"^CREATE OR REPLACE VIEW (\w+)", _views_sql(), re.MULTILINE)

    def begin_run(self, version: str, inputs: Sequence[str]) -> str:
        """Enter a new run, and return its id. A run that was killed is marked `interrupted`."""
        started = _now()
        run_id = f"{started:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        self.connection.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
        self.connection.execute(
            "INSERT INTO runs BY NAME SELECT $run_id AS run_id, $started AS started_at,"
            " $version AS version, $inputs AS inputs, 0 AS papers, 'running' AS status",
            {"run_id": run_id, "started": started, "version": version, "inputs": list(inputs)},
        )
        self.connection.execute(_BEGIN)
        return run_id

    def end_run(self, run_id: str, status: RunEnd) -> None:
        """Enter when and how a run ended."""
        self.connection.execute(
            "UPDATE runs SET finished_at = $now, status = $status WHERE run_id = $run_id",
            {"now": _now(), "status": status, "run_id": run_id},
        )

    def first_met(self, chunk: pa.Table, version: str) -> pa.Table:
        """The papers of a chunk that this run has not met before, in order.

        Two columns are added: `stored` for papers that the database has, `unchanged` for those
        whose title and abstract are the same and whose facts are from the same version.
        """
        numbered = chunk.append_column("place", pa.array(range(chunk.num_rows), pa.int64()))
        with _registered(self.connection, {"chunk": numbered}):
            first = self.connection.sql(_FIRST_MET, params={"version": version}).to_arrow_table()
            self.connection.execute("INSERT INTO seen SELECT DISTINCT paper_id FROM chunk")
        return first

    def write(self, run_id: str, rows: Mapping[str, pa.Table], replaced: Iterable[str]) -> None:
        """Add the rows of a batch in one transaction; those of the `replaced` papers give way."""
        old = pa.table({"paper_id": pa.array(replaced, pa.string())})
        batch = {f"new_{table}": rows[table] for table in _PAPER_TABLES}
        with _registered(self.connection, {"old": old, **batch}):
            self.connection.begin()
            try:
                self._replace(run_id, rows["papers"].num_rows, old.num_rows)
                self.connection.commit()
            except BaseException:
                with suppress(duckdb.Error):  # the error may have ended the transaction already
                    self.connection.rollback()
                raise

    def _replace(self, run_id: str, papers: int, replaced: int) -> None:
        for table in _PAPER_TABLES:
            if replaced:
                self.connection.execute(
                    f"DELETE FROM {table} WHERE paper_id IN (SELECT paper_id FROM old)"
                )
            self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_{table}")
        self.connection.execute(
            "UPDATE runs SET papers = papers + $papers WHERE run_id = $run_id",
            {"papers": papers, "run_id": run_id},
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@contextmanager
def _registered(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]
) -> Iterator[None]:
    """Within it, the Arrow tables can be asked under their names in SQL."""
    for name, table in tables.items():
        connection.register(name, table)
    try:
        yield
    finally:
        for name in tables:
            connection.unregister(name)


def open_store(path: str | Path, *, read_only: bool = False) -> Store:
    """Open a database of facts; for writing, it is made where there is none.

    Raises PipelineError, its message one clear line, where that cannot be done: the file is no
    database, or none of ours, or of another schema version, or another process has it open.
    """
    try:
        return Store(_opened(Path(path), read_only))
    except PipelineError as error:
        raise PipelineError(f"{path}: {error}") from None


def _opened(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """As `open_store`, the messages of its errors without the path."""
    if made := not path.exists():
        if read_only:
            raise PipelineError("no such database; `paperfacts extract` makes one")
        _make(path)
    connection = _connect(path, read_only)
    try:
        _configure(connection, read_only)
        _check_schema(connection)
        if not read_only and not made:
            _create(connection)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def sql_errors() -> Iterator[None]:
    """Within it, an error that DuckDB finds in a query is a PipelineError of one line."""
    try:
        yield
    except duckdb.Error as error:
        raise PipelineError(reason_of(error)) from None


def reason_of(error: duckdb.Error) -> str:
    """What DuckDB says on a line, also "Did you mean ...", without a copy of the query."""
    return " ".join(_MORE.split(str(error))[0].split())


def _check_schema(connection: duckdb.DuckDBPyConnection) -> None:
    found = connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    comments = {name: comment or "" for name, comment in found}
    if not comments.keys() & TABLES.keys():
        return
    mark = comments.get("papers", "")
    if not mark.startswith(_SCHEMA_MARK):
        raise PipelineError("a DuckDB database, but not one of paperfacts")
    version = mark.removeprefix(_SCHEMA_MARK)
    if version != str(SCHEMA_VERSION):
        raise PipelineError(
            f"has schema version {version}, this program needs {SCHEMA_VERSION};"
            " extract into a new file"
        )


def _configure(connection: duckdb.DuckDBPyConnection, read_only: bool) -> None:
    """A query sees tables only: no variables of this program and, to read, no other files."""
    connection.execute("SET python_enable_replacements = false")
    if read_only:
        connection.execute("SET enable_external_access = false")
    else:
        connection.execute(f"SET memory_limit = '{_WRITER_MEMORY}'")


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        raise PipelineError(_why_not_opened(error)) from None


def _make(path: Path) -> None:
    """Make a database elsewhere first, so that at `path` there is a whole one or none."""
    try:
        with TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            unfinished = Path(folder) / path.name
            with _connect(unfinished, read_only=False) as connection:
                _create(connection)
            with suppress(FileExistsError):  # another process was faster
                os.link(unfinished, path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PipelineError(f"cannot be opened ({reason})") from None


def _create(connection: duckdb.DuckDBPyConnection) -> None:
    """All tables, functions and views that are not there; views and functions as they are now."""
    from pipelines.names import create_functions  # loads the extractors, which readers do not need

    try:
        connection.begin()
        for table in TABLES:
            connection.execute(ddl(table))
        connection.execute(f"COMMENT ON TABLE papers IS '{_SCHEMA_MARK}{SCHEMA_VERSION}'")
        create_functions(connection)
        connection.execute(_views_sql())
        connection.commit()
    except duckdb.Error as error:
        raise PipelineError(f"cannot be written ({reason_of(error)})") from None


def _views_sql() -> str:
    return files("pipelines").joinpath("views.sql").read_text("utf-8")


def _why_not_opened(error: duckdb.Error) -> str:
    message = reason_of(error)
    if "lock" in message:
        holder = re.search(r"PID (\d+)", message)
        who = f"process {holder[1]}" if holder else "another process"
        return f"in use by {who}; a database has one writer at a time, try again when it is done"
    if "not a valid DuckDB database" in message:
        return "not a DuckDB database"
    reason = message.rpartition(": ")[2]
    return f"cannot be opened ({reason[:1].lower()}{reason[1:]})"
