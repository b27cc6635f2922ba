-- Every paper with the number of its facts of each kind, those with most facts first. `paper` is the
-- place in this order, from 0: it stands for the paper everywhere in the report.
CREATE OR REPLACE TEMP TABLE ranked_papers AS
WITH counted AS (
    SELECT
        paper_id,
        models + parameter_counts + speedups + resource_savings + benchmarks + results + links AS facts,
        models,
        parameter_counts,
        speedups,
        resource_savings,
        benchmarks,
        results,
        links
    FROM paper_overview
)
SELECT row_number() OVER (ORDER BY facts DESC, papers.rowid) - 1 AS paper, counted.*
FROM counted
JOIN papers USING (paper_id);
