-- Prints the view named by :funnel as a table; the last column draws each unit's ratio and limits.
CREATE FUNCTION pg_temp.mark(picture text, symbol text, value float8, top float8) RETURNS text
RETURN CASE
           WHEN value IS NULL THEN picture
           ELSE overlay(picture PLACING CASE WHEN value > top THEN '>' ELSE symbol END
                        FROM 1 + least(30, round(30 * value / top))::integer FOR 1)
       END;

CREATE FUNCTION pg_temp.interval_text(lower float8, upper float8) RETURNS text
RETURN round(lower::numeric, 2) || ' - ' || round(upper::numeric, 2);

SELECT least(4, greatest(2, ceil(max(ratio)))) AS top FROM :"funnel" \gset
SELECT rpad('0', 15 * 2 / :top) || rpad('1', 30 - 15 * 2 / :top) || :'top' AS scale \gset

\pset footer off
\pset linestyle ascii
\pset null '-'
SELECT unit,
       n AS cases,
       observed,
       round(expected::numeric, 2) AS expected,
       round(ratio::numeric, 2) AS "O/E",
       pg_temp.interval_text(lcl95, ucl95) AS "95 % limits",
       pg_temp.interval_text(lcl998, ucl998) AS "99.8 % limits",
       status,
       picture.with_ratio AS :"scale"
FROM :"funnel",
     LATERAL (SELECT pg_temp.mark(pg_temp.mark(repeat(' ', 31), '(', lcl998, :top), ')', ucl998, :top) AS with_998) AS outer_limits,
     LATERAL (SELECT pg_temp.mark(pg_temp.mark(with_998, '[', lcl95, :top), ']', ucl95, :top) AS with_95) AS inner_limits,
     LATERAL (SELECT pg_temp.mark(pg_temp.mark(with_95, '|', 1, :top), 'o', ratio, :top) AS with_ratio) AS picture
ORDER BY ratio DESC NULLS LAST, unit;
