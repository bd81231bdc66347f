/*
 * predict.c
 *	  Risk of one row: predict(model, row), and predict_columns() as the planner
 *	  writes it.
 */
#include "risk/risk_model.h"

#include "utils/lsyscache.h"

#include "expression/linear_terms.h"
#include "expression/record_argument.h"
#include "expression/typing.h"

SR_FUNCTION(sr_predict);
SR_FUNCTION(sr_predict_columns);

/* In fn_extra: a model compiled for one shape of row. */
typedef struct PredictCall
{
	RecordCall	call;
	RiskModel	model;
	RecordBinding binding;
	ExprProgram program;
	LinearTerms linear;
} PredictCall;

#define NOUN "risk model"

static void
compile(PredictCall *predict, const RowShape *shape, Datum value, Oid schema)
{
	RiskModel  *model = &predict->model;
	ExprError	error;

	*model = risk_model_of(value);
	predict->binding = record_bind(&model->forest, shape, schema);
	if (!expr_check(&model->forest, model->root, predict->binding.kinds, EXPR_KIND_NUMBER, &error)
		|| !expr_compile(&predict->program, &model->forest, model->root, expression_allocate, &error))
		expression_refuse(NOUN, text_value_read(value), &error);
	predict->linear = linear_terms_of(&predict->program, &predict->binding);
}

static pg_noinline void
prepare(FunctionCallInfo fcinfo, PredictCall *predict, bool named)
{
	RowShape	shape;
	MemoryContext former = record_call_begin(fcinfo, &predict->call, named, &shape);

	compile(predict, &shape, PG_GETARG_DATUM(0), get_func_namespace(fcinfo->flinfo->fn_oid));
	record_call_end(fcinfo, &predict->call, named, former);
}

/* What linear terms cannot say; NaN for NULL. */
static pg_noinline double
linear_predictor_of(FunctionCallInfo fcinfo, const PredictCall *predict, const NullableDatum *row)
{
	double		linear_predictor;
	int32_t		at;
	ExprProblem problem;

	record_fetch(&predict->binding, row);
	problem = expr_evaluate(&predict->program, predict->binding.inputs, &linear_predictor, &at);
	if (unlikely(problem != EXPR_FINE))
		expression_failed(NOUN, text_value_read(PG_GETARG_DATUM(0)), problem, at);
	return linear_predictor;
}

static inline Datum
predict_row(FunctionCallInfo fcinfo, bool named)
{
	PredictCall *predict = record_call(fcinfo, sizeof(PredictCall));
	const NullableDatum *row;
	double		linear_predictor;

	if (unlikely(!record_call_is_same(fcinfo, &predict->call, named)))
		prepare(fcinfo, predict, named);
	row = record_call_row(fcinfo, &predict->call, named);
	if (!predict->linear.usable || !linear_terms_add(&predict->linear, row, &linear_predictor))
	{
		linear_predictor = linear_predictor_of(fcinfo, predict, row);
		if (linear_predictor != linear_predictor)
			PG_RETURN_NULL();
	}
	PG_RETURN_FLOAT8(risk_checked(risk_at(&predict->model, linear_predictor)));
}

/* predict(risk_model, record) */
Datum
sr_predict(PG_FUNCTION_ARGS)
{
	return predict_row(fcinfo, false);
}

/* predict_columns(risk_model, names text[], VARIADIC "any") */
Datum
sr_predict_columns(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	return predict_row(fcinfo, true);
}
