-- What codes, ranges, identifiers, complexities and places do not let in, by SQLSTATE: thrown by a cast, and from PostgreSQL 16 on reported softly
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;

CREATE FUNCTION test.state_of(literal text, type text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('SELECT %L::%s', literal, type);
    RETURN 'read';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END
$$;
-- The same without an exception; before 16 there is no such way, and the cast answers again.
CREATE FUNCTION test.soft_state_of(literal text, type text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    IF current_setting('server_version_num')::int < 160000 THEN
        RETURN test.state_of(literal, type);
    END IF;
    EXECUTE 'SELECT sql_error_code FROM pg_input_error_info($1, $2)' INTO state USING literal, type;
    RETURN coalesce(state, 'read');
END
$$;

CREATE TABLE malformed (type text, said text, literal text);
INSERT INTO malformed
SELECT type, said, unnest(literals) FROM (VALUES
    ('opcs4', 'the letter I', ARRAY['I41', 'i41.1', 'I00.0']),
    ('opcs4', 'blanks within', ARRAY['V 41', 'V41 .1', 'V41. 1', 'V41 1', E'V4\t1', E'V41\n.1']),
    ('opcs4', 'dots', ARRAY['V41.', 'V41..1', 'V41.1.', 'V4.1', '.V41', 'V.41', '.']),
    ('opcs4', 'look-alikes', ARRAY['Ⅴ41', 'Ｖ41', 'V4１', 'V٤١', 'V41․1', 'V41。1', E'V41\u200b', E'\ufeffV41', E'V41\u00a0', 'Ѵ41']),
    ('opcs4', 'length', ARRAY['', ' ', 'V', 'V4', 'V41.12', 'V4112']),
    ('icd10', 'letters and digits', ARRAY['441', 'MM1', 'M-1', 'M41.-', 'M41.+', 'M41-M43']),
    ('icd10', 'blanks within', ARRAY['M 41', 'M41 .1', 'M41. 1', 'I10 X']),
    ('icd10', 'dots', ARRAY['M41.', 'M41..1', 'M41.1.2', 'M411.2', 'M4.1', '.M41']),
    ('icd10', 'look-alikes', ARRAY['М41', 'Ⅿ41', 'M4１', 'M41․1', 'M41.１', E'M41\u200b']),
    ('icd10', 'length', ARRAY['', ' ', 'M', 'M4', 'M41.12345', 'M4112345']),
    ('opcs4range', 'reversed', ARRAY['[V41.3,V41]', '[V46,V41]', '[V41.1,V41.0]', '(Z99.9,A00)', '[V42,V41.9)']),
    ('opcs4range', 'no range', ARRAY['', 'V41', 'V41-V46', '[V41;V42]', '[V41,V42', 'V41,V42]', '[V41,V42,V43]', '{[V41,V42]}']),
    ('opcs4range', 'no code', ARRAY['[I41,V41]', '[V41,V4]', '[V41,V42.]', '[V41,V4１]']),
    ('opcs4multirange', 'reversed', ARRAY['{[V41.3,V41]}', '{[V41,V42],[V46,V41]}']),
    ('opcs4multirange', 'no list', ARRAY['', 'V41', '[V41,V42]', '{V41}', '{[V41,V42]', '{[V41,V42],}', '{[I41,V42]}']),
    ('icd10range', 'reversed', ARRAY['[M41.3,M41]', '[M43,M40]']),
    ('icd10multirange', 'reversed', ARRAY['{[M41.3,M41]}']),
    ('icd10range', 'no range', ARRAY['', 'M41', 'M40-M43', '[M41.,M42]', '[MM1,M42]']),
    ('icd10multirange', 'no list', ARRAY['', '{M41}', '{[M41,M42],}']),
    ('procedure_complexity', 'off the tenth', ARRAY['(3.05+2+4)', '(3+2.25+4)', '(3+2+4.01)', '(3+2+4+0.05)', '9.01 (3+2+4)', '(3.00000000000000000001+2+4)']),
    ('procedure_complexity', 'out of range', ARRAY['(0.4+2+4)', '(3+5.1+4)', '(3+2+0)', '(3+2+4+10.1)', '(3+2+99999999999999999999)']),
    ('procedure_complexity', 'another total', ARRAY['9.1 (3+2+4)', '8.9 (3+2+4)', '0 (3+2+4)', '9 (3+2+4+0.1)', '101 (3+2+4)']),
    ('procedure_complexity', 'no numbers', ARRAY['(NaN+2+4)', '(3+Infinity+4)', '(-3+2+4)', '(3+2+4+-1)', '(3e0+2+4)', '(３+2+4)', '(3 0+2+4)', '(3+2)', '9', '']),
    ('latlon', 'no numbers', ARRAY['(NaN,0)', '(0,NaN)', '(nan,nan)', '(Infinity,0)', '(0,-inf)', '(５2,1)', '(−52,1)', '(5e1,1)', '(1e2,0)', '(52 1)', '']),
    ('latlon', 'beyond the poles and 180', ARRAY['(90.0000001,0)', '(-90.0000001,0)', '(0,180.0000001)', '(0,-180.0000001)', '(91,0)', '(0,-181)']),
    ('latlon', 'finer than the step', ARRAY['(52.00000001,0)', '(0,0.123456789)']),
    ('nhs_number', 'another check digit', ARRAY['9434765918', '943 476 5910', '943-476-5911', '1234567890', '9990000019', '0000000001', '9999999998']),
    ('nhs_number', 'ten digits that no check digit fits', ARRAY['1000000010', '1000000011', '1000000012', '1000000019']),
    ('nhs_number', 'not ten digits', ARRAY['', '943476591', '94347659191', '943  476 5919', '943476591X', '١234567881', '943.476.5919', '-9434765919', 'hat']),
    ('gmc_number', 'not seven digits', ARRAY['', '123456', '12345678', '123456a', '１234567', ' 1234567']),
    ('ods_code', 'not upper case letters or digits', ARRAY['', 'rgt', 'RG', 'RG T', 'ＲＧＴ', 'ABC12345678']),
    ('complexity_tier', 'no tier', ARRAY['', 'extreme', 'High'])) m(type, said, literals);
SELECT type, said, count(*), string_agg(DISTINCT test.state_of(literal, type), ' ') AS states,
       count(*) FILTER (WHERE test.soft_state_of(literal, type) <> test.state_of(literal, type)) AS softly_otherwise
FROM malformed GROUP BY type, said ORDER BY min(ctid);

-- Lists are read by a function, and always throw
SELECT l AS list, split_part(test.error_of(format('SELECT surgical_registry.opcs4_codes(%L)', l)), ' | ', 1) AS state
FROM unnest(ARRAY['', ' ', ',', 'V41,', ',V41', 'V41,,V42', 'V41-', '-V41', 'V41--V42', 'V41-V46-V50', 'V46-V41', 'V41.3-V41', 'I41', 'V41-I42', 'V41 V42', 'V41;V42', 'V41–V46', 'V41，V42', 'V4１', 'V41..1', '[V41.3,V41]', '{[V41,V42)}', 'V41-46', 'V41.1-9']) l;

-- Its neighbours are read: what is refused is refused for the reason given
SELECT type, count(*), count(*) FILTER (WHERE test.state_of(literal, type) <> 'read' OR test.soft_state_of(literal, type) <> 'read') AS refused
FROM (VALUES ('opcs4', 'H41'), ('opcs4', 'j41.1'), ('opcs4', E' \tV411\n'), ('icd10', 'I10X'), ('icd10', 'm41.1234'), ('opcs4range', '[V41,V41.3]'), ('opcs4range', '[V41.3,V41.3]'), ('opcs4range', '(Z99.8,Z99.9]'),
    ('opcs4multirange', '{}'), ('opcs4multirange', '{[V41,V41.3],[V46,V46]}'), ('icd10range', '[M41,M41.3]'), ('icd10multirange', '{[M41,M42]}'),
    ('procedure_complexity', '(3.0+2.50+4.000)'), ('procedure_complexity', '9 (3+2+4)'), ('procedure_complexity', '(0.5+5+4+10)'), ('latlon', '(90,180)'), ('latlon', '(-90,-180)'), ('latlon', '(52.12345670,-0.1)'),
    ('nhs_number', '9434765919'), ('nhs_number', '000 000 0000'), ('gmc_number', '1234567'), ('ods_code', 'RGT'), ('complexity_tier', 'high')) r(type, literal)
GROUP BY type ORDER BY type;
DROP TABLE malformed;
RESET ALL;
