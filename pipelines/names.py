"""What a database needs to compare names: SQL functions, and the canonical names of the lexicons.

Both are stored in the file, which so can be asked by any program that opens DuckDB files.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import duckdb
import pyarrow as pa
import regex

from extractors.lexicon import LEXICON

#: kind -> groups of the lexicons whose entries can be names of this kind
_GROUPS = {"models": ("model", "method"), "benchmarks": ("benchmark",)}

#: The end of a name that looks like a plural and tells a small variant: "ViT-S".
_SMALL = regex.compile(r"[\s_\-][Ss]$")

#: The blocks of Unicode in which characters fold, beyond ASCII: neither CJK nor Hangul do.
_FOLDED_BLOCKS = (range(0x80, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x20000))

#: Characters of which a key consists, and the marks that are joined to them.
_OF_NAMES = regex.compile(r"[\p{L}\p{N}\p{M}+]")
_NOT_OF_NAMES = regex.compile(r"[^\p{L}\p{N}\p{M}+]")
_MARKS = regex.compile(r"\p{M}+")

_SCHEMA = pa.schema(
    [
        pa.field("kind", pa.string(), nullable=False),
        pa.field("name_key", pa.string(), nullable=False),
        pa.field("canonical_name", pa.string(), nullable=False),
    ]
)


def create_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make, or bring up to date, the table `canonical_names` and the functions of functions.sql."""
    _create_canonical_names(connection)
    connection.execute(_fold_special())
    connection.execute(files("pipelines").joinpath("functions.sql").read_text("utf-8"))


def _create_canonical_names(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS canonical_names"
        " (kind VARCHAR NOT NULL, name_key VARCHAR NOT NULL, canonical_name VARCHAR NOT NULL)"
    )
    connection.register("new_canonical_names", _canonical_names())
    changed = connection.execute(
        "SELECT (SELECT list(c ORDER BY kind, name_key) FROM canonical_names AS c) IS DISTINCT FROM"
        " (SELECT list(c ORDER BY kind, name_key) FROM new_canonical_names AS c)"
    ).fetchall()[0][0]
    if changed:
        connection.execute("DELETE FROM canonical_names")
        connection.execute("INSERT INTO canonical_names FROM new_canonical_names")
    connection.unregister("new_canonical_names")


@cache
def _canonical_names() -> pa.Table:
    """The canonical name of every key in the lexicons; for models, keys as by `variant_key`."""
    names = {
        (kind, key): canonical
        for kind, groups in _GROUPS.items()
        for key in LEXICON.entries
        if (canonical := LEXICON.canonical_name(key, groups))
    }
    for key, entries in LEXICON.entries.items():
        for entry in entries:
            if entry.group in _GROUPS["models"] and _SMALL.search(entry.canonical):
                names["models", f"{key}-s"] = entry.canonical
    rows = [
        {"kind": kind, "name_key": key, "canonical_name": canonical}
        for (kind, key), canonical in names.items()
    ]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


@cache
def _fold_special() -> str:
    """The SQL function that folds the characters for which `lower` is not enough.

    Characters that become one other are translated; those that become several, as the ligature
    "ﬁ", are replaced one after the other.
    """
    folded = dict(_special_characters())
    single = [character for character in folded if len(folded[character]) == 1]
    several = [character + folded[character] for character in folded if character not in single]
    return (
        "CREATE OR REPLACE MACRO fold_special(name) AS CASE"
        f" WHEN regexp_matches(name, '[{''.join(folded)}]') THEN list_reduce("
        f"string_split('{' '.join(several)}', ' '), "
        "lambda folded, pair: replace(folded, pair[1], pair[2:]), "
        f"translate(name, '{''.join(single)}', '{''.join(map(folded.__getitem__, single))}'))"
        " ELSE name END"
    )


def _special_characters() -> Iterator[tuple[str, str]]:
    """Every character that NFKC and casefold turn into more than `lower` does, and what into.

    What a key leaves out is a "-".
    """
    for block in _FOLDED_BLOCKS:
        for character in map(chr, block):
            folded = "".join(map(_folded, unicodedata.normalize("NFKC", character)))
            lower = unicodedata.normalize("NFC", character).lower()
            if folded != lower and _OF_NAMES.search(character + folded):
                yield character, _NOT_OF_NAMES.sub("-", folded)


def _folded(character: str) -> str:
    """The character under casefold. One that falls apart keeps no marks, nor those behind it.

    For they would be joined to it again.
    """
    folded = character.casefold()
    return folded if len(folded) == 1 else _MARKS.sub("", folded) + "-"
