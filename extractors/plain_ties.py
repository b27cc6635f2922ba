"""Ties that a wording leaves no doubt of: "7B-parameter OpenVLA", "SQuAD (82.3%)", "A and B ... 1 and 2, respectively"."""

from collections.abc import Mapping, Sequence

import regex

from extractors.contexts import Context
from extractors.mentions import Candidate
from extractors.quantities import Quantity, list_of

Span = tuple[int, int]

# -- sizes and their models -------------------------------------------------------------------------

# "8B Mamba", "7B-parameter OpenVLA"
_SIZE_THEN_NAME = regex.compile(r"[\s\-]?(?:-?param(?:eter)?s?\s)?")
# "a 950M-parameter model called FLOWER"
_SIZE_THEN_CALLED = regex.compile(
    r"[\s\-](?:[\p{L}\-]+,? ){1,6}(?:called|named|dubbed|termed|namely|i\.e\.,?) "
)
# "With only 14M tunable parameters, LiST", "At 1.8B parameters, our H2O-Danube"
_FRONTED_BEFORE = regex.compile(
    r"(?:^|[.!?:;]\s)(?:[Dd]espite )?(?:[Ww]ith|[Uu]sing|[Hh]aving|[Aa]t)\s(?:\p{Ll}+\s){0,4}\$?~?$"
)
_FRONTED_BEHIND = regex.compile(
    r"[\s\-](?:[\p{L}\-]+ ){0,2}param(?:eter)?s?, (?:our |the )?(?:proposed )?"
)
# "Llama-2 (7B", "X, a 7B", "X has over 7B", "X models, ranging from 0.5B"
_NAME_THEN_SIZE = regex.compile(
    r"[\s\-]?[(\[]?\s?"
    r"|\}?\$?,? ?(?:an?|the|our)(?: \p{Ll}[\p{L}\-]*){0,2} "
    r"|\s(?:only |merely |just )?(?:has|with|contains|requires|comprises)(?! (?:only|just|merely))(?: \p{Ll}+){0,2} "
    r"|\s(?:has|contains|requires|comprises)(?: \p{Ll}+){0,3} "
    r"|\s(?:models?|variants?|checkpoints?|networks?|family|series),? (?:ranging from|of|with|at|from) "
    # "DenseNet with 250 layers and 15.3M parameters"
    r"|\s(?:has|with|having) (?:only )?[\d.,]+[KMG]?\s(?:\p{Ll}+\s)?(?:layers|blocks|heads|experts|FLOPs|GFLOPs|MACs)(?:,| and|, and) "
)


def model_of_size(
    quantity: Quantity, candidates: Sequence[Candidate], quantities: Sequence[Quantity], text: str
) -> Candidate | None:
    """The model a size stands in, or right beside; of a list of sizes the first stands for all."""
    around = [c for c in candidates if c.start <= quantity.start and quantity.end <= c.end]
    size = quantity.text.strip("-")
    if around:
        return next((c for c in around if size in c.surface), around[0])
    members = list_of(quantity, quantities)
    first, last = members[0], members[-1]
    for candidate in candidates:
        if 0 <= candidate.start - last.end < 80 and (
            _SIZE_THEN_NAME.fullmatch(text, last.end, candidate.start)
            or _SIZE_THEN_CALLED.fullmatch(text, last.end, candidate.start)
            or _is_fronted(first, last, candidate, text)
        ):
            return candidate
    for candidate in candidates:
        if candidate.start <= first.start and first.end <= candidate.end:
            return candidate
        if 0 <= first.start - candidate.end < 50 and _NAME_THEN_SIZE.fullmatch(
            text, candidate.end, first.start
        ):
            return candidate
    return None


def _is_fronted(first: Quantity, last: Quantity, candidate: Candidate, text: str) -> bool:
    return (
        _FRONTED_BEHIND.fullmatch(text, last.end, candidate.start) is not None
        and _FRONTED_BEFORE.search(text[max(0, first.start - 50) : first.start]) is not None
    )


# -- scores and their benchmarks ----------------------------------------------------------------------

# between a name and its score: "SQuAD (82.3%)", "XNLI ($\\uparrow$ 36\\%)"
_OPENING = regex.compile(r"\s?[(\[](?:\$|\\(?:up|down)arrow|[↑↓+\-~=:]|\s)*")


def in_brackets_behind(
    quantity: Quantity, candidates: Sequence[Candidate], text: str
) -> Candidate | None:
    """The name that a number stands behind in brackets."""
    for candidate in candidates:
        if 0 < quantity.start - candidate.end < 20 and _OPENING.fullmatch(
            text, candidate.end, quantity.start
        ):
            return candidate
    return None


# -- lists that answer to lists -----------------------------------------------------------------------

_JOINS = frozenset({",", "and", ", and", "/", "&", "or", ", or", "as well as", ";", "; and"})
# what may stand beside what joins: "Caltech [10] and the ETH"
_BESIDE_JOIN = regex.compile(r"^\s?\[[\d,\s\-–]{1,20}\]|\sthe\s$")


def answering(
    quantity: Quantity,
    candidates: Sequence[Candidate],
    quantities: Sequence[Quantity],
    context: Context,
) -> Candidate | None:
    """Of a list that the number's list answers to, its place: "1, 2 and 3 on A, B and C, respectively".

    Only where the sentence says "respectively" and has but one list of that length.
    """
    if quantity.group is None or quantity.relation != "list":
        return None
    text = context.text
    first, last = text.words_between(*text.sentence_at(quantity.start))
    if "respectively" not in text.lower[first:last]:
        return None
    length = len(list_of(quantity, quantities))
    here = [c for c in candidates if first <= text.word_at(c.start) < last and c.owner is not None]
    lists = coordinated(here, text.text)
    answers = [
        c for c in here if lists.get((c.start, c.end), (None, 0)) == (quantity.place, length)
    ]
    return answers[0] if len(answers) == 1 else None


def coordinated(candidates: Sequence[Candidate], text: str) -> Mapping[Span, tuple[int, int]]:
    """Place and length of the list each candidate stands in, where it stands in one."""
    ordered = sorted({(c.start, c.end) for c in candidates})
    runs: list[list[Span]] = []
    for span in ordered:
        between = text[runs[-1][-1][1] : span[0]] if runs else ""
        if _BESIDE_JOIN.sub("", between).strip() in _JOINS:
            runs[-1].append(span)
        else:
            runs.append([span])
    return {
        span: (index, len(run)) for run in runs if len(run) > 1 for index, span in enumerate(run)
    }
