/*
 * test_xmr.c
 *	  Limits and rules of XmR charts, and limits of gaps between rare events.
 */
#include "unit.h"

#include "stats/geometric_limit.h"
#include "stats/xmr.h"

#define MOST_VALUES 60

static int
sign(double x)
{
	return (x > 0.0) - (x < 0.0);
}

/* Is value i one of seven in a row of which each has the given side? */
static bool
in_run(const int *side, int count, int i, int length)
{
	for (int start = i - length + 1; start <= i; start++)
	{
		bool		all = start >= 0 && start + length <= count && side[start] != 0;

		for (int j = start; all && j < start + length; j++)
			all = side[j] == side[start];
		if (all)
			return true;
	}
	return false;
}

static bool
one_of_two(const XmrValue *values, int count, int i, const XmrLimits *limits)
{
	double		far = 2.0 * (limits->upper - limits->mean) / 3.0;

	for (int j = i - 2; j <= i + 2; j++)
		if (j != i && j >= 0 && j < count
			&& fabs(values[i].value - limits->mean) > far && fabs(values[j].value - limits->mean) > far
			&& sign(values[i].value - limits->mean) == sign(values[j].value - limits->mean))
			return true;
	return false;
}

static void
signals_by_definition(void **state)
{
	Random		random = {41};
	int			seen = 0;

	(void) state;
	for (int round = 0; round < 3000; round++)
	{
		XmrValue	values[MOST_VALUES];
		uint8_t		signals[MOST_VALUES];
		int			above[MOST_VALUES],
					rise[MOST_VALUES] = {0};
		int			count = 1 + (int) random_below(&random, MOST_VALUES);
		XmrLimits	limits;

		for (int i = 0; i < count; i++)
			values[i] = (XmrValue) {
				(i > 0 && round % 3 ? values[i - 1].value : 0.0) + (double) random_below(&random, 9) - 4.0,
				i < 2 || random_below(&random, 5) > 0};
		limits = xmr_limits(values, count);
		xmr_signals(values, count, &limits, signals);
		for (int i = 0; i < count; i++)
		{
			above[i] = sign(values[i].value - limits.mean);
			rise[i] = i > 0 ? sign(values[i].value - values[i - 1].value) : 0;
		}
		for (int i = 0; i < count; i++)
		{
			/* Six rises make seven values: one's own rise, or the next one's. */
			bool		trend = in_run(rise, count, i, 6) || (i + 1 < count && rise[i + 1] != 0 && i + 6 < count
															  && in_run(rise + i + 1, 6, 0, 6));

			assert_int_equal((signals[i] & XMR_SHIFT) != 0, in_run(above, count, i, 7));
			assert_int_equal((signals[i] & XMR_TREND) != 0, trend);
			assert_int_equal((signals[i] & XMR_OUTSIDE) != 0, fabs(values[i].value - limits.mean) > limits.upper - limits.mean);
			assert_int_equal((signals[i] & XMR_TWO_OF_THREE) != 0, one_of_two(values, count, i, &limits));
			seen |= signals[i];
		}
	}
	assert_int_equal(seen, XMR_OUTSIDE | XMR_SHIFT | XMR_TREND | XMR_TWO_OF_THREE);
}

static void
limits_need_neighbours(void **state)
{
	static const XmrValue values[] = {{3.0, true}, {9.0, false}, {5.0, true}, {8.0, true}};
	XmrLimits	limits = xmr_limits(values, 4);

	(void) state;
	assert_close(limits.mean, 16.0 / 3.0, 1e-15);
	assert_close(limits.upper, 16.0 / 3.0 + 2.66 * 3.0, 1e-15);
	assert_int_equal(limits.count, 3);
	assert_true(isnan(xmr_limits(values, 3).upper) && !isnan(xmr_limits(values, 3).mean));
	assert_true(isnan(xmr_limits(values + 1, 1).mean) && isnan(xmr_limits(values, 0).mean));
}

static void
gaps_against_the_geometric(void **state)
{
	static const double rates[] = {1e-9, 0.0004, 0.02, 0.3, 0.9};

	(void) state;
	for (int r = 0; r < LENGTH(rates); r++)
	{
		GapLimits	limits = gap_limits(rates[r], 0.95);

		for (int64_t cases = 1; cases < 2000; cases += 1 + cases / 20)
		{
			double		none = pow(1.0 - rates[r], (double) cases);

			assert_int_equal(strcmp(gap_status(&limits, cases, false), "later") == 0, none <= 0.025);
			assert_int_equal(strcmp(gap_status(&limits, cases, true), "sooner") == 0,
							 -expm1((double) cases * log1p(-rates[r])) <= 0.025);
		}
	}
	assert_null(gap_status(&(GapLimits) {NAN, NAN, NAN}, 3, true));
	assert_true(isnan(gap_limits(0.0, 0.95).centre) && isnan(gap_limits(1.0, 0.95).upper));
}

TESTS(
	TEST(signals_by_definition),
	TEST(limits_need_neighbours),
	TEST(gaps_against_the_geometric),
)
