# The state holds exact sums, so a summary is the same to the last digit however its rows were divided.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $node = start_node('parallel', 'max_worker_processes = 16', 'max_parallel_workers = 8', 'jit = off');

my $serial = 'SET search_path = public, surgical_registry; SET max_parallel_workers_per_gather = 0';
my %dividing = (
	map {
		("four workers, leader $_" => join '; ',
			'SET search_path = public, surgical_registry',
			'SET max_parallel_workers_per_gather = 4',
			'SET parallel_setup_cost = 0',
			'SET parallel_tuple_cost = 0',
			'SET min_parallel_table_scan_size = 0',
			"SET parallel_leader_participation = $_")
	} qw(on off));

# Risks of every size: sums of these in float8 would depend on the order of the rows.
$node->safe_psql('postgres', <<'SQL');
SET search_path = public, surgical_registry;
CREATE TABLE operation (id integer, provider integer, month date, died boolean, risk float8);
INSERT INTO operation
SELECT i,
       (hashint4(i) & 1048575) % 150,
       date '2025-01-01' + 31 * (i % 24),
       CASE WHEN i % 997 <> 0 THEN (hashint4(i + 1) & 1048575) % 13 = 0 END,
       CASE WHEN i % 991 = 0 THEN NULL
            WHEN i % 983 = 0 THEN 0
            WHEN i % 977 = 0 THEN 1
            WHEN i % 10 = 0 THEN exp(-700 * ((hashint4(i + 2) & 1048575) / 1048576.0)::float8)
            ELSE (hashint4(i + 3) & 1048575) / 1048576.0
       END
FROM generate_series(1, 120000) AS i;

CREATE TABLE counted AS
SELECT id, provider, (id % 7)::bigint AS observed, (0.1 + id % 11 / 3.0)::float8 AS expected, (7 + id % 50)::bigint AS n
FROM operation WHERE id <= 40000;
UPDATE counted SET expected = NULL WHERE id % 501 = 0;

CREATE TABLE nothing_known AS SELECT id, provider, NULL::boolean AS died, NULL::float8 AS risk FROM operation WHERE id <= 5000;

-- The planner takes these two for large: their rows go after they were counted.
CREATE TABLE no_rows WITH (autovacuum_enabled = off) AS TABLE operation;
CREATE TABLE few_rows WITH (autovacuum_enabled = off) AS TABLE operation;

CREATE TABLE monthly AS
SELECT provider, month, outcome_agg(died, risk) AS summary FROM operation GROUP BY provider, month;

CREATE TABLE operation_by_provider (LIKE operation) PARTITION BY HASH (provider);
CREATE TABLE operation_by_id (LIKE operation) PARTITION BY HASH (id);
SELECT format('CREATE TABLE %s_%s PARTITION OF %1$s FOR VALUES WITH (MODULUS 5, REMAINDER %2$s)', parent, i)
FROM unnest('{operation_by_provider,operation_by_id}'::text[]) AS parent, generate_series(0, 4) AS i
\gexec
INSERT INTO operation_by_provider TABLE operation;
INSERT INTO operation_by_id TABLE operation;

SELECT format('ALTER TABLE %s SET (parallel_workers = 4)', relname)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
\gexec
VACUUM ANALYZE;
DELETE FROM no_rows;
DELETE FROM few_rows WHERE id > 3;
SQL

my %aggregate = (
	'one row a patient'     => [ 'operation',     'outcome_agg(died, risk)' ],
	'a few patients'        => [ 'few_rows',      'outcome_agg(died, risk)' ],
	'nothing known'         => [ 'nothing_known', 'outcome_agg(died, risk)' ],
	'no rows'               => [ 'no_rows',       'outcome_agg(died, risk)' ],
	'counts with a total'   => [ 'counted',       'outcome_agg(observed, expected, n)' ],
	'counts without totals' => [ 'counted',       'outcome_agg(observed, expected)' ],
	'rollup of months'      => [ 'monthly',       'rollup(summary)' ],
	'filtered patients'     => [ 'operation',     'outcome_agg(died, risk) FILTER (WHERE month > date \'2026-01-01\')' ],
);

sub answer
{
	my ($before, $query) = @_;
	return $node->safe_psql('postgres', "$before; $query");
}

sub is_divided
{
	my ($before, $query) = @_;
	my @nodes = plan_nodes(explain($node, $query, $before));
	return (grep { $_->{'Node Type'} =~ /^Gather/ } @nodes)
	  && (grep { ($_->{'Partial Mode'} || '') eq 'Partial' } @nodes);
}

for my $case (sort keys %aggregate)
{
	my ($table, $call) = @{ $aggregate{$case} };
	my %query = (
		'one group'   => "SELECT ($call)::text FROM $table",
		'many groups' => "SELECT provider, ($call)::text FROM $table GROUP BY provider ORDER BY provider");

	for my $groups (sort keys %query)
	{
		my $expected = answer($serial, $query{$groups});
		isnt($expected, '', "$case, $groups: there is an answer") if $case ne 'no rows';

		for my $way (sort keys %dividing)
		{
			ok(is_divided($dividing{$way}, $query{$groups}), "$case, $groups: divided among $way");
			is(answer($dividing{$way}, $query{$groups}), $expected, "$case, $groups: the same with $way");
		}
	}
}

my ($launched) = map { $_->{'Workers Launched'} }
  grep { defined $_->{'Workers Launched'} }
  plan_nodes(explain($node, 'SELECT outcome_agg(died, risk) FROM few_rows', $dividing{'four workers, leader on'}, 'ANALYZE, COSTS OFF'));
is($launched, 4, 'and four workers look for three rows');

my $by_provider = 'SELECT provider, outcome_agg(died, risk)::text FROM %s GROUP BY provider ORDER BY provider';
my $whole       = answer($serial, sprintf $by_provider, 'operation');

for my $table (qw(operation_by_provider operation_by_id))
{
	my $query = sprintf $by_provider, $table;
	for my $way ($serial, map { $dividing{$_} } sort keys %dividing)
	{
		my $before = "$way; SET enable_partitionwise_aggregate = on";
		my ($append) = grep { $_->{'Node Type'} =~ /Append$/ } plan_nodes(explain($node, $query, $before));
		ok((grep { $_->{'Node Type'} eq 'Aggregate' } plan_nodes($append)), "$table: aggregated below the append");
		is(answer($before, $query), $whole, "$table: the same by partitions");
	}
}

is(answer($serial, 'SELECT provider, rollup(summary)::text FROM monthly GROUP BY provider ORDER BY provider'),
	$whole, 'months rolled up are the year');

my $total = answer($serial, 'SELECT outcome_agg(died, risk)::text FROM operation');
my %other_way = (
	'groups rolled up' => 'SELECT rollup(s)::text FROM (SELECT rollup(summary) AS s FROM monthly GROUP BY provider) AS by_provider',
	'two halves added' => 'SELECT ((SELECT outcome_agg(died, risk) FROM operation WHERE id % 2 = 0)
	                             + (SELECT outcome_agg(died, risk) FROM operation WHERE id % 2 = 1))::text',
	'rows in order of risk'     => 'SELECT outcome_agg(died, risk ORDER BY risk)::text FROM operation',
	'rows in order of risk, down' => 'SELECT outcome_agg(died, risk ORDER BY risk DESC)::text FROM operation');
is(answer($serial, $other_way{$_}), $total, "$_ are the whole") for sort keys %other_way;

done_testing();
