/*
 * chart.h
 *	  What the charts over ordered operations share: window functions that read
 *	  one row at a time, in the order of OVER, and keep a state of their own for
 *	  each partition.
 */
#ifndef SR_CHART_H
#define SR_CHART_H

#include "compat.h"

#include "access/tupdesc.h"
#include "windowapi.h"

/* One operation of a chart. */
typedef struct ChartCase
{
	bool		known;			/* the outcome is not NULL */
	bool		outcome;
	bool		no_risk;		/* the risk is NULL; never so once it is checked */
	double		risk;
} ChartCase;

/*
 * The current row's operation from arguments "outcome" and "outcome + 1": a NULL
 * risk is refused (22004), and so is one that is no probability (22003).
 */
extern ChartCase sr_chart_case(WindowObject window, int outcome);

/* The risk of the current row, checked in the same way. */
extern double sr_chart_risk(WindowObject window, int argument);

/*
 * An operation some rows after the current one, not checked yet; false if the
 * partition has ended.
 */
extern bool sr_chart_case_ahead(WindowObject window, int outcome, int rows, ChartCase *operation);

extern void sr_check_chart_case(const ChartCase *operation);

/* Lets the server drop the rows before the current one. */
extern void sr_chart_release(WindowObject window);

/* An argument that all rows of a partition must share. */
typedef struct ChartSetting
{
	bool		read;
	bool		stable;			/* by the query's text, so need not be read again */
	bool		isnull;
	double		value;
} ChartSetting;

/* Reads a setting at the first row; true then, and 22023 if a later row has another. */
extern bool sr_chart_setting(FunctionCallInfo fcinfo, int argument, const char *what,
							 ChartSetting *setting);

/* The setting's value, or 22004 if it is NULL. */
extern double sr_setting_value(const ChartSetting *setting, const char *what);

/* The descriptor of a composite result, kept as long as the partition's memory. */
extern TupleDesc sr_chart_descriptor(FunctionCallInfo fcinfo, void *partition);

#endif
