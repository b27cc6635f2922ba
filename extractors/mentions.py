"""What a number can be tied to: mentions of models and benchmarks, metrics, and noun phrases.

Each finder gives candidates for one relation; `ties.py` chooses among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from extractors.labels import Name
from extractors.noun_phrases import NounPhrase, noun_phrases
from extractors.text import Text


@dataclass(frozen=True)
class Candidate:
    """A span that a number may be tied to.

    `surface` is what is recorded, `sort` tells how it was found, `owner` numbers the name it is a mention
    of. `form` is the preposition that joins the last piece of a noun phrase, or "".
    """

    start: int
    end: int
    surface: str
    sort: str
    owner: int | None = None
    form: str = ""


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

_COMPARATOR = regex.compile(
    r"\b(?:(?:faster|slower|smaller|fewer|less|lower|higher|better|more|larger|cheaper|quicker|speed-?ups?|reduction|improvement|that|those)\b[^.;,]{0,40}?\b(?P<word>than)"
    r"|(?P<word>than|over|compared (?:to|with)|in comparison (?:to|with)|comparing (?:to|with)|relative to|versus|vs\.?|against|outperform(?:s|ing|ed)?|w\.r\.t\.|with respect to"
    r"|(?<=\b(?:parameters?|params|FLOPs|GFLOPs|MACs|memory|energy|size|time|costs?|computations?|footprint|%|half|third|quarter|fourth|fifth|tenth)\s)(?:of|to)(?! (?:the|its|our|their) (?:parameters|time|training|memory|computation|cost|size|model|inference|total|number|weights|original size))|as opposed to|instead of|surpass(?:es|ing)?|of that of|that of|exceed(?:s|ing)?|superior to|on top of|from|unlike|performance (?:of|as)|accuracy (?:of|as)|quality (?:of|as)|on par with|comparable (?:to|with)|as))\s",
    regex.IGNORECASE,
)
_INTRODUCING = frozenset(
    "propose proposes present presents introduce introduces develop develops describe describes design devise".split()
)
_OWN = frozenset(
    "our proposed presented resulting resultant resulted new novel final compressed pruned distilled quantized learned".split()
)
# what a paper calls its own work by
_GENERIC = frozenset(
    """method methods approach approaches model models framework frameworks algorithm algorithms architecture architectures
    network networks system systems technique techniques pipeline pipelines implementation implementations solution
    solutions design designs strategy strategies scheme schemes procedure procedures variant variants kernel kernels agent
    agents recipe recipes layer layers module modules mechanism mechanisms formulation estimator estimators decoder
    decoders encoder encoders detector detectors tracker trackers planner planners solver solvers sampler samplers
    optimizer optimizers work library tool toolkit engine accelerator accelerators paradigm""".split()
)


def subject_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What may be faster or smaller: named models and noun phrases, "our method" among them."""
    return _with_phrases(text, names, comparing=False)


def baseline_candidates(text: Text, names: Sequence[Name]) -> list[Candidate]:
    """What a number may compare with: named models and noun phrases, those behind "than" marked."""
    return _with_phrases(text, names, comparing=True)


def _with_phrases(text: Text, names: Sequence[Name], comparing: bool) -> list[Candidate]:
    found = name_candidates(names, "models")
    spans = {(candidate.start, candidate.end) for candidate in found}
    pieces = {
        number
        for candidate in found
        for number in range(*text.words_between(candidate.start, candidate.end))
    }
    behind = (
        {match.end(): match["word"].lower() for match in _COMPARATOR.finditer(text.text)}
        if comparing
        else {}
    )
    borders = [text.word_at(start) for start in text.sentence_starts] + [len(text.words)]
    for first, last in pairwise(borders):
        for phrase in noun_phrases(text, first, last, pieces.__contains__):
            start, end = text.starts[phrase.first], text.ends[phrase.last - 1]
            if (start, end) not in spans:
                spans.add((start, end))
                sort = _sort_of(phrase, text, behind)
                found.append(Candidate(start, end, text.text[start:end], sort, form=phrase.joined))
    return sorted(found, key=lambda candidate: (candidate.start, candidate.end))


def _sort_of(phrase: NounPhrase, text: Text, behind: Mapping[int, str]) -> str:
    """Whether a phrase stands behind a comparison, names the paper's own work, or neither."""
    outset = phrase.first - (1 if phrase.determiner else 0)
    if word := behind.get(text.starts[outset]):
        return f"than {word[:9]}"
    if not _INTRODUCING.isdisjoint(text.lower[max(0, outset - 2) : outset]):
        return "introduced"
    if text.lower[phrase.first] in _OWN or phrase.determiner in ("this", "these"):
        return "self"
    if phrase.determiner == "the" and text.lower[phrase.last - 1] in _GENERIC:
        return "self"
    return "phrase"


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
