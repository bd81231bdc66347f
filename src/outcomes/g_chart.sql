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
