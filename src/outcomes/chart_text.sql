-- Charts in a terminal.

CREATE FUNCTION surgical_registry.chart_text("values" float8[], limits float8[] DEFAULT '{}', width integer DEFAULT 60, height integer DEFAULT 12, OUT line text) RETURNS SETOF text
    AS 'MODULE_PATHNAME', 'sr_chart_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 14;
COMMENT ON FUNCTION surgical_registry.chart_text(float8[], float8[], integer, integer) IS
    'Draws values in their order as lines of text, for psql: a column shows all that falls into it, limits are dashed; NULLs are gaps; width 10 to 200, height 3 to 100 (22023); no lines without values; 22003 for one that is not finite';
