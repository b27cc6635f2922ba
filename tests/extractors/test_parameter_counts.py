"""Sizes of models: value, qualifier, model and scope, and numbers that are no sizes."""

# ruff: noqa: E501 -- a case stands on one line

import pytest

from tests.markup import cases, differences

CASES = [
    "We propose Wrenfold, a network. Wrenfold with 12 layers and <count value=4100000 model=Wrenfold>4.1M</count> parameters matches DenseNet-BC with 250 layers and <count value=15300000 model=DenseNet-BC>15.3M</count> parameters.",
    "We apply Llama-2 distillation to four popular LLMs ranging from <count value=1300000000 qualifier=range model=null>1.3B</count> to <count value=8000000000 qualifier=range model=null>8B</count> parameters.",
    "We release Foobar-<count value=7000000000 model=Foobar-7B>7B</count>, and it is on par with <count value=13000000000 model=null>13B</count> LLMs.",
    "We propose Wumpus, a tracker. Unlike others, our method, which has only <count value=3000000 model=Wumpus>3M</count> parameters, runs on phones.",
    "We train FooNet, a language model with <count value=7e9 qualifier=exact model=FooNet scope=total>7 billion</count> parameters.",
    "We release Kestrel-<count value=70e9 qualifier=exact model=Kestrel-70B scope=total>70B</count>, an open language model trained on 3T tokens.",
    "Llama-2-<count value=7e9 model=Llama-2-7B>7B</count> and Llama-2-<count value=13e9 model=Llama-2-13B>13B</count> are fine-tuned on the same data.",
    "Our largest model has over <count value=500e6 qualifier=at_least model=null>500 million</count> parameters.",
    "The resulting network has about <count value=25e6 qualifier=approximate>25M</count> parameters.",
    "The smallest variant has at most <count value=60e6 qualifier=up_to>60M</count> parameters.",
    "We scale the model up to <count value=10e9 qualifier=up_to>10 billion</count> parameters.",
    "The models range from <count value=1e9 qualifier=range>1B</count> to <count value=8e9 qualifier=range>8B</count> parameters.",
    "We train models with sizes of <count value=1e9 qualifier=range>1B</count>--<count value=8e9 qualifier=range>8B</count> parameters.",
    "We train models of <count value=125e6>125M</count>, <count value=350e6>350M</count> and <count value=1.3e9>1.3B</count> parameters.",
    "The method is tested on a <count value=7e9 qualifier=exact model=null>7B</count> model.",
    "We prune a model of nearly <count value=1e9 qualifier=approximate>one billion</count> parameters.",
    "Our classifier uses fewer than <count value=5e6 qualifier=up_to>5 million</count> parameters and runs on a phone.",
    "BERT has <count value=110e6 model=BERT>110M</count> parameters.",
    "GPT-3 with <count value=175e9 model=GPT-3>175 billion</count> parameters is hard to serve.",
    "The <count value=8e9>8B</count>-parameter student learns from a <count value=70e9>70B</count>-parameter teacher.",
    'We fine-tune Mistral <count value=7e9 model="Mistral 7B">7B</count> on legal text.',
    "A network with ~<count value=20e6 qualifier=approximate>20M</count> parameters suffices.",
    "A network with $\\sim$<count value=20e6 qualifier=approximate>20M</count> parameters suffices.",
    "The model of <count value=7e9>7B</count> parameters is better. With <count value=13e9>13B</count> parameters, it is better still. We use the model of 7B parameters.",
    "The models are trained on 300B tokens and 1.2 million images.",
    "It uses 30% fewer parameters and 12 layers.",
    "We collect 5M question-answer pairs from 20 thousand users.",
    "Models with billions of parameters are expensive to train.",
    "The network needs 4.2B FLOPs per image and stores 8M words.",
    "We fine-tune Llama-2-<count value=7e9 model=Llama-2-7B>7B</count> with LoRA.",
    "The vision encoder has <count value=300e6>300M</count> parameters.",
    "It has just <count value=3.7e6 scope=trainable>3.7 million</count> tunable parameters.",
    "Our adapters add only <count value=1.2e6 scope=trainable>1.2M</count> trainable parameters.",
    "Orrery is a mixture of experts with <count value=50e9 scope=total>50B</count> total parameters and <count value=5e9 scope=active>5B</count> active parameters.",
    "We introduce Tern, a <count value=3e9 model=Tern>3B</count> language model.",
    "The network has <count value=1234567>1,234,567</count> parameters.",
    "We propose Kestrel, a decoder-only language model with <count value=13e9 model=Kestrel>13B</count> parameters.",
    "Our mixture of experts has <count value=137e9 scope=total>137B</count> parameters, of which <count value=9.6e9 scope=active>9.6B</count> are active per token.",
    "We introduce Kestrel (<count value=1.5e9 model=Kestrel>1.5B</count> parameters), a language model for code.",
]

#: known errors: reason -> cases
KNOWN: dict[str, list[str]] = {}


@pytest.mark.parametrize("case", cases(CASES, KNOWN))
def test_parameter_counts(case: str) -> None:
    assert differences(case, "parameter_counts") == []
