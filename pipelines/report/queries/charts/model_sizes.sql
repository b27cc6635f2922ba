-- Every stated size with its model's role and its paper's date. Where they are too many to draw, the
-- hash picks some of them, the same ones each time, of all sizes alike.
WITH roles AS (  -- 'proposed' where any record of that name is
    SELECT paper_id, model, max(role) AS role
    FROM (SELECT paper_id, unnest(names) AS model, role FROM models)
    GROUP BY paper_id, model
)
SELECT
    ranked_papers.paper,
    papers.title,
    papers.published,
    parameter_counts.model,
    parameter_counts.value,
    parameter_counts.text,
    parameter_counts.qualifier,
    parameter_counts.scope,
    coalesce(roles.role, 'unnamed') AS role,
    count(*) OVER () AS of_all
FROM parameter_counts
JOIN papers USING (paper_id)
JOIN ranked_papers USING (paper_id)
LEFT JOIN roles USING (paper_id, model)
ORDER BY hash(fact_id)
LIMIT $points;
