/*
 * record_binding.h
 *	  Columns that expressions name, found among those of a row.
 */
#ifndef SR_RECORD_BINDING_H
#define SR_RECORD_BINDING_H

#include "compat.h"

#include "access/tupdesc.h"

#include "expression/program.h"

/* Names and types of a row's columns. */
typedef struct RowShape
{
	int			count;
	const char **names;			/* NULL for a column that was dropped */
	Oid		   *types;
} RowShape;

/* How a column's value is read; numbers that need no function call first. */
typedef enum FetchKind
{
	FETCH_BOOL,
	FETCH_INT2,
	FETCH_INT4,					/* OPCS-4 codes too */
	FETCH_INT8,					/* ICD-10 codes too */
	FETCH_FLOAT4,
	FETCH_FLOAT8,
	FETCH_NUMERIC,
	FETCH_CAST,					/* by the type's own function to float8 */
	FETCH_TEXT,
	FETCH_CSTRING,				/* of type unknown: a literal in quotes */
	FETCH_BPCHAR,				/* without the blanks that fill it */
	FETCH_NAME,
	FETCH_ENUM,
	FETCH_CODES,
	FETCH_TEXTS
} FetchKind;

typedef struct BoundColumn
{
	ExprInput  *input;			/* where its value goes */
	int			source;			/* from 0, in the row */
	FetchKind	fetch;
	struct ColumnType *type;	/* what is needed less often */
} BoundColumn;

/* For each column of a forest, where it comes from and how it is read. */
typedef struct RecordBinding
{
	int			count;
	BoundColumn *columns;		/* those read alike together */
	ExprKind   *kinds;
	ExprInput  *inputs;			/* of the row read last */
} RecordBinding;

/*
 * Finds every column of the forest.  42703 for one that is missing, with near
 * names; 42702 for one that is there twice; 42804 for a type that expressions
 * cannot use.  "schema" is where our types are.  Memory is the current context's.
 */
extern RecordBinding record_bind(const ExprForest *forest, const RowShape *row, Oid schema);

/* Reads a row into the inputs; texts and arrays stay valid as long as the row. */
extern void record_fetch(const RecordBinding *binding, const NullableDatum *row);

extern RowShape row_shape_of(TupleDesc descriptor);

#endif
