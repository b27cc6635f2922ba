"""The mark-up of the test cases itself."""

import pytest

from schemas import KINDS, ParameterCount
from tests.markup import compare, parse


def test_tags_become_records_and_leave_the_plain_text() -> None:
    text, records = parse(
        'We train <model role=proposed names="FooNet|Foo Net">FooNet</model> with '
        "<count value=7e9 model=null>7B</count> parameters (p < 0.05)."
    )
    assert text == "We train FooNet with 7B parameters (p < 0.05)."
    assert records == {kind: [] for kind in KINDS} | {
        "models": [{"role": "proposed", "names": ["FooNet", "Foo Net"]}],
        "parameter_counts": [{"value": 7e9, "model": None, "char_start": 21, "text": "7B"}],
    }


def test_names_are_the_surface_where_none_are_given_and_tags_nest() -> None:
    text, records = parse("on <benchmark><benchmark names=B-10>A-1</benchmark></benchmark>")
    assert text == "on A-1"
    assert records["benchmarks"] == [{"names": ["A-1"]}, {"names": ["B-10"]}]


@pytest.mark.parametrize("marked", ["<model>A", "A</model>", "<model>A</count>"])
def test_tags_must_be_closed(marked: str) -> None:
    with pytest.raises(AssertionError):
        parse(marked)


def test_only_the_fields_given_are_compared_and_every_fact_once() -> None:
    fact = ParameterCount(
        char_start=0,
        char_end=2,
        sentence_start=0,
        sentence_end=9,
        text="7B",
        value=7_000_000_000,
        qualifier="exact",
        scope="total",
    )
    assert compare([{"value": 7e9}], [fact]) == ([], [])
    assert compare([{"value": 7e9, "scope": "active"}], [fact]) == (
        [{"value": 7e9, "scope": "active"}],
        [fact],
    )
    assert compare([{"text": "7B"}, {"text": "7B"}], [fact]) == ([{"text": "7B"}], [])
    assert compare([], [fact]) == ([], [fact])
