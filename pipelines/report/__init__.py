"""The report: one HTML file over a database, with charts, tables and highlighted abstracts.

The file needs no network and opens from disk. Steps: `gathering` asks the database, `fitting`
decides what there is room for, `page` puts the file together from the files in `assets`.
"""

from pathlib import Path

from pipelines.files import replacing
from pipelines.report.fitting import MOST_BYTES, Fitted, fit
from pipelines.report.gathering import gather
from pipelines.report.page import page_of, page_without_data
from pipelines.store import open_store

__all__ = ["MOST_BYTES", "write_report"]


def write_report(db_path: str | Path, out_path: str | Path, most_bytes: int = MOST_BYTES) -> Fitted:
    """Write the report over the database `db_path` to the file `out_path`; what it holds.

    The file has less than `most_bytes` bytes: abstracts, and of very many papers also papers, are
    left out where that is needed, and the report says so. It appears under its name only when it is
    complete. Raises PipelineError where the database cannot be read or the file not be written.
    """
    with open_store(db_path, read_only=True) as store:
        gathered = gather(store)
    frame = page_without_data(gathered, Path(db_path).name)
    fitted = fit(gathered, most_bytes - frame.size)
    with replacing(Path(out_path)) as file:
        file.write(page_of(frame, fitted))
    return fitted
