/*
 * risk_model.c
 *	  SQL type risk_model.
 */
#include "risk/risk_model.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "expression/record_rewrite.h"

SR_FUNCTION(sr_model_columns);
SR_FUNCTION(sr_risk_model_support);

static bool
canonical(const char *text, int32_t length, TextBuilder *builder, ExprError *error)
{
	RiskModel	model;

	if (!risk_model_parse(text, length, builder->allocate, &model, error))
		return false;
	risk_model_print(builder, &model);
	return true;
}

static const TextValueType risk_model = {
	.name = "risk_model",
	.hint = "A risk model is an equation such as logit(p) = -4.12 + 0.31*(age_years < 2) + 0.87*(asa_grade = 3).",
	.canonical = canonical
};

SR_TEXT_VALUE_FORMS(risk_model, risk_model)

RiskModel
risk_model_of(Datum value)
{
	TextValue	text = text_value_read(value);
	RiskModel	model;
	ExprError	error;

	if (!risk_model_parse(text.text, text.length, expression_allocate, &model, &error))
		elog(ERROR, "stored risk model cannot be read: %s", error.detail);
	return model;
}

void
risk_refuse_infinite(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value out of range: overflow"),
			 errcontext("left side of the risk model")));
}

/* model_columns(risk_model) */
Datum
sr_model_columns(PG_FUNCTION_ARGS)
{
	RiskModel	model = risk_model_of(PG_GETARG_DATUM(0));
	Datum	   *names = palloc(sizeof(Datum) * Max(model.forest.column_count, 1));

	for (int i = 0; i < model.forest.column_count; i++)
		names[i] = CStringGetTextDatum(expr_column_name(&model.forest, i));
	PG_RETURN_ARRAYTYPE_P(construct_array(names, model.forest.column_count, TEXTOID, -1, false, TYPALIGN_INT));
}

static List *
columns_of(Datum value)
{
	RiskModel	model = risk_model_of(value);

	return columns_of_forest(&model.forest);
}

/* Support function of predict(risk_model, record). */
Datum
sr_risk_model_support(PG_FUNCTION_ARGS)
{
	return record_rewrite(fcinfo, columns_of);
}
