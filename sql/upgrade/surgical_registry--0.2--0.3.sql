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
COMMENT ON COLUMN surgical_registry.classification.reasons IS 'Sentences: line of codes, patient factors, cutpoint, floors and caps that changed the tier, conditions that were not known; or "no rule matches"';

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
    'Complexity, tier and reasons of a row by its columns, procedure_codes among them: the highest-scoring line of codes, points of true conditions (at most 10.0), the tier by cutpoints, floors and caps in their order. A NULL condition does not apply, and the reasons say so. NULL for a NULL row; 42703 for a missing column, 42804 for a column of a type that a rule cannot use, 22012, 2201E, 2201F, 22003 where a condition fails as in SQL. Call it LATERAL: (classify(r, e)).* runs once a column';

CREATE FUNCTION surgical_registry.classify_tier(ruleset surgical_registry.complexity_ruleset, entry record) RETURNS surgical_registry.complexity_tier
    AS 'MODULE_PATHNAME', 'sr_classify_tier' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 30
    SUPPORT surgical_registry.complexity_ruleset_support;
COMMENT ON FUNCTION surgical_registry.classify_tier(surgical_registry.complexity_ruleset, record) IS
    'Tier of a row as classify gives it, without reasons, for many rows; NULL if no line of codes matches, or for a NULL row; errors as in classify';

CREATE FUNCTION surgical_registry.ruleset_diff(a surgical_registry.complexity_ruleset, b surgical_registry.complexity_ruleset, OUT change text, OUT rule text, OUT before text, OUT after text)
    RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_ruleset_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.ruleset_diff(surgical_registry.complexity_ruleset, surgical_registry.complexity_ruleset) IS
    'Rules that differ: change is removed, changed, moved or added; rule a list of codes, a condition or cutpoints; what a says, before, and b, after. A floor or cap has moved if its place among those of both differs. Comments and the order of other rules make no difference';

CREATE FUNCTION surgical_registry.example_ruleset() RETURNS surgical_registry.complexity_ruleset
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN $ruleset$
-- EXAMPLE, NOT POLICY. It shows how a definition of complexity is written.
-- Nobody has agreed these scores. A working group replaces every figure by its
-- own, and every comment by its own reason.
-- Scores: mortality + morbidity + technical difficulty, each 0.5 to 5.0.

cutpoints 6.0 8.0 10.0  -- where the levels of the Aristotle score begin

-- Procedures. Low-risk work stays low.
V41-V42: 2.5 + 3.0 + 4.0  -- deformity of the spine: blood loss, spinal cord at risk, long operation
X22: 1.0 + 3.0 + 3.5  -- congenital deformity of the hip: the head may lose its blood supply
X24-X25: 0.5 + 1.5 + 2.0  -- congenital deformity of the foot: stiffness, relapse
W28-W30: 0.5 + 1.0 + 1.0  -- fixation of bone, and its removal

-- The patient. Conditions that are not known add nothing, and the reasons say so.
when age_years < 2: +1.0  -- small airway, small blood volume
when 'neuromuscular' in patient_factors: +1.5  -- breathing, bleeding, nutrition
when asa_grade >= 4: +2.0  -- illness that threatens life

-- What no score decides, in this order: a later line acts on what an earlier one left.
when asa_grade = 1 and age_years > 10 and procedure_codes in {W28} and procedure_codes not in {V41-V42, X22-X25}: at most moderate  -- a fit adolescent
when procedure_codes in {V41-V42} and cobb_angle > 90: at least highly_complex  -- a severe, stiff curve
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
    'Risk (or rate, or mean, as the model''s left side says) of a row by its columns; NULL if a covariate that matters is NULL and not coalesced; 42703 for a missing column, 42804 for a column of a type that the model cannot use, 22012, 2201E, 2201F, 22003 where the formula fails as in SQL';

CREATE FUNCTION surgical_registry.explain(model surgical_registry.risk_model, covariates record, OUT term text, OUT value float8, OUT contribution float8) RETURNS SETOF record
    AS 'MODULE_PATHNAME', 'sr_explain_model' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.explain(surgical_registry.risk_model, record) IS
    'A row''s linear predictor term by term, in the model''s order: the term without its coefficient (intercept for a number alone), its value in this row, and what it adds; the contributions sum to the linear predictor. NULLs and errors as in predict';
-- Published scores.

CREATE FUNCTION surgical_registry.pram_score(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean) RETURNS integer
    AS 'MODULE_PATHNAME', 'sr_pram_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_score(boolean, boolean, boolean, integer, boolean) IS
    'Pediatric Risk Assessment (PRAm) of death after non-cardiac surgery in children, 0 to 13 points: urgent procedure 1, any comorbidity 2, critical illness (ventilated, on inotropes or resuscitated before the operation) 3, age under 12 months (365 days) 3, neoplasm 4 (Nasr, DiNardo and Faraoni, Anesth Analg 2017;124:1514, PMID 27575562; validated by PMID 31082968). Points order risks, they are no probability, and they leave out the risk of the procedure itself. NULL if any argument is NULL: pram_bounds then says what the score could be. 22003 for a negative age';

CREATE FUNCTION surgical_registry.pram_bounds(urgent boolean, comorbidity boolean, critical_illness boolean, age_days integer, neoplasm boolean, OUT lowest integer, OUT highest integer) RETURNS record
    AS 'MODULE_PATHNAME', 'sr_pram_bounds' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION surgical_registry.pram_bounds(boolean, boolean, boolean, integer, boolean) IS
    'Least and greatest that pram_score could be, whatever the NULL arguments are; both are the score where none is NULL. 22003 for a negative age';
