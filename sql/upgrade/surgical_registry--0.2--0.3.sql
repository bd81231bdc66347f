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
