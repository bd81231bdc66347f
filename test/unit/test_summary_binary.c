/*
 * test_summary_binary.c
 *	  The binary form of an outcome summary, and every way to damage it.
 */
#include "unit.h"

/* Decodes a copy of exactly that many bytes, so that reading beyond is caught. */
static SummaryStatus
decode_bytes(const uint8_t *bytes, size_t length, OutcomeSummary *summary)
{
	uint8_t    *copy = malloc(length > 0 ? length : 1);
	SummaryStatus status;

	if (length > 0)
		memcpy(copy, bytes, length);
	status = summary_decode(copy, length, summary);
	free(copy);
	return status;
}

static OutcomeSummary
some_summary(bool counted)
{
	Random		random = {5};
	OutcomeSummary s = random_patients(&random, 60, 0.9);

	summary_add_missing(&s);
	if (counted)
	{
		summary_add_counts(&s, 7, 6.25, true, 30);
		summary_add_counts(&s, 70, 6e10, false, 0);
	}
	return s;
}

static void
layout_is_network_order(void **state)
{
	OutcomeSummary s = {
		.n = 0x0102030405060708,.missing = 1,.observed = 2,.counted = 3,.undenominated = 1,
		.expected = {0x1112131415161718, 0x2122232425262728}
	};
	uint8_t		bytes[SUMMARY_BINARY_SIZE];
	const uint8_t head[] = {1, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 1};
	const uint8_t expected[] = {0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28,
	0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18};

	(void) state;
	summary_encode(&s, bytes);
	assert_memory_equal(bytes, head, sizeof(head));
	assert_memory_equal(bytes + 1 + 5 * 8, expected, sizeof(expected));
	assert_int_equal(SUMMARY_BINARY_SIZE, 89);
}

static void
good_bytes_read_back(void **state)
{
	Random		random = {6};

	(void) state;
	for (int i = 0; i < 2000; i++)
	{
		OutcomeSummary s = random_patients(&random, random_below(&random, 100), 1.0);

		if (random_below(&random, 2))
			summary_add_counts(&s, 7, random_scale(&random, 1e-28, 1e11), random_below(&random, 2), 30);
		assert_no_problem(round_trip_problem(&s));
	}
}

static void
wrong_lengths_are_refused(void **state)
{
	OutcomeSummary s = some_summary(true);
	uint8_t		bytes[2 * SUMMARY_BINARY_SIZE] = {0};

	(void) state;
	summary_encode(&s, bytes);
	for (size_t length = 0; length <= sizeof(bytes); length++)
	{
		OutcomeSummary untouched = {.n = 77};
		SummaryStatus status = decode_bytes(bytes, length, &untouched);

		assert_holds((status == SUMMARY_OK) == (length == SUMMARY_BINARY_SIZE), "length %zu", length);
		assert_true(status == SUMMARY_OK || untouched.n == 77);
	}
}

static void
other_formats_are_refused(void **state)
{
	OutcomeSummary s = some_summary(false);
	uint8_t		bytes[SUMMARY_BINARY_SIZE];

	(void) state;
	summary_encode(&s, bytes);
	for (int format = 0; format < 256; format++)
	{
		bytes[0] = (uint8_t) format;
		assert_int_equal(decode_bytes(bytes, sizeof(bytes), &s), format == 1 ? SUMMARY_OK : SUMMARY_SYNTAX);
	}
}

/* Refused, leaving the result alone, or a state like any other with these very bytes. */
static void
assert_refused_or_consistent(const uint8_t *bytes)
{
	OutcomeSummary s = {.n = 77};
	SummaryStatus status = decode_bytes(bytes, SUMMARY_BINARY_SIZE, &s);
	uint8_t		again[SUMMARY_BINARY_SIZE];

	if (status != SUMMARY_OK)
	{
		assert_int_equal(s.n, 77);
		return;
	}
	assert_true(summary_is_consistent(&s));
	summary_encode(&s, again);
	assert_memory_equal(again, bytes, sizeof(again));
	assert_no_problem(round_trip_problem(&s));
}

static void
every_single_byte_of_damage_is_safe(void **state)
{
	(void) state;
	for (int counted = 0; counted < 2; counted++)
	{
		OutcomeSummary s = some_summary(counted);
		uint8_t		bytes[SUMMARY_BINARY_SIZE];

		summary_encode(&s, bytes);
		for (int at = 0; at < SUMMARY_BINARY_SIZE; at++)
		{
			uint8_t		kept = bytes[at];

			for (int value = 0; value < 256; value++)
			{
				bytes[at] = (uint8_t) value;
				assert_refused_or_consistent(bytes);
			}
			bytes[at] = kept;
		}
	}
}

static void
random_bytes_are_safe(void **state)
{
	Random		random = {7};
	uint8_t		bytes[SUMMARY_BINARY_SIZE] = {1};

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		for (int at = 1; at < SUMMARY_BINARY_SIZE; at++)
			bytes[at] = random_below(&random, 3) ? 0 : (uint8_t) random_bits(&random);
		assert_refused_or_consistent(bytes);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(layout_is_network_order),
		cmocka_unit_test(good_bytes_read_back),
		cmocka_unit_test(wrong_lengths_are_refused),
		cmocka_unit_test(other_formats_are_refused),
		cmocka_unit_test(every_single_byte_of_damage_is_safe),
		cmocka_unit_test(random_bytes_are_safe),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
