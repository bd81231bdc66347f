/*
 * partition.c
 */
#include "outcomes/partition.h"

#include "miscadmin.h"
#include "utils/memutils.h"

int64
sr_partition_rows(WindowObject window)
{
	int64		rows = WinGetPartitionRowCount(window);

	if (rows > PG_INT32_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("window partition must not have more than %d rows", PG_INT32_MAX),
				 errhint("Aggregate the rows by unit first.")));
	return rows;
}

PartitionScan
sr_partition_start(WindowObject window)
{
	PartitionScan scan = {.row = -1,.rows = sr_partition_rows(window)};

	scan.row_context = AllocSetContextCreate(CurrentMemoryContext, "surgical_registry row",
											 ALLOCSET_SMALL_SIZES);
	scan.before = MemoryContextSwitchTo(scan.row_context);
	return scan;
}

bool
sr_partition_next(PartitionScan *scan)
{
	if (++scan->row < scan->rows)
	{
		MemoryContextReset(scan->row_context);
		return true;
	}
	MemoryContextSwitchTo(scan->before);
	MemoryContextDelete(scan->row_context);
	return false;
}

Datum
sr_partition_argument(WindowObject window, int argument, int64 row, bool *isnull)
{
	bool		isout;

	CHECK_FOR_INTERRUPTS();
	return WinGetFuncArgInPartition(window, argument, (int) row, WINDOW_SEEK_HEAD, false,
									isnull, &isout);
}
