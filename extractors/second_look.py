"""The second look at names: what shows only when all names of an abstract are seen together.

The label of one name depends on those of others: what stands beside a surer proposal is often a
part of it, a dataset listed with evaluated ones is evaluated. Once all names have probabilities,
the likely proposals are weighed again against the likeliest one, and the roles of benchmarks
against those of the others.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from math import log

import numpy as np

from extractors.entities import Document, Entity
from extractors.linear import FloatArray, LinearModel, sigmoid, softmax
from extractors.names import Mention
from extractors.stems import shape_of
from extractors.text import Text
from schemas.keys import name_key

#: whether a likely proposal is one, and what a benchmark is there for
HEADS: dict[str, tuple[str, ...]] = {
    "proposal": ("proposed",),
    "role": ("introduced", "evaluated", "other"),
}
#: columns of the probabilities, see `labels.LABELS`
PROPOSED, BENCHMARK = slice(2, 4), slice(4, 7)
#: probabilities from which an entity is looked at again
_LIKELY_PROPOSAL, _LIKELY_BENCHMARK = 0.05, 0.2
#: ... and up to which
_SURE = 0.985
_LEVELS = (-5, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 5)
#: words that tell how the name behind them belongs to the name before them
_RELATING = frozenset(
    """consist consists comprise comprises component components module modules via with by using
    through where include includes including based two three four key core novel first second third
    new called contains contain stage stages loss utilizes leverages employ employs equipped which
    that within built top""".split()
)
_PROPOSING = frozenset(
    """propose proposes proposed present presents presented introduce introduces introduced develop
    develops developed design designed release released""".split()
)
_REPORTING = frozenset(
    """outperforms outperform achieves achieve improves improve surpasses results experiments
    effectiveness superior state-of-the-art performance demonstrate demonstrates show
    shows""".split()
)
#: words that tell that a dataset is trained on, or reported on
_USED_FOR = {
    **dict.fromkeys(
        """train trains trained training pretrain pretrains pretrained pretraining pre-train
        pre-trains pre-trained pre-training fine-tune fine-tunes fine-tuned fine-tuning
        finetuned finetuning
        learned unlabeled unlabelled scraped crawled collected sampled""".split(),
        "training",
    ),
    **dict.fromkeys(
        """evaluate evaluates evaluated evaluating evaluation evaluations experiment experiments
        test tests tested testing validate validated validation benchmark benchmarks benchmarked
        benchmarking results achieves achieve outperforms outperform performance accuracy
        state-of-the-art demonstrate demonstrates improves improvement improvements surpasses
        reaches scores score""".split(),
        "report",
    ),
}
#: most words between such a word and the dataset
_USED_WITHIN = 25
#: most characters between two names of a list
_LISTED = 8
#: of one entity so many mentions are looked at, of a sentence so many words on either side
_MOST_MENTIONS, _MOST_WORDS = 8, 60


@dataclass(frozen=True)
class Look:
    """An entity that is looked at again: its number, the head that decides, its features."""

    entity: int
    head: str
    features: list[str]


def look_again(
    entities: Sequence[Entity], probabilities: FloatArray, document: Document
) -> list[Look]:
    """What of one abstract is looked at again; `probabilities` have shape (entities, labels)."""
    if not entities:
        return []
    proposals = probabilities[:, PROPOSED].sum(axis=1)
    return [
        *_look_at_proposals(entities, proposals, document),
        *_look_at_benchmarks(entities, probabilities, document.text),
    ]


def revise(
    tables: Sequence[FloatArray], looks: Sequence[Sequence[Look]], model: LinearModel
) -> None:
    """Write what the second look says into probabilities of many abstracts; rows still sum to 1."""
    pairs = [(table, look) for table, found in zip(tables, looks, strict=True) for look in found]
    scores = model.scores([look.features for _, look in pairs])
    for (table, look), row in zip(pairs, scores, strict=True):
        said, here = row[model.columns[look.head]], table[look.entity]
        if look.head == "role":
            here[BENCHMARK] = here[BENCHMARK].sum() * softmax(said)
        else:
            before, after = here[PROPOSED].sum(), sigmoid(said)[0]
            share = here[PROPOSED] / before
            here *= (1 - after) / max(1 - before, 1e-6)
            here[PROPOSED] = share * after


# -- proposals -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Place:
    """Where and how an entity is first named, and whether it is named again with results."""

    entity: Entity
    sentence: int
    first: int
    behind: int
    last_sentence: int
    proposed: bool
    reported: bool
    titled: bool


def _look_at_proposals(
    entities: Sequence[Entity], likely: FloatArray, document: Document
) -> Iterable[Look]:
    text, title_key = document.text, document.title_key
    order = [int(at) for at in np.argsort(-likely, kind="stable") if likely[at] > _LIKELY_PROPOSAL]
    places = {at: _place(entities[at], text, title_key) for at in order}
    sure = sum(1 for at in order if likely[at] > 0.5)
    possible = sum(1 for at in order if likely[at] > 0.2)
    for rank, at in enumerate(order):
        if likely[at] > _SURE:
            continue
        features: list[str] = []
        add = features.append
        place = places[at]
        _add_levels("odds", likely[at], add)
        add(f"rank={min(rank, 4)}")
        add(f"sure={min(sure, 5)}")
        add(f"rank,sure={min(rank, 3)},{min(sure, 5)}")
        add(f"possible={min(possible, 6)}")
        add(f"mentions={min(len(place.entity.mentions), 4)}")
        add(f"titled={place.titled}")
        add(f"proposed={place.proposed}")
        add(f"reported={place.reported}")
        if len(order) == 1:
            add("alone")
        else:
            top = order[1] if rank == 0 else order[0]
            _compare(place, places[top], likely[top], "rest" if rank == 0 else "top", text, add)
        for word in text.lower[max(0, place.first - 6) : place.first]:
            add(f"left {word}")
        for word in text.lower[place.behind : place.behind + 4]:
            add(f"right {word}")
        _add_sentence(place.entity.mentions[:1], text, add)
        yield Look(at, "proposal", features)


def _place(entity: Entity, text: Text, title_key: str) -> _Place:
    mention = entity.mentions[0]
    sentences = [text.sentence_number(each.start) for each in entity.mentions[:_MOST_MENTIONS]]
    first, behind = text.words_between(mention.start, mention.end)
    begin, _ = _sentence(sentences[0], text)
    later = {number for number in sentences if number != sentences[0]}
    return _Place(
        entity,
        sentence=sentences[0],
        first=first,
        behind=behind,
        last_sentence=sentences[-1],
        proposed=not _PROPOSING.isdisjoint(text.lower[max(begin, first - _MOST_WORDS) : first]),
        reported=any(
            not _REPORTING.isdisjoint(text.lower[low : min(high, low + 2 * _MOST_WORDS)])
            for low, high in (_sentence(number, text) for number in later)
        ),
        titled=any(len(key) > 1 and key in title_key for key in entity.keys),
    )


def _compare(
    one: _Place, other: _Place, likely: float, which: str, text: Text, add: Callable[[str], None]
) -> None:
    """How an entity stands to the likeliest other proposal of the abstract."""
    _add_levels(f"{which} odds", likely, add)
    level = int(likely * 2.5)
    add(f"{which} level={int(likely * 5)}")
    apart = min(max(one.sentence - other.sentence, -3), 3)
    for name, value in (
        ("mentions", int(np.sign(len(one.entity.mentions) - len(other.entity.mentions)))),
        ("sentence", apart),
        ("last", int(np.sign(one.last_sentence - other.last_sentence))),
        ("titled", (one.titled, other.titled)),
        ("proposed", (one.proposed, other.proposed)),
        ("reported", (one.reported, other.reported)),
    ):
        add(f"{which} {name}={value}")
        add(f"{which} {name}={value},{level}")
    add(f"{which} all={one.titled},{other.titled},{one.reported},{other.reported}")
    add(f"{which} sentence,proposed={apart},{one.proposed}")
    keys, others = one.entity.keys, other.entity.keys
    inside = any(a in b for a in keys for b in others if len(a) > 1)
    around = any(b in a for a in keys for b in others if len(b) > 1)
    add(f"{which} inside={inside},{around}")
    _compare_surfaces(one.entity.mentions[0].surface, other.entity.mentions[0].surface, which, add)
    after = other.first < one.first
    low, high = (other.behind, one.first) if after else (one.behind, other.first)
    between = text.lower[low : min(high, low + _MOST_WORDS)]
    add(f"{which} gap={after},{min(len(between) // 4, 8)}")
    if abs(one.sentence - other.sentence) <= 1:
        for word in _relating(between):
            add(f"{which} between={after},{one.sentence == other.sentence},{word}")
        if len(between) <= 3:
            add(f"{which} between={' '.join(between)}")
    else:
        for word in _relating(text.lower[max(0, one.first - 8) : one.first]):
            add(f"{which} far left={word}")


def _relating(words: Sequence[str]) -> Iterable[str]:
    return (word for word in dict.fromkeys(words) if word in _RELATING)


def _compare_surfaces(one: str, other: str, which: str, add: Callable[[str], None]) -> None:
    add(f"{which} same shape={shape_of(one)[:8] == shape_of(other)[:8]}")
    key, other_key = name_key(one), name_key(other)
    add(f"{which} prefix={_shared(key, other_key)}")
    add(f"{which} suffix={_shared(key[::-1], other_key[::-1])}")


def _shared(one: str, other: str) -> int:
    """How many characters two names begin with alike, 4 at most."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one[:4], other, strict=False))
    )


# -- benchmarks ------------------------------------------------------------------------------------


def _look_at_benchmarks(
    entities: Sequence[Entity], probabilities: FloatArray, text: Text
) -> Iterable[Look]:
    likely = probabilities[:, BENCHMARK].sum(axis=1)
    roles = probabilities[:, BENCHMARK] / np.maximum(likely, 1e-6)[:, None]
    proposal = float(probabilities[:, PROPOSED].sum(axis=1).max())
    mentions = sorted(
        (mention.start, mention.end, at)
        for at, entity in enumerate(entities)
        if likely[at] > _LIKELY_BENCHMARK
        for mention in entity.mentions
    )
    possible = np.flatnonzero(likely > _LIKELY_BENCHMARK).tolist()
    table = probabilities[possible, BENCHMARK]
    total = table.sum(axis=0)
    #: of every role the second highest and the highest probability
    highest = np.sort(np.vstack([np.zeros((1, 3)), table]), axis=0)[-2:].T
    for at in possible:
        if roles[at].max() > _SURE:
            continue
        features: list[str] = []
        add = features.append
        for column, role in enumerate(HEADS["role"]):
            _add_levels(role, roles[at, column], add)
            own = probabilities[at, BENCHMARK][column]
            most = highest[column, -1] if highest[column, -1] > own else highest[column, 0]
            add(f"others {role}={min(int(2 * (total[column] - own) + 0.5), 6)}")
            add(f"most {role}={int(4 * most)}")
        add(f"proposal={int(4 * proposal)}")
        add(f"alone={len(possible) == 1}")
        for mention in entities[at].mentions[:_MOST_MENTIONS]:
            for side, neighbour in _neighbours(mention.start, mention.end, at, mentions):
                add(f"{side}={HEADS['role'][int(roles[neighbour].argmax())]}")
        for mention in entities[at].mentions[:_MOST_MENTIONS]:
            _add_use(mention, text, add)
        _add_sentence(entities[at].mentions, text, add)
        yield Look(at, "role", features)


def _add_use(mention: Mention, text: Text, add: Callable[[str], None]) -> None:
    """The nearest words on both sides that tell what a dataset is used for."""
    low, high = _sentence(text.sentence_number(mention.start), text)
    first, behind = text.words_between(mention.start, mention.end)
    before = text.lower[max(low, first - _USED_WITHIN) : first][::-1]
    after = text.lower[behind : min(high, behind + _USED_WITHIN)]
    near = []
    for side, words in (("before", before), ("behind", after)):
        place = next((at for at, word in enumerate(words) if word in _USED_FOR), None)
        use = "nothing" if place is None else _USED_FOR[words[place]]
        near.append(use)
        add(f"used {side}={use}")
        if place is not None:
            add(f"used {side}={use},{min(place // 3, 4)}")
            add(f"used {side}={words[place]}")
    add(f"used={','.join(near)}")
    joint = next((word for word in before if word in ("on", "from", "using", "with", "in")), "")
    add(f"used before={near[0]},{joint}")


def _neighbours(
    start: int, end: int, entity: int, mentions: Sequence[tuple[int, int, int]]
) -> Iterable[tuple[str, int]]:
    """The entities named right before and right behind a mention, as in a list."""
    place = bisect_left(mentions, (start, end, entity))
    for _, stop, other in reversed(mentions[max(0, place - 3) : place]):
        if other != entity and 0 <= start - stop < _LISTED:
            yield "left", other
            break
    for begin, _, other in mentions[place : place + 4]:
        if other != entity and 0 <= begin - end < _LISTED:
            yield "right", other
            break


# -- both ------------------------------------------------------------------------------------------


def _sentence(number: int, text: Text) -> tuple[int, int]:
    """The words `first:behind` of a sentence."""
    starts = text.sentence_starts
    end = text.word_at(starts[number + 1]) if number + 1 < len(starts) else len(text.lower)
    return text.word_at(starts[number]), end


def _add_levels(name: str, probability: float, add: Callable[[str], None]) -> None:
    """How likely something is: one feature for every level that its log-odds reach."""
    odds = log((probability + 1e-6) / (1 - probability + 1e-6))
    for feature in _levels_of(name)[: bisect_right(_LEVELS, odds)]:
        add(feature)


@cache
def _levels_of(name: str) -> list[str]:
    return [f"{name}>{level}" for level in _LEVELS]


def _add_sentence(mentions: Sequence[Mention], text: Text, add: Callable[[str], None]) -> None:
    """The words before and behind mentions in their sentences, and the classes of these."""
    for mention in mentions[:_MOST_MENTIONS]:
        low, high = _sentence(text.sentence_number(mention.start), text)
        first, behind = text.words_between(mention.start, mention.end)
        low, high = max(low, first - _MOST_WORDS), min(high, behind + _MOST_WORDS)
        for side, words, classes in (
            ("before", text.lower[low:first], text.classes[low:first]),
            ("behind", text.lower[behind:high], text.classes[behind:high]),
        ):
            for word in dict.fromkeys(words):
                add(f"{side} {word}")
            for each in dict.fromkeys(classes):
                add(f"{side} class {each}")
