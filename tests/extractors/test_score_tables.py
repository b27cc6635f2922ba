"""Every line of the tables of scores holds for its own example."""

import pytest

from extractors import scores
from extractors.quantities import find_quantities, list_of

TABLES = {
    "trap": (scores._TRAP_WORDINGS, scores._TRAPS),
    "sure": (scores._SURE_WORDINGS, scores._SURE),
    "type": (scores._TYPE_WORDINGS, [wording for wording, _ in scores._TYPES]),
}
LINES = [
    pytest.param(wording, line[-1], id=f"{table}: {line[-1]}")
    for table, (lines, wordings) in TABLES.items()
    for line, wording in zip(lines, wordings, strict=True)
]


@pytest.mark.parametrize(("wording", "example"), LINES)
def test_a_line_holds_for_its_example(wording: scores._Wording, example: str) -> None:
    quantities = find_quantities(example)
    lists = [list_of(quantity, quantities) for quantity in quantities]
    assert any(
        wording.stands_at(example[: members[0].left], example, members[-1].end) for members in lists
    )
