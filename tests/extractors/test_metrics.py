"""The metrics of a sentence: marked as [metric] in it, what else there is being none."""

import time

import pytest
import regex

from extractors.chunks import Mention
from extractors.labels import Name
from extractors.metrics import find_metrics
from extractors.pipeline import load_tokenizer
from extractors.text import Text

NLP = load_tokenizer()


def surfaces(sentence: str, name: str = "") -> list[str]:
    start = sentence.find(name)
    mention = Mention(start, start + len(name), name, start, start + len(name))
    names = [Name("benchmark:evaluated", (mention,), 1.0)] if name else []
    return [metric.surface for metric in find_metrics(Text.of(NLP(sentence)), names)]


def plain_and_marked(case: str) -> tuple[str, list[str]]:
    return regex.sub(r"<|>", "", case), regex.findall(r"<(.*?)>", case)


CASES = [
    # how good and whose goes
    "It reaches state-of-the-art <accuracy> and a higher <F1>.",
    "Our <mIoU> is the best, with significant <error> reductions.",
    "We reach <FID> scores of 3.4 and outperform in <BLEU> by 2.",
    "The system elevates <success rates>.",
    # averaging goes, where it is not part of a name
    "with an average <success rate> of 74.4%",
    "an absolute <top-1 accuracy> gain",
    "an <overall accuracy> of 9%, an overall <success rate> of 8%",
    "an <average precision> of 41.7 and an average <mAP> of 38",
    "a <mean average precision> of 41.7 and a <mean IoU> of 38",
    "a <mean absolute error> of 2.3 mm and a <relative pose error> of 3%",
    "5.7% relative <error> reduction",
    "an <Average Displacement Error> below 0.5",
    "approaches human <accuracy>",
    # what is measured stays
    "lowers the <landmark error> by 5.9",
    "an <end-to-end accuracy> of 76.4%",
    "improves <top-1% image recall rate> from 57.08%",
    "a <class-weighted F1> score of 6.8%",
    "9.5% in <log-average miss rate>",
    "in terms of <3D mean per joint position error> (<MPJPE>)",
    "a <top 1 error rate> of 21%",
    "an <exact match accuracy> of 81.03%",
    "2.88% on <Jaccard similarity> and 13% in <Expected Average Overlap>",
    "we reduce <assembly error> by 75%",
    "a <false alarm rate> of 3%",
    # punctuation and tails go
    "58.3 <macro F1>.",
    "an <F1>-score of 90% and an <F-measure> of 81%.",
    "90% <Recall@1>.",
    "a <driving score> of 16.1",
    # acronyms and what they hold
    "55.3 <AP$_{50}$> on DOTA, 81 <AP50> and 40 <mAP@0.5>",
    "an <R2> of 0.97 and a <Pearson correlation> of 0.9",
    "1.27 <bits per character>",
    "8% in <Rank@1>, 3% <ROUGE-L> and 7 <SI-SDR>",
    # unfamiliar ones
    "outperforms it by 5% in terms of <knowledgeability> and <engagement>",
    "reaches 64.2 <QDMX> on the test set",
    "a 30% higher <proficiency> than the baseline",
    "reduces <residual vibrations> by 90%",
    "reduces the <number of collisions> by 30%",
    "an improvement of 21% in <task satisfaction>",
    # none at all
    "improves performance by 3%",
    "a learning rate of 0.1 at a frame rate of 30",
    "a reward model for semantic similarity tasks",
    "our tracker scores up to 30% better",
    "is 50% less accurate than before",
    "runs on 8 GPU and trains in 3 GB.",
]


@pytest.mark.parametrize("case", CASES)
def test_the_metrics_of_a_sentence(case: str) -> None:
    sentence, expected = plain_and_marked(case)
    assert surfaces(sentence) == expected


def test_a_name_is_no_part_of_a_metric() -> None:
    assert surfaces("a LIBERO-Long success rate of 71%", "LIBERO-Long") == ["success rate"]
    assert surfaces("28% on ADE in terms of mAP", "ADE") == ["mAP"]


def test_the_span_covers_the_tail() -> None:
    text = Text.of(NLP("a BLEU score of 28.4"))
    (metric,) = find_metrics(text, [])
    assert text.text[metric.start : metric.end] == "BLEU score"
    assert metric.surface == "BLEU"


@pytest.mark.parametrize(
    "piece",
    ["accuracy ", "mAP@", "mean ", "F-", "in terms of ", "a-", "number of ", "AP_{", "top-1 "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = Text.of(NLP(piece * (60_000 // len(piece))))
    began = time.perf_counter()
    find_metrics(text, [])
    assert time.perf_counter() - began < 3
