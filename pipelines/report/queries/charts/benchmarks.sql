-- The benchmarks named in most papers. Names that differ in case and punctuation only are one; the
-- spelling used most is shown. A paper counts once, by its strongest role.
WITH uses AS (
    SELECT
        regexp_replace(lower(name), '[^\pL\pN+]', '', 'g') AS name_key,
        paper_id,
        mode(name ORDER BY name) AS name,
        CASE
            WHEN bool_or(role = 'introduced') THEN 'introduced'
            WHEN bool_or(role = 'evaluated') THEN 'evaluated'
            ELSE 'other'
        END AS role
    FROM benchmarks
    GROUP BY name_key, paper_id
)
SELECT
    mode(name ORDER BY name) AS benchmark,
    count(*) AS papers,
    count(*) FILTER (role = 'evaluated') AS evaluated,
    count(*) FILTER (role = 'introduced') AS introduced,
    count(*) FILTER (role = 'other') AS other
FROM uses
GROUP BY name_key
ORDER BY papers DESC, evaluated DESC, benchmark
LIMIT 15;
