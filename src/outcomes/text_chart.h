/*
 * text_chart.h
 *	  A chart over time drawn with characters.
 */
#ifndef SR_TEXT_CHART_H
#define SR_TEXT_CHART_H

#include <stdbool.h>

#define TEXT_CHART_WIDTH	200	/* columns and lines of the largest drawing */
#define TEXT_CHART_HEIGHT	100

/* What a line of it takes, with its label and an end. */
#define TEXT_CHART_LINE		(TEXT_CHART_WIDTH + 32)

typedef struct TextChart
{
	const double *values;		/* in their order; NaN is a gap */
	int			count;
	const double *limits;		/* horizontal lines */
	int			limit_count;
	int			width;			/* columns: the values are shared out among them */
	int			height;
	double		low,
				high;			/* of the lowest and the highest line */
} TextChart;

/* Finds the range and narrows a chart of few values; false without any. */
extern bool text_chart_prepare(TextChart *chart);

/* Lines of the drawing: its height, an axis and the numbers below it. */
extern int	text_chart_lines(const TextChart *chart);

/* Writes a line, counted from the top. */
extern void text_chart_line(const TextChart *chart, int line, char text[TEXT_CHART_LINE]);

#endif
