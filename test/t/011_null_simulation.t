# What the limits do to units of which nothing is wrong: how often each method signals, that a status never disagrees with
# the limits in its row, and how often variation between units is found where there is none. The rates are noted as they
# are found; doc/validation.md tabulates them.

use strict;
use warnings;

use FindBin;
use lib $FindBin::RealBin;

use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use TestNode;

my $root = $ENV{SURGICAL_REGISTRY_ROOT} || "$FindBin::RealBin/../..";
my $vectors = "$root/test/reference/vectors";
my @methods = qw(exact spiegelhalter fingertips funnelplotr);
my $rounding = 1 + 1e-9;

my $node = start_node('null_simulation');

sub sql { return $node->safe_psql('postgres', "SET search_path = simulation, surgical_registry, public;\n" . shift) }
sub rows { return map { [ split /\|/, $_, -1 ] } split /\n/, sql(shift) }

$node->safe_psql('postgres', 'CREATE SCHEMA simulation');
sql(q{
	CREATE FUNCTION counts(observed bigint, expected float8) RETURNS outcome_summary LANGUAGE sql
	AS 'SELECT outcome_agg(observed, expected)'});

# --- Poisson: the chance of every count that funnel() flags ------------------------------------------------------------

sql(q{
	CREATE TABLE factorial AS
		SELECT k, coalesce(sum(ln(k::float8)) FILTER (WHERE k > 0) OVER (ORDER BY k), 0) AS logarithm
		FROM generate_series(0, 400) AS k;
	CREATE TABLE poisson_signal AS
		SELECT e, method, k, exp(k * ln(e) - e - logarithm) AS chance, (f).status, f
		FROM (SELECT e, method, k, logarithm, funnel(counts(k, e), 1, method) OVER (PARTITION BY e, method) AS f
			FROM unnest(ARRAY[0.5, 1, 2, 5, 10, 25, 100]::float8[]) AS e,
				unnest(ARRAY['exact', 'spiegelhalter', 'fingertips', 'funnelplotr']) AS method,
				factorial WHERE k <= 40 + e + 20 * sqrt(e)) AS unit;
	CREATE TABLE poisson_rate AS
		SELECT e, method, sum(chance) AS all_counts,
			coalesce(sum(chance) FILTER (WHERE status LIKE 'below%'), 0) AS low95,
			coalesce(sum(chance) FILTER (WHERE status LIKE 'above%'), 0) AS high95,
			coalesce(sum(chance) FILTER (WHERE status = 'below 99.8%'), 0) AS low998,
			coalesce(sum(chance) FILTER (WHERE status = 'above 99.8%'), 0) AS high998
		FROM poisson_signal GROUP BY e, method});

is(sql('SELECT count(*) FROM poisson_rate WHERE abs(all_counts - 1) > 1e-12'), 0, 'Poisson: all counts were asked');
note('false signals, Poisson: method, expected, low 2.5 %, high 2.5 %, low 0.1 %, high 0.1 %');
foreach (rows('SELECT method, e, low95, high95, low998, high998 FROM poisson_rate ORDER BY method, e'))
{
	note(sprintf '%-14s %5s %8.5f %8.5f %9.6f %9.6f', @$_);
}

foreach ([ 'low95', .025 ], [ 'high95', .025 ], [ 'low998', .001 ], [ 'high998', .001 ])
{
	my ($side, $nominal) = @$_;
	is(sql("SELECT string_agg(format('%s at %s', $side, e), ', ') FROM poisson_rate
			WHERE method = 'exact' AND $side > $nominal * $rounding"),
		'', "exact, Poisson: $side never exceeds $nominal");

	# and no count more could be flagged: the next towards the expectation would carry the rate past the nominal
	my ($flagged, $next) = $side =~ /low/ ? ("coalesce(max(k) FILTER (WHERE %s), -1)", '+ 1') : ("min(k) FILTER (WHERE %s)", '- 1');
	my $signal = $side =~ /95/ ? "status LIKE '" . ($side =~ /low/ ? 'below' : 'above') . "%'"
	  : "status = '" . ($side =~ /low/ ? 'below' : 'above') . " 99.8%'";
	$flagged =~ s/%s/$signal/;
	is(sql("SELECT string_agg(e::text, ', ') FROM (SELECT e, $flagged $next AS k FROM poisson_signal WHERE method = 'exact' GROUP BY e) AS limits
			JOIN poisson_rate USING (e) JOIN poisson_signal USING (e, method, k)
			WHERE method = 'exact' AND $side + chance <= $nominal"),
		'', "exact, Poisson: $side flags every count that it may");
}

# rates printed for two other conventions: expected, then low and high at the 99.8 % limits
foreach (
	[ spiegelhalter => 1, 0, .00366 ], [ spiegelhalter => 2, 0, .00110 ], [ spiegelhalter => 5, 0, .00202 ],
	[ spiegelhalter => 10, .00050, .00159 ], [ spiegelhalter => 25, .00059, .00118 ], [ spiegelhalter => 100, .00097, .00127 ],
	[ funnelplotr => 1, .3679, 1.1e-7 ], [ funnelplotr => 2, .1353, 1.4e-6 ], [ funnelplotr => 5, .00674, 2.0e-5 ],
	[ funnelplotr => 10, .00277, 4.7e-5 ], [ funnelplotr => 25, .00314, .00020 ], [ funnelplotr => 100, .00141, .00050 ])
{
	my ($method, $expected, @printed) = @$_;
	my ($got) = rows("SELECT low998, high998 FROM poisson_rate WHERE method = '$method' AND e = $expected");
	my @differ = grep { abs($got->[$_] - $printed[$_]) > ($printed[$_] < 1e-4 ? .05 * $printed[$_] : 5.1e-6 + ($printed[$_] > .1 ? 5e-5 : 0)) } 0, 1;
	ok(!@differ, "$method at $expected signals as often as published") or diag("found @$got, published @printed");
}

# --- patients: every possible number of events, with its chance by exact convolution -------------------------------------

sql(qq{
	CREATE TABLE part (mix text, part int, patients int, risk float8);
	\\copy part from '$vectors/mixes.csv' csv header
	CREATE TABLE tail_rule (rule text, stated_excess float8);
	\\copy tail_rule from '$vectors/tail_rule.csv' csv header
	CREATE TABLE signal (mix text, nominal float8, high float8, low float8);
	\\copy signal from '$vectors/poisson_binomial_signals.csv' csv header});
sql(q{
	CREATE TABLE patient AS
		SELECT mix, row_number() OVER (PARTITION BY mix ORDER BY part, i) AS place, risk
		FROM part, generate_series(1, patients) AS i;
	SELECT setseed(0.25);
	INSERT INTO patient
		SELECT 'random ' || m, row_number() OVER (PARTITION BY m), CASE kind
			WHEN 0 THEN random() ^ power WHEN 1 THEN CASE WHEN random() < 0.15 THEN 0.3 + 0.65 * random() ELSE 0.02 * random() END
			ELSE 1 / (1 + exp(power - 6 * random())) END
		FROM (SELECT m, m % 3 AS kind, 0.5 + 5 * random() AS power, 4 + floor(45 * random())::int AS patients
			FROM generate_series(1, 300) AS m) AS mixes, generate_series(1, patients);

	CREATE FUNCTION chances(risks float8[]) RETURNS float8[] LANGUAGE plpgsql AS $$
	DECLARE
		chance float8[] := array_fill(0::float8, ARRAY[cardinality(risks) + 1]);
		n int := 0;
	BEGIN
		chance[1] := 1;
		FOR i IN 1 .. cardinality(risks) LOOP
			FOR k IN REVERSE i + 1 .. 2 LOOP
				chance[k] := chance[k] * (1 - risks[i]) + chance[k - 1] * risks[i];
				IF chance[k] < 1e-150 THEN chance[k] := 0; END IF;	-- SQL refuses an underflow
			END LOOP;
			chance[1] := chance[1] * (1 - risks[i]);
		END LOOP;
		RETURN chance;
	END $$;

	CREATE TABLE mix_chance AS
		SELECT mix, k - 1 AS k, chance
		FROM (SELECT mix, chances(array_agg(risk ORDER BY place)) AS c FROM patient GROUP BY mix) AS mixes,
			unnest(c) WITH ORDINALITY AS chance(chance, k);
	CREATE TABLE mix_unit AS
		SELECT mix, k, outcome_agg(place <= k, risk) AS s FROM patient JOIN mix_chance USING (mix) GROUP BY mix, k;
	CREATE TABLE mix_rate AS
		SELECT mix, max(k) AS n, sum(chance) AS all_counts,
			coalesce(sum(chance) FILTER (WHERE status LIKE 'below%'), 0) AS low95,
			coalesce(sum(chance) FILTER (WHERE status LIKE 'above%'), 0) AS high95,
			coalesce(sum(chance) FILTER (WHERE status = 'below 99.8%'), 0) AS low998,
			coalesce(sum(chance) FILTER (WHERE status = 'above 99.8%'), 0) AS high998
		FROM (SELECT mix, k, (funnel(s) OVER (PARTITION BY mix)).status FROM mix_unit) AS points
		JOIN mix_chance USING (mix, k) GROUP BY mix});

is(sql('SELECT count(*) FROM mix_rate WHERE abs(all_counts - 1) > 1e-10'), 0, 'patients: all counts were asked');
my ($rule) = rows('SELECT rule, stated_excess FROM tail_rule');
my ($rule_name, $stated) = @$rule;
note("tails by the rule $rule_name: false signals over the nominal share, never more than $stated times");
foreach ([ 'low95', .025 ], [ 'high95', .025 ], [ 'low998', .001 ], [ 'high998', .001 ])
{
	my ($side, $nominal) = @$_;
	my ($worst) = rows("SELECT mix, $side / $nominal FROM mix_rate ORDER BY $side DESC LIMIT 1");
	cmp_ok($worst->[1], '<=', $stated, "exact, patients: $side within the stated error of $nominal") or diag("worst in mix $worst->[0]");
	note(sprintf '%s: greatest rate over nominal %.4f; exceeded by %s of %s mixes', $side, $worst->[1],
		sql("SELECT count(*) FILTER (WHERE $side > $nominal * $rounding) FROM mix_rate"), sql('SELECT count(*) FROM mix_rate'));
}
is(sql(q{
	SELECT string_agg(format('%s at %s: low %s for %s, high %s for %s', mix, nominal, got_low, low, got_high, high), '; ')
	FROM signal JOIN mix_rate USING (mix) CROSS JOIN LATERAL (SELECT
		CASE WHEN nominal > 0.01 THEN low95 ELSE low998 END / nominal AS got_low,
		CASE WHEN nominal > 0.01 THEN high95 ELSE high998 END / nominal AS got_high) AS got
	WHERE abs(got_low - low) > 1e-9 * greatest(low, 1e-6) OR abs(got_high - high) > 1e-9 * greatest(high, 1e-6)}),
	'', 'patients: the rates are those of the reference');

# --- a status agrees with the limits in its row ---------------------------------------------------------------------

sql(q{
	SELECT setseed(0.5);
	CREATE TABLE random_unit AS
		SELECT batch, unit, CASE WHEN batch % 2 = 0 OR unit % 10 = 0 THEN counts(observed, expected) END AS s
		FROM (SELECT batch, unit, expected, greatest(0, round(expected * (1 + spread * (random() + random() - 1))
				+ sqrt(expected) * 3.5 * (random() + random() - 1)))::bigint AS observed
			FROM (SELECT batch, unit, exp(7 * random() - 2) * (unit % 37 > 0)::int AS expected, spread
				FROM (SELECT batch, random() * (batch % 3) AS spread FROM generate_series(1, 300) AS batch) AS batches,
					generate_series(1, 40) AS unit) AS units) AS observed_units;
	UPDATE random_unit AS u SET s = p.s
	FROM (SELECT batch, unit, outcome_agg(random() < risk * luck, risk) AS s
		FROM (SELECT batch, unit, random() ^ power AS risk, luck
			FROM (SELECT batch, unit, 1 + 6 * random() AS power, 3 * random() AS luck, (1 + 120 * random() ^ 2)::int AS patients
				FROM random_unit WHERE s IS NULL) AS units, generate_series(1, patients)) AS patients
		GROUP BY batch, unit) AS p
	WHERE u.batch = p.batch AND u.unit = p.unit;
	CREATE TABLE random_proportion AS
		SELECT batch, unit, n, least(n, greatest(0, round(n * (true_rate + spread * (random() - 0.5)) + sqrt(n) * (random() - 0.5))))::bigint AS events
		FROM (SELECT batch, unit, floor(exp(8 * random()))::bigint * (unit % 37 > 0)::int AS n, true_rate, spread
			FROM (SELECT batch, random() AS true_rate, random() * (batch % 3) * 0.2 AS spread FROM generate_series(1, 300) AS batch) AS batches,
				generate_series(1, 40) AS unit) AS units});

# what the limits of the row say
my $said = q{CASE WHEN (f).ratio > (f).%1$sucl998 THEN 'above 99.8%%' WHEN (f).ratio < (f).%1$slcl998 THEN 'below 99.8%%'
	WHEN (f).ratio > (f).%1$sucl95 THEN 'above 95%%' WHEN (f).ratio < (f).%1$slcl95 THEN 'below 95%%' ELSE 'within limits' END};
my ($plain, $dispersed) = (sprintf($said, ''), sprintf($said, 'od_'));

foreach my $source (
	[ funnel => 'funnel(s, (ARRAY[1, 0.8, 1.25])[1 + batch % 3], %s, %s)', 'random_unit' ],
	[ funnel_proportion => 'funnel_proportion(events, n, (ARRAY[NULL, 0.1, 0.5])[1 + batch % 3], %s, %s)', 'random_proportion' ])
{
	my ($name, $call, $table) = @$source;
	foreach my $method (@methods)
	{
		foreach my $overdispersion (qw(none additive multiplicative))
		{
			my $funnel = sprintf $call, "'$method'", "'$overdispersion'";
			my ($row) = rows(qq{
				WITH point AS MATERIALIZED (SELECT batch, unit, $funnel OVER (PARTITION BY batch) AS f FROM $table)
				SELECT count(*), count(*) FILTER (WHERE (f).ratio IS NOT NULL AND (f).status <> $plain
						OR (f).ratio IS NULL AND (f).status NOT IN ('no data', 'impossible under model')),
					count(*) FILTER (WHERE CASE
						WHEN '$overdispersion' = 'none' THEN (f).od_status IS NOT NULL
							OR num_nonnulls((f).od_lcl95, (f).od_ucl95, (f).od_lcl998, (f).od_ucl998) > 0
						WHEN (f).ratio IS NULL THEN (f).od_status IS DISTINCT FROM (f).status
						WHEN (f).phi IS NULL THEN (f).od_status IS DISTINCT FROM 'not estimable' OR (f).od_ucl95 IS NOT NULL
						ELSE (f).od_status IS DISTINCT FROM $dispersed
							OR num_nulls((f).od_lcl95, (f).od_ucl95, (f).od_lcl998, (f).od_ucl998) > 0 END),
					count(*) FILTER (WHERE (f).lcl998 > (f).lcl95 OR (f).lcl95 > (f).ucl95 OR (f).ucl95 > (f).ucl998
						OR (f).od_lcl998 > (f).od_lcl95 OR (f).od_lcl95 > (f).od_ucl95 OR (f).od_ucl95 > (f).od_ucl998),
					count(*) FILTER (WHERE '$method' = 'exact' AND (f).ratio IS NOT NULL AND (f).status <> CASE
						WHEN (f).p_upper <= 0.001 * (1 + 1e-12) THEN 'above 99.8%' WHEN (f).p_lower <= 0.001 * (1 + 1e-12) THEN 'below 99.8%'
						WHEN (f).p_upper <= 0.025 * (1 + 1e-12) THEN 'above 95%' WHEN (f).p_lower <= 0.025 * (1 + 1e-12) THEN 'below 95%'
						ELSE 'within limits' END),
					count(DISTINCT (f).status), count(*) FILTER (WHERE (f).tau2 > 0), count(*) FILTER (WHERE (f).tau2 = 0)
				FROM point});
			my ($rows, $status, $od, $crossed, $tails, $kinds, $found, $not_found) = @$row;
			my $title = "$name, $method, overdispersion $overdispersion";
			is($status, 0, "$title: status agrees with the limits in $rows rows");
			is($od, 0, "$title: so does od_status");
			is($crossed, 0, "$title: limits do not cross");
			is($tails, 0, "$title: status agrees with the exact tails") if $method eq 'exact';
			cmp_ok($kinds, '>=', 6, "$title: all kinds of status occurred");
			ok($found > 100 && $not_found > 100, "$title: with and without overdispersion");
		}
	}
}

# --- overdispersion where there is none ------------------------------------------------------------------------------

sql(q{
	CREATE FUNCTION random_poisson(mean float8) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
	DECLARE
		u float8 := random();
		chance float8 := exp(-mean);
		k bigint := 0;
	BEGIN
		WHILE u > chance AND k < 1000 LOOP
			u := u - chance;
			k := k + 1;
			chance := chance * mean / k;
		END LOOP;
		RETURN k;
	END $$;
	SELECT setseed(0.75);
	CREATE TABLE null_unit AS
		SELECT kind, batch, unit, counts(random_poisson(CASE kind WHEN 'variation' THEN expected * exp(0.6 * (random() + random() + random() - 1.5) * 2) ELSE expected END), expected) AS s
		FROM (VALUES ('large', 5, 60, 500), ('small', 5, 12, 500), ('variation', 5, 60, 100)) AS v(kind, low, high, batches),
			LATERAL (SELECT batch, unit, low * (high / low::float8) ^ random() AS expected
				FROM generate_series(1, batches) AS batch, generate_series(1, 30) AS unit) AS units;
	CREATE TABLE null_patient_unit AS
		SELECT batch, unit, outcome_agg(random() < risk, risk) AS s
		FROM (SELECT batch, unit, random() ^ 4 AS risk FROM generate_series(1, 300) AS batch, generate_series(1, 20) AS unit,
			generate_series(1, 60)) AS patients
		GROUP BY batch, unit});
foreach my $kind (
	[ 'large: 30 units expecting 5 to 60', "SELECT batch, funnel(s, 1, 'exact', 'additive') OVER (PARTITION BY batch) AS f FROM null_unit WHERE kind = 'large'", 0, .08 ],
	[ 'small: 30 units expecting 5 to 12', "SELECT batch, funnel(s, 1, 'exact', 'additive') OVER (PARTITION BY batch) AS f FROM null_unit WHERE kind = 'small'", 0, .08 ],
	[ 'patients: 20 units of 60, expecting about 12', "SELECT batch, funnel(s, 1, 'exact', 'additive') OVER (PARTITION BY batch) AS f FROM null_patient_unit", 0, .08 ],
	[ 'real variation', "SELECT batch, funnel(s, 1, 'exact', 'additive') OVER (PARTITION BY batch) AS f FROM null_unit WHERE kind = 'variation'", .9, 1 ])
{
	my ($title, $query, $least, $most) = @$kind;
	my ($row) = rows(qq{
		WITH point AS MATERIALIZED ($query)
		SELECT count(DISTINCT batch), count(DISTINCT batch) FILTER (WHERE (f).tau2 > 0),
			avg((f).phi), avg(((f).status <> 'within limits')::int), avg(((f).od_status <> 'within limits')::int)
		FROM point WHERE (f).phi IS NOT NULL});
	my ($batches, $found, $phi, $signals, $od_signals) = @$row;
	note(sprintf 'overdispersion, %s: found in %d of %d sets (%.1f %%), mean phi %.3f, signals %.2f %% plain, %.2f %% with overdispersion',
		$title, $found, $batches, 100 * $found / $batches, $phi, 100 * $signals, 100 * $od_signals);
	ok($found >= $least * $batches && $found <= $most * $batches, "overdispersion, $title: found in $found of $batches sets");
}

$node->stop;
done_testing();
