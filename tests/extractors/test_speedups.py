"""Speedups: factor, measure, phase, bound and baseline, and numbers that are no speedups."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import cases, differences

CASES = [
    "We propose FooNet, a small network. FooNet is <speedup factor=2 measure=speed bound=exact subject=FooNet baseline=ResNet-50>2x</speedup> faster than ResNet-50.",
    "Our method is <speedup factor=2.5 bound=exact>2.5 times</speedup> faster than the dense baseline.",
    "Our method achieves a <speedup factor=4 measure=speed>4x</speedup> speedup over standard attention.",
    "Our decoder reaches up to <speedup factor=3.2 bound=up_to phase=inference>3.2x</speedup> faster inference.",
    "It achieves a speedup of <speedup factor=10 bound=exact>10x</speedup> on long sequences.",
    "The scheduler improves throughput by <speedup factor=1.3 measure=throughput>30%</speedup>.",
    "Our method reduces inference time by <speedup factor=2 measure=time phase=inference>50%</speedup>.",
    "The proposed sampler lowers inference time by <speedup factor=1.4286 measure=time phase=inference>30%</speedup>.",
    "Our optimizer trains the network <speedup factor=2>twice</speedup> as fast.",
    "The new solver is <speedup factor=10 bound=approximate>an order of magnitude</speedup> faster than its predecessor.",
    "The new solver is <speedup factor=100>two orders of magnitude</speedup> faster than simulation.",
    "Decoding is accelerated by <speedup factor=2.3 phase=inference>2.3x</speedup>.",
    "Our method accelerates inference by more than <speedup factor=6 bound=at_least phase=inference>6x</speedup>.",
    "It is at least <speedup factor=4 bound=at_least>4x</speedup> faster.",
    "On average, our method runs <speedup factor=1.8 bound=average>1.8x</speedup> faster.",
    "The method achieves an average speedup of <speedup factor=1.7 bound=average>1.7x</speedup>.",
    "We obtain roughly <speedup factor=12 bound=approximate>12x</speedup> faster rendering.",
    "It gives a <speedup factor=1.2 phase=training>20%</speedup> speedup in training.",
    "Our method is <speedup factor=1.2>20%</speedup> faster than the baseline.",
    "It is <speedup factor=2>2x</speedup>, <speedup factor=3>3x</speedup> and <speedup factor=5>5x</speedup> faster on short, medium and long inputs.",
    "The method gives <speedup factor=10>10x</speedup> and <speedup factor=29>29x</speedup> speedups on CPU and GPU.",
    "It achieves a speedup of <speedup factor=1.5 bound=range>1.5</speedup>-<speedup factor=2.5 bound=range>2.5x</speedup>.",
    "Inference latency drops from 360 ms to <speedup factor=3.0252 measure=latency phase=inference>119 ms</speedup>.",
    "We achieve <speedup factor=1.9 phase=training measure=speed>1.9x</speedup> faster training and equal accuracy.",
    "FlashFoo runs <speedup factor=2.2 baseline=FlashAttention-2>2.2x</speedup> faster than FlashAttention-2.",
    "We train the model <speedup factor=1.5 phase=training>1.5$\\times$</speedup> faster.",
    "It runs <speedup factor=1.5>1.5\\times</speedup> faster.",
    "Our GPU implementation gives a <speedup factor=50>50-fold</speedup> speedup.",
    "Speculative decoding gives a <speedup factor=2.5 phase=inference>2.5x</speedup> speedup in text generation.",
    "Our kernel is <speedup factor=3 phase=inference>three times</speedup> faster than cuBLAS.",
    "Experiments show a <speedup factor=2.8>2.8x</speedup> acceleration over the uncompressed model.",
    "We obtain a <speedup factor=10 phase=inference>10x</speedup> CPU-inference speedup with little loss.",
    "Our kernel speeds up training and inference of several well-known recurrent architectures by up to <speedup factor=9 bound=up_to phase=unspecified>9x</speedup>.",
    "It speeds up training and inference of the network by <speedup factor=9 phase=unspecified>9x</speedup>.",
    "Cresset improves inference speed by <speedup factor=1.15 phase=inference>15%</speedup>, training speed by <speedup factor=1.25 phase=training>25%</speedup>, and reduces the number of parameters by approximately 4%.",
    "Our scheduler provides 1.5x-12x higher throughput per dollar than uniform clusters.",
    "The model runs at 76 FPS on one GPU.",
    "Our method converges in 30% fewer steps.",
    "Prior methods are slow, taking 12 hours on 8 GPUs.",
    "Our method is much faster than the baseline.",
    "The accuracy improves by 3.2% over the baseline.",
    "Their approach is 3x slower than ours.",
    "It reduces the complexity from quadratic to linear.",
    "This reduces latency by <speedup factor=2 measure=latency bound=exact>50%</speedup>.",
    "Our kernel reduces inference latency by <speedup factor=1.6667 measure=latency phase=inference>40%</speedup> on mobile devices.",
    "Our server achieves <speedup factor=2.1 measure=throughput phase=inference>2.1x</speedup> higher inference throughput.",
    "It increases throughput by up to <speedup factor=4 measure=throughput bound=up_to>4x</speedup>.",
    "We improve training throughput by <speedup factor=1.5 measure=throughput phase=training>50%</speedup>.",
    "Training time is reduced by <speedup factor=4 measure=time phase=training>75%</speedup>.",
    "Our method reduces training time by <speedup factor=2 measure=time phase=training>50%</speedup>.",
    "This results in a <speedup factor=1.6667 measure=time phase=training>40%</speedup> reduction in training time.",
    "The compiled network has <speedup factor=2 measure=latency>2x</speedup> lower latency.",
    "Our approach cuts training time in <speedup factor=2 measure=time phase=training>half</speedup>.",
    "We speed up training by <speedup factor=5 phase=training>5x</speedup> without loss of accuracy.",
    "Our system trains in only <speedup factor=5 measure=time phase=training>20%</speedup> of the time.",
    "It shortens training time from 12 hours to <speedup factor=4 measure=time phase=training>3 hours</speedup>.",
]

#: known errors: reason -> cases
KNOWN: dict[str, list[str]] = {}


@pytest.mark.parametrize("case", cases(CASES, KNOWN))
def test_speedups(case: str) -> None:
    assert differences(case, "speedups") == []
