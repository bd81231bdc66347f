/*
 * funnel.h
 *	  What the SQL functions around funnels share.
 */
#ifndef SR_FUNNEL_H
#define SR_FUNNEL_H

#include "compat.h"

#include "stats/funnel_limit.h"

/* The words of argument "method". */
extern FunnelMethod sr_funnel_method(text *word);

#endif
