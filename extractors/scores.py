"""Scores: wordings that tell that a number is one, or none, and whether it is a level, a gain or a loss.

A wording is what stands before a number (or its list) and what stands behind; a new one is a line in a table.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

import regex

from extractors.quantities import Quantity

Type = Literal["absolute", "gain", "loss"]

#: how much text before a number, and behind it, its wordings may take
_REACH = 110

# --- words of the wordings -----------------------------------------------------------------------

_SOFT = (
    r"(?:(?:only|just|merely|mere|about|around|almost|nearly|over|up to|at most|at least|less than|more than|under|an?|the"
    r"|as (?:much|little|few|small|low|high) as|approximately|roughly|by|average of|[~<>$±+]|\\sim)\s?){0,4}"
)
# where smaller is better
_ERROR = (
    r"(?:errors?|error[\s\-]rates?|WERs?|CER|EER|DER|TER|RMSEs?|MAEs?|MSEs?|perplexit(?:y|ies)|PPL|FID|KID|LPIPS"
    r"|loss|losses|regret|toxicity|hallucinations?|collisions?|forgetting|deviations?|bias|EPE|MPJPE|ADE|FDE|BD-rates?"
    r"|false[\s\-](?:positive|alarm|negative)s?(?:[\s\-]rates?)?|FPR|attack[\s\-]success[\s\-]rates?|violations?|failures?|failure[\s\-]rates?)"
)
_QUALITY = (
    r"(?:accurac(?:y|ies)|performance|precision|recall|F1|F-?[\s\-]?scores?|F1-scores?|BLEU|ROUGE|scores?|mAP|AP|m?IoU|mIOU|AUC|AUROC"
    r"|quality|success(?:\srates?)?|PSNR|SSIM|correlation|robustness|rewards?|returns?|utility|top-[15])"
)
_FALLS = r"(?:reduc\w+|lower\w*|decreas\w+|cut(?:s|ting)?|fall(?:s|ing)?|fell|drop\w*|shrink\w*|declin\w+|diminish\w*)"
_RISES = r"(?:rais(?:es?|ed|ing)|increas\w+|grow(?:s|ing)?|grew|ris(?:es?|ing)|rose)"
_FEW_WORDS = r"(?:[\p{L}\d.@\-'’]+\s){0,4}?"
_CLAUSE = r"[^.;:,()]{0,50}?"


class _Wording(NamedTuple):
    before: "regex.Pattern[str] | None"
    behind: "regex.Pattern[str] | None"

    def stands_at(self, before: str, text: str, end: int) -> bool:
        return (self.before is None or self.before.search(before) is not None) and (
            self.behind is None or self.behind.match(text, end) is not None
        )


def _wording(before: str, behind: str) -> _Wording:
    return _Wording(
        regex.compile(rf"(?:{before})$", regex.IGNORECASE) if before else None,
        regex.compile(behind) if behind else None,
    )


# --- no scores -----------------------------------------------------------------------------------

# what is set, used up or shared out, not reached
_DATA = (
    r"(?:labels?(?!\s\p{L}+\s(?:accuracy|error))|labell?ed|labell?ing|annotat(?:ed|ions?)|data|training\s(?:data|set|samples|examples|images)|samples|examples"
    r"|images|tokens|documents|pixels|corruptions?|outliers?|filters|heads|layers|neurons|channels|weights|parameters|communication|supervision|demonstrations)"
)
_SETTINGS = (
    r"(?:thresholds?|learning rates?|dropout(?: rates?)?|temperatures?|weight decay|(?:confidence|significance|noise|sparsity|corruption) levels?"
    r"|radius|radii|perturbations?(?: budget| size)?|epsilon|sparsity|(?:masking|pruning|labell?ing|noise|sampling|missing|compression|dropout) (?:ratios?|rates?))"
)
_SET_SOFT = r"(?:(?:only|just|about|up to|at most|at least|[~<>])\s?){0,2}"
#: (before, behind, example)
_TRAP_WORDINGS = (
    (rf"\b{_SETTINGS}(?:\s(?:of|is|at|=)\s?|\s?[=:]\s?|\s)(?!by){_SET_SOFT}\$?", r"", "a threshold of 0.8"),
    (rf"\b{_SETTINGS}\s\(", r"\)", "a high pruning rate (99%)"),
    (r"\bat\s(?:an?\s)?(?:IoU|FPPI|SNR|FPR)\s(?:thresholds?\s)?(?:of\s|=\s)?", r"(?!\saverage)", "at IoU 0.5"),
    (r"\b(?:portion|fraction|subset|amount)s?\sof\s[^.;()]{0,40}\(", r"", "subsets of labels (5% and 10%)"),
    (r"\b(?:when|if)\s(?:only|just)\s", r"\sof\b[^.;,]{0,60}\s(?:available|labell?ed|used|given)\b", "when only 10% of the data is used"),
    (r"\b(?:clicks?|needed|required|faster|imitation)\b[^.;]{0,30}\bto\s(?:reach|achieve|attain|arrive at|obtain)\s", r"", "clicks needed to reach 85% IoU"),
    (r"\bfor\s[^.;,]{0,60}\bto\s(?:reach|achieve|attain|arrive at|obtain)\s", r"", "for a network to reach 95%"),
    (rf"\b{_FALLS}\s{_CLAUSE}\b(?:demand|usage|amount|annotation cost|labell?ing cost|training data|real-world data|workload|traffic|consumption|processed pixels|inspected features|parts tested|boxes drawn)\b{_CLAUSE}\bby\s{_SOFT}", r"", "reduces the demand for data by 95%"),
    (r"\breduction (?:of|in)\s[^.;,]{0,30}\bdata by\s(?:more than\s)?", r"", "a reduction of real-world data by 99%"),
    (r"\b(?:parameter count|parameters|FLOPs|memory|latency|overhead|model size|convergence speed)\s(?:by|of)\s(?:only\s|less than\s|up to\s|over\s|about\s)?", r"", "increases the parameter count by 1%"),
    (r"\b(?:responsible|account(?:s|ing)?) for\s", r"\sof\s", "account for 18% of the errors"),
    (r"", r"\s(?:less|fewer)\s(?:of\b|(?:\p{L}+[\s\-]){0,2}(?:data|labels?|annotations?|samples|images|tokens|space|memory|time|effort|steps|queries|labell?ed)\b)", "70% less annotation effort"),
    (r"", r"-1\sloss|-(?:shot|gram|norm|step|hop|way|class|bit|layer|fold\scross)\b", "a 1-gram score"),
    (r"\b(?:across|over|on|of)\s(?:the\s|all\s)?", r"\s(?:mainstream\s|different\s)?(?:games|datasets|tasks|benchmarks|languages|models|classifiers|subjects|videos|environments|scenes)\b", "on 49 games"),
    (r"", r"\s(?:improvement|reduction|increase|decrease|savings?)\s(?:in|of)\s(?:the\s|its\s)?(?:\p{L}+\s)?(?:efficiency|latency|memory|throughput|energy|computation|communication|bandwidth|storage|execution time|data collection)\b", "a 33% improvement in efficiency"),
    (rf"\b(?:velocit(?:y|ies)|speeds?)\sof\s{_SET_SOFT}", r"", "a heading velocity of 1.5 m/s"),
)  # fmt: skip
_TRAPS = tuple(_wording(before, behind) for before, behind, _ in _TRAP_WORDINGS)
# shares of what is used, but not "recovers 97% of the labels"
_SHARE = _wording(
    r"",
    rf"\s(?:of\s)?(?:(?:the|its|all|our|available|total|original|training|real)\s){{0,3}}{_DATA}\b",
)
_REACHED_BEFORE = regex.compile(
    r"\b(?:correct\w*|predict\w*|recover\w*|identif\w+|locali[sz]\w*|detect\w*|solv\w*|answer\w*|classif\w*|generat\w+"
    r"|recogni[sz]\w*|match\w*|accura\w+)\b"
)
_SPEEDS = regex.compile(r".*(?:fps|FPS|GFLOPs?|GMACs?)")
# "on SQuAD 2.0"
_VERSION = regex.compile(r"[1-9]\.[0-9]")
_VERSIONED = regex.compile(r"\b(?:on|from|its)\s(?!(?i:average))\p{Lu}[\p{L}\-]*\s$")


def is_no_score(members: Sequence[Quantity], quantity: Quantity, text: str) -> bool:
    """Whether a number is surely no score: "at a threshold of 0.8", "with 1% of the labels".

    `members` are the numbers of its list, in their order, or it alone.
    """
    if _SPEEDS.fullmatch(quantity.text) is not None:
        return True
    start, end = members[0].left, members[-1].end
    before = text[max(0, start - _REACH) : start]
    version = quantity.unit == "plain" and _VERSION.fullmatch(quantity.text) is not None
    if version and _VERSIONED.search(before) is not None:
        return True
    if quantity.unit == "percent" and _SHARE.stands_at(before, text, end):
        return _REACHED_BEFORE.search(before[-60:]) is None
    return any(trap.stands_at(before, text, end) for trap in _TRAPS)


# --- surely scores -------------------------------------------------------------------------------

_METRIC = (
    r"(?:accurac(?:y|ies)|F1(?:-scores?|\sscores?)?|BLEU|ROUGE(?:-\w)?|chrF|CIDEr|mAP(?:@\S+)?|AP\d*[a-z]?|m?IoU|mIOU|PQ|AUC|AUROC|PR-AUC|PSNR|SSIM"
    r"|SNR|WER|CER|DER|JER|FID|MRR(?:@\d+)?|NDCG(?:@\d+)?|top-[15]|rank-1|exact match|EM|LAS|UAS|perplexity|RMSE|MAE|success rates?|win rates?|MOS"
    r"|Dice(?:\sscores?)?|recall(?:@\d+)?|Recall@\d+|precision|pass@\d+|NDS|MOTA|HOTA|PDMS|bpc|bits per character)"
)
_DOES = (
    r"(?:completes?d?|solves?d?|answers?|clears?|decides?|recogni[sz]es?|fools?|deceives?|covers?|localizes?|identif(?:y|ies)|detects?|predicts?"
    r"|complet\w+)"
)
#: (before, behind, example); they hold for percents, multiples and plain numbers
_SURE_WORDINGS = (
    (r"(?<!\bat\s)", rf"\s(?:\p{{L}}+\s)?{_METRIC}(?!\p{{L}})", "69.6 exact match"),
    (rf"\b{_METRIC}\s(?:\([^()]{{1,12}}\)\s)?(?:of|is|=|was|reaches)\s{_SOFT}", r"(?!\sdifferent|\stimes|-)", "a PR-AUC of 58.7"),
    (rf"\({_METRIC}\s", r"\)", "(MOS 4.28)"),
    (r"", rf"\s(?:smaller|lower|fewer|less)\s(?:\p{{L}}+\s){{0,2}}{_ERROR}\b", "90x smaller rotation errors"),
    (r"\bclos(?:es?|ing)\s" + _SOFT, r"\sof the (?:\p{L}+\s)?gap", "closes 88% of the gap"),
    (r"\bcorrect(?:ly)?\s(?:\p{L}+\s)?" + _SOFT, r"\sof\s(?:the\s)?(?:time|cases)", "correct 71% of the time"),
    (rf"\b{_DOES}\s{_SOFT}", r"\s(?:of\s)(?:(?:the|all)\s)?(?:\p{L}+[\s\-]){0,2}(?:tasks?|problems|questions|objects|instances|pairs|attacks|slots|facts|cases|puzzles)\b", "completes 39% of the tasks"),
    (r"", r"\sof\s(?:the\s)?(?:[\p{L}\d\-]+\s){1,4}(?:(?:is|are|were|can be)\s)?(?:correctly|successfully)\s\p{L}+(?:ed|ized)\b", "57% of the objects are correctly localized"),
    (r"\b(?:retain|maintain|preserv|keep|achiev|reach|recover)\w*\s" + _SOFT, rf"\sof\s[^.;,]{{0,40}}?{_QUALITY}\b", "retains 97% of the performance"),
    (r"(?:↑|\\uparrow\$?)\s?\$?", r"", "truthfulness (↑ 24%)"),
    (r"", r"\s(?:more|less)\s(?:accurate(?:ly)?|successful|effective|faithful|robust)\b", "50% less accurate"),
)  # fmt: skip
_SURE = tuple(_wording(before, behind) for before, behind, _ in _SURE_WORDINGS)
_SCORED = frozenset(("percent", "plain", "times", "points"))


def says_score(members: Sequence[Quantity], quantity: Quantity, text: str) -> bool:
    """Whether a wording tells for sure that a number is a score: "completes 39% of the tasks".

    `members` are the numbers of its list, in their order, or it alone.
    """
    if quantity.unit not in _SCORED:
        return False
    start, end = members[0].left, members[-1].end
    before = text[max(0, start - _REACH) : start]
    return any(wording.stands_at(before, text, end) for wording in _SURE)


# --- levels, gains and losses --------------------------------------------------------------------

#: (before, behind, type, example); the first that stands at a number decides
_TYPE_WORDINGS: tuple[tuple[str, str, Type, str], ...] = (
    (r"\bclos(?:es?|ing)\s" + _SOFT, r"\sof the (?:\p{L}+\s)?gap", "gain", "closes 88% of the gap"),
    (r"", rf"\s(?:points?\s)?{_FEW_WORDS}(?:increase|rise|growth)\s(?:in|of)\s{_FEW_WORDS}{_ERROR}\b", "loss", "a 2.9% increase in the test error"),
    (r"", rf"\s(?:points?\s)?{_FEW_WORDS}(?:drop|reduction|decrease|decline)\s(?:in|of)\s{_FEW_WORDS}{_ERROR}\b", "gain", "a 20% reduction in WER"),
    (r"", rf"\s(?:points?\s)?(?:\p{{L}}+\s)?(?:drop|loss|degradation|decrease|decline|deterioration)\s(?:in|of)\s{_FEW_WORDS}{_QUALITY}\b", "loss", "a 0.8% loss in BLEU"),
    (rf"\b{_RISES}\s{_FEW_WORDS}{_ERROR}\b{_CLAUSE}\bby\s{_SOFT}", r"", "loss", "raises the perplexity of X by 0.4"),
    (rf"\b{_FALLS}\s{_FEW_WORDS}{_ERROR}\b{_CLAUSE}\bby\s{_SOFT}", r"", "gain", "reduces the error by 12%"),
    (rf"\b{_ERROR}\s{_CLAUSE}\b{_FALLS}\s{_FEW_WORDS}by\s{_SOFT}", r"", "gain", "the errors fall by 74%"),
    (rf"\b{_ERROR}\s{_CLAUSE}\b{_RISES}\s{_FEW_WORDS}by\s{_SOFT}", r"", "loss", "the error grows by 3%"),
    (rf"\b(?:drops?|decreas\w+|degrad\w+|loses?|hurts?|worsens?)\s{_FEW_WORDS}{_QUALITY}\b{_CLAUSE}\bby\s{_SOFT}", r"", "loss", "drops mAP by 70.8%"),
    (rf"\b{_QUALITY}\s{_CLAUSE}\b(?:drops?|dropped|decreases?d?|degrades?d?|falls?|declines?d?)\s{_FEW_WORDS}by\s{_SOFT}", r"", "loss", "accuracy degrades by 3%"),
    (rf"\b(?:degrad(?:es?|ed|ing)|worsen\w*)\s(?:\p{{L}}+\s)?by\s{_SOFT}", r"", "loss", "degrades by 3%"),
    (rf"\b(?:cost(?:s|ing)?|at (?:the|a) (?:cost|price|expense) of|sacrific(?:es?|ing)|los(?:es|ing))\s{_SOFT}", rf"\s(?:points?\s)?(?:of|in)?\s?{_FEW_WORDS}{_QUALITY}\b", "loss", "cost a mere 1.1 points of mAP"),
    (r"(?<!perplexity\s|error\s|rate\s)\b(?:degradation|drop|loss|decrease|decline)s?\s(?:in\s(?:accuracy|performance)\s)?\([~<≤]?\s?", r"", "loss", "lossless degradation (~1%)"),
    (rf"\b(?:degradation|drop|loss|decrease|decline)s?\s(?:in|of)\s(?:\p{{L}}+\s){{0,2}}?{_QUALITY}\s(?:can\s)?(?:of|is|was|by|rang(?:es?|ing) from)\s{_SOFT}", r"", "loss", "a drop in accuracy of 3%"),
    (r"", r"\s(?:points?\s)?(?:\p{L}+\s)?(?:decrease|drop|decline|degradation)\b(?=[.,;]|\s(?:from|as|compared|when|relative|on|against)\b)", "loss", "a 21% decrease from X"),
    (rf"\b(?:dip|drop|reduction|decrease)s?\sin\s{_FEW_WORDS}{_ERROR}\s(?:of|by)\s{_SOFT}", r"", "gain", "a dip in the error of 5.83"),
    (rf"\b{_FALLS}\s{_SOFT}", rf"\s(?:points?\s)?of\s{_FEW_WORDS}{_ERROR}\b", "gain", "reduced 17.3% of the RMSE"),
    (r"", r"\s(?:points?\s)?above\s(?:the|its|a|our)\b", "gain", "1.2% above the baseline"),
    (r"", r"\srelative(?:ly)?\)", "gain", "+21.5 (36.4% relatively)"),
    (r"\badds?\s" + _SOFT, r"", "gain", "adds 2.3 BLEU"),
    (r"(?:[ρ𝜌]|\\rho)\s?=\s?\$?", r"", "absolute", "($\\rho=0.81$)"),
    (rf"\b(?:achiev\w+|obtain\w*|reach\w*|attain\w*|gives?|has|have|gets?|yield\w*|with)\s(?:an?\s|the\s)?(?:(?!improve|gain|drop|reduc|increas|decreas|declin|degrad|loss)[\p{{L}}\d\-]+\s){{0,3}}?(?:{_METRIC}|{_ERROR})(?<!loss)\s(?:\([^()]{{1,12}}\)\s)?of\s{_SOFT}", r"", "absolute", "with a MAE of 2.3 mm"),
    (r"\bwithin\s(?:about\s|~\s?)?", r"\s(?:points?\s)?of\s(?:the|its|their|that)?", "loss", "within 1.9% of the accuracy of X"),
    (r"", r"\s(?:points?\s)?(?:in\s\S+\s)?(?:below|behind|less accurate)\b(?!\s\d)", "loss", "0.4 points below X"),
    (r"\b(?:retain\w*|maintain\w*|preserv\w+|keep\w*|recover\w*|reach\w*|achiev\w+)\s" + _SOFT, r"\sof\s(?:the\s|its\s)?[^.;,]{0,40}?(?:accurac|performance|score|quality|upper bound)", "absolute", "retains 95% of the accuracy of X"),
    (r"\badditional\s", r"", "gain", "an additional 5.8% of the facts"),
    (r"\bmargins?\sof\s" + _SOFT, r"", "gain", "by a wide margin of 6.2%"),
    (r"(?:↑|\\uparrow\$?)\s?\$?", r"", "gain", "(CUB: ↑3.2%)"),
)  # fmt: skip
_TYPES = tuple((_wording(before, behind), said) for before, behind, said, _ in _TYPE_WORDINGS)


# "from 69.2 to 71.3" are levels, but not "improvements varying from 0.6 to 4.1", "a gap reduced from 3 to 1"
_NO_LEVELS_BEFORE = regex.compile(
    r"\b(?:gaps?|degradation|drops?|declines?|vary\w*|varies|rang\w+|differences?|margins?|improvements?\sof|gains?\sof|improvements\sfrom)\b"
)


def plain_type(members: Sequence[Quantity], quantity: Quantity, text: str) -> dict[str, str]:
    """The type of a score, where words beside it or its list say it: "a 0.8% loss in BLEU"."""
    start, end = members[0].left, members[-1].end
    before = text[max(0, start - _REACH) : start]
    if quantity.relation == "from_to" and _NO_LEVELS_BEFORE.search(before[-50:]) is None:
        return {"type": "absolute"}
    if quantity.sign == "+":
        return {"type": "gain"}
    for wording, said in _TYPES:
        if wording.stands_at(before, text, end):
            return {"type": said}
    return {}
