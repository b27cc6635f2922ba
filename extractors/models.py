"""Models: named models and named contributions, one record each."""

from collections import Counter
from collections.abc import Sequence

import regex

from extractors.labels import Name
from extractors.lexicon import LEXICON
from extractors.names import Mention
from extractors.reading import Reading
from schemas import Model
from schemas.keys import name_key

# nouns at the end of names whose plural is recorded in the singular: "Vision Transformers"
_PLURAL_NOUN = regex.compile(
    r"(?:[Tt]ransformer|[Nn]etwork|[Nn]et|[Mm]odel|[Aa]utoencoder|[Ee]ncoder|[Ff]ield|[Mm]achine|[Ff]lows?|GAN|VAE|BERT|GPT"
    r"|Former|former|Mixer|LM|Nerf|NeRF|CNN|NN|SNN)s$"
)


def read(reading: Reading) -> list[Model]:
    """The models of an abstract, in the order of the text."""
    return [
        Model(
            **named_fields(name, reading),
            role="mentioned" if name.role == "mentioned" else "proposed",
            category="method" if name.label.startswith("method") else "model",
        )
        for name in reading.names
        if name.kind == "models"
    ]


def named_fields(name: Name, reading: Reading) -> dict[str, object]:
    """`name`, `names` and provenance of a record, as benchmarks have them too."""
    whole = [m for m in name.mentions if not _inside_another(m, name.mentions)]
    spans = [_span(mention, name.mentions, name.kind) for mention in whole]
    counts = Counter(surface for _, _, surface in spans)
    names = list(counts)
    usual = min(names, key=lambda surface: (-counts[surface], len(surface)))
    start, end, _ = next(
        (span for span in spans if reading.text.text[span[0] : span[1]] == span[2]), spans[0]
    )
    fields: dict[str, object] = {"name": usual, "names": names}
    return fields | reading.provenance(start, end)


def _inside_another(mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether another mention of the same name covers more: "nuScene" in "nuScenes"."""
    return any(
        other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > mention.end - mention.start
        for other in mentions
        if not mention.completed and not other.completed
    )


def _span(mention: Mention, mentions: Sequence[Mention], kind: str) -> tuple[int, int, str]:
    """Offsets and surface of a mention, a plural without its "s"."""
    surface = mention.surface
    if kind == "models" and surface.endswith("s") and not mention.completed:
        singular = surface[:-1]
        known = name_key(singular) in LEXICON.entries and surface not in LEXICON.surfaces
        used = any(other.surface == singular for other in mentions)
        if known or used or _PLURAL_NOUN.search(surface):
            return mention.start, mention.end - 1, singular
    return mention.start, mention.end, surface
