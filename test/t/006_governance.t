# Sign-off by real logins, over a dump, a restore, a crash, a prepared transaction and logical replication's role.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $node   = start_node('governance', 'max_prepared_transactions = 5', 'fsync = on');
my $folder = PostgreSQL::Test::Utils::tempdir();

create_database($node, 'origin');
$node->safe_psql('origin', <<'SQL');
CREATE EXTENSION surgical_registry;
CREATE ROLE dr_a LOGIN;
CREATE ROLE dr_b LOGIN;
CREATE ROLE keeper NOLOGIN;
CREATE SCHEMA registry AUTHORIZATION keeper;
SET ROLE keeper;
SET search_path = registry, surgical_registry;
CREATE TABLE entry (entry_id int PRIMARY KEY, procedure_date date, consultant text, cobb_angle numeric, tier complexity_tier, status text);
CALL protect('entry', '{entry_id}', 'procedure_date', 'consultant', NULL, NULL, '{cobb_angle}', 'tier', 'status');
INSERT INTO signoff_policy (effective_from) VALUES ('2024-01-01');
INSERT INTO consultant_post (gmc_number, organisation_code, valid) VALUES ('1111111', 'RGT', '[2015-01-01,)'), ('2222222', 'RGT', '[2015-01-01,)');
INSERT INTO login_binding SELECT rolname, oid, CASE rolname WHEN 'dr_a' THEN '1111111' ELSE '2222222' END, '[2015-01-01,)' FROM pg_roles WHERE rolname IN ('dr_a', 'dr_b');
INSERT INTO entry SELECT i, '2025-03-01', '1111111', 60, 'highly_complex', 'submitted' FROM generate_series(1, 9) i;
INSERT INTO entry SELECT i, '2025-03-01', '1111111', 60, 'low', 'final' FROM generate_series(11, 12) i;
GRANT USAGE ON SCHEMA registry TO dr_a, dr_b;
GRANT SELECT, UPDATE ON entry TO dr_a, dr_b;
SQL

# What a login gets from a statement: its output, or the SQLSTATE of its error.
sub outcome
{
	my ($login, $statement, $database) = @_;
	my ($status, $out, $err) = $node->psql($database || 'origin', "\\set VERBOSITY sqlstate\nSET client_min_messages = error; SET search_path = registry, surgical_registry; $statement",
		extra_params => [ '-U', $login ]);
	return $status == 0 ? $out : $err =~ /ERROR:\s+([0-9A-Z]{5})/ ? $1 : $err;
}

sub signs
{
	my ($login, $entry, $database) = @_;
	return outcome($login, "SELECT sign_entry('entry', '{$entry}', 'operated', content_digest('entry', '{$entry}')) > 0", $database);
}

sub finalises { my ($entry, $database) = @_; return outcome('dr_a', "SELECT finalise_entry('entry', '{$entry}')", $database) }
sub status_of { my ($entry, $database) = @_; return outcome('dr_a', "SELECT status FROM entry WHERE entry_id = $entry", $database) }

my $owner = $node->safe_psql('origin', 'SELECT current_user');

# A registry of an owner who is no superuser and does not log in; two people by their own logins.
is(signs('dr_a', 1), 't', 'one consultant signs');
is(finalises(1), '23514', 'one signature is not enough');
is(signs('dr_b', 1), 't', 'another signs');
is(finalises(1), '', 'two are');
is(signs($owner, 2), '42501', 'a superuser who is bound to nobody does not sign');
is(outcome($owner, "SET SESSION AUTHORIZATION dr_b; SELECT sign_entry('entry', '{2}', 'operated', content_digest('entry', '{2}'))"), '42501', '... nor in the session of one who is');
is(outcome('dr_b', "SELECT count(*) FROM signature"), '42501', 'a signer reads no evidence');
is($node->safe_psql('origin', "SET ROLE keeper; SELECT count(*) FROM surgical_registry.check_install() WHERE code <> 'column_not_covered'"), '0', 'nothing is weakened');

# A crash between the signatures and the final state
signs('dr_a', 3);
signs('dr_b', 3);
$node->stop('immediate');
$node->start;
is(status_of(3), 'submitted', 'after a crash the entry is as it was');
is(finalises(3), '', '... and its signatures stand');
my $cut = $node->psql('origin', "BEGIN; UPDATE registry.entry SET cobb_angle = 61 WHERE entry_id = 4; SELECT pg_terminate_backend(pg_backend_pid())");
signs('dr_a', 4);
signs('dr_b', 4);
is(outcome('dr_a', "SELECT revision FROM entry_status('entry', '{4}')"), '1', 'an edit that was cut off leaves no revision');
is(finalises(4), '', '... and no doubt');

# A prepared transaction holds its entry until it is decided
signs('dr_a', 5);
signs('dr_b', 5);
is(outcome('dr_a', "BEGIN; SELECT finalise_entry('entry', '{5}'); PREPARE TRANSACTION 'final'"), '', 'a final state is prepared');
is(outcome('dr_b', "SET lock_timeout = '100ms'; SELECT withdraw_signature('entry', '{5}', 'second thoughts')"), '55P03', 'a signature under it cannot be withdrawn');
$node->safe_psql('origin', "COMMIT PREPARED 'final'");
is(outcome('dr_b', "SELECT withdraw_signature('entry', '{5}', 'second thoughts')"), '55000', '... nor afterwards');

# Dump and restore: rows first, then guards, enabled always; evidence as it was
signs('dr_a', 6);
signs('dr_b', 6);
signs('dr_a', 7);
my @tables = qw(entry entry_state signature signature_withdrawal signed_content audit consultant_post login_binding signoff_policy protected_table);
sub contents
{
	my ($database) = @_;
	return { map { ($_ => $node->safe_psql($database, "SELECT t FROM registry.$_ AS t ORDER BY t::text")) } @tables };
}
my $held = contents('origin');

$node->command_ok([ 'pg_dump', '-f', "$folder/plain.sql", $node->connstr('origin') ], 'plain dump');
create_database($node, 'plain');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$folder/plain.sql", $node->connstr('plain') ], 'plain restore');
is_deeply(contents('plain'), $held, '... holds the same');

$node->command_ok([ 'pg_dump', '-Fd', '-j', '2', '-f', "$folder/parallel", $node->connstr('origin') ], 'parallel dump');
create_database($node, 'parallel');
$node->command_ok([ 'pg_restore', '-j', '3', '-d', $node->connstr('parallel'), "$folder/parallel" ], 'parallel restore');
is_deeply(contents('parallel'), $held, '... holds the same');

for my $database ('plain', 'parallel')
{
	is($node->safe_psql($database, "SET ROLE keeper; SELECT count(*) FROM surgical_registry.check_install() WHERE code <> 'column_not_covered'"), '0', "$database: nothing is weakened");
	is(finalises(7, $database), '23514', "$database: one signature is still not enough");
	is(finalises(6, $database), '', "$database: two that were restored are");
	is(signs('dr_b', 7, $database), 't', "$database: signing goes on");
	is(finalises(7, $database), '', "$database: ... to the end");
	is(outcome($owner, "UPDATE entry SET cobb_angle = 1 WHERE entry_id IN (1)", $database), '23514', "$database: final is final");
}

# Data alone: refused, unless somebody takes the guards away; and then it is seen.
$node->command_ok([ 'pg_dump', '--data-only', '-n', 'registry', '-f', "$folder/data.sql", $node->connstr('origin') ], 'dump of data');
$node->command_ok([ 'pg_dump', '--data-only', '--disable-triggers', '-n', 'registry', '-f', "$folder/forced.sql", $node->connstr('origin') ], 'dump of data without triggers');
$node->command_ok([ 'pg_dump', '--schema-only', '-f', "$folder/schema.sql", $node->connstr('origin') ], 'dump of the schema');
create_database($node, 'data');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$folder/schema.sql", $node->connstr('data') ], 'restore of the schema');
$node->command_fails_like([ 'psql', '-X', '-q', '-1', '-v', 'ON_ERROR_STOP=1', '-f', "$folder/data.sql", $node->connstr('data') ], qr/cannot be inserted|cannot become final/, 'data alone are refused');
is($node->safe_psql('data', 'SELECT count(*) FROM registry.entry'), '0', '... wholly');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$folder/forced.sql", $node->connstr('data') ], 'with triggers disabled they load');
is_deeply(contents('data'), $held, '... and are the same');
is($node->safe_psql('data', "SELECT count(*) > 0 FROM surgical_registry.check_install() WHERE code = 'guard_not_always' AND object = 'registry.entry'"), 't', '... but the guards are no longer enabled always, and that is listed');

# A doctored dump: an entry that nobody signed
my $text = slurp_file("$folder/plain.sql");
(my $doctored = $text) =~ s/^(8\t.*)\tsubmitted$/$1\tfinal/m;
isnt($doctored, $text, 'a dump is doctored');
append_to_file("$folder/doctored.sql", $doctored);
create_database($node, 'doctored');
$node->command_ok([ 'psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', "$folder/doctored.sql", $node->connstr('doctored') ], '... and restored');
is($node->safe_psql('doctored', "SET ROLE keeper; SELECT code, object FROM surgical_registry.check_install() WHERE code <> 'column_not_covered'"), 'state_differs|registry.entry {8}', '... and that is listed');

# DROP EXTENSION leaves evidence and entries, and takes the guards.
like(outcome($owner, 'DROP EXTENSION surgical_registry', 'parallel'), qr/^2BP01$/, 'the extension is not dropped under guarded tables');
$node->safe_psql('parallel', 'SET client_min_messages = error; DROP EXTENSION surgical_registry CASCADE');
is($node->safe_psql('parallel', 'SELECT count(*) FROM registry.entry') . ' ' . $node->safe_psql('parallel', 'SELECT count(*) > 0 FROM registry.signature'), '11 t', '... and CASCADE leaves entries and evidence');

$node->stop;
done_testing();
