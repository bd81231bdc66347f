/*
 * explain.c
 *	  A risk term by term: explain(model, row).
 */
#include "risk/risk_model.h"

#include <math.h>

#include "funcapi.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/tuplestore.h"

#include "expression/forest.h"
#include "expression/printer.h"
#include "expression/record_argument.h"
#include "expression/spline.h"
#include "expression/typing.h"

SR_FUNCTION(sr_explain_model);

#define NOUN "risk model"

/* One term of the linear predictor. */
typedef struct Term
{
	int32_t		whole;
	bool		subtracted;
	int32_t		factor;			/* what a coefficient is multiplied with; EXPR_NONE for a number alone */
} Term;

/* The product without its first operand, which is a coefficient. */
static int32_t
without_first(ExprForest *forest, int32_t product)
{
	int32_t		rest = forest->nodes[forest->nodes[product].first].next;
	int32_t		shorter;

	if (forest->nodes[rest].next == EXPR_NONE)
		return rest;
	shorter = expr_add_node(forest, EXPR_PRODUCT, forest->nodes[rest].at);
	forest->nodes[shorter].first = rest;
	return shorter;
}

static Term
split_term(ExprForest *forest, int32_t node)
{
	const ExprNode *n = &forest->nodes[node];
	Term		term = {node, n->reversed, node};
	int32_t		second = n->op == EXPR_PRODUCT ? forest->nodes[n->first].next : EXPR_NONE;
	double		number;

	if (expr_constant(forest, node, &number))
		term.factor = EXPR_NONE;
	else if (second == EXPR_NONE || forest->nodes[second].reversed)
		return term;
	else if (expr_constant(forest, n->first, &number))
		term.factor = without_first(forest, node);
	else if (forest->nodes[second].next == EXPR_NONE && expr_constant(forest, second, &number))
		term.factor = n->first;
	return term;
}

/* A row, its model, and where the results go. */
typedef struct Explanation
{
	TextValue	text;
	RiskModel	model;
	RecordBinding binding;
	ReturnSetInfo *result;
} Explanation;

static double
evaluate(Explanation *explanation, int32_t node)
{
	ExprForest *forest = &explanation->model.forest;
	ExprProgram program;
	ExprError	error;
	ExprProblem problem;
	double		value;
	int32_t		at;

	if (!expr_check(forest, node, explanation->binding.kinds, EXPR_KIND_NUMBER, &error)
		|| !expr_compile(&program, forest, node, expression_allocate, &error))
		expression_refuse(NOUN, explanation->text, &error);
	problem = expr_evaluate(&program, explanation->binding.inputs, &value, &at);
	if (problem != EXPR_FINE)
		expression_failed(NOUN, explanation->text, problem, at);
	return value;
}

static Datum
term_text(const ExprForest *forest, const Term *term)
{
	TextBuilder builder = {.allocate = expression_allocate};

	if (term->factor == EXPR_NONE)
		return CStringGetTextDatum("intercept");
	expr_print(&builder, forest, term->factor);
	return PointerGetDatum(cstring_to_text_with_len(builder.text, builder.length));
}

static void
put_term(Explanation *explanation, int32_t node)
{
	Term		term = split_term(&explanation->model.forest, node);
	double		contribution = evaluate(explanation, node);
	double		value = term.factor == EXPR_NONE ? 1.0 : evaluate(explanation, term.factor);
	Datum		values[] = {
		term_text(&explanation->model.forest, &term), Float8GetDatum(value),
		Float8GetDatum(term.subtracted ? 0.0 - contribution : contribution)
	};
	bool		nulls[] = {false, isnan(value), isnan(contribution)};

	tuplestore_putvalues(explanation->result->setResult, explanation->result->setDesc, values, nulls);
}

/* explain(risk_model, record) -> set of (term, value, contribution) */
Datum
sr_explain_model(PG_FUNCTION_ARGS)
{
	Explanation explanation = {
		.text = text_value_read(PG_GETARG_DATUM(0)),.model = risk_model_of(PG_GETARG_DATUM(0)),
		.result = (ReturnSetInfo *) fcinfo->resultinfo
	};
	RecordSource source = {0};
	RowShape	shape = record_source_set(&source, PG_GETARG_DATUM(1));
	ExprForest *forest = &explanation.model.forest;
	int32_t		root = explanation.model.root;

	InitMaterializedSRF(fcinfo, 0);
	explanation.binding = record_bind(forest, &shape, get_func_namespace(fcinfo->flinfo->fn_oid));
	record_fetch(&explanation.binding, record_source_row(&source, PG_GETARG_DATUM(1)));
	if (forest->nodes[root].op != EXPR_SUM)
		put_term(&explanation, root);
	else
		for (int32_t node = forest->nodes[root].first; node != EXPR_NONE; node = forest->nodes[node].next)
			put_term(&explanation, node);
	return (Datum) 0;
}
