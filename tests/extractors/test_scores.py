"""Scores: every wording finds its example, and what must not be taken for one."""

import pytest

from extractors import scores
from extractors.quantities import Quantity, find_quantities
from extractors.scores import is_no_score, plain_type, says_score

# the text, its number, and whether it is no score for sure
TRAPS = [
    ("at a threshold of 0.8", "0.8", True),
    ("a learning rate of 0.001", "0.001", True),
    ("with a high pruning rate (99%)", "99%", True),
    ("best recall at IoU 0.5", "0.5", True),
    ("with 1% of the labels", "1%", True),
    ("from a small portion of labelled videos (5% and 10%)", "5%", True),
    ("we use 70% less annotation effort", "70%", True),
    ("it reduces the demand for recordings by more than 95%", "95%", True),
    ("the clicks needed to reach 85% and 90% IoU", "90%", True),
    ("40.1 mAP at 120 FPS", "120 FPS", True),
    ("on SQuAD 2.0 we win", "2.0", True),
    ("it recovers 97% of the labels", "97%", False),
    ("an accuracy of 82%", "82%", False),
    ("an FID of 2.1", "2.1", False),
    ("it improves over dropout by 12.2%", "12.2%", False),
]
# the text, its number, and whether it is a score for sure
SURE = [
    ("close to the 71.3 exact match of X", "71.3", True),
    ("at an overall PR-AUC of 63.2", "63.2", True),
    ("90x smaller rotation errors", "90x", True),
    ("it closes 88% of the gap", "88%", True),
    ("it is correct 71% of the time", "71%", True),
    ("GPT-4 completes just 39% of the office tasks", "39%", True),
    ("57% of the objects are correctly localized", "57%", True),
    ("it retains 97% of the teacher performance", "97%", True),
    ("runs at 95% recall", "95%", False),
    ("39% of the papers", "39%", False),
    ("it is trained for 5 hours", "5 hours", False),
]
# the text, its number, and the type that its wording says
TYPES = [
    ("a 2.9% increase in the test error", "2.9%", "loss"),
    ("a 20% reduction in WER", "20%", "gain"),
    ("at the price of a 0.8% loss in BLEU", "0.8%", "loss"),
    ("raises the perplexity of X by 0.4", "0.4", "loss"),
    ("it reduces the error rate by 12%", "12%", "gain"),
    ("codes cost a mere 1.1 points of mAP", "1.1", "loss"),
    ("it remains within 1.9% of the accuracy of X", "1.9%", "loss"),
    ("it is 0.4 points below X", "0.4", "loss"),
    ("it retains 95% of the accuracy of BERT", "95%", "absolute"),
    ("by a wide margin of 6.2%", "6.2%", "gain"),
    ("accuracy rises from 69.2% to 71.3%", "71.3%", "absolute"),
    ("with a mean absolute error (MAE) of 2.3", "2.3", "absolute"),
    ("it gains +5.7 on GLUE", "+5.7", "gain"),
    ("it reduces the gap from 3.1 to 1.2", "1.2", None),
    ("reduces the accuracy degradation by 0.7%", "0.7%", None),
]


def members_of(text: str, surface: str) -> tuple[list[Quantity], Quantity]:
    quantities = find_quantities(text)
    quantity = next(one for one in quantities if one.text == surface)
    listed = [one for one in quantities if one.group is not None and one.group == quantity.group]
    return listed or [quantity], quantity


@pytest.mark.parametrize(("text", "surface", "trap"), TRAPS)
def test_no_scores(text: str, surface: str, trap: bool) -> None:
    assert is_no_score(*members_of(text, surface), text) is trap


@pytest.mark.parametrize(("text", "surface", "sure"), SURE)
def test_scores_said_outright(text: str, surface: str, sure: bool) -> None:
    assert says_score(*members_of(text, surface), text) is sure


@pytest.mark.parametrize(("text", "surface", "said"), TYPES)
def test_types(text: str, surface: str, said: str | None) -> None:
    assert plain_type(*members_of(text, surface), text).get("type") == said


def test_wordings_are_fast_on_hostile_text() -> None:
    text = "reduces the error " * 400 + "by 3% " + "of the " * 400
    for _ in range(50):
        assert plain_type(*members_of(text, "3%"), text) == {"type": "gain"}
    assert scores.is_no_score(*members_of(text, "3%"), text) is False
