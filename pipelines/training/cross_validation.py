"""How right the extraction is on abstracts it was not trained on, without touching the test set."""

from collections.abc import Sequence

from extractors.claims import read_claims
from extractors.contexts import Context
from extractors.labels import Name
from extractors.linear import LinearModel
from extractors.phases import PhasesModel
from extractors.pipeline import READERS
from extractors.quantities import find_quantities
from extractors.reading import Reading
from extractors.text import Text
from pipelines.evaluation import Evaluation, Golden, evaluate
from pipelines.training import claims, ties
from pipelines.training.steps import (
    Prepared,
    describe_numbers,
    names_held_out,
    see_held_out,
    splits,
)
from schemas import PaperFacts

FOLDS = 4


def cross_validate(prepared: Prepared) -> Evaluation:
    """Scores on the shared sets, every fold read by what was trained on the others.

    Our own annotations are trained on only. The name statistics see the whole corpus, but of an
    abstract not what it told itself.
    """
    found = names_held_out(prepared.golden, see_held_out(prepared, FOLDS), FOLDS)
    claim_examples, tie_examples = describe_numbers(prepared, found)
    read: dict[int, PaperFacts] = {}
    for inside, rest in splits(prepared.golden, FOLDS):
        known = [claim_examples[at] for at in rest]
        claims_model = claims.fit_claims(known)
        phases_model = claims.fit_phases(known, prepared.topics)
        ties_model = ties.fit_ties([tie_examples[at] for at in rest])
        for at in inside:
            if at < prepared.measured:
                item, text = prepared.golden[at], prepared.texts[at]
                read[at] = _read(item, text, found[at], claims_model, phases_model, ties_model)
    measured = range(prepared.measured)
    return evaluate(
        [prepared.golden[at] for at in measured], lambda _: [read[at] for at in measured]
    )


def _read(
    item: Golden,
    text: Text,
    names: Sequence[Name],
    claims_model: LinearModel,
    phases_model: PhasesModel,
    ties_model: LinearModel,
) -> PaperFacts:
    """The facts of an abstract whose names are known."""
    title = item.paper.title or ""
    quantities = find_quantities(text.text)
    context = Context(text, names, quantities)
    claimed = read_claims(context, quantities, title, claims_model, phases_model)
    reading = Reading(text, title, names, quantities, claimed, context, ties_model)
    return PaperFacts(paper=item.paper, **{kind: read(reading) for kind, read in READERS.items()})
