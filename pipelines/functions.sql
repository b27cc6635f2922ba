-- Functions for the views and for queries of one's own. The database holds them, and the table
-- `canonical_names`, so that they work wherever DuckDB opens the file.

-- The text between two offsets of an abstract. Offsets count characters from 0, as Python does;
-- substring counts from 1.
CREATE OR REPLACE MACRO text_at(abstract, first, behind) AS
    substring(abstract, first + 1, behind - first);

-- The year of a date as `papers.published` has it; NULL where the input told no year.
CREATE OR REPLACE MACRO year_of(published) AS
    TRY_CAST(regexp_extract(published, '^(\d{4})(-|$)', 1) AS INTEGER);

-- A name under Unicode NFKC and casefold. Only a name with characters beyond ASCII, which has more
-- bytes than characters, needs `fold_special`, which Python makes from its Unicode tables.
CREATE OR REPLACE MACRO fold(name) AS
    CASE
        WHEN strlen(name) = length(name) THEN lower(name)
        ELSE nfc_normalize(fold_special(lower(nfc_normalize(name))))
    END;

-- The key under which two spellings are one name: letters, digits and "+", without a plural "s".
-- "LLaMA 2", "Llama-2" and "llama2" are `llama2`. This is name_key of schemas/keys.py.
CREATE OR REPLACE MACRO name_key(name) AS
    regexp_replace(regexp_replace(fold(name), '[^\p{L}\p{N}+]+', '', 'g'), '(.)s$', '\1');

-- A name without its sizes ("7B", "350M"). Two of them may share the character between them, which
-- a match takes away from the next one; therefore twice.
CREATE OR REPLACE MACRO without_size_once(name) AS
    regexp_replace(
        name,
        '(^|[^\p{L}\p{N}.])\p{Nd}+(?:\.\p{Nd}+)?[BMbm]($|[^\p{L}\p{N}])',
        '\1\2',
        'g'
    );
CREATE OR REPLACE MACRO without_size(name) AS without_size_once(without_size_once(name));

-- The key of a model: `name_key` without sizes, so that "Llama-2-70B" is `llama2` as well.
-- This is model_key of schemas/keys.py.
CREATE OR REPLACE MACRO model_key(name) AS
    coalesce(nullif(name_key(without_size(name)), ''), name_key(name));

-- A name without the generic words behind it.
CREATE OR REPLACE MACRO without_tail(name) AS
    regexp_replace(
        name,
        '^(.+?)(?:[\s\p{Z}\x0b\x1c-\x1f\x85_-]+(?:benchmarks?|data[\s\p{Z}\x0b\x1c-\x1f\x85-]?sets?'
        || '|corpus|corpora|tasks?|leaderboards?|test-dev'
        || '|val(?:idation)?(?:[\s\p{Z}\x0b\x1c-\x1f\x85-]sets?)?'
        || '|test[\s\p{Z}\x0b\x1c-\x1f\x85-]?sets?))+$',
        '\1',
        'is'
    );

-- The key of a benchmark: `name_key` without generic words behind it, so that "GLUE benchmark" is
-- `glue` as well. This is benchmark_key of schemas/keys.py.
CREATE OR REPLACE MACRO benchmark_key(name) AS
    coalesce(nullif(name_key(without_tail(name)), ''), name_key(name));

-- The key under which spellings of a model have one canonical name: `model_key`, except that the "S"
-- of a small variant ("ViT-S") is no plural.
CREATE OR REPLACE MACRO variant_key(name) AS
    model_key(name) || CASE WHEN regexp_matches(name, '[\s_-][Ss]$') THEN '-s' ELSE '' END;

-- The words of a text between spaces, so that one text contains another only as whole words.
CREATE OR REPLACE MACRO as_words(text) AS
    regexp_replace(' ' || text || ' ', '[^\p{L}\p{N}]+', ' ', 'g');

-- The name that analysts know a model by, for any spelling of it: "Llama 2" for "LLaMA-2-70B". A
-- name that the table `canonical_names` does not know stays as it is.
CREATE OR REPLACE MACRO canonical_model(name) AS
    coalesce(
        (
            SELECT canonical_name FROM canonical_names AS known
            WHERE known.kind = 'models' AND known.name_key = variant_key(name)
        ),
        name
    );

-- The same for a benchmark: "SQuAD 2.0" for "SQuAD2.0 dataset".
CREATE OR REPLACE MACRO canonical_benchmark(name) AS
    coalesce(
        (
            SELECT canonical_name FROM canonical_names AS known
            WHERE known.kind = 'benchmarks' AND known.name_key = benchmark_key(name)
        ),
        name
    );
