# A database with our types everywhere survives pg_dump, which leaves search_path empty.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $node   = start_node('dump_restore');
my $folder = PostgreSQL::Test::Utils::tempdir();

create_database($node, 'origin');
$node->safe_psql('origin', <<'SQL');
CREATE EXTENSION surgical_registry;
SET search_path = public, surgical_registry;

CREATE TABLE operation (
	id        integer PRIMARY KEY,
	provider  text NOT NULL,
	code      opcs4 DEFAULT 'V41.1',
	listed    opcs4[],
	died      boolean,
	risk      float8,
	CONSTRAINT not_yet_used CHECK (NOT code <@ 'Z99')
);
INSERT INTO operation
SELECT i,
       'provider ' || i % 12,
       CASE WHEN i % 101 <> 0
            THEN (substr('VWX', 1 + i % 3, 1) || lpad((i / 3 % 50)::text, 2, '0') || CASE WHEN i % 5 <> 0 THEN '.' || i / 7 % 10 ELSE '' END)::opcs4
       END,
       ARRAY['V41', 'W05.1', NULL]::opcs4[],
       CASE WHEN i % 97 <> 0 THEN i % 11 = 0 END,
       (i % 89) / 100.0
FROM generate_series(0, 2999) AS i;

CREATE INDEX operation_code ON operation (code);
CREATE INDEX operation_code_hash ON operation USING hash (code);
CREATE INDEX operation_code_brin ON operation USING brin (code);
CREATE INDEX operation_category ON operation (category(code));
CREATE INDEX operation_fusion ON operation (id) WHERE code <@ 'V41';
CREATE STATISTICS operation_chapter ON chapter(code), provider FROM operation;

CREATE TABLE by_code (code opcs4 PRIMARY KEY, note text) PARTITION BY RANGE (code);
CREATE TABLE by_code_v PARTITION OF by_code FOR VALUES FROM ('V01') TO ('W01');
CREATE TABLE by_code_rest PARTITION OF by_code DEFAULT;
INSERT INTO by_code SELECT DISTINCT code, 'a note' FROM operation WHERE code IS NOT NULL;

CREATE TABLE monthly (provider text, month integer, summary outcome_summary NOT NULL, PRIMARY KEY (provider, month));
INSERT INTO monthly SELECT provider, id % 24, outcome_agg(died, risk) FROM operation GROUP BY 1, 2;
INSERT INTO monthly VALUES
	('counted', 0, (SELECT outcome_agg(3, 2.5, 70))),
	('no denominator', 0, (SELECT outcome_agg(3, 0.1))),
	('nobody', 0, (SELECT outcome_agg(NULL::boolean, 0.5)));

CREATE VIEW funnel_now AS
SELECT provider, (f).*
FROM (SELECT provider, funnel(rollup(summary), overdispersion => 'additive') OVER () AS f FROM monthly GROUP BY provider) AS x;

CREATE MATERIALIZED VIEW funnel_kept AS
SELECT provider, rollup(summary) AS summary, funnel(rollup(summary)) OVER () AS point FROM monthly GROUP BY provider;

CREATE TABLE ruleset_version (version integer, ruleset complexity_ruleset UNIQUE);
INSERT INTO ruleset_version VALUES (1, example_ruleset()), (2, E'cutpoints 3 4 5 -- low\n\nV01-V20: 1+1+1 -- why\nwhen risk > 0.5: +1');
CREATE VIEW tier_now AS
SELECT version, id, c.* FROM ruleset_version CROSS JOIN LATERAL (SELECT id, code AS procedure_codes, risk, risk AS age_years, NULL::text[] AS patient_factors, 2 AS asa_grade, 95 AS cobb_angle FROM operation) o
CROSS JOIN LATERAL classify(ruleset, o) AS c WHERE id < 200;
CREATE TABLE tier_kept AS SELECT version, id, classify(ruleset, o) AS point FROM ruleset_version, (SELECT id, listed AS procedure_codes, risk FROM operation WHERE id < 200) o WHERE version = 2;

CREATE FUNCTION fusions() RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
	SELECT count(*) FROM operation WHERE code <@ 'V41';
END;

-- Every type of a patient's record: as key, default, generated column, constraint, index, partition, domain and list.
CREATE DOMAIN spinal AS opcs4 CHECK (VALUE <@ opcs4_codes('V22-V68'));
CREATE TABLE patient (
	id          integer PRIMARY KEY,
	nhs         nhs_number UNIQUE,
	home        latlon DEFAULT '(52.17513,0.140753)',
	diagnosis   icd10 DEFAULT 'I10X',
	diagnoses   icd10[] CHECK (NOT any_code_in(diagnoses, icd10_codes('U00-U49, V01-Y98'))),
	operation   spinal,
	complexity  procedure_complexity DEFAULT '(3.0+2.5+4.0)',
	tier        complexity_tier GENERATED ALWAYS AS (tier(complexity, '{6,8,10}')) STORED,
	surgeon     gmc_number,
	provider    ods_code DEFAULT 'RGT01',
	block       opcs4range,
	procedures  opcs4multirange,
	causes      icd10range,
	reasons     icd10multirange,
	CONSTRAINT high_is_rare CHECK (complexity < '(5+5+5+10)'),
	CONSTRAINT operated CHECK (operation <@ '{[V22,V69)}'::opcs4multirange)
);
INSERT INTO patient (id, nhs, home, diagnosis, diagnoses, operation, complexity, surgeon, provider, block, procedures, causes, reasons)
SELECT i, nhs, latlon(50 + i % 97 / 20.0, i % 361 - 180), ('M' || 40 + i % 7 || CASE WHEN i % 4 > 0 THEN '.' || i % 10 || substr('AXZ', i % 3, 1) ELSE '' END)::icd10,
       ARRAY['I10', NULL, 'M41.' || i % 10]::icd10[], ('V' || 22 + i % 40 || '.' || i % 10)::opcs4, procedure_complexity(0.5 + i % 46 / 10.0, 0.5 + i % 7 / 10.0, 5, i % 101 / 10.0),
       lpad(i::text, 7, '0'), 'RGT' || i % 30,
       CASE i % 11 WHEN 0 THEN 'empty' WHEN 1 THEN '(,V41]' WHEN 2 THEN '[V41,)' ELSE opcs4range(('V' || 22 + i % 40)::opcs4, ('W' || i % 50 + 10)::opcs4, substr('[]()[](', 1 + 2 * (i % 3), 2)) END,
       CASE i % 13 WHEN 0 THEN '{}' WHEN 1 THEN '{(,)}' ELSE opcs4_codes(format('V%s-V%s, W%s.1', 22 + i % 20, 42 + i % 20, 10 + i % 30)) END,
       icd10range(('M' || 40 + i % 5)::icd10, ('N' || 10 + i % 5)::icd10, '[]'), icd10_codes(format('M%s, C00-D%s, I10X', 40 + i % 40, 10 + i % 30))
FROM (SELECT (row_number() OVER ())::integer AS i, n AS nhs FROM (
	SELECT lpad(nine::text, 9, '0') || (11 - check_sum % 11) % 11 AS n FROM (
		SELECT nine, (SELECT sum((11 - place) * substr(lpad(nine::text, 9, '0'), place, 1)::integer) FROM generate_series(1, 9) AS place) AS check_sum
		FROM generate_series(999000001, 999001500) AS nine) AS s WHERE check_sum % 11 <> 1) AS t) AS numbered(i, digits), LATERAL (SELECT digits::nhs_number) AS d(nhs);
INSERT INTO patient (id) VALUES (0);
INSERT INTO patient (id, home, diagnosis, complexity, provider) VALUES (-1, NULL, NULL, NULL, NULL);

CREATE INDEX patient_home ON patient (home);
CREATE INDEX patient_diagnosis ON patient (diagnosis);
CREATE INDEX patient_diagnosis_hash ON patient USING hash (diagnosis);
CREATE INDEX patient_diagnoses ON patient USING gin (diagnoses);
CREATE INDEX patient_complexity ON patient (complexity DESC);
CREATE INDEX patient_complexity_brin ON patient USING brin (complexity procedure_complexity_minmax_multi_ops);
CREATE INDEX patient_nhs_bloom ON patient USING brin (nhs nhs_number_bloom_ops);
CREATE INDEX patient_tier ON patient (tier, total(complexity));
CREATE INDEX patient_block ON patient USING gist (block);
CREATE INDEX patient_block_spgist ON patient USING spgist (block);
CREATE INDEX patient_procedures ON patient USING gist (procedures);
CREATE INDEX patient_reasons ON patient (reasons);
CREATE INDEX patient_scoliosis ON patient (id) WHERE diagnosis <@ icd10_codes('M40-M43, Q67.5');

CREATE TABLE patient_by_hash (nhs nhs_number PRIMARY KEY, diagnosis icd10) PARTITION BY HASH (nhs);
CREATE TABLE patient_by_hash_0 PARTITION OF patient_by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE patient_by_hash_1 PARTITION OF patient_by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO patient_by_hash SELECT nhs, diagnosis FROM patient WHERE nhs IS NOT NULL;
CREATE TABLE patient_by_complexity (id integer, complexity procedure_complexity) PARTITION BY RANGE (complexity);
CREATE TABLE patient_by_complexity_low PARTITION OF patient_by_complexity FOR VALUES FROM (MINVALUE) TO ('(2+2+4)');
CREATE TABLE patient_by_complexity_high PARTITION OF patient_by_complexity FOR VALUES FROM ('(2+2+4)') TO (MAXVALUE);
INSERT INTO patient_by_complexity SELECT id, complexity FROM patient WHERE complexity IS NOT NULL;
CREATE TABLE booked (theatre integer, codes opcs4range, EXCLUDE USING gist (codes WITH &&));
INSERT INTO booked VALUES (1, '[V41,V46]'), (2, '[V47,V48.3]'), (3, '(V48.3,W05)');

CREATE VIEW spinal_patient AS
SELECT id, nhs, codes_text(procedures * opcs4_codes('V22-V68')) AS spinal, operation <@ procedures AS listed, latitude(home) AS north
FROM patient WHERE any_code_in(diagnoses, icd10_codes('M40-M43')) OR operation <@ '{[V41,V42)}'::opcs4multirange;
SQL

my @relations = qw(operation by_code monthly funnel_now funnel_kept patient patient_by_hash patient_by_complexity booked spinal_patient ruleset_version tier_now tier_kept);

# What a database holds, in a form that two databases can be compared by.
sub contents
{
	my ($database) = @_;
	my %held = map {
		my $relation = $_;
		($relation => $node->safe_psql($database, "SELECT t FROM public.$relation AS t ORDER BY t::text"))
	} @relations;
	$held{indexes} = $node->safe_psql($database, "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1");
	$held{views}   = $node->safe_psql($database, "SELECT definition FROM pg_views WHERE schemaname = 'public' ORDER BY 1");
	$held{constraints} = $node->safe_psql($database,
		"SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2");
	$held{partitions} = $node->safe_psql($database, join ' UNION ALL ',
		map { "(SELECT tableoid::regclass::text, count(*) FROM public.$_ GROUP BY 1 ORDER BY 1)" } qw(by_code patient_by_hash patient_by_complexity));
	$held{fusions} = $node->safe_psql($database, 'SELECT public.fusions()');
	return \%held;
}

# A restored index must find what a scan of the table finds.
sub found_by_index
{
	my ($database, $table, $condition) = @_;
	my ($by_scan, $by_index, $plan) = map {
		my ($seqscan, $explain) = @$_;
		$node->safe_psql($database, <<"SQL")
SET search_path = public, surgical_registry;
SET enable_seqscan = $seqscan;
SET enable_indexscan = @{[ $seqscan eq 'on' ? 'off' : 'on' ]};
SET enable_bitmapscan = @{[ $seqscan eq 'on' ? 'off' : 'on' ]};
$explain SELECT count(*), sum(id) FROM $table WHERE $condition
SQL
	} [ 'on', '' ], [ 'off', '' ], [ 'off', 'EXPLAIN' ];
	isnt($by_scan, '0|', "$database: some rows have $condition");
	is($by_index, $by_scan, "$database: an index finds $condition");
	unlike($plan, qr/Seq Scan/, "$database: without a scan of the table");
	return;
}

sub is_restored
{
	my ($database, $expected) = @_;
	my $held = contents($database);
	is($held->{$_}, $expected->{$_}, "$database: the same $_") for sort keys %$expected;
	found_by_index($database, 'operation', $_)
	  for "code <@ 'V41'", "code = 'W05.8'", "category(code) = 'X21'", "code BETWEEN 'V10' AND 'V12'";
	found_by_index($database, 'patient', $_)
	  for "nhs = '999 000 0018'", "home = '(52.17513,0.140753)'", "diagnosis <@ 'M41'", "diagnosis <@ icd10_codes('M41, M43.1')", "diagnosis = 'I10X'",
	  "diagnoses && '{M41.1}'", "complexity > '(4+1+5)'", "tier = 'high'", "block && '[V41,V42]'", "block @> 'V41.3'::opcs4", "procedures @> 'V41.3'",
	  "reasons = icd10_codes('M41, C00-D11, I10X')", "diagnosis <@ icd10_codes('M40-M43, Q67.5') AND id > 7";
	return;
}

my $origin = contents('origin');
isnt($origin->{$_}, '', "there is something in $_") for sort keys %$origin;
is_restored('origin', $origin);

create_database($node, 'plain');
$node->command_ok([ 'pg_dump', '--file', "$folder/plain.sql", $node->connstr('origin') ], 'pg_dump writes a script');
like(slurp_file("$folder/plain.sql"), qr/set_config\('search_path', ''/, 'and the script empties search_path');
$node->command_ok(
	[ 'psql', '--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1', '--file', "$folder/plain.sql", $node->connstr('plain') ],
	'psql restores it');
is_restored('plain', $origin);

$node->command_ok([ 'pg_dump', '--format', 'custom', '--file', "$folder/custom", $node->connstr('origin') ],
	'pg_dump writes an archive');

create_database($node, 'jobs');
$node->command_ok([ 'pg_restore', '--exit-on-error', '--jobs', '2', '--dbname', $node->connstr('jobs'), "$folder/custom" ],
	'pg_restore restores it by two jobs');
is_restored('jobs', $origin);

$node->safe_psql('postgres', 'CREATE ROLE other_admin SUPERUSER LOGIN');
create_database($node, 'other_owner');
$node->command_ok(
	[   'pg_restore', '--exit-on-error', '--no-owner', '--username', 'other_admin',
		'--dbname', $node->connstr('other_owner'), "$folder/custom" ],
	'another superuser restores it');
is_restored('other_owner', $origin);
is( $node->safe_psql('other_owner', "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"),
	'other_admin', 'and owns the tables');

# What is restored can be dumped again, with the same result.
$node->command_ok([ 'pg_dump', '--file', "$folder/again.sql", $node->connstr('plain') ], 'the restored database can be dumped');
my ($first, $again) = map { my $script = slurp_file("$folder/$_.sql"); $script =~ s/^\\(un)?restrict .*\n//mg; $script } qw(plain again);
ok($first eq $again, 'and gives the same script');

done_testing();
