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
SQL

my @relations = qw(operation by_code monthly funnel_now funnel_kept ruleset_version tier_now tier_kept);

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
	$held{fusions} = $node->safe_psql($database, 'SELECT public.fusions()');
	return \%held;
}

# A restored index must find what a scan of the table finds.
sub found_by_index
{
	my ($database, $condition) = @_;
	my ($by_scan, $by_index) = map {
		$node->safe_psql($database, <<"SQL")
SET search_path = public, surgical_registry;
SET enable_seqscan = $_;
SET enable_indexscan = @{[ $_ eq 'on' ? 'off' : 'on' ]};
SET enable_bitmapscan = @{[ $_ eq 'on' ? 'off' : 'on' ]};
SELECT count(*), sum(id) FROM operation WHERE $condition
SQL
	} qw(on off);
	isnt($by_scan, '0|', "$database: some rows have $condition");
	is($by_index, $by_scan, "$database: an index finds $condition");
	return;
}

sub is_restored
{
	my ($database, $expected) = @_;
	my $held = contents($database);
	is($held->{$_}, $expected->{$_}, "$database: the same $_") for sort keys %$expected;
	found_by_index($database, $_)
	  for "code <@ 'V41'", "code = 'W05.8'", "category(code) = 'X21'", "code BETWEEN 'V10' AND 'V12'";
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
