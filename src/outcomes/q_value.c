/*
 * q_value.c
 *	  Window function q_value(p): Benjamini and Hochberg's false discovery rate
 *	  over the rows of a partition.
 *
 * The first row of a partition reads all of it; 8 bytes a row are kept.
 */
#include "outcomes/partition.h"

#include <math.h>

#include "utils/memutils.h"

#include "stats/benjamini_hochberg.h"

SR_FUNCTION(sr_q_value);

typedef struct QPartition
{
	double	   *q;				/* a row of the partition each; NaN for NULL */
} QPartition;

static RankedP *
read_tests(WindowObject window, int64 rows, int64 *count)
{
	RankedP    *tests = palloc_extended(rows * sizeof(RankedP), MCXT_ALLOC_HUGE);
	PartitionScan scan = sr_partition_start(window);

	*count = 0;
	while (sr_partition_next(&scan))
	{
		bool		isnull;
		double		p = DatumGetFloat8(sr_partition_argument(window, 0, scan.row, &isnull));

		if (isnull)
			continue;
		if (!(p >= 0.0 && p <= 1.0))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("p must be between 0 and 1, not %.15g", p)));
		tests[(*count)++] = (RankedP) {p, scan.row};
	}
	return tests;
}

static double *
partition_q_values(WindowObject window, MemoryContext keep)
{
	int64		rows = sr_partition_rows(window);
	double	   *q = MemoryContextAllocHuge(keep, rows * sizeof(double));
	int64		count;
	RankedP    *tests = read_tests(window, rows, &count);

	for (int64 row = 0; row < rows; row++)
		q[row] = NAN;
	q_values(tests, count, q);
	pfree(tests);
	return q;
}

/* q_value(p) OVER (...): NULL for a NULL p, which is no test. */
Datum
sr_q_value(PG_FUNCTION_ARGS)
{
	WindowObject window = PG_WINDOW_OBJECT();
	QPartition *partition = WinGetPartitionLocalMemory(window, sizeof(QPartition));
	double		q;

	/* The partition's own memory is where its local memory came from. */
	if (partition->q == NULL)
		partition->q = partition_q_values(window, GetMemoryChunkContext(partition));

	q = partition->q[WinGetCurrentPosition(window)];
	if (isnan(q))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(q);
}
