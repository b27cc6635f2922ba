-- Every claimed speedup; of too many, the same ones each time.
SELECT
    ranked_papers.paper,
    papers.title,
    speedups.phase,
    speedups.measure,
    speedups.factor,
    speedups.text,
    speedups.bound,
    speedups.subject,
    speedups.baseline,
    count(*) OVER () AS of_all
FROM speedups
JOIN papers USING (paper_id)
JOIN ranked_papers USING (paper_id)
ORDER BY hash(fact_id)
LIMIT $points;
