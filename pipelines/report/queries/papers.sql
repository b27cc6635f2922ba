-- The papers that the report can hold at most, those with most facts first.
SELECT
    ranked_papers.paper_id,
    papers.title,
    papers.source,
    papers.published,
    papers.url,
    ranked_papers.* EXCLUDE (paper, paper_id),
    papers.abstract
FROM ranked_papers
JOIN papers USING (paper_id)
WHERE ranked_papers.paper < $most
ORDER BY ranked_papers.paper;
