-- The facts of one kind, paper after paper, in the order of the text. {kind} is the table.
SELECT ranked_papers.paper, {kind}.* EXCLUDE (paper_id, fact_id)
FROM {kind}
JOIN ranked_papers USING (paper_id)
WHERE ranked_papers.paper < $most
ORDER BY ranked_papers.paper, {kind}.char_start, {kind}.rowid;
