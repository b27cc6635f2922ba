"""Wordings of speedups and savings: what a number is said to reduce, or by how much something is faster.

A sentence is spelled as a string with a letter per word, the number in question as "Q"; a wording is a regular
expression over these letters. A new wording is a line in `WORDINGS`, a new word an entry in `LETTERS`. What the
wordings find is evidence for the learned decision in `claims.py`, which also sees everything around.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.quantities import Quantity
from extractors.text import Text

#: letter -> the words it stands for; every other word is "w"
LETTERS: dict[str, str] = {
    # what is measured
    "T": """time latency latencies runtime runtimes run-time running-time inference-time wall-clock hours
        duration delay wait overhead-time walltime wall-time""",
    "V": """speed speeds throughput fps frame-rate framerate qps""",
    "M": """memory footprint footprints ram cache vram storage memory-usage kv-cache memory-footprint""",
    "E": """energy power battery carbon electricity emissions""",
    "N": """energy-efficiency energy-efficient power-efficiency""",  # and "energy efficiency"
    "C": """flops macs mac gflops gmacs flop tflops computation computational computations compute computing operations
        multiply-adds madds mult-adds multiplications bops bitops gpu-hours arithmetic calculation calculations complexity""",
    "P": """parameters parameter params param weights model-size size sizes #params parameter-count""",
    "D": """cost costs price prices money dollars budget expense expenses""",
    # "3x faster", "a 3x speedup"
    "F": """faster speedup speedups speed-up speed-ups acceleration accelerations quicker speedier
        real-time-factor""",
    # "twice as fast", "half as large"
    "f": "fast quick quickly rapidly",
    "s": """smaller compact lighter lightweight""",
    # "16x compression", "compressed by 16x"
    "z": "compression",
    "p": "compress compresses compressed compressing",
    "k": """cheaper""",
    # scores: what is smaller or reduced here is no resource
    "e": """error errors accuracy rate rates loss score scores variance regret performance distance offset drop
        deviation steps samples data dataset datasets epochs iterations episodes tokens labels""",
    # directions
    "l": """less fewer shorter lesser slimmer""",
    "h": """more higher greater better larger additional extra""",
    "r": """reduce reduces reducing cuts cutting decreases decreasing lowers lowering save saves shrink shrinks
        shrinking prune prunes pruning shorten shortens shortened drops dropped eliminates eliminating removes removing slashes slashing minimizes halving trimming trims""",
    "g": "pruned removed eliminated discarded",
    "R": """reduction reductions savings""",
    # verb or noun, verb or adjective: "saving 11%", "a saving of 11%"; "reduced by", "reduced cost"
    "v": """saving reduced decreased lowered lower decrease cut drop""",
    "i": """improve improves improving increasing boosted boosting raise raises raising enhance enhances
        enhancing gaining""",
    "I": """improvement improvements advantage""",
    "u": """improved increased increase increases gain gains boost boosts""",
    "a": """accelerate accelerates accelerated accelerating speeding sped expedites expediting""",
    # glue
    "b": "by",
    "o": "of in for",
    "y": """only uses use using requires require requiring with needs needing need mere merely takes take
        taking consumes consuming just containing has have retains retaining keeping at occupies spends
        optimizing modifying updating storing""",
    "t": "than over compared relative versus vs vs. against to",
    "d": "the its a an our their this that these both total overall",
    "c": ", / & and or as well",
    "x": ". ; : while which that but",
}
_LETTER = {word: letter for letter, words in LETTERS.items() for word in words.split()}
# one or more things that are measured: "the parameter count and floating-point operations (FLOPs)"
_NOUN = "(?P<target>[TVMENCPD](?:w{0,2}c[wd]{0,2}[TVMENCPD])*)(?:w[TVMENCPD]w)?"
_SIZED = "(?P<target>[sk])"

#: (wording over letters, conversion, how sure it is, example); a sure wording decides by itself
WORDINGS: tuple[tuple[str, str, bool, str], ...] = (
    ("Q[wd]?(?P<target>F)", "more", True, "is 3x faster; a 20% speedup"),
    ("Qc(?P<target>f)", "more", True, "twice as fast"),
    ("(?P<target>[MECT])[wdno]{0,6}Q[wd]?s", "less", True, "the memory footprint is 10x smaller"),
    ("(?P<target>[MEC])[wdno]{0,6}pb[wd]?Q", "less", True, "the FLOPs are compressed by 3x"),
    (f"(?<![MECT][wdno]{{0,6}})Q[wd]?{_SIZED}(?!w{{0,3}}[eTVMECPDR])", "less", True, "8.4x smaller"),
    ("Q[wdnP]{0,3}(?P<target>z)", "less", True, "16x compression rate, 10x model size compression"),
    ("(?P<target>z)[we]?o[wd]?Q", "less", True, "a compression ratio of 16x"),
    ("[iu][wd]{0,2}(?P<target>z)[we]?b[wd]?Q", "more", False, "improves the compression ratio by 36%"),
    ("(?<![MEC][wdno]{0,6})(?P<target>p)[wdnoPsc]{0,8}b[wd]?Q", "less", True, "compresses the model by 16x"),
    ("(?P<target>F)[wVT]?[ob][wd]?Q", "more", True, "a speedup of 2.6x"),
    ("(?P<target>F)[wo]{0,4}ob?Q", "more", True, "speedups in decoding of 3x"),
    ("Q[wdn]{0,2}T?(?P<target>F)", "more", True, "a 2x inference speedup"),
    (f"Q[lrsv][wdno]{{0,3}}{_NOUN}(?!w?e)", "less", True, "30% less GPU memory"),
    (f"Q[hiu][wdno]{{0,3}}{_NOUN}(?!w?e)", "more", False, "1.5x higher throughput"),
    (f"Q[wd]{{0,2}}[Rv][od][wdno]{{0,3}}{_NOUN}(?!w?e)", "less", True, "a 60% reduction in the latency"),
    (f"[Rv][od][wd]?Q[wdno]{{0,3}}{_NOUN}(?!w?e)", "less", True, "a reduction of 64% energy"),
    (f"Q[wd]{{0,2}}[Iu][od][wdno]{{0,3}}{_NOUN}(?!w?e)", "more", False, "a 41% improvement in speed"),
    (f"Q[wdn]{{0,3}}{_NOUN}w?[Rv]", "less", True, "a 28% computation cost reduction"),
    (f"Q[wdn]{{0,3}}{_NOUN}w?[Iu]", "more", False, "a 41% speed improvement"),
    (f"[rvg][wdno]{{0,6}}{_NOUN}[wdnoy]{{0,8}}b[wd]?Q", "less", True, "reduces the memory of X by 50%"),
    (f"[rvg][wdno]{{0,5}}{_NOUN}[wdn]{{0,4}}Q", "less", False, "reduces the complexity up to 5 times"),
    (f"[rvg][wd]?Q[wdno]{{0,4}}{_NOUN}", "less", True, "saves 25% of the memory"),
    (f"{_NOUN}[wdno]{{0,5}}[rvg][wd]?b[wd]?Q", "less", True, "the training time is reduced by 75%"),
    (f"{_NOUN}w?[Rv][wd]?[ob][wd]?Q", "less", True, "memory savings of up to 50%"),
    (f"[iu][wdno]{{0,5}}{_NOUN}[wdno]{{0,5}}b[wd]?Q", "more", False, "improves the throughput of X by 50%"),
    (f"{_NOUN}w?[Iu][wd]?[ob][wd]?Q", "more", False, "a throughput gain of 30%"),
    (f"{_NOUN}[wdno]{{0,3}}b[wd]?Q", "more", False, "…, training speed by 25%"),
    (f"[rvg][^x]*c{_NOUN}[wy]{{0,2}}b[wd]?Q", "less", True, "cuts memory much and energy by 30%"),
    ("(?P<target>a)[wdnoTVhlcMCP]{0,9}b[wd]?Q", "more", True, "accelerates the training of X by 2x"),
    (f"[IuR]o[wdq][^x]{{0,16}}c[wd]?Qo[wdn]{{0,2}}{_NOUN}", "more", True, "gains of 2x in FPS, 3x in energy"),
    (f"Q[wdno]{{0,4}}{_NOUN}[wd]{{0,2}}g", "less", True, "70% of the parameters are pruned"),
    (f"[rvg][wdo]{{1,6}}Q[wdno]{{0,2}}{_NOUN}", "less", False, "prunes ResNet56 for 63% FLOPs"),
    (f"[rv][^x]*c[wd]?Q[wdno]{{0,3}}{_NOUN}", "less", False, "saving 11% parameters and 13% computation"),
    (f"y[wd]{{0,2}}Qo?[wdn]{{0,3}}{_NOUN}", "of", True, "requires only 1.5% of the parameters"),
    (f"Qo[wdn]{{0,3}}{_NOUN}", "of", False, "2.2% of the parameters of X"),
    (f"Q[wdo]{{0,3}}{_NOUN}", "of", False, "half the memory, 1/3 the number of parameters"),
    (f"{_NOUN}[wdno]{{0,4}}yQ", "of", False, "the parameters are only 6.7% of X"),
    (f"{_SIZED}w?[wd]?Q", "of", False, "smaller (39% of the original)"),
)  # fmt: skip
_COMPILED = tuple(
    (regex.compile(wording), conversion, sure) for wording, conversion, sure, _ in WORDINGS
)
_UNITS = frozenset(("times", "percent", "part", "order"))
# "computational cost" is compute, "time cost" is time: the word before decides
_COST_OF = {"computational", "computation", "inference", "training", "compute", "computing", "time", "memory", "storage", "energy", "search", "serving"}  # fmt: skip
TARGETS = {
    **dict.fromkeys("TVFfa", "speedups"),
    **{"M": "memory", "E": "energy", "N": "energy", "C": "compute", "P": "size", "s": "size", "z": "size", "p": "size", "D": "cost", "k": "cost"},
}  # fmt: skip
_SHORTER_IS_BETTER = frozenset("TMECPD")
# "throughput per dollar" is money, "per watt" energy
_PER = {"dollar": "D", "cost": "D", "$": "D", "watt": "E", "joule": "E", "parameter": "P"}
# what turns a number the other way: "3x slower", "10x more parameters" are no savings
_WORSE_BEHIND = regex.compile(
    r"[\s\-](?:\p{L}+\s)?(?:slower|longer|larger|bigger|costlier|heavier)\b"
    r"|\s(?:more|additional|extra|higher)\s(?:\p{L}+\s){0,2}"
    r"(?:flops|macs|comput\w*|memory|energy|power|costs?|time|latency|overheads?)\b",
    regex.IGNORECASE,
)
# what is added is an overhead: "adding only 1.6% and 0.02% of FLOPs"
_ADDED_BEFORE = regex.compile(
    r"\b(?:add|adds|adding|added|extra|additional|overheads? of|increase of)\s"
    r"(?:(?:only|just|merely|about|around|a|an|mere)\s|less than\s|[\d.,]+\\?%?(?:\s(?:and|to)|,)\s){0,3}$"
)


def says_added(quantity: Quantity, text: str) -> bool:
    """Whether a number is an overhead: "adding only 1.6% of FLOPs"."""
    return _ADDED_BEFORE.search(text[max(0, quantity.left - 60) : quantity.left]) is not None


def says_worse(quantity: Quantity, text: str) -> bool:
    """Whether a number is a slowdown or a growth ("3x slower", "20 times larger")."""
    return _WORSE_BEHIND.match(text, quantity.end) is not None


@dataclass(frozen=True)
class Wording:
    """A wording found around a quantity: what it measures, and how the number converts."""

    kind: str
    conversion: str
    number: int
    sure: bool


def spell(text: Text) -> list[str]:
    """A letter per word of the abstract."""
    letters: list[str] = []
    for at, word in enumerate(text.lower):
        letter = _LETTER.get(word, "w")
        if word == "speeds" and text.lower[at + 1 : at + 2] == ["up"]:
            letter = "a"
        if letter == "D" and at and text.lower[at - 1] in _COST_OF:
            letter = "C" if _LETTER.get(text.lower[at - 1], "w") in "wy" else "w"
        if letter == "P" and word.startswith("size") and at:
            letter = "w" if _LETTER.get(text.lower[at - 1]) in ("M", "E") else letter
        if word == "hours" and at and text.lower[at - 1] in ("gpu", "tpu", "cpu"):
            letter = "C"
        if letter in "VT" and text.lower[at + 1 : at + 2] == ["per"]:
            letter = _PER.get(text.lower[at + 2] if at + 2 < len(text.lower) else "", letter)
        if letter == "E" and text.lower[at + 1 : at + 2] in (["efficiency"], ["efficient"]):
            letter = "N"
        if letters and (letters[-1] + letter) in ("MM", "CC", "CT", "CF"):
            letters[-1] = "w"  # "memory footprint" is one thing, "computation time" is time
        letters.append(letter)
    return letters


def find_wordings(
    quantity: Quantity, quantities: Sequence[Quantity], text: Text, letters: Sequence[str]
) -> list[Wording]:
    """The wordings around a quantity, members of its own list counted as one with it."""
    if quantity.unit not in _UNITS:
        return []
    start, end = text.sentence_at(quantity.start)
    first, behind = text.words_between(start, end)
    spelled = list(letters[first:behind])
    members = [
        other
        for other in quantities
        if other is quantity or (quantity.group is not None and other.group == quantity.group)
    ]
    for other in quantities:
        if start <= other.start < end and other not in members:
            low, high = text.words_between(other.start, other.end)
            spelled[low - first : high - first] = ["q"] * (min(high, behind) - low)
    low, _ = text.words_between(members[0].left, members[0].end)
    _, high = text.words_between(members[-1].start, members[-1].end)
    low, high = max(low, first), min(high, behind)
    string = "".join(spelled[: low - first]) + "Q" + "".join(spelled[high - first :])
    at = low - first
    string = string[max(0, at - 24) : at + 16]
    found: dict[tuple[str, str], Wording] = {}
    for number, (pattern, conversion, sure) in enumerate(_COMPILED):
        match = pattern.search(string)
        if match is None:
            continue
        targets = [letter for letter in match["target"] if letter in TARGETS]
        if len(targets) == len(members) > 1:  # "FLOPs and memory by 40% and 30%"
            own = targets[members.index(quantity)]
            return [_wording(own, conversion, sure, number)]
        for letter in targets:
            wording = _wording(letter, conversion, sure, number)
            found.setdefault((wording.kind, wording.conversion), wording)
    return list(found.values())


def _wording(letter: str, conversion: str, sure: bool, number: int) -> Wording:
    """What a wording says of the target it found; a cost may be any, so it is never sure."""
    if conversion == "more" and letter in _SHORTER_IS_BETTER:
        conversion = "less"
    return Wording(TARGETS[letter], conversion, number, sure and letter != "D")


# -- sizes of models -------------------------------------------------------------------------------

_BILLIONS = ("B", "b", "billion")
# "8B-parameter", "1.2B and 2.4B non-embedding parameter variants", "3.7 million trainable parameters"
_PARAMETERS_BEHIND = regex.compile(
    r"[\s\-]{0,2}\$?(?:(?:trainable|tunable|learnable|active|activated|total|additional|extra|non-embedding|model|free|dense|effective|training)[\s\-])*"
    r"param(?:eter)?s?\b",
    regex.IGNORECASE,
)
# "a 7B model", "7B-scale", "the 70B chat variant"
_MODEL_BEHIND = regex.compile(
    r"[\s\-](?:(?:base|pre-?trained|chat|dense|sparse|large|small|language|vision|multimodal|multilingual|instruction-tuned|open|code|foundation|autoregressive|decoder-only|transformer|reward|student|teacher|target|draft|LLaMA|Llama|LLM)[\s\-])*"
    r"(?:models?|LLMs?|LMs?|PLMs?|SLMs?|VLMs?|MLLMs?|VLAs?|Transformers?|checkpoints?|variants?|backbones?|networks?|scales?|sizes?|counterparts?|baselines?|versions?|agents?|language)\b"
)
# "model size of 0.8M", "(1.3B) parameters ranging from 1.8B"
_SIZE_BEFORE = regex.compile(
    r"(?:param(?:eter)?s?(?: count| budget| size)?|model sizes?|sizes)\s(?:\p{Ll}+\s){0,2}(?:of|is|are|from|to|at|ranging from)\s(?:\p{Ll}+\s){0,2}$",
    regex.IGNORECASE,
)
_NO_SIZE_BEHIND = regex.compile(
    r"[\s\-]{0,2}(?:\p{Ll}+\s){0,2}(?:tokens?|words?|images?|samples?|examples?|pairs?|sentences?|documents?|users?|hours?|frames?|points?|nodes?|edges?|images|videos?|bytes?|FLOPs|MACs|steps?|fewer|less|more)\b"
)


def states_size(quantity: Quantity, text: str, in_model: bool, in_benchmark: bool) -> bool:
    """Whether a wording tells for sure that a count is the size of a model.

    `in_model` and `in_benchmark` tell whether it stands in, or right beside, such a name.
    """
    if quantity.unit == "plain" and quantity.value >= 1000:
        return _PARAMETERS_BEHIND.match(text, quantity.end) is not None
    if quantity.unit != "count" or in_benchmark or _NO_SIZE_BEHIND.match(text, quantity.end):
        return False
    if _PARAMETERS_BEHIND.match(text, quantity.end):
        return True
    billions = quantity.text.endswith(_BILLIONS)
    if billions and (quantity.glued or in_model or _MODEL_BEHIND.match(text, quantity.end)):
        return True
    if in_model and quantity.glued:
        return True
    return _SIZE_BEFORE.search(text[max(0, quantity.start - 60) : quantity.start]) is not None
