/*
 * group_tails.c
 */
#include "stats/group_tails.h"

#include <math.h>

/* What is left out of a window, as a share of its highest probability. */
#define NARROW_CUT 1e-24
#define WIDE_CUT 1e-290

/* Below this a tail is computed again from windows that reach further. */
#define DEEP_TAIL 1e-10

#define WIDE_WINDOW 4096

/*
 * Probabilities as multiples of the mode's, filled from it downwards and upwards
 * by the ratio of neighbours.
 */
static CountWindow
fill_window(double n, double risk, double cut, double *space, int size)
{
	double		mode = floor((n + 1.0) * risk);
	double		odds = risk / (1.0 - risk);
	int			centre = mode < size / 2 ? (int) mode : size / 2;
	int			low = centre,
				high = centre;
	double		term = 1.0;

	space[centre] = 1.0;
	for (double k = mode; low > 0 && term >= cut; k--)
		space[--low] = term *= k / ((n - k + 1.0) * odds);
	term = 1.0;
	for (double k = mode; high < size - 1 && k < n && term >= cut; k++)
		space[++high] = term *= (n - k) * odds / (k + 1.0);
	return (CountWindow) {space + low, (int64_t) mode - (centre - low), high - low + 1};
}

static CountWindow
binomial_window(double n, double risk, double cut, double *space, int size)
{
	if (n > 0.0 && risk > 0.0 && risk < 1.0)
		return fill_window(n, risk, cut, space, size);
	space[0] = 1.0;
	return (CountWindow) {space, risk > 0.0 ? (int64_t) n : 0, 1};
}

/* Adds one patient to a window that has room for one more count. */
static void
add_patient(CountWindow *window, double risk)
{
	window->at[window->count] = 0.0;
	for (int i = window->count; i > 0; i--)
		window->at[i] = window->at[i] * (1.0 - risk) + window->at[i - 1] * risk;
	window->at[0] *= 1.0 - risk;
	window->count++;
}

static double
total(const CountWindow *window)
{
	double		sum = 0.0;

	for (int i = 0; i < window->count; i++)
		sum += window->at[i];
	return sum;
}

/* Cumulates a window upwards in place, and downwards into another space. */
static CountWindow
cumulate(CountWindow *window, double *space)
{
	int			last = window->count - 1;
	double		below = 0.0,
				above = 0.0;

	for (int i = last; i >= 0; i--)
		space[i] = above += window->at[i];
	for (int i = 0; i <= last; i++)
		window->at[i] = below += window->at[i];
	return (CountWindow) {space, window->first, window->count};
}

/* The windows, in spaces of size counts each. */
static void
fill_windows(GroupTails *tails, const RiskGroups *g, double cut, double *const space[3], int size)
{
	tails->high = binomial_window(g->high_n, g->high_risk, cut, space[0], size - 1);
	if (g->middle_n > 0.0)
		add_patient(&tails->high, g->middle_risk);
	tails->low_at_most = binomial_window(g->low_n, g->low_risk, cut, space[1], size);
	tails->low_at_least = cumulate(&tails->low_at_most, space[2]);
	tails->low_total = tails->low_at_least.at[0];
	tails->scale = 1.0 / (total(&tails->high) * tails->low_total);
}

void
group_tails_prepare(GroupTails *tails, const RiskGroups *groups)
{
	double	   *const space[3] = {tails->space[0], tails->space[1], tails->space[2]};

	tails->groups = *groups;
	fill_windows(tails, groups, NARROW_CUT, space, GROUP_WINDOW);
}

static int
clamp_index(int64_t index, int count)
{
	return index < 0 ? 0 : index > count ? count : (int) index;
}

/*
 * Sum over the high group's counts of their probability times that of a low
 * count which fits.  below: high counts so low that any low count fits.
 */
static double
windows_at_most(const GroupTails *tails, int64_t k)
{
	const CountWindow *high = &tails->high;
	const CountWindow *low = &tails->low_at_most;
	int64_t		reach = k - high->first - low->first;	/* low index at high index 0 */
	int			certain = clamp_index(reach - low->count + 1, high->count);
	int			end = clamp_index(reach + 1, high->count);
	double		sum = 0.0;

	for (int i = 0; i < certain; i++)
		sum += high->at[i];
	sum *= tails->low_total;
	for (int i = certain; i < end; i++)
		sum += high->at[i] * low->at[reach - i];
	return sum * tails->scale;
}

static double
windows_at_least(const GroupTails *tails, int64_t k)
{
	const CountWindow *high = &tails->high;
	const CountWindow *low = &tails->low_at_least;
	int64_t		reach = k - high->first - low->first;
	int			start = clamp_index(reach - low->count + 1, high->count);
	int			certain = clamp_index(reach, high->count);
	double		sum = 0.0;

	for (int i = high->count - 1; i >= certain; i--)
		sum += high->at[i];
	sum *= tails->low_total;
	for (int i = start; i < certain; i++)
		sum += high->at[i] * low->at[reach - i];
	return sum * tails->scale;
}

typedef double (*WindowsTail) (const GroupTails *tails, int64_t k);

static double
deep_tail(const RiskGroups *groups, WindowsTail tail, int64_t k)
{
	double		wide[3][WIDE_WINDOW];
	double	   *const space[3] = {wide[0], wide[1], wide[2]};
	GroupTails	tails;

	fill_windows(&tails, groups, WIDE_CUT, space, WIDE_WINDOW);
	return tail(&tails, k);
}

static double
tail_at(const GroupTails *tails, WindowsTail tail, double k)
{
	double		sum = tail(tails, (int64_t) k);

	if (sum < DEEP_TAIL)
		sum = deep_tail(&tails->groups, tail, (int64_t) k);
	return sum < 1.0 ? sum : 1.0;
}

double
group_at_most(const GroupTails *tails, double k)
{
	return tail_at(tails, windows_at_most, k);
}

double
group_at_least(const GroupTails *tails, double k)
{
	return tail_at(tails, windows_at_least, k);
}
