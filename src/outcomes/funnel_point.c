/*
 * funnel_point.c
 */
#include "outcomes/funnel_point.h"

#include <math.h>

/* What a unit must expect before it may inform overdispersion. */
#define ENTERS_FROM 5.0

/* And how much it must be free to vary: near-certain outcomes have huge scores. */
#define ENTERS_VARIANCE 1.0

/* Normal quantiles of the 95 % and 99.8 % limits: qnorm(0.975), qnorm(0.999). */
#define Z95 1.959963984540054
#define Z998 3.090232306167813

static const double tail95 = 0.025;
static const double tail998 = 0.001;

CountDistribution
summary_distribution(const OutcomeSummary *s, double target, DistributionChoice distribution)
{
	if (!is_poisson_binomial(s, distribution))
		return poisson_count(target * summary_expected(s));
	if (!summary_patient_level(s))
		return matched_count(summary_expected(s), summary_variance(s), summary_third(s), target);
	return poisson_binomial_count((double) s->n, summary_expected(s), summary_variance(s),
								  summary_third(s), target);
}

/* y = sqrt(O / tE), s2 = V' / (2tE)^2: Spiegelhalter 2012, with the true variance. */
static DispersedUnit
square_root_scale(double observed, double null_mean, double null_variance)
{
	double		s2 = null_variance / (4.0 * null_mean * null_mean);

	if (!(s2 > 0.0))
		return (DispersedUnit) {NAN, NAN};
	return (DispersedUnit) {(sqrt(observed / null_mean) - 1.0) / sqrt(s2), s2};
}

static bool
is_empty(const FunnelUnit *unit)
{
	return unit->n_known && unit->n == 0;
}

FunnelUnit
ratio_unit(const OutcomeSummary *s, double target, DistributionChoice distribution)
{
	FunnelUnit	unit = {
		.n_known = summary_n_known(s),.n = s->n,
		.observed = s->observed,
		.expected = summary_expected(s),
		.proportion = NAN,
		.null = summary_distribution(s, target, distribution),
	};

	unit.scale = unit.expected;
	unit.dispersed = square_root_scale((double) s->observed, unit.null.mean, unit.null.variance);
	unit.enters = unit.expected >= ENTERS_FROM && unit.null.variance >= ENTERS_VARIANCE
		&& !is_empty(&unit);
	return unit;
}

/* y = asin(sqrt(x / n)), s2 = 1 / 4n. */
static DispersedUnit
arcsine_scale(double events, double n, double target)
{
	double		s2 = 1.0 / (4.0 * n);

	if (!(n > 0.0))
		return (DispersedUnit) {NAN, NAN};
	return (DispersedUnit) {(asin(sqrt(events / n)) - asin(sqrt(target))) / sqrt(s2), s2};
}

FunnelUnit
proportion_unit(int64_t events, int64_t n, double target)
{
	double		size = (double) n;

	return (FunnelUnit) {
		.n_known = true,.n = n,
			.observed = events,
			.expected = size * target,
			.scale = size,
			.proportion = target,
			.null = binomial_count(size, target),
			.enters = size * target >= ENTERS_FROM && size * (1.0 - target) >= ENTERS_FROM,
			.dispersed = arcsine_scale((double) events, size, target)
	};
}

static double
limit_at(const FunnelUnit *unit, const CountTails *tails, FunnelMethod method, LimitSide side,
		 double tail)
{
	if (method == FUNNEL_EXACT || method == FUNNEL_SPIEGELHALTER)
		return count_limit(method, tails, side, tail) / unit->scale;
	if (!isnan(unit->proportion))
		return binomial_proportion_limit(method, unit->scale, unit->proportion, side, tail);
	return poisson_count_limit(method, unit->null.mean, side, tail) / unit->scale;
}

static FunnelLimits
control_limits(const FunnelUnit *unit, const CountTails *tails, FunnelMethod method)
{
	return (FunnelLimits) {
		.lcl95 = limit_at(unit, tails, method, LOWER_LIMIT, tail95),
			.ucl95 = limit_at(unit, tails, method, UPPER_LIMIT, tail95),
			.lcl998 = limit_at(unit, tails, method, LOWER_LIMIT, tail998),
			.ucl998 = limit_at(unit, tails, method, UPPER_LIMIT, tail998)
	};
}

/* Back from the transformed scale, clamped before it is squared. */
static double
back_transformed(const FunnelUnit *unit, double target, double deviation)
{
	double		angle;

	if (isnan(unit->proportion))
		return target * pow(fmax(1.0 + deviation, 0.0), 2.0);
	angle = fmin(fmax(asin(sqrt(target)) + deviation, 0.0), M_PI_2);
	return pow(sin(angle), 2.0);
}

static FunnelLimits
dispersed_limits(const FunnelUnit *unit, const FunnelSettings *settings)
{
	double		sd = dispersed_sd(&settings->overdispersion, settings->model, unit->dispersed.s2);

	return (FunnelLimits) {
		.lcl95 = back_transformed(unit, settings->target, -Z95 * sd),
			.ucl95 = back_transformed(unit, settings->target, Z95 * sd),
			.lcl998 = back_transformed(unit, settings->target, -Z998 * sd),
			.ucl998 = back_transformed(unit, settings->target, Z998 * sd)
	};
}

/* The one place that says what a limit means; a missing limit signals nothing. */
static const char *
status_within(double ratio, const FunnelLimits *limits)
{
	if (ratio > limits->ucl998)
		return "above 99.8%";
	if (ratio < limits->lcl998)
		return "below 99.8%";
	if (ratio > limits->ucl95)
		return "above 95%";
	if (ratio < limits->lcl95)
		return "below 95%";
	return "within limits";
}

static const FunnelLimits no_limits = {NAN, NAN, NAN, NAN};

/* A proportion takes cases, and a target of 0 that no event contradicts. */
static bool
has_ratio(const FunnelUnit *unit)
{
	if (is_empty(unit))
		return false;
	return unit->expected > 0.0 || (!isnan(unit->proportion) && unit->observed == 0);
}

static FunnelPoint
without_ratio(const FunnelUnit *unit, const FunnelSettings *settings)
{
	const char *status = unit->observed > 0 ? "impossible under model" : "no data";

	return (FunnelPoint) {
		.ratio = NAN,.limits = no_limits,
			.p_lower = NAN,.p_upper = NAN,.status = status,
			.od_limits = no_limits,
			.od_status = settings->model == OVERDISPERSION_NONE ? NULL : status
	};
}

static void
add_dispersed(FunnelPoint *point, const FunnelUnit *unit, const FunnelSettings *settings)
{
	const Overdispersion *o = &settings->overdispersion;

	if (settings->model == OVERDISPERSION_NONE)
		return;
	if (!o->estimable)
	{
		point->od_status = "not estimable";
		return;
	}
	point->od_limits = o->present && !isnan(unit->dispersed.s2)
		? dispersed_limits(unit, settings) : point->limits;
	point->od_status = status_within(point->ratio, &point->od_limits);
}

FunnelPoint
funnel_point(const FunnelUnit *unit, const FunnelSettings *settings)
{
	double		observed = (double) unit->observed;
	CountTails	tails;
	FunnelPoint point;

	if (!has_ratio(unit))
		return without_ratio(unit, settings);

	count_tails_prepare(&tails, &unit->null);
	point = (FunnelPoint) {
		.ratio = observed / unit->scale,
		.limits = control_limits(unit, &tails, settings->method),
		.p_lower = count_at_most(&tails, observed),
		.p_upper = count_more_than(&tails, observed - 1.0),
		.od_limits = no_limits
	};
	point.status = status_within(point.ratio, &point.limits);
	add_dispersed(&point, unit, settings);
	return point;
}
