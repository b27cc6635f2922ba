-- The scores on the benchmarks that have most of them, with the metric and the better end of it.
WITH scores AS (
    SELECT
        *,
        regexp_replace(lower(benchmark), '[^\pL\pN+]', '', 'g') AS benchmark_key,
        coalesce(lower(metric), '') AS metric_key
    FROM results
    WHERE type = 'absolute' AND benchmark IS NOT NULL
),
named AS (
    SELECT
        *,
        mode(benchmark) OVER (PARTITION BY benchmark_key) AS benchmark_name,
        count(*) OVER (PARTITION BY benchmark_key) AS benchmark_scores,
        coalesce(
            regexp_matches(
                metric_key,
                '\b(error|errors|loss|perplexity|ppl|wer|cer|eer|fid|fvd|mae|mse|rmse|mape|latency|distance|bpb|bpc)\b'
            ),
            FALSE
        ) AS lower_is_better
    FROM scores
)
SELECT
    named.benchmark_name AS benchmark,
    named.metric_key AS metric,
    named.lower_is_better,
    named.value,
    named.text,
    named.model,
    papers.title,
    papers.published,
    ranked_papers.paper
FROM named
JOIN papers USING (paper_id)
JOIN ranked_papers USING (paper_id)
WHERE benchmark_key IN (
    SELECT benchmark_key FROM scores GROUP BY benchmark_key ORDER BY count(*) DESC, benchmark_key LIMIT 60
)
-- of every benchmark and metric the best 25
QUALIFY row_number() OVER (
    PARTITION BY benchmark_key, metric_key
    ORDER BY CASE WHEN lower_is_better THEN value ELSE -value END, named.fact_id
) <= 25
ORDER BY benchmark_scores DESC, benchmark_key, metric_key, value;
