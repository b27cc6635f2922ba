-- Every claimed saving; of too many, the same ones each time.
SELECT
    ranked_papers.paper,
    papers.title,
    resource_savings.resource,
    resource_savings.factor,
    resource_savings.text,
    resource_savings.bound,
    resource_savings.subject,
    resource_savings.baseline,
    count(*) OVER () AS of_all
FROM resource_savings
JOIN papers USING (paper_id)
JOIN ranked_papers USING (paper_id)
ORDER BY hash(fact_id)
LIMIT $points;
