"""Fuzzing with atheris: texts are thrown at the extraction, damaged files at the readers.

    pip install atheris
    python -m bench.fuzz --seconds 600

What is found (an exception, offsets that miss their surface, a run that takes too long) is printed
once for every place in the code, with the input that showed it, and does not end the fuzzing.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["extractors", "pipelines.readers", "pipelines.extraction"]
):
    import extractors
    from pipelines.extraction import extract_table, papers_table
    from pipelines.readers import Problem, read_inputs
    from pipelines.readers.base import storable
    from schemas import Paper

SAMPLES = Path(__file__).parent.parent / "tests" / "data" / "readers"
#: Pieces of abstracts, whole, broken and hostile; the fuzzer learns which of them to put together.
# fmt: off
FRAGMENTS = (
    "We propose ", "FooNet ", "(FN) ", "FooNet (FN), short for Foo Network, ", "called ", "BERT-",
    "Llama-2-70B ", "GPT-2/3 ", "CIFAR-10 and 100 ", "BERT-base and -large ", "ImageNet-1K ",
    "7B ", "8.3 billion ", "8x7B ", "1,234,567 ", "2.6x ", "$2.6\\times$ ", "48.4\\% ", "twice ",
    "two orders of magnitude ", "half ", "10^{-3} ", "1.1-2.5x ", "from 3 to ", "±", "~", "up to ",
    "faster than ", "less memory ", "parameters ", "accuracy of ", "by ", "on ", "reduces ", "F1 ",
    "https://", "github.com/a/b", "github. com/a/ b ", "www.", ".com ", "\\href{", "\\texttt{",
    ". ", ", ", "; ", ": ", "(", ")", "[", "]", "{", "}", "$", "$$", "\\", '"', "``", "''", "-",
    " ", "\n", "\t", "\r", "\0", "\x1b[0m", "\x7f", "\u00a0", "\u2028", "\u200b", "\ufeff", "\x85",
    "\u200f", "\u202e", "\u2066", "\u0301", "e\u0301\u0302", "\ud800", "\udfff", "—", "İ", "ß",
    "ﬁ", "ǅ", "٣", "²", "½", "Ⅷ", "한국", "中文", "🚀", "👩‍💻",
    "=cmd|' /C calc'!A0", "<script>", "'; --",
)
# fmt: on
#: An input of this size takes no longer, whatever it holds.
MAX_SECONDS = 5.0

_found: dict[str, str] = {}
_reported = 0.0
_tried = dict.fromkeys(("texts", "files", "records"), 0)


def main() -> None:
    """Fuzz for the time asked for, starting from the samples of every format."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=int, default=600)
    arguments = parser.parse_args()
    extractors.load()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for sample in SAMPLES.iterdir():
            (corpus / sample.name).write_bytes(sample.read_bytes())
        for seed in range(8):
            (corpus / f"text{seed}").write_bytes(random.Random(seed).randbytes(400))
        file = Path(folder) / "input"
        atheris.Setup(
            [
                *(sys.argv[0], str(corpus), f"-artifact_prefix={folder}/"),
                *(f"-max_total_time={arguments.seconds}", "-max_len=4000"),
            ],
            lambda data: _try(data, file),
        )
        atheris.Fuzz()


def _try(data: bytes, file: Path) -> None:
    """One input is taken for a file, for a text, and for a JSON record with that text."""
    text = _text(data)
    record = json.dumps({"id": text[:9], "title": text[9:30], "abstract": text[20:]}).encode()
    paper = Paper(title=storable(text[:40]), abstract=storable(text))
    _checked("files", data, lambda: _read(data, file))
    _checked("records", record, lambda: _read(record, file))
    _checked("texts", text, lambda: _extract(paper))


def _text(data: bytes) -> str:
    """A text of fragments, with a piece of raw text now and then."""
    provider = atheris.FuzzedDataProvider(data)
    pieces = []
    while provider.remaining_bytes() and len(pieces) < 120:
        choice = provider.ConsumeIntInRange(0, len(FRAGMENTS) + 3)
        if choice < len(FRAGMENTS):
            pieces.append(FRAGMENTS[choice] * provider.PickValueInList([1, 1, 1, 1, 2, 9]))
        else:
            pieces.append(provider.ConsumeUnicode(8))
    return "".join(pieces)


def _extract(paper: Paper) -> None:
    """The classes of the records check offsets and surfaces; a failure is a problem here."""
    done = extract_table(papers_table([paper]), "run")
    for problem in done.problems:
        extractors.extract(paper)  # raises what the problem only tells of
        raise AssertionError(str(problem))
    assert done.rows["papers"]["abstract"].to_pylist() == [paper.abstract]


def _read(content: bytes, file: Path) -> None:
    file.write_bytes(content)
    for item in read_inputs([str(file)]):
        if isinstance(item, Problem):
            assert str(item).isprintable() or "\n" not in str(item)
            continue
        assert item.abstract.strip()
        assert storable(item.abstract) == item.abstract
        papers_table([item])


def _checked(kind: str, content: str | bytes, step: Callable[[], None]) -> None:
    _tried[kind] += 1
    _report()
    start = time.process_time()
    try:
        step()
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        _note(f"{type(error).__name__} in {place.filename}:{place.lineno}: {error}"[:300], content)
    seconds = time.process_time() - start
    if seconds > MAX_SECONDS:
        _note(f"slow: {kind} of {len(content) // 1000 * 1000} characters", content)


def _note(what: str, content: str | bytes) -> None:
    place = what.partition(": ")[0]
    if place not in _found:
        _found[place] = what
        print(f"FOUND {what}\n  {content!r}", flush=True)


def _report() -> None:
    """Where the fuzzing has come to, twice a minute: libFuzzer ends the process by itself."""
    global _reported
    if time.monotonic() - _reported > 30:
        _reported = time.monotonic()
        print(f"tried {_tried}; found {len(_found)} things", flush=True)


if __name__ == "__main__":
    main()
