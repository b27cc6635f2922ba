-- Views for analysts, over the tables of facts. `evidence` is the sentence that a fact stands in.
-- Offsets count characters from 0, as Python does; substring counts from 1.

-- Which models and methods do papers propose? Newest first, where the input told dates.
CREATE OR REPLACE VIEW proposed_models AS
SELECT
    models.name,
    models.category,
    models.names,
    papers.title,
    papers.published,
    papers.source,
    substring(abstract, sentence_start + 1, sentence_end - sentence_start) AS evidence,
    papers.url,
    papers.paper_id
FROM models
JOIN papers USING (paper_id)
WHERE models.role = 'proposed'
ORDER BY papers.published DESC NULLS LAST, models.name, papers.paper_id;

-- How large are models said to be? Every stated size, the largest first. `role` tells whether the
-- paper proposes the model; it is empty where the size is not tied to a name.
CREATE OR REPLACE VIEW model_sizes AS
SELECT
    parameter_counts.model,
    parameter_counts.value AS parameters,
    parameter_counts.value / 1e9 AS billions,
    parameter_counts.qualifier,
    parameter_counts.scope,
    models.role,
    papers.title,
    substring(
        abstract,
        parameter_counts.sentence_start + 1,
        parameter_counts.sentence_end - parameter_counts.sentence_start
    ) AS evidence,
    papers.paper_id
FROM parameter_counts
JOIN papers USING (paper_id)
LEFT JOIN models
    ON models.paper_id = parameter_counts.paper_id
    AND list_contains(models.names, parameter_counts.model)
ORDER BY parameters DESC, papers.paper_id, parameter_counts.fact_id;

-- Who claims the largest speedups, of what, over what? `bound` tells claims of "up to" apart.
CREATE OR REPLACE VIEW fastest_claims AS
SELECT
    speedups.factor,
    speedups.bound,
    speedups.measure,
    speedups.phase,
    speedups.subject,
    speedups.baseline,
    papers.title,
    substring(abstract, sentence_start + 1, sentence_end - sentence_start) AS evidence,
    papers.url,
    papers.paper_id
FROM speedups
JOIN papers USING (paper_id)
ORDER BY factor DESC, papers.paper_id, fact_id;

-- What scores do papers report on a benchmark, and which is the best? Ranked for each benchmark and
-- metric, spellings in upper and lower case taken together; of errors, losses and the like the
-- lowest is the best. Gains and losses against a baseline are no scores and are left out.
CREATE OR REPLACE VIEW leaderboard AS
WITH scores AS (
    SELECT
        *,
        lower(benchmark) AS benchmark_key,
        coalesce(lower(metric), '') AS metric_key,
        coalesce(
            regexp_matches(
                lower(metric),
                '\b(error|errors|loss|perplexity|ppl|wer|cer|eer|fid|fvd|mae|mse|rmse|mape|latency|distance|bpb|bpc)\b'
            ),
            FALSE
        ) AS lower_is_better
    FROM results
    WHERE type = 'absolute' AND benchmark IS NOT NULL
)
SELECT
    scores.benchmark,
    scores.metric,
    rank() OVER (
        PARTITION BY benchmark_key, metric_key
        ORDER BY CASE WHEN lower_is_better THEN value ELSE -value END
    ) AS place,
    scores.value,
    scores.text,
    scores.model,
    papers.title,
    papers.published,
    substring(abstract, sentence_start + 1, sentence_end - sentence_start) AS evidence,
    papers.paper_id
FROM scores
JOIN papers USING (paper_id)
ORDER BY benchmark_key, metric_key, place, papers.paper_id, fact_id;

-- Where is the code? One row for every link to code; `repo` is owner/name where the host has such.
CREATE OR REPLACE VIEW code_links AS
SELECT
    links.url,
    links.repo,
    links.host,
    papers.title,
    papers.published,
    substring(abstract, sentence_start + 1, sentence_end - sentence_start) AS evidence,
    papers.paper_id
FROM links
JOIN papers USING (paper_id)
WHERE links.type = 'code'
ORDER BY links.host, links.repo, links.url, papers.paper_id;

-- Which benchmarks are used most? In how many papers each is named, introduced and evaluated on,
-- spellings in upper and lower case taken together; `benchmark` is the one used most.
CREATE OR REPLACE VIEW benchmark_usage AS
SELECT
    mode(name ORDER BY name) AS benchmark,
    count(DISTINCT paper_id) AS papers,
    count(DISTINCT paper_id) FILTER (role = 'introduced') AS introduced,
    count(DISTINCT paper_id) FILTER (role = 'evaluated') AS evaluated,
    count(DISTINCT paper_id) FILTER (role = 'other') AS other
FROM benchmarks
GROUP BY lower(name)
ORDER BY papers DESC, benchmark;
