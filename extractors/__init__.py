"""Text in, facts out."""
from schemas import Paper, PaperFacts
VERSION = "0.1.0"
def extract(paper: Paper) -> PaperFacts:
    return PaperFacts(paper=paper)
def extract_batch(papers):
    for p in papers: yield extract(p)
