"""The grammar of quantities, on marked-up sentences.

A quantity stands in its sentence as ⟦surface|value unit⟧, with its bound and its relation behind
where it has them: ⟦3x|3 times up_to⟧, ⟦5%|5 percent list⟧, ⟦2|2 times range range⟧ (a bound and a
relation). Whatever is not marked must not be found.
"""

import re

import pytest

from extractors.quantities import Quantity, find_quantities

MARK = re.compile(r"⟦(?P<text>[^|⟧]*)\|(?P<said>[^⟧]*)⟧")
BOUNDS = {"up_to", "at_least", "approximate", "average", "range"}
RELATIONS = {"list", "range", "from_to", "versus"}

NUMBERS = [
    # digits, decimals, thousands, decimal commas
    "It reaches ⟦82.1%|82.1 percent⟧ and then stops.",
    "Scores of ⟦22.5|22.5 plain list⟧, ⟦28.0|28 plain list⟧ and ⟦18.1|18.1 plain list⟧ follow.",
    "A correlation of ⟦.993|0.993 plain⟧ was measured.",
    "The set has ⟦1,234,567|1234567 plain⟧ rows and ⟦12,000.5|12000.5 plain⟧ weights.",
    "Errors fall by ⟦12,5 %|12.5 percent list⟧ and ⟦0,5%|0.5 percent list⟧ in print.",
    "We label ⟦10{,}000|10000 plain⟧ of them.",
    "About ⟦20\\,000|20000 plain approximate⟧ samples are drawn.",
    "Accuracy rose to ⟦84:3%|84.3 percent⟧ in the scan.",
    # words
    "Our code runs ⟦twice|2 times⟧ as fast.",
    "This is ⟦three times|3 times⟧ faster and gives a ⟦ten-fold|10 times⟧ saving.",
    "A ⟦twofold|2 times⟧ gain was seen.",
    "It ⟦doubles|2 times⟧ throughput and ⟦halves|0.5 part⟧ the memory.",
    "Only ⟦a quarter|0.25 part⟧ of the weights and ⟦two-thirds|0.6667 part⟧ of the cost remain.",
    "It costs ⟦one fifth|0.2 part⟧ of that.",
    "We keep ⟦seventy percent|70 percent⟧ of it, ⟦twenty-five percent|25 percent⟧ at night.",
    "A model of ⟦one billion|1e9 count⟧ parameters, ⟦a hundred times|100 times⟧ larger.",
    "It wins by ⟦two|2 points⟧ points.",
    # orders of magnitude
    "This is ⟦an order of magnitude|10 order approximate⟧ cheaper.",
    "It yields ⟦order of magnitude|10 order approximate⟧ speedups.",
    "Faster by ⟦three orders of magnitude|1000 order approximate⟧.",
    "Over ⟦2 orders of magnitude|100 order at_least⟧ fewer.",
    # scientific notation and powers
    "A net with $⟦1.2\\times 10^{9}|1.2e9 plain⟧$ weights.",
    "It is ⟦7.5×10ˆ4 times|75000 times⟧ faster, up to ⟦10^5 times|100000 times up_to⟧.",
    "The loss is ⟦1.5e-4|0.00015 plain⟧ here.",
    # signs
    "Gains (⟦+5.7|5.7 plain⟧) and losses (⟦-3.2%|3.2 percent⟧).",
    "It improves AP (⟦+ 2.8%|2.8 percent⟧) and $⟦+4.3 \\%|4.3 percent⟧$ recall.",
    # deviations are no quantities
    "It wins ⟦90.3±0.1%|90.3 percent⟧ of games, with ⟦82.1%|82.1 percent⟧ ± 0.3 before.",
    # fractions, mixtures of experts, ratios
    "It needs ⟦1/10|0.1 part⟧ of the data; Mixtral ⟦8x7B|56e9 count⟧ needs more.",
    "A compression of ⟦24.5:1|24.5 times⟧ is reached.",
]

UNITS = [
    "⟦3x|3 times⟧ smaller; ⟦3 x|3 times⟧ smaller; ⟦3X|3 times⟧ smaller; ⟦3×|3 times⟧ smaller.",
    "It is ⟦6.0times|6 times⟧ faster; ⟦3 times|3 times⟧ smaller; ⟦5-fold|5 times⟧ lighter.",
    "A ⟦17x|17 times⟧lower cost and ⟦60 x|60 times⟧speed-up, a ⟦17×|17 times⟧speedup.",
    "The speedup is $⟦3\\times|3 times⟧$; it was ⟦2.3$\\times$|2.3 times⟧.",
    "Then ⟦3{\\texttimes}|3 times⟧.",
    "We save $\\mathbf{⟦2|2 plain⟧}$ of them.",
    "A gain of **⟦27×|27 times⟧** at once.",
    "Text run together: ⟦25\\times|25 times⟧25\\times quicker.",
    "⟦48.4\\%|48.4 percent⟧ less; ⟦64\\\\%|64 percent⟧ less.",
    "$⟦82\\%|82 percent⟧$ less; ⟦80$\\%$|80 percent⟧ less.",
    "⟦$64$%|64 percent⟧ less; ⟦5~\\%|5 percent⟧ less.",
    "⟦30 percent|30 percent⟧ less; ⟦20+%|20 percent at_least⟧.",
    "It gains ⟦3.5|3.5 points⟧ points, ⟦2|2 points⟧ percentage points, "
    "⟦0.7|0.7 points⟧ pp and a ⟦4|4 points⟧-point lead.",
    "Once ⟦8.3 billion|8.3e9 count⟧, now ⟦137B|137e9 count⟧, then ⟦14M|14e6 count⟧.",
    "Once ⟦7 B|7e9 count⟧, now ⟦7b|7e9 count⟧, then ⟦100k|1e5 count⟧.",
    "Once ⟦175 Bn|175e9 count⟧, now sub-⟦3B|3e9 count up_to⟧.",
    "⟦half a billion|5e8 count⟧ words, ⟦a quarter of a million|2.5e5 count⟧ pairs.",
    "Mixtral-⟦8x22B|176e9 count⟧ and Pythia-{⟦70M|7e7 count⟧} too.",
    "Gains of ⟦3.3|3.3 plain⟧ F1 / ⟦4.7|4.7 plain⟧ EM, on CIFAR-10/ 100.",
    "We obtain a ⟦10x|10 times⟧ CPU-inference speedup with ⟦4x|4 times⟧ GPU memory savings.",
    "It takes ⟦360 ms|360 time⟧ here; ⟦10ms|10 time⟧ there.",
    "⟦24-hour|24 time⟧ runs; ⟦120 GPU hours|120 time⟧.",
    "It fits in ⟦1.7 MB|1.7 bytes⟧ with ⟦4-bit|4 bytes⟧ weights.",
    "It runs at ⟦76 FPS|76 plain⟧ within ⟦85.3 mm|85.3 plain⟧.",
    # the unit before the number
    "Reduced by a factor of ⟦4|4 times⟧; a speedup of ⟦3.2|3.2 times⟧.",
    "A compression ratio of ⟦16|16 times⟧.",
    "A speed-up of ⟦×3|3 times⟧ and less memory (⟦x150|150 times⟧).",
]  # fmt: skip

LISTS = [
    # ranges
    "Gains of ⟦1.48x|1.48 times range range⟧-⟦12.1x|12.1 times range range⟧ are seen.",
    "Sizes of ⟦10B|10e9 count range range⟧--⟦40B|40e9 count range range⟧ are used.",
    "Models ranging from ⟦1.3|1.3e9 count range range⟧ to ⟦8B|8e9 count range range⟧ parameters.",
    "Models from ⟦1.3B|1.3e9 count range range⟧ to ⟦8B|8e9 count range range⟧ were trained.",
    "A $⟦28|28 times range range⟧\\sim⟦31\\times|31 times range range⟧$ speedup.",
    "Gains of $⟦2\\times|2 times range range⟧$-$⟦12\\times|12 times range range⟧$ are seen.",
    "It is ⟦two|2 times range range⟧ to ⟦four times|4 times range range⟧ faster.",
    "By ⟦2|100 order range range⟧ to ⟦3 orders of magnitude|1000 order range range⟧.",
    "Between ⟦5%|5 percent range range⟧ and ⟦9%|9 percent range range⟧ are lost.",
    "By a factor of ⟦2|2 times range range⟧ to ⟦12|12 times range range⟧ in all.",
    "It ends up being ⟦2|2 times range range⟧ ⟦4x|4 times range range⟧ faster.",
    "At once ⟦2x|2 times range range⟧ ⟦4x|4 times range range⟧ faster, "
    "at ⟦40%|40 percent range range⟧ ⟦60%|60 percent range range⟧.",
    # pairs
    "Latency falls from ⟦360 ms|360 time from_to⟧ to ⟦119 ms|119 time from_to⟧.",
    "Search time falls from ⟦36 hours|36 time from_to⟧ down to ⟦1 hour|1 time from_to⟧.",
    "Cut from ⟦61M|61e6 count from_to⟧ to ⟦6.7M|6.7e6 count from_to⟧ parameters.",
    "Accuracy rises from ⟦69.2|69.2 plain from_to⟧ to ⟦71.3|71.3 plain from_to⟧.",
    "It has ⟦15.8|15.8 plain versus⟧ vs ⟦18.3|18.3 plain versus⟧ perplexity.",
    # lists with the unit at the end
    "At ⟦8B|8e9 count list⟧, ⟦62B|62e9 count list⟧, and ⟦540B|540e9 count list⟧ scale.",
    "By ⟦5|5 percent list⟧, ⟦10|10 percent list⟧ and ⟦15%|15 percent list⟧ each.",
    "With ⟦35%|35 percent list⟧/⟦52%|52 percent list⟧ fewer weights.",
    "⟦82.1%|82.1 percent list⟧ and ⟦75.3%|75.3 percent list⟧ on X and Y, respectively.",
    "We see ⟦3x|3 times range range⟧-⟦10x|10 times range range⟧ and "
    "⟦50x|50 times range range⟧-⟦460x|460 times range range⟧.",
    "The ⟦7B|7e9 count list⟧/⟦13B|13e9 count list⟧ sizes.",
]  # fmt: skip

BOUNDED = [
    "Up to ⟦3x|3 times up_to⟧; as high as ⟦9%|9 percent up_to⟧; at most ⟦2x|2 times up_to⟧.",
    "With fewer than ⟦60M|60e6 count up_to⟧ weights; under ⟦10 ms|10 time up_to⟧.",
    "Over ⟦40%|40 percent at_least⟧; more than ⟦3x|3 times at_least⟧.",
    "$>⟦1.3\\times|1.3 times at_least⟧$.",
    "As few as ⟦60 million|60e6 count at_least⟧ weights; at least ⟦3x|3 times at_least⟧.",
    "About ⟦7B|7e9 count approximate⟧; ~⟦3x|3 times approximate⟧.",
    "$\\sim$⟦5%|5 percent approximate⟧.",
    "A cost of $\\approx ⟦2.3\\times|2.3 times approximate⟧$; nearly ⟦30%|30 percent approximate⟧.",
    "Gains of ⟦3x|3 times at_least⟧ or more; ⟦10+|10 plain at_least⟧ tasks.",
    "On average ⟦3x|3 times average⟧; ⟦40%|40 percent average⟧ on average.",
    "An average speedup of ⟦2.5x|2.5 times average⟧; a maximum gain of ⟦9%|9 percent up_to⟧.",
    "Up to about ⟦5x|5 times up_to⟧; up to a compression ratio of ⟦16|16 times up_to⟧.",
    "Over ⟦an order of magnitude|10 order at_least⟧ faster.",
    # carried on in a clause, not beyond it
    "Up to ⟦18x|18 times up_to⟧ on one board and ⟦12x|12 times up_to⟧ on another.",
    "Over ⟦18%|18 percent at_least⟧ on one board, but ⟦12%|12 percent⟧ on another.",
    # a setting is no bound, nor is the space of LaTeX
    "Under ⟦4x|4 times⟧ compression it holds; lower by~⟦3%|3 percent⟧.",
]

IN_NAMES = [
    "Llama-2-⟦70B|70e9 count⟧ and mistral_⟦7b|7e9 count⟧ but not Llama-2.",
    "LLaMA-⟦7B|7e9 count list⟧/⟦13B|13e9 count list⟧ are tuned.",
    "Foo-⟦7B|7e9 count⟧-128K-Instruct is one name.",
    "GPT-2/3, CIFAR-10/100, ResNet-50, COVID-19, BERT4Rec, word2vec and Human3.6M.",
    "Images of 256x256, 3 × 3 × 3 and $2 \\times 2$; a 3D view; the 2nd and 10th.",
    "See [3, 14], (2019), in 2021, Smith et al., 2019) and arXiv:1308.2218.",
    "Code: https://example.org/v2/3x-faster-70B and github.com/a1/b2-7B for all.",
    "For $x \\in [0, 1)$, $k=5$, $O(1/n^2)$, $n^{3/2}$, $\\epsilon^{-2}$ and $1-1/e$.",
    "Recall@10, top-5, W4A8, INT8, R^2 and x_3 are names.",
    "A 10-fold cross-validation; our aims are threefold; the second half; third-party code.",
    "The same order of magnitude; several orders of magnitude; a third method.",
    "Version 1.2.3 and address 10.0.0.1 hold none.",
    "We (1) train, (2) test; 3) we release.",
    "Trained on 8x A100 GPUs.",
    "Trained on 4x GPU servers.",
]


def read_markup(markup: str) -> tuple[str, list[tuple[int, str, str]]]:
    """The bare sentence and, for each mark, its offset, its surface and what is said of it."""
    sentence, marks, at = "", [], 0
    for mark in MARK.finditer(markup):
        sentence += markup[at : mark.start()]
        marks.append((len(sentence), mark["text"], mark["said"]))
        sentence += mark["text"]
        at = mark.end()
    return sentence + markup[at:], marks


def expected(start: int, text: str, said: str) -> tuple[object, ...]:
    value, unit, *rest = said.split()
    bound = next((word for word in rest if word in BOUNDS), "exact")
    relation = next((word for word in reversed(rest) if word in RELATIONS), None)
    return start, text, pytest.approx(float(value), rel=1e-3), unit, bound, relation


def found(quantity: Quantity) -> tuple[object, ...]:
    return (
        quantity.start,
        quantity.text,
        quantity.value,
        quantity.unit,
        quantity.bound,
        quantity.relation,
    )


@pytest.mark.parametrize("markup", [*NUMBERS, *UNITS, *LISTS, *BOUNDED, *IN_NAMES])
def test_marked_quantities_and_no_others_are_found(markup):
    sentence, marks = read_markup(markup)
    quantities = find_quantities(sentence)
    assert [found(quantity) for quantity in quantities] == [expected(*mark) for mark in marks]
    assert all(sentence[one.start : one.end] == one.text for one in quantities)


def test_sizes_inside_names_are_glued():
    glued = {one.text: one.glued for one in find_quantities("Llama-2-70B beats our 7B model")}
    assert glued == {"70B": True, "7B": False}


def test_signs_are_kept_apart_from_values():
    signs = [(one.sign, one.value) for one in find_quantities("Either +5.7 or −3.2% or 4.1")]
    assert signs == [("+", 5.7), ("-", 3.2), ("", 4.1)]


def test_left_is_where_the_bound_words_begin():
    sentence = "It is up to about 3x faster"
    (quantity,) = find_quantities(sentence)
    assert sentence[quantity.left : quantity.start] == "up to about "


def test_members_of_a_list_share_a_group_and_are_counted():
    one, other, alone = find_quantities("Gains of 3x and 5x. Later, 7x was seen.")
    assert (one.group, one.place, other.group, other.place) == (0, 0, 0, 1)
    assert alone.group is None
