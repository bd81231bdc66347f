/*
 * overdispersion.c
 */
#include "stats/overdispersion.h"

#include <math.h>
#include <stdlib.h>

#include "stats/rmath.h"

#define WINSORISED_SHARE 0.1

static int
compare_doubles(const void *left, const void *right)
{
	double		a = *(const double *) left;
	double		b = *(const double *) right;

	return (a > b) - (a < b);
}

double
quantile7(const double *sorted, int64_t count, double probability)
{
	double		position = (double) (count - 1) * probability;
	int64_t		below = (int64_t) floor(position);
	double		share = position - (double) below;

	if (below + 1 >= count)
		return sorted[count - 1];
	return sorted[below] + share * (sorted[below + 1] - sorted[below]);
}

/* Sum of squares of the scores, the outer tenths pulled in to the 10 % and 90 % points. */
static double
winsorised_squares(const DispersedUnit *units, int64_t count, double *scratch)
{
	double		low,
				high,
				sum = 0.0;

	for (int64_t i = 0; i < count; i++)
		scratch[i] = units[i].z;
	qsort(scratch, (size_t) count, sizeof(double), compare_doubles);
	low = quantile7(scratch, count, WINSORISED_SHARE);
	high = quantile7(scratch, count, 1.0 - WINSORISED_SHARE);

	for (int64_t i = 0; i < count; i++)
	{
		double		z = fmin(fmax(scratch[i], low), high);

		sum += z * z;
	}
	return sum;
}

/* DerSimonian and Laird 1986: the excess of q over its expectation, rescaled. */
static double
between_units(const DispersedUnit *units, int64_t count, double q, double *scratch)
{
	double		weight = 0.0,
				weight2 = 0.0;

	/* In one order, so that the answer does not depend on that of the rows. */
	for (int64_t i = 0; i < count; i++)
		scratch[i] = 1.0 / units[i].s2;
	qsort(scratch, (size_t) count, sizeof(double), compare_doubles);

	for (int64_t i = 0; i < count; i++)
	{
		double		w = scratch[i];

		weight += w;
		weight2 += w * w;
	}
	return fmax((q - (double) (count - 1)) / (weight - weight2 / weight), 0.0);
}

Overdispersion
overdispersion_unguarded(const DispersedUnit *units, int64_t count, double *scratch)
{
	double		q = winsorised_squares(units, count, scratch);

	return (Overdispersion) {
		.estimable = true, .present = true,
			.phi = q / (double) count,
			.tau2 = between_units(units, count, q, scratch)
	};
}

Overdispersion
overdispersion_of(const DispersedUnit *units, int64_t count, double *scratch)
{
	Overdispersion o;
	double		chance;

	if (count < OVERDISPERSION_MIN_UNITS)
		return (Overdispersion) {.phi = NAN, .tau2 = NAN};

	o = overdispersion_unguarded(units, count, scratch);
	chance = rmath.qgamma(0.95, (double) (count - 1) / 2.0, 2.0, true, false);
	if (o.phi * (double) count <= chance)
	{
		o.present = false;
		o.tau2 = 0.0;
	}
	return o;
}

double
dispersed_sd(const Overdispersion *o, OverdispersionModel model, double s2)
{
	return model == OVERDISPERSION_ADDITIVE ? sqrt(s2 + o->tau2)
		: sqrt(s2 * fmax(1.0, o->phi));
}
