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

MemoryContext
sr_row_context(void)
{
	return AllocSetContextCreate(CurrentMemoryContext, "surgical_registry row",
								 ALLOCSET_SMALL_SIZES);
}

Datum
sr_partition_argument(WindowObject window, int argument, int64 row, bool *isnull)
{
	bool		isout;

	CHECK_FOR_INTERRUPTS();
	return WinGetFuncArgInPartition(window, argument, (int) row, WINDOW_SEEK_HEAD, false,
									isnull, &isout);
}
