/*
 * test_summary_text.c
 *	  The text form of an outcome summary: exact, and strict.
 */
#include "unit.h"

static void
text_is_readable(void **state)
{
	OutcomeSummary s = {0};
	char		text[SUMMARY_TEXT_SIZE];

	(void) state;
	summary_format(&s, text);
	assert_string_equal(text, "n=0 missing=0 observed=0 expected=0 variance=0 third=0");

	summary_add_case(&s, true, 0.25);
	summary_add_case(&s, false, 0.5);
	summary_add_missing(&s);
	summary_format(&s, text);
	assert_string_equal(text, "n=2 missing=1 observed=1 expected=0.75 variance=0.4375 third=0.09375");

	summary_add_counts(&s, 3, 1.5, true, 10);
	summary_add_counts(&s, 3, 1.5, false, 0);
	summary_format(&s, text);
	assert_string_equal(text, "n=12 missing=1 observed=7 expected=3.75 variance=3.4375 third=3.09375"
						" counted=2 undenominated=1");
}

static void
summaries_of_patients_read_back(void **state)
{
	Random		random = {1};

	(void) state;
	for (int i = 0; i < 3000; i++)
	{
		OutcomeSummary s = random_patients(&random, random_below(&random, 300),
										   random_scale(&random, 1e-12, 1.0));

		assert_no_problem(round_trip_problem(&s));
	}
}

/* A random integer of 0 to limit, of any number of bits. */
static int128_fixed
random_units(Random *random, int128_fixed limit)
{
	unsigned __int128 bits = (unsigned __int128) random_bits(random) << 64 | random_bits(random);

	bits >>= 1 + random_below(random, 127);
	return (int128_fixed) (bits % ((unsigned __int128) limit + 1));
}

/* Any state that the check lets through, up to the ends of its range. */
static OutcomeSummary
random_counted_state(Random *random)
{
	const int128_fixed most = (int128_fixed) 1 << 126;
	int128_fixed expected = random_below(random, 4) ? random_units(random, most)
		: most - random_units(random, 1000);
	int128_fixed variance = random_below(random, 4) ? random_units(random, expected) : expected;
	int128_fixed third = random_below(random, 4) ? random_units(random, variance) : variance;

	return (OutcomeSummary) {
		.n = random_below(random, SUMMARY_COUNT_LIMIT + 1),
		.missing = (int64_t) (random_bits(random) >> (24 + random_below(random, 40))),
		.observed = random_below(random, SUMMARY_COUNT_LIMIT + 1),
		.counted = SUMMARY_COUNT_LIMIT,
		.undenominated = random_below(random, SUMMARY_COUNT_LIMIT) + 1,
		.expected = fixed_put(expected),
		.variance = fixed_put(variance),
		.third = fixed_put(random_below(random, 2) ? third : -third)
	};
}

static void
states_of_every_size_read_back(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 50000; i++)
	{
		OutcomeSummary s = random_counted_state(&random);

		assert_true(summary_is_consistent(&s));
		assert_no_problem(round_trip_problem(&s));
	}
}

static void
text_at_the_limits_reads_back(void **state)
{
	const int128_fixed most = (int128_fixed) 1 << 126;
	OutcomeSummary s = {
		.counted = 1,.undenominated = 1,.observed = SUMMARY_COUNT_LIMIT,
		.expected = fixed_put(most),.variance = fixed_put(most),.third = fixed_put(-most)
	};

	(void) state;
	assert_no_problem(round_trip_problem(&s));
	s.variance = fixed_put(most - 1);
	s.third = fixed_put(1 - most);
	assert_no_problem(round_trip_problem(&s));
	s.variance = s.third = fixed_put(1);
	assert_no_problem(round_trip_problem(&s));
}

typedef struct Reading
{
	const char *text;
	SummaryStatus wanted;
} Reading;

static void
assert_readings(const Reading *readings, int count)
{
	for (int i = 0; i < count; i++)
	{
		OutcomeSummary s = {.n = 77};
		SummaryStatus status = summary_parse(readings[i].text, &s);

		assert_holds(status == readings[i].wanted, "%d of \"%s\"", status, readings[i].text);
		assert_holds(status == SUMMARY_OK ? summary_is_consistent(&s) : s.n == 77,
					 "after \"%s\"", readings[i].text);
	}
}

static void
other_ways_of_writing_are_read(void **state)
{
	static const Reading readings[] = {
		{" \t\nn=1  missing=0\robserved=1\vexpected=0.5\fvariance=0.25 third=0 ", SUMMARY_OK},
		{"n=1 missing=0 observed=0 expected=5e-1 variance=+.25 third=-0", SUMMARY_OK},
		{"n=1 missing=0 observed=0 expected=0.5+1e-20-1e-20 variance=0 third=0", SUMMARY_OK},
		{"n=007 missing=00 observed=0 expected=1. variance=0.1 third=-.1", SUMMARY_OK},
		{"n=1 missing=0 observed=0 expected=1e-400 variance=0 third=0", SUMMARY_OK},
		{"n=1 missing=0 observed=9 expected=3 variance=3 third=3 counted=1 undenominated=1", SUMMARY_OK},
		{"n=1missing=0observed=0expected=0variance=0third=0", SUMMARY_OK},
	};

	(void) state;
	assert_readings(readings, LENGTH(readings));
}

static void
junk_is_a_syntax_error(void **state)
{
	static const Reading readings[] = {
		{"", SUMMARY_SYNTAX},
		{" ", SUMMARY_SYNTAX},
		{"n", SUMMARY_SYNTAX},
		{"n=", SUMMARY_SYNTAX},
		{"n=1", SUMMARY_SYNTAX},
		{"junk", SUMMARY_SYNTAX},
		{"NULL", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0 variance=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=0 junk", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=0 undenominated=0 counted=0", SUMMARY_SYNTAX},
		{"n=1 observed=0 missing=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"N=1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n =1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n= 1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=-1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=+1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1.0 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1e2 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=0x1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1,missing=0,observed=0,expected=0,variance=0,third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0x1p-3 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=nan variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=-nan(1) variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=inf variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=Infinity variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected= 0.5 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0.5 +0.1 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0.5+ 0.1 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0.5+ variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0.5++0.1 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=+-0.5 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=1e variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=. variance=0 third=0", SUMMARY_SYNTAX},
		{"n=1 missing=0 observed=0 expected=0,5 variance=0 third=0", SUMMARY_SYNTAX},
		{"\xef\xbb\xbfn=1 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
		{"n=\xef\xbc\x91 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_SYNTAX},
	};

	(void) state;
	assert_readings(readings, LENGTH(readings));
}

static void
sums_out_of_range_overflow(void **state)
{
	static const Reading readings[] = {
		{"n=1099511627777 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=9223372036854775808 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=99999999999999999999999999 missing=0 observed=0 expected=0 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=274877906945 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=1e300 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=1e999 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=-1e999 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=274877906944+1 variance=0 third=0", SUMMARY_OVERFLOW},
		{"n=1 missing=0 observed=0 expected=274877906944+1e-26 variance=0 third=0", SUMMARY_OVERFLOW},
	};

	(void) state;
	assert_readings(readings, LENGTH(readings));
}

static void
states_that_no_rows_leave_are_inconsistent(void **state)
{
	static const Reading readings[] = {
		{"n=1 missing=0 observed=2 expected=0 variance=0 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=1.1 variance=0 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=-0.1 variance=0 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0.1 variance=0.2 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0.5 variance=0.26 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0.5 variance=0.1 third=0.11", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0.5 variance=0.1 third=-0.11", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0.5 variance=-0.1 third=0", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=0 counted=1 undenominated=2", SUMMARY_INCONSISTENT},
		{"n=1 missing=0 observed=0 expected=0 variance=0 third=0 undenominated=1", SUMMARY_INCONSISTENT},
	};

	(void) state;
	assert_readings(readings, LENGTH(readings));
}

/* Whatever is done to a good text, what is read is a consistent state. */
static void
damaged_text_is_refused_or_consistent(void **state)
{
	Random		random = {3};
	OutcomeSummary s;
	char		text[SUMMARY_TEXT_SIZE];

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		int			length;

		s = random_below(&random, 2) ? random_counted_state(&random)
			: random_patients(&random, 20, 1.0);
		length = summary_format(&s, text);
		text[random_below(&random, length)] = " =+-.0123456789en\x80"[random_below(&random, 18)];
		if (random_below(&random, 4) == 0)
			text[random_below(&random, length)] = '\0';
		if (summary_parse(text, &s) == SUMMARY_OK)
		{
			assert_holds(summary_is_consistent(&s), "%s", text);
			assert_no_problem(round_trip_problem(&s));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_readable),
		cmocka_unit_test(summaries_of_patients_read_back),
		cmocka_unit_test(states_of_every_size_read_back),
		cmocka_unit_test(text_at_the_limits_reads_back),
		cmocka_unit_test(other_ways_of_writing_are_read),
		cmocka_unit_test(junk_is_a_syntax_error),
		cmocka_unit_test(sums_out_of_range_overflow),
		cmocka_unit_test(states_that_no_rows_leave_are_inconsistent),
		cmocka_unit_test(damaged_text_is_refused_or_consistent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
