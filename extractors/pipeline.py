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
from spacy.util import compounding, minibatch
from spacy.vocab import Vocab

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
from extractors.phases import PhasesModel, load_phases_model
from extractors.quantities import find_quantities
from extractors.reading import Reading
from extractors.text import SOURCE, Text, make_tokenizer
from extractors.ties import load_ties_model
from schemas import Paper, PaperFacts

#: so many abstracts go through the pipeline together
BATCH = 64
#: spaCy keeps every word it has met; after so many, some 50 MB, the pipeline is built anew
MOST_WORDS = 150_000
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
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH) -> Iterator[Doc]:
        """The same for many documents: the names of a batch are labelled all at once."""
        for docs in minibatch(stream, batch_size):
            titles = [doc._.title or "" for doc in docs]
            found = read_names([Text.of(doc) for doc in docs], titles, self.labeller)
            for doc, names in zip(docs, found, strict=True):
                doc._.names = names
                yield doc


@dataclass(frozen=True)
class FactsComponent:
    """Reads the facts of all kinds: sets `doc._.facts`, a list per kind, and `doc._.quantities`."""

    claims_model: LinearModel
    phases_model: PhasesModel
    ties_model: LinearModel

    def __call__(self, doc: Doc) -> Doc:
        text, title = Text.of(doc), doc._.title or ""
        names = doc._.names or []
        quantities = find_quantities(text.text)
        context = Context(text, names, quantities)
        claims = read_claims(context, quantities, title, self.claims_model, self.phases_model)
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
    return FactsComponent(load_claims_model(), load_phases_model(), load_ties_model())


def load_tokenizer() -> Language:
    """The first steps alone: words and sentences.

    Its words bring none of spaCy's lexical attributes (`is_stop`, `shape_`): nothing here asks for
    them, and they take as long as to find the words.
    """
    nlp = spacy.blank("en", vocab=Vocab())
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

    Papers are read as they are needed: first one, then two together, and in the end `BATCH`.
    Half of a surrogate pair, which no encoding can hold, becomes U+FFFD, one for one.
    """
    for batch in minibatch(papers, compounding(1, BATCH, 2)):
        if len(load().vocab) > MOST_WORDS:
            load.cache_clear()
        nlp = load()
        clean = [_without_surrogates(paper) for paper in batch]
        docs = (_make_doc(paper, nlp) for paper in clean)
        for paper, doc in zip(clean, nlp.pipe(docs, batch_size=BATCH), strict=True):
            yield PaperFacts(paper=paper, **doc._.facts)


def _without_surrogates(paper: Paper) -> Paper:
    if not _LONE_SURROGATE.search(paper.abstract):
        return paper
    return paper.model_copy(update={"abstract": _LONE_SURROGATE.sub("\ufffd", paper.abstract)})


def _make_doc(paper: Paper, nlp: Language) -> Doc:
    doc = nlp.make_doc(paper.abstract)
    doc._.title = paper.title or ""
    doc.user_data[SOURCE] = paper.abstract
    return doc
