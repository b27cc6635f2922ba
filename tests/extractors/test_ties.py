"""What numbers belong to, on marked-up sentences: wordings that leave no doubt."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import differences

SIZES = [
    "Our DaViT comes in three sizes: DaViT-Tiny, DaViT-Small and DaViT-Base have <count model=DaViT-Tiny>28M</count>, <count model=DaViT-Small>50M</count> and <count model=DaViT-Base>88M</count> parameters, respectively.",
    "We propose LiST for few-shot learning. With only <count model=LiST>14M</count> tunable parameters, LiST outperforms GPT-3 on every task.",
    "We train Eagle, a recurrent language model. The Eagle models ranging from <count model=Eagle>0.46B</count> to <count model=Eagle>7.5B</count> parameters are released.",
    "We integrate these advances into a <count model=FLOWER>950M</count>-parameter vision-language-action model called FLOWER.",
    "The method is applied to OPT-<count model=OPT-1.3B>1.3B</count>/<count model=OPT-6.7B>6.7B</count>/<count model=OPT-13B>13B</count> without any tuning.",
    'We continue the training of Llama 2 <count model="Llama 2 7B">7B</count>, <count model="Llama 2 13B">13B</count> and <count model="Llama 2 70B">70B</count> on Korean text.',
]
SUBJECTS = [
    "We propose FastFoo, a network for detection. Experiments on COCO show that our method is <speedup subject=FastFoo>3x</speedup> faster than Faster R-CNN.",
    'We propose pruning by curvature. Our method is <speedup subject="Our method">3x</speedup> faster than magnitude pruning.',
    'We study caching. On average, these techniques make serving <speedup subject="these techniques">2.1x</speedup> faster.',
]


@pytest.mark.parametrize("case", SIZES)
def test_the_model_of_a_size(case: str) -> None:
    assert differences(case, "parameter_counts") == []


@pytest.mark.parametrize("case", SUBJECTS)
def test_the_subject_of_a_speedup(case: str) -> None:
    assert differences(case, "speedups") == []
