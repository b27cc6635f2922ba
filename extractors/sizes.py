"""Sizes of models: wordings that tell that a number is one, or none, and of which scope."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import regex

from extractors.quantities import Quantity

_BILLIONS = ("B", "b", "billion")
#: bare numbers from here on are sizes where "parameters" follows, and smaller ones where the parameters are
#: learned or a model is near: "only 448 learnable parameters"
_THOUSAND, _SMALLEST_PLAIN = 1000, 100

# words that a size stands beside, and words that tell that a number counts something else
_KINDS_OF_PARAMETERS = (
    "trainable|tunable|learnable|active|activated|total|additional|extra|new|added|non-embedding|model|free|dense"
    "|effective|training|tuned|trained|network|weight"
)
_MODELS = (
    r"models?|LLMs?|LMs?|PLMs?|SLMs?|VLMs?|MLLMs?|LMMs?|VLAs?|LRMs?|MoEs?|[Tt]ransformers?|checkpoints?|networks?|backbones?"
    r"|students?|teachers?|encoders?|decoders?|rerankers?|retrievers?|generators?|embedders?|drafters?|verifiers?|critics?"
    r"|baselines?|variants?|versions?|counterparts?|agents?|polic(?:y|ies)|ViTs?|DiTs?|CNNs?|GPTs?|assistants?|reasoners?"
    r"|judges?"
)
_SCALES = r"scales?|sizes?|sized|class|level|series|famil(?:y|ies)|targets?|regimes?|range|suite"
# what is counted in billions and millions beside parameters
_COUNTED = (
    r"tokens?|words?|images?|samples?|examples?|pairs?|sentences?|documents?|users?|hours?|frames?|points?|datapoints?|nodes?"
    r"|edges?|videos?|clips?|bytes?|FLOPs?|MACs?|multiply-adds?|mult-adds?|operations|steps?|iterations?|updates?"
    r"|synapses?|neurons?|cells?|spikes?|characters?|pixels?|vectors?|rows?|records?|entries|items?|queries|passages?"
    r"|pages?|people|dollars?|USD|molecules?|proteins?|sequences?|triples?|triplets|facts?|entities|relations|interactions|instances?"
    r"|dimensions|dimensional|episodes?|trajectories|transitions|demonstrations?|games?|years?|views?|downloads?|labels?|annotations?"
    r"|tweets?|posts?|comments?|articles?|papers?|species|genes?|reads|corpus|corpora|data|datasets?"
)
_BETWEEN = rf"(?!(?:{_COUNTED}|of|for|with|and|or|in|on|to|from|by|as|at|is|are|was|were|has|have|than|that|which|while|we|the|an?|per|into|through|via|without|over|under|when|after|before|using|across|between|its|their|our|can|may|will|then)\b)"

# "8B-parameter", "1.2B and 2.4B non-embedding parameter variants", "100B+ parameters", "65K weights"
_PARAMETERS_BEHIND = regex.compile(
    rf"\$?[+\s\-]{{0,2}}\$?(?:(?:{_KINDS_OF_PARAMETERS})[\s\-]){{0,4}}(?:param(?:eter)?s?|weights)\b",
    regex.IGNORECASE,
)
_LEARNED_BEHIND = regex.compile(
    r"\s(?:trainable|tunable|learnable|additional|extra)\s", regex.IGNORECASE
)
# "a 7B model", "7B-scale", "a 3.8B open-weight LLM", "the 70B chat variant"
_MODEL_BEHIND = regex.compile(
    rf"\+?[\s\-](?:{_BETWEEN}\p{{L}}[\p{{L}}\d.]*[\s\-]){{0,4}}(?:{_MODELS}|{_SCALES})\b"
)
# millions count much else, so that the model stands nearer: "a 350M encoder", "a 68M draft model"
_MODEL_BEHIND_MILLIONS = regex.compile(
    rf"[\s\-](?:{_BETWEEN}\p{{L}}[\p{{L}}\d.]*[\s\-])?"
    r"(?:model|[LV]LMs?|[Tt]ransformer|network|student|teacher|encoder|decoder|backbone)\b"
    rf"(?![\s\-](?:{_COUNTED})\b)"
)
# "9.6B are active", "14.3B total", "2.7B active"
_SHARE_BEHIND = regex.compile(r"\s(?:(?:is|are)\s)?(?:active|activated|total)\b")
_SOFT = r"(?:about|around|over|under|only|just|merely|up to|down to|more than|less than|fewer than|nearly|approximately|roughly|as (?:low|few|little|small) as|an?|[~$<])"
# "model size of 0.8M", "parameters ranging from 1.8B", "minimal parameters (27K)", "parameter count 35M"
_SIZE_BEFORE = regex.compile(
    r"(?:param(?:eter)?s?(?: count| budget| size)?|model sizes?|(?<!\p{L}\s)sizes|weights)\s(?:\p{Ll}+\s){0,2}(?:of|is|are|from|to|at|ranging from)\s(?:\p{Ll}+\s){0,2}$"
    rf"|(?:param(?:eter)?s?|weights)\s?\((?:{_SOFT}\s?)?$|param(?:eter)?(?: count| budget| size)[:\s]\s?$"
    rf"|number of parameters\s[^.;()\d]{{0,40}}\b(?:is|are)\s(?:{_SOFT}\s?)?$|\b(?:compact|model|network) sizes?\s\($",
    regex.IGNORECASE,
)
# "backbones at 8B", "four decoders (160M/410M/1B)"
_MODEL_BEFORE = regex.compile(rf"\b(?:{_MODELS})\s(?:at|of|with|from)\s(?:{_SOFT}\s?)?$")
_MODEL_BEFORE_BRACKET = regex.compile(rf"\b(?:{_MODELS})\s\((?:{_SOFT}\s?)?$")
# "reduced the number of parameters of AlexNet by a factor of 9, from 61 million to 6.7 million"
_CHANGED_BEFORE = regex.compile(
    r"\b(?:reduc|cut|decreas|lower|shrink|prun|compress|scal|grow|increas|drop|fall|var)\p{Ll}*\s(?:[^.;()]|\.(?=\d)){0,60}?"
    r"\bparam(?:eter)?(?:s|\scount)\b(?:[^.;()]|\.(?=\d)){0,60}?"
    rf"\b(?:from|to)\s(?:{_SOFT}\s?){{0,2}}$",
    regex.IGNORECASE,
)
# "Falcon (40B)": a capitalised word before, nothing else in the brackets
_NAME_BEFORE_BRACKET = regex.compile(r"(?<![\p{L}\d])\p{Lu}[\p{L}\d.\-]*(?<!\.)\s?\($")
_BRACKET_CLOSES = regex.compile(r"\)|,\s?\d[\d.]*[BM][,)]")
# "small (125M), medium (355M)", "small: 60M", "the largest (1.1B) of our encoders"
_GRADE_BEFORE = regex.compile(
    r"\b(?:nano|tiny|mini|small|base|medium|large|huge|giant|xl|smallest|largest)(?:\s?\(|:\s)$",
    regex.IGNORECASE,
)
_NETWORK_NEAR = regex.compile(r"\b(?:networks?|models?|transformers?|layers?)\b", regex.IGNORECASE)
_MODEL_NEAR = regex.compile(rf"\b(?:{_MODELS})\b")
# "Mixtral 8x7B"
_EXPERTS = regex.compile(r"\d+[x×]\d+B")
# "Pythia-{70M, 410M, 1.4B}"
_BRACES_BEFORE = regex.compile(r"[\p{L}\d.]-\\?\{[\d.,BM\s]{0,40}$")

# "300B tokens", "5M question-answer pairs"
_NO_SIZE_BEHIND = regex.compile(
    rf"[\s\-]{{0,2}}(?:(?!(?:{_MODELS})\b)\p{{Ll}}+[\s\-]){{0,2}}(?:{_COUNTED}|fewer|less|more)\b"
)
# ... where no wording can make it one: "4 million fewer trainable parameters", "1B synapses"
_SURELY_NO_SIZE_BEHIND = regex.compile(
    rf"[\s\-](?:fewer|less|more)\b|[\s\-](?:(?!(?:{_MODELS})\b)\p{{Ll}}+[\s\-])?(?:{_COUNTED})\b(?![\s\-](?:{_MODELS})\b)|-scale\b"
)
# "saves 3.1M parameters", "data sizes range from 160K"
_SAVED_BEFORE = regex.compile(
    rf"\b(?:sav(?:es?|ed|ing)|remov(?:es?|ed|ing)|eliminat(?:es?|ed|ing))\s(?:{_SOFT}\s?){{0,2}}$"
    r"|\b(?:data|dataset|batch|sample|training|train|set|corpus|vocabulary|population)\ssizes?\s(?:\p{Ll}+\s){0,3}(?:[\d.]+[KMB]\s(?:to|and)\s)?$"
)
# "3m, 10m and 30m" are metres
_METRES = regex.compile(r"[\d.]+\s?m")
# "3M-Diffusion" is a name of something else
_OPENS_NAME = regex.compile(r"-\p{Lu}[\p{Ll}]")


def states_size(quantity: Quantity, text: str, in_model: bool, in_benchmark: bool) -> bool:
    """Whether a wording tells for sure that a count is the size of a model.

    `in_model` and `in_benchmark` tell whether it stands in, or right beside, such a name.
    """
    behind = quantity.end
    if quantity.unit == "plain" and quantity.value >= _SMALLEST_PLAIN:
        return _PARAMETERS_BEHIND.match(text, behind) is not None and (
            quantity.value >= _THOUSAND
            or _LEARNED_BEHIND.match(text, behind) is not None
            or _NETWORK_NEAR.search(text, max(0, quantity.start - 60), quantity.start) is not None
        )
    if quantity.unit != "count" or in_benchmark or is_no_size(quantity, text):
        return False
    if _PARAMETERS_BEHIND.match(text, behind) is not None or _EXPERTS.fullmatch(quantity.text):
        return True
    if _NO_SIZE_BEHIND.match(text, behind) is not None:
        return False
    before = text[max(0, quantity.start - 160) : quantity.start]
    if quantity.text.endswith(_BILLIONS):
        if quantity.glued or in_model or _MODEL_BEHIND.match(text, behind) is not None:
            return True
        if _SHARE_BEHIND.match(text, behind) is not None:
            return True
        if _NAME_BEFORE_BRACKET.search(before) and _BRACKET_CLOSES.match(text, behind):
            return True
        if _MODEL_BEFORE.search(before) is not None:
            return True
    elif _MODEL_BEHIND_MILLIONS.match(text, behind) is not None:
        return True
    if in_model and quantity.glued:
        return True
    if _GRADE_BEFORE.search(before) and _MODEL_NEAR.search(
        text, max(0, quantity.start - 100), behind + 60
    ):
        return True
    return any(
        wording.search(before) is not None
        for wording in (_SIZE_BEFORE, _CHANGED_BEFORE, _BRACES_BEFORE, _MODEL_BEFORE_BRACKET)
    )


# "among all 7B models", "7B instruction-tuned models": any models of that size
_PLURAL_MODELS = (
    r"(?:models|LLMs|LMs|[VS]LMs|MLLMs|VLAs|baselines|counterparts|rerankers|agents|encoders|networks"
    r"|transformers|Transformers|backbones|architectures)"
)
_ANY_MODELS_BEHIND = regex.compile(
    rf"[\s\-](?:param(?:eter)?[\s\-])?(?:{_BETWEEN}\p{{Ll}}[\p{{L}}\d.]*[\s\-]){{0,3}}{_PLURAL_MODELS}\b"
)
# "on par with 7B LLMs", "outperforms 13B models"
_COMPARED_BEFORE = regex.compile(
    r"\b(?:par with|comparable (?:to|with)|compared (?:to|with)|outperform\p{Ll}*|rival\p{Ll}*|surpass\p{Ll}*|exceed\p{Ll}*"
    r"|than|match\p{Ll}*|competitive with|beat\p{Ll}*|among|over|versus|vs\.?|against|close to|unlike|best of)\s"
    r"(?:[\p{Ll}\-~]+\s){0,4}$"
)
# "four popular LLMs ranging from 1.3B", "larger models (13B", but not "FooNet is a suite of three models with 1B"
_SOME_MODELS_BEFORE = regex.compile(
    r"(?<!\b(?:[Oo]ur|[Ww]e (?:\p{Ll}+ )?(?:release|introduce|train|pretrain|present|propose|open-source)\p{Ll}*|comprises|consists of"
    r"|includes|suite of|family of|series of|set of)\s)"
    r"\b(?:two|three|four|five|six|seven|eight|ten|\d+|several|various|many|popular|different|larger|large|smaller|small|other"
    r"|multiple|open-source|state-of-the-art|existing|all|both|diverse|representative|frontier|bigger|commercial|dense)\s"
    rf"(?:[\p{{Ll}}\-]+\s){{0,3}}{_PLURAL_MODELS}\s?[,(]?\s?"
    r"(?:(?:of|from|with|at|under|up|to|between|in|ranging|sizes?|sized|the|range|scales?|as|large|beyond|over|above|below|having"
    r"|spanning|varying|parameters?|counts?|model|only|about|around|fewer|less|than|more)[\s,]){0,6}$"
)


def is_of_many(quantity: Quantity, text: str) -> bool:
    """Whether a size is that of models in general: "the best of all 7B models"."""
    return not quantity.glued and _ANY_MODELS_BEHIND.match(text, quantity.end) is not None


def is_of_unnamed(members: Sequence[Quantity], text: str) -> bool:
    """Whether a size, or a list of them, is surely that of models nobody names: "on par with 7B LLMs".

    `members` are the numbers of its list, in their order, or it alone.
    """
    first, last = members[0], members[-1]
    before = text[max(0, first.left - 110) : first.left]
    if any(member.glued for member in members):
        return False
    if is_of_many(last, text) and _COMPARED_BEFORE.search(before) is not None:
        return True
    return _SOME_MODELS_BEFORE.search(before) is not None


# "our method, which has only 8M", "the proposed network with 4.1M"
_OWN_BEFORE = regex.compile(
    r"\b(?:[Oo]ur|[Tt]he proposed)\s(?:(?:proposed|final|best|full|new|base)\s)?"
    r"(?:method|model|approach|network|framework|architecture|backbone|detector|tracker)\b"
    r"(?:,?\s(?!than|from|whereas|while)[\p{L}\-]+){0,6},?\s[~$]?$"
)


def is_of_own(quantity: Quantity, text: str) -> bool:
    """Whether a size is said of the paper's own work without its name: "our method has only 8M"."""
    return _OWN_BEFORE.search(text[max(0, quantity.left - 90) : quantity.left]) is not None


def is_no_size(quantity: Quantity, text: str) -> bool:
    """Whether a wording tells for sure that a count is no size: "saves 3.1M parameters"."""
    if quantity.glued:
        return False
    behind = quantity.end
    if _SURELY_NO_SIZE_BEHIND.match(text, behind) is not None:
        return True
    if _SAVED_BEFORE.search(text[max(0, quantity.left - 60) : quantity.left]) is not None:
        return True
    if _METRES.fullmatch(quantity.text) is not None:
        return _PARAMETERS_BEHIND.match(text, behind) is None
    return quantity.text.endswith("M") and _OPENS_NAME.match(text, behind) is not None


# "86M parameters for A and 304M for B", "small (125M), medium (335M)"
_SAME_AS_BEFORE = regex.compile(
    r"\s?(?:parameters\s)?(?:for|in|of)\s[^\s,;.]+(?:\s[^\s,;.]+)?,?\s(?:and|while|but)\s"
    r"|\),?\s(?:and\s)?[\p{L}\-]+\s?\("
    r"|\s\\?&\s"
)


def sizes_among(
    quantities: Sequence[Quantity],
    text: str,
    states: Callable[[Quantity], bool],
) -> frozenset[int]:
    """Starts of the counts that are sizes for sure: `states` says it, or a neighbour of the same list."""
    sure = {quantity.start for quantity in quantities if states(quantity)}
    if not sure:
        return frozenset()
    for pairs in (
        pairwise(quantities),
        pairwise(reversed(quantities)),
    ):
        for known, other in pairs:
            if known.start in sure and _is_alike(known, other, text):
                sure.add(other.start)
    return frozenset(sure)


def _is_alike(known: Quantity, other: Quantity, text: str) -> bool:
    """Whether a neighbour of a size is one too."""
    if known.unit != "count" or other.unit != "count" or is_no_size(other, text):
        return False
    if _NO_SIZE_BEHIND.match(text, other.end) is not None:
        return False
    if known.group is not None and known.group == other.group:
        return True
    first, second = sorted((known, other), key=lambda quantity: quantity.start)
    return _SAME_AS_BEFORE.fullmatch(text, first.end, second.left) is not None


# "1.2M trainable parameters", "adds only 0.5M", "5M parameters (0.08%) are trained"
_TRAINABLE = regex.compile(
    r"[\s\-]{0,2}(?:\p{L}+[\s\-]){0,2}?(?:trainable|tunable|learnable|(?<!-)tuned|additional|extra|added)\b"
    r"|\s(?:(?:parameters|params|weights)\s)?(?:\([^()]{0,12}\)\s)?(?:is|are)\s(?:only\s)?(?:trained|tuned|updated|fine-tuned|learn(?:ed|t))\b",
    regex.I,
)
_LITTLE = r"(?:(?:only|just|merely|mere|about|around|an?|up to|as (?:few|little) as|less than|fewer than|under|at most|roughly|approximately|over|more than|[~<$])\s?)"
_TRAINABLE_BEFORE = regex.compile(
    # "reduces trainable parameters from 2.3M to 77K", "trainable: 4M"
    r"\b(?:trainable|tunable|learnable)\s(?:[\p{L}\d.]+\s){0,4}$"
    # "adds 2M", "introduces only 2.1M", "with an additional 2M"
    rf"|\b(?:add|adds|adding|introduc(?:es?|ing)|additional|extra)\s{_LITTLE}{{0,3}}$"
    # "updates merely 0.3M", "train up to 25M", "tuning only 2M"
    rf"|\b(?:(?:re|fine-?)?(?:train|tun)(?:s|es?|ing)?|updat(?:es?|ing)|optimiz(?:es?|ing)|learn(?:s|ing)?|modif(?:y|ies|ying))\s{_LITTLE}{{1,3}}$"
    # "tuning 0.1% of the parameters (7M)"
    r"|\b(?:tun|updat|train|optimiz|adapt|learn|modif|add|introduc)\p{Ll}*\s(?:only\s|just\s|merely\s|about\s)?[\d.]+\\?%\s"
    r"(?:\p{L}+\s){0,4}?(?:parameters|weights)(?:\s?\(|,?\s(?:i\.e\.,?|or)\s)$"
    # "adapters with 8M parameters"
    rf"|\b(?:adapters?|prompts?|LoRAs?|prefix(?:es)?)\s(?:with|of|has|have|having)\s{_LITTLE}{{0,3}}$",
    regex.I,
)
_ACTIVE = regex.compile(r"[\s\-]{0,2}(?:\p{L}+[\s\-]){0,2}?activ(?:e|ated)\b", regex.I)
_ACTIVE_BEFORE = regex.compile(rf"\bactivat(?:es?|ing)\s{_LITTLE}{{0,3}}$", regex.I)


def plain_scope(quantity: Quantity, text: str) -> dict[str, str]:
    """The scope of a size, where a word beside it says it: "0.5M trainable parameters"."""
    before = text[max(0, quantity.start - 60) : quantity.start]
    if _ACTIVE.match(text, quantity.end) or _ACTIVE_BEFORE.search(before):
        return {"scope": "active"}
    if _TRAINABLE.match(text, quantity.end):
        return {"scope": "trainable"}
    if quantity.glued or _MODEL_BEHIND.match(text, quantity.end):
        return {"scope": "total"}  # "when training a 13B model", "tuning LLaMA-7B"
    if _TRAINABLE_BEFORE.search(before):
        return {"scope": "trainable"}
    return {}
