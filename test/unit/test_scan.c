/*
 * test_scan.c
 *	  The steps of reading a literal.
 */
#include "literal.h"

#include "types/scan.h"

/* Reads a decimal from a copy of just that text; at which byte it stopped, or -1. */
static int
read_decimal(const char *text, int places, int64_t limit, int64_t *value)
{
	size_t		length = strlen(text);
	char	   *copy = exact_bytes(text, length);
	Scanner		scanner = {copy, copy + length};
	int			stopped = scan_decimal(&scanner, places, limit, value) ? (int) (scanner.at - copy) : -1;

	assert_true(scanner.at <= scanner.end);
	free(copy);
	return stopped;
}

static void
assert_decimal(const char *text, int places, int64_t wanted, int stopped)
{
	int64_t		value = -1;

	assert_holds(read_decimal(text, places, 1000000, &value) == stopped && value == wanted,
				 "\"%s\" to %d places: %lld", text, places, (long long) value);
}

static void
assert_no_decimal(const char *text, int places, int64_t limit)
{
	int64_t		value;

	assert_holds(read_decimal(text, places, limit, &value) == -1, "\"%s\" to %d places", text, places);
}

static void
blanks_are_those_of_c(void **state)
{
	(void) state;
	for (int c = -128; c < 128; c++)
	{
		assert_true(scan_is_blank((char) c) == (c == ' ' || c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r'));
		assert_true(scan_is_digit((char) c) == (c >= '0' && c <= '9'));
	}
}

static void
trimming(void **state)
{
	static const char *const texts[][2] = {
		{"", ""}, {" ", ""}, {" \t\n\v\f\r", ""}, {"a", "a"}, {" a b ", "a b"}, {"\ta", "a"}, {"a\n\n", "a"}, {"\xa0" "a", "\xa0" "a"}
	};

	(void) state;
	for (int i = 0; i < LENGTH(texts); i++)
	{
		size_t		length = strlen(texts[i][0]);
		char	   *copy = exact_bytes(texts[i][0], length);
		Scanner		scanner = scan_trimmed(copy, length);

		assert_int_equal(scanner.end - scanner.at, strlen(texts[i][1]));
		assert_memory_equal(scanner.at, texts[i][1], strlen(texts[i][1]));
		free(copy);
	}
}

static void
characters(void **state)
{
	char	   *copy = exact_bytes(" (  ) ", 6);
	Scanner		scanner = {copy, copy + 6};

	(void) state;
	assert_false(scan_character(&scanner, ')'));
	assert_true(scan_character(&scanner, '('));
	assert_true(scan_character(&scanner, ')'));
	assert_false(scan_character(&scanner, ')'));
	scan_blanks(&scanner);
	assert_true(scanner.at == scanner.end);
	assert_false(scan_character(&scanner, '\0'));
	free(copy);
}

static void
decimals(void **state)
{
	(void) state;
	assert_decimal("0", 1, 0, 1);
	assert_decimal("12", 1, 120, 2);
	assert_decimal("12.", 1, 120, 3);
	assert_decimal("12.3", 1, 123, 4);
	assert_decimal(".3", 1, 3, 2);
	assert_decimal(" \t1.5+", 1, 15, 5);
	assert_decimal("1.50000000000000000000000", 1, 15, 25);
	assert_decimal("0001.5", 1, 15, 6);
	assert_decimal("1.2.3", 1, 12, 3);
	assert_decimal("1 2", 0, 1, 1);
	assert_decimal("7", 0, 7, 1);
	assert_decimal("7.000", 0, 7, 5);

	assert_no_decimal("", 1, 1000);
	assert_no_decimal(" ", 1, 1000);
	assert_no_decimal(".", 1, 1000);
	assert_no_decimal("-1", 1, 1000);
	assert_no_decimal("+1", 1, 1000);
	assert_no_decimal("x", 1, 1000);
	assert_no_decimal("1.05", 1, 1000);
	assert_no_decimal("7.001", 0, 1000);
	assert_no_decimal("100.1", 1, 1000);
	assert_no_decimal("101", 1, 1000);
	assert_no_decimal("99999999999999999999999999", 7, 1800000000);
}

static void
limits_are_inclusive(void **state)
{
	int64_t		value;

	(void) state;
	assert_int_equal(read_decimal("100.0", 1, 1000, &value), 5);
	assert_true(value == 1000);
	assert_int_equal(read_decimal("180", 7, 1800000000, &value), 3);
	assert_true(value == 1800000000);
	assert_no_decimal("180.0000001", 7, 1800000000);
}

/* Every number of so many places, and one place too many. */
static void
decimals_are_exact(void **state)
{
	Random		random = {1};
	char		text[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		int64_t		steps = random_below(&random, INT64_C(1800000001));
		int64_t		value;

		snprintf(text, sizeof(text), "%lld.%07lld", (long long) (steps / 10000000), (long long) (steps % 10000000));
		assert_int_equal(read_decimal(text, 7, 1800000000, &value), strlen(text));
		assert_true(value == steps);
		strcat(text, i % 2 ? "0" : "1");
		assert_int_equal(read_decimal(text, 7, 1800000000, &value), i % 2 ? (int) strlen(text) : -1);
	}
}

PURE_TESTS(
	TEST(blanks_are_those_of_c),
	TEST(trimming),
	TEST(characters),
	TEST(decimals),
	TEST(limits_are_inclusive),
	TEST(decimals_are_exact),
)
