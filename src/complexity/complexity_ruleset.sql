-- Definitions of complexity as values, and what they make of a row.

COMMENT ON TYPE surgical_registry.complexity_ruleset IS
    'Rules that give a procedure its complexity and tier, one a line with -- comments: cutpoints 6.0 8.0 10.0; V41-V46: 3.0 + 3.5 + 4.5 (mortality, morbidity, technical difficulty); when age_years < 2: +1.0; when cobb_angle > 90: at least highly_complex. Up to 1000 rules, 64 kB; comments are part of the value';

CREATE TYPE surgical_registry.classification AS (
    complexity surgical_registry.procedure_complexity,
    tier surgical_registry.complexity_tier,
    reasons text[]
);
COMMENT ON TYPE surgical_registry.classification IS
    'What a complexity_ruleset makes of a row: complexity and tier, both NULL if no line of codes matches, and the reasons in words';
COMMENT ON COLUMN surgical_registry.classification.complexity IS 'Base of the best matching line of codes, and patient factors';
COMMENT ON COLUMN surgical_registry.classification.tier IS 'Tier by cutpoints, then floors and caps';
COMMENT ON COLUMN surgical_registry.classification.reasons IS 'Sentences: line of codes, codes that were not scored (in no line; NULL or not readable, by their number), patient factors, cutpoint, floors and caps that changed the tier, conditions that were not known; or "no rule matches", or "no procedure code is known"';

CREATE FUNCTION surgical_registry.classify_columns(ruleset surgical_registry.complexity_ruleset, names text[], VARIADIC "any") RETURNS surgical_registry.classification
    AS 'MODULE_PATHNAME', 'sr_classify_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 40;
COMMENT ON FUNCTION surgical_registry.classify_columns(surgical_registry.complexity_ruleset, text[], "any") IS
    'What classify becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.classify_tier_columns(ruleset surgical_registry.complexity_ruleset, names text[], VARIADIC "any") RETURNS surgical_registry.complexity_tier
    AS 'MODULE_PATHNAME', 'sr_classify_tier_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 15;
COMMENT ON FUNCTION surgical_registry.classify_tier_columns(surgical_registry.complexity_ruleset, text[], "any") IS
    'What classify_tier becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.complexity_ruleset_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_support' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_support(internal) IS
    'Planner support of classify and classify_tier: passes columns instead of a record';

CREATE FUNCTION surgical_registry.classify(ruleset surgical_registry.complexity_ruleset, entry record) RETURNS surgical_registry.classification
    AS 'MODULE_PATHNAME', 'sr_classify' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 60
    SUPPORT surgical_registry.complexity_ruleset_support;
COMMENT ON FUNCTION surgical_registry.classify(surgical_registry.complexity_ruleset, record) IS
    'Complexity, tier and reasons of a row by its columns, procedure_codes among them: the highest-scoring line of codes, points of true conditions (at most 10.0), the tier by cutpoints, floors and caps in their order. A NULL condition does not apply, and codes that are NULL, not readable or in no line have no score; the reasons say so. NULL for a NULL row; 42703 for a missing column, 42804 for a column of a type that a rule cannot use, 22012, 2201E, 2201F, 22003 where a condition fails as in SQL. Call it LATERAL: (classify(r, e)).* runs once a column';

CREATE FUNCTION surgical_registry.classify_tier(ruleset surgical_registry.complexity_ruleset, entry record) RETURNS surgical_registry.complexity_tier
    AS 'MODULE_PATHNAME', 'sr_classify_tier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
    SUPPORT surgical_registry.complexity_ruleset_support;
COMMENT ON FUNCTION surgical_registry.classify_tier(surgical_registry.complexity_ruleset, record) IS
    'Tier of a row as classify gives it, without reasons, for many rows; NULL if no line of codes matches, or for a NULL row; errors as in classify';

CREATE FUNCTION surgical_registry.ruleset_diff(a surgical_registry.complexity_ruleset, b surgical_registry.complexity_ruleset, OUT change text, OUT rule text, OUT before text, OUT after text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_ruleset_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.ruleset_diff(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Rules that differ: change is removed, changed, moved or added; rule a list of codes, a condition or cutpoints; what a says, before, and b, after. A floor or cap that is added or removed shows its place among those of its ruleset, for they act in their order; it has moved if its place among those of both differs. Comments and the order of other rules make no difference';

CREATE FUNCTION surgical_registry.example_ruleset() RETURNS surgical_registry.complexity_ruleset
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN $ruleset$
-- EXAMPLE, NOT POLICY. It shows how a definition of complexity is written.
-- Nobody has agreed these scores. A working group replaces every figure by its
-- own, and every comment by its own reason.
-- Scores: mortality + morbidity + technical difficulty, each 0.5 to 5.0.

cutpoints 6.0 8.0 10.0  -- where the levels of the Aristotle score begin

-- Procedures.
V41-V42: 2.5 + 3.0 + 4.0  -- deformity of the spine: blood loss, spinal cord at risk, long operation
X22: 1.0 + 3.0 + 3.5  -- congenital deformity of the hip: the head may lose its blood supply
X24-X25: 1.0 + 2.0 + 2.5  -- congenital deformity of the foot: stiffness, relapse
W28: 0.5 + 1.0 + 1.0  -- internal fixation of bone

-- The patient. What is not known counts as the worse: coalesce says so.
when coalesce(age_years, 0) < 2: +1.0  -- small airway, small blood volume
when coalesce('neuromuscular' in patient_factors, true): +1.5  -- breathing, bleeding, nutrition
when coalesce(asa_grade, 5) >= 4: +2.0  -- illness that threatens life

-- What no score decides, in this order: a later line acts on what an earlier one left.
-- A cap has no coalesce: where a fact or a code is not known it does not apply, and lowers nothing.
when procedure_codes in {X24-X25} and procedure_codes not in {A01-X23, X26-X99} and asa_grade <= 2 and 'neuromuscular' not in patient_factors: at most low  -- alone, beside codes of method and site (Y, Z): low-risk work stays low at any age
when procedure_codes in {V41-V42} and coalesce(age_years, 0) < 5: at least highly_complex  -- the spine has most of its growth to come
when procedure_codes in {V41-V42} and coalesce(cobb_angle, 180) > 90: at least highly_complex  -- a severe, stiff curve
$ruleset$::surgical_registry.complexity_ruleset;
COMMENT ON FUNCTION surgical_registry.example_ruleset() IS
    'A ruleset for paediatric orthopaedics that shows how one is written. An example, not policy: nobody has agreed its scores';
