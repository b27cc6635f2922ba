"""One review of one golden file: what the page asks for, and what it changes.

Everything the page shows of an abstract is its *view*: text, golden records with their findings,
what is extracted, and how the two compare.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import RLock
from typing import Any

import extractors
from extractors.urls import find_urls
from pipelines.errors import PipelineError, in_a_line
from pipelines.evaluation import FIELDS as COMPARED
from pipelines.evaluation import Evaluation, KindScore, Record, compare, match
from pipelines.readers import read_inputs
from pipelines.review.checks import Finding, check_all
from pipelines.review.fields import FIELDS
from pipelines.review.golden_file import Annotated, ConflictError, GoldenFile, Records
from pipelines.review.proposals import propose
from pipelines.review.surfaces import Span, places
from schemas import KINDS, Paper
from schemas.keys import url_key

#: a large file is compared in steps of so many seconds, so that the page can be used meanwhile
_STEP = 0.5


class RefusedError(PipelineError):
    """Records that break a rule; nothing was written."""


@dataclass(frozen=True)
class Extracted:
    """What extraction finds in an abstract; `problem` tells why it finds nothing, if it failed."""

    records: Records
    problem: str | None = None


@dataclass(frozen=True)
class Tally:
    """How the saved records of an abstract compare with what is extracted."""

    scores: Mapping[str, KindScore]
    differences: int


class Review:
    """A golden file under review. All methods may be called from several threads.

    Raises PipelineError where the file, or the texts it needs, cannot be read.
    """

    def __init__(self, golden: Path, papers: Sequence[str] | None = None) -> None:
        if golden.is_dir():
            raise PipelineError(f"{golden}: a folder; name one golden file in it")
        texts, problem = _texts_of(papers or ())
        self.golden = GoldenFile(golden, texts)
        if not self.golden.annotated:
            why = problem or "no annotated abstract in it"
            if self.golden.without_text and not problem:
                why = "no texts for its lines; --papers names an input that has them"
            raise PipelineError(f"{golden}: {why}")
        self.golden.drafts()  # a file of drafts that cannot be read is told now
        self._lock = RLock()
        self._extracted: dict[Paper, Extracted] = {}
        self._tallies: dict[str, Tally] = {}

    # --- what is shown ---------------------------------------------------------------------------

    def contents(self) -> dict[str, Any]:
        """The file: its abstracts in their order, and the fields of every kind."""
        with self._lock:
            drafts = self.golden.drafts()
            return {
                "name": self.golden.path.name,
                "without_text": self.golden.without_text,
                "fields": {kind: [asdict(f) for f in fields] for kind, fields in FIELDS.items()},
                "compared": COMPARED,
                "abstracts": [
                    {"key": item.key, "title": item.paper.title, "unsaved": item.key in drafts}
                    for item in self.golden.annotated
                ],
            }

    def view(self, key: str) -> dict[str, Any]:
        """Everything the page shows of one abstract, as it was last changed."""
        with self._lock:
            item = self._item(key)
            draft = self.golden.drafts().get(key)
            unsaved = draft is not None and draft["records"] != item.records
            records: Records = draft["records"] if draft is not None and unsaved else item.records
            made_on = draft["base"] if draft is not None and unsaved else item.base
            found = self._extract(item)
            abstract = item.paper.abstract
            return {
                "key": key,
                "paper_id": item.paper.paper_id,
                "title": item.paper.title,
                "source": item.paper.source,
                "abstract": abstract,
                "base": item.base,
                "made_on": made_on,
                "unsaved": unsaved,
                "stale": made_on != item.base,
                "problem": found.problem,
                "records": records,
                "extracted": found.records,
                "findings": _as_json(check_all(records, abstract)),
                "comparison": {
                    kind: _compared(kind, records[kind], found.records[kind]) for kind in KINDS
                },
                "places": {
                    kind: [_places(kind, record, abstract) for record in records[kind]]
                    for kind in KINDS
                },
            }

    def scores(self) -> dict[str, Any]:
        """F1 of what is saved, by kind; `pending` abstracts are not compared yet: ask again."""
        until = time.monotonic() + _STEP
        with self._lock:
            items = list(self.golden.annotated)
        for item in items:
            if time.monotonic() > until:
                break
            with self._lock:
                self._tally(item)
        with self._lock:
            tallies = [self._tallies.get(item.base) for item in items]
        done = [tally for tally in tallies if tally is not None]
        totals = {kind: _total([tally.scores[kind] for tally in done]) for kind in KINDS}
        return {
            "pending": len(items) - len(done),
            "kinds": {
                kind: {"f1": total.f1, "golden": total.golden, "matched": total.matched}
                for kind, total in totals.items()
            },
            "differences": {
                item.key: None if tally is None else tally.differences
                for item, tally in zip(items, tallies, strict=True)
            },
        }

    def proposal(self, key: str, kind: str, span: Span) -> dict[str, Any]:
        """A record of a kind for a selection in an abstract."""
        with self._lock:
            item = self._item(key)
            start, end = span
            if kind not in KINDS or not 0 <= start < end <= len(item.paper.abstract):
                raise RefusedError("no kind, or no place in the abstract, to propose a record for")
            found = self._extract(item).records[kind]
            return asdict(propose(kind, span, item.paper.abstract, found))

    # --- what is changed -------------------------------------------------------------------------

    def keep(self, key: str, made_on: str, records: Records) -> dict[str, Any]:
        """Keep changed records as a draft; the view of the abstract with them."""
        with self._lock:
            item = self._item(key)
            records = {kind: records.get(kind, []) for kind in KINDS}
            same = records == item.records
            self.golden.keep_draft(key, None if same else {"base": made_on, "records": records})
            return self.view(key)

    def discard(self, key: str) -> dict[str, Any]:
        """Forget what is not saved of an abstract; the view of what is."""
        with self._lock:
            self.golden.keep_draft(key, None)
            return self.view(key)

    def save(self, key: str, base: str, records: Records) -> dict[str, Any]:
        """Write changed records to the file, in place of those of the line `base`.

        Raises RefusedError where they break a rule that the saved ones did not break,
        ConflictError where line or file have changed meanwhile.
        """
        with self._lock:
            item = self._item(key)
            records = {kind: records.get(kind, []) for kind in KINDS}
            if base != item.base:
                raise ConflictError(
                    "this abstract was saved from another window meanwhile: nothing is written"
                )
            known = {message for _, message in _errors(item.records, item.paper.abstract)}
            for place, message in _errors(records, item.paper.abstract):
                if message not in known:
                    raise RefusedError(f"not saved: {place}: {message}")
            if records != item.records:
                self.golden.save(item, records)
            self.golden.keep_draft(key, None)
            return self.view(key)

    def reload(self) -> dict[str, Any]:
        """Read the file again; what is not yet saved is kept."""
        with self._lock:
            self.golden.read()
            return self.contents()

    # --- steps -----------------------------------------------------------------------------------

    def _item(self, key: str) -> Annotated:
        for item in self.golden.annotated:
            if item.key == key:
                return item
        raise ConflictError(f"{self.golden.path.name} has no abstract {key!r} any more")

    def _extract(self, item: Annotated) -> Extracted:
        known = self._extracted.get(item.paper)
        if known is None:
            known = self._extracted[item.paper] = _extract(item.paper)
        return known

    def _tally(self, item: Annotated) -> Tally:
        known = self._tallies.get(item.base)
        if known is None:
            evaluation = Evaluation()
            found = self._extract(item).records
            for kind in KINDS:
                usable = [r for r in item.records[kind] if _is_usable(kind, r)]
                compare(evaluation, item.key, kind, usable, found[kind])
                evaluation.scores[kind].golden += len(item.records[kind]) - len(usable)
            known = Tally(evaluation.scores, len(evaluation.differences))
            self._tallies[item.base] = known
        return known


def _texts_of(papers: Sequence[str]) -> tuple[dict[str, Paper], str | None]:
    """The papers of some inputs by their ids, and the first problem in reading them."""
    found = list(read_inputs(list(papers))) if papers else []
    texts = {item.paper_id: item for item in found if isinstance(item, Paper)}
    return texts, next((str(item) for item in found if not isinstance(item, Paper)), None)


def _extract(paper: Paper) -> Extracted:
    try:
        facts = extractors.extract(paper)
    except Exception as error:  # the annotation of an abstract does not depend on its extraction
        return Extracted({kind: [] for kind in KINDS}, f"extraction failed ({in_a_line(error)})")
    return Extracted({kind: [f.model_dump() for f in getattr(facts, kind)] for kind in KINDS})


def _errors(records: Records, abstract: str) -> list[tuple[str, str]]:
    """The errors of records: which record, and what is wrong."""
    return [
        (f"{kind.replace('_', ' ')}, record {number}", finding.message)
        for kind, findings_of_kind in check_all(records, abstract).items()
        for number, findings in enumerate(findings_of_kind, start=1)
        for finding in findings
        if finding.severity == "error"
    ]


def _as_json(findings: Mapping[str, list[list[Finding]]]) -> dict[str, Any]:
    return {
        kind: [[asdict(finding) for finding in of_record] for of_record in of_kind]
        for kind, of_kind in findings.items()
    }


def _compared(
    kind: str, golden: Sequence[Record], extracted: Sequence[Record]
) -> list[dict[str, Any]]:
    """Which golden record goes with which extracted one, and the fields that differ.

    Every golden record has its row, in their order; the extracted ones that go with none follow.
    """
    usable = [number for number, record in enumerate(golden) if _is_usable(kind, record)]
    pairs = {usable[g]: e for g, e in match(kind, [golden[n] for n in usable], extracted)}
    rows: list[dict[str, Any]] = []
    for number, record in enumerate(golden):
        found = pairs.get(number)
        wrong = [] if found is None else _wrong_fields(kind, record, extracted[found])
        rows.append({"golden": number, "extracted": found, "wrong": wrong})
    spurious = [e for e in range(len(extracted)) if e not in pairs.values()]
    return rows + [{"golden": None, "extracted": e, "wrong": []} for e in spurious]


def _wrong_fields(kind: str, golden: Record, extracted: Record) -> list[str]:
    evaluation = Evaluation()
    compare(evaluation, "", kind, [golden], [extracted])
    return [difference.problem for difference in evaluation.differences]


def _is_usable(kind: str, record: Record) -> bool:
    """Whether a record is complete enough to be compared; one that is being written may not be."""
    for field in FIELDS[kind]:
        value = record.get(field.name)
        if field.type == "names":
            if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
                return False
        elif field.type == "number":
            if isinstance(value, bool) or not isinstance(value, int | float):
                return False
        elif field.type == "url":
            if not isinstance(value, str):
                return False
        elif field.name not in record or not isinstance(value, str | None):
            return False
    return True


def _places(kind: str, record: Mapping[str, Any], abstract: str) -> list[Span]:
    """Where a golden record may stand: it carries no offsets, so wherever its surfaces do."""
    if kind == "links":
        key = url_key(str(record.get("url")))
        return [(s, e) for s, e in find_urls(abstract) if url_key(abstract[s:e]) == key]
    names = record.get("names")
    surfaces = names if isinstance(names, list) else [record.get("text")]
    return [
        span
        for surface in surfaces
        if isinstance(surface, str)
        for span in places(surface, abstract)
    ]


def _total(scores: Sequence[KindScore]) -> KindScore:
    return KindScore(
        matched=sum(score.matched for score in scores),
        extracted=sum(score.extracted for score in scores),
        golden=sum(score.golden for score in scores),
    )
