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

/*
 * A context for what the arguments of one row need, to be entered before a loop
 * over rows and reset at each; it goes with the partition.
 */
extern MemoryContext sr_row_context(void);

/* An argument of the window function at one row, counted from 0. */
extern Datum sr_partition_argument(WindowObject window, int argument, int64 row, bool *isnull);

#endif
