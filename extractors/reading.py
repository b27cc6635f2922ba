"""One abstract as it is read: what the components found so far, handed to every kind alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from extractors.claims import Claim
from extractors.contexts import Context
from extractors.labels import Name
from extractors.linear import LinearModel
from extractors.mentions import FINDERS, OPENS_COMPARING, Candidate, is_whole
from extractors.quantities import Quantity
from extractors.text import Text
from extractors.ties import tie
from schemas.keys import size_of


@dataclass
class Reading:
    """Text, names, quantities and claims of one abstract.

    `title` is context only. `ties_model` weighs the ties, see `ties.py`.
    """

    text: Text
    title: str
    names: Sequence[Name]
    quantities: Sequence[Quantity]
    claims: Sequence[Claim]
    context: Context
    ties_model: LinearModel

    def __post_init__(self) -> None:
        self._candidates: dict[str, list[Candidate]] = {}

    @cached_property
    def shortest_names(self) -> list[str]:
        """Of every name its shortest surface: how other records refer to it."""
        return [min((m.surface for m in name.mentions), key=len) for name in self.names]

    @cached_property
    def proposed_name(self) -> str | None:
        """What the paper calls its contribution, where it names just one."""
        proposed = [
            shortest
            for name, shortest in zip(self.names, self.shortest_names, strict=True)
            if name.label.endswith(":proposed")
        ]
        return proposed[0] if len(proposed) == 1 else None

    def claims_of(self, *kinds: str) -> list[Claim]:
        """The claims of some kinds, in the order of the text."""
        return [claim for claim in self.claims if claim.kind in kinds]

    def tied(self, claim: Claim, relation: str) -> Candidate | None:
        """The candidate that stands in a relation to a claim, or None."""
        if relation not in self._candidates:
            self._candidates[relation] = FINDERS[relation](self.text, self.names)
        candidates = self._candidates[relation]
        return tie(claim, relation, candidates, self.quantities, self.context, self.ties_model)

    def opening(self, quantity: Quantity, relation: str) -> Candidate | None:
        """What the sentence of a number begins to compare with: "Compared with X, ours is 2x …"."""
        start, end = self.text.sentence_at(quantity.start)
        opens = OPENS_COMPARING.match(self.text.text, start, end)
        if opens is None:
            return None
        return next((c for c in self._candidates[relation] if c.start == opens.end()), None)

    def surface_of(self, candidate: Candidate | None) -> str | None:
        """How a record names what it is tied to: with a size as it stands, else the shortest."""
        if candidate is None:
            return None
        if candidate.sort == "self" and self.proposed_name and is_whole(candidate.surface):
            return self.proposed_name  # "our method", where it has a name
        if candidate.owner is None or size_of(candidate.surface):
            return candidate.surface
        return self.shortest_names[candidate.owner]

    def provenance(self, start: int, end: int) -> dict[str, int]:
        """The provenance fields of a record that stands at `start:end`."""
        sentence_start, sentence_end = self.text.sentence_at(start)
        return {
            "char_start": start,
            "char_end": end,
            "sentence_start": sentence_start,
            "sentence_end": max(sentence_end, end),
        }
