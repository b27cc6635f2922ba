"""Ties: which model has this size, which benchmark this score, faster than what.

One mechanism for all number-led kinds: the candidates (`mentions.py`) of a relation compete for the number.
A linear model weighs how each of them stands to it, and null, which competes like a candidate; the
heaviest wins.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from extractors.claims import Claim
from extractors.contexts import Context
from extractors.labels import WEIGHTS
from extractors.linear import LinearModel
from extractors.mentions import Candidate
from extractors.noun_phrases import VERBS
from extractors.plain_ties import answering, coordinated, in_brackets_behind, model_of_size
from extractors.quantities import Quantity
from extractors.text import Text

#: kind -> its relations, which are the heads of the model
RELATIONS: dict[str, tuple[str, ...]] = {
    "parameter_counts": ("model",),
    "speedups": ("subject", "baseline"),
    "resource_savings": ("subject", "baseline"),
    "results": ("metric", "benchmark", "model"),
}
HEADS = {
    relation: (relation,) for relation in ("model", "subject", "baseline", "metric", "benchmark")
}
_COMPARING = frozenset(
    """
    than over compared versus vs vs. against relative outperforms outperform outperforming
    outperformed surpasses surpassing
    """.split()
)
#: so many candidates compete for a number, the nearest
_MOST_NEAR = 60
_DISTANCES = (1, 2, 3, 4, 6, 8, 11, 15, 20, 30)


def tie(
    claim: Claim,
    relation: str,
    candidates: Sequence[Candidate],
    quantities: Sequence[Quantity],
    context: Context,
    model: LinearModel,
) -> Candidate | None:
    """The candidate that stands in a relation to a claim, or None for null."""
    near = nearby(claim.quantity, candidates, context)
    if not near:
        return None
    plain = _plain_tie(claim, relation, near, quantities, context)
    if plain is not None:
        return plain
    rows = pair_features(claim, near, quantities, context)
    rows.append(null_features(claim, relation, near, context))
    scores = model.scores(rows)[:, model.columns[relation]]
    best = int(scores.argmax())
    return near[best] if best < len(near) else None


def _plain_tie(
    claim: Claim,
    relation: str,
    near: Sequence[Candidate],
    quantities: Sequence[Quantity],
    context: Context,
) -> Candidate | None:
    """What a wording alone decides, see `plain_ties.py`."""
    quantity, text = claim.quantity, context.text.text
    if claim.kind == "parameter_counts":
        plain = model_of_size(quantity, near, quantities, text)
    elif relation == "benchmark":
        plain = in_brackets_behind(quantity, near, text)
    else:
        return None
    return plain or answering(quantity, near, quantities, context)


def family_of(kind: str) -> str:
    """The kind of a claim with all resources as one."""
    return kind if kind in RELATIONS else "resource_savings"


def nearby(
    quantity: Quantity, candidates: Sequence[Candidate], context: Context
) -> list[Candidate]:
    """Candidates at most three sentences before the number, or one behind.

    What the paper proposes stays in mind: its last mention before the number counts at any distance.
    """
    text = context.text
    here = text.sentence_number(quantity.start)
    near, far = [], {}
    for candidate in candidates:
        if candidate.sort == "phrase":
            if text.sentence_number(candidate.start) == here:
                near.append(candidate)
        elif -3 <= text.sentence_number(candidate.start) - here <= 1:
            near.append(candidate)
        elif candidate.sort.endswith(":proposed") and candidate.start < quantity.start:
            far[candidate.owner] = candidate
    if len(near) > _MOST_NEAR:
        near = sorted(near, key=lambda c: abs(c.start - quantity.start))[:_MOST_NEAR]
        near.sort(key=lambda c: (c.start, c.end))
    said = {candidate.owner for candidate in near}
    return [c for owner, c in far.items() if owner not in said] + near


def pair_features(
    claim: Claim, candidates: Sequence[Candidate], quantities: Sequence[Quantity], context: Context
) -> list[list[str]]:
    """Features of every candidate with respect to one claim."""
    quantity, text = claim.quantity, context.text
    kind = (
        claim.kind + ":" + claim.fields.get("type", "")
        if claim.kind == "results"
        else family_of(claim.kind)
    )
    here = text.sentence_number(quantity.start)
    at, behind = text.words_between(quantity.start, quantity.end)
    group = [q for q in quantities if quantity.group is not None and q.group == quantity.group]
    owners = {c.owner for c in candidates if c.owner is not None}
    proposed = {c.owner for c in candidates if c.sort.endswith(":proposed")}
    first_proposed = min(proposed, default=None)  # type: ignore[type-var]
    own = _speaks_of_own(quantity, context)
    places = sorted(text.word_at(c.start) for c in candidates)
    places_of: dict[int, list[int]] = {}
    for place, owner in sorted(
        (text.word_at(c.start), c.owner) for c in candidates if c.owner is not None
    ):
        places_of.setdefault(owner, []).append(place)
    number_places = [
        text.word_at(other.start)
        for other in quantities
        if other not in group and other is not quantity
    ]
    rows = []
    lists = coordinated(candidates, text.text)
    _, end = text.words_between(*text.sentence_at(quantity.start))
    respectively = "respectively" in context.words[behind:end]
    subject = _clause_subject(candidates, at, here, text)
    pronoun = _begins_with_pronoun(here, text)
    openers = _first_of_sentences(candidates, text)
    for candidate in candidates:
        found: list[str] = [f"sort={candidate.sort}"]
        add = found.append
        first, last = text.words_between(candidate.start, candidate.end)
        sentence = max(text.sentence_number(candidate.start) - here, -4)
        after = candidate.start >= quantity.end
        side = "after" if after else "before"
        if candidate.start <= quantity.start and quantity.end <= candidate.end:
            side = "around"
        distance = first - behind if after else at - last
        near = sum(distance > d for d in _DISTANCES)
        add(f"sentence={sentence}")
        add(f"side={side},{sentence == 0}")
        if sentence == 0:
            add(f"near={side},{near}")
            add(f"near={side},{near // 3},{candidate.sort}")
        low, high = (behind, first) if after else (last, at)
        between = context.words[low:high]
        rivals = _count(places, low, high)
        if candidate.owner is not None:
            rivals -= _count(places_of[candidate.owner], low, high)
        numbers = _count(number_places, low, high)
        add(f"rivals={side},{sentence},{min(rivals, 4)}")
        add(f"numbers={side},{sentence},{min(numbers, 3)}")
        add(f"rivals,numbers={side},{min(rivals, 2)},{min(numbers, 2)}")
        left1 = context.words[first - 1] if first else "^"
        left2 = context.words[first - 2] if first > 1 else "^"
        right1 = context.words[last] if last < len(context.words) else "$"
        add(f"{side} l1={left1}")
        add(f"{side} l21={left2} {left1}")
        add(f"{side} r1={right1}")
        add(f"{side} l1,sort={left1},{candidate.sort}")
        if len(between) <= 3 and sentence == 0:
            add(f"{side} between={' '.join(between)}")
        elif sentence == 0:
            add(f"{side} between starts={' '.join(between[:2])}")
            add(f"{side} between ends={' '.join(between[-2:])}")
        for word in dict.fromkeys(between):
            if word in _COMPARING or word in _CLAUSE_WORDS:
                add(f"{side} between has {word}")
        comparing = any(word in _COMPARING for word in context.words[max(0, first - 3) : first])
        add(f"comparing={comparing},{side},{candidate.sort}")
        add(f"comparing={comparing},{side},{sentence},{min(rivals, 2)},{min(numbers, 1)}")
        if candidate.owner is not None:
            opens = openers[text.sentence_number(candidate.start)] == candidate.owner
            add(f"opens={opens},{sentence},{pronoun},{comparing}")
            add(f"opens={opens},{side},{candidate.sort},{own}")
        add(f"only={len(owners) == 1}")
        if candidate.sort.endswith(":proposed"):
            add(f"only proposed={len(proposed) == 1},{own}")
            add(f"first proposed={candidate.owner == first_proposed},{own}")
            add(f"proposed, sentence={sentence},{own},{len(proposed) == 1}")
        if candidate.owner is not None:
            mentions = len(places_of[candidate.owner])
            add(f"mentions={min(mentions, 4)},{candidate.sort}")
        if first and text.starts[first - 1] < text.sentence_at(candidate.start)[0]:
            add(f"begins sentence,{sentence}")
        if candidate.sort != "metric":
            l_class = text.classes[first - 1] if first else "^"
            r_class = text.classes[last] if last < len(text.classes) else "$"
            add(f"{side} l1 class={l_class}")
            add(f"{side} r1 class={r_class}")
            add(f"verb follows={_verb_at(last, text)},{side},{sentence == 0}")
            if sentence == 0:
                add(f"clause subject={(candidate.start, candidate.end) == subject},{side}")
                add(f"subject known={subject is not None},{candidate.sort}")
                add(
                    f"clause subject={(candidate.start, candidate.end) == subject},{candidate.sort}"
                )
                verbs = sum(
                    1 for word in text.lower[low:high] if word in VERBS or word in _AUXILIARIES
                )
                add(f"verbs between={side},{min(verbs, 3)}")
        if candidate.owner is None and candidate.sort != "metric":
            head = context.words[last - 1]
            add(f"head={head}")
            add(f"head={head},{side},{candidate.sort}")
            add(f"begins={context.words[first]}")
            add(f"begins={context.words[first]},{candidate.sort}")
            add(f"length={min(last - first, 6)},{candidate.sort}")
            add(f"form={candidate.form},{head}")
            add(f"form={candidate.form},{right1}")
            for word in context.words[first : last - 1]:
                add(f"holds={word}")
        _list_features(quantity, candidate, group, lists, respectively, add)
        rows.append([f"{kind} {feature}" for feature in found] + found)
    return rows


_PRONOUNS = frozenset("it they this these".split())


def _begins_with_pronoun(sentence: int, text: Text) -> bool:
    """Whether a sentence takes up the one before: "It runs 3x faster"."""
    first = text.word_at(text.sentence_starts[sentence])
    return first < len(text.lower) and text.lower[first] in _PRONOUNS


def _first_of_sentences(candidates: Sequence[Candidate], text: Text) -> dict[int, int]:
    """The name each sentence begins with, as far as it has one."""
    found: dict[int, int] = {}
    for candidate in sorted(candidates, key=lambda c: c.start):
        if candidate.owner is not None:
            found.setdefault(text.sentence_number(candidate.start), candidate.owner)
    return found


_AUXILIARIES = frozenset("is are was were can could may will has have had".split())


def _verb_at(number: int, text: Text) -> bool:
    """Whether a verb stands at a word, or behind an adverb there: "FNet also runs"."""
    words = text.lower[number : number + 2]
    if len(words) == 2 and (words[0].endswith("ly") or words[0] in ("also", "only", "then")):
        words = words[1:]
    return bool(words) and (words[0] in VERBS or words[0] in _AUXILIARIES)


def _clause_subject(
    candidates: Sequence[Candidate], at: int, sentence: int, text: Text
) -> tuple[int, int] | None:
    """The last candidate before the word `at`, in its sentence, that a verb stands behind."""
    found = None
    for candidate in candidates:
        _, last = text.words_between(candidate.start, candidate.end)
        here = text.sentence_number(candidate.start) == sentence
        if last <= at and here and _verb_at(last, text):
            found = (candidate.start, candidate.end)
    return found


def _count(places: Sequence[int], low: int, high: int) -> int:
    """How many of the sorted places lie in `low:high`."""
    return max(0, bisect_left(places, high) - bisect_left(places, low))


def null_features(
    claim: Claim, relation: str, candidates: Sequence[Candidate], context: Context
) -> list[str]:
    """Features of null: what tells whether the claim has anything in this relation at all."""
    quantity, text = claim.quantity, context.text
    kind = family_of(claim.kind)
    here = text.sentence_number(quantity.start)
    beside = [c for c in candidates if text.sentence_number(c.start) == here]
    found = ["null", f"null own={_speaks_of_own(quantity, context)}"]
    if claim.kind == "results":
        found.append(f"null type={claim.fields.get('type', '')}")
    found.append(f"null owners={min(len({c.owner for c in candidates if c.owner is not None}), 4)}")
    for sort in sorted({c.sort for c in candidates}):
        at_hand = min(sum(1 for c in beside if c.sort == sort), 3)
        found.append(f"null {sort}={at_hand}")
    start, end = text.sentence_at(quantity.start)
    first, last = text.words_between(start, end)
    at, behind = text.words_between(quantity.start, quantity.end)
    found += [f"null before={word}" for word in context.words[max(first, at - 6) : at]]
    found += [f"null behind={word}" for word in context.words[behind : min(last, behind + 6)]]
    for word in sorted(_COMPARING.intersection(context.words[first:last])):
        found.append(f"null has {word},{word in context.words[behind:last]}")
    found = [f"{relation} {feature}" for feature in found]
    return [f"{kind} {feature}" for feature in found] + found


def _speaks_of_own(quantity: Quantity, context: Context) -> bool:
    """Whether the sentence up to the number speaks of the paper's own work: "our method", "we"."""
    start, _ = context.text.sentence_at(quantity.start)
    first, last = context.text.words_between(start, quantity.start)
    return any(word in ("our", "we", "proposed", "ours") for word in context.words[first:last])


_CLAUSE_WORDS = frozenset(
    """
    , ; : ( ) and while respectively on of for with by from to at in achieves
    """.split()
)


def _list_features(
    quantity: Quantity,
    candidate: Candidate,
    group: Sequence[Quantity],
    lists: Mapping[tuple[int, int], tuple[int, int]],
    respectively: bool,
    add: Callable[[str], None],
) -> None:
    """Lists that answer to lists: the second number belongs to the second name."""
    place = lists.get((candidate.start, candidate.end))
    if place is None or len(group) < 2:
        add(f"lists={len(group) > 1},{place is not None}")
        return
    index, length = place
    same = length == len(group)
    add(f"aligned={same},{index == quantity.place}")
    if respectively:
        add(f"respectively,aligned={same},{index == quantity.place}")


@lru_cache(maxsize=1)
def load_ties_model(folder: Path = WEIGHTS) -> LinearModel:
    """The committed weights. Raises OSError where they are missing."""
    return LinearModel.load(folder / "ties.npz")
