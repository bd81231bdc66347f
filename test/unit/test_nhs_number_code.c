/*
 * test_nhs_number_code.c
 *	  NHS numbers: published examples, and what a check digit must find.
 */
#include "literal.h"

#include "codes/nhs_number_code.h"

static NhsNumberStatus
parse(const char *text, int64_t *number)
{
	size_t		length = strlen(text);
	char	   *copy = exact_bytes(text, length);
	NhsNumberStatus status = nhs_number_parse(copy, length, number);

	free(copy);
	return status;
}

static NhsNumberStatus
status_of(const char *text)
{
	int64_t		number;

	return parse(text, &number);
}

/* Of published test suites, and of the range 999 that is never issued. */
static void
published_numbers(void **state)
{
	static const char *const good[] = {
		"9434765919", "1234567881", "2345678909", "9876543210", "3456789017", "4567890124", "5678901230",
		"6789012346", "7890123450", "8901234564", "9012345677", "0123456789", "9990000018", "9990000026",
		"9990000034", "9990000042", "9990000050", "9990000069", "9990000077", "9990000085", "9990000093",
		"0607230002", "4000000632", "2983396339", "2983396363"
	};
	static const char *const wrong_digit[] = {"1234567890", "2345678901", "9434765918", "9990000019"};
	static const char *const no_number[] = {"", "0", "12345", "12345678901", "123456789012", "hat", "ABCDEFGHIJ", "123 456 789"};
	int64_t		number;

	(void) state;
	for (int i = 0; i < LENGTH(good); i++)
	{
		assert_int_equal(parse(good[i], &number), NHS_NUMBER_OK);
		assert_true(number == strtoll(good[i], NULL, 10));
	}
	for (int i = 0; i < LENGTH(wrong_digit); i++)
		assert_int_equal(status_of(wrong_digit[i]), NHS_NUMBER_CHECK_DIGIT);
	for (int i = 0; i < LENGTH(no_number); i++)
		assert_int_equal(status_of(no_number[i]), NHS_NUMBER_NOT_TEN_DIGITS);
}

static int64_t
random_number(Random *random)
{
	int64_t		number;

	do
		number = random_below(random, INT64_C(10000000000));
	while (!nhs_number_is_valid(number));
	return number;
}

static void
numbers_print_and_read_back(void **state)
{
	Random		random = {1};
	char		text[NHS_NUMBER_TEXT_SIZE];
	char		wanted[2 * NHS_NUMBER_TEXT_SIZE];

	(void) state;
	for (int i = 0; i < 100000; i++)
	{
		int64_t		number = random_number(&random);
		int64_t		back;

		assert_int_equal(nhs_number_format(number, text), NHS_NUMBER_TEXT_SIZE - 1);
		snprintf(wanted, sizeof(wanted), "%03d %03d %04d", (int) (number / 10000000),
				 (int) (number / 10000 % 1000), (int) (number % 10000));
		assert_string_equal(text, wanted);
		assert_int_equal(parse(text, &back), NHS_NUMBER_OK);
		assert_true(back == number);
	}
}

/* Of nine digits, one tenth digit will do; none where the rule gives 10. */
static void
one_tenth_digit_in_eleven_is_missing(void **state)
{
	Random		random = {2};
	int			none = 0;

	(void) state;
	for (int i = 0; i < 110000; i++)
	{
		int64_t		nine = random_below(&random, 1000000000);
		int			good = 0;

		for (int tenth = 0; tenth < 10; tenth++)
			good += nhs_number_is_valid(nine * 10 + tenth);
		assert_true(good <= 1);
		none += good == 0;
	}
	assert_true(none > 9500 && none < 10500);
}

/* What modulus 11 is for: one wrong digit, or two neighbours changed about. */
static void
slips_are_found(void **state)
{
	Random		random = {3};

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		int64_t		number = random_number(&random);

		for (int64_t unit = 1; unit < INT64_C(10000000000); unit *= 10)
		{
			int64_t		digit = number / unit % 10;
			int64_t		left = unit < 1000000000 ? number / unit / 10 % 10 : digit;

			for (int64_t other = 0; other < 10; other++)
				assert_true(nhs_number_is_valid(number + (other - digit) * unit) == (other == digit));
			assert_true(nhs_number_is_valid(number + (left - digit) * unit + (digit - left) * unit * 10)
						== (left == digit));
		}
	}
}

static void
integers_out_of_range_are_none(void **state)
{
	(void) state;
	assert_false(nhs_number_is_valid(-1) || nhs_number_is_valid(INT64_MIN) || nhs_number_is_valid(INT64_MAX));
	for (int64_t n = 0; n < 100; n++)
		assert_false(nhs_number_is_valid(INT64_C(10000000000) + n));
}

static void
mutants_parse_as_the_grammar_says(void **state)
{
	Random		random = {4};
	regex_t		grammar = grammar_of("^[[:space:]]*[0-9]([ -]?[0-9]){9}[[:space:]]*$");
	char		text[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 200000; i++)
	{
		nhs_number_format(random_number(&random), text);
		mutate_often(&random, "0123456789  --\t\n.+X\x80\xc2\xa0", text);
		assert_holds((status_of(text) != NHS_NUMBER_NOT_TEN_DIGITS) == follows(&grammar, text), "\"%s\"", text);
	}
	regfree(&grammar);
}

static void
overlong_text_is_refused(void **state)
{
	size_t		size = 1 << 20;
	char	   *text = malloc(size);
	int64_t		number;

	(void) state;
	memset(text, '9', size);
	assert_int_equal(nhs_number_parse(text, size, &number), NHS_NUMBER_NOT_TEN_DIGITS);
	memset(text, ' ', size);
	assert_int_equal(nhs_number_parse(text, size, &number), NHS_NUMBER_NOT_TEN_DIGITS);
	memcpy(text + size / 2, "9434765919", 10);
	assert_int_equal(nhs_number_parse(text, size, &number), NHS_NUMBER_OK);
	assert_int_equal(nhs_number_parse("9434765919\0", 11, &number), NHS_NUMBER_NOT_TEN_DIGITS);
	free(text);
}

PURE_TESTS(
	TEST(published_numbers),
	TEST(numbers_print_and_read_back),
	TEST(one_tenth_digit_in_eleven_is_missing),
	TEST(slips_are_found),
	TEST(integers_out_of_range_are_none),
	TEST(mutants_parse_as_the_grammar_says),
	TEST(overlong_text_is_refused),
)
