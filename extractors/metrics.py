"""Metrics: what a score measures, as candidates that a number may be tied to.

A metric is found by its last word, its head ("accuracy", "rate", "mAP"), and taken from the beginning of its
noun phrase: "class-weighted F1", "log-average miss rate". Words that say how good, whose or on what, not
what is measured, end the phrase on the left: "state-of-the-art accuracy", "our F1", "ImageNet accuracy".
Behind some wordings ("in terms of", "31.2 PDMS on") an unfamiliar phrase is a metric, too.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

import regex

from extractors.labels import Name
from extractors.lexicon import FOLDER
from extractors.noun_phrases import VERBS
from extractors.text import Text

# -- what metrics end with -----------------------------------------------------------------------------

#: lower-case heads, a metric by themselves
HEADS = frozenset(
    """
    accuracy accuracies error errors perplexity perplexities precision recall success f-measure
    f-measures f-score f-scores f-1 average-precision hit-rate miss-rate error-rate win-rate
    correlation correlations kappa return returns reward rewards likelihood log-likelihood regret
    toxicity truthfulness faithfulness correctness sensitivity specificity robustness similarity
    dice jaccard exact-match drift coverage fairness
    """.split()
)
#: heads that need a word before them: "success rate", "Hausdorff distance", "driving score"
HEADS_OF_PHRASES = frozenset(
    """
    rate rates score scores distance overlap coefficient match loss losses deviation agreement
    forgetting collisions
    """.split()
)
#: before some of these heads only certain words make a metric
BEFORE_HEAD = {
    "distance": frozenset("hausdorff chamfer inception fréchet frechet edit wasserstein".split()),
    "coefficient": frozenset("dice correlation similarity jaccard dice-sørensen matthews".split()),
    "match": frozenset({"exact"}),
    "loss": frozenset("test validation log perceptual evaluation".split()),
    "losses": frozenset("test validation".split()),
    "deviation": frozenset("mean average root-mean-square".split()),
    "agreement": frozenset("inter-annotator inter-rater".split()),
    "overlap": frozenset({"average"}),
    "forgetting": frozenset({"catastrophic", "average"}),
    "collisions": frozenset(),
}
#: rates that are no quality: "learning rate", "frame rate"
NO_RATES = frozenset(
    """
    learning frame frames sampling bit data compression pruning dropout masking mask update refresh growth
    convergence sparsity inference clock baud code reduction savings improvement performance heart respiratory interest
    throughput decay discount dilation packet control upsampling downsampling acceleration speedup
    arrival exchange pulse fps processing event transmission
    """.split()
)
#: acronyms and coined names, as they are written; what may follow them is in _SUFFIX
ACRONYMS = """
    BLEU sacreBLEU SacreBLEU BLEURT COMET METEOR Meteor ROUGE CIDEr SPICE chrF BERTScore MoverScore SARI Smatch
    mAP MAP mAPH mAPr bAP AP mmAP minAP AR mAR IoU mIoU mIOU IOU MIoU hIoU mAcc PQ SQ RQ AUC AUCs AUROC AUPRC
    AUPRO ROC AO EAO SUC MRR NDCG nDCG Hit Hits HITS HR Recall recall precision Precision Prec Acc acc ACC EM
    PSNR SSIM MS-SSIM LPIPS FID KID FVD NIQE ANLS WER CER PER TER EER HTER DER JER MOS PESQ STOI SI-SNR SI-SNRi
    SI-SDR SI-SDRi SDR SDRi SNR PPL NLL bpd bpc bpb RMSE iRMSE MAE MSE MAPE CRPS MPJPE PA-MPJPE minMPJPE EPE
    AEE AEPE ATE RTE ADE FDE NDS PDMS EPDMS AMOTA MOTA HOTA IDF1 PCK PCKh DSC Dice SPL MCC UAS LAS CCC PCC
    SRCC PLCC SROCC ECE ASR FPR TPR TNR FNR TAR FAR BD-rate BD-Rate pass Pass P R rank Rank top Top NMI ARI
    ExpRate MoF TM-score Elo J&F
    """.split()
#: of these, those that need a number or cut-off behind them: "P@5", "rank-1", "pass@10"
_NEED_SUFFIX = frozenset("Hit Hits HITS HR acc pass Pass P R rank Rank top Top".split())
_SUFFIX = r"""
    \+{1,2}                                          # chrF++
    |\s?@\s?\[?\.?\d+(?:[.:]+\d+)*\w*\]?%?(?:\s?FAR)?|@[A-Za-z][\w\-]{0,6}    # mAP@0.5, AP@[.5:.95], precision@Top-K
    |\d{1,4}(?:\.\d+)?                               # AP50, FPR95
    |(?<=AP)[rsmlbk]                                 # APr, APs
    |-(?:\d{1,3}|[A-Z]{1,2}|ROC)                     # BLEU-4, ROUGE-L, AUC-ROC
    |\$?[_^]\s?\{?[A-Za-z\d.+]{1,8}(?:\}?\$)?\}?     # AP_{50}, AP$_{50}$, AP^b
"""


def _listed(words: Iterable[str]) -> str:
    return "|".join(map(regex.escape, sorted(words, key=len, reverse=True)))


_ALONE = [word for word in ACRONYMS if word not in _NEED_SUFFIX]
_BEFORE_ACRONYM = r"(?:[A-Za-z\d/]{1,12}-){0,2}"  # macro-F1, v-mAP, SC-IoU
_HEAD_AT = regex.compile(
    rf"""
    (?<![\p{{L}}\d\-])
    (?:{_BEFORE_ACRONYM}(?:
        (?:{_listed(_ALONE)})(?:{_SUFFIX})?
        |F\s(?:[Ss]cores?|[Mm]easures?)
        |F(?:-?[\d.]*\d|_\d|_\{{\d\}})(?:max)?(?:@\w+(?:\.\d+)?)?(?:-[Mm](?:acro|icro))?  # F1, F-0.5, F_{{1}}, F1@50
        |(?:[Mm](?:acro|icro))-F
        |(?:{_listed(_NEED_SUFFIX)})(?=@|-?\d|\s\d+%?\s(?:accurac|error|recall|precision))(?:-?\d+%?|\s\d+%?|{_SUFFIX})
        |R\$?\^?\{{?2\}}?)
    |(?:Pearson|Spearman|Kendall)(?:['’]s)?(?:[\s\-]+(?:rank|[Tt]au|[rR]ho|τ|ρ|𝜌|r(?:\^?2)?|\$?\\?(?:rho|tau)\$?)(?!\w))?
        (?:\s+[Cc]orrelations?)?(?:\s+[Cc]oefficients?)?
    |[Aa]rea\s[Uu]nder\s(?:[Tt]he\s)?(?:[\w\-]+\s){{0,3}}?[Cc]urve
    |[Ii]ntersection[\s\-][Oo]ver[\s\-][Uu]nion
    |[Bb]its[\s\-]per[\s\-](?:dim(?:ension)?|character|byte|word)
    |[Vv]ariation\sof\s[Ii]nformation
    |[Ee]lo\srating)
    (?![\p{{L}}\d@^])(?!-(?!scores?(?!\w))\p{{L}})
    """,
    regex.VERBOSE,
)
_LONGEST_HEAD = 40
_BEGINNING = regex.compile(r"(?<![\p{L}\d\-])[A-Za-z]")
# words that can begin what _HEAD_AT finds: with a capital letter, a digit, "@" or one of these
_MAY_BEGIN_HEAD = regex.compile(r".*[A-Z\d@]|area$|intersection|bits|variation$")

# -- what stands before and behind ----------------------------------------------------------------------

#: words that no metric begins with or goes on over, beside verbs, adverbs and numbers
STOPS = frozenset(
    word
    for line in (FOLDER / "metrics.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
#: kept numbers: "3D", "5-shot", "6-DoF", "top-1", "90th"
_NUMBER_WORD = regex.compile(r"\d+(?:-?(?:[dD]|shot|gram|way|dof|DoF|crop|class|step|bit|fold)|th)")
_TOP_NUMBER = regex.compile(r"(?:top|rank)-?[\dk]+%?")
_WORD = regex.compile(r"\p{L}[\p{L}\d\-/&'’@.]*")

_AVERAGING = frozenset("average averaged avg avg. aggregate aggregated".split())
#: words behind "average" that it makes a name with: "average precision"
WITH_AVERAGE = frozenset(
    "precision recall displacement endpoint end-point overlap percentage".split()
)
#: ... behind "absolute" or "relative"
WITH_ABSOLUTE = frozenset(
    """
    error errors trajectory pose percentage difference relative position rotation translation transform
    orientation depth deviation ratio squared translational rotational
    """.split()
)
#: "relative error reduction": the reduction is relative, not the error
CHANGES = frozenset(
    """
    reduction reductions improvement improvements increase increases gain gains decrease drop
    """.split()
)
#: scores by name; of other scores the tail "score" goes
NAMED_SCORES = frozenset("inception opinion driving detection combined fever".split())
#: words that a head before them only describes: "similarity tasks", "error propagation", "ASR systems"
NO_METRIC_BEFORE = frozenset(
    """
    task tasks system systems model models correction propagation search function functions modeling
    modelling shaping matrix matrices feedback analysis dataset datasets network networks learning
    """.split()
)
#: tasks that an acronym measures anyway: "detection mAP" is "mAP"
IMPLIED = {"detection": frozenset({"mAP", "mAP@0.5"}), "translation": frozenset({"BLEU"})}
_LONGEST = 6
_TAIL = regex.compile(r"[\s\-]+(?:[Ss]cores?|[Aa]verage|points?)(?!\w)")
_NO_ADVERBS = frozenset("assembly anomaly family supply".split())
_ADVERB = regex.compile(r"\p{L}+ly")


class Metric(NamedTuple):
    """A metric at `start:end` of the text; `surface` leaves out the tail "score"."""

    start: int
    end: int
    surface: str


def find_metrics(text: Text, names: Sequence[Name]) -> list[Metric]:
    """Metrics named in a text, in its order; "accuracy of X" is "accuracy".

    No piece of a name of a model or benchmark is part of one: "ImageNet accuracy" is "accuracy".
    """
    words_of: dict[str, set[int]] = {"models": set(), "benchmarks": set()}
    for name in names:
        for mention in name.mentions:
            words_of[name.kind].update(range(*text.words_between(mention.start, mention.end)))
    in_name = words_of["models"] | words_of["benchmarks"]
    found: list[Metric] = []
    for head in _heads(text, words_of["benchmarks"]):
        metric = _with_qualifiers(text, head, in_name)
        if metric is None:
            continue
        while found and metric.start <= found[-1].start:
            found.pop()  # "top-1 accuracy" in place of "top-1"
        found.append(metric)
    taken = {n for metric in found for n in range(*text.words_between(metric.start, metric.end))}
    found += _unfamiliar(text, in_name, taken)
    return sorted(found)


class _Head(NamedTuple):
    """The word a head begins in, and its offsets."""

    word: int
    start: int
    end: int


def _heads(text: Text, in_benchmark: Set[int]) -> Iterator[_Head]:
    """Heads in the order of the text; an acronym that names a benchmark here, such as ADE, is none."""
    done = 0
    for number, word in enumerate(text.lower):
        start = text.starts[number]
        if start < done:
            continue
        if word in HEADS or (word in HEADS_OF_PHRASES and number):
            if _head_of_other(text, number + 1):
                continue
            if word == "scores" and _is_verb(text, number):
                continue
            if word in HEADS or _makes_metric(text.lower[number - 1], word):
                yield _Head(number, start, text.ends[number])
        elif _MAY_BEGIN_HEAD.match(text.words[number]) is not None:
            high = text.ends[number]
            for begin in _BEGINNING.finditer(text.text, start, high):
                if begin.start() < done:
                    continue
                match = _HEAD_AT.match(text.text, begin.start(), high + _LONGEST_HEAD)
                if match is not None:
                    done = match.end()
                    if number in in_benchmark or _head_of_other(text, text.word_at(done)):
                        continue
                    yield _Head(number, match.start(), match.end())


def _is_verb(text: Text, number: int) -> bool:
    """Whether "scores" is a verb: "our tracker scores 30% better", "scores up to"."""
    behind = text.lower[number + 1] if number + 1 < len(text.lower) else "."
    return behind[0].isdigit() or behind in (
        "up",
        "a",
        "an",
        "the",
        "higher",
        "better",
        "at",
        "only",
    )


def _head_of_other(text: Text, number: int) -> bool:
    """Whether the word behind a head makes it a name of something else: "reward model"."""
    return number < len(text.lower) and text.lower[number] in NO_METRIC_BEFORE


def _makes_metric(before: str, head: str) -> bool:
    """Whether a head of phrases is a metric behind this word."""
    if head in ("rate", "rates"):
        return before not in NO_RATES
    return head not in BEFORE_HEAD or before in BEFORE_HEAD[head]


def _with_qualifiers(text: Text, head: _Head, in_name: Set[int]) -> Metric | None:
    """The noun phrase up to a head, or None where a head of phrases stands alone."""
    first = head.word
    begins = head.start == text.starts[first]
    while (
        begins
        and first
        and head.word - first < _LONGEST
        and first - 1 not in in_name
        and _qualifies(text, first - 1)
    ):
        first -= 1
    first = _without_averaging(text, first, head)
    start = text.starts[first] if begins else head.start
    word = text.lower[head.word]
    if word in HEADS_OF_PHRASES and first == head.word:
        return None
    end = surface_end = head.end
    if word in ("score", "scores"):
        if text.lower[head.word - 1] not in NAMED_SCORES:
            surface_end = text.ends[head.word - 1]
    elif (tail := _TAIL.match(text.text, end)) is not None:
        end = tail.end()
    return Metric(start, end, text.text[start:surface_end])


def _qualifies(text: Text, number: int) -> bool:
    """Whether a word can stand before the head of a metric, in its phrase."""
    if text.text[text.ends[number] : text.starts[number + 1]] not in (" ", "\n"):
        return False
    word = text.lower[number]
    before = text.lower[number - 1] if number else ""
    if word == "per":
        return before == "mean"
    if word == "match":
        return before == "exact"
    if word[0].isdigit():
        return _NUMBER_WORD.fullmatch(word) is not None or before in ("top", "rank")
    if word in ("top", "rank") and text.lower[number + 1][0].isdigit():
        return True
    return _TOP_NUMBER.fullmatch(word) is not None or _stands_in_phrase(word)


def _without_averaging(text: Text, first: int, head: _Head) -> int:
    """The first word that says what is measured: "average success rate" is "success rate"."""
    while first < head.word:
        word, behind = text.lower[first], text.lower[first + 1]
        if word in _AVERAGING:
            dropped = behind not in WITH_AVERAGE
        elif word in ("absolute", "relative"):
            last = min(head.word + 1, len(text.lower) - 1)
            dropped = behind not in WITH_ABSOLUTE or text.lower[last] in CHANGES
        elif word in ("overall", "human"):
            dropped = not (word == "overall" and behind in ("accuracy", "accuracies"))
            dropped = dropped and (word == "overall" or first + 1 == head.word)
        else:
            dropped = text.words[head.word] in IMPLIED.get(word, ()) and first + 1 == head.word
        if not dropped:
            break
        first += 1
    return first


# -- unfamiliar metrics ----------------------------------------------------------------------------------

# "in terms of goal completion", "measured by Kendall's tau"
_MEASURED = frozenset({("in", "terms", "of"), ("as", "measured", "by"), ("in", "term", "of")})
# "an improvement of 21% in task satisfaction", "30% higher proficiency"
_COMPARATIVES = frozenset("higher lower better fewer less more smaller greater larger".split())
#: phrases that are no metrics: how fast, how large, how well in general
NO_METRICS = frozenset(
    """
    performance performances improvement improvements gain gains result results quality task tasks dataset datasets
    benchmark benchmarks setting settings time speed latency throughput memory energy power cost costs parameters
    parameter size flops computation computations complexity efficiency storage footprint usage runtime samples data
    training inference reduction reductions case cases scenario scenarios domain domains average terms speedup
    speed-up params gflops macs compute consumption budget tokens bandwidth communication overhead steps
    addition contrast comparison order practice general particular total fact counts ratio times range
    detection classification retrieval segmentation recognition distillation counting generation translation
    tracking prediction experiments regions classes objects object estimates outcomes objectives goal final
    iterations epochs images examples points margin increase decrease drop metric metrics requirements
    """.split()
)
# nouns that are a metric only with what they count: "number of collisions"
_COUNTS = frozenset("number rate probability frequency variation amount ease".split())
# "reduces residual vibrations by 90%"
_CHANGING = frozenset(
    """
    reduce reduces reducing reduced improve improves improving increase increases increasing decrease
    decreases decreasing lower lowers lowering raise raises raising boost boosts boosting enhance enhances
    enhancing
    """.split()
)
_UNITS = frozenset(
    """
    GB MB KB TB GPU GPUs TPU TPUs CPU CPUs FPS FLOPs FLOPS GFLOPs GFLOPS TFLOPs TFLOPS MACs GMACs Hz kHz MHz GHz
    mW kWh dB ms USD HD RGB LLM LLMs PM AM TOPS RTX NVIDIA NLP CNN CNNs DNN DNNs
    """.split()
)
_NUMBER = regex.compile(r"[+\-−~]?\d+(?:\.\d+)?(?:\\?%)?")
_ACRONYM = regex.compile(r"(?=.*[A-Z].*[A-Z])[A-Za-z]{2,7}\d{0,2}")
_BEHIND_ACRONYM = frozenset(", . ; ) on in at of for over and score scores points".split())


def _unfamiliar(text: Text, in_name: Set[int], taken: Set[int]) -> Iterator[Metric]:
    """Metrics that only the wording around them tells."""
    words, lower = text.words, text.lower
    for number, word in enumerate(lower):
        if word == "of" and number > 1 and tuple(lower[number - 2 : number + 1]) in _MEASURED:
            yield from _phrases(text, number + 1, in_name, taken)
        elif word in _COMPARATIVES and number and "%" in lower[number - 1]:
            if word not in ("more", "less") or not _is_adjective(text, number + 1):
                yield from _phrases(text, number + 1, in_name, taken, most=1)
        elif word == "in" and _tells_change(lower, number) and not _begins_task(lower, number + 1):
            yield from _phrases(text, number + 1, in_name, taken, most=2)
        elif word in _CHANGING:
            yield from _changed(text, number + 1, in_name, taken)
        elif (
            number
            and number not in in_name
            and number not in taken
            and words[number] not in _UNITS
            and _ACRONYM.fullmatch(words[number]) is not None
            and _NUMBER.fullmatch(words[number - 1]) is not None
            and number + 1 < len(words)
            and lower[number + 1] in _BEHIND_ACRONYM
        ):
            start, end = text.starts[number], text.ends[number]
            yield Metric(start, end, text.text[start:end])


def _tells_change(lower: Sequence[str], number: int) -> bool:
    """Whether words before "in" tell of a change: "improvement of 21% in", "21% gain in"."""
    return not CHANGES.isdisjoint(lower[max(0, number - 4) : number])


def _begins_task(lower: Sequence[str], number: int) -> bool:
    """Whether a gerund stands there: "gains in predicting properties"."""
    return number < len(lower) and lower[number].endswith("ing")


def _is_adjective(text: Text, number: int) -> bool:
    """Whether a single adjective stands behind "more": "50% more accurate than"."""
    return number + 1 >= len(text.lower) or not _stands_in_phrase(text.lower[number + 1])


def _changed(text: Text, number: int, in_name: Set[int], taken: Set[int]) -> Iterator[Metric]:
    """What is changed by a number: "reduces the amount of slip by 30%"."""
    for metric in _phrases(text, number, in_name, taken, most=1):
        behind = text.word_at(metric.end)
        if behind < len(text.lower) and text.lower[behind] == "by":
            yield metric


def _phrases(
    text: Text, number: int, in_name: Set[int], taken: Set[int], most: int = 3
) -> Iterator[Metric]:
    """Noun phrases in a row, "coherence, recall and readability", that begin at a word."""
    lower = text.lower
    for _ in range(most):
        while number < len(lower) and lower[number] in ("the", "a", "an", "both", "average"):
            number += 1
        first = number
        while (
            number < len(lower)
            and number - first < _LONGEST
            and number not in in_name
            and _stands_in_phrase(lower[number])
        ):
            number += 1
        while number > first and lower[number - 1].endswith("ed") and "-" not in lower[number - 1]:
            number -= 1  # "the time required", "misdetection caused"
        if first == number:
            return
        if number + 1 < len(lower) and lower[number] == "of" and lower[number - 1] in _COUNTS:
            last = number + 1
            while last < len(lower) and last - number <= 4 and _stands_in_phrase(lower[last]):
                last += 1
            if last > number + 1:
                number = last
        if taken.isdisjoint(range(first, number)) and lower[number - 1] not in NO_METRICS:
            start, end = text.starts[first], text.ends[number - 1]
            yield Metric(start, end, text.text[start:end])
        while number < len(lower) and lower[number] in (",", "and", "or", "(", ")"):
            number += 1


def _stands_in_phrase(word: str) -> bool:
    return (
        word not in STOPS
        and word not in VERBS
        and (_ADVERB.fullmatch(word) is None or word in _NO_ADVERBS)
        and _WORD.fullmatch(word) is not None
    )
