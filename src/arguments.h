/*
 * arguments.h
 *	  Reading and refusing arguments of SQL functions: one place for each
 *	  check that many functions share.
 */
#ifndef SR_ARGUMENTS_H
#define SR_ARGUMENTS_H

#include "compat.h"

#include "access/tupdesc.h"
#include "nodes/primnodes.h"

#include "stats/fixed128.h"

/* Longest part of an offending literal that an error message repeats. */
#define SR_SHOWN_LENGTH 64

/*
 * What a number and a count may reach: what the sums of a summary hold, and no
 * more than R's functions answer without complaint.
 */
#define SR_LARGEST			FIXED_LIMIT
#define SR_LARGEST_COUNT	(INT64CONST(1) << 40)

/* A literal fit for a message: whole, or its beginning and an ellipsis. */
extern const char *sr_shown(const char *literal);

/*
 * The index of a word in a NULL-terminated list; 22023 with a HINT that lists
 * the known words otherwise.  "what" names the argument, such as "method".
 */
extern int	sr_keyword(text *word, const char *const *known, const char *what);

/* A probability strictly between 0 and 1, or 22023. */
extern double sr_open_unit(double value, const char *what);

/* A number above zero, at most SR_LARGEST, or 22003. */
extern double sr_positive(double value, const char *what);

/* A number of zero to SR_LARGEST, or 22003. */
extern double sr_nonnegative(double value, const char *what);

/* A count of zero to SR_LARGEST_COUNT, or 22003. */
extern int64 sr_count(int64 value, const char *what);

/* A target proportion, in [0, 1], or 22003. */
extern double sr_target_proportion(double target);

/* A predicted risk, in [0, 1], or 22003. */
extern double sr_risk(double risk);

/* events <= n, or 22003. */
extern void sr_check_events(int64 events, int64 n, const char *what);

/* A result, or 22003 if it is infinite. */
extern double sr_finite(double value);

/* The arguments of an operator's or a function's call; NIL of any other node, or none. */
extern List *sr_call_arguments(const Node *call);

/* The tuple descriptor of a function's composite result. */
extern TupleDesc sr_result_descriptor(FunctionCallInfo fcinfo);

/* Arguments of a composite result, filled column by column. */
typedef struct SrRow
{
	int			filled;
	Datum		values[32];
	bool		nulls[32];
} SrRow;

extern void sr_row_float(SrRow *row, double value);	/* NaN becomes NULL; 22003 if infinite */
extern void sr_row_count(SrRow *row, bool known, int64 value);
extern void sr_row_int(SrRow *row, int32 value);
extern void sr_row_bool(SrRow *row, bool known, bool value);
extern void sr_row_text(SrRow *row, const char *value); /* NULL becomes NULL */
extern Datum sr_row_datum(SrRow *row, TupleDesc descriptor);

#endif
