/*
 * model.c
 */
#include "risk/model.h"

#include <string.h>

#include "expression/forest.h"
#include "expression/parser.h"
#include "expression/printer.h"
#include "expression/typing.h"
#include "stats/rmath.h"

/* Each link by its name, and what stands in its parentheses. */
static const struct
{
	const char *name;
	const char *argument;		/* NULL: no parentheses */
}			links[] =
{
	[LINK_LOGIT] = {"logit", "p"},
	[LINK_PROBIT] = {"probit", "p"},
	[LINK_CLOGLOG] = {"cloglog", "p"},
	[LINK_LOG] = {"log", "rate"},
	[LINK_MEAN] = {"mean", NULL},
	[LINK_SURVIVAL] = {"survival", ""}
};

#define LINKS ((int) (sizeof(links) / sizeof(links[0])))

static bool
step_over(ExprLexer *lexer, ExprTokenKind kind, const char *what)
{
	if (lexer->token.kind != kind)
		return expr_expected(lexer, what);
	return expr_advance(lexer);
}

static bool
parse_number(ExprLexer *lexer, double *number, const char *what)
{
	*number = lexer->token.number;
	return step_over(lexer, TOKEN_NUMBER, what);
}

/* survival(t, S0) */
static bool
parse_baseline(ExprLexer *lexer, RiskModel *model)
{
	int32_t		at;

	if (!parse_number(lexer, &model->time, "a time") || !step_over(lexer, TOKEN_COMMA, "\",\""))
		return false;
	at = lexer->token.at;
	if (!parse_number(lexer, &model->baseline, "the baseline survival at that time"))
		return false;
	if (model->baseline > 0.0 && model->baseline < 1.0)
		return true;
	return expr_fail(lexer->error, EXPR_SYNTAX, at, "Baseline survival lies between 0 and 1");
}

static bool
parse_argument(ExprLexer *lexer, RiskModel *model)
{
	const char *argument = links[model->link].argument;
	char		expected[16] = "\"";

	if (argument == NULL)
		return true;
	if (!step_over(lexer, TOKEN_OPEN, "\"(\""))
		return false;
	strcat(strcat(expected, argument), "\"");
	if (model->link == LINK_SURVIVAL)
	{
		if (!parse_baseline(lexer, model))
			return false;
	}
	else if (!expr_at_word(lexer, argument))
		return expr_expected(lexer, expected);
	else if (!expr_advance(lexer))
		return false;
	return step_over(lexer, TOKEN_CLOSE, "\")\"");
}

static bool
parse_left_side(ExprLexer *lexer, RiskModel *model)
{
	int			link = 0;

	while (link < LINKS && !expr_at_word(lexer, links[link].name))
		link++;
	if (link == LINKS)
		return expr_expected(lexer, "logit(p), probit(p), cloglog(p), log(rate), mean or survival(time, baseline)");
	model->link = (RiskLink) link;
	return expr_advance(lexer) && parse_argument(lexer, model);
}

static bool
parse_equals(ExprLexer *lexer)
{
	if (lexer->token.kind != TOKEN_COMPARISON || lexer->token.orders != EXPR_EQUAL)
		return expr_expected(lexer, "\"=\"");
	return expr_advance(lexer);
}

/* logit(p) = -4 + age < 2 has lost its parentheses: a condition is no predictor by itself. */
static bool
is_predictor(const RiskModel *model, ExprError *error)
{
	const ExprNode *root = &model->forest.nodes[model->root];

	if (model->link == LINK_MEAN || root->op < EXPR_COMPARE || root->op > EXPR_OR)
		return true;
	expr_fail(error, EXPR_WRONG_TYPE, root->at, "The whole right side is a comparison or condition, not a number");
	error->hint = "Put comparisons in parentheses: 0.31*(age < 2).";
	return false;
}

bool
risk_model_parse(const char *text, int32_t length, ExprAllocate allocate, RiskModel *model, ExprError *error)
{
	ExprLexer	lexer;

	*model = (RiskModel) {0};
	expr_forest_start(&model->forest, allocate);
	if (!expr_lexer_start(&lexer, text, 0, length, error)
		|| !parse_left_side(&lexer, model) || !parse_equals(&lexer))
		return false;
	model->root = expr_parse(&model->forest, &lexer);
	if (model->root == EXPR_NONE)
		return false;
	if (lexer.token.kind != TOKEN_END)
		return expr_expected(&lexer, "an operator or the end");
	return expr_check(&model->forest, model->root, NULL, EXPR_KIND_NUMBER, error) && is_predictor(model, error);
}

void
risk_model_print(TextBuilder *builder, const RiskModel *model)
{
	text_add_string(builder, links[model->link].name);
	if (links[model->link].argument != NULL)
	{
		text_add_string(builder, "(");
		text_add_string(builder, links[model->link].argument);
		if (model->link == LINK_SURVIVAL)
		{
			text_add_number(builder, model->time);
			text_add_string(builder, ", ");
			text_add_number(builder, model->baseline);
		}
		text_add_string(builder, ")");
	}
	text_add_string(builder, " = ");
	expr_print(builder, &model->forest, model->root);
}

double
risk_at_any(const RiskModel *model, double linear_predictor)
{
	switch (model->link)
	{
		case LINK_LOGIT:
			return risk_at(model, linear_predictor);
		case LINK_PROBIT:
			return rmath.pnorm(linear_predictor, 0.0, 1.0, true, false);
		case LINK_CLOGLOG:
			return -expm1(-exp(linear_predictor));
		case LINK_LOG:
			return exp(linear_predictor);
		case LINK_MEAN:
			return linear_predictor;
		case LINK_SURVIVAL:
			return -expm1(exp(linear_predictor) * log(model->baseline));
	}
	return NAN;
}
