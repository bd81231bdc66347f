/*
 * ruleset_text.c
 */
#include "complexity/ruleset_text.h"

#include <string.h>

#include "complexity/complexity_value.h"
#include "expression/code_set.h"
#include "expression/forest.h"
#include "expression/parser.h"
#include "expression/typing.h"
#include "types/scan.h"

#define CUTPOINT_MOST	250		/* tenths: no complexity is above */
#define POINTS_LEAST	1
#define POINTS_MOST		100

#define LINE_HINT "A line is \"cutpoints 6.0 8.0 10.0\", codes such as \"V41-V46, W05.1: 3.0 + 3.5 + 4.5\", or a condition such as \"when age_years < 2: +1.0\"."
#define EFFECT_HINT "After the colon stands \"+1.0\", \"at least high\" or \"at most moderate\"."

const char *const ruleset_tier_names[RULESET_TIERS] = {"low", "moderate", "high", "highly_complex"};

/* One line under the reader: what stands before its comment, without blanks around. */
typedef struct LineReader
{
	RulesetText *ruleset;
	ExprLexer	lexer;
	int32_t		at;
	int32_t		end;
	Rule		rule;
} LineReader;

static bool
fail_with_hint(ExprError *error, const char *hint)
{
	error->hint = hint;
	return false;
}

/* Tenths of the number under the lexer, which is stepped over. */
static bool
read_tenths(LineReader *line, const char *what, int least, int most, int *tenths)
{
	const ExprToken *token = &line->lexer.token;
	Scanner		digits = {line->lexer.text + token->at, line->lexer.text + token->end};
	int64_t		value;

	if (token->kind != TOKEN_NUMBER)
		return expr_expected(&line->lexer, what);
	if (!scan_decimal(&digits, 1, 10000, &value) || digits.at != digits.end || value < least || value > most)
		return expr_fail(line->lexer.error, EXPR_RANGE, token->at, "%.*s is not %s of %d.%d to %d.%d in tenths",
						 (int) (token->end - token->at), line->lexer.text + token->at, what,
						 least / 10, least % 10, most / 10, most % 10);
	*tenths = (int) value;
	return expr_advance(&line->lexer);
}

static bool
read_end(LineReader *line)
{
	return line->lexer.token.kind == TOKEN_END || expr_expected(&line->lexer, "the end of the line");
}

static bool
read_cutpoints(LineReader *line)
{
	int		   *cutpoints = line->rule.tenths;
	int32_t		at;

	line->rule.kind = RULE_CUTPOINTS;
	if (!expr_advance(&line->lexer))
		return false;
	for (int i = 0; i < RULESET_CUTPOINTS; i++)
	{
		at = line->lexer.token.at;
		if (!read_tenths(line, "a cutpoint", 0, CUTPOINT_MOST, &cutpoints[i]))
			return fail_with_hint(line->lexer.error, "Three cutpoints ascend: moderate, high and highly_complex begin at them.");
		if (i > 0 && cutpoints[i] <= cutpoints[i - 1])
			return expr_fail(line->lexer.error, EXPR_RANGE, at, "Cutpoints do not ascend");
	}
	return read_end(line);
}

/* "procedure_codes in {list}" as nodes. */
static int32_t
add_membership(ExprForest *forest, int32_t at, const char *list, int32_t length)
{
	int32_t		column = expr_add_node(forest, EXPR_COLUMN, at);
	int32_t		node = expr_add_node(forest, EXPR_IN_CODES, at);
	int32_t		text = expr_add_string(forest, list, length);

	forest->nodes[column].text = 0;
	forest->nodes[node].first = column;
	forest->nodes[node].text = text;
	forest->nodes[node].length = length;
	return node;
}

static bool
read_components(LineReader *line)
{
	static const char *const names[] = {"a mortality", "a morbidity", "a technical difficulty"};

	for (int i = 0; i < 3; i++)
	{
		if (i > 0)
		{
			if (line->lexer.token.kind != TOKEN_PLUS)
				return expr_expected(&line->lexer, "\"+\"");
			if (!expr_advance(&line->lexer))
				return false;
		}
		if (!read_tenths(line, names[i], COMPLEXITY_BASIC_LEAST, COMPLEXITY_BASIC_MOST, &line->rule.tenths[i]))
			return false;
	}
	return read_end(line);
}

/* Codes, a colon and three components. */
static bool
read_codes(LineReader *line)
{
	const char *text = line->lexer.text;
	ExprError  *error = line->lexer.error;
	const char *colon = memchr(text + line->at, ':', (size_t) (line->end - line->at));
	int32_t		list_end = colon == NULL ? line->end : (int32_t) (colon - text);

	line->rule.kind = RULE_CODES;
	error->problem = EXPR_FINE;
	if (!code_set_check(text + line->at, list_end - line->at, line->at, error))
		return fail_with_hint(error, LINE_HINT);
	if (colon == NULL)
	{
		expr_fail(error, EXPR_SYNTAX, line->end, "Expected \":\" after the codes");
		return fail_with_hint(error, LINE_HINT);
	}
	line->rule.condition = add_membership(&line->ruleset->forest, line->at, text + line->at, list_end - line->at);
	return expr_lexer_start(&line->lexer, text, list_end + 1, line->end, error) && read_components(line);
}

static bool
read_tier(LineReader *line)
{
	for (int i = 0; i < RULESET_TIERS; i++)
		if (expr_at_word(&line->lexer, ruleset_tier_names[i]))
		{
			line->rule.tier = i;
			return expr_advance(&line->lexer);
		}
	expr_expected(&line->lexer, "a tier");
	return fail_with_hint(line->lexer.error, "Tiers are low, moderate, high and highly_complex.");
}

/* at least TIER, at most TIER; the lexer stands on "at". */
static bool
read_bound(LineReader *line)
{
	if (!expr_advance(&line->lexer))
		return false;
	if (expr_at_word(&line->lexer, "least"))
		line->rule.kind = RULE_FLOOR;
	else if (expr_at_word(&line->lexer, "most"))
		line->rule.kind = RULE_CAP;
	else
		return expr_expected(&line->lexer, "\"least\" or \"most\"");
	return expr_advance(&line->lexer) && read_tier(line);
}

static bool
read_points(LineReader *line)
{
	line->rule.kind = RULE_POINTS;
	return expr_advance(&line->lexer) && read_tenths(line, "points", POINTS_LEAST, POINTS_MOST, &line->rule.tenths[0]);
}

/* What follows the colon of a condition. */
static bool
read_effect(LineReader *line)
{
	if (line->lexer.token.kind == TOKEN_PLUS)
		return read_points(line) && read_end(line);
	if (expr_at_word(&line->lexer, "at"))
		return read_bound(line) && read_end(line);
	expr_expected(&line->lexer, "\"+\" and points, or \"at\"");
	return fail_with_hint(line->lexer.error, EFFECT_HINT);
}

static bool
read_condition(LineReader *line)
{
	if (!expr_advance(&line->lexer))
		return false;
	line->rule.condition = expr_parse(&line->ruleset->forest, &line->lexer);
	if (line->rule.condition == EXPR_NONE)
		return false;
	if (line->lexer.token.kind != TOKEN_COLON)
	{
		expr_expected(&line->lexer, "an operator or \":\"");
		return fail_with_hint(line->lexer.error, EFFECT_HINT);
	}
	return expr_advance(&line->lexer) && read_effect(line);
}

static bool
read_rule(LineReader *line)
{
	ExprError  *error = line->lexer.error;

	/* A list of codes is no expression, so the lexer may fail on it. */
	if (expr_lexer_start(&line->lexer, line->lexer.text, line->at, line->end, error))
	{
		if (expr_at_word(&line->lexer, "cutpoints"))
			return read_cutpoints(line);
		if (expr_at_word(&line->lexer, "when"))
			return read_condition(line);
	}
	return read_codes(line);
}

static int32_t
blank_length(const char *text, int32_t at, int32_t end)
{
	if (at < end && scan_is_blank(text[at]))
		return 1;
	/* A no-break space, as pasted from a document. */
	return at + 1 < end && memcmp(text + at, "\xC2\xA0", 2) == 0 ? 2 : 0;
}

static int32_t
skip_blanks(const char *text, int32_t at, int32_t end)
{
	int32_t		length;

	while ((length = blank_length(text, at, end)) > 0)
		at += length;
	return at;
}

static int32_t
trim_end(const char *text, int32_t at, int32_t end)
{
	while (end > at)
	{
		int32_t		length = blank_length(text, end - 1, end);

		if (length == 0 && end - 1 > at)
			length = blank_length(text, end - 2, end) == 2 ? 2 : 0;
		if (length == 0)
			break;
		end -= length;
	}
	return end;
}

/* Where the comment begins, or the end: quotes and braces hold none. */
static int32_t
find_comment(const char *text, int32_t at, int32_t end)
{
	char		closing = '\0';

	for (; at < end; at++)
	{
		char		c = text[at];

		if (closing != '\0')
			closing = c == closing ? '\0' : closing;
		else if (c == '\'' || c == '"')
			closing = c;
		else if (c == '{')
			closing = '}';
		else if (c == '-' && at + 1 < end && text[at + 1] == '-')
			break;
	}
	return at;
}

static void
add_rule(RulesetText *ruleset, const Rule *rule)
{
	if (ruleset->rule_count == ruleset->rule_room)
	{
		Rule	   *old = ruleset->rules;

		ruleset->rule_room = old == NULL ? 32 : 2 * ruleset->rule_room;
		ruleset->rules = ruleset->forest.allocate(sizeof(Rule) * (size_t) ruleset->rule_room);
		if (old != NULL)
			memcpy(ruleset->rules, old, sizeof(Rule) * (size_t) ruleset->rule_count);
	}
	ruleset->rules[ruleset->rule_count++] = *rule;
}

static bool
is_blank_line(const Rule *rule)
{
	return rule->kind == RULE_NONE && rule->comment_length == 0;
}

/* Of blank lines that follow each other one is kept, and none at the beginning. */
static bool
is_kept(const RulesetText *ruleset, const Rule *rule)
{
	if (!is_blank_line(rule))
		return true;
	return ruleset->rule_count > 0 && !is_blank_line(&ruleset->rules[ruleset->rule_count - 1]);
}

static bool
check_count(const RulesetText *ruleset, const Rule *rule, int32_t *rules, ExprError *error)
{
	if (rule->kind != RULE_NONE && ++*rules > RULESET_RULE_LIMIT)
		return expr_fail(error, EXPR_TOO_COMPLEX, rule->at, "A ruleset has at most %d rules", RULESET_RULE_LIMIT);
	if (rule->kind == RULE_CUTPOINTS && ruleset->cutpoints != EXPR_NONE)
		return expr_fail(error, EXPR_SYNTAX, rule->at, "Cutpoints are given twice");
	return true;
}

static bool
read_line(RulesetText *ruleset, int32_t at, int32_t end, int32_t *rules, ExprError *error)
{
	const char *text = ruleset->text;
	int32_t		comment = find_comment(text, at, end);
	LineReader	line = {.ruleset = ruleset,.lexer = {.text = text,.error = error}};

	line.at = skip_blanks(text, at, comment);
	line.end = trim_end(text, line.at, comment);
	line.rule = (Rule) {.at = line.at,.condition = EXPR_NONE,.comment = comment};
	line.rule.comment_length = trim_end(text, comment, end) - comment;
	if (line.at < line.end && !read_rule(&line))
		return false;
	if (!check_count(ruleset, &line.rule, rules, error))
		return false;
	if (line.rule.kind == RULE_CUTPOINTS)
		ruleset->cutpoints = ruleset->rule_count;
	if (is_kept(ruleset, &line.rule))
		add_rule(ruleset, &line.rule);
	return true;
}

static bool
read_lines(RulesetText *ruleset, int32_t length, ExprError *error)
{
	int32_t		rules = 0;

	for (int32_t at = 0; at < length;)
	{
		const char *newline = memchr(ruleset->text + at, '\n', (size_t) (length - at));
		int32_t		end = newline == NULL ? length : (int32_t) (newline - ruleset->text);

		if (!read_line(ruleset, at, end, &rules, error))
			return false;
		at = end + 1;
	}
	if (ruleset->rule_count > 0 && is_blank_line(&ruleset->rules[ruleset->rule_count - 1]))
		ruleset->rule_count--;
	return true;
}

/* Cutpoints, a line of codes, and nothing twice. */
static bool
check_whole(const RulesetText *ruleset, int32_t length, ExprError *error)
{
	int32_t		i = 0;

	if (ruleset->cutpoints == EXPR_NONE)
	{
		expr_fail(error, EXPR_SYNTAX, length, "Expected a line of cutpoints");
		return fail_with_hint(error, "Such as \"cutpoints 6.0 8.0 10.0\": moderate from 6, high from 8, highly_complex from 10.");
	}
	while (i < ruleset->rule_count && ruleset->rules[i].kind != RULE_CODES)
		i++;
	if (i < ruleset->rule_count)
		return true;
	expr_fail(error, EXPR_SYNTAX, length, "Expected a line of codes");
	return fail_with_hint(error, "Only procedures in a line such as \"V41-V46: 3.0 + 3.5 + 4.5\" have a complexity.");
}

/* May operands fit?  The kinds of columns are not known yet. */
static bool
check_conditions(RulesetText *ruleset, ExprError *error)
{
	for (int32_t i = 0; i < ruleset->rule_count; i++)
		if (rule_is_conditional(&ruleset->rules[i])
			&& !expr_check(&ruleset->forest, ruleset->rules[i].condition, NULL, EXPR_KIND_BOOLEAN, error))
			return false;
	return true;
}

typedef struct Subject
{
	RuleKind	kind;
	int32_t		at;
	int32_t		length;
} Subject;

static bool
same_subject(const TextBuilder *texts, const Subject *a, const Subject *b)
{
	return a->kind == b->kind && a->length == b->length
		&& memcmp(texts->text + a->at, texts->text + b->at, (size_t) a->length) == 0;
}

/* Points given twice for one condition would count twice, a list of codes scored twice says nothing. */
static bool
check_repeated(const RulesetText *ruleset, ExprError *error)
{
	TextBuilder texts = {.allocate = ruleset->forest.allocate};
	Subject    *subjects = texts.allocate(sizeof(Subject) * (size_t) ruleset->rule_count);
	int			line;
	int			column;

	for (int32_t i = 0; i < ruleset->rule_count; i++)
	{
		const Rule *rule = &ruleset->rules[i];

		subjects[i] = (Subject) {.kind = rule->kind,.at = texts.length};
		if (rule->kind == RULE_NONE)
			continue;
		ruleset_print_subject(&texts, ruleset, rule);
		subjects[i].length = texts.length - subjects[i].at;
		for (int32_t j = 0; j < i; j++)
		{
			if (!same_subject(&texts, &subjects[i], &subjects[j]))
				continue;
			expr_position(ruleset->text, ruleset->rules[j].at, &line, &column);
			return expr_fail(error, EXPR_SYNTAX, rule->at, "This %s is in line %d already",
							 rule->kind == RULE_CODES ? "list of codes" : "condition", line);
		}
	}
	return true;
}

bool
ruleset_parse(RulesetText *ruleset, const char *text, int32_t length, ExprAllocate allocate, ExprError *error)
{
	*ruleset = (RulesetText) {.text = text,.cutpoints = EXPR_NONE};
	error->problem = EXPR_FINE;
	if (length > EXPR_TEXT_LIMIT)
		return expr_fail(error, EXPR_TOO_COMPLEX, EXPR_TEXT_LIMIT, "A ruleset has at most %d bytes", EXPR_TEXT_LIMIT);
	expr_forest_start(&ruleset->forest, allocate);
	expr_column(&ruleset->forest, RULESET_CODES_COLUMN, (int32_t) strlen(RULESET_CODES_COLUMN));
	return read_lines(ruleset, length, error) && check_whole(ruleset, length, error)
		&& check_conditions(ruleset, error) && check_repeated(ruleset, error);
}
