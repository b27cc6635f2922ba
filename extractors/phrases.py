"""Wordings of speedups and savings: what a number is said to reduce, or by how much something is faster.

A sentence is spelled as a string with a letter per word, the number in question as "Q"; a wording is a regular
expression over these letters. A new wording is a line in `WORDINGS`, a new word an entry in `LETTERS`. What the
wordings find is evidence for the learned decision in `claims.py`, which also sees everything around.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import regex

from extractors.quantities import Quantity, list_of
from extractors.text import Text

if TYPE_CHECKING:
    from extractors.contexts import Context

#: letter -> the words it stands for; every other word is "w"
LETTERS: dict[str, str] = {
    # what is measured
    "T": """time times latency latencies runtime runtimes run-time running-time inference-time wall-clock hours
        duration delay wait overhead-time walltime wall-time response-time execution-time ttft
        time-to-accuracy time-to-solution time-to-first-token time-to-target time-to-convergence""",
    "V": """speed speeds throughput fps frame-rate framerate qps""",
    "M": """memory footprint footprints ram cache vram storage memory-usage kv-cache memory-footprint""",
    "E": """energy power battery carbon electricity emissions""",
    # efficiencies, also in two words ("memory efficiency"): of energy, memory, compute, parameters, money, time
    "N": """energy-efficiency energy-efficient power-efficiency power-efficient""",
    "m": "memory-efficiency memory-efficient storage-efficient space-efficient",
    "n": "compute-efficiency compute-efficient computation-efficient flops-efficient",
    "j": "parameter-efficiency parameter-efficient",
    "K": "cost-efficiency cost-efficient cost-effective cost-effectiveness",
    "Y": "time-efficiency time-efficient",
    "C": """flops macs mac gflops gmacs flop tflops computation computational computations compute computing operations
        multiply-adds madds mult-adds multiplications bops bitops gpu-hours arithmetic calculation calculations complexity""",
    "P": """parameters parameter params param weights model-size size sizes #params parameter-count""",
    "D": """cost costs price prices money dollars budget expense expenses""",
    "O": "api-costs",  # money for sure, also in two words: "dollar cost", "API costs"
    # "3x faster", "a 3x speedup"
    "F": """faster speedup speedups speed-up speed-ups acceleration accelerations quicker speedier
        real-time-factor""",
    # "twice as fast", "half as long"
    "f": "fast quick quickly rapidly",
    "L": "long",
    # "400x less expensive"
    "X": "expensive costly",
    # "80% storage space-saving"
    "S": """space-saving space-savings storage-saving storage-savings memory-saving memory-savings""",
    # "shrinks the model by 5x"
    "H": "shrink shrinks shrinking shrunk",
    # "brings the footprint to 4%"
    "B": "bring brings bringing brought",
    # "in terms of"
    "U": "terms",
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
    "r": """reduce reduces reducing cuts cutting decreases decreasing lowers lowering save saves
        prune prunes pruning shorten shortens shortened drops dropped eliminates eliminating removes removing slashes slashing minimizes halving trimming trims
        diminish diminishes diminishing shave shaves shaving skip skips skipping free frees freeing avoid avoids
        avoiding eliminate discard discards discarding evict evicts evicting fall falls falling fell sinks""",
    "g": "pruned removed eliminated discarded",
    "R": """reduction reductions savings""",
    # verb or noun, verb or adjective: "saving 11%", "a saving of 11%"; "reduced by", "reduced cost"
    "v": """saving saved reduced decreased lowered lower decrease cut drop""",
    "i": """improve improves improving increasing boosted boosting raise raises raising enhance enhances
        enhancing gaining grow grows growing rise rises rising""",
    "I": """improvement improvements advantage""",
    "u": """improved increased increase increases gain gains boost boosts""",
    "a": """accelerate accelerates accelerated accelerating speeding sped expedites expedited expediting""",
    # glue
    "b": "by",
    "o": "of in for",
    "y": """only uses use using requires require requiring with needs needing need mere merely takes take
        taking consumes consuming just containing has have retains retaining keeping at occupies spends
        optimizing modifying updating storing""",
    "t": "than over compared relative versus vs vs. against to",
    "d": "the its a an our their this that these both total overall",
    "c": ", / & and or as well",
    "A": "",  # "as" in "as many", "as long", "as energy-efficient"
    "x": ". ; : while which that but",
}
_LETTER = {word: letter for letter, words in LETTERS.items() for word in words.split()}
# one or more things that are measured: "the parameter count and floating-point operations (FLOPs)"
_ANY = "TVMENCPDOmnjKY"
_NOUN = f"(?P<target>[{_ANY}](?:w{{0,2}}c[wd]{{0,2}}[{_ANY}])*)(?:w[{_ANY}]w)?"
# what should rise, as throughput does
_RISING = "(?P<target>[VNmnjKY])"
_SIZED = "(?P<target>[sk])"

#: (wording over letters, conversion, how sure it is, example); a sure wording decides by itself
WORDINGS: tuple[tuple[str, str, bool, str], ...] = (
    ("Q[wd]?(?P<target>F)", "more", True, "is 3x faster; a 20% speedup"),
    ("Qc(?P<target>f)", "more", True, "twice as fast"),
    ("(?P<target>[MECT])[wdo]{0,6}Q[wd]?s", "less", True, "the memory footprint is 10x smaller"),
    ("(?P<target>[MEC])[wdo]{0,6}pb[wd]?Q", "less", True, "the FLOPs are compressed by 3x"),
    (f"(?<![MECT][wdo]{{0,6}})Q[wd]?{_SIZED}(?!w{{0,3}}[eTVMECPDR])", "less", True, "8.4x smaller"),
    ("Q[wdP]{0,3}(?P<target>z)", "less", True, "16x compression rate; 10x model size compression"),
    ("(?P<target>z)(?:[we]?o[wd]?)?Q", "less", True, "a compression ratio of 16x; a compression factor of 75"),
    ("[iu][wd]{0,2}(?P<target>z)[we]?b[wd]?Q", "more", True, "improves the compression ratio by 36%"),
    ("(?<![MEC][wdo]{0,6})(?P<target>p)[wdoPsc]{0,8}b[wd]?Q", "less", True, "compresses the model by 16x"),
    ("(?P<target>F)[wVT]?[ob][wd]?Q", "more", True, "a speedup of 2.6x"),
    ("(?P<target>F)[wo]{0,4}ob?Q", "more", True, "speedups in decoding of 3x"),
    ("Q[wd]{0,2}T?(?P<target>F)", "more", True, "a 2x inference speedup"),
    (f"Q[lrsv][wdo]{{0,3}}{_NOUN}(?!w?e)", "less", True, "30% less GPU memory"),
    (f"Q[hiu][wdo]{{0,3}}{_NOUN}(?!w?e)", "more", False, "1.5x higher throughput"),
    (f"Q[wd]{{0,2}}[Rv][od][wdo]{{0,4}}{_NOUN}(?!w?e)", "less", True, "a 60% reduction in the latency"),
    (f"[Rv][od][wd]?Q[wdo]{{0,3}}{_NOUN}(?!w?e)", "less", True, "a reduction of 64% energy"),
    (f"Q[wd]{{0,2}}[Iu][od][wdo]{{0,3}}{_NOUN}(?!w?e)", "more", False, "a 41% improvement in speed"),
    (f"Q[wd]{{0,3}}{_NOUN}w?[Rv]", "less", True, "a 28% computation cost reduction"),
    (f"Q[wd]{{0,3}}{_NOUN}w?[Iu]", "more", False, "a 41% speed improvement"),
    (f"[rvgH][wdo]{{0,6}}{_NOUN}[wdoy]{{0,8}}b[wd]?Q", "less", True, "reduces the memory of X by 50%"),
    (f"[rvgH][wdo]{{0,5}}{_NOUN}[wd]{{0,4}}Q", "less", False, "reduces the complexity up to 5 times"),
    (f"[rvgH][wd]?Q[wdo]{{0,4}}{_NOUN}", "less", True, "saves 25% of the memory"),
    (f"{_NOUN}[wdo]{{0,9}}[rvgH][wd]?b[wd]?Q", "less", True, "the training time is reduced by 75%"),
    (f"{_NOUN}w?[Rv][wd]?[ob][wd]?Q", "less", True, "memory savings of up to 50%"),
    (f"[iu][wdo]{{0,5}}{_NOUN}[wdo]{{0,5}}b[wd]?Q", "more", False, "improves the throughput of X by 50%"),
    (f"{_NOUN}w?[Iu][wd]?[ob][wd]?Q", "more", False, "a throughput gain of 30%"),
    (f"{_NOUN}[wdo]{{0,3}}b[wd]?Q", "more", False, "…, training speed by 25%"),
    (f"[rvgH][^x]*c{_NOUN}[wy]{{0,2}}b[wd]?Q", "less", True, "cuts memory much and energy by 30%"),
    ("(?P<target>a)[wdoTVhlcMCP]{0,9}b[wd]?Q", "more", True, "accelerates the training of X by 2x"),
    (f"[IuR]o[wdq][^x]{{0,16}}c[wd]?Qo[wd]{{0,2}}{_NOUN}", "more", True, "gains of 2x in FPS, 3x in energy"),
    (f"Q[wdo]{{0,4}}{_NOUN}[wd]{{0,2}}g", "less", True, "70% of the parameters are pruned"),
    (f"[rvgH][wdo]{{1,6}}Q[wdo]{{0,2}}{_NOUN}", "less", False, "prunes ResNet56 for 63% FLOPs"),
    (f"[rv][^x]*c[wd]?Q[wdo]{{0,3}}{_NOUN}", "less", False, "saving 11% parameters and 13% computation"),
    (f"y[wd]{{0,2}}Qo?[wd]{{0,3}}{_NOUN}", "of", True, "requires only 1.5% of the parameters"),
    (f"Qo[wd]{{0,3}}{_NOUN}", "of", False, "2.2% of the parameters of X"),
    (f"Q[wdo]{{0,3}}{_NOUN}", "of", False, "half the memory; 1/3 the number of parameters"),
    (f"{_NOUN}[wdo]{{0,4}}yQ", "of", False, "the parameters are only 6.7% of X"),
    (f"{_SIZED}w?[wd]?Q", "of", False, "smaller (39% of the original)"),
    ("Qh(?P<target>f)", "more", True, "three times more quickly"),
    ("QA(?P<target>L)", "of", True, "half as long"),
    ("QAw[wde]{0,2}(?P<target>V)", "more", True, "five times as many tokens per second"),
    ("QAw[wd]?(?P<target>[MECPO])", "of", True, "60% as much compute"),
    ("Q(?:h|Aw?)w?(?P<target>[mnjKYN])", "more", True, "13 times more energy-efficient"),
    ("Ql(?P<target>X)", "less", True, "400x less expensive"),
    ("Q[wdM]{0,2}(?P<target>S)", "less", True, "80% storage space-saving"),
    (f"{_RISING}[wdo]{{0,6}}(?:xw)?Q[wd]?h(?![wd]{{0,2}}[e{_ANY}])", "more", True, "its frame rate is 3.5 times higher"),
    (f"(?P<target>[TMECO])[wdo]{{0,6}}(?:xw)?Q[wd]?[lvs](?![wd]{{0,2}}[e{_ANY}])", "less", True, "its latency is 18 times lower"),
    (f"[rvgHB][wdo]{{0,6}}{_NOUN}[wdo]{{0,6}}t[wd]?Q", "of", True, "reduces training time to 20% of the original"),
    (f"{_NOUN}[wdo]{{0,6}}[rvg]t[wd]?Q", "of", True, "the epoch time drops to half"),
    (f"[Iu][od][wd]?Q[wdo]{{0,3}}{_RISING}", "more", True, "an increase of 126% in speed"),
    (f"{_RISING}[wdo]{{0,6}}[iu][wd]?b[wd]?Q", "more", True, "the throughput per watt improves by 2.3x"),
    (f"{_NOUN}[wdo]{{0,5}}[rvg]w?Q", "less", True, "the computational burden is reduced 12-fold"),
    (f"{_NOUN}[wdo]{{0,6}}[rvg]oQ", "of", True, "the size of the model is cut in half"),
    ("(?P<target>p)w?Q", "less", True, "compressed 30-fold"),
    ("(?P<target>H)[wd][wdo]{0,6}b[wd]?Q", "less", True, "shrinks the model by 5x"),
    ("[pH][wdo]{0,5}(?P<target>[TMEC])[wdoy]{0,6}b[wd]?Q", "less", True, "compresses the KV cache by 6x"),
    (f"Q[wd]{{0,3}}[Iu]?oUo[wd]{{0,2}}(?P<target>[{_ANY}z])", "more", True, "by 400% in terms of throughput"),
    (f"[rvgH][wdo]{{0,4}}{_NOUN}c[wd]{{1,3}}b[wd]?Q", "less", True, "reduces computation and communication by 10x"),
    (f"Q[wdh]{{1,3}}{_NOUN}w?R", "less", True, "33% extra FLOPs reduction"),
    (f"Q[wd]{{0,2}}{_NOUN}cq[wd]{{0,2}}[{_ANY}]w?[Rv]", "less", True, "70% FLOPs and 50% parameters decrease"),
    ("(?P<target>z)[we]?[wdo]{1,5}Q", "less", True, "a compression factor of the whole network up to 7 times"),
    ("(?P<target>z)[we]?t[wd]?Q", "less", True, "pushes the compression ratio to 27.7x"),
)  # fmt: skip
#: the same for numbers with a minus
FALLING: tuple[tuple[str, str, bool, str], ...] = (
    (f"Q[wd]{{0,2}}{_NOUN}(?!w?e)", "less", True, "-34% FLOPs"),
    (f"{_NOUN}w?wQw", "less", True, "at lower latency (-38%)"),
)
#: ... with a plus
RISING: tuple[tuple[str, str, bool, str], ...] = (
    (f"Q[wd]{{0,2}}{_RISING}", "more", True, "+45% throughput"),
)
#: ... and right behind a bracket
BRACKETED: tuple[tuple[str, str, bool, str], ...] = (
    (f"[Rv][wdo]{{0,3}}{_NOUN}[wd]{{0,2}}wQw", "less", True, "savings of energy (up to 55%)"),
    (f"{_NOUN}w?[Rv]wQw", "less", True, "memory savings (60%)"),
    ("(?P<target>F)[wV]{0,2}wQ", "more", True, "significantly faster (2.4x)"),
    (f"{_RISING}w?[Iu]wQw", "more", True, "an energy-efficiency gain (55x)"),
)
_Compiled = tuple[tuple[int, "regex.Pattern[str]", str, bool], ...]


def _compiled(table: Sequence[tuple[str, str, bool, str]], first: int) -> _Compiled:
    """The patterns of a table, numbered from `first`."""
    return tuple(
        (number, regex.compile(wording), conversion, sure)
        for number, (wording, conversion, sure, _) in enumerate(table, first)
    )


_COMPILED = _compiled(WORDINGS, 0)
_FALLING, _RISING_SIGN = _compiled(FALLING, 200), _compiled(RISING, 300)
_BRACKETED = _compiled(BRACKETED, 400)
_UNITS = frozenset(("times", "percent", "part", "order"))
# "computational cost" is compute, "time cost" is time: the word before decides
_COST_OF = {"computational", "computation", "inference", "training", "pretraining", "pre-training", "fine-tuning", "compute", "computing", "time", "memory", "storage", "energy", "search", "serving"}  # fmt: skip
_MONEY_OF = {"dollar", "monetary", "api", "financial", "usd", "cloud", "money", "$"}
TARGETS = {
    **dict.fromkeys("TVFfaLY", "speedups"),
    **{"m": "memory", "S": "memory", "n": "compute", "j": "size", "H": "size", "K": "cost", "X": "cost", "O": "cost"},
    **{"M": "memory", "E": "energy", "N": "energy", "C": "compute", "P": "size", "s": "size", "z": "size", "p": "size", "D": "cost", "k": "cost"},
}  # fmt: skip
_SHORTER_IS_BETTER = frozenset("TMECPDO")
# "throughput per dollar" is money, "per watt" energy
_PER = {"dollar": "K", "cost": "K", "$": "K", "watt": "N", "joule": "N", "parameter": "j"}
# "memory efficiency", "computationally efficient": the efficiency of what the word before names
_EFFICIENT = frozenset(("efficiency", "efficient"))
_EFFICIENCY_OF = {"M": "m", "E": "N", "C": "n", "P": "j", "D": "K", "O": "K", "T": "Y"}
# "time to first token", "time to solution"
_TIME_TO = frozenset(("first", "accuracy", "solution", "convergence", "target", "reach"))
# "training only 2.3% of the parameters"
_TUNING = frozenset(("training", "tuning", "fine-tuning", "finetuning", "trains", "tunes"))
_AS = frozenset(("many", "much", "long"))
_ONLY = frozenset(("only", "just", "merely", "less"))
# what turns a number the other way: "3x slower", "10x more parameters" are no savings
_WORSE_BEHIND = regex.compile(
    r"[\s\-](?:\p{L}+\s)?(?:slower|longer|larger|bigger|costlier|heavier)\b"
    r"|\s(?:more|additional|extra|higher)\s(?:\p{L}+\s){0,2}"
    r"(?:flops|macs|comput\w*|memory|energy|power|costs?|time|latency|overheads?)\b(?![\s\-]efficien)",
    regex.IGNORECASE,
)
# "7x larger", "15 times as large", "57% more parameters"
_MORE_BEHIND = regex.compile(
    r"[\s\-](?:\p{L}+\s)?(?:larger|bigger|heavier)\b(?!\s(?:\p{L}+\s)?(?:batch|data|set|corp|context|window|vocab))"
    r"|\sas (?:large|big)\b|\s(?:its|our|their|the) (?:size|(?:number of )?parameters)\b"
    r"|\s(?:more|additional|as many) (?:\p{L}+[\s\-]){0,2}parameters\b"
)
_COMPARES = regex.compile(
    r"\b(?:match(?:es|ing)?|outperform\p{L}*|surpass\p{L}*|exceed\p{L}*|beats?|beating|rivals?|rivall?ing|compet\p{L}*"
    r"|comparable|favou?rably|on par|over|would (?:need|require)|better than|superior|than|as (?:well|good|accurate) as)\b",
    regex.IGNORECASE,
)
_ONLY_BEFORE = regex.compile(r"\b(?:with|using|only|just|at|and|than)\s$")
_LARGER_BEHIND = regex.compile(r"[\s\-](?:\p{L}+\s)?(?:larger|bigger|heavier)\b")
_MODEL = regex.compile(
    r"\b(?:models?|networks?|LLMs?|LMs?|baselines?|counterparts?|transformers?|teachers?|parameters?"
    r"|competitors?|architectures?|methods?|approach(?:es)?|detectors?|encoders?)\b",
    regex.IGNORECASE,
)
# "by a factor of 16" is read as "by 16"
_FACTOR_BEFORE = regex.compile(r"\b(?:an?\s)?factors?\s(?:of\s)?$")
# what is added is an overhead: "adding only 1.6% and 0.02% of FLOPs"
_ADDED_BEFORE = regex.compile(
    r"\b(?:add|adds|adding|added|extra|additional|overheads? of|increase of)\s"
    r"(?:(?:only|just|merely|about|around|a|an|mere)\s|less than\s|[\d.,]+\\?%?(?:\s(?:and|to)|,)\s){0,3}$"
)


def says_larger(quantity: Quantity, text: str, in_model: bool) -> bool:
    """Whether something that is no model is larger: "activations 1,000 times larger than others".

    A model larger than the paper's own is a saving of size, see the guidelines.
    """
    if in_model or _LARGER_BEHIND.match(text, quantity.end) is None:
        return False
    around = (
        text[max(0, quantity.left - 40) : quantity.left],
        text[quantity.end : quantity.end + 40],
    )
    return not any(_MODEL.search(side) for side in around)


def is_larger_model(quantity: Quantity, context: "Context") -> bool:
    """Whether a model that the paper's own is compared with is larger: "matches models 7x larger"."""
    text = context.text.text
    units = ("times", "order", "percent")
    if quantity.unit not in units or _MORE_BEHIND.match(text, quantity.end) is None:
        return False
    if quantity.unit == "percent" and _ONLY_BEFORE.search(text[: quantity.start][-24:]):
        return False  # "outperforms BERT with 2% more parameters"
    start = max(context.text.sentence_at(quantity.start)[0], quantity.left - 160)
    compared = [match.end() for match in _COMPARES.finditer(text, start, quantity.left)]
    if not compared:
        return False
    between = text[compared[-1] : quantity.left]
    named = any(
        compared[-1] <= at < quantity.left or quantity.end <= at < quantity.end + 40
        for at, _, kind in context.names
        if kind != "benchmark"
    )
    behind = text[quantity.end : quantity.end + 50]
    return named or any(_MODEL.search(side) is not None for side in (between, behind))


def says_added(quantity: Quantity, text: str) -> bool:
    """Whether a number is an overhead: "adding only 1.6% of FLOPs"."""
    return _ADDED_BEFORE.search(text[max(0, quantity.left - 60) : quantity.left]) is not None


def says_worse(quantity: Quantity, text: str) -> bool:
    """Whether a number is a slowdown or a growth ("3x slower", "20 times larger")."""
    return _WORSE_BEHIND.match(text, quantity.end) is not None


#: words that are read with their neighbours though they have no letter of their own
_READ_WITH_OTHERS = _EFFICIENT | _TUNING | {"per", "up", "space"}


@dataclass(frozen=True)
class Wording:
    """A wording found around a quantity: what it measures, and how the number converts."""

    kind: str
    conversion: str
    number: int
    sure: bool
    #: whether the number has this target to itself: "FLOPs and memory by 40% and 30%"
    own: bool = False


def spell(text: Text) -> list[str]:
    """A letter per word of the abstract; two for "parameters/FLOPs"."""
    letters: list[str] = []
    lower = text.lower
    for at, word in enumerate(lower):
        letter = _LETTER.get(word) or _letter_of_compound(word)
        before = lower[at - 1] if at else ""
        if letter == "w" and word not in _READ_WITH_OTHERS:
            letters.append(letter)
            continue
        behind = lower[at + 1] if at + 1 < len(lower) else ""
        letter = _letter_in_context(letter, word, before, behind)
        if letter in "VT" and behind == "per":
            letter = _PER.get(lower[at + 2] if at + 2 < len(lower) else "", letter)
        if word in _EFFICIENT and letters:
            of = "C" if before == "computationally" else letters[-1]
            if of in _EFFICIENCY_OF:
                letter, letters[-1] = _EFFICIENCY_OF[of], "w"
        if word == "up" and before != "speeds" and "V" in letters[-9:]:
            _join_split_verb(lower, letters)
            letter = "b" if "a" in letters[-9:] else "w"
        if letters and (letters[-1] + letter) in ("MM", "CC", "CT", "CF"):
            letters[-1] = "w"  # "memory footprint" is one thing, "computation time" is time
        letters.append(letter)
    return letters


def _letter_of_compound(word: str) -> str:
    """The letters of "parameters/FLOPs", else "w"."""
    one, slash, other = word.partition("/")
    if slash and _LETTER.get(one, "w") in _ANY and _LETTER.get(other, "w") in _ANY:
        return f"{_LETTER[one]}c{_LETTER[other]}"
    return "w"


def _letter_in_context(letter: str, word: str, before: str, behind: str) -> str:
    """The letter of a word whose neighbours change it: "time cost" is time, "API cost" money."""
    if word == "speeds" and behind == "up":
        return "a"
    if letter == "D" and before in _COST_OF:
        return "C" if _LETTER.get(before, "w") in "wy" else "w"
    if letter == "D" and before in _MONEY_OF:
        return "O"
    if letter == "P" and word.startswith("size") and _LETTER.get(before) in ("M", "E"):
        return "w"
    if word == "hours" and before in ("gpu", "tpu", "cpu"):
        return "C"
    if word == "per" and behind in ("second", "sec"):
        return "V"  # "80% more frames per second"
    if word in ("rate", "rates") and before in ("frame", "refresh"):
        return "V"
    if word == "to" and _LETTER.get(before) == "T" and behind in _TIME_TO:
        return "w"
    if word == "as" and (behind in _AS or _LETTER.get(behind, "w") in _ANY):
        return "A"
    if word == "space" and (_LETTER.get(before) == "l" or "time" in (behind, before)):
        return "M"  # "10x less space"
    if word in _TUNING and (behind in _ONLY or behind[:1].isdigit()):
        return "y"
    return letter


def _join_split_verb(lower: Sequence[str], letters: list[str]) -> None:
    """Make "speeds" a verb where its "up" follows some words later: "speeds the search up"."""
    for at in range(len(letters) - 1, max(-1, len(letters) - 10), -1):
        if lower[at] in ("speeds", "speeding", "sped") and letters[at] == "V":
            letters[at] = "a"
            return
        if letters[at] not in "wdoP":
            return


def find_wordings(
    quantity: Quantity, quantities: Sequence[Quantity], text: Text, letters: Sequence[str]
) -> list[Wording]:
    """The wordings around a quantity, members of its own list counted as one with it."""
    if quantity.unit not in _UNITS:
        return []
    start, end = text.sentence_at(quantity.start)
    first, behind = text.words_between(start, end)
    spelled = list(letters[first:behind])
    members = list_of(quantity, quantities)
    for other in quantities:
        if start <= other.start < end and other not in members:
            low, high = text.words_between(other.start, other.end)
            spelled[low - first : high - first] = ["q"] * (min(high, behind) - low)
    low, _ = text.words_between(members[0].left, members[0].end)
    if factor := _FACTOR_BEFORE.search(
        text.text, max(start, members[0].left - 16), members[0].left
    ):
        low = text.word_at(factor.start())
    _, high = text.words_between(members[-1].start, members[-1].end)
    low, high = max(low, first), min(high, behind)
    before, after = "".join(spelled[: low - first]), "".join(spelled[high - first :])
    glued = text.text[members[-1].end : text.ends[high - 1]].strip("$}").lower()
    string = before[-24:] + "Q" + _LETTER.get(glued, "") + after[:15]
    found: dict[tuple[str, str], Wording] = {}
    for number, pattern, conversion, sure in _tables_for(quantity, members[0], text.text):
        match = pattern.search(string)
        if match is None:
            continue
        targets = [letter for letter in match["target"] if letter in TARGETS]
        if (
            len(targets) == len(members) > 1 and quantity.relation != "range"
        ):  # "FLOPs and memory by 40% and 30%"
            own = targets[members.index(quantity)]
            return [replace(_wording(own, conversion, sure, number), own=True)]
        for letter in targets:
            wording = _wording(letter, conversion, sure, number)
            earlier = found.setdefault((wording.kind, wording.conversion), wording)
            if wording.sure and not earlier.sure:
                found[wording.kind, wording.conversion] = replace(earlier, sure=True)
    return list(found.values())


def _tables_for(quantity: Quantity, first: Quantity, text: str) -> _Compiled:
    """The wordings that a number may stand in, by its sign and by what is before its list."""
    if quantity.sign == "-":
        return _FALLING
    signed = _RISING_SIGN if quantity.sign == "+" else ()
    bracketed = _BRACKETED if text[first.left - 1 : first.left] == "(" else ()
    return signed + bracketed + _COMPILED


def _wording(letter: str, conversion: str, sure: bool, number: int) -> Wording:
    """What a wording says of the target it found; a cost may be any, so it is never sure."""
    if conversion == "more" and letter in _SHORTER_IS_BETTER:
        conversion = "less"
    doubtful = letter == "D" or (letter == "V" and conversion == "less")  # "the speed falls by 30%"
    return Wording(TARGETS[letter], conversion, number, sure and not doubtful)
