/*
 * chart.c
 */
#include "outcomes/chart.h"

#include "utils/memutils.h"

#include "arguments.h"

/* Rows between two releases: each costs two seeks, and 64 rows are little to keep. */
#define ROWS_BETWEEN_RELEASES 64

static _Noreturn void
refuse_null(const char *what, const char *hint)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("%s must not be null", what),
			 hint != NULL ? errhint("%s", hint) : 0));
}

static _Noreturn void
refuse_null_risk(void)
{
	refuse_null("risk", "A chart that skips operations hides them: give each a risk, or leave it out in WHERE.");
}

double
sr_chart_risk(WindowObject window, int argument)
{
	bool		isnull;
	Datum		risk = WinGetFuncArgCurrent(window, argument, &isnull);

	if (unlikely(isnull))
		refuse_null_risk();
	return sr_risk(DatumGetFloat8(risk));
}

ChartCase
sr_chart_case(WindowObject window, int outcome)
{
	ChartCase	operation;
	bool		unknown;

	operation.risk = sr_chart_risk(window, outcome + 1);
	operation.outcome = DatumGetBool(WinGetFuncArgCurrent(window, outcome, &unknown));
	operation.known = !unknown;
	operation.no_risk = false;
	return operation;
}

bool
sr_chart_case_ahead(WindowObject window, int outcome, int rows, ChartCase *operation)
{
	bool		unknown,
				no_risk,
				isout;

	operation->outcome = DatumGetBool(WinGetFuncArgInPartition(window, outcome, rows, WINDOW_SEEK_CURRENT,
															   false, &unknown, &isout));
	if (isout)
		return false;
	operation->risk = DatumGetFloat8(WinGetFuncArgInPartition(window, outcome + 1, rows, WINDOW_SEEK_CURRENT,
															  false, &no_risk, &isout));
	operation->known = !unknown;
	operation->no_risk = no_risk;
	return true;
}

void
sr_check_chart_case(const ChartCase *operation)
{
	if (operation->no_risk)
		refuse_null_risk();
	sr_risk(operation->risk);
}

TupleDesc
sr_chart_descriptor(FunctionCallInfo fcinfo, void *partition)
{
	/* The partition's own memory is where its local memory came from. */
	MemoryContext before = MemoryContextSwitchTo(GetMemoryChunkContext(partition));
	TupleDesc	descriptor = sr_result_descriptor(fcinfo);

	MemoryContextSwitchTo(before);
	return descriptor;
}

void
sr_chart_release(WindowObject window)
{
	int64		row = WinGetCurrentPosition(window);

	if (row % ROWS_BETWEEN_RELEASES == 0)
		WinSetMarkPosition(window, row);
}

bool
sr_chart_setting(FunctionCallInfo fcinfo, int argument, const char *what, ChartSetting *setting)
{
	bool		isnull;
	double		value;

	if (setting->read && setting->stable)
		return false;
	value = DatumGetFloat8(WinGetFuncArgCurrent(PG_WINDOW_OBJECT(), argument, &isnull));
	if (!setting->read)
	{
		*setting = (ChartSetting) {true, get_fn_expr_arg_stable(fcinfo->flinfo, argument), isnull, value};
		return true;
	}
	if (isnull != setting->isnull || (!isnull && value != setting->value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be the same for all rows of the window", what),
				 errhint("Name what it depends on in PARTITION BY.")));
	return false;
}

double
sr_setting_value(const ChartSetting *setting, const char *what)
{
	if (setting->isnull)
		refuse_null(what, NULL);
	return setting->value;
}
