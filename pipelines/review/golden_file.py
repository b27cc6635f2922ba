"""A golden file under review: its lines, and how changes are written back without losing any.

Lines that are not changed stay as they are, byte for byte. A file is replaced as a whole or not at
all, and only if it still is what was read. What a person has changed and not yet saved is kept in
a file beside it, so that neither the end of the program nor that of the browser loses it.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import PipelineError
from pipelines.evaluation import GoldenError
from pipelines.files import replacing
from schemas import KINDS, Paper

Records = dict[str, list[dict[str, Any]]]

_BOM = b"\xef\xbb\xbf"
#: the ways of writing JSON that are told apart, so that a changed line looks like its neighbours
_STYLES: tuple[dict[str, Any], ...] = (
    {"ensure_ascii": False},
    {"ensure_ascii": True},
    {"ensure_ascii": False, "separators": (",", ":")},
    {"ensure_ascii": True, "separators": (",", ":")},
)


class ConflictError(PipelineError):
    """Somebody else has changed what is to be written; nothing was written."""


@dataclass(frozen=True)
class Annotated:
    """A line with its abstract. `base` tells this line from any other, and from its own past."""

    row: int
    key: str
    base: str
    paper: Paper
    fields: Mapping[str, Any]

    @property
    def records(self) -> Records:
        return {kind: list(self.fields.get(kind) or ()) for kind in KINDS}


class GoldenFile:
    """The lines of a golden file. Raises GoldenError where it cannot be read.

    Lines without `abstract` are joined to `texts` by their id; `without_text` counts those that
    cannot be, which are kept but not shown.
    """

    def __init__(self, path: Path, texts: Mapping[str, Paper]) -> None:
        self.path = path
        self._target = path.resolve()
        self._texts = texts
        self.read()

    def read(self) -> None:
        """Read the file, again if need be."""
        self._content = _content_of(self.path, self._target)
        self._rows = self._content.split(b"\n")
        self.annotated = list(self._annotated())
        self.without_text = sum(bool(_bare(row)) for row in self._rows) - len(self.annotated)

    def _annotated(self) -> Iterator[Annotated]:
        seen: dict[str, int] = {}
        for row, content in enumerate(self._rows):
            if not _bare(content):
                continue
            try:
                fields = _fields_of(content)
                paper = self._paper_of(fields)
            except (ValueError, AttributeError) as error:
                raise GoldenError(f"{self.path}: line {row + 1}: {_line_of(error)}") from None
            if paper is None:
                continue
            count = seen[paper.paper_id] = seen.get(paper.paper_id, 0) + 1
            key = paper.paper_id if count == 1 else f"{paper.paper_id} ({count})"
            yield Annotated(row, key, _hash(content), paper, fields)

    def _paper_of(self, fields: Mapping[str, Any]) -> Paper | None:
        if "abstract" not in fields:
            return self._texts.get(str(fields.get("id")))
        names = ("title", "abstract", "source")
        given = {name: fields[name] for name in names if name in fields}
        return Paper(paper_id=fields.get("id") or "", **given)

    def save(self, annotated: Annotated, records: Records) -> None:
        """Write the records of one line. Raises ConflictError, or PipelineError on failure."""
        with self._locked() as folder:
            if _content_of(self.path, self._target) != self._content:
                raise ConflictError(
                    f"{self.path.name} was changed on disk meanwhile: nothing is written. "
                    "Read it again; your changes are kept."
                )
            rows = list(self._rows)
            rows[annotated.row] = _rewritten(rows[annotated.row], annotated.fields, records)
            _write(self._target, b"\n".join(rows), folder)
        self.read()

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """Keeps other reviews out of the folder; gives its file descriptor."""
        try:
            folder = os.open(self._target.parent, os.O_RDONLY)
            try:
                fcntl.flock(folder, fcntl.LOCK_EX)
                yield folder
            finally:
                os.close(folder)
        except OSError as error:
            raise PipelineError(f"{self.path}: cannot be written ({error.strerror})") from None

    # --- drafts ----------------------------------------------------------------------------------

    @property
    def drafts_path(self) -> Path:
        return self._target.with_name(f".{self._target.name}.unsaved")

    def drafts(self) -> dict[str, dict[str, Any]]:
        """What is not yet saved, by key: the `records`, and the `base` they were made on."""
        try:
            drafts: dict[str, dict[str, Any]] = json.loads(self.drafts_path.read_bytes())
            if not all({"base", "records"} <= draft.keys() for draft in drafts.values()):
                raise ValueError("no changes that were kept")
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, AttributeError) as error:
            raise PipelineError(f"{self.drafts_path}: {_line_of(error)}") from None
        return drafts

    def keep_draft(self, key: str, draft: dict[str, Any] | None) -> None:
        """Keep what is not yet saved of one abstract; None forgets it."""
        with self._locked() as folder:
            drafts = self.drafts()
            drafts.pop(key, None)
            if draft is not None:
                drafts[key] = draft
            if drafts:
                _write(self.drafts_path, json.dumps(drafts).encode(), folder)
            else:
                self.drafts_path.unlink(missing_ok=True)


def _content_of(path: Path, target: Path) -> bytes:
    try:
        return target.read_bytes()
    except OSError as error:
        raise GoldenError(f"{path}: cannot be read ({error.strerror})") from None


def _bare(content: bytes) -> bytes:
    return content.removeprefix(_BOM).strip()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _fields_of(content: bytes) -> dict[str, Any]:
    fields = json.loads(_bare(content), parse_constant=_refuse, parse_float=_finite)
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    if not isinstance(fields.get("abstract", ""), str):
        raise ValueError("abstract is no text")
    for kind in KINDS:
        records = fields.get(kind, [])
        if not isinstance(records, list) or not all(isinstance(item, dict) for item in records):
            raise ValueError(f"{kind} is not a list of records")
    return fields


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _finite(digits: str) -> float:
    number = float(digits)
    return number if abs(number) != float("inf") else _refuse(digits)


def _line_of(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def _rewritten(content: bytes, fields: Mapping[str, Any], records: Records) -> bytes:
    """A line with other records: what does not change in it stays as it was written."""
    changed = dict(fields)
    for kind in KINDS:
        if kind in fields or records.get(kind):
            changed[kind] = _kept(fields.get(kind, []), records.get(kind, []))
    bare = _bare(content)
    start = content.index(bare)
    style = next((style for style in _STYLES if _dumped(fields, style) == bare), _STYLES[0])
    return content[:start] + _dumped(changed, style) + content[start + len(bare) :]


def _kept(old: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    """The new records; where an old one says the same, that one, as it is written."""
    return [next((before for before in old if before == record), record) for record in new]


def _dumped(fields: Mapping[str, Any], style: Mapping[str, Any]) -> bytes:
    try:
        return json.dumps(fields, allow_nan=False, **style).encode()
    except UnicodeEncodeError:  # half of a surrogate pair can only be written escaped
        return json.dumps(fields, allow_nan=False, **{**style, "ensure_ascii": True}).encode()


def _write(path: Path, content: bytes, folder: int) -> None:
    """Put a file in place whole, and make sure that the folder on the disk has it."""
    with replacing(path) as file:
        file.write(content)
    os.fsync(folder)
