"""What a number can be tied to: mentions of models and benchmarks, metrics, and noun phrases.

Each finder gives candidates for one relation; `ties.py` chooses among them.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import regex

from extractors.labels import Name
from extractors.text import Text


@dataclass(frozen=True)
class Candidate:
    """A span that a number may be tied to.

    `surface` is what is recorded, `sort` tells how it was found, `owner` numbers the name it is a mention of.
    """

    start: int
    end: int
    surface: str
    sort: str
    owner: int | None = None


def name_candidates(names: Sequence[Name], kind: str) -> list[Candidate]:
    """Every mention of every name of a kind ("models", "benchmarks")."""
    return [
        Candidate(mention.start, mention.end, mention.surface, name.label, number)
        for number, name in enumerate(names)
        if name.kind == kind
        for mention in name.mentions
    ]


# -- metrics ---------------------------------------------------------------------------------------

# last words of metrics, as data: acronyms as they are written, and lower-case words
_METRIC_HEADS = r"""
    [Aa]ccurac(?:y|ies)|[Ee]rror\s+[Rr]ates?|[Ee]rrors?|[Pp]erplexit(?:y|ies)|[Ss]uccess(?:es)?\s+[Rr]ates?|success(?!\w)|[Ww]in[\s\-][Rr]ates?|[Pp]recision|[Rr]ecall(?:@\d+)?
    |f-?measures?|F-?scores?|(?:(?:macro|micro|weighted|M(?:acro|icro))[-\s]?)?F-?_?\{?[01][.\d]*\}?(?:[-@]\w+)?(?:[-\s](?:scores?|measures?))?
    |(?:sacre)?BLEU(?:-?\d)?|BLEURT|COMET|METEOR|ROUGE(?:-?\w{1,2})?|CIDEr(?:-D)?|SPICE|chrF\+{0,2}|BERTScore|MoverScore|SARI
    |[bcmp]?-?mAP(?:@[\d.:\[\]]+)?|MAP(?:@\d+)?|AP(?:_?\{?\w{1,5}\}?|[\-@^]\w+)?|m?AR(?:@\d+)?|m?IoU|mIOU|IOU|mAcc|PQ|SQ|RQ|AUCs?|AUROC|AUPRC|AUC-ROC|ROC-AUC|PR-AUC|ROC|AO|EAO|SUC
    |MRR|NDCG(?:@\d+)?|nDCG(?:@\d+)?|Hits?@\w+|HR@\d+|[PR]@\d+|Recall@\w+|R@\d+|Prec(?:ision)?@\d+|acc@[\d.]+|Acc|EM|exact[\s-]match|PSNR|SSIM|MS-SSIM|LPIPS|FID|KID|FVD|IS|NIQE
    |WER|CER|PER|TER|EER|DER|MOS|PESQ|STOI|SI-?SNRi?|SI-?SDRi?|SDRi?|SNR|PPL|NLL|bits[\s-]per[\s-](?:dim(?:ension)?|character|byte)|bpd|bpc|bpb
    |RMSE|MAE|MSE|MAPE|MPJPE|PA-MPJPE|EPE|AEE|ATE|ADE|FDE|NDS|AMOTA|MOTA|HOTA|IDF1|IDs|PCKh?(?:@[\d.]+)?|DSC|Dice(?:\s+(?:score|coefficient|similarity\s+coefficient))?|IoU|SPL|MCC|UAS|LAS|J&F|CCC|PCC|ECE|ASR|FPR\d*|TPR|TAR|BD-rate
    |pass@\d+|Pass@\d+|Elo(?:\s+rating)?|[Tt]op-\d(?:\s+(?:test|validation|classification))?\s*accurac(?:y|ies)|[Tt]op-\d(?:\s+error)?(?!\w)|[Rr]ank-\d+(?:\s+accuracy)?
    |(?:Pearson|Spearman|Kendall)(?:['’]s)?(?:\s+(?:rank|τ|ρ|r|\$?\\?(?:rho|tau)\$?))?(?:\s+correlations?)?(?:\s+coefficients?)?|correlations?(?:\s+coefficients?)?|kappa|returns?|rewards?|miss\s+rates?|hit\s+rates?
    |likelihood|log-likelihood|regret|toxicity|truthfulness|faithfulness|correctness|sensitivity|specificity|robustness|similarity|scores?
    |(?:detection|recognition|completion|acceptance|pass|recall|error|failure|collision|false[\s-](?:positive|negative)|alignment|completion|solve)\s+rates?
"""
_METRIC_MODIFIERS = r"""
    top-\d+%?|top|rank-\d+|mean|average|averaged|median|overall|absolute|test|validation|dev|train(?:ing)?|classification|prediction|attack|tracking|recognition|exact|match|position
    |rotation|translation|false|relative|pose|localization|mask|box|bbox|adversarial|robust|certified|per|joint|reconstruction|word|character|phone(?:me)?|sentence|token|detection|macro|micro|macro-averaged|weighted
    |trajectory|cumulative|episodic|episode|normalized|image|recall|human|retrieval|zero-shot|few-shot|one-shot|\d+-shot|real-time|square|squared|root|positive|segmentation|angle|activity|verification|grasp(?:ing)?|tip|pointing|lateral|estimation|ray|attitude|Average|Mean|Classification|Test|Task|Attack|Exact
    |task|out-of-sample|category-wise|gameplay|denotation|execution|logical|form|entity|balanced|gradient|win|endpoint|end-point|displacement|final|harmonic|generation|control|linear|probing|fine-tuning
    |reprojection|depth|orientation|equal|diarization|speaker|keystroke|saving|linking|matching|identification|clustering|semantic|panoptic|instance|video|keypoint|3D|2D|BEV|scene|graph|link|node|graph-level|question|answer(?:ing)?|QA|translation|summarization
    |standard|pixel|object|text|visual|audio|speech|unlearning|forgetting|calibration|joint\s+goal|slot|intent|next-token|generalization|worst-case|worst-group|group|clean|natural|standard|OOD|in-distribution|ROUGE|F1|binary|multi-class|multi-label|planning|navigation|driving|goal|success
    |1-gram|length-controlled|LC|strict|partial|unlabell?ed|labell?ed|smatch|average-case|mean-per-class|per-class|frame|frame-level|event|case|lesion|patient|video-level|3DPCK|sim-to-real
"""
# beginnings of the words above, in lower case: a cheap look before the search
_METRIC_SIGN = regex.compile(
    r"accur|error|perplex|success|win|precision|recall|f-?m|f-?s|f-?\d|macro|micro|weighted|sacre|bleu|comet|meteor|rouge|cider|spice|chrf|bertsc|movers|sari"
    r"|[bcmp]?-?map|m?ap\b|ap[\d@^_\-]|m?ar@?|m?iou|macc|pq|sq|rq|auc|auroc|auprc|roc|pr-auc|ao\b|eao|suc|mrr|n?ndcg|hits?@?|hr@|[pr]@|prec|acc|em\b|exact|psnr|ssim|ms-ssim|lpips|fid|kid|fvd|niqe"
    r"|wer|cer|per\b|ter\b|eer|der\b|mos|pesq|stoi|si-?s|sdr|snr|ppl|nll|bits|bp[dcb]|rmse|mae|mse|mape|mpjpe|pa-mp|epe|aee|ate\b|ade|fde|nds|amota|mota|hota|id[fs]|pck|dsc|dice|spl|mcc|uas|las|j&f|ccc|pcc|ece|asr"
    r"|fpr|tpr|tar\b|bd-rate|pass@|elo\b|top-|rank-|pearson|spearman|kendall|correl|kappa|return|reward|miss|hit|likeli|log-lik|regret|toxic|truthful|faithful|correctness|sensitiv|specific|robustness|similar|score|rate"
)
METRIC = regex.compile(
    rf"(?<![\p{{L}}\d\-])(?:(?:{_METRIC_MODIFIERS})[\s\-]+){{0,4}}(?:{_METRIC_HEADS})(?![\p{{L}}\d])(?:\s+\((?:{_METRIC_HEADS})\))?",
    regex.VERBOSE,
)
_METRIC_TAIL = regex.compile(r"[\s\-]+(?:scores?|average|points?)$")
_NO_METRIC = frozenset({"score", "scores", "IS", "IDs"})


def metric_candidates(text: Text) -> list[Candidate]:
    """Metrics named in a text; the tail "score" goes, "accuracy of X" is "accuracy"."""
    found = []
    for low, high in _metric_windows(text):
        for match in METRIC.finditer(text.text, low, high):
            surface = _METRIC_TAIL.sub("", match.group())
            if surface and surface not in _NO_METRIC:
                start, end = match.span()
                found.append(
                    Candidate(start, end, text.text[start : start + len(surface)], "metric")
                )
    return found


def _metric_windows(text: Text) -> list[tuple[int, int]]:
    """Where metrics may stand: some words around every word that metrics end with."""
    windows: list[tuple[int, int]] = []
    for number, word in enumerate(text.lower):
        if _METRIC_SIGN.match(word) is None:
            continue
        low = text.starts[max(0, number - 5)]
        high = text.ends[min(len(text.ends) - 1, number + 4)]
        if windows and low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], high)
        else:
            windows.append((low, high))
    return windows


# -- noun phrases ------------------------------------------------------------------------------------

_PHRASE_ENDS = frozenset(
    """while and or on in with for by which that when where who but is are was were has have can could at as from
    without under using to via through during after before because since although though if than then thereby
    respectively over across along when achieves achieving whereas yet also it we our the its not both due up depending within
    trained running even despite including such per making""".split()
)
_ARTICLES = frozenset("the a an its their our other any all previous".split()) - {
    "previous",
    "our",
    "other",
}
COMPARATOR = regex.compile(
    r"\b(?:(?:faster|slower|smaller|fewer|less|lower|higher|better|more|larger|cheaper|quicker|speed-?ups?|reduction|improvement|that|those)\b[^.;,]{0,40}?\b(?P<word>than)"
    r"|(?P<word>than|over|compared (?:to|with)|in comparison (?:to|with)|comparing (?:to|with)|relative to|versus|vs\.?|against|outperform(?:s|ing|ed)?|w\.r\.t\.|with respect to"
    r"|(?<=\b(?:parameters?|params|FLOPs|GFLOPs|MACs|memory|energy|size|time|costs?|computations?|footprint|%|half|third|quarter|fourth|fifth|tenth)\s)(?:of|to)(?! (?:the|its|our|their) (?:parameters|time|training|memory|computation|cost|size|model|inference|total|number|weights|original size))|as opposed to|instead of|surpass(?:es|ing)?|of that of|that of|exceed(?:s|ing)?|superior to|on top of|from))\s",
    regex.IGNORECASE,
)
_SELF = regex.compile(
    r"\b(?:[Oo]ur|[Tt]he (?:proposed|presented|resulting|resultant|new|novel|final|compressed|pruned|distilled|quantized|learned|trained|optimized)|[Tt]his|[Tt]hese|[Pp]roposed|[Tt]he)\s"
    r"(?:(?!and\b|is\b|of\b|to\b|on\b|in\b)[\p{L}\p{N}\-]+\s){0,4}?"
    r"(?:methods?|approach(?:es)?|models?|frameworks?|algorithms?|architectures?|networks?|systems?|techniques?|pipelines?|implementations?|solutions?|designs?|strateg(?:y|ies)|schemes?|procedures?|variants?"
    r"|kernels?|agents?|recipes?|layers?|modules?|mechanisms?|formulations?|estimators?|decoders?|encoders?|detectors?|trackers?|planners?|solvers?|samplers?|optimizers?|work|library|tool|toolkit|engine|accelerators?|DNN|CNN|network)\b"
)
_WORD_END = regex.compile(r"[\s,;:.()\[\]]")


def subject_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What may be faster or smaller: named models, "our method", the phrase a sentence begins with."""
    found = name_candidates(names, "models")
    for match in _SELF.finditer(text.text):
        surface = match.group()
        if surface.split(" ", 1)[0].lower() == "the":
            surface = surface[4:]
        end = match.end()
        found.append(Candidate(end - len(surface), end, surface, "self"))
    spans = {(candidate.start, candidate.end) for candidate in found}
    found += [c for c in _clause_subjects(text) if (c.start, c.end) not in spans]
    return sorted(found, key=lambda candidate: candidate.start)


def baseline_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What a comparison names: the noun phrase behind "than", "over", "compared to" …, and named models."""
    found = name_candidates(names, "models")
    covered = _Covered(names)
    for match in COMPARATOR.finditer(text.text):
        phrase = _phrase_from(text, match.end(), covered)
        if phrase is not None:
            start, end = phrase
            found.append(
                Candidate(start, end, text.text[start:end], "than " + match["word"].lower()[:9])
            )
    return sorted(found, key=lambda candidate: candidate.start)


class _Covered:
    """The spans that names cover, to be looked up."""

    def __init__(self, names: Sequence[Name]) -> None:
        spans = [(mention.start, mention.end) for name in names for mention in name.mentions]
        self.starts_by_end: dict[int, list[int]] = {}
        for start, end in spans:
            self.starts_by_end.setdefault(end, []).append(start)
        spans.sort()
        self._starts = [start for start, _ in spans]
        self._reach = list(accumulate((end for _, end in spans), max))

    def holds(self, start: int, end: int) -> bool:
        """Whether `start:end` lies inside a name."""
        before = bisect_right(self._starts, start)
        return before > 0 and end <= self._reach[before - 1]


def _phrase_from(text: Text, start: int, covered: _Covered) -> tuple[int, int] | None:
    """The noun phrase at `start`, without article, up to a word that ends phrases or punctuation."""
    first = text.word_at(start)
    while first < len(text.words) and text.lower[first] in _ARTICLES:
        first += 1
    last = first
    while last < len(text.words) and last < first + 9:
        inside = covered.holds(text.starts[last], text.ends[last])
        word = text.lower[last]
        ends = word in _PHRASE_ENDS and not (word == "the" and text.lower[last - 1] == "of")
        if not inside and (ends or not word[0].isalnum()):
            break
        last += 1
    if last == first or text.words[first][0].isdigit() or text.lower[last - 1] == "of":
        return None
    start, end = text.starts[first], text.ends[last - 1]
    if not _DESCRIBES.isdisjoint(text.lower[first:last]):
        for low in covered.starts_by_end.get(end, ()):
            if start < low:
                return low, end  # "the cutting-edge detector RetinaNet" is "RetinaNet"
    return start, end


# words that only describe the name behind them
_DESCRIBES = frozenset(
    """recent previous popular state-of-the-art sota cutting-edge well-known strong widely-used widely best existing
    network model method detector tracker algorithm framework approach architecture baseline system transformer
    latest prior competitive leading advanced famous commonly-used concurrent""".split()
)
# a verb that a subject stands before
_VERB = regex.compile(
    r"\b(?:is|are|was|were|can|could|may|achieves?|achieved|reduces?|reduced|requires?|uses?|needs?|outperforms?|obtains?|provides?|runs?|ran|yields?|improves?|attains?|delivers?|enables?|offers?|saves?|speeds?|accelerates?"
    r"|has|have|exhibits?|shows?|demonstrates?|performs?|leads?|results?|reaches|gains?|cuts?|takes?|consumes?|trains?|converges?|affords?|surpasses|retains?|maintains?|brings?|compress(?:es)?|decreases?|lowers?|allows?|matches)\b"
)
_CLAUSE_START = frozenset("that which , ; : while and when whereas where but because ( —".split())
_NO_SUBJECT = frozenset(
    "we it they which that this these there he she one results experiments evaluations experiment evaluation et".split()
)


def _clause_subjects(text: Text) -> Iterator[Candidate]:
    """The noun phrases that stand before a verb: "the incremental branch reduces"."""
    starts = {text.word_at(start) for start in text.sentence_starts}
    for match in _VERB.finditer(text.text):
        last = text.word_at(match.start())
        first = last
        while first > 0 and last - first < 7 and first not in starts:
            if text.lower[first - 1] in _CLAUSE_START:
                break
            first -= 1
        while first < last and text.lower[first] in _ARTICLES:
            first += 1
        words = text.lower[first:last]
        if (
            words
            and words[-1] not in _NO_SUBJECT
            and words[-1][0].isalnum()
            and not any(_VERB.fullmatch(word) or word[0].isdigit() for word in words)
            and words[0] not in _PHRASE_ENDS - {"our"}
        ):
            start, end = text.starts[first], text.ends[last - 1]
            yield Candidate(start, end, text.text[start:end], "clause")


FINDERS = {
    "model": lambda text, names: name_candidates(names, "models"),
    "benchmark": lambda text, names: name_candidates(names, "benchmarks"),
    "metric": lambda text, names: metric_candidates(text),
    "subject": subject_candidates,
    "baseline": baseline_candidates,
}


def candidates_by_relation(
    text: Text, names: Sequence[Name]
) -> Iterator[tuple[str, list[Candidate]]]:
    """The candidates of every relation."""
    for relation, finder in FINDERS.items():
        yield relation, finder(text, names)
