"""Savings: resource, factor, bound and baseline, and numbers that are no savings."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import cases, differences

CASES = [
    "At 384 pixels the encoder needs <saving resource=compute factor=2.6>2.6x</saving> fewer FLOPs per image.",
    "The caching scheme saves <saving resource=energy factor=1.7857>44%</saving> of the energy per image.",
    "The router cuts 30% of the tokens per image.",
    "Our method reduces memory usage by <saving resource=memory factor=2 bound=exact>50%</saving>.",
    'Our method needs <saving resource=memory factor=3 bound=exact subject="Our method" baseline=BERT>3x</saving> less memory than BERT.',
    "Our method requires <saving resource=memory factor=1.5385>35%</saving> less GPU memory than full fine-tuning.",
    "Our method uses <saving resource=memory factor=2>half</saving> the memory of the baseline.",
    "Our method <saving resource=memory factor=2>halves</saving> the memory consumption.",
    "Our method reduces the memory footprint by up to <saving resource=memory factor=4 bound=up_to>75%</saving>.",
    "Peak GPU memory is cut by <saving resource=memory factor=1.4286>30%</saving>.",
    "It keeps only <saving resource=memory factor=5>20%</saving> of the KV cache.",
    "It uses <saving resource=size factor=1.4286>30%</saving> fewer parameters.",
    "It uses <saving resource=size factor=10 bound=approximate>an order of magnitude</saving> fewer parameters.",
    "The compressed model is <saving resource=size factor=8>8x</saving> smaller than the original.",
    "FooNet is <saving resource=size factor=4 baseline=BERT>4x</saving> smaller than BERT.",
    "The student has <saving resource=size factor=7.5 baseline=BERT>7.5x</saving> fewer parameters than BERT.",
    "We reduce the number of parameters by <saving resource=size factor=10>90%</saving>.",
    "The model size is reduced by <saving resource=size factor=5>80%</saving>.",
    "It achieves a compression ratio of <saving resource=size factor=16>16x</saving>.",
    "We achieve <saving resource=size factor=16>16x</saving> compression of the model.",
    "With <saving resource=size factor=10>10%</saving> of the parameters, it matches the full model.",
    "It uses only <saving resource=size factor=50>2%</saving> of the parameters of the teacher.",
    "The pruned network has <saving resource=size factor=2>half</saving> the parameters.",
    "We reduce FLOPs by <saving resource=compute factor=1.6667>40%</saving> without loss of accuracy.",
    "It requires <saving resource=compute factor=4>4x</saving> fewer FLOPs.",
    "Our approach saves <saving resource=compute factor=1.3333>25%</saving> of the computation.",
    "The computational cost is reduced by <saving resource=compute factor=2.5>60%</saving>.",
    "It uses up to <saving resource=compute factor=3 bound=up_to>3x</saving> less compute.",
    "It needs roughly <saving resource=compute factor=3 bound=approximate>3x</saving> fewer operations.",
    "Energy consumption is reduced by <saving resource=energy factor=5>80%</saving>.",
    "Our chip consumes <saving resource=energy factor=12>12 times</saving> less energy than a GPU.",
    "It reduces energy consumption by more than <saving resource=energy factor=2 bound=at_least>50%</saving>.",
    "Our method reduces memory by <saving resource=memory factor=2>50%</saving> and FLOPs by <saving resource=compute factor=1.4286>30%</saving>.",
    "We use 10x less training data.",
    "It needs 50% fewer training steps.",
    "The model fits in 8GB of memory.",
    "Accuracy drops by 2%.",
    "The method needs 20% fewer labels.",
    "Our method is 3x faster than the baseline.",
    "Our method has a memory overhead of 5%.",
    "We reduce the KV cache size by <saving resource=memory factor=8>8x</saving>.",
    "Memory drops from 16 GB to <saving resource=memory factor=4>4 GB</saving>.",
    "Training requires <saving resource=compute factor=2.5>60%</saving> fewer GPU hours.",
    "We reduce the cost of API calls by <saving resource=cost factor=1.25>20%</saving>.",
    "It lowers the cost in dollars by <saving resource=cost factor=2>50%</saving>.",
    "It reduces FLOPs and memory by <saving resource=compute factor=1.6667>40%</saving> and <saving resource=memory factor=1.4286>30%</saving>, respectively.",
    "Our service is <saving resource=cost factor=5>5x</saving> cheaper than GPT-4.",
    "We cut memory use by <saving resource=memory factor=2>50%</saving> and energy use by <saving resource=energy factor=1.4286>30%</saving>.",
]

#: known errors: reason -> cases
KNOWN: dict[str, list[str]] = {}


@pytest.mark.parametrize("case", cases(CASES, KNOWN))
def test_resource_savings(case: str) -> None:
    assert differences(case, "resource_savings") == []
