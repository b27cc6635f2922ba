"""Benchmarks: names and role, and capitalised words that are none."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import cases, differences

CASES = [
    "We evaluate on <benchmark role=evaluated>ImageNet</benchmark> and <benchmark role=evaluated>COCO</benchmark>.",
    "We introduce <benchmark role=introduced>FooBench</benchmark>, a benchmark for long documents.",
    'We present <benchmark role=introduced names="TQD|Tabular Question Dataset">Tabular Question Dataset</benchmark> (TQD), a dataset of questions about tables.',
    "Experiments on <benchmark role=evaluated>CIFAR-10</benchmark> and <benchmark role=evaluated>CIFAR-100</benchmark> show that our method works.",
    'Experiments on <benchmark role=evaluated names="CIFAR-10"><benchmark role=evaluated names="CIFAR-100">CIFAR-10/100</benchmark></benchmark> show that our method works.',
    "Our model achieves 88.5% accuracy on the <benchmark role=evaluated>SQuAD 2.0</benchmark> dataset.",
    "Among small taggers, it is the state of the art on the <benchmark role=evaluated>GLUE</benchmark> benchmark.",
    "We test our agent on <benchmark role=evaluated>Atari</benchmark> and <benchmark role=evaluated>MuJoCo</benchmark>.",
    "We release a dataset named <benchmark role=introduced>RoadSigns-5K</benchmark>.",
    "On <benchmark role=evaluated>MMLU</benchmark>, it scores 70.2%.",
    "On <benchmark role=evaluated>Pascal VOC 2012</benchmark>, our method improves mIoU by 2 points.",
    "We evaluate on question answering, summarization and named entity recognition.",
    "We use BLEU, ROUGE and F1 as metrics.",
    "We collect a large corpus of Chinese news.",
    "We train BERT with PyTorch on a large dataset.",
    "Extensive experiments on five image datasets show its strength.",
    "It scores highest on <benchmark role=evaluated>GSM8K</benchmark>, <benchmark role=evaluated>MATH</benchmark> and <benchmark role=evaluated>HumanEval</benchmark>.",
    "Perplexity on <benchmark role=evaluated>WikiText-103</benchmark> falls by 2 points.",
    "Experiments on the <benchmark role=evaluated>MNIST</benchmark> dataset show fast convergence.",
    "We evaluate on <benchmark role=evaluated>ImageNet-1K</benchmark> and <benchmark role=evaluated>ADE20K</benchmark>.",
    'Results on the <benchmark role=evaluated names="LRA|Long Range Arena">Long Range Arena</benchmark> (LRA) benchmark confirm this.',
    "The models are pretrained on <benchmark role=other>Common Crawl</benchmark>.",
    "We evaluate on <benchmark role=evaluated>SQuAD</benchmark>, <benchmark role=evaluated>TriviaQA</benchmark> and <benchmark role=evaluated>HotpotQA</benchmark>.",
    "On the <benchmark role=evaluated>MATH</benchmark> dataset, accuracy rises to 52%.",
    "We introduce <benchmark role=introduced>WebQuestBench</benchmark>, a benchmark for evaluating language agents.",
    "We present <benchmark role=introduced>MedTalkQA</benchmark>, a new dataset of medical questions.",
    "Experiments on <benchmark role=evaluated>ImageNet</benchmark>, <benchmark role=evaluated>CIFAR-10</benchmark> and <benchmark role=evaluated>SVHN</benchmark> confirm this.",
    "On <benchmark role=evaluated>GLUE</benchmark> and <benchmark role=evaluated>SuperGLUE</benchmark>, our model outperforms BERT.",
    "We introduce <benchmark role=introduced>FinTalk</benchmark>, a dataset of financial dialogues.",
    "We introduce <benchmark role=introduced>KiteEval</benchmark>, a benchmark for reasoning.",
    'Results on <benchmark role=evaluated names="LRA|Long Range Arena">Long Range Arena</benchmark> (LRA) confirm this.',
    "Our model is evaluated on <benchmark role=evaluated>LRA</benchmark>.",
    'We evaluate our detector on <benchmark role=evaluated names="nuScenes">nuScenes</benchmark>.',
    "We construct <benchmark role=introduced>FinTalk</benchmark>, a dataset of 10,000 dialogues.",
    "We introduce <benchmark role=introduced>FinTalk</benchmark>, a corpus of financial dialogues.",
    "We build a new corpus, <benchmark role=introduced>FinTalk</benchmark>, of financial dialogues.",
    "We release a new benchmark called <benchmark role=introduced>KiteEval</benchmark>.",
    "We propose a benchmark, <benchmark role=introduced>KiteEval</benchmark>, for agents.",
    "We evaluate our method on <benchmark role=evaluated>KITTI</benchmark> and <benchmark role=evaluated>Waymo Open Dataset</benchmark>.",
    "The model is pretrained on <benchmark role=other>Common Crawl</benchmark> and evaluated on <benchmark role=evaluated>SuperGLUE</benchmark>.",
]

#: known errors: reason -> cases
KNOWN: dict[str, list[str]] = {
    "names that look like plain words or cells of a table, in a sentence alone": [
        "The model is trained on <benchmark role=other>The Pile</benchmark>.",
        "We pretrain on <benchmark role=other>C4</benchmark> and evaluate on <benchmark role=evaluated>GLUE</benchmark>.",
    ],
}


@pytest.mark.parametrize("case", cases(CASES, KNOWN))
def test_benchmarks(case: str) -> None:
    assert differences(case, "benchmarks") == []
