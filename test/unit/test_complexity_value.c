/*
 * test_complexity_value.c
 *	  Every complexity there is, its order and its text.
 */
#include "literal.h"

#include "complexity/complexity_value.h"

static ComplexityStatus
parse(const char *text, int64_t *value)
{
	size_t		length = strlen(text);
	char	   *copy = exact_bytes(text, length);
	ComplexityStatus status = complexity_parse(copy, length, value);

	free(copy);
	return status;
}

static void
assert_reads(const char *text, const char *wanted)
{
	int64_t		value;
	char		printed[COMPLEXITY_TEXT_SIZE];
	int			length;

	assert_holds(parse(text, &value) == COMPLEXITY_OK, "refused: \"%s\"", text);
	length = complexity_format(value, printed);
	assert_int_equal(length, strlen(printed));
	assert_string_equal(printed, wanted);
}

static Complexity
random_complexity(Random *random)
{
	return (Complexity) {
		.mortality = 5 + (int) random_below(random, 46),
		.morbidity = 5 + (int) random_below(random, 46),
		.difficulty = 5 + (int) random_below(random, 46),
		.patient_factors = (int) random_below(random, 101)
	};
}

static int64_t
packed(const Complexity *c)
{
	int64_t		value = -1;

	assert_true(complexity_pack(c, &value));
	return value;
}

static bool
same(const Complexity *a, const Complexity *b)
{
	return a->mortality == b->mortality && a->morbidity == b->morbidity
		&& a->difficulty == b->difficulty && a->patient_factors == b->patient_factors;
}

static void
every_complexity_packs(void **state)
{
	Complexity	c;

	(void) state;
	for (c.mortality = 5; c.mortality <= 50; c.mortality++)
		for (c.morbidity = 5; c.morbidity <= 50; c.morbidity++)
			for (c.difficulty = 5; c.difficulty <= 50; c.difficulty++)
				for (c.patient_factors = 0; c.patient_factors <= 100; c.patient_factors++)
				{
					int64_t		value = packed(&c);
					Complexity	back = complexity_unpack(value);

					assert_true(same(&c, &back) && complexity_is_valid(value));
				}
}

static void
components_out_of_range_do_not_pack(void **state)
{
	static const int basic[] = {-1, 0, 4, 51, 100, 255, 256, 261, INT32_MAX / 4, INT32_MIN / 4};
	static const int factors[] = {-1, 101, 255, 256, INT32_MAX / 4, INT32_MIN / 4};
	int64_t		value;

	(void) state;
	for (int i = 0; i < LENGTH(basic); i++)
	{
		assert_false(complexity_pack(&(Complexity) {basic[i], 20, 20, 0}, &value));
		assert_false(complexity_pack(&(Complexity) {20, basic[i], 20, 0}, &value));
		assert_false(complexity_pack(&(Complexity) {20, 20, basic[i], 0}, &value));
	}
	for (int i = 0; i < LENGTH(factors); i++)
		assert_false(complexity_pack(&(Complexity) {20, 20, 20, factors[i]}, &value));
}

static void
text_reads_back(void **state)
{
	Random		random = {1};
	char		text[COMPLEXITY_TEXT_SIZE];
	char		shorter[LITERAL_SIZE];

	(void) state;
	for (int i = 0; i < 100000; i++)
	{
		Complexity	c = random_complexity(&random);
		int64_t		value = packed(&c);
		int64_t		back;
		int			length = complexity_format(value, text);

		assert_int_equal(length, strlen(text));
		assert_int_equal(parse(text, &back), COMPLEXITY_OK);
		assert_true(back == value);
		assert_int_equal(parse(strchr(text, '('), &back), COMPLEXITY_OK);
		assert_true(back == value);
		snprintf(shorter, sizeof(shorter), "(%g+%g+%g+%g)", c.mortality / 10.0, c.morbidity / 10.0,
				 c.difficulty / 10.0, c.patient_factors / 10.0);
		assert_int_equal(parse(shorter, &back), COMPLEXITY_OK);
		assert_true(back == value);
	}
	assert_reads("(3+2.5+4)", "9.5 (3.0+2.5+4.0+0.0)");
	assert_reads(" 11 ( 3.000 + 2.5 + 4 + 1.50 ) ", "11.0 (3.0+2.5+4.0+1.5)");
	assert_reads("(.5+.5+.5)", "1.5 (0.5+0.5+0.5+0.0)");
	assert_reads("(5+5+5+10)", "25.0 (5.0+5.0+5.0+10.0)");
}

static int
by_rule(const Complexity *a, const Complexity *b)
{
	const int	differences[] = {
		complexity_total(a) - complexity_total(b), a->difficulty - b->difficulty, a->mortality - b->mortality,
		a->morbidity - b->morbidity, a->patient_factors - b->patient_factors
	};

	for (int i = 0; i < LENGTH(differences); i++)
		if (differences[i] != 0)
			return differences[i];
	return 0;
}

static void
integers_order_by_the_rule(void **state)
{
	Random		random = {2};

	(void) state;
	for (int i = 0; i < 1000000; i++)
	{
		Complexity	a = random_complexity(&random);
		Complexity	b = random_complexity(&random);
		int			rule;

		/* Half of the pairs have the same total. */
		if (random_below(&random, 2))
			b.patient_factors = complexity_total(&a) - (complexity_total(&b) - b.patient_factors);
		if (b.patient_factors < 0 || b.patient_factors > 100)
			continue;
		rule = by_rule(&a, &b);
		assert_true((packed(&a) < packed(&b)) == (rule < 0) && (packed(&a) == packed(&b)) == (rule == 0));
	}
}

static void
a_wrong_total_is_out_of_range(void **state)
{
	Random		random = {3};
	char		text[2 * COMPLEXITY_TEXT_SIZE];
	char		printed[COMPLEXITY_TEXT_SIZE];

	(void) state;
	for (int i = 0; i < 20000; i++)
	{
		Complexity	c = random_complexity(&random);
		int			total = complexity_total(&c);
		int			claimed = (int) random_below(&random, 1000);
		int64_t		value;

		complexity_format(packed(&c), printed);
		snprintf(text, sizeof(text), "%d.%d %s", claimed / 10, claimed % 10, strchr(printed, '('));
		assert_int_equal(parse(text, &value), claimed == total ? COMPLEXITY_OK : COMPLEXITY_RANGE);
	}
}

static void
what_is_refused(void **state)
{
	static const char *const range[] = {
		"(3.05+2+4)", "(3+2+4+0.01)", "(3+2+4.9999999999)", "(0+2+4)", "(0.4+2+4)", "(3+5.1+4)", "(3+2+50)", "(3+2+4+10.1)",
		"9.1 (3+2+4)", "0 (3+2+4)", "100.1 (3+2+4)", "(99999999999999999999+2+4)", "(3+2+4+18446744073709551616)"
	};
	static const char *const syntax[] = {
		"", " ", "9", "()", "(3)", "(3+2)", "(3+2+4", "(3+2+4+)", "(3+2+4+1+1)", "3+2+4", "(3,2,4)", "(-3+2+4)", "(3+2+4+-1)", "-9 (3+2+4)",
		"(nan+2+4)", "(inf+2+4)", "(3e0+2+4)", "(0x3+2+4)", "(3+2+4) 9", "(3..0+2+4)", "(3 0+2+4)", "((3+2+4))", "x(3+2+4)"
	};
	int64_t		value;

	(void) state;
	for (int i = 0; i < LENGTH(range); i++)
		assert_holds(parse(range[i], &value) == COMPLEXITY_RANGE, "\"%s\"", range[i]);
	for (int i = 0; i < LENGTH(syntax); i++)
		assert_holds(parse(syntax[i], &value) == COMPLEXITY_SYNTAX, "\"%s\"", syntax[i]);
	assert_int_equal(complexity_parse("(3+2+4)\0", 8, &value), COMPLEXITY_SYNTAX);
}

/* Any text ends in one of three ways, and what is read is valid. */
static void
mutants_are_sound(void **state)
{
	Random		random = {4};
	char		text[LITERAL_SIZE];
	char		printed[COMPLEXITY_TEXT_SIZE];
	int			read = 0;

	(void) state;
	for (int i = 0; i < 300000; i++)
	{
		Complexity	c = random_complexity(&random);
		int64_t		value,
					again;

		complexity_format(packed(&c), text);
		mutate_often(&random, "0123456789..++() \t-eN", text);
		if (parse(text, &value) != COMPLEXITY_OK)
			continue;
		read++;
		assert_true(complexity_is_valid(value));
		complexity_format(value, printed);
		assert_int_equal(parse(printed, &again), COMPLEXITY_OK);
		assert_true(again == value);
	}
	assert_true(read > 1000);
}

static void
only_the_integers_of_complexities_are_valid(void **state)
{
	Random		random = {5};

	(void) state;
	for (int i = 0; i < 300000; i++)
	{
		Complexity	c = random_complexity(&random);
		int64_t		value = packed(&c);
		int64_t		again;

		/* A total follows from its parts, so one flipped bit is never valid. */
		assert_false(complexity_is_valid(value ^ (INT64_C(1) << random_below(&random, 63))));
		value = (int64_t) random_bits(&random);
		c = complexity_unpack(value);
		assert_true(complexity_is_valid(value) == (complexity_pack(&c, &again) && again == value));
	}
	assert_false(complexity_is_valid(0) || complexity_is_valid(-1) || complexity_is_valid(INT64_MIN) || complexity_is_valid(INT64_MAX));
}

PURE_TESTS(
	TEST(every_complexity_packs),
	TEST(components_out_of_range_do_not_pack),
	TEST(text_reads_back),
	TEST(integers_order_by_the_rule),
	TEST(a_wrong_total_is_out_of_range),
	TEST(what_is_refused),
	TEST(mutants_are_sound),
	TEST(only_the_integers_of_complexities_are_valid),
)
