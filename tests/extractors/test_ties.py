"""What numbers belong to, on marked-up sentences: wordings that leave no doubt."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import differences

SIZES = [
    "To date herbarium sheets, we propose ZuViT. ZuViT-Tiny, ZuViT-Small and ZuViT-Base have <count model=ZuViT-Tiny>17M</count>, <count model=ZuViT-Small>39M</count> and <count model=ZuViT-Base>112M</count> parameters, respectively.",
    "We propose TwiST for spotting sarcasm. With only <count model=TwiST>9M</count> tunable parameters, TwiST outperforms Llama-2 on six forums.",
    "Ship logs are completed by a recurrent network, and we call it Egret. All Egret models, from <count model=Egret>0.27B</count> to <count model=Egret>3.9B</count> parameters, read the same logs.",
    "Towels are folded by THISTLE. For this we train a <count model=THISTLE>640M</count>-parameter policy model called THISTLE on videos of laundries.",
    "The method is applied to OPT-<count model=OPT-1.3B>1.3B</count>/<count model=OPT-6.7B>6.7B</count>/<count model=OPT-13B>13B</count> without any tuning.",
    'We continue the training of Llama 2 <count model="Llama 2 7B">7B</count>, <count model="Llama 2 13B">13B</count> and <count model="Llama 2 70B">70B</count> on Korean text.',
]
SUBJECTS = [
    "We propose FastFoo, a network for detection. Experiments on COCO show that our method is <speedup subject=FastFoo>3x</speedup> faster than Faster R-CNN.",
    'We propose pruning by curvature. Our method is <speedup subject="Our method">3x</speedup> faster than magnitude pruning.',
    'We study caching. On average, these techniques make serving <speedup subject="these techniques">2.1x</speedup> faster.',
]

SCORES = [
    "We compare on two data sets, reporting BLEU scores of <result metric=BLEU benchmark=Multi30k>31.8</result> and <result metric=BLEU benchmark=WMT14>14.9</result> on the Multi30k and the WMT14 datasets, respectively.",
    "On the Caltech [10] and ETH [11] datasets it reduces the miss rates of earlier models by <result benchmark=Caltech type=gain>12</result> and <result benchmark=ETH type=gain>4.5 percent</result>, respectively.",
]


@pytest.mark.parametrize("case", SIZES)
def test_the_model_of_a_size(case: str) -> None:
    assert differences(case, "parameter_counts") == []


@pytest.mark.parametrize("case", SUBJECTS)
def test_the_subject_of_a_speedup(case: str) -> None:
    assert differences(case, "speedups") == []


@pytest.mark.parametrize("case", SCORES)
def test_the_benchmark_of_a_score(case: str) -> None:
    assert differences(case, "results") == []
