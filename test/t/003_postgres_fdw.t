# Through postgres_fdw the aggregates and the code operators run at the provider, and summaries roll up here.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $node = start_node('fdw');
my $host = $node->host;
my $port = $node->port;
my $path = 'SET search_path = public, surgical_registry';

# Two providers, each a database of its own that holds the patients; "postgres" is the national registry.
my %provider = (north => 0, south => 1);
for my $name (sort keys %provider)
{
	create_database($node, $name);
	$node->safe_psql($name, <<"SQL");
CREATE EXTENSION surgical_registry;
$path;
CREATE TABLE operation AS
SELECT i AS id,
       'surgeon ' || i % 7 AS surgeon,
       (substr('VWX', 1 + i % 3, 1) || lpad((i / 3 % 60)::text, 2, '0') || '.' || i % 10)::opcs4 AS code,
       CASE WHEN i % 89 <> 0 THEN (hashint4(i) & 1023) % 9 = 0 END AS died,
       CASE WHEN i % 83 <> 0 THEN ((hashint4(-i) & 1023) / 2048.0)::float8 END AS risk
FROM generate_series(1, 6000) AS i
WHERE i / 7 % 2 = $provider{$name};
CREATE INDEX ON operation (code);
CREATE VIEW published AS SELECT surgeon, outcome_agg(died, risk) AS summary FROM operation GROUP BY surgeon;
ANALYZE;
SQL
}

$node->safe_psql('postgres', "CREATE EXTENSION postgres_fdw; $path; CREATE TABLE operation (provider text, id integer, surgeon text, code opcs4, died boolean, risk float8)");
for my $name (sort keys %provider)
{
	$node->safe_psql('postgres', <<"SQL");
$path;
CREATE SERVER $name FOREIGN DATA WRAPPER postgres_fdw
	OPTIONS (host '$host', port '$port', dbname '$name', extensions 'surgical_registry');
CREATE USER MAPPING FOR PUBLIC SERVER $name;
CREATE FOREIGN TABLE ${name}_operation (id integer, surgeon text, code opcs4, died boolean, risk float8)
	SERVER $name OPTIONS (table_name 'operation');
CREATE FOREIGN TABLE ${name}_published (surgeon text, summary outcome_summary)
	SERVER $name OPTIONS (table_name 'published');
INSERT INTO operation SELECT '$name', * FROM ${name}_operation;
SQL
}

sub answer
{
	my ($query) = @_;
	return $node->safe_psql('postgres', "$path; $query");
}

# What the query asks of a provider.
sub remote_sql
{
	my ($query) = @_;
	return join "\n", map { $_->{'Remote SQL'} || () } plan_nodes(explain($node, $query, $path, 'VERBOSE, COSTS OFF'));
}

sub is_shipped
{
	my ($what, $query, $shipped, $local) = @_;
	like(remote_sql($query), $shipped, "$what is shipped");
	my $expected = answer($local);
	isnt($expected, '', "$what: there is an answer");
	is(answer($query), $expected, "$what gives what it gives here");
	return;
}

my %local = (map { ($_ => "(SELECT * FROM operation WHERE provider = '$_')") } keys %provider);

is_shipped(
	'the aggregate of patients',
	'SELECT outcome_agg(died, risk) FROM north_operation',
	qr/outcome_agg\(died, risk\)/,
	"SELECT outcome_agg(died, risk) FROM $local{north} AS o");
is_shipped(
	'the aggregate by surgeon',
	'SELECT surgeon, outcome_agg(died, risk) FROM north_operation GROUP BY surgeon ORDER BY surgeon',
	qr/outcome_agg\(died, risk\).* GROUP BY/s,
	"SELECT surgeon, outcome_agg(died, risk) FROM $local{north} AS o GROUP BY surgeon ORDER BY surgeon");
is_shipped(
	'the aggregate of counts',
	'SELECT outcome_agg(1::bigint, risk, 2::bigint) FROM north_operation WHERE id < 500',
	qr/outcome_agg\(/,
	"SELECT outcome_agg(1::bigint, risk, 2::bigint) FROM $local{north} AS o WHERE id < 500");
is_shipped(
	'a filtered aggregate',
	q{SELECT outcome_agg(died, risk) FILTER (WHERE code <@ 'V41') FROM north_operation},
	qr/FILTER/,
	"SELECT outcome_agg(died, risk) FILTER (WHERE code <@ 'V41') FROM $local{north} AS o");
is_shipped(
	'a rollup',
	'SELECT rollup(summary) FROM north_published',
	qr/rollup\(summary\)/,
	"SELECT outcome_agg(died, risk) FROM $local{north} AS o");
is_shipped(
	"containment in a category",
	q{SELECT id FROM north_operation WHERE code <@ 'V41' ORDER BY id},
	qr/WHERE.*OPERATOR\(surgical_registry\.<@\)/s,
	"SELECT id FROM $local{north} AS o WHERE code <@ 'V41' ORDER BY id");
is_shipped(
	'a comparison of codes',
	q{SELECT id FROM north_operation WHERE code >= 'W10' AND category(code) <> 'X21' ORDER BY id},
	qr/category\(code\)/,
	"SELECT id FROM $local{north} AS o WHERE code >= 'W10' AND category(code) <> 'X21' ORDER BY id");
is_shipped(
	'the order of codes',
	'SELECT code, id FROM north_operation ORDER BY code, id',
	qr/ORDER BY/,
	"SELECT code, id FROM $local{north} AS o ORDER BY code, id");
is_shipped(
	'an estimate of what was aggregated',
	'SELECT oe_ratio(outcome_agg(died, risk)) FROM north_operation HAVING n(outcome_agg(died, risk)) > 5',
	qr/oe_ratio\(.*HAVING/s,
	"SELECT oe_ratio(outcome_agg(died, risk)) FROM $local{north} AS o");

# Only summaries leave the providers, and the national figure is exact.
my $published = <<'SQL';
SELECT surgeon, summary FROM north_published UNION ALL SELECT surgeon, summary FROM south_published
SQL
is( answer("SELECT rollup(summary) FROM ($published) AS p"),
	answer('SELECT outcome_agg(died, risk) FROM operation'),
	'summaries made at two providers roll up to the whole');
is( answer("SELECT surgeon, (funnel(rollup(summary)) OVER ()).* FROM ($published) AS p GROUP BY surgeon ORDER BY surgeon"),
	answer('SELECT surgeon, (funnel(outcome_agg(died, risk)) OVER ()).* FROM operation GROUP BY surgeon ORDER BY surgeon'),
	'and to the same funnel');
unlike(remote_sql("SELECT rollup(summary) FROM ($published) AS p"), qr/risk|died/, 'no patient is asked for');

# Without the option postgres_fdw may ship nothing of ours, and must still be right.
$node->safe_psql('postgres', 'ALTER SERVER north OPTIONS (DROP extensions)');
my $aggregate = 'SELECT outcome_agg(died, risk) FROM north_operation';
unlike(remote_sql($aggregate), qr/outcome_agg/, 'nothing is shipped to a server that is not said to have the extension');
is(answer($aggregate), answer("SELECT outcome_agg(died, risk) FROM $local{north} AS o"), 'and the answer is the same');

done_testing();
