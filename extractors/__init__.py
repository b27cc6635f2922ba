"""Text in, facts out: `extract(paper)` and `extract_batch(papers)` are the whole interface.

`load()` gives the spaCy pipeline behind them. Its components are registered as
"paperfacts_sentences", "paperfacts_names" and "paperfacts_facts", to be added to a pipeline of
one's own.
"""

from extractors.pipeline import extract, extract_batch, load
from extractors.version import VERSION

__all__ = ["VERSION", "extract", "extract_batch", "load"]
