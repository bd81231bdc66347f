/*
 * root.c
 *	  Brent's root finder: secant and inverse quadratic steps, with bisection
 *	  whenever they would not shrink the bracket.
 */
#include "stats/root.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#define MAX_STEPS 200

typedef struct Bracket
{
	double		best,
				f_best;			/* the smaller |f| */
	double		other,
				f_other;		/* of opposite sign */
	double		last,
				f_last;			/* the best before */
	double		step,
				step_before;
} Bracket;

static void
swap_if_worse(Bracket *b)
{
	if (fabs(b->f_other) < fabs(b->f_best))
	{
		b->last = b->best;
		b->f_last = b->f_best;
		b->best = b->other;
		b->f_best = b->f_other;
		b->other = b->last;
		b->f_other = b->f_last;
	}
}

/* Secant, or inverse quadratic with three distinct points; as p / q. */
static void
interpolate(const Bracket *b, double half, double *p, double *q)
{
	double		s = b->f_best / b->f_last;

	if (b->last == b->other)
	{
		*p = 2.0 * half * s;
		*q = 1.0 - s;
	}
	else
	{
		double		t = b->f_last / b->f_other;
		double		r = b->f_best / b->f_other;

		*p = s * (2.0 * half * t * (t - r) - (b->best - b->last) * (r - 1.0));
		*q = (t - 1.0) * (r - 1.0) * (s - 1.0);
	}
	if (*p > 0.0)
		*q = -*q;
	else
		*p = -*p;
}

static void
choose_step(Bracket *b, double half, double least)
{
	double		p = 0.0,
				q = 0.0;
	bool		promising = fabs(b->step_before) >= least && fabs(b->f_last) > fabs(b->f_best);

	if (promising)
		interpolate(b, half, &p, &q);
	if (promising && 2.0 * p < fmin(3.0 * half * q - fabs(least * q), fabs(b->step_before * q)))
	{
		b->step_before = b->step;
		b->step = p / q;
	}
	else
		b->step = b->step_before = half;
}

double
find_root(RootFunction f, const void *context, double low, double high, double tolerance)
{
	Bracket		b = {.best = high, .other = low, .last = low};

	b.f_best = f(high, context);
	b.f_other = b.f_last = f(low, context);
	b.step = b.step_before = high - low;
	if (b.f_best * b.f_other > 0.0)
		return fabs(b.f_best) < fabs(b.f_other) ? high : low;

	for (int i = 0; i < MAX_STEPS; i++)
	{
		double		half,
					step;

		if ((b.f_best > 0.0) == (b.f_other > 0.0))
		{
			b.other = b.last;
			b.f_other = b.f_last;
			b.step = b.step_before = b.best - b.last;
		}
		swap_if_worse(&b);

		step = (2.0 * DBL_EPSILON + tolerance) * fabs(b.best) + DBL_MIN;
		half = 0.5 * (b.other - b.best);
		if (fabs(half) <= step || b.f_best == 0.0)
			break;

		choose_step(&b, half, step);
		b.last = b.best;
		b.f_last = b.f_best;
		b.best += fabs(b.step) > step ? b.step : copysign(step, half);
		b.f_best = f(b.best, context);
	}
	return b.best;
}
