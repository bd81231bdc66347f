/*
 * test_count_distribution.c
 *	  Tails of counts against direct summation.
 */
#include "counts.h"

/* Oracles, in extended precision. */

static long double
poisson_mass(double k, double mean)
{
	return expl((long double) k * logl(mean) - mean - lgammal((long double) k + 1.0L));
}

static long double
binomial_mass(double k, double n, double p)
{
	return expl(lgammal((long double) n + 1.0L) - lgammal((long double) k + 1.0L)
				- lgammal((long double) n - k + 1.0L)
				+ k * logl(p) + ((long double) n - k) * log1pl(-(long double) p));
}

/* As exact as R is: far out, its own digits end. */
static void
assert_tail(double actual, double wanted)
{
	if (wanted > 1e-25)
		assert_close(actual, wanted, 1e-9);
	else
		assert_true(actual >= 0.0 && actual < 2e-25);
}

static void
assert_tails(const Count *c, double k, long double at_most, long double more_than)
{
	assert_tail(count_at_most(&c->tails, k), (double) at_most);
	assert_tail(count_more_than(&c->tails, k), (double) more_than);
}

static void
assert_poisson_sums(double mean)
{
	Count		c;
	double		last = ceil(mean + 12.0 * sqrt(mean) + 60.0);
	long double at_most = 0.0L;
	static long double more[2000];

	make(&c, poisson_count(mean));
	assert_true(last < LENGTH(more));
	more[(int) last] = 0.0L;
	for (double k = last; k > 0.0; k--)
		more[(int) k - 1] = more[(int) k] + poisson_mass(k, mean);
	for (double k = 0.0; k < last - 40.0; k++)
	{
		at_most += poisson_mass(k, mean);
		assert_tails(&c, k, at_most, more[(int) k]);
	}
}

static void
poisson_tails_are_sums(void **state)
{
	static const double means[] = {1e-6, 0.01, 0.5, 1.0, 3.7, 10.0, 99.5, 1000.0};

	(void) state;
	for (int i = 0; i < LENGTH(means); i++)
		assert_poisson_sums(means[i]);
}

/* Both the binomial and, of equal risks, the Poisson-binomial. */
static void
assert_binomial_sums(int n, double p)
{
	Count		binomial,
				equal,
				scaled;
	long double at_most = 0.0L,
				more_than;

	make(&binomial, binomial_count(n, p));
	make(&equal, two_groups(n, p, 0.0, 0.0, 1.0));
	make(&scaled, two_groups(n, p / 2.0, 0.0, 0.0, 2.0));
	for (int k = 0; k < n; k++)
	{
		at_most += binomial_mass(k, n, p);
		more_than = 0.0L;
		for (int above = n; above > k; above--)
			more_than += binomial_mass(above, n, p);
		assert_tails(&binomial, k, at_most, more_than);
		assert_tails(&equal, k, at_most, more_than);
		assert_tails(&scaled, k, at_most, more_than);
	}
}

static void
binomial_tails_are_sums_and_equal_risks_are_binomial(void **state)
{
	static const double risks[] = {1e-6, 0.003, 0.05, 0.3, 0.5, 0.7, 0.97};

	(void) state;
	for (int i = 0; i < LENGTH(risks); i++)
	{
		assert_binomial_sums(1, risks[i]);
		assert_binomial_sums(10, risks[i]);
		assert_binomial_sums(81, risks[i]);
	}
}

/* P(X > 0) = 1 - (1 - p)^n, however small. */
static void
small_risks_keep_their_digits(void **state)
{
	(void) state;
	for (double p = 1e-6; p > 1e-14; p /= 10.0)
	{
		Count		binomial,
					equal;
		double		any = -expm1(81.0 * log1p(-p));

		make(&binomial, binomial_count(81.0, p));
		make(&equal, two_groups(81.0, p, 0.0, 0.0, 1.0));
		assert_close(count_more_than(&equal.tails, 0.0), any, 1e-9);
		assert_close(count_more_than(&binomial.tails, 0.0), any, 1e-9);
	}
}

#define MOST_CASES 300

/* mass[k] of the sum of independent events, by convolution. */
static void
convolve(const double *risks, int n, long double *mass)
{
	memset(mass, 0, (MOST_CASES + 1) * sizeof(*mass));
	mass[0] = 1.0L;
	for (int i = 0; i < n; i++)
		for (int k = i + 1; k >= 0; k--)
			mass[k] = mass[k] * (1.0L - risks[i]) + (k > 0 ? mass[k - 1] * risks[i] : 0.0L);
}

typedef struct Error
{
	double		absolute;
	double		relative;		/* where a tail is at least 1e-6 */
} Error;

static void
note_error(Error *worst, double got, long double wanted)
{
	double		error = fabs(got - (double) wanted);

	worst->absolute = fmax(worst->absolute, error);
	if (wanted > 1e-6L)
		worst->relative = fmax(worst->relative, error / (double) wanted);
}

static Error
convolution_error(const Count *c, const long double *mass, int n)
{
	long double at_most = 0.0L;
	Error		worst = {0};

	for (int k = 0; k < n; k++)
	{
		at_most += mass[k];
		note_error(&worst, count_at_most(&c->tails, k), at_most);
		note_error(&worst, count_more_than(&c->tails, k), 1.0L - at_most);
	}
	return worst;
}

static void
unequal_risks_stay_near_their_convolution(void **state)
{
	Random		random = {1};
	double		risks[MOST_CASES];
	long double mass[MOST_CASES + 1];

	(void) state;
	for (int round = 0; round < 300; round++)
	{
		int			n = 10 + (int) random_below(&random, MOST_CASES - 9);
		double		most = random_scale(&random, 0.01, 1.0);
		RiskSums	sums = {.target = 1.0};
		Count		c;

		for (int i = 0; i < n; i++)
			add_risks(&sums, 1.0, risks[i] = most * pow(random_unit(&random), 2.0));
		convolve(risks, n, mass);
		make(&c, count_of(&sums));
		assert_holds(convolution_error(&c, mass, n).absolute < 0.01 / sqrt(c.d.variance), "%d risks up to %g", n, most);
	}
}

/* Two groups of whole size are what they are. */
static void
two_groups_are_exact(void **state)
{
	Random		random = {4};
	double		risks[MOST_CASES];
	long double mass[MOST_CASES + 1];

	(void) state;
	for (int round = 0; round < 300; round++)
	{
		int			n1 = 1 + (int) random_below(&random, 140),
					n2 = 1 + (int) random_below(&random, 140);
		double		p1 = random_unit(&random),
					p2 = random_unit(&random);
		Count		c;

		for (int i = 0; i < n1 + n2; i++)
			risks[i] = i < n1 ? p1 : p2;
		convolve(risks, n1 + n2, mass);
		make(&c, two_groups(n1, p1, n2, p2, 1.0));
		assert_holds(convolution_error(&c, mass, n1 + n2).relative < 1e-6, "%d at %.17g, %d at %.17g", n1, p1, n2, p2);
	}
}

/* The three sums of one target times a target are those of the scaled risks. */
static void
target_scales_every_risk(void **state)
{
	static const double targets[] = {0.1, 0.5, 1.0, 1.5, 2.0};

	(void) state;
	for (int i = 0; i < LENGTH(targets); i++)
	{
		double		t = targets[i];
		Count		scaled,
					direct;

		make(&scaled, two_groups(30.0, 0.02, 8.0, 0.4, t));
		make(&direct, two_groups(30.0, 0.02 * t, 8.0, 0.4 * t, 1.0));
		assert_close(scaled.d.mean, direct.d.mean, 1e-13);
		assert_close(scaled.d.variance, direct.d.variance, 1e-12);
		for (double k = 0.0; k < 38.0; k++)
			assert_close(count_at_most(&scaled.tails, k), count_at_most(&direct.tails, k), 1e-7);
	}
}

/* Nothing but counted rows is Poisson; nothing but patients of one risk is binomial. */
static void
matched_counts_have_their_limits(void **state)
{
	Count		matched,
				binomial,
				poisson;

	(void) state;
	make(&matched, matched_count(7.5, 7.5, 7.5, 1.2));
	make(&poisson, poisson_count(9.0));
	for (double k = 0.0; k < 30.0; k++)
		assert_close(count_at_most(&matched.tails, k), count_at_most(&poisson.tails, k), 1e-9);

	make(&matched, matched_count(8.0, 6.4, 6.4 * 0.6, 1.5));
	make(&binomial, binomial_count(40.0, 0.3));
	for (double k = 0.0; k < 40.0; k++)
		assert_close(count_at_most(&matched.tails, k), count_at_most(&binomial.tails, k), 1e-9);
}

TESTS(
	TEST(poisson_tails_are_sums),
	TEST(binomial_tails_are_sums_and_equal_risks_are_binomial),
	TEST(small_risks_keep_their_digits),
	TEST(two_groups_are_exact),
	TEST(unequal_risks_stay_near_their_convolution),
	TEST(target_scales_every_risk),
	TEST(matched_counts_have_their_limits),
)
