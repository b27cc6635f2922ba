"""Where a name was lost: told from the candidates and from the other differences."""

from typing import Any

import pytest

from pipelines.diagnosis import reason
from pipelines.evaluation import Difference, Evaluation

ABSTRACT = "We compare FooNet and Swin Transformer on FooBench."


def named(*names: str) -> dict[str, Any]:
    return {"names": list(names)}


def missed(*names: str) -> Difference:
    return Difference("p", "models", "missed", named(*names), None)


def spurious(*names: str) -> Difference:
    return Difference("p", "models", "spurious", None, named(*names))


def reason_of(difference: Difference, *others: Difference) -> str:
    evaluation = Evaluation(1, {"p": ABSTRACT}, differences=[*others, difference])
    return reason(difference, evaluation, evaluation.texts)


@pytest.mark.parametrize(
    ("difference", "others", "expected"),
    [
        (missed("FooNet"), (), "wrong label"),
        (missed("foo net", "Other Words"), (), "wrong label"),
        (missed("compare"), (), "no candidate"),
        (missed("BarNet"), (), "no candidate"),
        (missed("Swin Transformer"), (spurious("Swin"),), "wrong gathering"),
        (spurious("Swin"), (missed("Swin Transformer"),), "wrong gathering"),
        (spurious("FooNet"), (missed("Swin Transformer"),), "wrong label"),
        (spurious("FooNet"), (spurious("FooNet and Swin"),), "wrong label"),
        (missed("FooNet"), (missed("Foo"),), "wrong label"),
    ],
)
def test_names(difference: Difference, others: tuple[Difference, ...], expected: str) -> None:
    assert reason_of(difference, *others) == expected


def test_another_abstract_explains_nothing() -> None:
    elsewhere = Difference("q", "models", "spurious", None, named("Swin"))
    assert reason_of(missed("Swin Transformer"), elsewhere) == "wrong label"


def test_another_kind_explains_nothing() -> None:
    benchmark = Difference("p", "benchmarks", "spurious", None, named("Swin"))
    assert reason_of(missed("Swin Transformer"), benchmark) == "wrong label"


def test_numbers_are_grouped_by_their_problem() -> None:
    assert reason_of(Difference("p", "speedups", "missed", {"factor": 2}, None)) == "missed"
    assert reason_of(Difference("p", "speedups", "phase", {"a": 1}, {"a": 2})) == "wrong phase"


def test_spurious_numbers_are_spurious() -> None:
    assert reason_of(Difference("p", "speedups", "spurious", None, {"factor": 2})) == "spurious"


def test_a_wrong_field_of_a_name() -> None:
    difference = Difference("p", "models", "role", named("FooNet"), named("FooNet"))
    assert reason_of(difference) == "wrong role"
