/*
 * model.h
 *	  A risk model as papers print it: logit(p) = -4.12 + 0.31*(age_years < 2).
 */
#ifndef SR_MODEL_H
#define SR_MODEL_H

#include <math.h>

#include "expression/text_builder.h"

/* The left side: what the linear predictor on the right is of. */
typedef enum RiskLink
{
	LINK_LOGIT,					/* p = 1 / (1 + exp(-lp)) */
	LINK_PROBIT,				/* p = Phi(lp) */
	LINK_CLOGLOG,				/* p = 1 - exp(-exp(lp)) */
	LINK_LOG,					/* rate = exp(lp) */
	LINK_MEAN,					/* lp itself */
	LINK_SURVIVAL				/* p = 1 - S0 ^ exp(lp): Cox, at the time of S0 */
} RiskLink;

typedef struct RiskModel
{
	RiskLink	link;
	double		time;			/* of a survival model */
	double		baseline;		/* S0, its baseline survival then */
	ExprForest	forest;
	int32_t		root;			/* of the right side */
} RiskModel;

extern bool risk_model_parse(const char *text, int32_t length, ExprAllocate allocate,
							 RiskModel *model, ExprError *error);
extern void risk_model_print(TextBuilder *builder, const RiskModel *model);

/* The risk, rate or mean at a linear predictor; infinite if no double holds it. */
extern double risk_at_any(const RiskModel *model, double linear_predictor);

static inline double
risk_at(const RiskModel *model, double linear_predictor)
{
	if (model->link == LINK_LOGIT)
		return 1.0 / (1.0 + exp(-linear_predictor));
	return risk_at_any(model, linear_predictor);
}

#endif
