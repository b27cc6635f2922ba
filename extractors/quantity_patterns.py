"""The wordings of quantities, as data: numbers, units, bounds and what joins numbers.

Every pattern says with an example which wording it is for. All of them are matched at a given
place or inside a short window, so that none can run away on odd input.
"""

import re
from collections.abc import Sequence

import regex

from schemas.facts import Bound

# --- numbers -------------------------------------------------------------------------------------

#: a run of digits with the points and commas inside it: "82.1", "1,234", "5,10,15", "1.1.1"
DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
PLAIN_NUMBER = regex.compile(r"\d{1,15}(?:\.\d{1,15})?|\.\d{1,15}")  # 7, 82.1, .993
THOUSANDS = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")  # 1,234,567.8
DECIMAL_COMMA = regex.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3}),\d{1,2}")  # 12,5 % or 1.234,56 €
COMMA_LIST = regex.compile(r"\d{1,4}(?:,\d{1,4})+")  # 5,10,15%
SPACED_THOUSANDS = regex.compile(
    r"(?:(?:\{,\}|,?\\[,!]|[\u00a0\u2009\u202f])\d{3})+(?!\d)"
)  # 10{,}000, 10\,000, 1,\!000
COLON_DECIMALS = regex.compile(r":\d{1,2}(?=\s?\\?%|[MKB]\b)")  # a mangled point: 84:3%
# scientific notation: 3.2\times 10^{4}, 7.5×10ˆ4; 10^5, 10^{-3}; 1.5e-4
_EXPONENT = r"\s?[\^ˆ]\s?\{?(?<exponent>[\-−]?\d{1,3})(?:\}|(?![\d{\\^}]|(?![xX])\p{L}))"
TIMES_POWER = regex.compile(rf"\s?(?:\\times|\\cdot|[×xX·*])\s?\{{?10{_EXPONENT}")
POWER = regex.compile(_EXPONENT)
E_NOTATION = regex.compile(r"[eE](?<exponent>[+\-−]?\d{1,3})(?![\p{L}\d])")
# the deviation of a number is no quantity of its own: 90.27±0.06%, 82.1 $\pm$ 0.3
DEVIATION = regex.compile(r"[\s$]{0,2}(?:±|\\pm|\+/-|\+-)[\s$]{0,2}\d{1,9}(?:\.\d{1,9})?")
# one third written with a stroke: 1/10, 1/3rd
FRACTION = regex.compile(
    r"(?<top>[1-9])/(?<bottom>[1-9]\d{0,3})(?:th|rd)?(?![\p{L}\d/%\-]|\.\d|\s?\\?%)"
)
# a mixture of experts: 8x7B
EXPERTS = regex.compile(
    r"(?<experts>\d{1,3})[x×](?<number>\d{1,3}(?:\.\d+)?)(?<unit>[BM])(?![\p{L}\d])"
)
# a size inside a name: the "70B" of Llama-2-70B, the "7b" of mistral_7b
NAME_BEFORE_SIZE = regex.compile(r"[\p{L}\d)][\-_/]$")
GLUED_SIZE = regex.compile(r"(?<number>\d{1,6}(?:\.\d{1,6})?)(?<unit>[BMbm])(?![\p{L}\d])")
# LaTeX and its text run together: 25\times25\times, 6.1-7.4 \%6.1-7.4 \%
DOUBLED = regex.compile(r"(\d[\d.]{0,8}(?:[\-–]\d[\d.]{0,8})?\s?\\(?:times|%))(?<copy>\1)")
# width times height: 256x256, 3 × 3 × 3, 2 \times 2
DIMENSIONS = regex.compile(
    r"(?!(?<once>\d{1,6}\s?\\times)(?P=once))\d{1,6}(?:\s?\$?\s?(?:[xX×*]|\\times|imes)\s?\$?\s?\d{1,6}(?![\d.]|\s?[xX×](?!\s?\d)))+"
)

UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
UNITS |= {"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13}
UNITS |= {"fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18}
UNITS |= {"nineteen": 19}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
TENS |= {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9}
SCALES |= {"billion": 1e9, "t": 1e12, "trillion": 1e12}
_ONES = "|".join(sorted(UNITS, key=len, reverse=True))
_TENS = "|".join(TENS)
# two, twenty-five, a hundred, three hundred
_SPELLED = (
    rf"(?:(?:{_TENS})(?:[\s\-](?:{_ONES}))?|(?:an?|{_ONES})\s(?:hundred|thousand)|{_ONES}|hundred)"
)

# three times, ten-fold, seventy percent, two points, one billion, half a billion, one to several
# orders of magnitude; the bare "two" of "two to four times"
SPELLED = regex.compile(
    rf"""(?<number>{_SPELLED}|(?:half\s|an?\squarter\s(?:of\s)?)?an?(?=\s(?:m|b|tr)illion\b))
    (?:(?<order>(?:\s(?:to|or)\s(?:several|more))?[\s\-](?:(?:full|whole|entire)[\s\-])?
        orders?[\s\-]of[\s\-]magnitudes?\b)
    |(?<times>[\s\-]times\b(?!-)|[\s\-]?fold\b(?!-\d))
    |(?<percent>\s?\\?%|[\s\-]per\s?cent\b(?!age)(?!\spoints?\b)|\spercentage\b(?!\spoints?\b))
    |(?<points>(?=[\s\-](?:(?:absolute|percentage|percent|full)\s)?points?\b))
    |(?<count>[\s\-](?:million|billion|trillion)\b)
    |(?<plain>(?=(?:\sto\s|\sor\s(?:even\s)?|\sand\s|\s?[\-–~]\s?){_SPELLED}
        [\s\-](?:orders?|times|fold)\b)))""",
    regex.IGNORECASE | regex.VERBOSE,
)
# an order of magnitude, and "order of magnitude speedups" without a number
ORDER = regex.compile(r"(?:an?\s(?:full\s)?)?order[\s\-]of[\s\-]magnitude\b", regex.IGNORECASE)
# words that make a bare "order of magnitude" no quantity: the same order of magnitude
NO_ORDER = regex.compile(
    r"\b(?:same|similar|right|every|each|this|which|what|correct|first|second|several|many"
    r"|multiple|few|some|different)[\s\-]$"
)
ORDER_OF = regex.compile(r"\s(?:estimate|analysis|of\s)")

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10, "sixteenth": 16, "twentieth": 20, "hundredth": 100}
_TOPS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
#: a third, two-thirds, one fifth: the share they name
PARTS = {
    top + between + part + plural: count / bottom
    for part, bottom in _PARTS.items()
    for top, count in _TOPS.items()
    if count < bottom
    for between in "- "
    for plural in ("", "s")
    if (count > 1) == bool(plural) and top + between != "a-"
} | dict.fromkeys(("half", "halve", "halves", "halved", "halving"), 0.5)
#: words that are a factor by themselves
FACTORS = {
    **dict.fromkeys(("twice", "double", "doubles", "doubled", "doubling", "twofold"), 2.0),
    **dict.fromkeys(
        ("thrice", "tripling", "tripled", "triple the", "triples the", "threefold"), 3.0
    ),
    **dict.fromkeys(("quadruple", "quadruples", "quadrupled", "quadrupling"), 4.0),
}
WHOLE_WORDS = regex.compile(
    "(?:" + "|".join(sorted((*PARTS, *FACTORS), key=len, reverse=True)) + r")\b(?![\-/])",
    regex.IGNORECASE,
)
# where a number in words begins, in lower case: found first, and fast; then wordings are matched
_STARTS = (*UNITS, *TENS, "hundred", "half", "halv", "twice", "doubl", "tripl", "thric")
_AFTER_ARTICLE = "|".join(("hundred", "thousand", "[mbt]r?illion", "order", "full", *_PARTS))


def _by_initial(words: Sequence[str]) -> str:
    """The words as alternatives, those of one initial together: that is faster to search for."""
    initials = sorted({word[0] for word in words})
    ends = ("|".join(word[1:] for word in words if word[0] == initial) for initial in initials)
    return "|".join(f"{initial}(?:{end})" for initial, end in zip(initials, ends, strict=True))


WORD_STARTS = re.compile(
    rf"\b(?:{_by_initial((*_STARTS, 'quadrupl', 'order'))}|an?\s(?:{_AFTER_ARTICLE}))"
)
#: "a third method", "the second half", "a fifth of a second": ordinals and halves of something else
NO_PART_BEFORE = regex.compile(
    r"\b(?:first|second|other|latter|former|upper|lower|each|and a)\s$", regex.IGNORECASE
)
PART_BEHIND = regex.compile(
    r"\s(?:of|the|its|their|that|less|fewer|lower|smaller|faster|shorter|as|compared|in|when"
    r"|while|without|with|for|on)\b|[.,;)]"
)
#: "our contributions are twofold"
NO_FOLD = regex.compile(r"\b(?:is|are|was|were)\s$", regex.IGNORECASE)
#: "10-fold cross-validation", "five-fold CV"
NO_FOLD_BEHIND = regex.compile(r"\s?\(?(?:stratified |nested )?(?:cross|CV\b)|:", regex.IGNORECASE)

# --- what may stand before a number --------------------------------------------------------------

# what wraps a number: $3$, \mathbf{3}, **3**
OPENERS = regex.compile(
    r"(?:\$\s?|\\(?:math(?:bf|rm)|bf|text(?:bf|rm)?|boldsymbol|em(?:ph)?)\s?\{"
    r"|(?<!\p{L}|\^|_|\})\{|\*)+$"
)
# LaTeX commands that end right before a number: \sim3, \approx 5, {\geq}7
COMMANDS = regex.compile(
    r"\\(?:sim(?:eq)?|approx|pm|geq?|leq?|gt|lt|geqslant|leqslant|gtrsim|lesssim)\}?$"
)
# words that are hyphenated to a number: near-100%, sub-10ms; abbreviations glued to it: vs.19.4%
HYPHENED = regex.compile(
    r"(?<![\p{L}\d\-])(?:near|nearly|sub|over|around|about|to|and|up-to|factor-of)-$",
    regex.IGNORECASE,
)
GLUED_ABBREVIATION = regex.compile(r"\bv\.?s\.$")
# words that have lost the space before a percentage or factor: up to96%, by12%
GLUED_WORDS = regex.compile(
    r"(?<![\p{L}\d\-])(?:to|by|of|and|than|about|over|only|with|reach(?:es)?)$"
)
GLUED_UNITS = regex.compile(r"\s?\\?%|\s?×|\s?\\times")
# between numbers that belong together without white space: 7B/13B, 10B--40B, $2\times$-$3\times$
JOINED = regex.compile(
    r"[\s$}{*\\]{0,4}(?:-{1,3}|[–—−~∼/+,]|\\sim)[\s${}*]{0,3}(?:\\(?:mathbf|bf|textbf)\{)?[+]?"
)
DASHES = "-–—−"
# the unit stands before the number: a factor of 4, a speedup of 3, compression ratios of up to 16
FACTOR_OF = regex.compile(
    r"(?:\bfactors?(?:[\s\-]of)?|(?:\bspeed[\s\-]?ups?(?:\s(?:ratio|factor)s?)?"
    r"|\b(?:compression|acceleration|reduction)\s(?:ratio|rate|factor)s?)"
    r"\s(?:of|by|from|ranging\sfrom))[\s\-]"
    r"(?:up to |about |around |over |more than |nearly |roughly |approximately "
    r"|at least |almost |between |~\s?|\\?\$?\\sim\$?\s?|\\approx\s?|≈\s?|[>$]\s?)*$"
)
# a speedup of ×3, less memory (x150)
MULTIPLIER = regex.compile(r"(?<![\w.)\]}])(?:[xX×]|\\times\s?)$")

# --- units ---------------------------------------------------------------------------------------

#: how words begin that an "x" may be glued to: 17xlower, 4-60 xspeed-up, 0.3xMACs
_AFTER_X = (
    "speed|fast|low|less|few|small|high|more|accel|compress|reduc|better|shorter|cheap|large"
    "|bigger|gain|impro|sav|throughput|in|on|over|than|of|MACs|FLOPs|GFLOPs"
)
# 8x A100, 4x GPUs, but not "10x CPU-inference speedup", "3x GPU memory"
_HARDWARE = (
    r"(?!\s?(?:NVIDIA|Nvidia|[AHVP]\d{2,3}\b|RTX|GTX|Tesla|[TGC]PU(?![\s\-](?:\p{Ll}+[\s\-]){0,3}"
    r"(?:speed|faster|accelerat|reduc|memory|inference|training|latency|throughput|less|lower|sav|time|efficien))))"
)
# between number and unit: 3 %, 3~\%, 3$\times$, 3\,ms
_SEP = r"(?:[\s~$}{*]|\\[,;!]){0,3}"
UNIT = regex.compile(
    rf"""
    # 3\times, $3$\times, 3{{\texttimes}}, 3×; 3x, 3 X, 17xlower; 3 times, 3times, 3-fold, 3:1
    (?<times>{_SEP}(?:\\(?:text|math(?:bf|rm)\{{\\)?times|imes(?=\$))(?!\p{{L}}){_HARDWARE}
        |{_SEP}×{_HARDWARE}(?!\s?\d)
        |[\s~\-]?[xX](?:(?![\p{{L}}\d]){_HARDWARE}|(?=(?:{_AFTER_X})))
        |[\s~\-]?times\b|[\s~]?\-?\s?folds?\b|:1(?![\d:.]))
    # 3 orders of magnitude
    |(?<order>[\s\-](?:full\s)?orders?[\s\-]of[\s\-]magnitudes?\b)
    # 3%, 3\%, 3 \\%, 3$\%$, 3+%, 3%p; 3 percent
    |(?<percent>\+?{_SEP}\\{{0,2}}[%％](?:p\b)?
        |[\s\-~](?:per\s?cents?|percentage)\b(?!\spoints?\b))
    # 3 points, 3 percentage points, 3-point, 3 pp: the surface is the number alone
    |(?<points>(?=[\s\-~](?:(?:absolute|percentage|percent|accuracy|BLEU|F1|mAP|mIoU|AP|ROUGE)\s)?
        (?:points?|pts)\b|[\s~]?pp\b|[\s~]?p\.p\.))
    # 8.3 billion, 137B, 14M, 7 B, 7b, 100k
    |(?<count>\$?[\s\-~]?(?:billion|million|trillion|thousand|[bB]n|[mM]n)s?\b
        |\$?\s?[BMTK](?![\p{{L}}\d])|[bmk](?![\p{{L}}\d]))
    # 360 ms, 10ms, 24-hour, 120 GPU hours
    |(?<time>[\s\-~]?(?:(?:[GCT]PU|A100|V100|H100)[\s\-])?
        (?:(?:milli|micro)?seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b
        |\s?(?:ms|µs|μs|us|s|h)\b(?!-))
    # 1.7 MB, 4-bit
    |(?<bytes>[\s~]?(?:[KMGT]i?B|kB|bytes?)\b|[\s\-]?bits?\b)
    # other measures are plain numbers whose unit belongs to the surface: 76 FPS, 85.3 mm, 2°
    |(?<measure>[\s~]?(?:fps|FPS|GFLOPS|[GMT]?FLOPs|[GM]MACs|dB|db|[mck]m|[µμu]m|[mk]?[WJ]
        |[kMG]?Hz|N(?:/s)?|Nm|m(?:/s)?|°C?|◦|deg(?:rees?)?)(?![\p{{L}}\d]))""",
    regex.VERBOSE,
)
# behind a number that is no quantity
NOT_QUANTITY = regex.compile(
    r"""(?:st|nd|rd|th|[dD])(?![\p{L}\d])  # 2nd, 3D
    |[\^ˆ_{]|:\d|'s\b  # 2^n, 3:4, the 90's
    |(?!mAP|AP|mIoU|BLEU)\p{L}  # 2n; but 45.2mAP
    |\\(?!%|times|sim|pm|to\b|rightarrow|leftrightarrow|,|;|\s)  # 2\epsilon
    |\s?[+\-−*]\s?(?:\\(?!text|%|sim)|\d*/\p{L}|\p{L}(?![\p{L}\d]))  # 1-\epsilon, 1-1/e, 1+x
    |\s?/\s?(?:\\|\p{L}(?!\p{L}))  # 1/\epsilon, 1/n""",
    regex.VERBOSE,
)
YEAR = regex.compile(r"(?:19[5-9]|20[0-3])\d")
# a variable that is set or compared: k=5, $p \geq 1$, \beta = 1; correlations (r, \rho) are scores
VARIABLE = regex.compile(
    r"""(?<![\p{L}\-])
    (?:[a-qs-zA-EG-QS-Zαβγδελμστ]
        |\\(?!rho|text|math)[a-zA-Z]+(?<!\\(?:geq|leq|sim|approx|times|pm|ge|le|gt|lt)))
    (?:_\w|\^\w)?\}?\s?\$?\s?(?:[=<>≥≤∈]|\\(?:geq?|leq?|in|neq|approx))\s?\$?\s?$""",
    regex.VERBOSE,
)
RANK = regex.compile(r"\b[Tt]op\s$")  # top 5 accuracy
ENUMERATION = regex.compile(r"(?:\(|^|[:;,.]\s|\band\s)$")  # we (1) train, 2) test and 3) release
FUNCTION = regex.compile(r"\p{Lu}\($")  # O(1), SE(3)
# no number of these is a quantity
NOT_QUANTITIES = regex.compile(
    r"""\[[\d,\s–\-]{1,60}\]|\((?:19|20)\d\d[a-z]?\)|,\s(?:19|20)\d\d[a-z]?\)  # [3, 14], (2019)
    |arXiv:\d{1,6}\.\d{1,6}
    |[\[(]\s?-?[\d.]{1,8}\s?,\s?\+?-?[\d.]{1,8}\s?\]  # [0, 1], (0,1]
    |\[\s?-?[\d.]{1,8}\s?,\s?\+?-?[\d.]{1,8}\s?\)  # [0,1)
    |\{\s?-?\d{1,4}(?:\s?,\s?\+?-?\d{1,4}){1,8}\s?\\?\}  # {-1,+1}""",
    regex.VERBOSE,
)

# --- bounds --------------------------------------------------------------------------------------

#: words before a number: "up to 3x", "more than 40%", "$\sim$7B"
_BEFORE_WORDS: dict[Bound, str] = {
    "up_to": """up to|upto|up-to|as much as|as high as|as many as|as large as|as fast as|at most
        |a maximum of|maximum of|maximally|max|max.|no more than|not more than|at best|less than
        |fewer than|lower than|smaller than|under|below|just under|not exceeding|sub-
        |<|≤|⩽|≲|<=|\\leq|\\le|\\lt|\\leqslant|\\lesssim""",
    "at_least": """at least|over|more than|greater than|higher than|larger than|bigger than|above
        |beyond|exceeding|exceeds|exceed|surpassing|in excess of|upwards of|well over|just over
        |well above|no less than|not less than|no fewer than|as few as|as little as|as small as
        |as low as|a minimum of|minimum of|starting from|starting at
        |>|≥|⩾|≳|>=|\\geq|\\ge|\\gt|\\geqslant|\\gtrsim""",
    "approximate": """about|around|approximately|approx|approx.|nearly|almost|roughly|circa|ca.
        |close to|some|near|near-|an estimated|on the order of|in the order of|in the range of
        |~|∼|≈|≃|≅|\\sim|\\approx|\\simeq|\\textasciitilde""",
    "average": """an average of|on average|in average|average of|average|averaging|averagely|mean
        |a mean of|avg.|avg""",
}
_BEHIND_WORDS: dict[Bound, str] = {
    "at_least": """or more|or higher|or greater|or larger|or above|and more|and above|and higher
        |and up|+""",
    "up_to": "or less|or fewer|or lower|or below|or smaller",
    "approximate": "or so",
    "average": "average|averagely|averaged",
}


def _bounds(words: dict[Bound, str]) -> dict[str, Bound]:
    return {word.strip(): bound for bound, line in words.items() for word in line.split("|")}


#: words before a number: "up to 3x", "more than 40%", "$\\sim$7B"
BEFORE = _bounds(_BEFORE_WORDS)
#: words behind a number: "3x or more", "10+", "40% average"
BEHIND = _bounds(_BEHIND_WORDS)
_FILLER = r"""(?:\s|(?:an?|the|only|just|another|additional|extra|relative|absolute|impressive
    |remarkable|by|of)\s|factors?\sof\s|[$}{*]|\\(?:mathbf|bf|textbf|boldsymbol|text)\s?(?=\{))*"""


def _any(words: dict[str, Bound]) -> str:
    return "|".join(regex.escape(word) for word in sorted(words, key=len, reverse=True))


BOUND_BEFORE = regex.compile(
    rf"""(?:(?<=^|[^\p{{L}}\\])|(?=\\))
    (?<bound>{_any(BEFORE)})(?:(?<=[^\p{{L}}])|(?!\p{{L}})){_FILLER}
    (?:(?:{_any(BEFORE)})(?!\p{{L}}){_FILLER}){{0,2}}$""",
    regex.IGNORECASE | regex.VERBOSE,
)
BOUND_BEHIND = regex.compile(
    r"\s?(?:speed-?ups?|faster|improvements?|gains?|points?|parameters?)?\s?\(?,?\s?"
    rf"(?<bound>{_any(BEHIND)})(?![\p{{L}}\d]|\sto\b)",
    regex.IGNORECASE,
)
# the bound of a noun before the number: an average speedup of 3x, up to a compression rate of 4
NOUN_BOUND = regex.compile(
    r"(?:(?<up_to>\bup\sto|\bmax(?:imum|imal)?)|(?<average>\baverage|\bmean))\s(?:an?\s)?"
    r"(?:[\p{L}\-]++\s){1,4}?(?:of|by|is|was)\s[$\\{]*$",
    regex.IGNORECASE,
)
# "on average" further off: on average, our method is 3x faster; a 3x speedup in decoding on average
AVERAGE_BEFORE = regex.compile(r"\b[oi]n\s(?:an\s)?average\b[^\d.;:()]{0,60}$", regex.IGNORECASE)
AVERAGE_BEHIND = regex.compile(
    r"[\s,]*(?:[\p{L}\-]++\s){0,4}?\(?[oi]n\s(?:an\s)?average\b", regex.IGNORECASE
)
#: a bound that holds for the next number of the same clause too: up to 18x on A and 12x on B
CARRIES = regex.compile(
    r"[^.;:()\d]{0,60}?\b(?:and|or)\s(?!\p{L}+(?:s|ing|ed)\s)[^.;:()\d]{0,30}", regex.IGNORECASE
)
STOPS = regex.compile(
    r"\b(?:while|but|whereas|with|which|that|we|our|its?|is|are|was|being|achiev\w*"
    r"|outperform\w*|only)\b",
    regex.IGNORECASE,
)

# --- lists and ranges ----------------------------------------------------------------------------

_SOFT = (
    r"(?:up to |as (?:much|high|many|low|few) as |about |almost |around |nearly |over |more than "
    r"|less than |approximately |roughly |at least |on average |[~∼≈<>]\s?|\\(?:sim|approx)\s?)"
)
_WRAP = r"(?:[$}{*\s]|\\(?:mathbf|bf|textbf)(?=\{))*"
# 2x-3x, 2 to 3x, 10B--40B, 28\sim31\times, 78%{–}95%
RANGE = regex.compile(
    rf"{_WRAP}(?:-{{1,3}}|[–—−~∼]|\\sim|\s(?:(?:down|up|through)\s)?to\s(?:an?\s)?{_SOFT}?){_WRAP}"
)
# 2x, 3x and 5x; 35%/52%; 82.1% on average and …
LIST = regex.compile(
    rf"{_WRAP}(?:[,;]\s?(?:and\s|or\s|&\s)?|/|\s(?:and|or)\s|\s?&\s?|,?\sas\swell\sas\s)"
    rf"(?:also |even |{_SOFT}|by |of |with |at |an? )*{_WRAP}[+\-−]?{_WRAP}"
)
# 8 ms vs. 32 ms, 6 seconds instead of 2 minutes
VERSUS = regex.compile(
    r"[\s,$}]*\(?(?:v\.?s\.?|versus|(?:as |when )?compared (?:to|with)|in comparison (?:to|with)|as opposed to"
    r"|instead of|rather than|against)\s?(?:only |the )?[$\s]*"
)
FROM = regex.compile(
    r"\b[Ff]rom\s(?:about |around |over |nearly |approximately |an? |~\s?|\\sim\s?|\$|\{)*$"
)
RANGING = regex.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|span(?:s|ning)?)\sfrom\s\S{0,3}$"
)
BETWEEN = regex.compile(r"\b[Bb]etween\s(?:about |around |[$~{])*$")
