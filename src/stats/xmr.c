/*
 * xmr.c
 */
#include "stats/xmr.h"

#include <math.h>

#define RANGES_TO_LIMIT 2.66
#define RUN 7

XmrLimits
xmr_limits(const XmrValue *values, int64_t count)
{
	XmrLimits	limits = {0, NAN, NAN, NAN};
	double		sum = 0.0,
				ranges = 0.0;
	int64_t		range_count = 0;

	for (int64_t i = 0; i < count; i++)
	{
		if (!values[i].baseline)
			continue;
		limits.count++;
		sum += values[i].value;
		if (i > 0 && values[i - 1].baseline)
		{
			ranges += fabs(values[i].value - values[i - 1].value);
			range_count++;
		}
	}
	if (limits.count > 0)
		limits.mean = sum / (double) limits.count;
	if (range_count > 0)
	{
		double		reach = RANGES_TO_LIMIT * ranges / (double) range_count;

		limits.lower = limits.mean - reach;
		limits.upper = limits.mean + reach;
	}
	return limits;
}

static int
sign(double x)
{
	return (x > 0.0) - (x < 0.0);
}

/* Which side of something a value is on: -1, 0 or 1. */
typedef int (*Side) (const XmrValue *values, int64_t i, const XmrLimits *limits);

static int
side_of_mean(const XmrValue *values, int64_t i, const XmrLimits *limits)
{
	return sign(values[i].value - limits->mean);
}

/* Of the value before; the first has none. */
static int
direction(const XmrValue *values, int64_t i, const XmrLimits *limits)
{
	(void) limits;
	return i == 0 ? 0 : sign(values[i].value - values[i - 1].value);
}

/* Marks every run of so many values or more on one side, and "ahead" values before it. */
static void
mark_runs(const XmrValue *values, int64_t count, const XmrLimits *limits, Side side_of,
		  int length, int ahead, uint8_t mark, uint8_t *signals)
{
	int64_t		start = 0;

	for (int64_t i = 0; i < count; i++)
	{
		int			side = side_of(values, i, limits);

		if (i == start || side != side_of(values, i - 1, limits))
			start = i;
		if (side == 0 || i - start + 1 < length)
			continue;
		for (int64_t j = i - start + 1 == length ? start - ahead : i; j <= i; j++)
			signals[j] |= mark;
	}
}

/* Beyond two thirds of the way to a limit, on that side. */
static int
far_side(const XmrValue *values, int64_t i, const XmrLimits *limits)
{
	double		far = 2.0 * (limits->upper - limits->mean) / 3.0;
	double		distance = values[i].value - limits->mean;

	return fabs(distance) > far ? sign(distance) : 0;
}

static void
mark_two_of_three(const XmrValue *values, int64_t count, const XmrLimits *limits, uint8_t *signals)
{
	for (int64_t i = 1; i < count; i++)
		for (int64_t before = i - 1; before >= 0 && before >= i - 2; before--)
		{
			int			side = far_side(values, i, limits);

			if (side != 0 && side == far_side(values, before, limits))
			{
				signals[i] |= XMR_TWO_OF_THREE;
				signals[before] |= XMR_TWO_OF_THREE;
			}
		}
}

void
xmr_signals(const XmrValue *values, int64_t count, const XmrLimits *limits, uint8_t *signals)
{
	for (int64_t i = 0; i < count; i++)
		signals[i] = values[i].value < limits->lower || values[i].value > limits->upper
			? XMR_OUTSIDE : 0;
	mark_runs(values, count, limits, side_of_mean, RUN, 0, XMR_SHIFT, signals);
	/* Seven values rise six times; the first of them has no rise of its own. */
	mark_runs(values, count, limits, direction, RUN - 1, 1, XMR_TREND, signals);
	if (!isnan(limits->upper))
		mark_two_of_three(values, count, limits, signals);
}
