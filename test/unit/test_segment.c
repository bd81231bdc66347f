/*
 * test_segment.c
 *	  CUSUM segments: any cut joins to the whole; text and binary forms.
 */
#include "unit.h"

#include "outcomes/segment.h"

#define CASES 60

typedef struct Case
{
	bool		outcome;
	double		risk;
} Case;

static void
random_cases(Random *random, Case *cases)
{
	for (int i = 0; i < CASES; i++)
	{
		cases[i].risk = random_risk(random);
		cases[i].outcome = random_below(random, 3) == 0;
	}
}

static CusumSegment
segment_of(const Case *cases, int from, int to, double odds_ratio)
{
	CusumSegment segment = {.odds_ratio = odds_ratio};

	for (int i = from; i < to; i++)
		assert_int_equal(segment_add_case(&segment, cases[i].outcome, cases[i].risk), SEGMENT_OK);
	return segment;
}

static bool
same(const CusumSegment *a, const CusumSegment *b)
{
	return memcmp(a, b, sizeof(*a)) == 0;
}

/* Cuts at random places, empty pieces included, joined from either end. */
static void
any_cut_joins_to_the_whole(void **state)
{
	Random		random = {21};
	Case		cases[CASES];

	(void) state;
	for (int round = 0; round < 5000; round++)
	{
		double		odds_ratio = round % 2 ? 2.0 : 0.4;
		CusumSegment whole,
					left = {.odds_ratio = odds_ratio},
					right = {.odds_ratio = odds_ratio};
		int			cut[6] = {0};

		random_cases(&random, cases);
		whole = segment_of(cases, 0, CASES, odds_ratio);
		for (int i = 1; i < 5; i++)
			cut[i] = cut[i - 1] + (int) random_below(&random, CASES - cut[i - 1] + 1);
		cut[5] = CASES;
		for (int i = 0; i < 5; i++)
		{
			CusumSegment piece = segment_of(cases, cut[i], cut[i + 1], odds_ratio);
			CusumSegment last = segment_of(cases, cut[4 - i], cut[5 - i], odds_ratio);

			assert_int_equal(segment_join(&left, &piece), SEGMENT_OK);
			assert_int_equal(segment_join(&last, &right), SEGMENT_OK);
			right = last;
		}
		assert_true(same(&left, &whole) && same(&right, &whole));
	}
}

/* What a segment says is what a chart from the same start shows. */
static void
segments_tell_the_chart(void **state)
{
	Random		random = {22};
	Case		cases[CASES];
	CusumOdds	odds = cusum_odds(2.0);

	(void) state;
	for (int round = 0; round < 500; round++)
	{
		double		start = round % 3 ? 0.0 : 3.0 * random_unit(&random);
		double		value = start,
					peak = start;
		CusumSegment segment;

		random_cases(&random, cases);
		segment = segment_of(cases, 0, CASES, 2.0);
		for (int i = 0; i < CASES; i++)
		{
			value = cusum_next(value, cusum_weight(&odds, cases[i].outcome, cases[i].risk), INFINITY);
			peak = fmax(peak, value);
		}
		assert_true(fabs(segment_end(&segment, start) - value) < 1e-12);
		assert_true(fabs(segment_peak(&segment, start) - peak) < 1e-12);
	}
}

static void
forms_read_back(void **state)
{
	Random		random = {23};
	Case		cases[CASES];

	(void) state;
	for (int round = 0; round < 2000; round++)
	{
		char		text[SEGMENT_TEXT_SIZE];
		uint8_t		bytes[SEGMENT_BINARY_SIZE];
		CusumSegment segment,
					read;

		random_cases(&random, cases);
		segment = segment_of(cases, 0, (int) random_below(&random, CASES), round % 2 ? 0.001 : 1000.0);
		assert_int_equal(segment_add_missing(&segment), SEGMENT_OK);
		assert_true(segment_format(&segment, text) < SEGMENT_TEXT_SIZE);
		assert_int_equal(segment_parse(text, &read), SEGMENT_OK);
		assert_true(same(&segment, &read));
		segment_encode(&segment, bytes);
		assert_int_equal(segment_decode(bytes, sizeof(bytes), &read), SEGMENT_OK);
		assert_true(same(&segment, &read));
		assert_int_equal(segment_decode(bytes, sizeof(bytes) - 1, &read), SEGMENT_SYNTAX);
		bytes[0]++;
		assert_int_equal(segment_decode(bytes, sizeof(bytes), &read), SEGMENT_SYNTAX);
	}
}

static void
what_does_not_fit(void **state)
{
	CusumSegment full = {.n = SEGMENT_COUNT_LIMIT, .odds_ratio = 2.0};
	CusumSegment other = {.odds_ratio = 3.0};
	CusumSegment before = full;

	(void) state;
	assert_int_equal(segment_add_case(&full, true, 0.5), SEGMENT_OVERFLOW);
	assert_int_equal(segment_join(&full, &other), SEGMENT_UNLIKE);
	assert_true(same(&full, &before));
	full.total = full.end = full.prefix_peak = full.peak = fixed_put(fixed_from_double(FIXED_LIMIT));
	full.n = 1;
	assert_int_equal(segment_add_case(&full, true, 0.5), SEGMENT_OVERFLOW);
}

TESTS(
	TEST(any_cut_joins_to_the_whole),
	TEST(segments_tell_the_chart),
	TEST(forms_read_back),
	TEST(what_does_not_fit),
)
