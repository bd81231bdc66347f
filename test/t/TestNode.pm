# What the TAP tests share: a server with the extension, and questions about plans.
package TestNode;

use strict;
use warnings;

use Exporter qw(import);
use JSON::PP qw(decode_json);
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;

our @EXPORT = qw(start_node create_database explain plan_nodes);

# A running server; its database "postgres" has the extension.
sub start_node
{
	my ($name, @settings) = @_;
	my $node = PostgreSQL::Test::Cluster->new($name);
	$node->init(extra => [ '--encoding=UTF8', '--locale=C' ]);
	$node->append_conf('postgresql.conf', join("\n", 'log_statement = none', @settings));
	$node->start;
	$node->safe_psql('postgres', 'CREATE EXTENSION surgical_registry');
	return $node;
}

sub create_database
{
	my ($node, $database) = @_;
	$node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
	return;
}

# The plan of a query as nested hashes; $before holds settings, $options more options of EXPLAIN.
sub explain
{
	my ($node, $query, $before, $options) = @_;
	$before  = '' unless defined $before;
	$options = 'COSTS OFF' unless defined $options;
	my $json = $node->safe_psql('postgres', "$before; EXPLAIN (FORMAT JSON, $options) $query");
	return decode_json($json)->[0]{Plan};
}

# Every node of a plan, the plan itself first.
sub plan_nodes
{
	my ($plan) = @_;
	return ($plan, map { plan_nodes($_) } @{ $plan->{Plans} || [] });
}

1;
