/*
 * risk_model.h
 *	  SQL type risk_model, as the functions on it need it.
 */
#ifndef SR_RISK_MODEL_H
#define SR_RISK_MODEL_H

#include "expression/text_value.h"
#include "risk/model.h"

/* The model of a stored value, in the current memory context. */
extern RiskModel risk_model_of(Datum value);

extern SR_NORETURN void risk_refuse_infinite(void);

/* A risk that a double holds, or 22003. */
static inline double
risk_checked(double risk)
{
	if (unlikely(risk - risk != 0.0))
		risk_refuse_infinite();
	return risk;
}

#endif
