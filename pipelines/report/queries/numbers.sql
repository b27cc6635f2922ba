-- The numbers at the top: one row, over the whole database.
SELECT
    (SELECT count(*) FROM papers) AS papers,
    (SELECT count(*) FROM ranked_papers WHERE facts > 0) AS papers_with_facts,
    (SELECT coalesce(sum(facts), 0)::BIGINT FROM ranked_papers) AS facts,
    (SELECT count(*) FROM models) AS models,
    (SELECT count(*) FROM models WHERE role = 'proposed') AS models_proposed,
    (SELECT count(*) FROM parameter_counts) AS parameter_counts,
    (SELECT max(value) FROM parameter_counts) AS largest_model,
    (SELECT count(*) FROM speedups) AS speedups,
    (SELECT median(factor) FROM speedups) AS median_speedup,
    (SELECT count(*) FROM resource_savings) AS resource_savings,
    (SELECT median(factor) FROM resource_savings) AS median_saving,
    (SELECT count(*) FROM benchmarks) AS benchmarks,
    (
        SELECT count(DISTINCT regexp_replace(lower(name), '[^\pL\pN+]', '', 'g')) FROM benchmarks
    ) AS benchmarks_distinct,
    (SELECT count(*) FROM results) AS results,
    (SELECT count(*) FROM results WHERE type = 'absolute') AS scores,
    (SELECT count(*) FROM links) AS links,
    (SELECT count(DISTINCT paper_id) FROM links WHERE type = 'code') AS papers_with_code,
    (SELECT strftime(max(coalesce(finished_at, started_at)), '%Y-%m-%d') FROM runs) AS extracted_on,
    (SELECT arg_max(version, started_at) FROM runs) AS version;
