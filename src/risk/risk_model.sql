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
