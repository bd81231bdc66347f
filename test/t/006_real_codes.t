# Real codes of operations and of causes of death, and published NHS numbers: they load in the ways they are written,
# and lists find in them what a comparison of text finds.
#
# SURGICAL_REGISTRY_DATA   folder of real data sets, which are not part of this repository; without it this is skipped

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $data = $ENV{SURGICAL_REGISTRY_DATA} || '';
my @files = qw(opcs4_phenotype_codes autopsy_icd10_cases nhs_number_vectors);
plan skip_all => 'SURGICAL_REGISTRY_DATA names no folder with the real codes' if grep { !-r "$data/$_.csv" } @files;

my $node   = start_node('real_codes', 'jit = off', 'max_parallel_workers_per_gather = 0');
my $folder = PostgreSQL::Test::Utils::tempdir();

sub sql { return $node->safe_psql('postgres', "SET search_path = public, surgical_registry;\n" . shift) }

sql(<<"SQL");
CREATE TABLE phenotype (phenotype text, disease text, code text, description text, category text);
COPY phenotype FROM '$data/opcs4_phenotype_codes.csv' WITH (FORMAT csv, HEADER);
CREATE TABLE autopsy (case_id integer, code text);
COPY autopsy FROM '$data/autopsy_icd10_cases.csv' WITH (FORMAT csv, HEADER);
CREATE TABLE vector (input text, valid integer, source text, note text);
COPY vector FROM '$data/nhs_number_vectors.csv' WITH (FORMAT csv, HEADER);

-- The grammar of a code as a pattern of text, and what spoils one.
CREATE TABLE system (name text, source text, pattern text);
INSERT INTO system VALUES
	('opcs4', 'phenotype', '^[A-HJ-Z][0-9]{2}(\\.[0-9])?\$'),
	('icd10', 'autopsy', '^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?\$');
CREATE TABLE opcs4_source AS SELECT row_number() OVER () AS n, code COLLATE "C" AS code FROM phenotype;
CREATE TABLE icd10_source AS SELECT row_number() OVER () AS n, code COLLATE "C" AS code, case_id FROM autopsy;
SQL

my %wanted = (opcs4 => 217, icd10 => 2376);

# Loaded by COPY in each of the ways that people and systems write codes, a code prints as the published list has it.
my %spelling = (
	dotted => 'code',
	undotted => q{replace(code, '.', '')},
	'lower case' => 'lower(code)',
	'padded to six characters' => 'rpad(code, 6)',
	'undotted, padded to six characters' => q{rpad(replace(code, '.', ''), 6)},
	'between blanks and tabs' => q{E'\t ' || code || E' \t\r'});

foreach my $type (sort keys %wanted)
{
	my $pattern = sql("SELECT pattern FROM system WHERE name = '$type'");
	is(sql("SELECT count(*), count(*) FILTER (WHERE code !~ '$pattern') FROM ${type}_source"), "$wanted{$type}|0", "$type: the published codes are those the test was made for");
	foreach my $way (sort keys %spelling)
	{
		my $answer = sql(<<"SQL");
COPY (SELECT n, $spelling{$way} FROM ${type}_source) TO '$folder/codes.csv' WITH (FORMAT csv);
CREATE TABLE loaded (n bigint PRIMARY KEY, code $type);
COPY loaded FROM '$folder/codes.csv' WITH (FORMAT csv);
SELECT count(*), count(*) FILTER (WHERE l.code::text <> s.code), count(*) FILTER (WHERE undotted(l.code) <> replace(s.code, '.', '')) FROM ${type}_source s JOIN loaded l USING (n);
DROP TABLE loaded;
SQL
		is($answer, "$wanted{$type}|0|0", "$type: COPY reads codes $way");
	}
	is(sql(<<"SQL"), "$wanted{$type}|0", "$type: and in binary form what was printed");
CREATE TABLE typed AS SELECT n, code::$type FROM ${type}_source;
COPY typed TO '$folder/codes.bin' WITH (FORMAT binary);
CREATE TABLE again (LIKE typed);
COPY again FROM '$folder/codes.bin' WITH (FORMAT binary);
SELECT count(*), count(*) FILTER (WHERE a.code::text <> s.code) FROM ${type}_source s JOIN again a USING (n);
DROP TABLE typed, again;
SQL

	is(sql("SELECT count(*) FROM codes_invalid((SELECT array_agg(code ORDER BY n) FROM ${type}_source), '$type')"), 0, "$type: codes_invalid finds no fault with them");
	my $found = sql(<<"SQL");
CREATE TABLE spoilt AS
SELECT n, CASE n % 5 WHEN 0 THEN overlay(code PLACING spoiler FROM 1 + (n % length(code))::int FOR (n / 7 % 2)::int) ELSE code END AS code
FROM (SELECT n, code, (ARRAY['I', '.', ' ', '-', '1', 'X', '', 'é', '?', '１'])[1 + n / 5 % 10] AS spoiler FROM ${type}_source) s;
SELECT count(*) FILTER (WHERE bad) > 30, count(*) FILTER (WHERE bad <> (i.ordinal IS NOT NULL) OR i.code <> s.code), count(*) FILTER (WHERE i.reason = ''), count(DISTINCT reason) > 3
FROM (SELECT n, code, upper(trim(E' \\t' FROM code)) !~ replace('$pattern', '(\\.', '(\\.?') AS bad FROM spoilt) s
LEFT JOIN codes_invalid((SELECT array_agg(code ORDER BY n) FROM spoilt), '$type') i ON i.ordinal = s.n;
DROP TABLE spoilt;
SQL
	is($found, 't|0|0|t', "$type: of spoilt codes it names just those that the pattern refuses");
}

# Entries with several codes each: random draws of real procedure codes, and the real certificates beside draws of them.
sql(<<'SQL');
SELECT setseed(0.06);
CREATE TABLE opcs4_entry AS
SELECT id, array_agg(code) AS texts FROM (
	SELECT id, CASE WHEN gap < 0.05 THEN NULL ELSE (SELECT code FROM opcs4_source WHERE n = draw) END AS code
	FROM (SELECT id, random() AS gap, 1 + floor(random() * 217) AS draw FROM generate_series(1, 6000) AS id, generate_series(0, id % 5)) d) AS drawn
GROUP BY id;
CREATE TABLE icd10_entry AS
SELECT case_id AS id, array_agg(code ORDER BY n) AS texts FROM icd10_source GROUP BY case_id
UNION ALL
SELECT 100000 + id, array_agg(code) FROM (
	SELECT id, CASE WHEN gap < 0.05 THEN NULL ELSE (SELECT code FROM icd10_source WHERE n = draw) END AS code
	FROM (SELECT id, random() AS gap, 1 + floor(random() * 2376) AS draw FROM generate_series(1, 6000) AS id, generate_series(0, id % 5)) d) AS drawn
GROUP BY id;
SQL
foreach my $type (sort keys %wanted)
{
	sql(<<"SQL");
INSERT INTO ${type}_entry VALUES (-1, '{}'), (-2, NULL), (-3, '{NULL,NULL}');
ALTER TABLE ${type}_entry ADD PRIMARY KEY (id), ADD codes $type\[];
UPDATE ${type}_entry SET codes = texts::text[]::$type\[];
CREATE TABLE ${type}_flat AS SELECT id, t COLLATE "C" AS text, t::$type AS code FROM ${type}_entry, unnest(texts) t;
CREATE INDEX ${type}_codes ON ${type}_entry USING gin (codes);
CREATE INDEX ${type}_code ON ${type}_flat (code);
VACUUM ANALYZE ${type}_entry, ${type}_flat;
SQL
}

# Random lists of items "low" or "low-high", each a code of the data or its category.
sql(<<'SQL');
CREATE TABLE published AS
SELECT system, code, row_number() OVER (PARTITION BY system ORDER BY code) AS place, count(*) OVER (PARTITION BY system) AS codes
FROM (SELECT 'opcs4' AS system, code FROM opcs4_source UNION SELECT 'icd10', code FROM icd10_source) AS c;
SELECT setseed(0.60);
CREATE TABLE item AS
SELECT system, list, least(a, b) AS low, greatest(a, b) AS high FROM (
	SELECT r.system, list, CASE WHEN kind < 0.3 THEN left(x.code, 3) ELSE x.code END AS a,
	       CASE WHEN kind < 0.15 THEN left(y.code, 3) WHEN kind < 0.3 THEN left(x.code, 3) WHEN kind < 0.4 THEN y.code ELSE x.code END AS b
	FROM (SELECT name AS system, list, random() AS kind, random() AS draw, floor(random() * 12) AS step FROM system, generate_series(1, 300) AS list, generate_series(1, 1 + list % 7)) AS r
	JOIN published AS x ON x.system = r.system AND x.place = 1 + floor(draw * x.codes)
	JOIN published AS y ON y.system = r.system AND y.place = least(x.place + step, x.codes)) AS i;

CREATE FUNCTION answer(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	found text;
BEGIN
	EXECUTE format('SELECT count(*) || '' '' || coalesce(md5(string_agg(id::text, '','' ORDER BY id)), '''') FROM (%s) AS q', statement) INTO found;
	RETURN found;
END
$$;

CREATE FUNCTION uses(statement text, index text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || statement LOOP
		IF line ~ ('(on|using) ' || index || '\M') THEN
			RETURN true;
		END IF;
	END LOOP;
	RETURN false;
END
$$;

-- By the rule of a list on text: between the ends, or within the last.
CREATE TABLE question AS
SELECT system, list, string_agg(CASE WHEN low = high THEN low ELSE low || '-' || high END, ', ') AS written, array_agg(DISTINCT low) AS singly,
       (SELECT array_agg(DISTINCT code) FROM published AS c JOIN item AS h USING (system)
        WHERE c.system = i.system AND h.list = i.list AND code >= low AND (code <= high OR left(code, length(high)) = high)) AS within
FROM item AS i GROUP BY system, list;
SQL

# Asked of a statement, and of the sequential evaluation on text: (asked, with rows, by index, differing, one that does).
sub compared
{
	my ($type, $statement, $by_text, $index) = @_;
	return sql(<<"SQL");
SET enable_seqscan = off;
SET enable_indexscan = off;
SELECT count(*), count(*) FILTER (WHERE NOT wanted LIKE '0 %'), count(*) FILTER (WHERE uses(statement, '$index')), count(*) FILTER (WHERE got <> wanted),
       min(statement) FILTER (WHERE got <> wanted)
FROM (SELECT statement, answer(statement) AS got, answer(by_text) AS wanted
      FROM (SELECT format(\$q\$$statement\$q\$, written, singly) AS statement, format(\$q\$$by_text\$q\$, within, singly) AS by_text FROM question WHERE system = '$type') AS s OFFSET 0) AS q
SQL
}

foreach my $type (sort keys %wanted)
{
	my ($asked, $some, $by_index, $differing, $which);

	($asked, $some, $by_index, $differing, $which) = split /\|/, compared($type,
		"SELECT id FROM ${type}_entry WHERE codes && %2\$L::$type\[]",
		"SELECT id FROM ${type}_entry WHERE EXISTS (SELECT FROM unnest(texts) t WHERE t = ANY (%2\$L::text[]))", "${type}_codes");
	is("$asked $by_index", '300 300', "$type: each of 300 questions codes && ARRAY[...] goes by the index");
	cmp_ok($some, '>', 200, "$type: most find entries");
	is($differing, 0, "$type: and find what text finds") or diag($which);

	($asked, $some, $by_index, $differing, $which) = split /\|/, compared($type,
		"SELECT id FROM ${type}_entry WHERE any_code_in(codes, ${type}_codes(%1\$L))",
		"SELECT id FROM ${type}_entry WHERE EXISTS (SELECT FROM unnest(texts) t WHERE t = ANY (%1\$L::text[]))", "${type}_codes");
	cmp_ok($some, '>', 200, "$type: most of $asked lists are found in some entry");
	is($differing, 0, "$type: any_code_in finds what text finds") or diag($which);
	cmp_ok($by_index, '>', 200, "$type: the index serves lists whose codes can be counted out") if $type eq 'opcs4';
	is($by_index, 0, "$type: and no list whose codes cannot") if $type eq 'icd10';

	($asked, $some, $by_index, $differing, $which) = split /\|/, compared($type,
		"SELECT id FROM ${type}_flat WHERE code <@ ${type}_codes(%1\$L)",
		"SELECT id FROM ${type}_flat WHERE text = ANY (%1\$L::text[])", "${type}_code");
	is($differing, 0, "$type: code <@ list finds what text finds") or diag($which);
	is($by_index, 300, "$type: each by the ordered index");
}

# The rules of text that the lists were asked by are none of ours: so must be what they say of every published code.
is(sql(<<'SQL'), 0, 'a code is in its own category, and in that of no other');
SELECT count(*) FROM opcs4_source a, opcs4_source b WHERE (a.code::text::opcs4 <@ b.code::text::opcs4) <> (a.code = b.code OR (length(b.code) = 3 AND left(a.code, 3) = b.code))
SQL

# NHS numbers, as the vectors say, and no word of what is refused.
sql(<<'SQL');
CREATE FUNCTION judge(input text, OUT state text, OUT said text, OUT printed text) LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
	context text;
BEGIN
	EXECUTE 'SELECT $1::nhs_number::text' INTO printed USING input;
	state := 'read';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT, context = PG_EXCEPTION_CONTEXT;
	state := SQLSTATE;
	said := concat_ws(' ', message, detail, hint, context);
END
$$;
CREATE TABLE judged AS SELECT v.input, valid, j.* FROM (SELECT coalesce(input, '') AS input, valid FROM vector) AS v, judge(v.input) AS j;
SQL
is(sql('SELECT count(*), count(*) FILTER (WHERE valid = 1), count(*) FILTER (WHERE valid = 0) FROM judged'), '36|24|12', 'NHS numbers: the vectors are those the test was made for');
is(sql(q{SELECT string_agg(input, ' ') FROM judged WHERE (valid = 1) <> (state = 'read')}), '', 'each is valid or not as the vectors say');
is(sql(q{SELECT count(*) FROM judged WHERE state = 'read' AND (replace(printed, ' ', '') <> input OR printed !~ '^\d{3} \d{3} \d{4}$')}), 0, 'what is read prints its digits in groups');
is(sql(q{SELECT string_agg(DISTINCT state, ' ' ORDER BY state) FROM judged WHERE state <> 'read'}), '22003 22P02', 'what is not, is refused by syntax or check digit');
is(sql(q{SELECT count(*) FROM judged WHERE state = '22003' AND input !~ '^[0-9]{10}$' OR state = '22P02' AND input ~ '^[0-9]{10}$'}), 0, 'by check digit if it has ten digits, else by syntax');
is(sql(q{SELECT count(*) FROM judged WHERE state <> 'read' AND length(input) > 1 AND strpos(said, input) > 0}), 0, 'no message repeats what was refused');
is(sql(q{SELECT count(DISTINCT said) FROM judged WHERE state <> 'read'}), 2, 'and all of one kind say the same');

done_testing();
