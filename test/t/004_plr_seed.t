# PostgreSQL loads modules for all to see, and libRmath has functions of the names of R's own:
# had we let them show, PL/R would draw its random numbers from them and forget its seed.
use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $node = start_node('plr');
plan skip_all => 'PL/R is not installed'
  unless $node->safe_psql('postgres', "SELECT count(*) FROM pg_available_extensions WHERE name = 'plr'");

$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION plr;
CREATE FUNCTION seeded() RETURNS float8[] LANGUAGE plr AS 'set.seed(42); c(runif(3), rnorm(2), rbinom(1, 100, 0.3), rpois(1, 7))';
CREATE FUNCTION quantiles() RETURNS float8[] LANGUAGE plr AS 'c(qbeta(0.3, 2, 5), qpois(0.999, 3.5), pgamma(2, 3))';
SQL

# R 3.6 and later: set.seed(42); c(runif(3), rnorm(2), rbinom(1, 100, 0.3), rpois(1, 7))
my $known = '0.9148060434963554,0.9370754132978618,0.2861395347863436,0.9559356486306508,0.04788473609425172,28,8';
my $r     = 'SELECT seeded() || quantiles()';
my $ours  = q{SELECT surgical_registry.oe((SELECT surgical_registry.outcome_agg(3, 1.5)))};
my $load  = q{LOAD 'surgical_registry'};

# Each list of commands has a backend of its own.
sub answers { return split /\n/, $node->safe_psql('postgres', join(";\n", 'SET extra_float_digits = 1', @_)); }

my ($alone)      = answers($r);
my ($ours_alone) = answers($ours);
like($alone, qr/^\{\Q$known\E,/, 'PL/R draws what R draws');

is_deeply([ answers($r, $load, $r, $ours, $r) ], [ $alone, $alone, $ours_alone, $alone ], 'PL/R first, then we');
is_deeply([ answers($load, $r) ], [$alone], 'we are loaded, then PL/R');
is_deeply([ answers($ours, $r, $ours, $r) ], [ $ours_alone, $alone, $ours_alone, $alone ], 'we are used, then PL/R');

done_testing();
