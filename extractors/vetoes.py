"""Numbers that look like a speedup or a saving, and are none: wordings that forbid the claim.

A veto is two patterns, over the characters before a number (or its list) and behind it, with the
kinds it forbids. Vetoes are looked at only for numbers that are about to become a fact.
"""

# ruff: noqa: E501 -- a wording stands on one line

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.quantities import Quantity, list_of

#: how far a veto looks before a number, and behind it, in characters
BEFORE, BEHIND = 90, 60

_RESOURCES = ("memory", "energy", "compute", "size", "cost")
_ALL = ("speedups", *_RESOURCES)

# things that are counted: fewer of them is no fact
_COUNTED = r"""(?:iterations?|epochs?|steps?|samples?|simulations?|episodes?|tokens?|queries|labels?|examples?
    |annotations?|interactions?|evaluations?|time-?outs?|collisions?|detections?|constraints?|measurements?|rounds?
    |demonstrations?|images?|features|trials)(?!\s(?:time|latency|cost|per\b|comput))"""
# things that get smaller, and are no resource
_OTHERS = r"""(?:loss(?:es)?|errors?|error\srates?|variances?|jitter|regret|accelerations?|asymmetry|distances?
    |data\stransfers?|path\slengths?|sensitivity|sensitivities|fluctuations?|deviations?|bias|gaps?|uncertainty
    |drift|(?:\p{L}+-)?attempts?)(?!\scomput)"""
# things whose size is no model's
_SIZED = r"""(?:errors?|distances?|sensitivity|fluctuations?|jitter|deviations?|variances?|bias|gaps?|loss(?:es)?
    |corpus|corpora|data\s?sets?|batch(?:es)?|mini-batch(?:es)?|windows?|contexts?|sets?|set\ssizes?|categories
    |extractions?|dimensions?|uncertainty|samples?|images?|graphs?|instances?|drones?|robots?|grippers?|hands?
    |helicopters?|quadrotors?|actuators?|vehicles?|objects?)"""
_DATA = r"(?:data\s?sets?|training\sset|vocabulary|batch|problem|patch|fleet|search\sspace|corpus|context|population)"
_PARTS = r"""(?:layers?|channels?|heads?|filters?|neurons?|tokens?|images?|samples?|data|labels?|patches|synapses
    |frames|measurements|experts|annotations|objects)"""
_TIME = r"(?:times?|latency|latencies|run-?times?|delays?|duration)"
_AMOUNT = r"""(?:memory|energy|power|comput\p{L}*|flops|macs|parameters?|size|costs?|storage)"""
_ANY_WORDS = r"(?:(?!per\b)\p{L}+[\s\-]){0,2}"  # "FLOPs per image" is no count of images
# a growth, with nothing that falls or runs faster behind it
_GROWS = r"\b(?:increas(?:e|es|ed|ing)|grow(?:s|th|ing)?|overheads?\sof|slow(?:s|ed|ing)?[\s\-]?downs?|adds?|adding)\b"
_NOT_LESS = (
    r"(?:(?!reduc|decreas|lower|cut|sav|throughput|speed\b|efficien|faster|drop|fall)[^.;:,\d])*"
)
_FALLS = r"\b(?:reduc|decreas|lower|cut|shrink|diminish|minimi[sz]|fall|drop|declin)\p{L}*"
_SHARE = r"""(?:accounts?\sfor|accounting\sfor|accounted\sfor|responsible\sfor(?:\sonly)?|contributes?
    |constitutes?|comprises?|makes?\sup|represents?)"""
_TAKES = r"(?<!only\s)(?:takes?\sup|taking\sup|occupies|spends?|consumes?|contains?)"


@dataclass(frozen=True)
class Veto:
    """A wording that forbids some kinds; an empty pattern holds everywhere."""

    kinds: tuple[str, ...]
    before: str
    behind: str
    #: text with a number in ⟦ ⟧ that it forbids
    example: str
    units: tuple[str, ...] = ("times", "percent", "part", "order", "plain", "count", "time")
    #: whether it lets "less than 90%" and shares up to a half pass
    only_large: bool = False


VETOES = (
    Veto(
        ("speedups",),
        r"(?<!\b(?:in|within|takes?|took|taking|requires?|requiring|needs?|needing|with|at|to|using|uses?|by)\s"
        r"(?:only\s|just\s|merely\s|a\smere\s|as\slittle\sas\s)?)$",
        r"\sof\sthe\s(?:total\s|whole\s|running\s)*time\b(?!\s(?:of|it|that|required|needed|taken|used|compared))",
        "it leaks names ⟦48%⟧ of the time",
        ("percent", "part"),
    ),
    Veto(
        _ALL,
        "",
        rf"\s(?:fewer|less|lower|smaller|more|higher)\s{_ANY_WORDS}{_COUNTED}\b(?!\sper\b)",
        "with ⟦two orders of magnitude⟧ less iterations",
    ),
    Veto(
        _ALL,
        rf"\b(?:number|amount)\sof\s{_ANY_WORDS}{_COUNTED}(?:\s\p{{L}}+){{0,4}}\sby\s$",
        "",
        "reduces the number of training samples by ⟦80%⟧",
    ),
    Veto(
        _ALL,
        rf"{_FALLS}\s(?:\p{{L}}+[\s\-]){{0,4}}{_OTHERS}(?:\s(?!and\b|or\b|while\b)\p{{L}}+){{0,4}}\sby\s$",
        "",
        "reduces the jitter of the arm by ⟦3x⟧",
    ),
    Veto(
        ("speedups",),
        "",
        r"(?<=ing|es)\sthe\s(?:number|amount|capacity|size)\b",
        "⟦doubling⟧ the number of robots",
    ),
    Veto(
        ("speedups",),
        r"(?<!\b(?:reduc|decreas|cut|sav|shorten|lower)\p{L}*\s(?:by\s)?)$",
        rf"\s(?:as\s(?:long|slow)\b|the\s(?:\p{{L}}+[\s\-]){{0,3}}{_TIME}\b)",
        "takes about ⟦twice⟧ the time of the verifier",
        ("times", "order"),
    ),
    Veto(
        ("speedups",),
        rf"{_GROWS}{_NOT_LESS}\b(?:{_TIME}|speed\sby\swhich)\b{_NOT_LESS}$",
        "",
        "an increase in computation time of ⟦20%⟧",
    ),
    Veto(
        ("speedups",),
        rf"{_GROWS}\s(?:only\s|just\s|merely\s|about\s)?$",
        rf"\s{_ANY_WORDS}{_TIME}\b",
        "increasing only ⟦0.41%⟧ inference time",
    ),
    Veto(
        _RESOURCES,
        rf"{_GROWS}{_NOT_LESS}\b{_AMOUNT}\b{_NOT_LESS}$",
        "",
        "increases the number of parameters by ⟦1.7%⟧",
    ),
    Veto(
        _ALL,
        "",
        r"\s(?:(?!throughput|speed|fps|efficien|frame|less|fewer|lower|smaller|reduc|higher|(?:of|more|with|at|in|on"
        r"|for|and|while|when|to|by|than|over|without|compared|as|without|it)\b)\p{L}+[\s\-]){1,3}(?:overheads?|increases?|slow-?downs?)\b(?!\s(?:reduction|sav))",
        "with less than ⟦4%⟧ computation increase",
    ),
    Veto(
        ("speedups",),
        r"\b(?:at|with|under|for|from)\s(?:an?\s)?(?:\p{L}+\s){0,2}acceleration\s(?:factor|rate|ratio)s?\s(?:of\s)?$",
        "",
        "images at acceleration factors of ⟦4⟧",
    ),
    Veto(("speedups",), r"\border\s$", "", "a speedup of order ⟦1/2⟧", ("part",)),
    Veto(
        ("speedups",),
        "",
        r"\s?(?:\([^)]{0,12}\))?-(?:approx|compet)",
        "a ⟦1/4⟧-approximation in polynomial time",
    ),
    Veto(
        ("speedups",),
        "",
        r"\)?\s(?:decrease|drop|decline|loss)s?\sin\s(?:\p{L}+\s){0,2}(?:speed|throughput)\b",
        "a mild (⟦10%⟧) decrease in speed",
    ),
    Veto(
        _ALL,
        "",
        r"(?<=\b(?:double|triple|quadruple))\s(?!(?:the|its|our|their|that|this|these|as|in|or|and|speed|throughput"
        r"|inference|training|decoding|efficiency|performance)\b)\p{L}",
        "finds ⟦double⟧ JPEG compression",
    ),
    Veto(
        _ALL,
        rf"\b{_SHARE}\s$",
        r"\sof\b",
        "embeddings account for ⟦62%⟧ of the parameters",
        ("percent", "part"),
    ),
    Veto(
        _ALL,
        rf"\b{_TAKES}\s$",
        r"\sof\b",
        "the cache takes up more than ⟦half⟧ of the memory",
        ("percent", "part"),
        only_large=True,
    ),
    Veto(
        _ALL,
        "",
        r"\sof\s[^.;:,]{0,40}\b(?:is|are|was|were)\s(?:spent|wasted|caused|due|consumed)\b",
        "⟦70%⟧ of the energy is spent on transfers",
        ("percent", "part"),
    ),
    Veto(_RESOURCES, "", r"\s?(?:bpp|bits?\sper)\b", "a compression rate of ⟦0.083⟧ bpp"),
    Veto(
        _RESOURCES,
        r"^(?!.*(?:reduc|decreas|lower|cut|sav|smaller|fewer|less)).*$",
        r"\s(?:under|at|with|for|given)\s(?:the\s|a\s)?(?:similar|same|comparable|equal|fixed|limited)\s"
        rf"{_ANY_WORDS}{_AMOUNT}\b",
        "more accurate by ⟦1.7%⟧ under similar FLOPs",
    ),
    Veto(
        ("size",),
        "",
        rf"[\s\-](?:smaller|lighter|more\scompact|larger|bigger)\s(?:\p{{L}}+[\s\-]){{0,2}}?{_SIZED}\b",
        "shows ⟦21%⟧ smaller endpoint errors",
    ),
    Veto(
        ("size",),
        rf"\b(?:{_SIZED}|{_TIME})(?:\s(?:of|between|in|for|on|from)\s[^.;:,]{{1,40}})?\s(?:that\s)?"
        r"(?:is|are|was|were|being|be)\s$",
        r"[\s\-](?:smaller|lighter|more\scompact|larger|bigger)\b",
        "a particle set that is ⟦ten times⟧ smaller",
    ),
    Veto(
        ("size",),
        "",
        r"\s(?:more|additional|extra|as\smany|the)\s(?:(?:number\sof|model|trainable|learnable)\s)?(?:parameters|size)\b",
        "has ⟦2.5x⟧ the parameters of BERT",
        ("times", "order"),
    ),
    Veto(
        ("size",),
        "",
        r"\s(?:more|additional|extra)\s(?:\p{L}+\s){0,2}parameters\b",
        "at ⟦2%⟧ more parameters",
        ("percent",),
    ),
    Veto(
        ("size",),
        rf"\b{_DATA}\ssizes?\b[^.;,]{{0,30}}$",
        "",
        "reduces the training set size by ⟦80%⟧",
    ),
    Veto(
        ("size",),
        "",
        rf"\s(?:smaller|larger|reduction\sin)\s{_ANY_WORDS}{_DATA}\b",
        "with a ⟦20x⟧ smaller pretraining corpus",
    ),
    Veto(
        _RESOURCES,
        r"(?<!\b(?:and|or)\s)\b(?:communication|travel|path|assignment|sample)\s(?:costs?|overheads?|volumes?|complexity|lengths?)"
        r"(?:\s(?:of|for|in)\s[^.;:,]{1,40}?)?\s(?:(?:is|are)\s\p{L}+\s)?by\s$",
        "",
        "reduces the communication cost by ⟦two orders of magnitude⟧",
    ),
    Veto(
        _RESOURCES,
        "",
        r"\sof\s(?:the\s|its\s|all\s)?(?:overall\s|total\s)?communication\b",
        "to reduce over ⟦95%⟧ of the overall communication",
    ),
    Veto(
        _RESOURCES,
        "",
        r"\s(?:reductions?\sin|(?:reductions?\s)?of)\s(?:the\s|its\s|all\s|their\s)?"
        r"(?:(?!(?:of|for|in|on|with|when|while|than|per)\b|size|memory|param|cost)\p{L}+[\s\-]){0,2}"
        rf"{_PARTS}\b(?!\s(?:\p{{L}}+\s)?{_AMOUNT}\b)",
        "prunes ⟦50%⟧ of the layers",
        ("percent", "part"),
    ),
)

_COMPILED = tuple(
    (
        veto,
        regex.compile(veto.before, regex.IGNORECASE | regex.VERBOSE | regex.DOTALL),
        regex.compile(veto.behind, regex.IGNORECASE | regex.VERBOSE | regex.DOTALL),
    )
    for veto in VETOES
)


def _is_large(quantity: Quantity) -> bool:
    """Whether a share is more than a half: that much of something is no saving."""
    share = quantity.value / (100 if quantity.unit == "percent" else 1)
    return quantity.bound != "up_to" and (share > 0.5 or quantity.bound == "at_least")


def is_vetoed(kind: str, quantity: Quantity, quantities: Sequence[Quantity], text: str) -> bool:
    """Whether a wording around a number, or around its list, forbids a kind."""
    members = list_of(quantity, quantities)
    first, last = members[0], members[-1]
    low = max(text.rfind(". ", 0, first.left) + 1, first.left - BEFORE, 0)
    for veto, before, behind in _COMPILED:
        if kind not in veto.kinds or quantity.unit not in veto.units:
            continue
        if veto.units == ("times", "order") and quantity.value < 1:
            continue
        if veto.only_large and not _is_large(quantity):
            continue
        if veto.behind and behind.match(text, last.end, last.end + BEHIND) is None:
            continue
        if not veto.before or before.search(text[low : first.left]) is not None:
            return True
    return False
