-- Every paper with the number of its facts of each kind, those with most facts first. `paper` is the
-- place in this order, from 0: it stands for the paper everywhere in the report.
CREATE OR REPLACE TEMP TABLE ranked_papers AS
WITH facts AS (
    SELECT paper_id, 'models' AS kind FROM models
    UNION ALL SELECT paper_id, 'parameter_counts' FROM parameter_counts
    UNION ALL SELECT paper_id, 'speedups' FROM speedups
    UNION ALL SELECT paper_id, 'resource_savings' FROM resource_savings
    UNION ALL SELECT paper_id, 'benchmarks' FROM benchmarks
    UNION ALL SELECT paper_id, 'results' FROM results
    UNION ALL SELECT paper_id, 'links' FROM links
),
counted AS (
    SELECT
        paper_id,
        count(*) FILTER (kind = 'models') AS models,
        count(*) FILTER (kind = 'parameter_counts') AS parameter_counts,
        count(*) FILTER (kind = 'speedups') AS speedups,
        count(*) FILTER (kind = 'resource_savings') AS resource_savings,
        count(*) FILTER (kind = 'benchmarks') AS benchmarks,
        count(*) FILTER (kind = 'results') AS results,
        count(*) FILTER (kind = 'links') AS links,
        count(*) AS facts
    FROM facts
    GROUP BY paper_id
)
SELECT
    row_number() OVER (ORDER BY coalesce(counted.facts, 0) DESC, papers.rowid) - 1 AS paper,
    papers.paper_id,
    coalesce(counted.facts, 0) AS facts,
    coalesce(counted.models, 0) AS models,
    coalesce(counted.parameter_counts, 0) AS parameter_counts,
    coalesce(counted.speedups, 0) AS speedups,
    coalesce(counted.resource_savings, 0) AS resource_savings,
    coalesce(counted.benchmarks, 0) AS benchmarks,
    coalesce(counted.results, 0) AS results,
    coalesce(counted.links, 0) AS links
FROM papers
LEFT JOIN counted USING (paper_id);
