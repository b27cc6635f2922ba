"""The seven kinds of fact, a class each, and the facts of one paper.

Field meanings and conversions are those of docs/guidelines.md. Every record carries its
provenance: `char_start` and `char_end` are offsets into the abstract exactly as read (Python string
indices, end exclusive), `sentence_start` and `sentence_end` those of the sentence around it.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from schemas.papers import Paper

Bound = Literal["exact", "up_to", "at_least", "average", "approximate", "range"]
NonEmpty = Annotated[str, Field(min_length=1)]
Factor = Annotated[float, Field(ge=1, allow_inf_nan=False)]


class Fact(BaseModel):
    """What all kinds share: where the fact stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    char_start: int = Field(ge=0)
    char_end: int = Field(gt=0)
    sentence_start: int = Field(ge=0)
    sentence_end: int = Field(gt=0)

    @model_validator(mode="after")
    def _offsets_are_nested(self) -> Self:
        if not self.sentence_start <= self.char_start < self.char_end <= self.sentence_end:
            raise ValueError(
                f"offsets {self.char_start}:{self.char_end} do not lie inside the sentence "
                f"{self.sentence_start}:{self.sentence_end}"
            )
        return self

    def surfaces(self) -> list[str]:
        """The surfaces one of which stands at `char_start:char_end`."""
        raise NotImplementedError


class NamedFact(Fact):
    """A fact that is a name: a model or a benchmark.

    `name` is the surface an analyst would expect to see; `names` are all surfaces, `name` among
    them. A name completed from a coordination ("GPT-3" from "GPT-2/3") does not stand in the
    text: such a record points at the joint surface.
    """

    name: NonEmpty
    names: list[NonEmpty] = Field(min_length=1)

    @model_validator(mode="after")
    def _name_is_one_of_names(self) -> Self:
        if self.name not in self.names:
            raise ValueError(f"name {self.name!r} is not one of {self.names}")
        return self

    def surfaces(self) -> list[str]:
        return self.names


class NumberFact(Fact):
    """A fact that is a number: `text` is its exact surface with its unit."""

    text: NonEmpty

    def surfaces(self) -> list[str]:
        return [self.text]


class Model(NamedFact):
    """A named model, or a named contribution of the paper."""

    role: Literal["proposed", "mentioned"]
    category: Literal["model", "method"]

    @model_validator(mode="after")
    def _methods_are_proposed(self) -> Self:
        if self.category == "method" and self.role != "proposed":
            raise ValueError(f"{self.name!r}: a method counts only where the paper proposes it")
        return self


class ParameterCount(NumberFact):
    """A stated size of a model; `value` is the absolute number of parameters."""

    value: int = Field(gt=0, lt=2**63)
    qualifier: Literal["exact", "approximate", "up_to", "at_least", "range"]
    model: str | None = None
    scope: Literal["total", "trainable", "active"]


class Speedup(NumberFact):
    """A quantified statement that something runs faster; `factor` is how many times."""

    factor: Factor
    measure: Literal["latency", "throughput", "time", "speed"]
    phase: Literal["training", "inference", "unspecified"]
    bound: Bound
    subject: str | None = None
    baseline: str | None = None


class ResourceSaving(NumberFact):
    """A quantified saving of another resource; `factor` is before divided by after."""

    resource: Literal["memory", "energy", "compute", "size", "cost"]
    factor: Factor
    bound: Bound
    subject: str | None = None
    baseline: str | None = None


class Benchmark(NamedFact):
    """A named dataset, benchmark, corpus, leaderboard, shared task or environment."""

    role: Literal["introduced", "evaluated", "other"]


class Result(NumberFact):
    """A score the abstract reports; `value` is the printed number without its sign."""

    value: float = Field(ge=0, allow_inf_nan=False)
    metric: str | None = None
    benchmark: str | None = None
    model: str | None = None
    type: Literal["absolute", "gain", "loss"]


class Link(Fact):
    """A URL; `text` is its surface in the abstract, `url` the same cleaned, with its scheme."""

    url: NonEmpty
    type: Literal["code", "model", "dataset", "project", "other"]
    repo: str | None = None
    host: NonEmpty
    text: NonEmpty

    def surfaces(self) -> list[str]:
        return [self.text]


#: kind (name of its table and of its list in PaperFacts) -> record class, in the guidelines' order
KINDS: dict[str, type[Fact]] = {
    "models": Model,
    "parameter_counts": ParameterCount,
    "speedups": Speedup,
    "resource_savings": ResourceSaving,
    "benchmarks": Benchmark,
    "results": Result,
    "links": Link,
}


class PaperFacts(BaseModel):
    """A paper and what its abstract states, a list per kind, each in the order of the text."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    paper: Paper
    models: list[Model] = []
    parameter_counts: list[ParameterCount] = []
    speedups: list[Speedup] = []
    resource_savings: list[ResourceSaving] = []
    benchmarks: list[Benchmark] = []
    results: list[Result] = []
    links: list[Link] = []

    kinds: ClassVar[tuple[str, ...]] = tuple(KINDS)

    @model_validator(mode="after")
    def _surfaces_stand_in_the_abstract(self) -> Self:
        abstract = self.paper.abstract
        for kind, fact in self.all():
            if fact.sentence_end > len(abstract):
                raise ValueError(f"{kind}: offsets end behind the abstract")
            if not _stands_at(fact, abstract):
                found = abstract[fact.char_start : fact.char_end]
                raise ValueError(f"{kind}: {found!r} is none of {fact.surfaces()}")
        return self

    def all(self) -> list[tuple[str, Fact]]:
        """Every fact with its kind, in the order of `KINDS`."""
        return [(kind, fact) for kind in self.kinds for fact in getattr(self, kind)]


def _stands_at(fact: Fact, abstract: str) -> bool:
    surfaces = fact.surfaces()
    if abstract[fact.char_start : fact.char_end] in surfaces:
        return True
    return isinstance(fact, NamedFact) and not any(name in abstract for name in surfaces)
