/*
 * test_text_chart.c
 *	  Charts drawn with characters.
 */
#include "unit.h"

#include "outcomes/text_chart.h"

static void
a_small_drawing(void **state)
{
	static const double values[] = {0.0, 1.0, NAN, 2.0};
	static const double limits[] = {1.0};
	static const char *const drawing[] = {
		"          2 |   *",
		"          1 |-*--",
		"          0 |*",
		"            +----",
		"             1  4",
	};
	TextChart	chart = {.values = values, .count = 4, .limits = limits, .limit_count = 1, .width = 60, .height = 3};
	char		text[TEXT_CHART_LINE];

	(void) state;
	assert_true(text_chart_prepare(&chart));
	assert_int_equal(text_chart_lines(&chart), LENGTH(drawing));
	for (int line = 0; line < LENGTH(drawing); line++)
	{
		text_chart_line(&chart, line, text);
		assert_string_equal(text, drawing[line]);
	}
}

/* Every value is drawn, and nothing is written beyond a line's end. */
static void
any_values_fit(void **state)
{
	Random		random = {31};
	double		values[700];

	(void) state;
	for (int round = 0; round < 300; round++)
	{
		TextChart	chart = {
			.values = values, .count = 1 + (int) random_below(&random, 700),
			.width = 10 + (int) random_below(&random, TEXT_CHART_WIDTH - 9),
			.height = 3 + (int) random_below(&random, TEXT_CHART_HEIGHT - 2)
		};
		int			stars = 0;

		for (int i = 0; i < chart.count; i++)
			values[i] = round % 2 ? random_unit(&random) * 10.0 - 5.0 : (double) random_below(&random, 3) * -8e307;
		assert_true(text_chart_prepare(&chart));
		for (int line = 0; line < text_chart_lines(&chart); line++)
		{
			char		text[TEXT_CHART_LINE];

			text_chart_line(&chart, line, text);
			assert_true(strlen(text) <= (size_t) chart.width + 13 || line > chart.height);
			for (const char *c = text; *c != '\0'; c++)
				stars += *c == '*';
		}
		assert_true(stars >= chart.width);
	}
}

static void
nothing_to_draw(void **state)
{
	static const double gaps[] = {NAN, NAN};
	TextChart	none = {.width = 10, .height = 3},
				unknown = {.values = gaps, .count = 2, .width = 10, .height = 3};

	(void) state;
	assert_false(text_chart_prepare(&none));
	assert_false(text_chart_prepare(&unknown));
}

TESTS(
	TEST(a_small_drawing),
	TEST(any_values_fit),
	TEST(nothing_to_draw),
)
