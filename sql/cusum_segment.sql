-- cusum_segment: joined pieces are the whole, in any cut
\set SHOW_CONTEXT never
SET search_path = public, surgical_registry;
SET extra_float_digits = 0;

SELECT setseed(0.9);
CREATE TABLE sequence AS
SELECT i AS id, i / 50 AS month, CASE WHEN i % 41 > 0 THEN random() < risk * 1.3 END AS died, risk
FROM (SELECT i, 0.005 + random() ^ 4 * 0.7 AS risk FROM generate_series(1, 600) i) v;

-- Members by their definition
CREATE TABLE weighed AS
SELECT id, r, CASE WHEN died THEN ln(r) ELSE 0 END - ln(1 - risk + r * risk) AS w FROM sequence, unnest(ARRAY[2, 0.5]::float8[]) r WHERE died IS NOT NULL;
CREATE TABLE whole AS
SELECT r, (SELECT cusum_agg(died, risk, r ORDER BY id) FROM sequence) AS s FROM unnest(ARRAY[2, 0.5]::float8[]) r;
SELECT r, test.near(cusum_end(s), last) AS "end", test.near(cusum_peak(s), highest) AS peak, test.near(cusum_end(s, 40), 40 + total) AS total, test.near(cusum_peak(s, 40), 40 + prefix_peak) AS prefix_peak, n(s), missing(s), odds_ratio(s)
FROM whole JOIN (SELECT r, max(value) AS highest, (array_agg(value ORDER BY id DESC))[1] AS last FROM (SELECT r, id, cusum(died, risk, r) OVER (PARTITION BY r ORDER BY id) AS value FROM sequence, whole WHERE died IS NOT NULL) v GROUP BY r) c USING (r)
JOIN (SELECT r, sum(w) AS total, max(upto) AS prefix_peak FROM (SELECT r, w, sum(w) OVER (PARTITION BY r ORDER BY id) AS upto FROM weighed) x GROUP BY r) d USING (r)
ORDER BY r;

-- Five thousand ways to cut the operations in up to 30 pieces, joined in two ways: the whole, to the last bit
CREATE FUNCTION test.cuts(ways int) RETURNS TABLE (differing bigint, cuts bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY
    WITH piece AS (
        SELECT way, piece, cusum_agg(died, risk ORDER BY id) AS s
        FROM (SELECT way, id, died, risk, count(*) FILTER (WHERE random() < share) OVER (PARTITION BY way ORDER BY id) AS piece
              FROM (SELECT way, random() / 20 AS share FROM generate_series(1, ways) way) w, (SELECT * FROM sequence WHERE id <= 120) o OFFSET 0) c
        GROUP BY way, piece),
    joined AS (
        SELECT way, rollup(s ORDER BY piece) AS s, count(*) AS pieces,
               rollup(half ORDER BY first) AS by_halves
        FROM (SELECT way, piece, s, rollup(s) OVER (PARTITION BY way, piece % 2 ORDER BY piece ROWS CURRENT ROW) AS half, piece AS first FROM piece) p
        GROUP BY way)
    SELECT count(*) FILTER (WHERE j.s IS DISTINCT FROM w.s OR j.by_halves IS DISTINCT FROM w.s), count(DISTINCT pieces) FROM joined j, (SELECT cusum_agg(died, risk ORDER BY id) AS s FROM sequence WHERE id <= 120) w;
END
$$;
SELECT differing, cuts > 8 AS cut_differently FROM test.cuts(5000);
-- Associative
SELECT count(*), bool_and((a.s || b.s) || c.s = a.s || (b.s || c.s)) AS associative
FROM (SELECT month, cusum_agg(died, risk ORDER BY id) AS s FROM sequence GROUP BY month) a(m, s), (SELECT month, cusum_agg(died, risk ORDER BY id) FROM sequence GROUP BY month) b(m, s), (SELECT month, cusum_agg(died, risk ORDER BY id) FROM sequence GROUP BY month) c(m, s);

-- Months: the chart at the end of each, and where it first reached a limit, without the operations
CREATE TABLE monthly_segment AS SELECT month, cusum_agg(died, risk ORDER BY id) AS s FROM sequence GROUP BY month;
SELECT count(*), count(*) FILTER (WHERE NOT test.near(cusum_end(upto), value)) AS differing, min(m.month) FILTER (WHERE cusum_peak(upto) >= 1.5) AS signalled
FROM (SELECT month, rollup(s) OVER (ORDER BY month) AS upto FROM monthly_segment) m
JOIN (SELECT DISTINCT ON (month) month, value FROM (SELECT id, month, cusum(died, risk) OVER (ORDER BY id) AS value FROM sequence) v WHERE value IS NOT NULL ORDER BY month, id DESC) v USING (month);
SELECT min(month) AS signalled FROM (SELECT month, cusum(died, risk) OVER (ORDER BY id) AS value FROM sequence) v WHERE value >= 1.5;
-- A chart carried on from where it stood
SELECT bool_and(test.near(cusum_end(later, cusum_end(earlier)), cusum_end(earlier || later)) AND test.near(greatest(cusum_peak(earlier), cusum_peak(later, cusum_end(earlier))), cusum_peak(earlier || later))) AS carried_on
FROM (SELECT a.s AS earlier, b.s AS later FROM monthly_segment a, monthly_segment b) p;

-- Text and binary read back as the same; equality, grouping
CREATE TABLE sent AS SELECT s, s::text AS as_text FROM monthly_segment;
SELECT count(*), bool_and(as_text::cusum_segment = s) AS same, bool_and(as_text::cusum_segment::text = as_text) AS same_text, count(DISTINCT s::text) FROM sent;
SELECT test.binary_round_trip('sent') AS differing;
SELECT said, test.binary_input('cusum_segment', cusum_segment_send(s) || extra) FROM (VALUES ('as sent', ''::bytea), ('too long', '\x00')) v(said, extra), (SELECT s FROM sent LIMIT 1) s;
SELECT test.binary_input('cusum_segment', '\x02'::bytea || substr(cusum_segment_send(s), 2)) AS other_format, test.binary_input('cusum_segment', '\x01'::bytea || decode(repeat('ff', 88), 'hex')) AS no_sums FROM sent LIMIT 1;
SELECT a <> a AS unequal, a = a AS equal, count(*) FROM (SELECT cusum_agg(true, 0.25) AS a FROM generate_series(1, 3) GROUP BY ()) v GROUP BY a;
SELECT 'n=0 missing=3 odds_ratio=0.5 total=0 end=0 prefix_peak=0 peak=0'::cusum_segment || 'n=1 missing=0 odds_ratio=0.5 total=-0.5 end=0 prefix_peak=0 peak=0' AS joined;

-- No rows, gaps alone, NULL segments, one operation
SELECT cusum_agg(died, risk), rollup(NULL::cusum_segment) FROM sequence WHERE false;
SELECT cusum_agg(NULL, 0.1, 3), rollup(s), cusum_end(NULL), NULL || 'n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0'::cusum_segment FROM (VALUES (NULL::cusum_segment), ('n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0'), (NULL)) v(s);
SELECT cusum_end(s) = cusum_peak(s) AS same, round(cusum_end(s, 1)::numeric, 10) AS after_1 FROM (SELECT cusum_agg(true, 0.25) AS s) v;
-- Called as plain functions, arguments are left alone.
SELECT s = 'n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0' AS before, n(cusum_segment_accum(s, true, 0.5)), n(cusum_segment_append(s, s)), s = 'n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0' AS still
FROM (SELECT 'n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0'::cusum_segment AS s OFFSET 0) v;
SELECT n(cusum_segment_accum(NULL, true, 0.5)), n(cusum_segment_accum(NULL, NULL, 0.5, 3)), cusum_segment_append(NULL, NULL);

-- Refusals
SELECT c, test.error_of('SELECT ' || c) FROM unnest(ARRAY[
    'surgical_registry.cusum_agg(true, NULL)', 'surgical_registry.cusum_agg(true, 1.5)', 'surgical_registry.cusum_agg(true, ''NaN'')', 'surgical_registry.cusum_agg(NULL, 2)', 'surgical_registry.cusum_agg(true, 0.1, 1)', 'surgical_registry.cusum_agg(true, 0.1, NULL)', 'surgical_registry.cusum_agg(true, 0.1, ''NaN'')',
    'surgical_registry.cusum_agg(true, 0.1, i) FROM generate_series(2, 3) i',
    $$surgical_registry.cusum_segment_accum('n=1099511627776 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0', true, 0.5)$$,
    $$'n=1 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0' OPERATOR(surgical_registry.||) 'n=1 missing=0 odds_ratio=3 total=0 end=0 prefix_peak=0 peak=0'::surgical_registry.cusum_segment$$,
    $$surgical_registry.cusum_end('n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0', -1)$$, $$surgical_registry.cusum_peak('n=0 missing=0 odds_ratio=2 total=0 end=0 prefix_peak=0 peak=0', 'NaN')$$]) c;
SELECT t, test.error_of(format('SELECT %L::surgical_registry.cusum_segment', t)) FROM unnest(ARRAY['', 'n=1', 'n=1 missing=0 odds_ratio=2 total=1 end=1 prefix_peak=1 peak=1 x', 'n=1 missing=0 odds_ratio=NaN total=1 end=1 prefix_peak=1 peak=1', 'n=1 missing=0 odds_ratio=1 total=1 end=1 prefix_peak=1 peak=1', 'n=1 missing=0 odds_ratio=2 total=1 end=0 prefix_peak=1 peak=1',
    'n=1 missing=0 odds_ratio=2 total=-1 end=0 prefix_peak=0 peak=-1', 'n=0 missing=0 odds_ratio=2 total=-1 end=0 prefix_peak=0 peak=0', 'n=1 missing=0 odds_ratio=2 total=1e300 end=1 prefix_peak=1 peak=1', 'n=9999999999999 missing=0 odds_ratio=2 total=1 end=1 prefix_peak=1 peak=1']) t;
