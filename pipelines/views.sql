-- Views for analysts, over the tables of facts. `evidence` is the sentence that a fact stands in,
-- `year` the year of the paper where the input told one. The functions used here are those of
-- functions.sql.

-- The key under which spellings of a model or a benchmark have one canonical name.
CREATE OR REPLACE MACRO canonical_key(kind, name) AS
    CASE kind WHEN 'models' THEN variant_key(name) ELSE benchmark_key(name) END;

-- The spellings of the records of a table, `models` or `benchmarks`: what `model_names` and
-- `benchmark_names` show.
CREATE OR REPLACE MACRO names_of(records) AS TABLE
WITH spellings AS (
    SELECT paper_id, fact_id, record.name AS main, spelling.name
    FROM query_table(records) AS record, unnest(names) AS spelling (name)
    QUALIFY row_number() OVER (PARTITION BY paper_id, spelling.name ORDER BY fact_id) = 1
),
known AS (
    SELECT
        paper_id,
        fact_id,
        main,
        name,
        first_value(canonical_name IGNORE NULLS) OVER (
            PARTITION BY fact_id ORDER BY name <> main, name
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS canonical_name
    FROM spellings
    LEFT JOIN canonical_names
        ON kind = records AND canonical_names.name_key = canonical_key(records, spellings.name)
),
usual AS (
    SELECT canonical_key(records, name) AS key, mode(name ORDER BY length(name), name) AS name
    FROM query_table(records)
    GROUP BY ALL
)
SELECT
    known.paper_id,
    known.fact_id,
    known.name,
    name_key(known.name) AS name_key,
    coalesce(known.canonical_name, usual.name) AS canonical_name
FROM known
JOIN usual ON usual.key = canonical_key(records, known.main)
ORDER BY canonical_name, known.name, known.fact_id;

-- By which names do papers call models, and which of these names mean one? One row for every
-- spelling in a paper. `name_key` is the same for spellings that differ in case, spaces or hyphens;
-- `canonical_name` is also the same for aliases and sizes of a model: the name that the lexicon
-- gives it, else the spelling that papers use most.
CREATE OR REPLACE VIEW model_names AS FROM names_of('models');

-- By which names do papers call benchmarks, and which of these names mean one? As `model_names`;
-- here `canonical_name` is also the same with and without a generic word behind the name
-- ("GLUE benchmark").
CREATE OR REPLACE VIEW benchmark_names AS FROM names_of('benchmarks');

-- Which models and methods do papers propose? Newest first, where the input told dates.
CREATE OR REPLACE VIEW proposed_models AS
SELECT
    models.name,
    models.category,
    models.names,
    papers.title,
    papers.published,
    papers.source,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id,
    year_of(papers.published) AS year
FROM models
JOIN papers USING (paper_id)
WHERE models.role = 'proposed'
ORDER BY papers.published DESC NULLS LAST, models.name, papers.paper_id;

-- Which models do papers build on and compare with most? In how many papers each is named,
-- proposed, and mentioned, all its spellings and sizes taken together.
CREATE OR REPLACE VIEW model_usage AS
SELECT
    model_names.canonical_name AS model,
    count(DISTINCT models.paper_id) AS papers,
    count(DISTINCT models.paper_id) FILTER (role = 'proposed') AS proposed,
    count(DISTINCT models.paper_id) FILTER (role = 'mentioned') AS mentioned,
    list(DISTINCT model_names.name ORDER BY model_names.name) AS names
FROM models
JOIN model_names USING (fact_id)
GROUP BY model_names.canonical_name
ORDER BY papers DESC, model;

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
    text_at(abstract, parameter_counts.sentence_start, parameter_counts.sentence_end) AS evidence,
    papers.paper_id,
    model_names.canonical_name AS canonical_model,
    year_of(papers.published) AS year
FROM parameter_counts
JOIN papers USING (paper_id)
LEFT JOIN model_names
    ON model_names.paper_id = parameter_counts.paper_id
    AND model_names.name = parameter_counts.model
LEFT JOIN models ON models.fact_id = model_names.fact_id
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
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id
FROM speedups
JOIN papers USING (paper_id)
ORDER BY factor DESC, papers.paper_id, fact_id;

-- Who claims to save most of a resource, and over what?
CREATE OR REPLACE VIEW largest_savings AS
SELECT
    resource_savings.resource,
    resource_savings.factor,
    resource_savings.bound,
    resource_savings.subject,
    resource_savings.baseline,
    papers.title,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id
FROM resource_savings
JOIN papers USING (paper_id)
ORDER BY factor DESC, papers.paper_id, fact_id;

-- What is faster or more frugal than what? Every speedup and every saving; `resource` of a speedup
-- is `time`. `canonical_baseline` is the model named in the baseline ("dense BERT-base"), else the
-- baseline itself, in its canonical spelling.
CREATE OR REPLACE VIEW efficiency_claims AS
WITH claims AS (
    SELECT 'time' AS resource, * EXCLUDE (measure, phase) FROM speedups
    UNION ALL BY NAME
    SELECT * FROM resource_savings
),
named AS (
    SELECT
        claims.fact_id,
        arg_max(model_names.canonical_name, length(model_names.name)) AS canonical_name
    FROM claims
    JOIN model_names
        ON model_names.paper_id = claims.paper_id
        AND contains(as_words(claims.baseline), as_words(model_names.name))
    GROUP BY claims.fact_id
)
SELECT
    claims.resource,
    claims.factor,
    claims.text,
    claims.bound,
    claims.subject,
    claims.baseline,
    coalesce(named.canonical_name, canonical_model(claims.baseline)) AS canonical_baseline,
    papers.title,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id,
    claims.fact_id
FROM claims
JOIN papers USING (paper_id)
LEFT JOIN named USING (fact_id)
ORDER BY factor DESC, papers.paper_id, claims.fact_id;

-- What do papers claim to be faster or more frugal than? The baselines of speedups and savings,
-- the one that most papers compare with first.
CREATE OR REPLACE VIEW baseline_usage AS
SELECT
    mode(canonical_baseline ORDER BY canonical_baseline) AS baseline,
    count(DISTINCT paper_id) AS papers,
    count(*) AS claims,
    count(*) FILTER (resource = 'time') AS speedups,
    median(factor) AS median_factor,
    max(factor) AS largest_factor
FROM efficiency_claims
WHERE baseline IS NOT NULL
GROUP BY name_key(canonical_baseline)
ORDER BY papers DESC, claims DESC, baseline;

-- What scores do papers report on a benchmark, and which is the best? Ranked for each benchmark and
-- metric, all spellings taken together; of errors, losses and the like the lowest is the best.
-- Gains and losses against a baseline are no scores and are left out.
CREATE OR REPLACE VIEW leaderboard AS
WITH scores AS (
    SELECT
        results.*,
        coalesce(benchmark_names.canonical_name, canonical_benchmark(results.benchmark))
            AS canonical_benchmark,
        coalesce(name_key(metric), '') AS metric_key,
        coalesce(
            regexp_matches(
                lower(metric),
                '\b(error|errors|loss|perplexity|ppl|wer|cer|eer|fid|fvd|mae|mse|rmse|mape|latency|distance|bpb|bpc)\b'
            ),
            FALSE
        ) AS lower_is_better
    FROM results
    LEFT JOIN benchmark_names
        ON benchmark_names.paper_id = results.paper_id
        AND benchmark_names.name = results.benchmark
    WHERE type = 'absolute' AND benchmark IS NOT NULL
)
SELECT
    scores.benchmark,
    scores.metric,
    rank() OVER (
        PARTITION BY benchmark_key(canonical_benchmark), metric_key
        ORDER BY CASE WHEN lower_is_better THEN value ELSE -value END
    ) AS place,
    scores.value,
    scores.text,
    scores.model,
    papers.title,
    papers.published,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.paper_id,
    scores.canonical_benchmark,
    model_names.canonical_name AS canonical_model,
    year_of(papers.published) AS year
FROM scores
JOIN papers USING (paper_id)
LEFT JOIN model_names
    ON model_names.paper_id = scores.paper_id AND model_names.name = scores.model
ORDER BY
    benchmark_key(canonical_benchmark), metric_key, place, papers.paper_id, scores.fact_id;

-- By how much do papers claim to be better, at what? Every gain, grouped by benchmark; `text` tells
-- points ("+2.3") from percent ("12%").
CREATE OR REPLACE VIEW claimed_gains AS
SELECT
    coalesce(benchmark_names.canonical_name, canonical_benchmark(results.benchmark))
        AS canonical_benchmark,
    results.metric,
    results.value,
    results.text,
    results.model,
    results.benchmark,
    papers.title,
    papers.published,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id
FROM results
JOIN papers USING (paper_id)
LEFT JOIN benchmark_names
    ON benchmark_names.paper_id = results.paper_id AND benchmark_names.name = results.benchmark
WHERE results.type = 'gain'
ORDER BY canonical_benchmark NULLS LAST, results.value DESC, papers.paper_id, results.fact_id;

-- Where is the code? One row for every link to code; `repo` is owner/name where the host has such.
CREATE OR REPLACE VIEW code_links AS
SELECT
    links.url,
    links.repo,
    links.host,
    papers.title,
    papers.published,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.paper_id
FROM links
JOIN papers USING (paper_id)
WHERE links.type = 'code'
ORDER BY links.host, links.repo, links.url, papers.paper_id;

-- Which benchmarks are used most? In how many papers each is named, introduced and evaluated on,
-- all its spellings taken together; `benchmark` is the canonical one.
CREATE OR REPLACE VIEW benchmark_usage AS
SELECT
    benchmark_names.canonical_name AS benchmark,
    count(DISTINCT benchmarks.paper_id) AS papers,
    count(DISTINCT benchmarks.paper_id) FILTER (role = 'introduced') AS introduced,
    count(DISTINCT benchmarks.paper_id) FILTER (role = 'evaluated') AS evaluated,
    count(DISTINCT benchmarks.paper_id) FILTER (role = 'other') AS other
FROM benchmarks
JOIN benchmark_names USING (fact_id)
GROUP BY benchmark_names.canonical_name
ORDER BY papers DESC, benchmark;

-- Which benchmarks and datasets do papers introduce? Newest first, where the input told dates.
CREATE OR REPLACE VIEW introduced_benchmarks AS
SELECT
    benchmarks.name,
    benchmarks.names,
    papers.title,
    papers.published,
    papers.source,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    papers.url,
    papers.paper_id,
    year_of(papers.published) AS year
FROM benchmarks
JOIN papers USING (paper_id)
WHERE benchmarks.role = 'introduced'
ORDER BY papers.published DESC NULLS LAST, benchmarks.name, papers.paper_id;

-- What does a paper say about anything? All facts of all kinds in one list: `fact` is the surface,
-- `number` the value or factor of those that have one.
CREATE OR REPLACE VIEW all_facts AS
WITH listed AS (
    SELECT 'models' AS kind, name AS fact, NULL AS number, * FROM models
    UNION ALL BY NAME
    SELECT 'parameter_counts' AS kind, text AS fact, value::DOUBLE AS number, * FROM parameter_counts
    UNION ALL BY NAME
    SELECT 'speedups' AS kind, text AS fact, factor AS number, * FROM speedups
    UNION ALL BY NAME
    SELECT 'resource_savings' AS kind, text AS fact, factor AS number, * FROM resource_savings
    UNION ALL BY NAME
    SELECT 'benchmarks' AS kind, name AS fact, NULL AS number, * FROM benchmarks
    UNION ALL BY NAME
    SELECT 'results' AS kind, text AS fact, value AS number, * FROM results
    UNION ALL BY NAME
    SELECT 'links' AS kind, url AS fact, NULL AS number, * FROM links
)
SELECT
    listed.kind,
    listed.fact,
    listed.number,
    papers.title,
    text_at(abstract, sentence_start, sentence_end) AS evidence,
    listed.char_start,
    papers.paper_id,
    listed.fact_id
FROM listed
JOIN papers USING (paper_id)
ORDER BY papers.paper_id, listed.char_start, listed.kind, listed.fact_id;

-- What does each paper bring? One row a paper: what it proposes, its first link to code, and how
-- many facts of each kind its abstract states.
CREATE OR REPLACE VIEW paper_overview AS
WITH counted AS (
    PIVOT all_facts ON kind IN (
        'models', 'parameter_counts', 'speedups', 'resource_savings', 'benchmarks', 'results', 'links'
    ) USING count(*) GROUP BY paper_id
)
SELECT
    papers.title,
    papers.published,
    year_of(papers.published) AS year,
    (
        SELECT list(name ORDER BY char_start)
        FROM models
        WHERE models.paper_id = papers.paper_id AND role = 'proposed'
    ) AS proposed,
    (
        SELECT min_by(url, char_start)
        FROM links
        WHERE links.paper_id = papers.paper_id AND type = 'code'
    ) AS code,
    coalesce(counted.models, 0) AS models,
    coalesce(counted.parameter_counts, 0) AS parameter_counts,
    coalesce(counted.speedups, 0) AS speedups,
    coalesce(counted.resource_savings, 0) AS resource_savings,
    coalesce(counted.benchmarks, 0) AS benchmarks,
    coalesce(counted.results, 0) AS results,
    coalesce(counted.links, 0) AS links,
    papers.source,
    papers.url,
    papers.paper_id
FROM papers
LEFT JOIN counted USING (paper_id)
ORDER BY papers.source, papers.position, papers.paper_id;
