"""What stands around a quantity: the features from which `claims.py` decides what it says.

The words next to it and next to its list, the nearest cue words (`cues.py`) on both sides, the
wordings it stands in (`phrases.py`), the names around, its unit, sign and bound.
"""

from collections.abc import Callable, Sequence

from extractors.contexts import Context
from extractors.cues import CUES, FIELD_OF
from extractors.phrases import find_wordings
from extractors.quantities import Quantity

Add = Callable[[str], None]
_CLAUSE_ENDS = frozenset({".", ";", ":"})
_REACH = 14


def features_of(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context, title: str
) -> list[str]:
    """The features of a quantity, each a short string."""
    found: list[str] = []
    add = found.append
    unit = quantity.unit
    _own_features(quantity, context, add)
    before, behind = context.around(quantity.left, quantity.end)
    _word_features("", before, behind, unit, context, add)
    members = (
        [q for q in quantities if q.group == quantity.group] if quantity.group is not None else []
    )
    if members:
        list_before, _ = context.around(members[0].left, members[0].end)
        _, list_behind = context.around(members[-1].left, members[-1].end)
        _word_features("list ", list_before, list_behind, unit, context, add)
        _cue_features("list ", list_before, list_behind, unit, context, add)
    _cue_features("", before, behind, unit, context, add)
    _target_features(before, behind, quantity, context, add)
    if members:
        _target_features(list_before, list_behind, quantity, context, add)
    _wording_features(quantity, quantities, context, add)
    for name, words in FIELD_OF.items():
        _field_features(name, words, before, behind, context, add)
    _sentence_features(quantity, context, add)
    for word in title.lower().split():
        for cue in CUES.get(word.strip(",:"), ()):
            add("title " + cue)
    return found


def _own_features(quantity: Quantity, context: Context, add: Add) -> None:
    value = quantity.value
    size = next(
        (i for i, top in enumerate((1, 2, 5, 10, 20, 50, 90, 100.1, 1000, 1e6)) if value < top), 10
    )
    add("unit=" + quantity.unit)
    add(f"unit,size={quantity.unit},{size}")
    add(f"decimals={quantity.unit},{'.' in quantity.text}")
    add(f"sign={quantity.sign}")
    add("bound=" + quantity.bound)
    add(f"relation={quantity.relation}")
    add(f"relation,place={quantity.relation},{min(quantity.place, 3)}")
    if quantity.glued:
        add("glued")
    if quantity.unit == "count":
        scale = quantity.text.lstrip("0123456789.,+- ~$").strip("$ ")
        add("scale=" + scale)
        add(f"scale={scale},in={context.name_at(quantity)}")
        add("next=" + context.text.text[quantity.end : quantity.end + 4].lower())
        add(f"states size={context.states_size(quantity)}")
    if quantity.unit in ("part", "times", "order"):
        add("text=" + quantity.text.lower().lstrip("0123456789. "))
    if quantity.unit == "plain" and value == int(value) and 1900 <= value <= 2100:
        add("year")
    start, text = quantity.start, context.text.text
    if text[start - 1 : start] == "(" and text[quantity.end : quantity.end + 1] == ")":
        add("alone in brackets")
    elif text[start - 1 : start] == "(":
        add("opens bracket")


def _word_features(
    prefix: str, before: int, behind: int, unit: str, context: Context, add: Add
) -> None:
    words, last = context.words, len(context.words)
    left = [words[at] if at >= 0 else "^" for at in range(before, before - 5, -1)]
    right = [words[at] if at < last else "$" for at in range(behind, behind + 5)]
    for number in range(4):
        add(f"{prefix}l{number + 1}={left[number]}")
        add(f"{prefix}r{number + 1}={right[number]}")
    add(f"{prefix}l1,unit={left[0]},{unit}")
    add(f"{prefix}r1,unit={right[0]},{unit}")
    add(f"{prefix}l21={left[1]} {left[0]}")
    add(f"{prefix}l321={left[2]} {left[1]} {left[0]}")
    add(f"{prefix}r12={right[0]} {right[1]}")
    add(f"{prefix}r123={right[0]} {right[1]} {right[2]}")
    add(f"{prefix}l1r1={left[0]} {right[0]}")
    add(f"{prefix}l1r12={left[0]} {right[0]} {right[1]}")


def _cue_features(
    prefix: str, before: int, behind: int, unit: str, context: Context, add: Add
) -> None:
    """The nearest cue words on both sides, up to the end of the clause."""
    first_left = first_right = "none"
    for side, at, step in (("left", before, -1), ("right", behind, 1)):
        seen: set[str] = set()
        for distance in range(_REACH):
            here = at + step * distance
            if not 0 <= here < len(context.words) or context.words[here] in _CLAUSE_ENDS:
                break
            for cue in context.cues[here]:
                if cue in seen:
                    continue
                if not seen:
                    if side == "left":
                        first_left = cue
                    else:
                        first_right = cue
                rank = min(len(seen), 3)
                seen.add(cue)
                near = 0 if distance < 2 else 1 if distance < 5 else 2
                add(f"{prefix}{side} {cue}")
                add(f"{prefix}{side} {cue},{near}")
                add(f"{prefix}{side} {cue},unit={unit}")
                if rank < 2:
                    add(f"{prefix}{side} {cue},rank={rank}")
            if context.words[here][0] == "<":
                add(f"{prefix}{side} sees {context.words[here]}")
    add(f"{prefix}between={first_left},{first_right},{unit}")


def _wording_features(
    quantity: Quantity, quantities: Sequence[Quantity], context: Context, add: Add
) -> None:
    wordings = find_wordings(quantity, quantities, context.text, context.letters)
    for rank, wording in enumerate(wordings):
        add(f"wording {wording.kind}")
        add(f"wording {wording.kind},{quantity.unit}")
        add(f"wording {wording.kind},{wording.conversion},{quantity.unit}")
        add(f"wording number={wording.number},{quantity.unit}")
        if rank == 0:
            add(f"first wording {wording.kind}")
            add(f"first wording conversion={wording.conversion}")
    if not wordings:
        add("no wording")


def _field_features(
    name: str, words: dict[str, str], before: int, behind: int, context: Context, add: Add
) -> None:
    """The nearest words of a field on both sides, up to the next number or full stop."""
    nearest = nearest_words(words, before, behind, context, 14)
    for side, (distance, value) in nearest.items():
        add(f"{name} {side}={value}")
        add(f"{name} {side}={value},{min(distance // 3, 3)}")
    both = sorted(nearest.values())
    add(f"{name} nearest={both[0][1] if both else None}")
    add(f"{name} sides={','.join(side + value for side, (_, value) in nearest.items())}")
    said = {words[word] for word in context.words if word in words}
    add(f"{name} anywhere={','.join(sorted(said))}")


def nearest_words(
    words: dict[str, str], before: int, behind: int, context: Context, reach: int
) -> dict[str, tuple[int, str]]:
    """Side to distance and value of the nearest of `words`, up to the next number or full stop."""
    nearest: dict[str, tuple[int, str]] = {}
    for side, at, step in (("left", before, -1), ("right", behind, 1)):
        for distance in range(reach):
            here = at + step * distance
            if not 0 <= here < len(context.words):
                break
            word = context.words[here]
            if word == "." or word in ("<percent>", "<times>", "<order>"):
                break
            if word in words:
                nearest[side] = (distance, words[word])
                break
    return nearest


# cue classes that tell what a number measures, and words that end the phrase it measures
_TARGETS = frozenset(
    ("speed", "memory", "energy", "compute", "size", "cost", "metric", "data", "hyper", "parameter")
)
_STOPS = frozenset(
    """
    while with than compared whereas but which that without using for when and , over ( ) by
    """.split()
)


def _target_features(
    before: int, behind: int, quantity: Quantity, context: Context, add: Add
) -> None:
    """What the number measures: the nearest target left and right with no other number between.

    "reduces memory by 30%" looks left of "by", "30% less memory" right of the number.
    """
    words = context.words
    link = words[before] if before >= 0 else "^"
    left = _targets(
        range(before, max(-1, before - 12), -1),
        context,
        {"<percent>", "<times>", "<order>", "<part>", ".", ";", "while"},
    )
    right = _targets(
        range(behind, min(len(words), behind + 8)),
        context,
        {
            "<percent>",
            "<times>",
            "<order>",
            "<part>",
            ".",
            ";",
            "while",
            "than",
            "compared",
            "over",
            "(",
        },
    )
    near = _targets(
        range(behind, min(len(words), behind + 6)),
        context,
        _STOPS | {".", ";", "<percent>", "<times>", "to", "on", "at"},
    )
    first_left, first_right, first_near = (
        side[0] if side else "none" for side in (left, right, near)
    )
    unit = quantity.unit
    add(f"target left={first_left}")
    add(f"target right={first_right}")
    add(f"target near={first_near}")
    add(f"target near={first_near},{unit}")
    add(f"target {link}: left={first_left}")
    add(f"target {link}: right={first_right}")
    add(f"target {link}: {first_left},{first_right},{unit}")
    add(f"target near,left={first_near},{first_left}")
    for cue in left[1:3]:
        add(f"target left also={cue}")
        add(f"target {link}: left also={cue}")
    for cue in right[1:3]:
        add(f"target right also={cue}")
    for cue in near[1:3]:
        add(f"target near also={cue}")
    changes = [
        cue
        for at in range(max(0, before - 8), before + 1)
        for cue in context.cues[at]
        if cue in ("less", "gain", "loss", "level")
    ]
    if changes:
        add(f"change left={changes[-1]}")
        add(f"change left={changes[-1]},target={first_left},{link}")
        add(f"change left={changes[-1]},near={first_near}")
    ahead = [
        cue
        for at in range(behind, min(len(words), behind + 4))
        for cue in context.cues[at]
        if cue in ("less", "gain", "loss")
    ]
    if ahead:
        add(f"change right={ahead[0]}")
        add(f"change right={ahead[0]},near={first_near},right={first_right}")


def _targets(path: range, context: Context, stops: "set[str] | frozenset[str]") -> list[str]:
    found: list[str] = []
    for at in path:
        if context.words[at] in stops:
            break
        found += [cue for cue in context.cues[at] if cue in _TARGETS and cue not in found]
    return found


def _sentence_features(quantity: Quantity, context: Context, add: Add) -> None:
    text = context.text
    number = text.sentence_number(quantity.start)
    starts = text.sentence_starts
    for prefix, which in (
        ("sentence ", number),
        ("sentence before ", number - 1),
        ("sentence behind ", number + 1),
    ):
        if not 0 <= which < len(starts):
            continue
        first = text.word_at(starts[which])
        behind = text.word_at(starts[which + 1]) if which + 1 < len(starts) else len(text.words)
        for cue in dict.fromkeys(c for at in range(first, behind) for c in context.cues[at]):
            add(prefix + cue)
        if which == number:
            for word in dict.fromkeys(context.words[first:behind]):
                add("word " + word)
    if number + 1 == len(starts):
        add("last sentence")
    if number == 0:
        add("first sentence")
