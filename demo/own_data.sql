\set SHOW_CONTEXT never

-- Any CSV file with a header. Set by the caller: file (to name it in messages), header (its first line),
-- and unit, outcome, risk (the names of three of its columns). The file itself comes on standard input.
SELECT set_config('demo.file', :'file', false),
       set_config('demo.header', :'header', false),
       set_config('demo.unit', :'unit', false),
       set_config('demo.outcome', :'outcome', false),
       set_config('demo.risk', :'risk', false)
\g /dev/null

CREATE TEMPORARY TABLE file_column AS
SELECT position, coalesce(nullif(btrim(replace(regexp_replace(field, '^"(.*)"$', '\1'), '""', '"')), ''), 'column ' || position) AS name
FROM regexp_matches(
         ltrim(btrim(current_setting('demo.header'), E' \r\n'), U&'\FEFF') || ',',
         '("(?:[^"]|"")*"|[^,]*),', 'g') WITH ORDINALITY AS header (fields, position),
     LATERAL (SELECT btrim(fields[1]) AS field) AS trimmed;

DO $$
DECLARE
	wanted text;
BEGIN
	FOREACH wanted IN ARRAY ARRAY['unit', 'outcome', 'risk'] LOOP
		IF NOT EXISTS (SELECT FROM file_column WHERE name = current_setting('demo.' || wanted)) THEN
			RAISE EXCEPTION '% has no column "%" (asked for by %=)',
				current_setting('demo.file'), current_setting('demo.' || wanted), upper(wanted)
				USING HINT = 'Its columns are: ' || (SELECT string_agg(name, ', ' ORDER BY position) FROM file_column) || '.';
		END IF;
	END LOOP;
END $$;

SELECT format('CREATE TABLE own_rows (%s)', string_agg(format('%I text', name), ', ' ORDER BY position))
FROM file_column
\gexec
\copy own_rows FROM pstdin WITH (FORMAT csv, HEADER true)

SELECT format('CREATE VIEW own_text AS
	SELECT coalesce(nullif(btrim(%I), ''''), ''(none)'') AS unit,
	       nullif(nullif(lower(btrim(%I)), ''''), ''na'') AS outcome,
	       nullif(nullif(lower(btrim(%I)), ''''), ''na'') AS risk
	FROM own_rows', :'unit', :'outcome', :'risk')
\gexec

DO $$
DECLARE
	number CONSTANT text := '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?$';
	bad text;
BEGIN
	SELECT string_agg(DISTINCT outcome, ', ') INTO bad FROM own_text
	WHERE outcome NOT IN ('0', '1', 'f', 't', 'false', 'true', 'n', 'y', 'no', 'yes');
	IF bad IS NOT NULL THEN
		RAISE EXCEPTION 'column "%" is not an outcome: %', current_setting('demo.outcome'), left(bad, 100)
			USING HINT = 'An outcome is 1 or 0, true or false, yes or no, or empty when not known.';
	END IF;
	SELECT string_agg(DISTINCT risk, ', ') INTO bad FROM own_text
	WHERE CASE WHEN risk ~ number THEN risk::float8 NOT BETWEEN 0 AND 1 ELSE risk IS NOT NULL END;
	IF bad IS NOT NULL THEN
		RAISE EXCEPTION 'column "%" is not a risk: %', current_setting('demo.risk'), left(bad, 100)
			USING HINT = 'A risk is a probability from 0 to 1 (divide per cent by 100), or empty when not known.';
	END IF;
END $$;

CREATE VIEW own_operations AS
SELECT unit, outcome::boolean AS outcome, risk::float8 AS risk FROM own_text;

CREATE VIEW own_funnel AS
SELECT unit, (f).*
FROM (SELECT unit, surgical_registry.funnel(surgical_registry.outcome_agg(outcome, risk)) OVER () AS f
      FROM own_operations
      GROUP BY unit) AS by_unit;
