/*
 * test_cusum.c
 *	  Weights, run lengths, limits and chances of false alarm of the CUSUM.
 */
#include "unit.h"

#include "stats/cusum_false_alarm.h"
#include "stats/cusum_run_length.h"

static int	pauses;

static void
count_pause(void)
{
	pauses++;
}

/* R 4.2.2, from the definition */
static void
golden_weights(void **state)
{
	CusumOdds	doubled = cusum_odds(2.0),
				halved = cusum_odds(0.5);

	(void) state;
	assert_golden(cusum_weight(&doubled, true, 0.01), 0.6831968497);
	assert_golden(cusum_weight(&doubled, false, 0.01), -0.009950330853);
	assert_golden(cusum_weight(&doubled, true, 0.2), 0.5108256238);
	assert_golden(cusum_weight(&doubled, false, 0.2), -0.1823215568);
	assert_golden(cusum_weight(&halved, true, 0.05), -0.6678293726);
	assert_golden(cusum_weight(&halved, false, 0.05), 0.02531780798);
}

/* exp(weight) has mean 1 in control, and exp(-weight) has with the raised odds. */
static void
weights_are_likelihood_ratios(void **state)
{
	Random		random = {11};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		double		p = random_risk(&random);
		double		ratio = exp(14.0 * random_unit(&random) - 7.0);
		CusumOdds	odds = cusum_odds(ratio);
		double		event = exp(cusum_weight(&odds, true, p)),
					none = exp(cusum_weight(&odds, false, p));
		double		raised = ratio * p / (1.0 - p + ratio * p);

		assert_close(p * event + (1.0 - p) * none, 1.0, 1e-12);
		assert_close(raised / event + (1.0 - raised) / none, 1.0, 1e-12);
	}
}

static void
steps(void **state)
{
	(void) state;
	assert_true(cusum_next(0.5, 0.25, INFINITY) == 0.75);
	assert_true(cusum_next(0.5, -0.75, INFINITY) == 0.0);
	assert_true(cusum_next(2.0, 0.25, 2.0) == 0.25);
	assert_true(cusum_next(2.0, -0.25, 2.0) == 0.0);
	assert_true(cusum_next(1.9375, 0.25, 2.0) == 2.1875);
}

static double
run_length_of(const double *risks, int count, double ratio, bool raised, double limit)
{
	CusumMix	mix = {risks, count, cusum_odds(ratio), raised};
	CusumStudy	study = cusum_study(&mix, count_pause);
	double		length;

	study.space = malloc(cusum_study_space(&study) * sizeof(double));
	length = cusum_run_length(&study, limit);
	free(study.space);
	return length;
}

static double
limit_of(const double *risks, int count, double ratio, double run_length)
{
	CusumMix	mix = {risks, count, cusum_odds(ratio), false};
	CusumStudy	study = cusum_study(&mix, count_pause);
	double		limit;

	study.space = malloc(cusum_study_space(&study) * sizeof(double));
	limit = cusum_limit_at(&study, run_length);
	free(study.space);
	return limit;
}

static const double three[] = {.01, .01, .01, .01, .01, .05, .05, .05, .2, .2};

/* Ten million runs each: test/reference/cusum_arl_simulation.c */
static void
simulated_run_lengths(void **state)
{
	static const struct
	{
		double		ratio;
		bool		raised;
		double		limit,
					arl;
	}			simulated[] = {
		{2, false, 2, 442.62325}, {2, false, 3, 1522.0817}, {2, false, 4.5, 7744.2194},
		{2, true, 2, 82.298174}, {2, true, 4.5, 225.49156},
		{.5, false, 2, 601.59487}, {.5, false, 3.5, 3645.5113}, {.5, true, 3.5, 318.09422},
	};

	(void) state;
	for (int i = 0; i < LENGTH(simulated); i++)
		assert_close(run_length_of(three, LENGTH(three), simulated[i].ratio, simulated[i].raised,
								   simulated[i].limit), simulated[i].arl, 0.005);
}

static void
limits_invert_run_lengths(void **state)
{
	Random		random = {12};
	double		risks[60];

	(void) state;
	for (int round = 0; round < 60; round++)
	{
		double		ratio = exp((round % 2 ? 1.0 : -1.0) * (0.2 + 1.2 * random_unit(&random)));
		double		wanted = exp(7.0 + 5.0 * random_unit(&random));
		double		limit;

		for (int i = 0; i < LENGTH(risks); i++)
			risks[i] = 0.005 + 0.4 * pow(random_unit(&random), 3.0);
		limit = limit_of(risks, LENGTH(risks), ratio, wanted);
		assert_close(run_length_of(risks, LENGTH(risks), ratio, false, limit), wanted, 0.002);
		assert_true(run_length_of(risks, LENGTH(risks), ratio, false, limit * 1.05) > wanted);
		assert_true(run_length_of(risks, LENGTH(risks), ratio, true, limit) < wanted);
	}
	assert_true(pauses > 0);
}

/* Values of the chart fall on states, so its run length steps as theirs do. */
static void
equal_risks(void **state)
{
	static const double risk[] = {0.1};

	(void) state;
	assert_close(run_length_of(risk, 1, 2.0, false, 1.0), 43.552465, 0.001);
	assert_close(run_length_of(risk, 1, 2.0, false, 3.5), 1458.176, 0.001);
	assert_true(run_length_of(risk, 1, 2.0, false, limit_of(risk, 1, 2.0, 1000.0)) >= 1000.0);
}

/* The first event is a signal where the limit is low: a geometric waiting time. */
static void
low_limits(void **state)
{
	static const double risk[] = {0.04};

	(void) state;
	assert_close(run_length_of(risk, 1, 2.0, false, 1e-6), 25.0, 1e-9);
	assert_close(run_length_of(risk, 1, 2.0, false, 0.3), 25.0, 1e-9);
	assert_close(run_length_of(risk, 1, 2.0, true, 0.3), 13.0, 1e-9);
	assert_true(isnan(limit_of(risk, 1, 2.0, 24.0)));
}

static void
charts_that_never_rise(void **state)
{
	static const double certain[] = {0.0, 1.0, 1.0};

	(void) state;
	assert_true(isinf(run_length_of(certain, 3, 2.0, false, 1.0)));
	assert_true(isinf(run_length_of(certain, 3, 0.5, true, 1.0)));
	assert_true(isnan(limit_of(certain, 3, 2.0, 1000.0)));
}

static double
false_alarm(const double *risks, int count, double ratio, double limit)
{
	CusumOdds	odds = cusum_odds(ratio);
	double	   *space = malloc(cusum_false_alarm_space() * sizeof(double));
	double		chance = cusum_false_alarm(risks, count, &odds, limit, space, count_pause);

	free(space);
	return chance;
}

/* Over every outcome of the cases */
static double
false_alarm_by_enumeration(const double *risks, int count, double ratio, double limit)
{
	CusumOdds	odds = cusum_odds(ratio);
	double		chance = 0.0;

	for (int outcomes = 0; outcomes < 1 << count; outcomes++)
	{
		double		probability = 1.0,
					s = 0.0;
		bool		signalled = false;

		for (int i = 0; i < count; i++)
		{
			bool		event = outcomes >> i & 1;

			probability *= event ? risks[i] : 1.0 - risks[i];
			s = cusum_next(s, cusum_weight(&odds, event, risks[i]), INFINITY);
			signalled = signalled || s >= limit;
		}
		chance += signalled ? probability : 0.0;
	}
	return chance;
}

static void
false_alarms_against_enumeration(void **state)
{
	Random		random = {13};
	double		risks[14];
	double		error = 0.0,
				exact_sum = 0.0;

	(void) state;
	for (int round = 0; round < 40; round++)
	{
		double		ratio = round % 2 ? 2.0 : 0.5;
		double		exact,
					got;

		for (int i = 0; i < LENGTH(risks); i++)
			risks[i] = 0.02 + 0.5 * random_unit(&random);
		exact = false_alarm_by_enumeration(risks, LENGTH(risks), ratio, 1.0);
		got = false_alarm(risks, LENGTH(risks), ratio, 1.0);
		assert_true(fabs(got - exact) < 0.002 + 0.02 * exact);
		error += got - exact;
		exact_sum += exact;
	}
	assert_true(fabs(error) < 0.002 * exact_sum);
	assert_true(false_alarm(risks, 0, 2.0, 1.0) == 0.0);
}

TESTS(
	TEST(golden_weights),
	TEST(weights_are_likelihood_ratios),
	TEST(steps),
	TEST(simulated_run_lengths),
	TEST(limits_invert_run_lengths),
	TEST(equal_risks),
	TEST(low_limits),
	TEST(charts_that_never_rise),
	TEST(false_alarms_against_enumeration),
)
