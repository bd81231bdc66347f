/*
 * test_summary.c
 *	  Adding to, taking from and checking an outcome summary.
 */
#include "unit.h"

static void
cases_add_up(void **state)
{
	OutcomeSummary s = {0};

	(void) state;
	assert_int_equal(summary_add_case(&s, true, 0.25), SUMMARY_OK);
	assert_int_equal(summary_add_case(&s, false, 0.5), SUMMARY_OK);
	assert_int_equal(summary_add_case(&s, false, 0.0), SUMMARY_OK);
	assert_int_equal(summary_add_case(&s, true, 1.0), SUMMARY_OK);
	assert_int_equal(summary_add_missing(&s), SUMMARY_OK);

	assert_int_equal(s.n, 4);
	assert_int_equal(s.observed, 2);
	assert_int_equal(s.missing, 1);
	assert_true(summary_n_known(&s) && summary_patient_level(&s));
	assert_true(summary_expected(&s) == 1.75);
	assert_true(summary_variance(&s) == 0.1875 + 0.25);
	assert_true(summary_squares(&s) == 0.0625 + 0.25 + 1.0);
	assert_true(summary_third(&s) == 0.1875 * 0.5);
}

static void
counted_rows_add_up(void **state)
{
	OutcomeSummary s = {0};

	(void) state;
	assert_int_equal(summary_add_counts(&s, 3, 2.5, true, 40), SUMMARY_OK);
	assert_int_equal(s.n, 40);
	assert_int_equal(s.observed, 3);
	assert_true(summary_expected(&s) == 2.5 && summary_variance(&s) == 2.5 && summary_third(&s) == 2.5);
	assert_true(summary_n_known(&s));
	assert_false(summary_patient_level(&s));

	assert_int_equal(summary_add_counts(&s, 9, 4.5, false, 0), SUMMARY_OK);
	assert_int_equal(s.counted, 2);
	assert_int_equal(s.undenominated, 1);
	assert_false(summary_n_known(&s));
	assert_true(summary_is_consistent(&s));
}

static OutcomeSummary
some_summary(void)
{
	Random		random = {9};
	OutcomeSummary s = random_patients(&random, 50, 1.0);

	assert_int_equal(summary_add_counts(&s, 5, 4.0, true, 20), SUMMARY_OK);
	return s;
}

static void
assert_case_refused(double risk, SummaryStatus wanted)
{
	OutcomeSummary s = some_summary();
	OutcomeSummary before = s;

	assert_holds(summary_add_case(&s, true, risk) == wanted, "%a", risk);
	assert_true(same_summary(&s, &before));
}

static void
risks_outside_the_unit_interval_are_refused(void **state)
{
	static const double outside[] = {
		NAN, -NAN, INFINITY, -INFINITY, -DBL_TRUE_MIN, -1e-300, -0.5, 1.0 + DBL_EPSILON, 2.0, 50.0, DBL_MAX
	};

	(void) state;
	for (int i = 0; i < LENGTH(outside); i++)
		assert_case_refused(outside[i], SUMMARY_RISK_OUTSIDE);
}

static void
negative_zero_is_a_risk_of_zero(void **state)
{
	OutcomeSummary plus = {0},
				minus = {0};

	(void) state;
	assert_int_equal(summary_add_case(&plus, false, 0.0), SUMMARY_OK);
	assert_int_equal(summary_add_case(&minus, false, -0.0), SUMMARY_OK);
	assert_true(same_summary(&plus, &minus));
}

static void
impossible_counts_are_refused(void **state)
{
	static const struct
	{
		int64_t		observed;
		double		expected;
		bool		n_known;
		int64_t		n;
		SummaryStatus wanted;
	}			rows[] = {
		{-1, 1.0, true, 10, SUMMARY_NEGATIVE},
		{INT64_MIN, 1.0, false, 0, SUMMARY_NEGATIVE},
		{1, -1.0, true, 10, SUMMARY_NEGATIVE},
		{1, -DBL_TRUE_MIN, false, 0, SUMMARY_NEGATIVE},
		{1, NAN, true, 10, SUMMARY_NEGATIVE},
		{1, INFINITY, true, 10, SUMMARY_NEGATIVE},
		{1, -INFINITY, false, 0, SUMMARY_NEGATIVE},
		{0, 1.0, true, -1, SUMMARY_NEGATIVE},
		{0, 1.0, true, INT64_MIN, SUMMARY_NEGATIVE},
		{11, 1.0, true, 10, SUMMARY_TOO_MANY_EVENTS},
		{1, 1.0, true, 0, SUMMARY_TOO_MANY_EVENTS},
		{1, 0x1.0000000000001p38, true, 10, SUMMARY_OVERFLOW},
		{1, DBL_MAX, false, 0, SUMMARY_OVERFLOW},
		{1, 1.0, true, SUMMARY_COUNT_LIMIT - 50, SUMMARY_OVERFLOW},
		{1, 1.0, true, INT64_MAX, SUMMARY_OVERFLOW},
		{INT64_MAX, 1.0, false, 0, SUMMARY_OVERFLOW},
		{1, 0x1.fffffffffffffp37, false, 0, SUMMARY_OVERFLOW},
	};

	(void) state;
	for (int i = 0; i < LENGTH(rows); i++)
	{
		OutcomeSummary s = some_summary();
		OutcomeSummary before = s;

		assert_holds(summary_add_counts(&s, rows[i].observed, rows[i].expected, rows[i].n_known,
										rows[i].n) == rows[i].wanted, "row %d", i);
		assert_true(same_summary(&s, &before));
	}
}

static void
full_summaries_take_no_more(void **state)
{
	OutcomeSummary full = {.n = SUMMARY_COUNT_LIMIT, .missing = SUMMARY_COUNT_LIMIT};
	OutcomeSummary before = full;

	(void) state;
	assert_true(summary_is_consistent(&full));
	assert_int_equal(summary_add_case(&full, false, 0.5), SUMMARY_OVERFLOW);
	assert_int_equal(summary_add_missing(&full), SUMMARY_OVERFLOW);
	assert_int_equal(summary_add_counts(&full, 0, 1.0, true, 1), SUMMARY_OVERFLOW);
	assert_int_equal(summary_add(&full, &before), SUMMARY_OVERFLOW);
	assert_true(same_summary(&full, &before));
}

static void
expectation_may_reach_its_limit_but_not_pass_it(void **state)
{
	OutcomeSummary s = {0};
	OutcomeSummary before;

	(void) state;
	assert_int_equal(summary_add_counts(&s, 0, FIXED_LIMIT, false, 0), SUMMARY_OK);
	assert_true(summary_is_consistent(&s));
	before = s;
	assert_int_equal(summary_add_case(&s, false, 0.5), SUMMARY_OVERFLOW);
	assert_int_equal(summary_add_case(&s, false, 1e-26), SUMMARY_OVERFLOW);
	assert_true(same_summary(&s, &before));
	assert_int_equal(summary_subtract(&s, &before), SUMMARY_OK);
	assert_true(same_summary(&s, &(OutcomeSummary) {0}));
}

static void
two_summaries_at_the_limit_do_not_overflow(void **state)
{
	OutcomeSummary s = {0},
				other;

	(void) state;
	assert_int_equal(summary_add_counts(&s, 0, FIXED_LIMIT, false, 0), SUMMARY_OK);
	other = s;
	assert_int_equal(summary_add(&s, &other), SUMMARY_OVERFLOW);
	assert_int_equal(summary_add_counts(&s, 0, FIXED_LIMIT, false, 0), SUMMARY_OVERFLOW);
	assert_true(same_summary(&s, &other));
}

/* One row of any kind; returns false if it was refused, as some may be. */
static bool
add_random_row(Random *random, OutcomeSummary *s)
{
	int64_t		n = random_below(random, 100);

	switch (random_below(random, 8))
	{
		case 0:
			return summary_add_missing(s) == SUMMARY_OK;
		case 1:
			return summary_add_counts(s, random_below(random, n + 1), random_scale(random, 1e-30, 1e9),
									  true, n) == SUMMARY_OK;
		case 2:
			return summary_add_counts(s, n, random_scale(random, 1e-30, 1e9), false, 0) == SUMMARY_OK;
		default:
			return summary_add_case(s, random_below(random, 2), random_risk(random)) == SUMMARY_OK;
	}
}

#define ROWS 400

/* ROWS one-row summaries, and their sum. */
static OutcomeSummary
random_rows(Random *random, OutcomeSummary *rows, bool patients_only)
{
	OutcomeSummary sum = {0};

	for (int i = 0; i < ROWS; i++)
	{
		rows[i] = (OutcomeSummary) {0};
		if (patients_only)
			assert_int_equal(summary_add_case(&rows[i], random_below(random, 2), random_risk(random)),
							 SUMMARY_OK);
		else
			assert_true(add_random_row(random, &rows[i]));
		assert_true(summary_is_consistent(&rows[i]));
		assert_int_equal(summary_add(&sum, &rows[i]), SUMMARY_OK);
		assert_true(summary_is_consistent(&sum));
	}
	return sum;
}

static void
shuffle_rows(Random *random, OutcomeSummary *rows)
{
	for (int i = ROWS - 1; i > 0; i--)
	{
		int			j = (int) random_below(random, i + 1);
		OutcomeSummary kept = rows[i];

		rows[i] = rows[j];
		rows[j] = kept;
	}
}

/* Sums of random runs of rows, added up; as workers and partitions do. */
static OutcomeSummary
sum_in_parts(Random *random, const OutcomeSummary *rows)
{
	OutcomeSummary sum = {0};

	for (int at = 0; at < ROWS;)
	{
		int			end = at + (int) random_below(random, ROWS - at + 1);
		OutcomeSummary part = {0};

		for (; at < end; at++)
			assert_int_equal(summary_add(&part, &rows[at]), SUMMARY_OK);
		assert_int_equal(summary_add(&sum, &part), SUMMARY_OK);
	}
	return sum;
}

static void
sums_of_parts_are_the_whole(void **state)
{
	Random		random = {1};
	OutcomeSummary rows[ROWS];

	(void) state;
	for (int round = 0; round < 50; round++)
	{
		OutcomeSummary sum = random_rows(&random, rows, round % 2);
		OutcomeSummary parts;

		shuffle_rows(&random, rows);
		parts = sum_in_parts(&random, rows);
		assert_true(same_summary(&sum, &parts));
		assert_no_problem(round_trip_problem(&sum));
	}
}

static void
rows_taken_out_in_any_order_leave_what_the_others_make(void **state)
{
	Random		random = {2};
	OutcomeSummary rows[ROWS];

	(void) state;
	for (int round = 0; round < 50; round++)
	{
		OutcomeSummary sum = random_rows(&random, rows, round % 2);
		OutcomeSummary rest = {0};

		shuffle_rows(&random, rows);
		for (int i = 0; i < ROWS / 2; i++)
			assert_int_equal(summary_subtract(&sum, &rows[i]), SUMMARY_OK);
		for (int i = ROWS / 2; i < ROWS; i++)
			assert_int_equal(summary_add(&rest, &rows[i]), SUMMARY_OK);
		assert_true(same_summary(&sum, &rest));
		for (int i = ROWS / 2; i < ROWS; i++)
			assert_int_equal(summary_subtract(&sum, &rows[i]), SUMMARY_OK);
		assert_true(same_summary(&sum, &(OutcomeSummary) {0}));
	}
}

static void
single_cases_add_as_their_summaries_do(void **state)
{
	Random		random = {3};
	OutcomeSummary direct = {0},
				merged = {0};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		OutcomeSummary row = {0};
		double		risk = random_risk(&random);
		bool		outcome = random_below(&random, 2);

		assert_int_equal(summary_add_case(&row, outcome, risk), SUMMARY_OK);
		assert_holds(summary_is_consistent(&row), "one case of risk %a", risk);
		assert_int_equal(summary_add_case(&direct, outcome, risk), SUMMARY_OK);
		assert_int_equal(summary_add(&merged, &row), SUMMARY_OK);
	}
	assert_true(same_summary(&direct, &merged));
}

static void
assert_not_held(OutcomeSummary sum, OutcomeSummary part)
{
	OutcomeSummary before = sum;

	assert_int_equal(summary_subtract(&sum, &part), SUMMARY_NOT_HELD);
	assert_true(same_summary(&sum, &before));
}

static void
what_was_never_added_cannot_be_taken_out(void **state)
{
	OutcomeSummary one = {0},
				two = {0},
				missing = {0},
				counts = {0};

	(void) state;
	assert_int_equal(summary_add_case(&one, false, 0.2), SUMMARY_OK);
	assert_int_equal(summary_add_case(&two, true, 0.1), SUMMARY_OK);
	assert_int_equal(summary_add_case(&two, false, 0.3), SUMMARY_OK);
	assert_int_equal(summary_add_missing(&missing), SUMMARY_OK);
	assert_int_equal(summary_add_counts(&counts, 0, 0.1, false, 0), SUMMARY_OK);

	assert_not_held((OutcomeSummary) {0}, one);
	assert_not_held(one, two);
	assert_not_held(one, missing);
	assert_not_held(one, counts);
	assert_not_held(missing, one);
	assert_not_held(two, (OutcomeSummary) {.observed = 2});
}

typedef void (*Forge) (OutcomeSummary *s);

static void negative_n(OutcomeSummary *s) { s->n = -1; }
static void huge_n(OutcomeSummary *s) { s->n = SUMMARY_COUNT_LIMIT + 1; }
static void negative_missing(OutcomeSummary *s) { s->missing = -1; }
static void huge_missing(OutcomeSummary *s) { s->missing = INT64_MAX; }
static void negative_observed(OutcomeSummary *s) { s->observed = INT64_MIN; }
static void more_events_than_cases(OutcomeSummary *s) { s->observed = s->n + 1; }
static void negative_counted(OutcomeSummary *s) { s->counted = -1; }
static void huge_counted(OutcomeSummary *s) { s->counted = SUMMARY_COUNT_LIMIT + 1; }
static void negative_undenominated(OutcomeSummary *s) { s->undenominated = -1; }
static void more_undenominated_than_counted(OutcomeSummary *s) { s->undenominated = s->counted + 1; }
static void negative_expected(OutcomeSummary *s) { s->expected = fixed_put(-1); }
static void huge_expected(OutcomeSummary *s) { s->expected.high = INT64_MAX; }
static void negative_variance(OutcomeSummary *s) { s->variance = s->third = fixed_put(-1); }
static void variance_above_expected(OutcomeSummary *s) { s->variance = fixed_put(fixed_get(s->expected) + 1); }
static void third_above_variance(OutcomeSummary *s) { s->third = fixed_put(fixed_get(s->variance) + 1); }
static void third_below_variance(OutcomeSummary *s) { s->third = fixed_put(-fixed_get(s->variance) - 1); }

static void
forged_states_are_found_out(void **state)
{
	static const Forge forgeries[] = {
		negative_n, huge_n, negative_missing, huge_missing, negative_observed, more_events_than_cases,
		negative_counted, huge_counted, negative_undenominated, more_undenominated_than_counted,
		negative_expected, huge_expected, negative_variance, variance_above_expected,
		third_above_variance, third_below_variance,
	};

	(void) state;
	for (int i = 0; i < LENGTH(forgeries); i++)
	{
		OutcomeSummary s = some_summary();

		assert_true(summary_is_consistent(&s));
		forgeries[i] (&s);
		assert_holds(!summary_is_consistent(&s), "forgery %d", i);
	}
}

/* Patients expect no more than one event each, and vary by no more than 1/4. */
static void
patients_bound_their_sums(void **state)
{
	OutcomeSummary s = {.n = 4};

	(void) state;
	s.expected = fixed_put((int128_fixed) 4 << FIXED_FRACTION_BITS);
	assert_true(summary_is_consistent(&s));
	s.expected = fixed_put(fixed_get(s.expected) + 1);
	assert_false(summary_is_consistent(&s));

	s.expected = fixed_put((int128_fixed) 2 << FIXED_FRACTION_BITS);
	s.variance = fixed_put((int128_fixed) 1 << FIXED_FRACTION_BITS);
	assert_true(summary_is_consistent(&s));
	s.variance = fixed_put(fixed_get(s.variance) + 1);
	assert_false(summary_is_consistent(&s));
	s.counted = 1;
	assert_true(summary_is_consistent(&s));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_add_up),
		cmocka_unit_test(counted_rows_add_up),
		cmocka_unit_test(risks_outside_the_unit_interval_are_refused),
		cmocka_unit_test(negative_zero_is_a_risk_of_zero),
		cmocka_unit_test(impossible_counts_are_refused),
		cmocka_unit_test(full_summaries_take_no_more),
		cmocka_unit_test(expectation_may_reach_its_limit_but_not_pass_it),
		cmocka_unit_test(sums_of_parts_are_the_whole),
		cmocka_unit_test(rows_taken_out_in_any_order_leave_what_the_others_make),
		cmocka_unit_test(single_cases_add_as_their_summaries_do),
		cmocka_unit_test(what_was_never_added_cannot_be_taken_out),
		cmocka_unit_test(forged_states_are_found_out),
		cmocka_unit_test(patients_bound_their_sums),
		cmocka_unit_test(two_summaries_at_the_limit_do_not_overflow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
