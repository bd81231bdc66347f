/*
 * partition.h
 *	  Reading a window's partition from its head, row by row.
 */
#ifndef SR_PARTITION_H
#define SR_PARTITION_H

#include "compat.h"

#include "windowapi.h"

/* Rows of the partition, at most what a row position can name (54000). */
extern int64 sr_partition_rows(WindowObject window);

/* The rows of a partition one after another. */
typedef struct PartitionScan
{
	int64		row;			/* counted from 0 */
	int64		rows;
	MemoryContext row_context;	/* what the arguments of one row need */
	MemoryContext before;
} PartitionScan;

/*
 * Between start and the end of the rows, what is allocated goes with its row:
 * allocate before what is to outlive it.
 */
extern PartitionScan sr_partition_start(WindowObject window);

/* Steps to the next row; after the last, false. */
extern bool sr_partition_next(PartitionScan *scan);

/* An argument of the window function at one row, counted from 0. */
extern Datum sr_partition_argument(WindowObject window, int argument, int64 row, bool *isnull);

#endif
