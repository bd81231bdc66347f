# Results against reference vectors, computed in R from the definitions (test/reference).
#
# SURGICAL_REGISTRY_ROOT   the source tree; by default two folders up from here
# SURGICAL_REGISTRY_DATA   folder of real data sets, which are not part of this repository; without it they are skipped

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
my $data = $ENV{SURGICAL_REGISTRY_DATA} || '';

my $node = start_node('reference');

sub sql { return $node->safe_psql('postgres', "SET search_path = reference, surgical_registry, public;\n" . shift) }

# One assertion a concept. The query gives (concept, label, got, want, floor): numbers agree when their difference is within
# the tolerance of the greater of them and of the floor, below which a number counts as nought.
sub agrees
{
	my ($query, $tolerance) = @_;
	my $rows = sql(qq{
		WITH answer AS ($query),
		difference AS (
			SELECT concept, label, got, want, CASE
				WHEN got IS NULL AND want IS NULL OR got = want THEN 0
				WHEN got IS NULL OR want IS NULL OR got = 'NaN' THEN 'infinity'::float8
				ELSE abs(got - want) / greatest(abs(got), abs(want), floor) END AS error
			FROM answer)
		SELECT concept, count(*), bool_and(error <= $tolerance),
			(array_agg(format('%s: got %s, want %s', label, coalesce(got::text, 'NULL'), coalesce(want::text, 'NULL'))
				ORDER BY error DESC))[1], count(*) FILTER (WHERE error > $tolerance), max(error)
		FROM difference GROUP BY concept ORDER BY concept COLLATE "C"});
	BAIL_OUT("no rows to compare: $query") if $rows eq '';
	foreach my $row (split /\n/, $rows)
	{
		my ($concept, $count, $good, $worst, $bad, $error) = split /\|/, $row;
		ok($good eq 't', "$concept: $count numbers") or diag("$bad of $count differ; the worst is $worst");
		note(sprintf 'greatest relative error of %s: %.1e', $concept, $error);
	}
}

# The same for words: (concept, label, got, want).
sub agrees_exactly
{
	my ($query) = @_;
	my $rows = sql(qq{
		WITH answer AS ($query)
		SELECT concept, count(*), coalesce(count(*) FILTER (WHERE got IS DISTINCT FROM want), 0),
			(array_agg(format('%s: got %s, want %s', label, coalesce(got, 'NULL'), coalesce(want, 'NULL')))
				FILTER (WHERE got IS DISTINCT FROM want))[1]
		FROM answer GROUP BY concept ORDER BY concept COLLATE "C"});
	BAIL_OUT("no rows to compare: $query") if $rows eq '';
	foreach my $row (split /\n/, $rows)
	{
		my ($concept, $count, $bad, $first) = split /\|/, $row;
		ok($bad == 0, "$concept: $count rows") or diag("$bad of $count differ; one is $first");
	}
}

sub load
{
	my ($table, $columns, $file) = @_;
	$file ||= "$vectors/" . substr($table, 2) . '.csv';
	my @names = map { (split ' ')[0] } split /,\s*/, $columns;
	sql("CREATE TABLE $table (line int GENERATED ALWAYS AS IDENTITY, $columns);\n"
		  . "\\copy $table (" . join(',', @names) . ") from '$file' csv header");
}

# A CSV file whose columns are wanted as text, to be cast where they are used
sub load_data
{
	my ($name) = @_;
	open my $file, '<', "$data/$name.csv" or die "$data/$name.csv: $!";
	my $header = <$file>;
	close $file;
	$header =~ s/["\r\n]//g;
	load("d_$name", join(', ', map { "$_ text" } split /,/, $header), "$data/$name.csv");
}

$node->safe_psql('postgres', 'CREATE SCHEMA reference');

sql(q{
	CREATE FUNCTION counts(observed bigint, expected float8) RETURNS outcome_summary LANGUAGE sql
	AS 'SELECT outcome_agg(observed, expected)';
	CREATE FUNCTION counts(observed bigint, expected float8, n bigint) RETURNS outcome_summary LANGUAGE sql
	AS 'SELECT outcome_agg(observed, expected, n)'});

my $point_columns = 'lcl95 float8, ucl95 float8, lcl998 float8, ucl998 float8, z float8, p_lower float8, p_upper float8, '
  . 'status text, phi float8, tau2 float8, od_lcl95 float8, od_ucl95 float8, od_lcl998 float8, od_ucl998 float8, '
  . 'od_status text, units bigint';

# all numbers of a funnel_point f beside the vector v; a z or p_lower that is nought but for rounding counts as nought
my $point_numbers = q{
	CROSS JOIN LATERAL (VALUES
		('lcl95', (f).lcl95, v.lcl95, 0), ('ucl95', (f).ucl95, v.ucl95, 0),
		('lcl998', (f).lcl998, v.lcl998, 0), ('ucl998', (f).ucl998, v.ucl998, 0),
		('z', (f).z, v.z, 1e-3), ('p_lower', (f).p_lower, v.p_lower, 1e-290), ('p_upper', (f).p_upper, v.p_upper, 1e-290),
		('phi', (f).phi, v.phi, 0), ('tau2', (f).tau2, v.tau2, 1e-3),
		('od_lcl95', (f).od_lcl95, v.od_lcl95, 1e-3), ('od_ucl95', (f).od_ucl95, v.od_ucl95, 0),
		('od_lcl998', (f).od_lcl998, v.od_lcl998, 1e-3), ('od_ucl998', (f).od_ucl998, v.od_ucl998, 0),
		('units', (f).units, v.units, 0)) AS c(field, got, want, floor)};
my $point_words = q{CROSS JOIN LATERAL (VALUES ('status', (f).status, v.status), ('od_status', (f).od_status, v.od_status))
	AS c(field, got, want)};

# --- case mixes ----------------------------------------------------------------------------------------------------

load('v_mixes', 'mix text, part int, patients int, risk float8');
load('v_mix_sums', 'mix text, n bigint, expected float8, variance float8');
sql(q{
	CREATE TABLE patient AS
		SELECT mix, row_number() OVER (PARTITION BY mix ORDER BY part, i) AS place, risk
		FROM v_mixes, generate_series(1, patients) AS i;
	CREATE FUNCTION treated(which text, events bigint) RETURNS outcome_summary LANGUAGE sql
	AS 'SELECT outcome_agg(place <= events, risk) FROM patient WHERE mix = which'});

agrees(q{
	SELECT 'outcome_agg of patients' AS concept, mix || ', ' || field AS label, got, want, 0 AS floor
	FROM v_mix_sums AS v CROSS JOIN LATERAL treated(mix, 1) AS s CROSS JOIN LATERAL (VALUES
		('n', n(s), v.n), ('expected', expected(s), v.expected), ('variance', variance(s), v.variance),
		('observed', observed(s), 1), ('ratio', oe_ratio(s), 1 / v.expected), ('excess', excess(s), 1 - v.expected),
		('crude rate', crude_rate(s), 1 / v.n::float8), ('adjusted rate', adjusted_rate(s, 0.04), 0.04 / v.expected))
		AS c(field, got, want)}, 1e-9);

# --- limits -------------------------------------------------------------------------------------------------------

load('v_poisson_limit', 'method text, expected float8, p float8, value float8');
agrees(q{
	SELECT 'poisson_limit ' || method AS concept, format('expected %s, p %s', expected, p) AS label,
		poisson_limit(expected, p, method) AS got, value AS want, 0 AS floor FROM v_poisson_limit}, 1e-9);

load('v_binomial_limit', 'method text, n bigint, target float8, p float8, value float8');
agrees(q{
	SELECT 'binomial_limit ' || method AS concept, format('n %s, target %s, p %s', n, target, p) AS label,
		binomial_limit(n, target, p, method) AS got, value AS want, 1e-6 AS floor FROM v_binomial_limit}, 1e-9);

agrees(q{
	SELECT 'funnel_limits ' || method AS concept, format('target %s, expected %s, level %s', target, f.expected, f.level) AS label,
		got, want, 0 AS floor
	FROM unnest(ARRAY['exact', 'spiegelhalter', 'fingertips', 'funnelplotr']) AS method, unnest(ARRAY[1, 0.8, 1.25]) AS target,
		LATERAL funnel_limits(target, 60, 25, '{0.9,0.95,0.998}', method) AS f CROSS JOIN LATERAL (VALUES
			(f.lower, target * poisson_limit(target * f.expected, (1 - f.level) / 2, method)),
			(f.upper, target * poisson_limit(target * f.expected, (1 + f.level) / 2, method))) AS c(got, want)
	WHERE f.expected > 0}, 1e-9);

# --- intervals ---------------------------------------------------------------------------------------------------

load('v_ratio_interval', 'method text, observed bigint, expected float8, level float8, ratio float8, lower float8, upper float8');
agrees(q{
	SELECT format('oe %s, poisson', v.method) AS concept, format('%s of %s, level %s: %s', v.observed, v.expected, v.level, field) AS label,
		got, want, 0 AS floor
	FROM v_ratio_interval AS v CROSS JOIN LATERAL oe(counts(observed, expected), level, method, 'poisson') AS e
	CROSS JOIN LATERAL (VALUES ('ratio', e.ratio, v.ratio), ('lower', e.lower, v.lower), ('upper', e.upper, v.upper))
		AS c(field, got, want) WHERE v.method <> 'midp'}, 1e-9);
agrees(q{
	SELECT format('oe %s, poisson', v.method) AS concept, format('%s of %s, level %s: %s', v.observed, v.expected, v.level, field) AS label,
		got, want, 0 AS floor
	FROM v_ratio_interval AS v CROSS JOIN LATERAL oe(counts(observed, expected), level, method, 'poisson') AS e
	CROSS JOIN LATERAL (VALUES ('lower', e.lower, v.lower), ('upper', e.upper, v.upper))
		AS c(field, got, want) WHERE v.method = 'midp'}, 1e-6);

load('v_ratio_interval_patients',
	'mix text, observed bigint, method text, level float8, ratio float8, lower float8, upper float8');
foreach ([ exact => '1e-9' ], [ midp => '1e-6' ])
{
	my ($method, $tolerance) = @$_;
	agrees(qq{
		SELECT format('oe %s, poisson_binomial', v.method) AS concept,
			format('%s, %s observed, level %s: %s', mix, v.observed, v.level, field) AS label, got, want, 0 AS floor
		FROM v_ratio_interval_patients AS v
		CROSS JOIN LATERAL oe(treated(mix, observed), level, method, 'poisson_binomial') AS e
		CROSS JOIN LATERAL (VALUES ('ratio', e.ratio, v.ratio), ('lower', e.lower, v.lower), ('upper', e.upper, v.upper))
			AS c(field, got, want) WHERE v.method = '$method'}, $tolerance);
}
agrees_exactly(q{
	SELECT 'oe names its distribution' AS concept, asked || patients AS label, (oe(s, 0.95, 'exact', asked)).distribution AS got, want
	FROM (VALUES ('auto', true, 'poisson_binomial'), ('auto', false, 'poisson'), ('poisson', true, 'poisson'),
		('poisson_binomial', true, 'poisson_binomial')) AS v(asked, patients, want),
		LATERAL (SELECT CASE WHEN patients THEN treated('small', 2) ELSE counts(2, 3) END AS s) AS given});

load('v_proportion', 'method text, events bigint, n bigint, level float8, proportion float8, lower float8, upper float8');
agrees(q{
	SELECT 'proportion ' || v.method AS concept, format('%s of %s, level %s: %s', v.events, v.n, v.level, field) AS label, got, want, 0 AS floor
	FROM v_proportion AS v CROSS JOIN LATERAL proportion(v.events, v.n, v.level, v.method) AS e
	CROSS JOIN LATERAL (VALUES ('proportion', e.proportion, v.proportion), ('lower', e.lower, v.lower), ('upper', e.upper, v.upper))
		AS c(field, got, want)}, 1e-9);

load('v_posterior', 'observed bigint, expected float8, a float8, b float8, threshold float8, level float8, mean float8, '
	  . 'lower float8, upper float8, probability_above float8');
agrees(q{
	SELECT 'posterior' AS concept, format('line %s: %s', v.line, field) AS label, got, want, 1e-290 AS floor
	FROM v_posterior AS v CROSS JOIN LATERAL posterior(counts(observed, expected), a, b, threshold, level) AS e
	CROSS JOIN LATERAL (VALUES ('mean', e.mean, v.mean), ('lower', e.lower, v.lower), ('upper', e.upper, v.upper),
		('probability_above', e.probability_above, v.probability_above)) AS c(field, got, want)}, 1e-9);

load('v_assessable', 'mix text, expected float8, level float8, can_be_low boolean, can_be_high boolean, '
	  . 'low_signal_ratio float8, high_signal_ratio float8');
agrees(q{
	SELECT 'assessable' || CASE WHEN mix IS NULL THEN ', counts' ELSE ', patients' END AS concept,
		format('%s, expected %s, level %s: %s', mix, expected, level, field) AS label, got, want, 0 AS floor
	FROM v_assessable AS v
	CROSS JOIN LATERAL assessable(CASE WHEN mix IS NULL THEN counts(0, expected) ELSE treated(mix, 0) END, level) AS e
	CROSS JOIN LATERAL (VALUES ('can_be_low', e.can_be_low::int, v.can_be_low::int),
		('can_be_high', e.can_be_high::int, v.can_be_high::int),
		('low_signal_ratio', e.low_signal_ratio, v.low_signal_ratio),
		('high_signal_ratio', e.high_signal_ratio, v.high_signal_ratio)) AS c(field, got, want)}, 1e-9);

# --- funnels -----------------------------------------------------------------------------------------------------

load('v_funnel_unit', 'set text, unit int, n bigint, observed bigint, expected float8, mix text');
load('v_funnel', "set text, unit int, target float8, method text, overdispersion text, distribution text, $point_columns");
sql(q{
	CREATE TABLE funnel_unit AS
		SELECT set, unit, observed, CASE WHEN mix IS NOT NULL THEN treated(mix, observed)
			WHEN n IS NULL THEN counts(observed, expected)
			ELSE counts(observed, expected, n) END AS s
		FROM v_funnel_unit AS v;
	CREATE TABLE funnel_answer AS
		SELECT v.*, u.observed AS observed_given, funnel(u.s, v.target, v.method, v.overdispersion, v.distribution)
			OVER (PARTITION BY v.set, v.target, v.method, v.overdispersion, v.distribution) AS f
		FROM v_funnel AS v JOIN funnel_unit AS u USING (set, unit)});
agrees(qq{
	SELECT format('funnel %s, overdispersion %s', method, overdispersion) AS concept,
		format('%s, unit %s, target %s, %s: %s', set, unit, target, distribution, field) AS label, got, want, floor
	FROM funnel_answer AS v $point_numbers}, 1e-9);
agrees_exactly(qq{
	SELECT format('words of funnel %s, overdispersion %s', method, overdispersion) AS concept,
		format('%s, unit %s, target %s, %s: %s', set, unit, target, distribution, field) AS label, got, want
	FROM funnel_answer AS v $point_words});
agrees(q{
	SELECT 'funnel repeats its unit' AS concept, format('%s, unit %s: %s', set, unit, field) AS label, got, want, 0 AS floor
	FROM funnel_answer AS v JOIN v_funnel_unit AS u USING (set, unit) CROSS JOIN LATERAL (VALUES
		('n', (f).n, u.n), ('observed', (f).observed, u.observed), ('expected', (f).expected, u.expected),
		('ratio', (f).ratio, u.observed / nullif(u.expected, 0)), ('target', (f).target, v.target)) AS c(field, got, want)}, 1e-9);

load('v_funnel_proportion_unit', 'set text, unit int, events bigint, n bigint');
load('v_funnel_proportion',
	"set text, unit int, asked_target float8, method text, overdispersion text, target float8, $point_columns");
sql(q{
	CREATE TABLE proportion_answer AS
		SELECT v.*, u.events, u.n, funnel_proportion(u.events, u.n, v.asked_target, v.method, v.overdispersion)
			OVER (PARTITION BY v.set, v.asked_target, v.method, v.overdispersion) AS f
		FROM v_funnel_proportion AS v JOIN v_funnel_proportion_unit AS u USING (set, unit)});
agrees(qq{
	SELECT format('funnel_proportion %s, overdispersion %s', method, overdispersion) AS concept,
		format('%s, unit %s, target %s: %s', set, unit, asked_target, field) AS label, got, want, floor
	FROM proportion_answer AS v $point_numbers
	UNION ALL
	SELECT 'funnel_proportion repeats its unit', format('%s, unit %s: %s', set, unit, field), got, want, 0
	FROM proportion_answer AS v CROSS JOIN LATERAL (VALUES
		('n', (f).n, v.n), ('observed', (f).observed, v.events), ('expected', (f).expected, v.n * v.target),
		('ratio', (f).ratio, v.events::float8 / nullif(v.n, 0)), ('target', (f).target, v.target)) AS c(field, got, want)}, 1e-9);
agrees_exactly(qq{
	SELECT format('words of funnel_proportion %s, overdispersion %s', method, overdispersion) AS concept,
		format('%s, unit %s, target %s: %s', set, unit, asked_target, field) AS label, got, want
	FROM proportion_answer AS v $point_words});

# --- other -------------------------------------------------------------------------------------------------------

load('v_q_value', 'set text, unit int, p float8, q float8');
agrees(q{
	SELECT 'q_value' AS concept, format('%s, unit %s', set, unit) AS label, q_value(p) OVER (PARTITION BY set) AS got, q AS want, 0 AS floor
	FROM v_q_value}, 1e-9);

load('v_suppress_count', 'n bigint, max_suppressed bigint, round_to bigint, value bigint');
agrees_exactly(q{
	SELECT 'suppress_count' AS concept, format('%s, %s, %s', n, max_suppressed, round_to) AS label,
		suppress_count(n, max_suppressed, round_to)::text AS got, value::text AS want FROM v_suppress_count});

# --- printed values ------------------------------------------------------------------------------------------------

load('v_golden', 'section text, expression text, value float8, tolerance float8');
sql(q{
	CREATE FUNCTION golden_point(which text, place int, overdispersion text) RETURNS funnel_point LANGUAGE sql AS $$
		WITH unit(set, unit, s) AS (
			SELECT v.set, v.unit, u.s FROM v_funnel_unit AS v JOIN funnel_unit AS u USING (set, unit) WHERE set = which
			UNION ALL SELECT which, 13, counts(3, 2) WHERE which = 'C')
		SELECT f FROM (SELECT unit, funnel(s, 1, 'exact', overdispersion) OVER () AS f FROM unit) AS points WHERE unit = place $$;
	CREATE FUNCTION value_of(expression text) RETURNS float8 LANGUAGE plpgsql AS $$
	DECLARE result float8;
	BEGIN EXECUTE 'SELECT ' || expression INTO result; RETURN result; END $$});
agrees(q{
	SELECT 'printed values ' || section AS concept, expression AS label, value_of(expression) AS got, value AS want,
		abs(value) * tolerance / 1e-8 AS floor FROM v_golden}, 1e-8);

# --- real data -----------------------------------------------------------------------------------------------------

my $data_sums_columns = 'data text, unit text, n bigint, observed bigint, expected float8, variance float8, ratio float8';
my $data_columns = "data text, unit text, method text, overdispersion text, $point_columns";

sub agrees_on_data
{
	my ($prefix, $summaries) = @_;
	load("v_${prefix}_sums", $data_sums_columns);
	load("v_${prefix}_funnel", $data_columns);
	sql("CREATE TABLE ${prefix}_unit AS $summaries;
		CREATE TABLE ${prefix}_answer AS
			SELECT v.*, funnel(u.s, 1, v.method, v.overdispersion) OVER (PARTITION BY data, v.method, v.overdispersion) AS f
			FROM v_${prefix}_funnel AS v JOIN ${prefix}_unit AS u USING (data, unit)");
	agrees(qq{
		SELECT 'sums of ' || data AS concept, format('unit %s: %s', unit, field) AS label, got, want, 0 AS floor
		FROM v_${prefix}_sums AS v LEFT JOIN ${prefix}_unit AS u USING (data, unit) CROSS JOIN LATERAL (VALUES
			('n', n(u.s), v.n), ('observed', observed(u.s), v.observed), ('expected', expected(u.s), v.expected),
			('variance', variance(u.s), v.variance), ('ratio', oe_ratio(u.s), v.ratio)) AS c(field, got, want)}, 1e-9);
	agrees(qq{
		SELECT 'funnel of ' || data AS concept, format('unit %s, %s, %s: %s', unit, method, overdispersion, field) AS label, got, want, floor
		FROM ${prefix}_answer AS v $point_numbers}, 1e-9);
	agrees_exactly(qq{
		SELECT 'words of the funnel of ' || data AS concept, format('unit %s, %s, %s: %s', unit, method, overdispersion, field) AS label, got, want
		FROM ${prefix}_answer AS v $point_words});
	is(sql("SELECT count(*) FROM ${prefix}_answer"), sql("SELECT count(*) FROM v_${prefix}_funnel"), "$prefix: every unit was found");
}

load('v_spline', 'knots text, x float8, j integer, value float8');
agrees(q{
	SELECT 'rcs' AS concept, format('basis %s of %s over %s', j, x, knots) AS label, predict(format('mean = rcs(x, %s, %s)', j, knots)::risk_model, v) AS got,
		value AS want, 1e-6 AS floor FROM v_spline AS v}, 1e-9);

load('v_kyphosis', 'patient int, unit text, deformity boolean, risk float8');
agrees_on_data('kyphosis', q{SELECT 'kyphosis' AS data, unit, outcome_agg(deformity, risk) AS s FROM v_kyphosis GROUP BY unit});

SKIP:
{
	my @sets = qw(cardiac_surgery_steiner icu_admissions_saps3 ny_cabg_hospitals shipman_observed_expected_yearly
	  bowel_cancer_deaths_uk_districts infant_cardiac_surgery_12_hospitals child_heart_surgery_uk_hospitals medpar_az_drg112);
	my @missing = grep { !-r "$data/$_.csv" } @sets;
	skip 'real data: SURGICAL_REGISTRY_DATA is not set', 1 if $data eq '';
	skip "real data: no @missing in $data", 1 if @missing;

	load_data($_) foreach @sets;
	agrees_on_data('data', q{
		SELECT 'cardiac_surgery_steiner' AS data, surgeon AS unit,
			outcome_agg(status::int = 1 AND time::float8 <= 30, 1 / (1 + exp(3.68 - 0.077 * parsonnet::float8))) AS s
		FROM d_cardiac_surgery_steiner GROUP BY surgeon
		UNION ALL
		SELECT 'icu_admissions_saps3', unit, outcome_agg(died_hospital::int = 1, saps3_death_pct::float8 / 100)
		FROM d_icu_admissions_saps3 GROUP BY unit
		UNION ALL
		SELECT 'ny_cabg_hospitals', line::text, outcome_agg(deaths::bigint, cases::float8 * emr_pct::float8 / 100)
		FROM d_ny_cabg_hospitals GROUP BY line
		UNION ALL
		SELECT 'shipman_observed_expected_yearly', line::text, outcome_agg(total_65plus_obs::bigint, total_65plus_exp::float8)
		FROM d_shipman_observed_expected_yearly GROUP BY line
		UNION ALL
		SELECT 'bowel_cancer_deaths_uk_districts', line::text, outcome_agg(deaths::bigint, population_years::float8 * rate)
		FROM d_bowel_cancer_deaths_uk_districts,
			(SELECT sum(deaths::float8) / sum(population_years::float8) AS rate FROM d_bowel_cancer_deaths_uk_districts) AS nation
		GROUP BY line});

	load('v_data_funnel_proportion', "data text, unit text, method text, overdispersion text, target float8, $point_columns");
	sql(q{
		CREATE TABLE data_proportion AS
			SELECT 'infant_cardiac_surgery_12_hospitals' AS data, line::text AS unit, deaths::bigint AS events, operations::bigint AS n
			FROM d_infant_cardiac_surgery_12_hospitals
			UNION ALL
			SELECT 'child_heart_surgery_uk_hospitals ' || period, line::text, deaths::bigint, operations::bigint
			FROM d_child_heart_surgery_uk_hospitals
			UNION ALL
			SELECT 'medpar_az_drg112', provnum, sum(died::int), count(*) FROM d_medpar_az_drg112 GROUP BY provnum;
		CREATE TABLE data_proportion_answer AS
			SELECT v.*, funnel_proportion(u.events, u.n, NULL, v.method, v.overdispersion)
				OVER (PARTITION BY data, v.method, v.overdispersion) AS f
			FROM v_data_funnel_proportion AS v JOIN data_proportion AS u USING (data, unit)});
	agrees(qq{
		SELECT 'funnel_proportion of ' || data AS concept, format('unit %s, %s, %s: %s', unit, method, overdispersion, field) AS label,
			got, want, floor FROM data_proportion_answer AS v $point_numbers
		UNION ALL
		SELECT 'pooled target of ' || data, unit, (f).target, target, 0 FROM data_proportion_answer AS v}, 1e-9);
	agrees_exactly(qq{
		SELECT 'words of the funnel_proportion of ' || data AS concept,
			format('unit %s, %s, %s: %s', unit, method, overdispersion, field) AS label, got, want
		FROM data_proportion_answer AS v $point_words});
	is(sql('SELECT count(*) FROM data_proportion_answer'), sql('SELECT count(*) FROM v_data_funnel_proportion'),
		'proportions: every unit was found');
}

$node->stop;
done_testing();
