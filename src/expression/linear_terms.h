/*
 * linear_terms.h
 *	  A sum of coefficients times columns or comparisons, which is what most
 *	  risk models are, straight from a row's datums.
 */
#ifndef SR_LINEAR_TERMS_H
#define SR_LINEAR_TERMS_H

#include "expression/record_binding.h"

typedef struct LinearTerm
{
	int			source;			/* column of the row */
	uint8		fetch;			/* FetchKind, up to FETCH_FLOAT8 */
	uint8		orders;			/* of a comparison; 0 for the column itself */
	double		coefficient;
	double		threshold;
} LinearTerm;

typedef struct LinearTerms
{
	bool		usable;			/* the program is nothing else */
	double		constant;
	int			count;
	LinearTerm *terms;
} LinearTerms;

/* Reads a program's steps as linear terms, if they are. */
extern LinearTerms linear_terms_of(const ExprProgram *program, const RecordBinding *binding);

/*
 * The same sum as expr_evaluate() gives, to the bit; false for a row with a
 * NULL, or where something is not finite or vanishes: then that is to be asked.
 */
extern bool linear_terms_add(const LinearTerms *linear, const NullableDatum *row, double *sum);

#endif
