"""Scores: value, metric, benchmark, model and type, and numbers that are no scores."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import differences

CASES = [
    "We propose FooNet, a small network. FooNet achieves an accuracy of <result value=82.1 metric=accuracy benchmark=ImageNet model=FooNet type=absolute>82.1%</result> on ImageNet.",
    "We propose FooNet, a small network. FooNet outperforms ResNet-50 by <result value=2.3 model=FooNet type=gain>2.3%</result> on ImageNet.",
    "BERT achieves <result value=88.5 metric=F1 benchmark=SQuAD model=BERT type=absolute>88.5</result> F1 on SQuAD.",
    "GPT-4 scores <result value=86.4 benchmark=MMLU model=GPT-4 type=absolute>86.4%</result> on MMLU.",
    "FooNet obtains <result value=28.4 metric=BLEU type=absolute>28.4</result> BLEU on WMT14.",
    "It obtains a perplexity of <result value=15.8 metric=perplexity benchmark=WikiText-103 type=absolute>15.8</result> on WikiText-103.",
    "Our method improves accuracy by <result value=3.2 metric=accuracy benchmark=CIFAR-10 type=gain>3.2%</result> on CIFAR-10.",
    "It improves over the baseline by <result value=1.5 type=gain>1.5</result> points.",
    "Quantization costs only <result value=0.3 metric=accuracy type=loss>0.3%</result> accuracy.",
    'We achieve <result value=76.5 metric="top-1 accuracy" benchmark=ImageNet type=absolute>76.5%</result> top-1 accuracy on ImageNet.',
    "FooNet achieves <result value=58.7 metric=mAP benchmark=COCO type=absolute>58.7</result> mAP on COCO.",
    "FooNet achieves <result value=78.4 benchmark=MMLU type=absolute>78.4%</result> on MMLU and <result value=81.0 benchmark=GSM8K type=absolute>81.0%</result> on GSM8K.",
    'The word error rate falls from <result value=6.9 metric="word error rate" type=absolute>6.9%</result> to <result value=5.2 metric="word error rate" type=absolute>5.2%</result>.',
    "Our method increases accuracy from <result value=69.24 metric=accuracy type=absolute>69.24%</result> to <result value=71.29 metric=accuracy type=absolute>71.29%</result>.",
    'It reduces the word error rate by <result value=12 metric="word error rate" type=gain>12%</result>.',
    'It reduces the error rate by <result value=15 metric="error rate" type=gain>15%</result>.',
    "Our system achieves an F1 score of <result value=0.87 metric=F1 type=absolute>0.87</result>.",
    "It improves F1 by <result value=4.1 metric=F1 type=gain>4.1</result> points over the previous best model.",
    'FooNet has a win rate of <result value=56 metric="win rate" type=absolute>56%</result> against GPT-4.',
    "On SST-2, the accuracy is <result value=94.2 metric=accuracy benchmark=SST-2 type=absolute>94.2%</result>.",
    "FooNet reaches <result value=45.1 metric=mIoU benchmark=ADE20K type=absolute>45.1</result> mIoU on ADE20K.",
    'FooNet achieves a mean IoU of <result value=80.2 metric="mean IoU" benchmark=Cityscapes type=absolute>80.2%</result> on Cityscapes.',
    "It gains <result value=5.7 type=gain>+5.7</result> points on GLUE.",
    "The pass@1 is <result value=42.7 metric=pass@1 benchmark=HumanEval>42.7%</result> on HumanEval.",
    'Our agent attains a success rate of <result value=92 metric="success rate" type=absolute>92%</result>.',
    "The model retains <result value=97 type=absolute>97%</result> of the accuracy of BERT.",
    "FooNet achieves <result value=0.81 metric=accuracy type=absolute>0.81</result> and <result value=0.77 metric=accuracy type=absolute>0.77</result> accuracy on the two datasets.",
    "On the test set, FooNet has a WER of <result value=3.4 metric=WER>3.4%</result>.",
    "We obtain an FID of <result value=2.1 metric=FID benchmark=CIFAR-10>2.1</result> on CIFAR-10.",
    "The perplexity is <result value=15.8 metric=perplexity>15.8</result> vs <result value=18.3 metric=perplexity>18.3</result> for the baseline.",
    "The correlation with human judgments is <result value=0.71 metric=correlation type=absolute>0.71</result>.",
    "We improve mAP by <result value=1.8 metric=mAP benchmark=COCO type=gain>1.8</result> points on COCO.",
    "Our method achieves <result value=97.3 metric=accuracy benchmark=MNIST type=absolute>97.3\\%</result> accuracy on MNIST.",
    "The Dice score is <result value=0.91 metric=Dice type=absolute>0.91</result>.",
    "The dataset contains 12,000 images of 45 classes.",
    "Training takes 8 hours on 4 GPUs.",
    "The result is significant (p < 0.05).",
    "Our method is 3x faster and uses 50% less memory.",
    "FooNet wins on 12 of 15 datasets.",
    "We annotate 5,000 sentences, of which 80% are used for training.",
    "Our model achieves <result value=91.3 metric=F1 benchmark=SQuAD type=absolute>91.3</result> F1 on SQuAD.",
    'Our model reaches <result value=91.3 metric=F1 benchmark="SQuAD 2.0" type=absolute>91.3</result> F1 on SQuAD 2.0.',
    "The AUC is <result value=0.93 metric=AUC type=absolute>0.93</result>.",
    "We use a learning rate of 0.001 and a dropout of 0.1.",
    "We train with a batch size of 256 and a learning rate of 0.1.",
    "It comes with a <result value=2.4 metric=accuracy type=loss>2.4%</result> loss in accuracy.",
]


@pytest.mark.parametrize("case", CASES)
def test_results(case: str) -> None:
    assert differences(case, "results") == []
