/*
 * text_chart.c
 */
#include "outcomes/text_chart.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void
widen(TextChart *chart, double value)
{
	if (isnan(value))
		return;
	chart->low = value < chart->low ? value : chart->low;
	chart->high = value > chart->high ? value : chart->high;
}

bool
text_chart_prepare(TextChart *chart)
{
	chart->low = INFINITY;
	chart->high = -INFINITY;
	for (int i = 0; i < chart->count; i++)
		widen(chart, chart->values[i]);
	if (chart->low > chart->high)
		return false;
	for (int i = 0; i < chart->limit_count; i++)
		widen(chart, chart->limits[i]);
	if (chart->low == chart->high)
		chart->high = chart->low + 1.0;
	chart->width = chart->count < chart->width ? chart->count : chart->width;
	return true;
}

int
text_chart_lines(const TextChart *chart)
{
	return chart->height + 2;
}

/* The line of a value, counted from the bottom. */
static int
level_of(const TextChart *chart, double value)
{
	/* Halves first: the range of two doubles need not be one. */
	double		share = (value / 2.0 - chart->low / 2.0) / (chart->high / 2.0 - chart->low / 2.0);

	return (int) floor(share * (chart->height - 1) + 0.5);
}

/* Does the stretch of values in a column cross a level? */
static bool
column_reaches(const TextChart *chart, int column, int level)
{
	int			first = (int) ((int64_t) column * chart->count / chart->width);
	int			end = (int) ((int64_t) (column + 1) * chart->count / chart->width);
	int			lowest = chart->height,
				highest = -1;

	for (int i = first; i < end; i++)
	{
		int			here;

		if (isnan(chart->values[i]))
			continue;
		here = level_of(chart, chart->values[i]);
		lowest = here < lowest ? here : lowest;
		highest = here > highest ? here : highest;
	}
	return lowest <= level && level <= highest;
}

static bool
has_limit(const TextChart *chart, int level)
{
	for (int i = 0; i < chart->limit_count; i++)
		if (!isnan(chart->limits[i]) && level_of(chart, chart->limits[i]) == level)
			return true;
	return false;
}

static void
write_level(const TextChart *chart, int level, char *text)
{
	double		share = (double) level / (chart->height - 1);
	double		label = chart->low * (1.0 - share) + chart->high * share;
	char		line = has_limit(chart, level) ? '-' : ' ';
	bool		nought = fabs(label) < 1e-9 * (chart->high / 2.0 - chart->low / 2.0);
	int			length = snprintf(text, TEXT_CHART_LINE, "%11.4g |", nought ? 0.0 : label);

	for (int column = 0; column < chart->width; column++)
		text[length++] = column_reaches(chart, column, level) ? '*' : line;
	while (text[length - 1] == ' ')
		length--;
	text[length] = '\0';
}

static void
write_axis(const TextChart *chart, char *text)
{
	int			length = snprintf(text, TEXT_CHART_LINE, "%11s +", "");

	memset(text + length, '-', (size_t) chart->width);
	text[length + chart->width] = '\0';
}

void
text_chart_line(const TextChart *chart, int line, char text[TEXT_CHART_LINE])
{
	if (line < chart->height)
		write_level(chart, chart->height - 1 - line, text);
	else if (line == chart->height)
		write_axis(chart, text);
	else if (chart->count == 1)
		snprintf(text, TEXT_CHART_LINE, "%11s  1", "");
	else
		snprintf(text, TEXT_CHART_LINE, "%11s  1%*d", "", chart->width - 1, chart->count);
}
