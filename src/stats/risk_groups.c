/*
 * risk_groups.c
 *
 * Two groups match the mean, the mean square and the mean cube of the risks
 * when the high one holds n/2 (1 - g / sqrt(4 + g^2)) patients, g being the
 * skewness of the risks.  That is hardly ever a whole number: the whole part
 * stays, one patient in between takes what is left, and is placed by the cubes.
 */
#include "stats/risk_groups.h"

#include <math.h>

#include "stats/root.h"

/* Coefficient of variation, squared, of risks that are equal but for rounding. */
#define EQUAL_RISKS 1e-14

/* Mean square over mean below which all risks are so small that none matters. */
#define NEGLIGIBLE_RISKS 1e-9

/* How well the middle patient is placed: its error is one patient's, of many. */
#define MIDDLE_TOLERANCE 1e-13

/* A size this near to a whole number is one. */
#define WHOLE 1e-7

typedef struct Moments
{
	double		n;
	double		sum;
	double		squares;
	double		mean;
	double		spread;			/* variance of the risks */
	double		cubes;			/* sum of (p - mean)^3 */
} Moments;

typedef struct Pair
{
	double		high,
				low;
} Pair;

/* fmax and fmin are calls: they mind signed zeros and NaN, and none is here. */
static double
at_least(double x, double bound)
{
	return x > bound ? x : bound;
}

static double
at_most(double x, double bound)
{
	return x < bound ? x : bound;
}

static Moments
moments_of(const RiskSums *s)
{
	Moments		m = {.n = s->n,.sum = s->e,.squares = s->e - s->v,.mean = s->e / s->n};
	double		raw_cubes = (s->k - s->e + 3.0 * m.squares) / 2.0;

	m.spread = m.squares / m.n - m.mean * m.mean;
	m.cubes = raw_cubes - 3.0 * m.mean * m.squares + 2.0 * m.n * m.mean * m.mean * m.mean;
	return m;
}

/* high_n patients at one risk and the rest of n at another, by sum and squares. */
static Pair
pair_of(double n, double sum, double squares, double high_n)
{
	double		mean = sum / n;
	double		sd = sqrt(at_least(squares / n - mean * mean, 0.0));
	double		low_n = n - high_n;

	return (Pair) {mean + sd * sqrt(low_n / high_n), mean - sd * sqrt(high_n / low_n)};
}

/* Where rounding put a risk outside [0, 1], the pair that keeps the sum. */
static Pair
bounded(Pair pair, double n, double sum, double high_n)
{
	if (pair.low < 0.0)
		return (Pair) {sum / high_n, 0.0};
	if (pair.high > 1.0)
		return (Pair) {1.0, (sum - high_n) / (n - high_n)};
	return pair;
}

/* How many patients the high group would hold, were it free to hold any number. */
static double
high_size(const Moments *m)
{
	double		mean = m->mean;
	double		skewness = m->cubes / (m->n * m->spread * sqrt(m->spread));
	double		size = m->n * (1.0 - skewness / sqrt(4.0 + skewness * skewness)) / 2.0;

	/* Keeps both risks within [0, 1] where rounding would not. */
	size = at_least(size, m->n * m->spread / (m->spread + (1.0 - mean) * (1.0 - mean)));
	size = at_most(size, m->n * mean * mean / (mean * mean + m->spread));
	return at_most(at_least(size, 1.0), m->n - 1.0);
}

typedef struct MiddlePatient
{
	const Moments *m;
	double		high_n;
} MiddlePatient;

static Pair
pair_beside(double middle, const MiddlePatient *p)
{
	return pair_of(p->m->n - 1.0, p->m->sum - middle, p->m->squares - middle * middle, p->high_n);
}

static double
cube(double x)
{
	return x * x * x;
}

/* By how much the cubes are too many with the middle patient at this risk. */
static double
cubes_excess(double middle, const void *context)
{
	const MiddlePatient *p = context;
	double		mean = p->m->mean;
	Pair		pair = pair_beside(middle, p);

	return p->high_n * cube(pair.high - mean)
		+ (p->m->n - 1.0 - p->high_n) * cube(pair.low - mean)
		+ cube(middle - mean) - p->m->cubes;
}

static RiskGroups
two_groups(const Moments *m, double high_n)
{
	Pair		pair = bounded(pair_of(m->n, m->sum, m->squares, high_n), m->n, m->sum, high_n);

	return (RiskGroups) {
		.high_n = high_n,.high_risk = pair.high,
			.low_n = m->n - high_n,.low_risk = pair.low
	};
}

static RiskGroups
three_groups(const Moments *m, double high_n)
{
	MiddlePatient patient = {m, high_n};
	double		as_low = pair_of(m->n, m->sum, m->squares, high_n).low;
	double		as_high = pair_of(m->n, m->sum, m->squares, high_n + 1.0).high;
	double		middle = find_root(cubes_excess, &patient, as_low, as_high, MIDDLE_TOLERANCE);
	Pair		pair = bounded(pair_beside(middle, &patient), m->n - 1.0, m->sum - middle, high_n);

	return (RiskGroups) {
		.high_n = high_n,.high_risk = pair.high,
			.middle_n = 1.0,.middle_risk = middle,
			.low_n = m->n - 1.0 - high_n,.low_risk = pair.low
	};
}

static RiskGroups
match_moments(const Moments *m)
{
	double		size,
				whole;

	if (m->n < 2.0 || m->squares <= NEGLIGIBLE_RISKS * m->sum
		|| !(m->spread > EQUAL_RISKS * m->mean * m->mean))
		return (RiskGroups) {.low_n = m->n,.low_risk = m->mean};
	size = high_size(m);
	whole = at_most(floor(size + 1e-9), m->n - 1.0);
	if (whole >= m->n - 1.0 || size - whole < WHOLE)
		return two_groups(m, whole);
	return three_groups(m, whole);
}

/* A group's risk times target, held at 1; rounding alone is no holding back. */
static double
scaled(double risk, double target, bool *cut)
{
	*cut = *cut || risk * target > 1.0 + 1e-9;
	return at_most(at_least(risk * target, 0.0), 1.0);
}

static void
scale_risks(RiskGroups *g, double target)
{
	g->high_risk = scaled(g->high_risk, target, &g->cut);
	g->middle_risk = scaled(g->middle_risk, target, &g->cut);
	g->low_risk = scaled(g->low_risk, target, &g->cut);
}

RiskGroups
risk_groups(const RiskSums *sums)
{
	RiskGroups	groups = {0};

	if (sums->n > 0.0)
	{
		Moments		m = moments_of(sums);

		groups = match_moments(&m);
		scale_risks(&groups, sums->target);
	}
	return groups;
}

static double
variance_of(double n, double risk)
{
	return n * risk * (1.0 - risk);
}

double
risk_groups_variance(const RiskGroups *g)
{
	return variance_of(g->high_n, g->high_risk) + variance_of(g->middle_n, g->middle_risk)
		+ variance_of(g->low_n, g->low_risk);
}
