"""Mentions gathered to entities, and what the abstract shows of each: the features of the labeller.

An entity is every mention of one name key in one abstract, an acronym and its long form together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import regex

from extractors.acronyms import Pair
from extractors.lexicon import LEXICON, Lexicon
from extractors.names import Mention
from extractors.statistics import Evidence, NameStatistics
from extractors.stems import shape_of, stem_features
from extractors.text import Text
from schemas.keys import model_key, name_key, size_of


@dataclass
class Entity:
    """All mentions of one name; `keys` holds its name key and those of its long or short form."""

    keys: list[str]
    mentions: list[Mention] = field(default_factory=list)
    long_form: str | None = None

    @property
    def key(self) -> str:
        return self.keys[0]


def gather(mentions: Sequence[Mention], pairs: Sequence[Pair], text: str) -> list[Entity]:
    """Group mentions by name key (sizes left out) and join acronyms to their long forms."""
    entities: dict[str, Entity] = {}
    for mention in mentions:
        key = _key(mention.surface)
        if key in entities:
            entities[key].mentions.append(mention)
        elif key:
            entities[key] = Entity([key], [mention])
    for pair in pairs:
        short, long = (_key(text[slice(*span)]) for span in (pair.short, pair.long))
        if short != long and short in entities and long in entities:
            _join(entities, short, long, text[slice(*pair.long)])
    unique = {id(entity): entity for entity in entities.values()}
    for entity in unique.values():
        if len(entity.keys) > 1:
            entity.mentions.sort(key=lambda mention: (mention.start, mention.end))
    return list(unique.values())


def _key(surface: str) -> str:
    """`model_key`, but a capital "S" at the end is no plural: "ViT-S" is not "ViT"."""
    key = model_key(surface)
    return key + "s" if surface[-2:-1] in ("-", "_") and surface[-1] == "S" else key


def _join(entities: dict[str, Entity], short: str, long: str, long_form: str) -> None:
    kept, gone = entities[short], entities[long]
    if kept is gone:
        return
    kept.keys += gone.keys
    kept.mentions += gone.mentions
    kept.long_form = kept.long_form or long_form
    for key in gone.keys:
        entities[key] = kept


# generic nouns behind or inside a name that tell what it is
HEADS = {
    word: group
    for group, words in {
        "data": "dataset datasets benchmark benchmarks corpus corpora data database databases suite leaderboard"
        " challenge testbed collection treebank datasets. environments environment games tasks task test"
        " testset splits split",
        "model": "model models network networks architecture architectures backbone backbones checkpoint"
        " checkpoints encoder encoders transformer transformers lm llm llms plm plms classifier detector"
        " generator parser tagger variant variants family series",
        "method": "method methods algorithm algorithms approach approaches framework frameworks technique"
        " techniques system systems toolkit library tool package pipeline agent agents objective paradigm"
        " strategy optimizer scheme procedure mechanism platform protocol policy",
        "part": "module modules block blocks layer layers loss losses head unit units stage branch component"
        " components operation operator function kernel attention mechanism regularization term",
        "metric": "score scores metric metrics accuracy rate error points measure measures index",
        "task": "problem problems setting phenomenon concept paradigm theorem bound property hypothesis",
    }.items()
    for word in words.split()
}
_PROPOSE = frozenset(
    """propose proposes proposed present presents presented introduce introduces introduced introducing develop
    develops developed design designed describe release releases released construct constructed build built create created
    contribute novel new name named call called dubbed termed coined our""".split()
)
_EVALUATE = frozenset(
    """evaluate evaluated evaluation experiments experiment results benchmarks datasets dataset benchmark
    outperforms outperform achieves achieve achieved improves state-of-the-art sota tested validated
    demonstrate performance tasks trained pretrained training fine-tuned""".split()
)
CUES = _PROPOSE | _EVALUATE | frozenset(HEADS)
_PIECE = regex.compile(r"\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")
_JOINTS = frozenset({",", "and", "or", "/", "&", "+", ";", "as", "well"})


@dataclass
class Document:
    """What all entities of one abstract share."""

    text: Text
    title: str
    lexicon: Lexicon = field(default_factory=lambda: LEXICON)
    statistics: NameStatistics = field(default_factory=NameStatistics)
    own_evidence: Mapping[str, Evidence] | None = None

    def __post_init__(self) -> None:
        self.title_key = name_key(self.title)
        head, colon, _ = self.title.partition(":")
        self.title_head = name_key(head) if colon else ""
        lower = self.title.lower()
        self.title_cues = [
            word
            for word in (
                "dataset",
                "benchmark",
                "corpus",
                "challenge",
                "survey",
                "model",
                "network",
            )
            if word in lower
        ]


def surface_features(entities: Sequence[Entity], document: Document) -> list[list[str]]:
    """What the names of an abstract tell themselves, without the words around them."""
    stems = stem_features(
        [(entity.mentions[0].surface, entity.keys) for entity in entities], document.title_head
    )
    return [
        list(dict.fromkeys([*_surface_features(entity, document), *relations]))
        for entity, relations in zip(entities, stems, strict=True)
    ]


def _surface_features(entity: Entity, document: Document) -> list[str]:
    found = _name_features(entity, document)
    found.append(f"count={min(len(entity.mentions), 5)}")
    return found + document.statistics.features(entity.keys, document.own_evidence)


def context_features(entity: Entity, document: Document, lists: "Lists") -> list[str]:
    """What the words around its mentions tell."""
    found: list[str] = []
    for mention in entity.mentions:
        found += _context_features(mention, document, lists)
    return list(dict.fromkeys(found))


def _name_features(entity: Entity, document: Document) -> list[str]:
    key = entity.key
    surface = entity.mentions[0].surface
    words = surface.split()
    pieces = _PIECE.findall(surface)
    groups = document.lexicon.groups
    found = [
        f"pre2={key[:2]}",
        f"pre3={key[:3]}",
        f"pre4={key[:4]}",
        f"suf2={key[-2:]}",
        f"suf3={key[-3:]}",
        f"suf4={key[-4:]}",
        "shape=" + shape_of(surface),
        f"words={min(len(words), 6)}",
        f"length={min(len(key), 12)}",
    ]
    for each in entity.keys:
        found.append("name=" + each)
        found += ["lex=" + group for group in groups(each)]
    if any(size_of(mention.surface) for mention in entity.mentions):
        found.append("has size")
    if pieces:
        found += ["piece=" + piece.lower() for piece in pieces[:6]]
        found.append("last=" + pieces[-1].lower())
    if len(words) > 1:
        found.append("first word=" + words[0].lower())
        found.append("last word=" + words[-1].lower())
        found.append("last lex=" + ",".join(sorted(groups(name_key(words[-1])))))
        found.append("first lex=" + ",".join(sorted(groups(name_key(words[0])))))
    elif surface.lower() in document.lexicon.common:
        found.append("common word")
    if entity.long_form is not None:
        found.append("has long form")
        long_words = entity.long_form.lower().split()
        found.append("long last=" + long_words[-1])
        found += ["long head=" + HEADS[word] for word in long_words if word in HEADS]
        found += ["long=" + word for word in long_words]
    return found + _title_features(entity, document)


def _title_features(entity: Entity, document: Document) -> list[str]:
    found = ["title " + cue for cue in document.title_cues]
    for key in entity.keys:
        if len(key) > 1 and key in document.title_key:
            found.append("in title")
            if key == document.title_head:
                found.append("title head")
            elif document.title_head and key in document.title_head:
                found.append("in title head")
            found += ["in title with " + cue for cue in document.title_cues]
    return found


class Lists:
    """Coordinations: which mentions stand in one list, and the words around the whole list."""

    def __init__(self, text: Text, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.by_end = {mention.run_end: mention for mention in mentions}
        self.by_start = {mention.run_start: mention for mention in mentions}

    def before(self, mention: Mention) -> int:
        """Index of the word before the list that the mention stands in."""
        words, lower = self.text, self.text.lower
        at = words.word_at(mention.run_start) - 1
        for _ in range(12):
            back = at
            while back >= 0 and lower[back] in _JOINTS:
                back -= 1
            if back == at or back < 0:
                return at
            left = self.by_end.get(words.ends[back])
            if left is None:
                return at
            at = words.word_at(left.run_start) - 1
        return at

    def after(self, mention: Mention) -> int:
        """Index of the word behind the list that the mention stands in."""
        words, lower = self.text, self.text.lower
        at = words.words_between(mention.start, mention.run_end)[1]
        for _ in range(12):
            ahead = at
            while ahead < len(lower) and lower[ahead] in _JOINTS:
                ahead += 1
            if ahead == at or ahead >= len(lower):
                return at
            right = self.by_start.get(words.starts[ahead])
            if right is None:
                return at
            at = words.words_between(right.start, right.run_end)[1]
        return at


def _context_features(mention: Mention, document: Document, lists: Lists) -> list[str]:
    text = document.text
    lower = text.lower
    first, behind = text.words_between(mention.start, mention.end)
    last = len(lower)
    w1 = lower[first - 1] if first > 0 else "^"
    w2 = lower[first - 2] if first > 1 else "^"
    w3 = lower[first - 3] if first > 2 else "^"
    n1 = lower[behind] if behind < last else "$"
    n2 = lower[behind + 1] if behind + 1 < last else "$"
    n3 = lower[behind + 2] if behind + 2 < last else "$"
    found = [
        "l1=" + w1,
        "l2=" + w2,
        "l3=" + w3,
        f"l21={w2} {w1}",
        f"l321={w3} {w2} {w1}",
        "r1=" + n1,
        "r2=" + n2,
        "r3=" + n3,
        f"r12={n1} {n2}",
        f"l1r1={w1} {n1}",
    ]
    found += _class_features(text.classes, first, behind)
    for word in (n1, n2, n3):
        head = HEADS.get(word)
        if head is not None:
            found.append("head=" + head)
            break
        if word in ".,;:()":
            break
    glued = text.text[mention.end : text.ends[behind - 1]] if behind > 0 else ""
    if glued:
        found.append("glued=" + glued.lower()[:14])
    if mention.start > text.starts[min(first, last - 1)]:
        found.append("glued left")
    before, after = lists.before(mention), lists.after(mention)
    if before != first - 1 or after != behind:
        b1 = lower[before] if before >= 0 else "^"
        b2 = lower[before - 1] if before >= 1 else "^"
        a1 = lower[after] if after < last else "$"
        a2 = lower[after + 1] if after + 1 < last else "$"
        found += [
            "listed",
            "list l1=" + b1,
            f"list l21={b2} {b1}",
            "list r1=" + a1,
            f"list r12={a1} {a2}",
        ]
        for word in (a1, a2):
            if word in HEADS:
                found.append("list head=" + HEADS[word])
                break
    found += _description_features(lower, first, behind)
    found += _run_features(mention, document)
    found += _sentence_features(mention, text, first, behind)
    return found


def _class_features(classes: Sequence[str], first: int, behind: int) -> list[str]:
    """The classes of four words on either side."""
    l1, l2, l3, l4 = [classes[at] if at >= 0 else "^" for at in range(first - 1, first - 5, -1)]
    last = len(classes)
    r1, r2, r3, r4 = [classes[at] if at < last else "$" for at in range(behind, behind + 4)]
    return [
        "class l1=" + l1,
        "class l2=" + l2,
        "class l3=" + l3,
        "class l4=" + l4,
        f"class l21={l2} {l1}",
        f"class l321={l3} {l2} {l1}",
        "class r1=" + r1,
        "class r2=" + r2,
        "class r3=" + r3,
        "class r4=" + r4,
        f"class r12={r1} {r2}",
        f"class r123={r1} {r2} {r3}",
        f"class l1r1={l1} {r1}",
    ]


# what ends the noun phrase that describes a name
_PHRASE_ENDS = frozenset(
    "that which for to with by in on of where who based using . , ; : ) and from as".split()
)
_INTRODUCES = frozenset(
    """propose proposes proposed present presents presented introduce introduces introduced introducing develop
    develops developed design designed build built construct constructed create created release released contribute
    collect collected describe""".split()
)
_CALLS = frozenset("called named dubbed termed coined namely".split())
_CALL = frozenset("call name term dub".split())
_DESCRIBES = frozenset(", ) — – - : is (".split())
_NAMING = frozenset("called named dubbed termed coined namely denoted : , ( - — – known as".split())


def _description_features(lower: Sequence[str], first: int, behind: int) -> list[str]:
    """The noun that says what the name is: "X, a novel dialogue metric"; "a new layer called X"."""
    found: list[str] = []
    at, most = behind, min(len(lower), behind + 12)
    while at < most and lower[at] in _DESCRIBES:
        at += 1
    if at > behind and at < len(lower) and lower[at] in ("a", "an", "the", "our", "one"):
        noun = None
        for word in lower[at + 1 : at + 10]:
            if word in _PHRASE_ENDS:
                break
            noun = word if word in HEADS else noun
        if noun is not None:
            found.append("described behind=" + noun)
            found.append(f"described behind={HEADS[noun]},{lower[behind]}")
            verbs = _INTRODUCES.intersection(lower[max(0, first - 4) : first])
            found.append(f"introduced as={HEADS[noun]},{bool(verbs)}")
    at = first - 1
    while at >= max(0, first - 12) and lower[at] in _NAMING:
        at -= 1
    if at < first - 1 and at >= 0:
        for word in reversed(lower[max(0, at - 5) : at + 1]):
            if word in HEADS:
                called = lower[first - 1] in _CALLS
                found.append("described before=" + word)
                found.append(f"described before={HEADS[word]},{lower[first - 1]}")
                verbs = _INTRODUCES.intersection(lower[max(0, at - 9) : at])
                found.append(f"introduced before={HEADS[word]},{bool(verbs)},{called}")
                break
    if not _CALL.isdisjoint(lower[max(0, first - 5) : first]):
        found.append("we call it")
    return found


#: So many characters of a run are looked at on either side of a mention; longer runs are no names.
_LONGEST_REST = 200


def _run_features(mention: Mention, document: Document) -> list[str]:
    """Whether the mention is a whole run of name-like chunks, and what of the run is left."""
    text = document.text.text
    if mention.start == mention.run_start and mention.end == mention.run_end:
        return ["whole run"]
    found: list[str] = []
    run_start = max(mention.run_start, mention.start - _LONGEST_REST)
    run_end = min(mention.run_end, mention.end + _LONGEST_REST)
    left = text[run_start : mention.start].strip(" -/+")
    right = text[mention.end : run_end].strip(" -/+")
    if left:
        found.append("run left=" + left.split(" ")[-1].lower())
        found.append("run left shape=" + shape_of(left))
        found += _longer_features(text[run_start : mention.end], "left", document)
    if right:
        found.append("run right=" + right.split(" ")[0].lower())
        found.append("run right shape=" + shape_of(right))
        found += _longer_features(text[mention.start : run_end], "right", document)
    return found


def _longer_features(longer: str, side: str, document: Document) -> list[str]:
    """What is known of the name that the mention is only a part of ("Mask R-CNN" in "Cascade ...")."""
    key = name_key(longer)
    found = [f"longer {side} lex={group}" for group in document.lexicon.groups(key)]
    top = document.statistics.top(key)
    return found if top is None else [*found, f"longer {side} {top}"]


def _sentence_features(mention: Mention, text: Text, first: int, behind: int) -> list[str]:
    number = text.sentence_number(mention.start)
    total = len(text.sentence_starts)
    start = text.word_at(text.sentence_starts[number])
    end = text.word_at(text.sentence_starts[number + 1]) if number + 1 < total else len(text.words)
    place = "first" if number == 0 else "last" if number == total - 1 else "middle"
    found = ["sentence=" + place]
    words = text.lower
    found += ["before " + word for word in words[max(start, first - 10) : first] if word in CUES]
    found += ["behind " + word for word in words[behind : min(end, behind + 10)] if word in CUES]
    return found
