"""The spaCy pipeline: from the text of an abstract to the facts on its `Doc`.

>>> nlp = load()
>>> doc = nlp("We train FooNet, a 7B model. Code: https://github.com/a/b")
>>> [(fact.text, fact.value) for fact in doc._.facts["parameter_counts"]]
[('7B', 7000000000)]
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from extractors import (
    benchmarks,
    links,
    models,
    parameter_counts,
    resource_savings,
    results,
    speedups,
)
from extractors.claims import load_claims_model, read_claims
from extractors.contexts import Context
from extractors.labels import Labeller, load_labeller, read_names
from extractors.linear import LinearModel
from extractors.quantities import find_quantities
from extractors.reading import Reading
from extractors.text import SOURCE, Text, make_tokenizer
from extractors.ties import load_ties_model
from schemas import Paper, PaperFacts

_LONE_SURROGATE = regex.compile(r"[\ud800-\udfff]")
#: kind -> the module that reads it; all have the same public function
READERS = {
    "models": models.read,
    "parameter_counts": parameter_counts.read,
    "speedups": speedups.read,
    "resource_savings": resource_savings.read,
    "benchmarks": benchmarks.read,
    "results": results.read,
    "links": links.read,
}

for _name, _default in (("title", ""), ("facts", None), ("names", None), ("quantities", None)):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


@dataclass(frozen=True)
class NamesComponent:
    """Finds and labels names: sets `doc._.names`, reads `doc._.title` as context."""

    labeller: Labeller

    def __call__(self, doc: Doc) -> Doc:
        doc._.names = read_names(Text.of(doc), doc._.title or "", self.labeller)
        return doc


@dataclass(frozen=True)
class FactsComponent:
    """Reads the facts of all kinds: sets `doc._.facts`, a list per kind, and `doc._.quantities`."""

    claims_model: LinearModel
    ties_model: LinearModel

    def __call__(self, doc: Doc) -> Doc:
        text, title = Text.of(doc), doc._.title or ""
        names = doc._.names or []
        quantities = find_quantities(text.text)
        context = Context(text, names, quantities)
        claims = read_claims(context, quantities, title, self.claims_model)
        reading = Reading(text, title, names, quantities, claims, context, self.ties_model)
        doc._.quantities = quantities
        doc._.facts = {kind: read(reading) for kind, read in READERS.items()}
        return doc


@Language.factory("paperfacts_names", assigns=["doc._.names"])
def make_names_component(nlp: Language, name: str) -> NamesComponent:
    """The labeller of names with the committed weights."""
    return NamesComponent(load_labeller())


@Language.factory("paperfacts_facts", requires=["doc._.names"], assigns=["doc._.facts"])
def make_facts_component(nlp: Language, name: str) -> FactsComponent:
    """The readers of all kinds with the committed weights."""
    return FactsComponent(load_claims_model(), load_ties_model())


def load_tokenizer() -> Language:
    """The first steps alone: words and sentences."""
    nlp = spacy.blank("en")
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.add_pipe("paperfacts_sentences")
    return nlp


@lru_cache(maxsize=1)
def load() -> Language:
    """The whole pipeline; built once per process."""
    nlp = load_tokenizer()
    nlp.add_pipe("paperfacts_names")
    nlp.add_pipe("paperfacts_facts")
    return nlp


def extract(paper: Paper | str) -> PaperFacts:
    """The facts of one paper, or of a bare abstract."""
    if isinstance(paper, str):
        paper = Paper(abstract=paper)
    return next(iter(extract_batch([paper])))


def extract_batch(papers: Iterable[Paper]) -> Iterator[PaperFacts]:
    """The facts of many papers, in their order.

    Half of a surrogate pair, which no encoding can hold, becomes U+FFFD, one for one.
    """
    nlp = load()
    for paper in papers:
        if _LONE_SURROGATE.search(paper.abstract):
            clean = _LONE_SURROGATE.sub("\ufffd", paper.abstract)
            paper = paper.model_copy(update={"abstract": clean})
        doc = nlp.make_doc(paper.abstract)
        doc._.title = paper.title or ""
        doc.user_data[SOURCE] = paper.abstract
        for _, component in nlp.pipeline:
            doc = component(doc)
        yield PaperFacts(paper=paper, **doc._.facts)
