/*
 * overdispersion.h
 *	  Variation between units beyond chance, and the limits that allow for it.
 *
 * Spiegelhalter, Qual Saf Health Care 2005;14:347 and JRSS A 2012;175:1:
 * winsorised z-scores, a multiplicative phi, an additive tau2 by DerSimonian
 * and Laird.
 */
#ifndef SR_OVERDISPERSION_H
#define SR_OVERDISPERSION_H

#include <stdbool.h>
#include <stdint.h>

/* Fewer units than this tell nothing of how units vary. */
#define OVERDISPERSION_MIN_UNITS 10

typedef struct DispersedUnit
{
	double		z;				/* score under the null hypothesis */
	double		s2;				/* its variance on the transformed scale */
} DispersedUnit;

typedef struct Overdispersion
{
	bool		estimable;		/* enough units entered */
	bool		present;		/* beyond the 95 % point of chance */
	double		phi;			/* Q / k; NaN if not estimable */
	double		tau2;			/* 0 if not present; NaN if not estimable */
} Overdispersion;

typedef enum OverdispersionModel
{
	OVERDISPERSION_NONE,
	OVERDISPERSION_MULTIPLICATIVE,
	OVERDISPERSION_ADDITIVE
} OverdispersionModel;

/* Quantile of sorted values as R's type 7; count > 0. */
extern double quantile7(const double *sorted, int64_t count, double probability);

/* With the guards above; scratch holds count doubles. */
extern Overdispersion overdispersion_of(const DispersedUnit *units, int64_t count, double *scratch);

/* phi and tau2 without the guards, count > 1. */
extern Overdispersion overdispersion_unguarded(const DispersedUnit *units, int64_t count,
											   double *scratch);

/* Standard deviation on the transformed scale with overdispersion in it. */
extern double dispersed_sd(const Overdispersion *o, OverdispersionModel model, double s2);

#endif
