"""Opening an input: compression and encoding are found out from its first bytes."""

import codecs
import gzip
import io
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

import pyarrow as pa

HEAD_BYTES = 64 * 1024
STDIN = "-"

_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class _Chunks(io.RawIOBase):
    """A readable stream over an iterator of chunks of bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size


@contextmanager
def open_input(path: str) -> Iterator[tuple[bytes, BinaryIO]]:
    """Open a file, or standard input for "-": its first bytes and the whole of it as a stream.

    Gzip and zstd are decompressed, UTF-16 with a byte order mark is turned into UTF-8, and a byte
    order mark is dropped. Raises OSError where it cannot be read.
    """
    with nullcontext(sys.stdin.buffer) if path == STDIN else Path(path).open("rb") as raw:
        yield _without_byte_order_mark(*_decompressed(*_peek(raw)))


def _decompressed(head: bytes, stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    if head.startswith(_GZIP):
        return _peek(cast(BinaryIO, gzip.open(stream)))
    if head.startswith(_ZSTD):
        return _peek(cast(BinaryIO, pa.CompressedInputStream(stream, "zstd")))
    return head, stream


def _without_byte_order_mark(head: bytes, stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    if head.startswith(_UTF16):
        return _peek(_stream_of(_as_utf8(stream)))
    if head.startswith(codecs.BOM_UTF8):
        stream.read(len(codecs.BOM_UTF8))
        return head[len(codecs.BOM_UTF8) :], stream
    return head, stream


def seekable(stream: BinaryIO) -> BinaryIO:
    """The stream itself where it can seek, else a temporary file with its content."""
    if stream.seekable():
        return stream
    spooled = tempfile.TemporaryFile()  # noqa: SIM115 (the caller reads it)
    shutil.copyfileobj(stream, spooled)
    spooled.seek(0)
    return cast(BinaryIO, spooled)


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    head = stream.read(HEAD_BYTES)
    if isinstance(stream, io.BufferedReader) and stream.seekable():
        stream.seek(0)
        return head, stream
    return head, _stream_of(chain([head], _chunks(stream)))


def _stream_of(chunks: Iterator[bytes]) -> BinaryIO:
    return io.BufferedReader(cast(io.RawIOBase, _Chunks(chunks)), HEAD_BYTES)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(HEAD_BYTES):
        yield chunk


def _as_utf8(stream: BinaryIO) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder("utf-16")("replace")
    for chunk in _chunks(stream):
        yield decoder.decode(chunk).encode("utf-8")
    yield decoder.decode(b"", final=True).encode("utf-8")
