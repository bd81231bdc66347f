\echo Use "ALTER EXTENSION surgical_registry UPDATE TO '0.3'" to load this file. \quit

-- Text and binary forms, equality, order and hashing of complexity_ruleset: a format byte
-- and the canonical text, so the server's own functions for bytea serve.
-- Order is that of the bytes: for DISTINCT, GROUP BY and unique constraints.

CREATE TYPE surgical_registry.complexity_ruleset;

CREATE FUNCTION surgical_registry.complexity_ruleset_in(cstring) RETURNS surgical_registry.complexity_ruleset
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_in(cstring) IS
    'Reads one complexity ruleset and keeps its canonical text; 22P02 for syntax, 22003 for a number out of its range, 42804 for operands that cannot fit, 54000 if it is longer than 64 kB or nested deeper than 100 levels; the DETAIL says where';

CREATE FUNCTION surgical_registry.complexity_ruleset_out(surgical_registry.complexity_ruleset) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_out(surgical_registry.complexity_ruleset) IS
    'Canonical text of one complexity ruleset; it reads back as the same';

CREATE FUNCTION surgical_registry.complexity_ruleset_recv(internal) RETURNS surgical_registry.complexity_ruleset
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_recv(internal) IS
    'Binary input of one complexity ruleset: a format byte and text, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.complexity_ruleset_send(surgical_registry.complexity_ruleset) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_complexity_ruleset_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_send(surgical_registry.complexity_ruleset) IS
    'Binary output of one complexity ruleset: a format byte and its canonical text';

CREATE TYPE surgical_registry.complexity_ruleset (
    INPUT = surgical_registry.complexity_ruleset_in,
    OUTPUT = surgical_registry.complexity_ruleset_out,
    RECEIVE = surgical_registry.complexity_ruleset_recv,
    SEND = surgical_registry.complexity_ruleset_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = extended,
    CATEGORY = 'U'
);

CREATE FUNCTION surgical_registry.complexity_ruleset_lt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_lt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of < for values of complexity_ruleset: less than';

CREATE FUNCTION surgical_registry.complexity_ruleset_le(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_le(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of <= for values of complexity_ruleset: less than or equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_eq(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_eq(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of = for values of complexity_ruleset: equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_ne(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_ne(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of <> for values of complexity_ruleset: not equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_ge(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_ge(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of >= for values of complexity_ruleset: greater than or equal';

CREATE FUNCTION surgical_registry.complexity_ruleset_gt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS boolean
    AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_gt(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Implementation of > for values of complexity_ruleset: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.complexity_ruleset, RIGHTARG = surgical_registry.complexity_ruleset, FUNCTION = surgical_registry.complexity_ruleset_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS 'greater than';

CREATE FUNCTION surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) RETURNS integer
    AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Three-way comparison of values of complexity_ruleset, for btree';

CREATE FUNCTION surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset) RETURNS integer
    AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset) IS
    'Hash of one complexity ruleset';

CREATE FUNCTION surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint) RETURNS bigint
    AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint) IS
    '64-bit seeded hash of one complexity ruleset, for hash partitioning';

CREATE OPERATOR CLASS surgical_registry.complexity_ruleset_ops DEFAULT FOR TYPE surgical_registry.complexity_ruleset USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.complexity_ruleset_cmp(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.complexity_ruleset_ops USING btree IS
    'Ordered indexes of values of complexity_ruleset, by their bytes';

CREATE OPERATOR CLASS surgical_registry.complexity_ruleset_hash_ops DEFAULT FOR TYPE surgical_registry.complexity_ruleset USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.complexity_ruleset_hash(surgical_registry.complexity_ruleset),
    FUNCTION 2 surgical_registry.complexity_ruleset_hash_extended(surgical_registry.complexity_ruleset, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.complexity_ruleset_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of complexity_ruleset';
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
-- Text and binary forms, equality, order and hashing of risk_model: a format byte
-- and the canonical text, so the server's own functions for bytea serve.
-- Order is that of the bytes: for DISTINCT, GROUP BY and unique constraints.

CREATE TYPE surgical_registry.risk_model;

CREATE FUNCTION surgical_registry.risk_model_in(cstring) RETURNS surgical_registry.risk_model
    AS 'MODULE_PATHNAME', 'sr_risk_model_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_in(cstring) IS
    'Reads one risk model and keeps its canonical text; 22P02 for syntax, 22003 for a number out of its range, 42804 for operands that cannot fit, 54000 if it is longer than 64 kB or nested deeper than 100 levels; the DETAIL says where';

CREATE FUNCTION surgical_registry.risk_model_out(surgical_registry.risk_model) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_risk_model_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_out(surgical_registry.risk_model) IS
    'Canonical text of one risk model; it reads back as the same';

CREATE FUNCTION surgical_registry.risk_model_recv(internal) RETURNS surgical_registry.risk_model
    AS 'MODULE_PATHNAME', 'sr_risk_model_recv' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_recv(internal) IS
    'Binary input of one risk model: a format byte and text, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.risk_model_send(surgical_registry.risk_model) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_risk_model_send' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_send(surgical_registry.risk_model) IS
    'Binary output of one risk model: a format byte and its canonical text';

CREATE TYPE surgical_registry.risk_model (
    INPUT = surgical_registry.risk_model_in,
    OUTPUT = surgical_registry.risk_model_out,
    RECEIVE = surgical_registry.risk_model_recv,
    SEND = surgical_registry.risk_model_send,
    INTERNALLENGTH = VARIABLE,
    STORAGE = extended,
    CATEGORY = 'U'
);

CREATE FUNCTION surgical_registry.risk_model_lt(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_lt(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of < for values of risk_model: less than';

CREATE FUNCTION surgical_registry.risk_model_le(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_le(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of <= for values of risk_model: less than or equal';

CREATE FUNCTION surgical_registry.risk_model_eq(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_eq(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of = for values of risk_model: equal';

CREATE FUNCTION surgical_registry.risk_model_ne(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_ne(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of <> for values of risk_model: not equal';

CREATE FUNCTION surgical_registry.risk_model_ge(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_ge(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of >= for values of risk_model: greater than or equal';

CREATE FUNCTION surgical_registry.risk_model_gt(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS boolean
    AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_gt(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Implementation of > for values of risk_model: greater than';

CREATE OPERATOR surgical_registry.< (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_lt,
    COMMUTATOR = OPERATOR(surgical_registry.>), NEGATOR = OPERATOR(surgical_registry.>=),
    RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR surgical_registry.< (surgical_registry.risk_model, surgical_registry.risk_model) IS 'less than';

CREATE OPERATOR surgical_registry.<= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_le,
    COMMUTATOR = OPERATOR(surgical_registry.>=), NEGATOR = OPERATOR(surgical_registry.>),
    RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR surgical_registry.<= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'less than or equal';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'equal';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.risk_model, surgical_registry.risk_model) IS 'not equal';

CREATE OPERATOR surgical_registry.>= (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_ge,
    COMMUTATOR = OPERATOR(surgical_registry.<=), NEGATOR = OPERATOR(surgical_registry.<),
    RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR surgical_registry.>= (surgical_registry.risk_model, surgical_registry.risk_model) IS 'greater than or equal';

CREATE OPERATOR surgical_registry.> (
    LEFTARG = surgical_registry.risk_model, RIGHTARG = surgical_registry.risk_model, FUNCTION = surgical_registry.risk_model_gt,
    COMMUTATOR = OPERATOR(surgical_registry.<), NEGATOR = OPERATOR(surgical_registry.<=),
    RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR surgical_registry.> (surgical_registry.risk_model, surgical_registry.risk_model) IS 'greater than';

CREATE FUNCTION surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model) RETURNS integer
    AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model) IS
    'Three-way comparison of values of risk_model, for btree';

CREATE FUNCTION surgical_registry.risk_model_hash(surgical_registry.risk_model) RETURNS integer
    AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_hash(surgical_registry.risk_model) IS
    'Hash of one risk model';

CREATE FUNCTION surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint) RETURNS bigint
    AS 'hashvarlenaextended' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint) IS
    '64-bit seeded hash of one risk model, for hash partitioning';

CREATE OPERATOR CLASS surgical_registry.risk_model_ops DEFAULT FOR TYPE surgical_registry.risk_model USING btree AS
    OPERATOR 1 surgical_registry.< ,
    OPERATOR 2 surgical_registry.<= ,
    OPERATOR 3 surgical_registry.= ,
    OPERATOR 4 surgical_registry.>= ,
    OPERATOR 5 surgical_registry.> ,
    FUNCTION 1 surgical_registry.risk_model_cmp(surgical_registry.risk_model, surgical_registry.risk_model),
    FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS surgical_registry.risk_model_ops USING btree IS
    'Ordered indexes of values of risk_model, by their bytes';

CREATE OPERATOR CLASS surgical_registry.risk_model_hash_ops DEFAULT FOR TYPE surgical_registry.risk_model USING hash AS
    OPERATOR 1 surgical_registry.= ,
    FUNCTION 1 surgical_registry.risk_model_hash(surgical_registry.risk_model),
    FUNCTION 2 surgical_registry.risk_model_hash_extended(surgical_registry.risk_model, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.risk_model_hash_ops USING hash IS
    'Hash indexes, joins and partitions of values of risk_model';
-- Risk models as values.

COMMENT ON TYPE surgical_registry.risk_model IS
    'Risk model as papers print it, such as logit(p) = -4.12 + 0.31*(age_years < 2) + 0.87*(asa_grade = 3); left sides logit(p), probit(p), cloglog(p), log(rate), mean, survival(time, baseline survival)';

CREATE FUNCTION surgical_registry.model_columns(surgical_registry.risk_model) RETURNS text[]
    AS 'MODULE_PATHNAME', 'sr_model_columns' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.model_columns(surgical_registry.risk_model) IS
    'Columns that a risk model uses, in the order in which it names them';

CREATE FUNCTION surgical_registry.predict_columns(model surgical_registry.risk_model, names text[], VARIADIC "any") RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_predict_columns' LANGUAGE C IMMUTABLE PARALLEL SAFE COST 5;
COMMENT ON FUNCTION surgical_registry.predict_columns(surgical_registry.risk_model, text[], "any") IS
    'What predict becomes in a plan: the columns with these names, one argument each; 22023 if they are not as many';

CREATE FUNCTION surgical_registry.risk_model_support(internal) RETURNS internal
    AS 'MODULE_PATHNAME', 'sr_risk_model_support' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.risk_model_support(internal) IS
    'Planner support of predict: passes columns instead of a record';

CREATE FUNCTION surgical_registry.predict(model surgical_registry.risk_model, covariates record) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_predict' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20
    SUPPORT surgical_registry.risk_model_support;
COMMENT ON FUNCTION surgical_registry.predict(surgical_registry.risk_model, record) IS
    'Risk (or rate, or mean, as the model''s left side says) of a row by its columns; NULL if a covariate that matters is NULL and not coalesced; 42703 for a missing column, 42804 for a column of a type that the model cannot use, 22012, 2201E, 2201F, 22003 where the formula fails as in SQL. IMMUTABLE while columns and labels of enums keep their names: make indexes and generated columns anew when one is renamed';

CREATE FUNCTION surgical_registry.explain(model surgical_registry.risk_model, covariates record, OUT term text, OUT value float8, OUT contribution float8) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_explain_model' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.explain(surgical_registry.risk_model, record) IS
    'A row''s linear predictor term by term, in the model''s order: the term without its coefficient (intercept for a number alone), its value in this row, and what it adds; the contributions sum to the linear predictor. NULLs and errors as in predict';
-- Published scores.

CREATE FUNCTION surgical_registry.pram_score(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_pram_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_score(boolean, boolean, boolean, integer, boolean) IS
    'Pediatric Risk Assessment (PRAm) of 30-day or in-hospital death after non-cardiac surgery in children, 0 to 13 points: urgent procedure 1, any comorbidity 2, critical illness (ventilated, on inotropes or resuscitated before the operation) 3, age under 12 months (365 days) 3, neoplasm 4 (Nasr, DiNardo and Faraoni, Anesth Analg 2017;124:1514, PMID 27575562; validated by PMID 31082968). Points order risks, they are no probability, and they leave out the risk of the procedure itself. NULL if any argument is NULL: pram_bounds then says what the score could be. 22003 for a negative age';

CREATE FUNCTION surgical_registry.pram_bounds(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean, OUT lowest integer, OUT highest integer) RETURNS record
    AS 'MODULE_PATHNAME', 'sr_pram_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_bounds(boolean, boolean, boolean, integer, boolean) IS
    'Least and greatest that pram_score could be, whatever the NULL arguments are; both are the score where none is NULL. 22003 for a negative age';

-- Charts over operations in the order of OVER.

CREATE FUNCTION surgical_registry.vlad(outcome boolean, risk float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_vlad' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.vlad(boolean, float8) IS
    'Variable life-adjusted display: expected less observed events so far, in the order of OVER, operation by operation whatever the frame (Lovegrove 1997, Poloniecki 1998); up is better than expected; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for one that is no probability';

CREATE FUNCTION surgical_registry.cusum(outcome boolean, risk float8, odds_ratio float8 DEFAULT 2, reset_at float8 DEFAULT NULL) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum(boolean, float8, float8, float8) IS
    'Risk-adjusted CUSUM in the order of OVER, operation by operation whatever the frame (Steiner 2000): 0 or above, rising where odds of the event are odds_ratio times those predicted; below 1 it looks for improvement; a signal is a value at or above cusum_limit(); with reset_at, the operation after such a value starts from 0; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for a risk, odds_ratio (0.001 to 1000, not 1) or reset_at (above 0) out of range, 22023 if these vary within the window';

CREATE FUNCTION surgical_registry.vlad(observed bigint, expected float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_vlad_counts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.vlad(bigint, float8) IS
    'The same for rows already counted: events and expected events; NULL for a NULL observed, which leaves the chart as it was; 22004 for a NULL expected, 22003 for one below 0';

CREATE FUNCTION surgical_registry.cusum(observed bigint, expected float8, rate_ratio float8 DEFAULT 2, reset_at float8 DEFAULT NULL) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_counts' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum(bigint, float8, float8, float8) IS
    'CUSUM of rows already counted, events being Poisson (Lucas 1985): rises where there are rate_ratio times as many as expected; cusum_limit() is not for it; an outcome held as integer 0 or 1 lands here: write outcome = 1; NULL for a NULL observed, which leaves the chart as it was; 22004 for a NULL expected, 22003 for values out of range, 22023 for settings that vary within the window';

CREATE TYPE surgical_registry.ewma_point AS (
    observed float8,
    expected float8,
    sd float8,
    z float8
);
COMMENT ON TYPE surgical_registry.ewma_point IS 'Moving averages of outcomes and of risks after an operation';
COMMENT ON COLUMN surgical_registry.ewma_point.observed IS 'Exponentially weighted moving average of outcomes, event as 1';
COMMENT ON COLUMN surgical_registry.ewma_point.expected IS 'The same average of the risks';
COMMENT ON COLUMN surgical_registry.ewma_point.sd IS 'Standard deviation of observed around expected if the risks are right';
COMMENT ON COLUMN surgical_registry.ewma_point.z IS 'Observed less expected in standard deviations; skewed for small risks, and not to be read in the first 1/lambda operations; NULL if sd is 0';

CREATE FUNCTION surgical_registry.ewma(outcome boolean, risk float8, lambda float8 DEFAULT 0.02, start float8 DEFAULT NULL) RETURNS surgical_registry.ewma_point
    AS 'MODULE_PATHNAME', 'sr_ewma' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.ewma(boolean, float8, float8, float8) IS
    'Risk-adjusted exponentially weighted moving average in the order of OVER, operation by operation whatever the frame (Grigg and Spiegelhalter 2007, Cook 2011); each operation has weight lambda and fades by 1 - lambda with each that follows; both averages begin at start, or at the first risk; NULL for a NULL outcome, which leaves the chart as it was; 22004 for a NULL risk, 22003 for a risk or start that is no probability, 22023 for a lambda outside (0, 1] or settings that vary within the window';
-- Limits of CUSUM charts, and what a chart with a limit can see.

CREATE FUNCTION surgical_registry.cusum_limit(risks float8[], odds_ratio float8 DEFAULT 2, arl float8 DEFAULT 10000) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_limit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_limit(float8[], float8, float8) IS
    'Limit of cusum() that is reached once in arl operations on average while nothing is wrong, for operations with these risks equally often; by a Markov chain (Brook and Evans 1972), without random numbers; arl above 1, at most 1e9 (22003); NULL without risks, and where the chart cannot signal that often at any limit';

CREATE FUNCTION surgical_registry.cusum_arl(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_arl' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_arl(float8[], float8, float8) IS
    'Average run length: operations until cusum() first reaches the limit while nothing is wrong, for operations with these risks equally often; control_limit above 0, at most 50 (22003); NULL without risks, and where the chart can never rise';

CREATE FUNCTION surgical_registry.cusum_false_alarm(risks float8[], odds_ratio float8, control_limit float8) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_false_alarm' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.cusum_false_alarm(float8[], float8, float8) IS
    'Chance that cusum() over just these operations, in this order, reaches the limit at least once although nothing is wrong; control_limit above 0, at most 50 (22003); 0 without risks';

CREATE TYPE surgical_registry.detection_estimate AS (
    in_control float8,
    raised float8,
    odds_ratio float8,
    control_limit float8
);
COMMENT ON TYPE surgical_registry.detection_estimate IS 'How many operations a CUSUM chart takes to signal, by chance and with cause';
COMMENT ON COLUMN surgical_registry.detection_estimate.in_control IS 'Operations to a false alarm, on average, while nothing is wrong; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.raised IS 'Operations to a signal, on average, with odds of the event odds_ratio times those predicted, from the first operation on; NULL if there never is one';
COMMENT ON COLUMN surgical_registry.detection_estimate.odds_ratio IS 'Odds ratio that the chart looks for and that raised has';
COMMENT ON COLUMN surgical_registry.detection_estimate.control_limit IS 'Limit of the chart';

CREATE FUNCTION surgical_registry.detection(risks float8[], odds_ratio float8, control_limit float8) RETURNS surgical_registry.detection_estimate
    AS 'MODULE_PATHNAME', 'sr_detection' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100000;
COMMENT ON FUNCTION surgical_registry.detection(float8[], float8, float8) IS
    'What a CUSUM chart of operations with these risks can see: operations to a false alarm and to a true signal, on average; divide by a unit''s operations a year for years; NULL without risks; errors as cusum_arl()';
-- Where a VLAD lies by chance.

CREATE TYPE surgical_registry.vlad_limits AS (
    lower float8,
    upper float8,
    level float8
);
COMMENT ON TYPE surgical_registry.vlad_limits IS 'Where the VLAD of so many operations lies by chance, looked at once';
COMMENT ON COLUMN surgical_registry.vlad_limits.lower IS 'Expected events less the upper quantile of their number';
COMMENT ON COLUMN surgical_registry.vlad_limits.upper IS 'Expected events less the lower quantile of their number';
COMMENT ON COLUMN surgical_registry.vlad_limits.level IS 'Chance of lying between the two, at least, both ends included';

CREATE FUNCTION surgical_registry.vlad_band(risk float8, level float8 DEFAULT 0.95) RETURNS surgical_registry.vlad_limits
    AS 'MODULE_PATHNAME', 'sr_vlad_band' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.vlad_band(float8, float8) IS
    'Band for vlad() in the order of OVER, whatever the frame: expected events less the quantiles of their number, smallest k with P(X <= k) at least (1 - level)/2 and (1 + level)/2; exact Poisson-binomial to 5,000 operations, by sums of risks above; it holds for one look at the end: take signals from cusum(); 22004 for a NULL risk, 22003 for one that is no probability, 22023 for a level outside (0, 1) or one that varies';

CREATE FUNCTION surgical_registry.vlad_band(outcome boolean, risk float8, level float8 DEFAULT 0.95) RETURNS surgical_registry.vlad_limits
    AS 'MODULE_PATHNAME', 'sr_vlad_band_of_outcomes' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.vlad_band(boolean, float8, float8) IS
    'The same for operations with gaps: NULL for a NULL outcome, which leaves the band as it was, as vlad() does';
-- Type cusum_segment: what a run of operations leaves of a CUSUM, to be joined
-- with the runs before and after it.

CREATE TYPE surgical_registry.cusum_segment;

CREATE FUNCTION surgical_registry.cusum_segment_in(cstring) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_in(cstring) IS
    'Reads the text form of a CUSUM segment; 22P02 for syntax, 22003 for sums that no operations leave';

CREATE FUNCTION surgical_registry.cusum_segment_out(surgical_registry.cusum_segment) RETURNS cstring
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_out(surgical_registry.cusum_segment) IS
    'Text form of a CUSUM segment, exact: it reads back as the same value';

CREATE FUNCTION surgical_registry.cusum_segment_recv(internal) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_recv(internal) IS
    'Binary input of a CUSUM segment, as strict as text input; 22P03';

CREATE FUNCTION surgical_registry.cusum_segment_send(surgical_registry.cusum_segment) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_send(surgical_registry.cusum_segment) IS
    'Binary output of a CUSUM segment: a format byte and the members in network order';

CREATE TYPE surgical_registry.cusum_segment (
    INPUT = surgical_registry.cusum_segment_in,
    OUTPUT = surgical_registry.cusum_segment_out,
    RECEIVE = surgical_registry.cusum_segment_recv,
    SEND = surgical_registry.cusum_segment_send,
    INTERNALLENGTH = 88,
    ALIGNMENT = double,
    STORAGE = plain
);
COMMENT ON TYPE surgical_registry.cusum_segment IS
    'What operations in their order leave of a CUSUM: n, missing, the odds ratio it looks for, and exact sums of its weights: total, end, prefix peak, peak; join in the order of time with rollup() or ||';

CREATE FUNCTION surgical_registry.cusum_segment_eq(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_eq(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of = for CUSUM segments: the same counts and the same exact sums';

CREATE FUNCTION surgical_registry.cusum_segment_ne(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_ne(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of <> for CUSUM segments';

CREATE FUNCTION surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment) IS
    'Hash of a CUSUM segment';

CREATE FUNCTION surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint) IS
    '64-bit seeded hash of a CUSUM segment';

CREATE OPERATOR surgical_registry.= (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_eq,
    COMMUTATOR = OPERATOR(surgical_registry.=), NEGATOR = OPERATOR(surgical_registry.<>),
    RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES
);
COMMENT ON OPERATOR surgical_registry.= (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'equal, exactly';

CREATE OPERATOR surgical_registry.<> (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_ne,
    COMMUTATOR = OPERATOR(surgical_registry.<>), NEGATOR = OPERATOR(surgical_registry.=),
    RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR surgical_registry.<> (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'not equal';

CREATE OPERATOR CLASS surgical_registry.cusum_segment_hash_ops DEFAULT FOR TYPE surgical_registry.cusum_segment USING hash AS
    OPERATOR 1 surgical_registry.= (surgical_registry.cusum_segment, surgical_registry.cusum_segment),
    FUNCTION 1 surgical_registry.cusum_segment_hash(surgical_registry.cusum_segment),
    FUNCTION 2 surgical_registry.cusum_segment_hash_extended(surgical_registry.cusum_segment, bigint);
COMMENT ON OPERATOR CLASS surgical_registry.cusum_segment_hash_ops USING hash IS 'equality of CUSUM segments';

CREATE FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8, float8) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8, float8) IS
    'Transition of cusum_agg: one operation more at the end; a NULL outcome is counted as missing';

CREATE FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_accum(surgical_registry.cusum_segment, boolean, float8) IS
    'Transition of cusum_agg with an odds ratio of 2';

CREATE FUNCTION surgical_registry.cusum_segment_append(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_append' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_append(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Transition of rollup: the operations of the second after those of the first; a NULL adds nothing';

CREATE AGGREGATE surgical_registry.cusum_agg(outcome boolean, risk float8, odds_ratio float8) (
    SFUNC = surgical_registry.cusum_segment_accum, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.cusum_agg(boolean, float8, float8) IS
    'CUSUM segment of operations in the order of ORDER BY within the call, which it depends on; a NULL outcome is counted as missing and leaves the chart as it was; NULL without rows; 22004 for a NULL risk, 22003 for a risk or odds_ratio out of range, 22023 if odds_ratio varies';

CREATE AGGREGATE surgical_registry.cusum_agg(outcome boolean, risk float8) (
    SFUNC = surgical_registry.cusum_segment_accum, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.cusum_agg(boolean, float8) IS
    'The same with an odds ratio of 2';

CREATE AGGREGATE surgical_registry.rollup(surgical_registry.cusum_segment) (
    SFUNC = surgical_registry.cusum_segment_append, STYPE = surgical_registry.cusum_segment, PARALLEL = SAFE
);
COMMENT ON AGGREGATE surgical_registry.rollup(surgical_registry.cusum_segment) IS
    'Joins CUSUM segments in the order of ORDER BY within the call, exactly: months to years, as if the operations had been charted in one go; NULL segments add nothing; 22023 for charts of different odds ratios';

CREATE FUNCTION surgical_registry.cusum_segment_join(surgical_registry.cusum_segment, surgical_registry.cusum_segment) RETURNS surgical_registry.cusum_segment
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_join' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_segment_join(surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS
    'Implementation of || for CUSUM segments';

CREATE OPERATOR surgical_registry.|| (
    LEFTARG = surgical_registry.cusum_segment, RIGHTARG = surgical_registry.cusum_segment,
    FUNCTION = surgical_registry.cusum_segment_join
);
COMMENT ON OPERATOR surgical_registry.|| (surgical_registry.cusum_segment, surgical_registry.cusum_segment) IS 'the later after the earlier, exactly';

CREATE FUNCTION surgical_registry.n(surgical_registry.cusum_segment) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.n(surgical_registry.cusum_segment) IS
    'Operations charted';

CREATE FUNCTION surgical_registry.missing(surgical_registry.cusum_segment) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_missing' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.missing(surgical_registry.cusum_segment) IS
    'Operations left out because their outcome is NULL';

CREATE FUNCTION surgical_registry.odds_ratio(surgical_registry.cusum_segment) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_segment_odds_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.odds_ratio(surgical_registry.cusum_segment) IS
    'Odds ratio that the chart looks for';

CREATE FUNCTION surgical_registry.cusum_end(surgical_registry.cusum_segment, start float8 DEFAULT 0) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_end' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_end(surgical_registry.cusum_segment, float8) IS
    'The chart after the segment, having stood at start before it: what cusum() without a reset gives for the last operation; 22003 for a negative start';

CREATE FUNCTION surgical_registry.cusum_peak(surgical_registry.cusum_segment, start float8 DEFAULT 0) RETURNS float8
    AS 'MODULE_PATHNAME', 'sr_cusum_peak' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.cusum_peak(surgical_registry.cusum_segment, float8) IS
    'The greatest value of the chart within the segment, having stood at start before it; at or above the limit, it signalled; 22003 for a negative start';

-- CUSUM where the order is known by day only.

CREATE TYPE surgical_registry.cusum_range AS (
    least float8,
    greatest float8,
    highest float8
);
COMMENT ON TYPE surgical_registry.cusum_range IS 'Where a CUSUM may stand at the end of a day whose operations are in no known order';
COMMENT ON COLUMN surgical_registry.cusum_range.least IS 'Least value at the end of the day, over all orders within each day';
COMMENT ON COLUMN surgical_registry.cusum_range.greatest IS 'Greatest value at the end of the day';
COMMENT ON COLUMN surgical_registry.cusum_range.highest IS 'Greatest value that the chart may have had within the day';

CREATE FUNCTION surgical_registry.cusum_block(outcome boolean, risk float8, odds_ratio float8 DEFAULT 2) RETURNS surgical_registry.cusum_range
    AS 'MODULE_PATHNAME', 'sr_cusum_block' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.cusum_block(boolean, float8, float8) IS
    'Risk-adjusted CUSUM without a reset, operations that are peers in the order of OVER (those of a day) being a block in unknown order: the least and the greatest chart at its end, the same for all its rows; NULL for a NULL outcome, which is left out; without ORDER BY the whole partition is one block; errors as cusum()';
-- A measure over time against its own variation.

CREATE TYPE surgical_registry.xmr_point AS (
    value float8,
    mean float8,
    lower float8,
    upper float8,
    baseline_values bigint,
    outside boolean,
    shift boolean,
    trend boolean,
    two_of_three boolean
);
COMMENT ON TYPE surgical_registry.xmr_point IS 'One value of an XmR chart with its limits and what makes it special';
COMMENT ON COLUMN surgical_registry.xmr_point.value IS 'The value itself';
COMMENT ON COLUMN surgical_registry.xmr_point.mean IS 'Mean of the baseline; NULL without one';
COMMENT ON COLUMN surgical_registry.xmr_point.lower IS 'Lower process limit: mean less 2.66 mean moving ranges; NULL with fewer than two neighbouring baseline values';
COMMENT ON COLUMN surgical_registry.xmr_point.upper IS 'Upper process limit: mean and 2.66 mean moving ranges';
COMMENT ON COLUMN surgical_registry.xmr_point.baseline_values IS 'Values that mean and limits rest on; with fewer than 12 they are provisional';
COMMENT ON COLUMN surgical_registry.xmr_point.outside IS 'Beyond a process limit';
COMMENT ON COLUMN surgical_registry.xmr_point.shift IS 'One of seven or more in a row on one side of the mean';
COMMENT ON COLUMN surgical_registry.xmr_point.trend IS 'One of seven or more in a row that rise each time, or fall each time';
COMMENT ON COLUMN surgical_registry.xmr_point.two_of_three IS 'Of three in a row, one of two or three further than two thirds of the way to the same limit';

CREATE FUNCTION surgical_registry.xmr(value float8, baseline boolean DEFAULT true, rebase boolean DEFAULT false) RETURNS surgical_registry.xmr_point
    AS 'MODULE_PATHNAME', 'sr_xmr' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.xmr(float8, boolean, boolean) IS
    'XmR chart of a measure over all rows of the window in their order, with the rules of Making Data Count (NHS England); baseline says whether a row informs mean and limits (month < ''2025-01-01''), rebase whether a new period with limits of its own begins with it (month = ''2025-07-01''); nothing is rebased by itself; NULL for a NULL value, which is left out; 22003 for a value that is not finite, 22004 for a NULL flag';
-- Operations between rare events.

CREATE TYPE surgical_registry.gap_point AS (
    cases bigint,
    event boolean,
    rate float8,
    centre float8,
    lower float8,
    upper float8,
    level float8,
    status text
);
COMMENT ON TYPE surgical_registry.gap_point IS 'How long it has been since the last event, in operations';
COMMENT ON COLUMN surgical_registry.gap_point.cases IS 'Operations since the last event, this one included';
COMMENT ON COLUMN surgical_registry.gap_point.event IS 'Whether this one had the event, and so ends the gap; the last gap is still open where it did not';
COMMENT ON COLUMN surgical_registry.gap_point.rate IS 'Events per operation that the limits are for';
COMMENT ON COLUMN surgical_registry.gap_point.centre IS 'Median number of operations up to an event; NULL without a rate above 0 and below 1';
COMMENT ON COLUMN surgical_registry.gap_point.lower IS 'An event after so few operations, or fewer, has a chance of (1 - level)/2; below 1 no event can come too soon';
COMMENT ON COLUMN surgical_registry.gap_point.upper IS 'So many operations without an event have a chance of (1 - level)/2';
COMMENT ON COLUMN surgical_registry.gap_point.level IS 'Level of the limits';
COMMENT ON COLUMN surgical_registry.gap_point.status IS 'Where the gap lies by the limits of this row: within limits, sooner or later';

CREATE FUNCTION surgical_registry.g_chart(outcome boolean, rate float8 DEFAULT NULL, level float8 DEFAULT 0.95) RETURNS surgical_registry.gap_point
    AS 'MODULE_PATHNAME', 'sr_g_chart' LANGUAGE C WINDOW IMMUTABLE PARALLEL SAFE COST 100;
COMMENT ON FUNCTION surgical_registry.g_chart(boolean, float8, float8) IS
    'Chart of operations between rare events in the order of OVER, whatever the frame, with geometric limits (Benneyan 2001); not adjusted for risk; the rate is that of all rows of the window unless given; NULL for a NULL outcome, which is left out; 22023 for a rate or level outside (0, 1), or one that varies within the window';
-- Charts in a terminal.

CREATE FUNCTION surgical_registry.chart_text("values" float8[], limits float8[] DEFAULT '{}', width integer DEFAULT 60, height integer DEFAULT 12, OUT line text) RETURNS SETOF text
    AS 'MODULE_PATHNAME', 'sr_chart_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 14;
COMMENT ON FUNCTION surgical_registry.chart_text(float8[], float8[], integer, integer) IS
    'Draws values in their order as lines of text, for psql: a column shows all that falls into it, limits are dashed; NULLs are gaps; width 10 to 200, height 3 to 100 (22023); no lines without values; 22003 for one that is not finite';
-- Sign-off: the guard, the functions of signers, and what can be asked.

CREATE FUNCTION surgical_registry.guard_entry() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_guard_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.guard_entry() IS
    'Constraint trigger that protect() puts on a table: refuses (23514) a transition to final without the signatures that the policy wants, any change of a final entry, of a key, and deletion of anything but drafts';

CREATE FUNCTION surgical_registry.keep_evidence() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_keep_evidence' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.keep_evidence() IS
    'Trigger on tables of evidence: refuses (42501) what their way of keeping, the argument, does not allow: append, written, erasable or state';

CREATE FUNCTION surgical_registry.refuse_truncate() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_refuse_truncate' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.refuse_truncate() IS
    'Trigger on protected tables and tables of evidence: refuses TRUNCATE (42501)';

CREATE FUNCTION surgical_registry.check_signoff_policy() RETURNS trigger
    AS 'MODULE_PATHNAME', 'sr_check_signoff_policy' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.check_signoff_policy() IS
    'Trigger on signoff_policy: refuses settings that cannot be read (22023) and rules for days that are past (23514)';

CREATE FUNCTION surgical_registry.sign_entry(target regclass, key text[], meaning text, expected_digest bytea) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_sign_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.sign_entry(regclass, text[], text, bytea) IS
    'Signs an entry as it is now, as the consultant whom the login is bound to, and gives the number of the signature; expected_digest is the content_digest of what was read. 42501 for anybody else, without a post that may sign or inside a trigger, 55000 if the entry has changed since, is final or needs no signature, 23505 for a second signature of one consultant, 22004 for NULL';

CREATE FUNCTION surgical_registry.withdraw_signature(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_withdraw_signature' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.withdraw_signature(regclass, text[], text) IS
    'Takes back one''s own standing signature, before the entry is final; 55000 if there is none, 42501 inside a trigger, 22004 for NULL';

CREATE FUNCTION surgical_registry.finalise_entry(target regclass, key text[]) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_finalise_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.finalise_entry(regclass, text[]) IS
    'Makes an entry final, as an UPDATE of its status does; 23514 says what is missing, P0002 that the caller may change no such entry';

CREATE FUNCTION surgical_registry.amend_entry(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_amend_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.amend_entry(regclass, text[], text) IS
    'Opens a new revision of a final entry, which is submitted again; signatures of the revision before do not count for it. For an entry that needed signatures the login of a consultant with a post (42501, as inside a trigger); 55000 if it is not final. An entry that was imported comes under the first policy';

CREATE FUNCTION surgical_registry.retier_entry(target regclass, key text[], tier surgical_registry.complexity_tier, reason text) RETURNS boolean
    AS 'MODULE_PATHNAME', 'sr_retier_entry' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.retier_entry(regclass, text[], surgical_registry.complexity_tier, text) IS
    'Corrects the tier of an entry; to leave a tier that needs sign-off, as many consultants as the policy wants call it one after another. True once the tier is changed, false while others are awaited';

CREATE FUNCTION surgical_registry.declare_emergency(target regclass, key text[], reason text) RETURNS void
    AS 'MODULE_PATHNAME', 'sr_declare_emergency' LANGUAGE C;
COMMENT ON FUNCTION surgical_registry.declare_emergency(regclass, text[], text) IS
    'Makes an entry provisional by one consultant''s word; its signatures are due some hours after the operation date, by the policy, and are marked late after that. It needs no operation date and no policy in force; 23514 if the date is to come, 42501 without a post or inside a trigger';

CREATE FUNCTION surgical_registry.import_entries(target regclass) RETURNS bigint
    AS 'MODULE_PATHNAME', 'sr_import_entries' LANGUAGE C STRICT;
COMMENT ON FUNCTION surgical_registry.import_entries(regclass) IS
    'Makes entries final that are submitted or final already, need signatures, and are dated before the first sign-off policy and never were final before: marked predates_policy, and counted. For the table''s owner (42501); 55000 while there is no policy';

CREATE FUNCTION surgical_registry.content_digest(target regclass, key text[]) RETURNS bytea
    AS 'MODULE_PATHNAME', 'sr_content_digest' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION surgical_registry.content_digest(regclass, text[]) IS
    'SHA-256 of what a signature of an entry would be over now: table, key, revision, policy and covered columns, in a form that no setting changes; NULL for NULL, P0002 if the caller may read no such entry';

CREATE FUNCTION surgical_registry.entry_status(target regclass, key text[],
        OUT state text, OUT revision integer, OUT tier surgical_registry.complexity_tier, OUT signatures integer, OUT missing text[])
    AS 'MODULE_PATHNAME', 'sr_entry_status' LANGUAGE C STABLE STRICT;
COMMENT ON FUNCTION surgical_registry.entry_status(regclass, text[]) IS
    'State of an entry, its revision, the tier that counts (the highest so far; unclassified as highly_complex), consultants whose signatures stand on its present content, and what it lacks to become final; NULL for NULL';

CREATE FUNCTION surgical_registry.entry_key(VARIADIC "any") RETURNS text[]
    AS 'MODULE_PATHNAME', 'sr_entry_key' LANGUAGE C STABLE;
COMMENT ON FUNCTION surgical_registry.entry_key("any") IS
    'Key of an entry as evidence holds it: the values as text that no setting changes; NULL if one of them is';

-- Tables of evidence: made by protect(), owned by its caller, no members of the extension.

-- They are for their owner to grant, whatever the default privileges say.
CREATE PROCEDURE surgical_registry.revoke_from_others(evidence regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $procedure$
DECLARE
    other text;
BEGIN
    FOR other IN
        SELECT DISTINCT CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
        FROM pg_class c, aclexplode(c.relacl) a
        WHERE c.oid = evidence AND a.grantee <> c.relowner
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', evidence, other);
    END LOOP;
END
$procedure$;
COMMENT ON PROCEDURE surgical_registry.revoke_from_others(regclass) IS
    'Takes every privilege on a new table of evidence from all but its owner';

CREATE PROCEDURE surgical_registry.create_evidence(schema_name name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $procedure$
DECLARE
    place text := pg_catalog.quote_ident(schema_name);
BEGIN
PERFORM pg_catalog.set_config('search_path', place OPERATOR(pg_catalog.||) ', pg_temp', true);

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.consultant') IS NULL THEN
-- Who is a consultant. A number is not an appointment: consultant_post holds those.
CREATE TABLE consultant (
    gmc_number text PRIMARY KEY CHECK (gmc_number ~ '^[0-9]{7}$'),
    name text NOT NULL
);
COMMENT ON TABLE consultant IS 'Consultants and other clinicians, by GMC number';
COMMENT ON COLUMN consultant.gmc_number IS 'General Medical Council reference number: seven digits';
COMMENT ON COLUMN consultant.name IS 'Name as it appears in print';
CALL surgical_registry.revoke_from_others('consultant');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.consultant_post') IS NULL THEN
-- Appointments, past and present. A signature counts for a post that was valid on the day.
CREATE TABLE consultant_post (
    gmc_number text NOT NULL,
    organisation_code text NOT NULL,
    kind text NOT NULL DEFAULT 'consultant',
    specialty text,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    PRIMARY KEY (gmc_number, organisation_code, kind, valid)
);
COMMENT ON TABLE consultant_post IS 'Appointments: who held which post where, from when to when';
COMMENT ON COLUMN consultant_post.gmc_number IS 'Who';
COMMENT ON COLUMN consultant_post.organisation_code IS 'ODS code of the provider';
COMMENT ON COLUMN consultant_post.kind IS 'Kind of post, such as consultant, honorary consultant, trainee; the sign-off policy says which may sign (consultant, if it does not)';
COMMENT ON COLUMN consultant_post.specialty IS 'Specialty of the post; the sign-off policy may list those that count';
COMMENT ON COLUMN consultant_post.valid IS 'Days on which the post was held; the upper bound is left out, as in [2020-01-01,2024-07-01)';
CALL surgical_registry.revoke_from_others('consultant_post');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.login_binding') IS NULL THEN
-- Which login is which consultant. Bound by number as well as by name: a role dropped and made again is another.
CREATE TABLE login_binding (
    login text NOT NULL,
    role_oid oid NOT NULL,
    gmc_number text NOT NULL,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    EXCLUDE USING gist (int8range(role_oid::bigint, role_oid::bigint, '[]') WITH &&, valid WITH &&)
);
COMMENT ON TABLE login_binding IS 'The one GMC number that a login signs for, day by day';
COMMENT ON COLUMN login_binding.login IS 'Name of the role that logs in';
COMMENT ON COLUMN login_binding.role_oid IS 'Its oid, as in ''dr_a''::regrole::oid; after a restore into another cluster it is to be renewed';
COMMENT ON COLUMN login_binding.gmc_number IS 'Whom the login belongs to';
COMMENT ON COLUMN login_binding.valid IS 'Days on which it may sign; the upper bound is left out';
CALL surgical_registry.revoke_from_others('login_binding');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.signoff_policy') IS NULL THEN
-- What an entry needs to become final, by the date of operation.
CREATE TABLE signoff_policy (
    version integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY CHECK (version > 0),
    effective_from date NOT NULL UNIQUE CHECK (isfinite(effective_from)),
    settings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(settings) = 'object'),
    created_by text NOT NULL DEFAULT session_user,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE signoff_policy IS 'Versions of the sign-off rules; the one in force on the operation date is pinned when an entry is first submitted or signed';
COMMENT ON COLUMN signoff_policy.version IS 'Number of the version, part of what is signed';
COMMENT ON COLUMN signoff_policy.effective_from IS 'First operation date it is for, until the next version begins';
COMMENT ON COLUMN signoff_policy.settings IS 'min_consultants (2), primary_must_sign (true), other_than_primary (true), second_must_sign (false), outside_provider (false), specialties (any), post_kinds (["consultant"]), allow_former (false), emergency_hours (72), tier ("highly_complex"); what is left out has the value in brackets';
COMMENT ON COLUMN signoff_policy.created_by IS 'Login that wrote it';
COMMENT ON COLUMN signoff_policy.created_at IS 'When it was written';

CREATE TRIGGER check_policy BEFORE INSERT ON signoff_policy
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.check_signoff_policy();
CREATE TRIGGER keep_evidence BEFORE UPDATE OR DELETE ON signoff_policy
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('append');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signoff_policy
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signoff_policy ENABLE ALWAYS TRIGGER check_policy;
ALTER TABLE signoff_policy ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signoff_policy ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('signoff_policy');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.protected_table') IS NULL THEN
-- Which tables are protected, and what their columns mean. Written by protect().
CREATE TABLE protected_table (
    target text PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    identity text NOT NULL,
    key_columns text[] NOT NULL,
    covered_columns text[] NOT NULL,
    operation_date text NOT NULL,
    primary_consultant text NOT NULL,
    second_consultant text,
    provider text,
    tier_column text,
    status_column text,
    protected_by text NOT NULL DEFAULT session_user,
    protected_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE protected_table IS 'Tables under sign-off, with the columns that sign-off reads';
COMMENT ON COLUMN protected_table.target IS 'Name of the table when it was protected; the guard''s argument, and the first part of every key here';
COMMENT ON COLUMN protected_table.version IS 'Version of the list of covered columns, part of what is signed';
COMMENT ON COLUMN protected_table.identity IS 'Schema and table when it was protected, part of what is signed';
COMMENT ON COLUMN protected_table.key_columns IS 'The primary key';
COMMENT ON COLUMN protected_table.covered_columns IS 'Columns that a signature is over, in this order';
COMMENT ON COLUMN protected_table.operation_date IS 'Column with the date of operation';
COMMENT ON COLUMN protected_table.primary_consultant IS 'Column with the GMC number of the primary operator';
COMMENT ON COLUMN protected_table.second_consultant IS 'Column with the GMC number of the second consultant operator, if there is one';
COMMENT ON COLUMN protected_table.provider IS 'Column with the treating provider''s code, if there is one';
COMMENT ON COLUMN protected_table.tier_column IS 'Column with the tier';
COMMENT ON COLUMN protected_table.status_column IS 'Column with the status that is asked for, if there is one';
COMMENT ON COLUMN protected_table.protected_by IS 'Login that called protect()';
COMMENT ON COLUMN protected_table.protected_at IS 'When';

CREATE TRIGGER keep_evidence BEFORE UPDATE OR DELETE ON protected_table
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('append');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON protected_table
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE protected_table ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE protected_table ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('protected_table');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.entry_state') IS NULL THEN
-- The state of every entry that is or was governed. Written by the guard and the functions alone.
CREATE TABLE entry_state (
    target text NOT NULL,
    entry_key text[] NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'provisional', 'final')),
    revision integer NOT NULL CHECK (revision > 0),
    content_digest bytea NOT NULL,
    governed boolean NOT NULL,
    highest_tier text,
    policy_version integer,
    ruleset_version integer,
    predates_policy boolean NOT NULL DEFAULT false,
    due_at timestamptz,
    finalised_at timestamptz,
    final_revision integer,
    salt bytea NOT NULL,
    changes bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (target, entry_key)
);
COMMENT ON TABLE entry_state IS 'State, revision and content of entries under sign-off';
COMMENT ON COLUMN entry_state.target IS 'Protected table';
COMMENT ON COLUMN entry_state.entry_key IS 'Key of the entry, as text that no setting changes';
COMMENT ON COLUMN entry_state.state IS 'draft, submitted, provisional (an emergency, signatures to follow) or final';
COMMENT ON COLUMN entry_state.revision IS 'Goes up by one with every change of covered content, and with every amendment';
COMMENT ON COLUMN entry_state.content_digest IS 'SHA-256 of what a signature of this revision is over';
COMMENT ON COLUMN entry_state.governed IS 'Did the entry need signatures when it was last changed?';
COMMENT ON COLUMN entry_state.highest_tier IS 'Highest tier since it was first submitted or signed; retier_entry() alone lowers it';
COMMENT ON COLUMN entry_state.policy_version IS 'Sign-off policy that is pinned; NULL if none was in force';
COMMENT ON COLUMN entry_state.ruleset_version IS 'Complexity ruleset that is pinned; NULL where the tier came with the row';
COMMENT ON COLUMN entry_state.predates_policy IS 'Imported as final, dated before the first policy';
COMMENT ON COLUMN entry_state.due_at IS 'When the signatures of an emergency are due';
COMMENT ON COLUMN entry_state.finalised_at IS 'When it last became final';
COMMENT ON COLUMN entry_state.final_revision IS 'The legal record: the last revision that was final';
COMMENT ON COLUMN entry_state.salt IS 'Random; goes into the digests of the audit, so that they tell nothing once it is gone';
COMMENT ON COLUMN entry_state.changes IS 'Counts changes of evidence; every one of them meets here';
COMMENT ON COLUMN entry_state.changed_at IS 'When it was last changed';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON entry_state
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('state');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON entry_state
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE entry_state ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE entry_state ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('entry_state');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.signature') IS NULL THEN
-- Who signed what. Nothing is changed or removed; a withdrawal is a row of its own.
CREATE TABLE signature (
    signature_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    entry_key text[] NOT NULL,
    revision integer NOT NULL,
    purpose text NOT NULL,
    meaning text NOT NULL,
    gmc_number text NOT NULL,
    login text NOT NULL,
    role_oid oid NOT NULL,
    authentication text NOT NULL DEFAULT 'login',
    content_digest bytea NOT NULL,
    late boolean NOT NULL,
    signed_at timestamptz NOT NULL
);
CREATE INDEX signature_entry ON signature (target, entry_key, revision);
COMMENT ON TABLE signature IS 'Signatures over the content of entries; whether one counts is worked out, not kept';
COMMENT ON COLUMN signature.signature_id IS 'Number of the signature';
COMMENT ON COLUMN signature.target IS 'Protected table';
COMMENT ON COLUMN signature.entry_key IS 'Key of the entry';
COMMENT ON COLUMN signature.revision IS 'Revision that was signed';
COMMENT ON COLUMN signature.purpose IS 'sign-off, emergency, or retier with the tier';
COMMENT ON COLUMN signature.meaning IS 'What the signer meant by it, in the signer''s words';
COMMENT ON COLUMN signature.gmc_number IS 'Signer';
COMMENT ON COLUMN signature.login IS 'Login of the session';
COMMENT ON COLUMN signature.role_oid IS 'Oid of the login';
COMMENT ON COLUMN signature.authentication IS 'How the signer was known: login, the database login itself';
COMMENT ON COLUMN signature.content_digest IS 'SHA-256 of the payload in signed_content';
COMMENT ON COLUMN signature.late IS 'Given after the signatures of an emergency were due';
COMMENT ON COLUMN signature.signed_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signature
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signature
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signature ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signature ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('signature');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.signature_withdrawal') IS NULL THEN
-- Signatures that were taken back before the entry was final.
CREATE TABLE signature_withdrawal (
    signature_id bigint PRIMARY KEY,
    reason text NOT NULL,
    login text NOT NULL,
    withdrawn_at timestamptz NOT NULL
);
COMMENT ON TABLE signature_withdrawal IS 'Signatures taken back by their signers';
COMMENT ON COLUMN signature_withdrawal.signature_id IS 'Signature that no longer counts';
COMMENT ON COLUMN signature_withdrawal.reason IS 'Why, in the signer''s words';
COMMENT ON COLUMN signature_withdrawal.login IS 'Login of the session';
COMMENT ON COLUMN signature_withdrawal.withdrawn_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signature_withdrawal
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signature_withdrawal
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signature_withdrawal ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signature_withdrawal ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('signature_withdrawal');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.signed_content') IS NULL THEN
-- The very bytes that were signed. Personal data: rows may be erased, their digests stay in signature.
CREATE TABLE signed_content (
    target text NOT NULL,
    entry_key text[] NOT NULL,
    revision integer NOT NULL,
    content_digest bytea NOT NULL,
    payload bytea NOT NULL,
    PRIMARY KEY (target, entry_key, revision, content_digest)
);
COMMENT ON TABLE signed_content IS 'Payloads of signatures; the only evidence that may be deleted, for erasure';
COMMENT ON COLUMN signed_content.target IS 'Protected table';
COMMENT ON COLUMN signed_content.entry_key IS 'Key of the entry';
COMMENT ON COLUMN signed_content.revision IS 'Revision that was signed';
COMMENT ON COLUMN signed_content.content_digest IS 'SHA-256 of the payload';
COMMENT ON COLUMN signed_content.payload IS 'Canonical content, in the format SRG1';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON signed_content
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('erasable');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON signed_content
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE signed_content ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE signed_content ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('signed_content');
END IF;

IF pg_catalog.to_regclass(place OPERATOR(pg_catalog.||) '.audit') IS NULL THEN
-- What happened to governed and final entries, in the transaction that did it.
CREATE TABLE audit (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    target text NOT NULL,
    entry_key text[] NOT NULL,
    action text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL,
    reason text,
    login text NOT NULL,
    content_digest bytea NOT NULL,
    xid xid8 NOT NULL,
    recorded_at timestamptz NOT NULL
);
COMMENT ON TABLE audit IS 'Changes of governed and final entries and of their evidence';
COMMENT ON COLUMN audit.audit_id IS 'Number; gaps are rollbacks and no sign of removal';
COMMENT ON COLUMN audit.target IS 'Protected table';
COMMENT ON COLUMN audit.entry_key IS 'Key of the entry';
COMMENT ON COLUMN audit.action IS 'What was done';
COMMENT ON COLUMN audit.state IS 'State of the entry afterwards';
COMMENT ON COLUMN audit.revision IS 'Revision afterwards';
COMMENT ON COLUMN audit.reason IS 'Reason that was given';
COMMENT ON COLUMN audit.login IS 'Login of the session';
COMMENT ON COLUMN audit.content_digest IS 'SHA-256 of the entry''s salt and the digest of its content';
COMMENT ON COLUMN audit.xid IS 'Transaction';
COMMENT ON COLUMN audit.recorded_at IS 'By the server''s clock';

CREATE TRIGGER keep_evidence BEFORE INSERT OR UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION surgical_registry.keep_evidence('written');
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate();
ALTER TABLE audit ENABLE ALWAYS TRIGGER keep_evidence;
ALTER TABLE audit ENABLE ALWAYS TRIGGER refuse_truncate;
CALL surgical_registry.revoke_from_others('audit');
END IF;
END
$procedure$;
COMMENT ON PROCEDURE surgical_registry.create_evidence(name) IS
    'Makes the tables of evidence that a schema does not have, owned by the caller';

-- Putting a table under sign-off.

CREATE FUNCTION surgical_registry.ambiguous_type(type regtype) RETURNS boolean
    LANGUAGE sql STABLE STRICT
    SET search_path = pg_catalog, pg_temp
    AS $$
    WITH RECURSIVE part AS (
        SELECT $1::oid AS oid
        UNION
        SELECT inner_type
        FROM part
        JOIN pg_type t ON t.oid = part.oid
        LEFT JOIN pg_range r ON t.oid IN (r.rngtypid, r.rngmultitypid),
        LATERAL (VALUES (t.typbasetype), (CASE WHEN t.typcategory = 'A' THEN t.typelem END), (r.rngsubtype)) v(inner_type)
        WHERE inner_type <> 0
    )
    SELECT EXISTS (
        SELECT FROM part JOIN pg_type t USING (oid)
        WHERE t.typtype IN ('c', 'p')
           OR t.oid IN ('float4'::regtype, 'float8'::regtype, 'money'::regtype, 'json'::regtype, 'xml'::regtype)
           OR (t.typnamespace = 'pg_catalog'::regnamespace AND (t.typname LIKE 'reg%' OR t.typname IN ('oid', 'aclitem', 'refcursor')))
           OR t.typcategory = 'G')
    $$;
COMMENT ON FUNCTION surgical_registry.ambiguous_type(regtype) IS
    'May one value of this type print in two ways, or two in one, so that a signature cannot be over it? Floating point, money, json, xml, geometry, composites, object identifiers, and what is made of them';

-- What keeps a table from being protected: one reason, and what to do about it.
CREATE FUNCTION surgical_registry.unprotectable(target regclass, OUT reason text, OUT code text, OUT remedy text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT v.reason, v.code, v.remedy
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace,
    LATERAL (VALUES
        (c.relkind NOT IN ('r', 'p'), 'is not an ordinary table', 'wrong_object_type',
         'Protect the table that holds the rows; on a foreign server, there.'),
        (c.relpersistence = 't', 'is temporary', 'wrong_object_type', 'Protect a permanent table.'),
        (c.relpersistence = 'u', 'is unlogged, and empty after a crash', 'wrong_object_type', 'Use ALTER TABLE ... SET LOGGED.'),
        (c.relispartition, 'is a partition', 'wrong_object_type', 'Protect the partitioned table; its partitions are protected with it.'),
        (EXISTS (SELECT FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                 WHERE i.inhrelid = c.oid AND p.relkind = 'r'),
         'inherits from a table', 'wrong_object_type', 'Use ALTER TABLE ... NO INHERIT, or partitions.'),
        (c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = c.oid),
         'is inherited by a table, whose rows it would show', 'wrong_object_type', 'Use ALTER TABLE ... NO INHERIT, or partitions.'),
        (NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary),
         'has no primary key', 'object_not_in_prerequisite_state', 'Use ALTER TABLE ... ADD PRIMARY KEY.'),
        (n.nspname ~ '^(pg_|information_schema)' OR EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                 AND d.objid = c.oid AND d.deptype = 'e'),
         'belongs to the system or to an extension', 'wrong_object_type', 'Protect a table of your own.')
    ) AS v(found, reason, code, remedy)
    WHERE c.oid = $1 AND v.found
    LIMIT 1
    $$;
COMMENT ON FUNCTION surgical_registry.unprotectable(regclass) IS
    'Why a table cannot be protected, with SQLSTATE by name and remedy; no row if it can';

CREATE PROCEDURE surgical_registry.check_protectable(target regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    problem record;
BEGIN
    IF target IS NULL THEN
        RAISE EXCEPTION 'target must not be NULL' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    PERFORM FROM pg_class WHERE oid = target AND relowner = current_user::regrole;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'must be owner of table %', target USING ERRCODE = 'insufficient_privilege',
            HINT = 'Its owner calls protect(), and owns the evidence. Use SET ROLE if you are a member of the owner.';
    END IF;
    SELECT * INTO problem FROM surgical_registry.unprotectable(target);
    IF FOUND AND problem.reason IS NOT NULL THEN
        RAISE EXCEPTION 'table % %', target, problem.reason USING ERRCODE = problem.code, HINT = problem.remedy;
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_protectable(regclass) IS
    'Refuses a table that protect() cannot protect, before anything is made';

CREATE PROCEDURE surgical_registry.check_protected_columns(target regclass, key_columns name[], covered name[], status_column name, named name[])
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    problem record;
BEGIN
    SELECT c.name INTO problem
    FROM unnest(key_columns || covered || status_column || named) c(name)
    WHERE c.name IS NOT NULL AND NOT EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = target AND a.attname = c.name AND a.attnum > 0 AND NOT a.attisdropped);
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" of table % does not exist', problem.name, target USING ERRCODE = 'undefined_column';
    END IF;
    IF key_columns IS DISTINCT FROM (
        SELECT array_agg(a.attname ORDER BY k.place)
        FROM pg_index i, unnest(i.indkey) WITH ORDINALITY k(number, place)
        JOIN pg_attribute a ON a.attrelid = target AND a.attnum = k.number
        WHERE i.indrelid = target AND i.indisprimary AND k.place <= i.indnkeyatts)
    THEN
        RAISE EXCEPTION 'key columns are not the primary key of table %', target USING ERRCODE = 'invalid_parameter_value',
            HINT = 'Name the columns of the primary key, in its order.';
    END IF;
    SELECT a.attname, a.atttypid::regtype AS type INTO problem
    FROM pg_attribute a
    WHERE a.attrelid = target AND a.attname = ANY (key_columns || covered) AND surgical_registry.ambiguous_type(a.atttypid)
    ORDER BY a.attnum LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" is of type %, which a signature cannot cover', problem.attname, problem.type USING ERRCODE = 'datatype_mismatch',
            HINT = 'Its values do not print in one way only. Use numeric in place of floating point and money, jsonb in place of json, columns in place of composites.';
    END IF;
    IF status_column = ANY (covered || key_columns) THEN
        RAISE EXCEPTION 'the status column "%" cannot be covered', status_column USING ERRCODE = 'invalid_parameter_value',
            HINT = 'To become final would change what was signed. Leave it out of covered_columns.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_protected_columns(regclass, name[], name[], name, name[]) IS
    'Refuses columns that are missing, a key that is not the primary key, and types that no signature can be over';

CREATE PROCEDURE surgical_registry.check_column_types(target regclass, operation_date name, tier_column name, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    column_name name;
BEGIN
    IF (SELECT atttypid FROM pg_attribute WHERE attrelid = target AND attname = operation_date) <> 'date'::regtype THEN
        RAISE EXCEPTION 'column "%" is not of type date', operation_date USING ERRCODE = 'datatype_mismatch',
            HINT = 'The policy goes by the day of operation: name a date column.';
    END IF;
    SELECT a.attname INTO column_name
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = target AND a.attname IN (tier_column, status_column) AND t.typcategory NOT IN ('S', 'E');
    IF FOUND THEN
        RAISE EXCEPTION 'column "%" holds no words', column_name USING ERRCODE = 'datatype_mismatch',
            HINT = 'Tier and status are text, or an enum with their words.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_column_types(regclass, name, name, name) IS
    'Refuses an operation date that is no date, and a tier or status that is no text or enum';

CREATE PROCEDURE surgical_registry.check_existing_statuses(target regclass, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    unknown text;
BEGIN
    IF status_column IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format('SELECT %1$I::text FROM %2$s WHERE %1$I IS NOT NULL AND %1$I::text <> ALL (''{draft,submitted,provisional,final}'') LIMIT 1',
                   status_column, target) INTO unknown;
    IF unknown IS NOT NULL THEN
        RAISE EXCEPTION 'status "%" is not known', unknown USING ERRCODE = 'check_violation',
            HINT = 'Known: draft, submitted, provisional, final; NULL is a draft.';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_existing_statuses(regclass, name) IS
    'Refuses a table with rows whose status is no word of sign-off';

-- TRUNCATE triggers are not passed on to partitions: each table has its own.
CREATE PROCEDURE surgical_registry.attach_guard(target regclass, name text)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    part regclass;
BEGIN
    EXECUTE format('CREATE CONSTRAINT TRIGGER guard_entry AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION surgical_registry.guard_entry(%L)',
                   target, name);
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER guard_entry', target);
    FOR part IN SELECT target UNION SELECT relid FROM pg_partition_tree(target) LOOP
        IF (SELECT relkind FROM pg_class WHERE oid = part) NOT IN ('r', 'p') THEN
            RAISE EXCEPTION 'partition % is not an ordinary table', part USING ERRCODE = 'wrong_object_type',
                HINT = 'Triggers of this server do not run where its rows are; detach it.';
        END IF;
        EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION surgical_registry.refuse_truncate()', part);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER refuse_truncate', part);
    END LOOP;
END
$$;
COMMENT ON PROCEDURE surgical_registry.attach_guard(regclass, text) IS
    'Puts the guard on a table and all its partitions, enabled always';

CREATE PROCEDURE surgical_registry.make_governance_view(schema_name name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    place text := quote_ident(schema_name);
    branches text;
BEGIN
    EXECUTE format($query$
        SELECT string_agg(format(
            'SELECT %%1$L::text AS target, k.entry_key, e.%%2$I AS operation_date, e.%%3$I::text AS primary_consultant,'
            ' CASE WHEN s.governed THEN s.state ELSE %%4$s END AS state, coalesce(s.revision, 1) AS revision, v.tier,'
            ' %%5$s IS NULL AS unclassified, v.governed,'
            ' (SELECT count(DISTINCT g.gmc_number) FROM %1$s.signature g WHERE g.target = s.target AND g.entry_key = s.entry_key'
            ' AND g.revision = s.revision AND g.content_digest = s.content_digest AND g.purpose = ''sign-off'''
            ' AND NOT EXISTS (SELECT FROM %1$s.signature_withdrawal w WHERE w.signature_id = g.signature_id)) AS signatures,'
            ' v.governed AND %%6$s AS solo_operating, coalesce(s.predates_policy, false) AS predates_policy,'
            ' coalesce(s.governed AND s.state = ''provisional'' AND s.due_at < now(), false) AS overdue, coalesce(s.finalised_at > s.due_at, false) AS late, s.due_at, s.finalised_at, s.final_revision'
            ' FROM %%7$s e CROSS JOIN LATERAL (SELECT surgical_registry.entry_key(%%8$s)) k(entry_key)'
            ' LEFT JOIN %1$s.entry_state s ON s.target = %%1$L AND s.entry_key = k.entry_key'
            ' CROSS JOIN LATERAL (SELECT coalesce(CASE WHEN s.governed THEN s.highest_tier ELSE %%5$s END, ''highly_complex'')::surgical_registry.complexity_tier AS tier,'
            ' coalesce(s.governed, coalesce(%%5$s, ''highly_complex'')::surgical_registry.complexity_tier >='
            '   (SELECT coalesce(min((settings ->> ''tier'')::surgical_registry.complexity_tier), ''highly_complex'') FROM %1$s.signoff_policy)) AS governed) v',
            p.target, p.operation_date, p.primary_consultant,
            CASE WHEN p.status_column IS NULL THEN 'coalesce(s.state, ''draft'')' ELSE format('coalesce(e.%%I::text, ''draft'')', p.status_column) END,
            CASE WHEN p.tier_column IS NULL THEN 'NULL::text' ELSE format('CASE WHEN e.%%1$I::text IN (''low'', ''moderate'', ''high'', ''highly_complex'') THEN e.%%1$I::text END', p.tier_column) END,
            CASE WHEN p.second_consultant IS NULL THEN 'NULL::boolean' ELSE format('e.%%I IS NULL', p.second_consultant) END,
            format('%1$s.%%I', p.target),
            (SELECT string_agg(format('e.%%I', name), ', ' ORDER BY place) FROM unnest(p.key_columns) WITH ORDINALITY k(name, place))),
            ' UNION ALL ' ORDER BY p.protected_at, p.target)
        FROM %1$s.protected_table p
        $query$, place) INTO branches;
    EXECUTE format('CREATE %s VIEW %s.entry_governance AS %s',
                   CASE WHEN to_regclass(place || '.entry_governance') IS NULL THEN '' ELSE 'OR REPLACE' END, place, branches);
    EXECUTE format('COMMENT ON VIEW %s.entry_governance IS %L', place, 'Every entry of the protected tables with its state under sign-off; surgical_registry.entry_status() says what one lacks');
END
$$;
COMMENT ON PROCEDURE surgical_registry.make_governance_view(name) IS
    'Makes the view entry_governance over all protected tables of a schema';

CREATE PROCEDURE surgical_registry.check_evidence_owner(target regclass)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    other regclass;
BEGIN
    SELECT c.oid INTO other
    FROM pg_class c JOIN pg_class t ON t.oid = target AND t.relnamespace = c.relnamespace
    WHERE c.relowner <> t.relowner AND c.relname IN ('protected_table', 'entry_state', 'signature', 'signature_withdrawal',
        'signed_content', 'audit', 'consultant', 'consultant_post', 'login_binding', 'signoff_policy', 'entry_governance')
    ORDER BY c.relname LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% has another owner than table %', other, target USING ERRCODE = 'object_not_in_prerequisite_state',
            HINT = 'Evidence is read and written as the owner of the table: let one role own both.';
    END IF;
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = target AND tgfoid = 'surgical_registry.guard_entry()'::regprocedure) THEN
        RAISE EXCEPTION 'table % is protected already', target USING ERRCODE = 'duplicate_object';
    END IF;
END
$$;
COMMENT ON PROCEDURE surgical_registry.check_evidence_owner(regclass) IS
    'Refuses a table whose schema has evidence of another owner, and a table that is protected already';

CREATE PROCEDURE surgical_registry.record_protection(target regclass, key_columns name[], operation_date name, primary_consultant name,
        second_consultant name, provider name, covered name[], tier_column name, status_column name)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    place name;
    name name;
BEGIN
    SELECT n.nspname, c.relname INTO place, name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = target;
    CALL surgical_registry.create_evidence(place);
    EXECUTE format('INSERT INTO %I.protected_table (target, identity, key_columns, covered_columns, operation_date, primary_consultant,
                        second_consultant, provider, tier_column, status_column) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', place)
        USING name::text, format('%I.%I', place, name), key_columns::text[], covered::text[], operation_date::text, primary_consultant::text,
            second_consultant::text, provider::text, tier_column::text, status_column::text;
    CALL surgical_registry.attach_guard(target, name);
    CALL surgical_registry.make_governance_view(place);
END
$$;
COMMENT ON PROCEDURE surgical_registry.record_protection(regclass, name[], name, name, name, name, name[], name, name) IS
    'Makes evidence, guard and view for a table that has been checked';

CREATE PROCEDURE surgical_registry.protect(target regclass, key_columns name[], operation_date name, primary_consultant name,
        second_consultant name, provider name, covered_columns name[], tier_column name DEFAULT NULL, status_column name DEFAULT NULL)
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    roles name[] := ARRAY[operation_date, primary_consultant, second_consultant, provider, tier_column];
    covered name[];
BEGIN
    CALL surgical_registry.check_protectable(target);
    IF key_columns IS NULL OR operation_date IS NULL OR primary_consultant IS NULL OR covered_columns IS NULL THEN
        RAISE EXCEPTION 'key_columns, operation_date, primary_consultant and covered_columns must not be NULL'
            USING ERRCODE = 'null_value_not_allowed';
    END IF;
    -- What the rules read is covered too: a signature is over what it was judged by.
    SELECT array_agg(c.name ORDER BY c.place) INTO covered
    FROM (SELECT r.name, min(r.place) AS place FROM unnest(covered_columns || roles) WITH ORDINALITY r(name, place)
          WHERE r.name IS NOT NULL AND r.name <> ALL (key_columns) GROUP BY r.name) c;
    CALL surgical_registry.check_protected_columns(target, key_columns, covered, status_column, roles);
    CALL surgical_registry.check_column_types(target, operation_date, tier_column, status_column);
    EXECUTE format('LOCK TABLE %s IN SHARE ROW EXCLUSIVE MODE', target);
    CALL surgical_registry.check_existing_statuses(target, status_column);
    CALL surgical_registry.check_evidence_owner(target);
    CALL surgical_registry.record_protection(target, key_columns, operation_date, primary_consultant,
        second_consultant, provider, covered, tier_column, status_column);
END
$$;
COMMENT ON PROCEDURE surgical_registry.protect(regclass, name[], name, name, name, name, name[], name, name) IS
    'Puts a table under sign-off: makes the tables of evidence in its schema if they are missing, and the guard. Operation date, consultants, provider and tier are covered besides covered_columns; second_consultant, provider and status_column may be NULL. Called by the table''s owner (42501); 42809, 42804, 42703, 22023 or 55000 say what cannot be protected and why, and then nothing is made';

-- What can be weakened, and has been: for the owner or a superuser to look at.

CREATE FUNCTION surgical_registry.evidence_schemas() RETURNS SETOF oid
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT c.relnamespace FROM pg_class c
    WHERE c.relname = 'protected_table' AND c.relkind = 'r'
      AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'covered_columns')
    $$;
COMMENT ON FUNCTION surgical_registry.evidence_schemas() IS 'Schemas with tables under sign-off';

CREATE FUNCTION surgical_registry.evidence_tables() RETURNS TABLE (place oid, name text, evidence regclass)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT s.place, t.name, c.oid::regclass
    FROM surgical_registry.evidence_schemas() s(place)
    CROSS JOIN unnest('{protected_table,entry_state,signature,signature_withdrawal,signed_content,audit,consultant,consultant_post,login_binding,signoff_policy}'::text[]) t(name)
    LEFT JOIN pg_class c ON c.relnamespace = s.place AND c.relname = t.name AND c.relkind = 'r'
    $$;
COMMENT ON FUNCTION surgical_registry.evidence_tables() IS 'Tables of evidence that each schema under sign-off should have, NULL where one is missing';

CREATE FUNCTION surgical_registry.our_triggers() RETURNS TABLE (relation regclass, trigger_name name, function_name name, enabled "char")
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT t.tgrelid::regclass, t.tgname, p.proname, t.tgenabled
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.pronamespace = 'surgical_registry'::regnamespace
    $$;
COMMENT ON FUNCTION surgical_registry.our_triggers() IS 'Triggers of this database that are functions of this extension';

CREATE FUNCTION surgical_registry.altered_triggers() RETURNS TABLE (relation regclass, trigger_name name)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT t.tgrelid::regclass, t.tgname
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid AND p.pronamespace = 'surgical_registry'::regnamespace
    JOIN pg_class c ON c.oid = t.tgrelid
    -- tgtype: row 1, before 2, insert 4, delete 8, update 16, truncate 32
    LEFT JOIN (VALUES ('guard_entry', NULL, 29, NULL), ('refuse_truncate', NULL, 34, ''), ('check_signoff_policy', 'signoff_policy', 7, ''),
                      ('keep_evidence', 'protected_table', 27, 'append'), ('keep_evidence', 'signoff_policy', 27, 'append'),
                      ('keep_evidence', 'entry_state', 31, 'state'), ('keep_evidence', 'signed_content', 31, 'erasable'),
                      ('keep_evidence', 'signature', 31, 'written'), ('keep_evidence', 'signature_withdrawal', 31, 'written'),
                      ('keep_evidence', 'audit', 31, 'written')) v(function_name, name, events, argument)
        ON v.function_name = p.proname AND coalesce(v.name, c.relname) = c.relname
    WHERE v.function_name IS NULL OR t.tgtype <> v.events OR t.tgqual IS NOT NULL OR cardinality(t.tgattr::int2[]) > 0 OR t.tgdeferrable
       OR replace(encode(t.tgargs, 'escape'), '\000', '') <> coalesce(v.argument, replace(encode(t.tgargs, 'escape'), '\000', ''))
    $$;
COMMENT ON FUNCTION surgical_registry.altered_triggers() IS
    'Triggers of this extension with another time, events, condition, columns or argument than protect() gives them';

CREATE FUNCTION surgical_registry.check_guards() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT 'guard_not_always', relation::text, format('trigger %s is %s', trigger_name,
           CASE enabled WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'enabled for replicas only' ELSE 'not enabled always' END)
    FROM surgical_registry.our_triggers() WHERE enabled <> 'A'
    UNION ALL
    SELECT 'guard_altered', a.relation::text, format('trigger %s is not as protect() makes it', a.trigger_name)
    FROM surgical_registry.altered_triggers() a
    UNION ALL
    SELECT 'guard_twice', o.relation::text, format('has %s triggers guard_entry()', count(*))
    FROM surgical_registry.our_triggers() o WHERE o.function_name = 'guard_entry' GROUP BY o.relation HAVING count(*) > 1
    UNION ALL
    SELECT 'truncate_guard_missing', g.relation::text, 'has guard_entry but no refuse_truncate'
    FROM surgical_registry.our_triggers() g
    WHERE g.function_name = 'guard_entry'
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = g.relation AND o.function_name = 'refuse_truncate')
    UNION ALL
    SELECT 'evidence_missing', format('%s.%s', e.place::regnamespace, e.name), 'table is gone'
    FROM surgical_registry.evidence_tables() e WHERE e.evidence IS NULL
    UNION ALL
    SELECT 'evidence_guard_missing', e.evidence::text, format('has no %s', f.name)
    FROM surgical_registry.evidence_tables() e CROSS JOIN (VALUES ('keep_evidence'), ('refuse_truncate')) f(name)
    WHERE e.evidence IS NOT NULL AND e.name NOT IN ('consultant', 'consultant_post', 'login_binding')
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = e.evidence AND o.function_name = f.name)
    UNION ALL
    SELECT 'evidence_guard_missing', e.evidence::text, 'has no check_signoff_policy'
    FROM surgical_registry.evidence_tables() e
    WHERE e.name = 'signoff_policy' AND e.evidence IS NOT NULL
      AND NOT EXISTS (SELECT FROM surgical_registry.our_triggers() o WHERE o.relation = e.evidence AND o.function_name = 'check_signoff_policy')
    UNION ALL
    SELECT 'other_trigger', e.evidence::text, format('trigger %s runs while evidence is written', t.tgname)
    FROM surgical_registry.evidence_tables() e JOIN pg_trigger t ON t.tgrelid = e.evidence AND NOT t.tgisinternal JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE p.pronamespace <> 'surgical_registry'::regnamespace
    UNION ALL
    SELECT 'rewritten', r.ev_class::regclass::text, format('rule %s rewrites queries', r.rulename)
    FROM pg_rewrite r
    WHERE r.ev_type <> '1' AND (r.ev_class IN (SELECT e.evidence FROM surgical_registry.evidence_tables() e)
                                OR r.ev_class IN (SELECT o.relation FROM surgical_registry.our_triggers() o))
    UNION ALL
    SELECT 'inherited', i.inhparent::regclass::text, format('shows rows of %s, which has no guard', i.inhrelid::regclass)
    FROM pg_inherits i
    WHERE i.inhparent IN (SELECT relation FROM surgical_registry.our_triggers() WHERE function_name = 'guard_entry')
      AND i.inhrelid NOT IN (SELECT relation FROM surgical_registry.our_triggers() WHERE function_name = 'guard_entry')
    UNION ALL
    SELECT 'inherited', e.evidence::text, format('shows rows of %s, which nobody guards', i.inhrelid::regclass)
    FROM surgical_registry.evidence_tables() e JOIN pg_inherits i ON i.inhparent = e.evidence
    $$;
COMMENT ON FUNCTION surgical_registry.check_guards() IS
    'Guards and tables of evidence that are missing, weakened or worked around, by the catalogue';

CREATE FUNCTION surgical_registry.check_roles() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT DISTINCT 'owner_can_log_in', r.rolname::text, format('owns %s, and so can disable its guard', o.relation)
    FROM surgical_registry.our_triggers() o JOIN pg_class c ON c.oid = o.relation JOIN pg_roles r ON r.oid = c.relowner
    WHERE o.function_name = 'guard_entry' AND r.rolcanlogin
    UNION ALL
    SELECT 'createrole', r.rolname::text, 'can set the password of any login, and sign as it'
    FROM pg_roles r WHERE r.rolcreaterole AND NOT r.rolsuper AND current_setting('server_version_num')::integer < 160000
    UNION ALL
    SELECT 'evidence_granted', e.evidence::text, format('%s may %s', CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END, a.privilege_type)
    FROM surgical_registry.evidence_tables() e JOIN pg_class c ON c.oid = e.evidence, aclexplode(c.relacl) a
    WHERE a.grantee <> c.relowner AND a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER')
      AND e.name NOT IN ('consultant', 'consultant_post', 'login_binding', 'signoff_policy')
    $$;
COMMENT ON FUNCTION surgical_registry.check_roles() IS
    'Roles that could work around sign-off: owners who log in, CREATEROLE before PostgreSQL 16, writers of evidence';

CREATE FUNCTION surgical_registry.check_target(place text, target text, key_columns text[], status_column text)
    RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    entry_key text := (SELECT string_agg(format('e.%I', name), ', ') FROM unnest(key_columns) name);
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'entry_gone', %3$L || ' ' || s.entry_key::text, 'has a state but no row'
        FROM %1$s.entry_state s
        WHERE s.target = %2$L AND NOT EXISTS (SELECT FROM %3$s e WHERE surgical_registry.entry_key(%4$s) = s.entry_key)
        $query$, place, target, format('%s.%I', place, target), entry_key);
    IF status_column IS NULL THEN
        RETURN;
    END IF;
    RETURN QUERY EXECUTE format($query$
        SELECT CASE WHEN s.target IS NULL THEN 'final_without_evidence' ELSE 'state_differs' END, %3$L || ' ' || k.entry_key::text,
               CASE WHEN s.target IS NULL THEN 'needs signatures, is final, and has no state' ELSE format('row says %%s, state %%s', coalesce(e.%5$I::text, 'draft'), s.state) END
        FROM %3$s e CROSS JOIN LATERAL (SELECT surgical_registry.entry_key(%4$s)) k(entry_key)
        LEFT JOIN %1$s.entry_state s ON s.target = %2$L AND s.entry_key = k.entry_key
        LEFT JOIN %1$s.entry_governance g ON s.target IS NULL AND e.%5$I::text = 'final' AND g.target = %2$L AND g.entry_key = k.entry_key
        WHERE (s.governed AND s.state <> coalesce(e.%5$I::text, 'draft')) OR g.governed
        $query$, place, target, format('%s.%I', place, target), entry_key, status_column);
END
$$;
COMMENT ON FUNCTION surgical_registry.check_target(text, text, text[], text) IS
    'Entries of one protected table whose row and state do not agree';

CREATE FUNCTION surgical_registry.check_content(place text, target text) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'content_differs', %3$L || ' ' || s.entry_key::text, 'is final, and its content is not what became final'
        FROM %1$s.entry_state s JOIN %1$s.entry_governance g ON g.target = s.target AND g.entry_key = s.entry_key
        WHERE s.target = %2$L AND s.governed AND s.state = 'final'
          AND surgical_registry.content_digest(%3$L::regclass, s.entry_key) <> s.content_digest
        $query$, place, target, format('%s.%I', place, target));
END
$$;
COMMENT ON FUNCTION surgical_registry.check_content(text, text) IS
    'Final entries of one protected table whose content was changed past the guard';

CREATE FUNCTION surgical_registry.check_columns(protected regclass, named text[]) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT 'column_gone', protected::text, format('column %s was named to protect()', n.name)
    FROM unnest(named) WITH ORDINALITY n(name, place)
    WHERE n.name IS NOT NULL
      AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = protected AND a.attname = n.name AND a.attnum > 0 AND NOT a.attisdropped)
    $$;
COMMENT ON FUNCTION surgical_registry.check_columns(regclass, text[]) IS
    'Columns that sign-off reads and the table no longer has';

CREATE FUNCTION surgical_registry.check_evidence(place text) RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    p record;
    protected regclass;
    guarded boolean;
BEGIN
    RETURN QUERY EXECUTE format($query$
        SELECT 'login_binding_dormant', %2$L || '.login_binding', format('no role has name %%s and oid %%s', b.login, b.role_oid)
        FROM %1$s.login_binding b LEFT JOIN pg_roles r ON r.rolname = b.login AND r.oid = b.role_oid
        WHERE r.oid IS NULL AND b.valid @> current_date
        $query$, place, place);
    FOR p IN EXECUTE format('SELECT * FROM %s.protected_table', place) LOOP
        protected := to_regclass(format('%s.%I', place, p.target));
        PERFORM FROM surgical_registry.our_triggers() o WHERE o.relation = protected AND o.function_name = 'guard_entry';
        guarded := FOUND;
        IF NOT guarded THEN
            RETURN QUERY SELECT 'guard_missing', format('%s.%I', place, p.target), 'is listed as protected but has no guard';
        END IF;
        -- To read a view, or another's table, is to run what another wrote.
        CONTINUE WHEN NOT EXISTS (SELECT FROM pg_class WHERE oid = protected AND relkind IN ('r', 'p') AND relowner = current_user::regrole);
        RETURN QUERY SELECT * FROM surgical_registry.check_columns(protected, p.key_columns || p.covered_columns || p.status_column);
        CONTINUE WHEN FOUND;
        RETURN QUERY
        SELECT 'column_not_covered', protected::text, format('a signature is not over column %s', a.attname)
        FROM pg_attribute a
        WHERE a.attrelid = protected AND a.attnum > 0 AND NOT a.attisdropped
          AND a.attname::text <> ALL (p.key_columns || p.covered_columns || coalesce(p.status_column, '')) ORDER BY a.attnum;
        RETURN QUERY SELECT * FROM surgical_registry.check_target(place, p.target, p.key_columns, p.status_column);
        BEGIN
            IF guarded THEN
                RETURN QUERY SELECT * FROM surgical_registry.check_content(place, p.target);
            END IF;
        EXCEPTION WHEN object_not_in_prerequisite_state THEN
            RETURN QUERY SELECT 'not_examined', protected::text, SQLERRM;
        END;
    END LOOP;
END
$$;
COMMENT ON FUNCTION surgical_registry.check_evidence(text) IS
    'What one schema''s evidence says that the catalogue or the rows do not';

CREATE FUNCTION surgical_registry.unexamined(place oid) RETURNS text
    LANGUAGE sql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
    SELECT CASE
        WHEN c.relowner <> current_user::regrole THEN format('rows are examined for the owner alone: use SET ROLE %s', c.relowner::regrole)
        WHEN EXISTS (SELECT FROM surgical_registry.evidence_tables() e
                     WHERE e.place = $1 AND (e.evidence IS NULL OR NOT has_table_privilege(e.evidence, 'SELECT')))
        THEN 'evidence is missing, or you may not read it'
        WHEN EXISTS (SELECT FROM surgical_registry.evidence_tables() e JOIN pg_class o ON o.oid = e.evidence
                     WHERE e.place = $1 AND o.relowner <> c.relowner)
        THEN 'some evidence has another owner'
        WHEN NOT EXISTS (SELECT FROM pg_class v WHERE v.relnamespace = $1 AND v.relname = 'entry_governance'
                         AND v.relkind = 'v' AND v.relowner = c.relowner)
        THEN 'view entry_governance is missing, or has another owner'
        END
    FROM pg_class c WHERE c.relnamespace = $1 AND c.relname = 'protected_table'
    $$;
COMMENT ON FUNCTION surgical_registry.unexamined(oid) IS
    'Why check_install() does not read the rows of a schema, so that nobody runs what another wrote; NULL if it does';

CREATE FUNCTION surgical_registry.check_install() RETURNS TABLE (code text, object text, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path = pg_catalog, pg_temp
    AS $$
DECLARE
    schema_oid oid;
    reason text;
BEGIN
    RETURN QUERY SELECT * FROM surgical_registry.check_guards();
    RETURN QUERY SELECT * FROM surgical_registry.check_roles();
    FOR schema_oid IN SELECT * FROM surgical_registry.evidence_schemas() LOOP
        reason := surgical_registry.unexamined(schema_oid);
        IF reason IS NOT NULL THEN
            RETURN QUERY SELECT 'not_examined', schema_oid::regnamespace::text, reason;
        ELSE
            RETURN QUERY SELECT * FROM surgical_registry.check_evidence(schema_oid::regnamespace::text);
        END IF;
    END LOOP;
END
$$;
COMMENT ON FUNCTION surgical_registry.check_install() IS
    'Whatever weakens sign-off in this database: code, object, detail; no row is what is wanted. The rows of a registry are examined for its owner alone, others see not_examined. It cannot show what a superuser hides';
