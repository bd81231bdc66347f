/*
 * estimate.c
 *	  What one summary says of its unit: ratio with interval, proportion with
 *	  interval, posterior ratio, and whether it could signal at all.
 */
#include "outcomes/outcome_summary.h"

#include <math.h>

#include "arguments.h"
#include "stats/proportion_interval.h"
#include "stats/ratio_interval.h"
#include "stats/rmath.h"

SR_FUNCTION(sr_oe);
SR_FUNCTION(sr_proportion);
SR_FUNCTION(sr_posterior);
SR_FUNCTION(sr_assessable);

static const char *const ratio_methods[] = {"exact", "byar", "midp", NULL};
static const char *const proportion_methods[] = {"wilson", "clopper_pearson", NULL};
static const char *const distributions[] = {"auto", "poisson", "poisson_binomial", NULL};

DistributionChoice
sr_distribution(text *word)
{
	return (DistributionChoice) sr_keyword(word, distributions, "distribution");
}

static Interval
ratio_interval(const OutcomeSummary *summary, RatioMethod method, bool poisson_binomial,
			   double level)
{
	double		observed = (double) summary->observed;
	RiskSums	sums = {
		.n = (double) summary->n,.e = summary_expected(summary),
		.v = summary_variance(summary),.k = summary_third(summary)
	};

	if (!summary_has_ratio(summary))
		return (Interval) {NAN, NAN};
	if (!poisson_binomial)
		return poisson_ratio_interval(method, observed, sums.e, level);
	return poisson_binomial_ratio_interval(method, observed, &sums, summary_squares(summary),
										   summary_patient_level(summary), level);
}

/* oe(outcome_summary, level, method, distribution) -> ratio_estimate */
Datum
sr_oe(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);
	double		level = sr_open_unit(PG_GETARG_FLOAT8(1), "level");
	RatioMethod method = (RatioMethod) sr_keyword(PG_GETARG_TEXT_PP(2), ratio_methods, "method");
	bool		poisson_binomial = is_poisson_binomial(summary, sr_distribution(PG_GETARG_TEXT_PP(3)));
	double		expected = summary_expected(summary);
	Interval	interval;
	SrRow		row = {0};

	if (method == RATIO_BYAR && poisson_binomial)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("method \"byar\" is for distribution \"poisson\" only"),
				 errhint("Set distribution => 'poisson', or use method \"exact\" or \"midp\".")));
	interval = ratio_interval(summary, method, poisson_binomial, level);

	sr_row_count(&row, summary_n_known(summary), summary->n);
	sr_row_count(&row, true, summary->observed);
	sr_row_float(&row, expected);
	sr_row_float(&row, summary_has_ratio(summary) ? (double) summary->observed / expected : NAN);
	sr_row_float(&row, interval.lower);
	sr_row_float(&row, interval.upper);
	sr_row_float(&row, level);
	sr_row_text(&row, ratio_methods[method]);
	sr_row_text(&row, distributions[poisson_binomial ? DISTRIBUTION_POISSON_BINOMIAL
									: DISTRIBUTION_POISSON]);
	return sr_row_datum(&row, sr_result_descriptor(fcinfo));
}

/* proportion(events, n, level, method) -> proportion_estimate */
Datum
sr_proportion(PG_FUNCTION_ARGS)
{
	int64		events = sr_count(PG_GETARG_INT64(0), "events");
	int64		n = sr_count(PG_GETARG_INT64(1), "n");
	double		level = sr_open_unit(PG_GETARG_FLOAT8(2), "level");
	ProportionMethod method = (ProportionMethod) sr_keyword(PG_GETARG_TEXT_PP(3),
															proportion_methods, "method");
	Interval	interval = {NAN, NAN};
	SrRow		row = {0};

	sr_check_events(events, n, "events");
	if (n > 0)
		interval = proportion_interval(method, (double) events, (double) n, level);

	sr_row_count(&row, true, events);
	sr_row_count(&row, true, n);
	sr_row_float(&row, n > 0 ? (double) events / (double) n : NAN);
	sr_row_float(&row, interval.lower);
	sr_row_float(&row, interval.upper);
	sr_row_float(&row, level);
	sr_row_text(&row, proportion_methods[method]);
	return sr_row_datum(&row, sr_result_descriptor(fcinfo));
}

/* posterior(outcome_summary, a, b, threshold, level) -> posterior_estimate */
Datum
sr_posterior(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);
	double		shape = sr_positive(PG_GETARG_FLOAT8(1), "a") + (double) summary->observed;
	double		rate = sr_positive(PG_GETARG_FLOAT8(2), "b") + summary_expected(summary);
	double		threshold = sr_nonnegative(PG_GETARG_FLOAT8(3), "threshold");
	double		level = sr_open_unit(PG_GETARG_FLOAT8(4), "level");
	double		tail = (1.0 - level) / 2.0;
	SrRow		row = {0};

	sr_row_float(&row, shape / rate);
	sr_row_float(&row, rmath.qgamma(tail, shape, 1.0 / rate, true, false));
	sr_row_float(&row, rmath.qgamma(tail, shape, 1.0 / rate, false, false));
	sr_row_float(&row, rmath.pgamma(threshold, shape, 1.0 / rate, false, false));
	sr_row_float(&row, level);
	return sr_row_datum(&row, sr_result_descriptor(fcinfo));
}

/* assessable(outcome_summary, level) -> assessability */
Datum
sr_assessable(PG_FUNCTION_ARGS)
{
	OutcomeSummary *summary = PG_GETARG_SUMMARY(0);
	double		tail = (1.0 - sr_open_unit(PG_GETARG_FLOAT8(1), "level")) / 2.0;
	double		expected = summary_expected(summary);
	bool		known = summary_has_ratio(summary);
	double		lower = NAN,
				upper = NAN;
	bool		possible = false;
	SrRow		row = {0};

	if (known)
	{
		CountDistribution null = summary_distribution(summary, 1.0, DISTRIBUTION_AUTO);
		CountTails	tails;

		count_tails_prepare(&tails, &null);
		lower = count_lower_limit(&tails, tail);
		upper = count_upper_limit(&tails, tail) + 1.0;
		possible = !summary_n_known(summary) || upper <= (double) summary->n;
	}

	sr_row_bool(&row, known, lower > 0.0);
	sr_row_bool(&row, known, possible);
	sr_row_float(&row, lower > 0.0 ? (lower - 1.0) / expected : NAN);
	sr_row_float(&row, possible ? upper / expected : NAN);
	return sr_row_datum(&row, sr_result_descriptor(fcinfo));
}
