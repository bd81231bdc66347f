-- Entries below the governed tier: a protected table beside the same table unprotected.

CREATE SCHEMA bench_guarded;
CREATE SCHEMA bench_plain;

-- The columns and keys of a registry's entries. Neither is ever emptied: what is protected cannot be truncated, so each sample has tables of its own.
CREATE PROCEDURE bench.new_entry_table(place name, guarded boolean) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SET LOCAL client_min_messages = error; DROP SCHEMA %I CASCADE; CREATE SCHEMA %1$I', place);
    EXECUTE format('CREATE TABLE %I.entry (
        entry_id bigint PRIMARY KEY, source_system text, source_key text, person_pseudo_id text, organisation_code text, site_code text,
        service_code text, procedure_date date, procedure_codes text[], diagnosis_codes text[], age_days integer, sex text, asa_grade smallint,
        weight_kg numeric, cobb_angle numeric, duration_minutes integer, consultant_gmc_number text, second_consultant_gmc_number text,
        referral_date date, hrg_code text, tariff numeric, cost numeric, note text, tier surgical_registry.complexity_tier, status text, UNIQUE (source_system, source_key))', place);
    IF guarded THEN
        EXECUTE format('CALL surgical_registry.protect(%L, ''{entry_id}'', ''procedure_date'', ''consultant_gmc_number'', ''second_consultant_gmc_number'',
            ''organisation_code'', ''{procedure_codes,diagnosis_codes,age_days,sex,asa_grade,weight_kg,cobb_angle}'', ''tier'', ''status'')', place || '.entry');
        EXECUTE format('INSERT INTO %I.signoff_policy (effective_from) VALUES (''2020-01-01'')', place);
    END IF;
END
$$;

CREATE UNLOGGED TABLE bench.low_entry AS
SELECT i::bigint AS entry_id, 'S' || i % 20 AS source_system, 'key ' || i AS source_key, md5(i::text) AS person_pseudo_id, 'R' || i % 90 AS organisation_code,
       'R' || i % 90 || '01' AS site_code, 'PO' AS service_code, date '2020-01-01' + i % 2000 AS procedure_date,
       ARRAY['V' || i % 90 || '.' || i % 10, 'Z' || i % 90] AS procedure_codes, ARRAY['M41.1'] AS diagnosis_codes, i % 6500 AS age_days,
       CASE i % 2 WHEN 0 THEN '1' ELSE '2' END AS sex, (1 + i % 5)::smallint AS asa_grade, (i % 700) / 10.0 AS weight_kg, (i % 1100) / 10.0 AS cobb_angle,
       i % 400 AS duration_minutes, lpad((i % 900)::text, 7, '1') AS consultant_gmc_number, NULL::text AS second_consultant_gmc_number,
       date '2019-10-01' + i % 2000 AS referral_date, 'HN' || i % 90 AS hrg_code, i % 9000 + 0.5 AS tariff, i % 9000 + 0.25 AS cost, NULL::text AS note,
       CASE i % 3 WHEN 0 THEN 'low' WHEN 1 THEN 'moderate' ELSE 'high' END::surgical_registry.complexity_tier AS tier, 'final'::text AS status
FROM generate_series(1, 300000) i;
SELECT format('%s/entries', :'folder') AS entries_file \gset
COPY bench.low_entry TO :'entries_file';
VACUUM bench.low_entry;

INSERT INTO bench.job (job, against, clock, repeats, at_most, aim, subject, reference, before_subject, before_reference)
SELECT v.job, 'the same table unprotected', 'wall', 1, at_most, 1.1, format(statement, 'bench_guarded'), format(statement, 'bench_plain'),
       'CALL bench.new_entry_table(''bench_guarded'', true);' || coalesce(format(v.before, 'bench_guarded'), ''),
       'CALL bench.new_entry_table(''bench_plain'', false);' || coalesce(format(v.before, 'bench_plain'), '')
FROM (VALUES
    ('sign-off: INSERT of 300,000 final entries that need none', 1.2, 'INSERT INTO %I.entry SELECT * FROM bench.low_entry', NULL),
    ('sign-off: COPY of them', 1.15, format('COPY %%I.entry FROM %L', :'entries_file'), NULL),
    ('sign-off: UPDATE of an uncovered column of them, final', 1.5, 'UPDATE %I.entry SET note = ''seen''', 'INSERT INTO %I.entry SELECT * FROM bench.low_entry'))
    v(job, at_most, statement, before);
