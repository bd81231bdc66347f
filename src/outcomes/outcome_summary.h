/*
 * outcome_summary.h
 *	  The SQL type outcome_summary: a pure OutcomeSummary by reference, of fixed
 *	  length.
 */
#ifndef SR_OUTCOME_SUMMARY_H
#define SR_OUTCOME_SUMMARY_H

#include "compat.h"

#include "outcomes/funnel_point.h"
#include "outcomes/summary.h"

#define PG_GETARG_SUMMARY(n) ((OutcomeSummary *) PG_GETARG_POINTER(n))
#define PG_RETURN_SUMMARY(s) PG_RETURN_POINTER(s)

/* The words of argument "distribution". */
extern DistributionChoice sr_distribution(text *word);

#endif
