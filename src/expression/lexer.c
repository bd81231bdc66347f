/*
 * lexer.c
 */
#include "expression/lexer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "types/scan.h"

#define RAISED_POINT	"\xC2\xB7"
#define NUMBER_LIMIT	64			/* characters of a number */
#define SHOWN_LIMIT		30			/* bytes of a text in a message */

bool
expr_fail(ExprError *error, ExprProblem problem, int32_t at, const char *format,...)
{
	va_list		args;

	error->problem = problem;
	error->at = at;
	error->hint = NULL;
	va_start(args, format);
	vsnprintf(error->detail, sizeof(error->detail), format, args);
	va_end(args);
	return false;
}

static bool
continues_character(char c)
{
	return ((unsigned char) c & 0xC0) == 0x80;
}

void
expr_position(const char *text, int32_t at, int *line, int *column)
{
	*line = *column = 1;
	for (int32_t i = 0; i < at; i++)
	{
		if (text[i] == '\n')
		{
			++*line;
			*column = 1;
		}
		else if (!continues_character(text[i]))
			++*column;
	}
}

static bool
starts_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char) c >= 0x80;
}

static bool
continues_name(char c)
{
	return starts_name(c) || scan_is_digit(c) || c == '$';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

bool
expr_at_word(const ExprLexer *lexer, const char *word)
{
	const ExprToken *token = &lexer->token;
	size_t		length = strlen(word);

	if (token->kind != TOKEN_NAME || (size_t) (token->end - token->at) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (lower(lexer->text[token->at + (int32_t) i]) != word[i])
			return false;
	return true;
}

const char *
expr_shown(const char *text, int32_t length, char shown[EXPR_SHOWN_SIZE])
{
	int32_t		end = length;

	if (length > SHOWN_LIMIT)
		for (end = SHOWN_LIMIT; end > 0 && continues_character(text[end]);)
			end--;
	snprintf(shown, EXPR_SHOWN_SIZE, "%.*s%s", (int) end, text, end < length ? "..." : "");
	return shown;
}

bool
expr_expected(ExprLexer *lexer, const char *what)
{
	const ExprToken *token = &lexer->token;
	char		shown[EXPR_SHOWN_SIZE];

	if (token->kind == TOKEN_END)
		return expr_fail(lexer->error, EXPR_SYNTAX, token->at, "Expected %s at the end", what);
	return expr_fail(lexer->error, EXPR_SYNTAX, token->at, "Expected %s, found \"%s\"", what,
					 expr_shown(lexer->text + token->at, token->end - token->at, shown));
}

static bool
bytes_at(const char *text, int32_t at, int32_t length, const char *bytes)
{
	size_t		count = strlen(bytes);

	return count <= (size_t) (length - at) && memcmp(text + at, bytes, count) == 0;
}

int32_t
expr_line_break(const char *text, int32_t at, int32_t length)
{
	/* The longer of two that begin alike stands first. */
	static const char *const breaks[] = {
		"\r\n", "\r", "\n", "\v", "\f", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"
	};

	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++)
		if (bytes_at(text, at, length, breaks[i]))
			return (int32_t) strlen(breaks[i]);
	return 0;
}

/* Blanks, no-break ones too, and comments from two hyphens to the end of the line. */
static int32_t
skip_blanks(const char *text, int32_t at, int32_t length)
{
	for (;;)
	{
		while (at < length && scan_is_blank(text[at]))
			at++;
		if (bytes_at(text, at, length, "\xC2\xA0") || expr_line_break(text, at, length) > 0)
		{
			at += bytes_at(text, at, length, "\xC2\xA0") ? 2 : expr_line_break(text, at, length);
			continue;
		}
		if (at + 1 >= length || text[at] != '-' || text[at + 1] != '-')
			return at;
		while (at < length && expr_line_break(text, at, length) == 0)
			at++;
	}
}

/* Up to the closing quote, itself doubled inside; false if there is none. */
static bool
lex_quoted(ExprLexer *lexer, ExprTokenKind kind)
{
	ExprToken  *token = &lexer->token;
	char		quote = lexer->text[token->at];
	int32_t		at = token->at + 1;

	for (; at < lexer->length; at++)
	{
		if (lexer->text[at] != quote)
			continue;
		if (at + 1 == lexer->length || lexer->text[at + 1] != quote)
		{
			token->kind = kind;
			token->end = at + 1;
			return true;
		}
		at++;
	}
	return expr_fail(lexer->error, EXPR_SYNTAX, token->at, "Quote %c is not closed", quote);
}

static bool
lex_codes(ExprLexer *lexer)
{
	ExprToken  *token = &lexer->token;
	const char *start = lexer->text + token->at;
	const char *end = memchr(start, '}', (size_t) (lexer->length - token->at));

	if (end == NULL)
		return expr_fail(lexer->error, EXPR_SYNTAX, token->at, "Brace { is not closed");
	token->kind = TOKEN_CODES;
	token->end = (int32_t) (end - lexer->text) + 1;
	return true;
}

static const struct
{
	const char *text;
	ExprTokenKind kind;
	uint8_t		orders;
}			symbols[] =
{
	/* The longer of two that begin alike stands first.  The last are signs of printed formulas, in UTF-8. */
	{"<=", TOKEN_COMPARISON, EXPR_LESS | EXPR_EQUAL},
	{"<>", TOKEN_COMPARISON, EXPR_LESS | EXPR_GREATER},
	{"<", TOKEN_COMPARISON, EXPR_LESS},
	{">=", TOKEN_COMPARISON, EXPR_GREATER | EXPR_EQUAL},
	{">", TOKEN_COMPARISON, EXPR_GREATER},
	{"!=", TOKEN_COMPARISON, EXPR_LESS | EXPR_GREATER},
	{"=", TOKEN_COMPARISON, EXPR_EQUAL},
	{"+", TOKEN_PLUS, 0},
	{"-", TOKEN_MINUS, 0},
	{"*", TOKEN_TIMES, 0},
	{"/", TOKEN_DIVIDE, 0},
	{"^", TOKEN_POWER, 0},
	{"(", TOKEN_OPEN, 0},
	{")", TOKEN_CLOSE, 0},
	{",", TOKEN_COMMA, 0},
	{":", TOKEN_COLON, 0},
	{"\xE2\x88\x92", TOKEN_MINUS, 0},
	{"\xC3\x97", TOKEN_TIMES, 0},
	{"\xC2\xB7", TOKEN_TIMES, 0},
	{"\xE2\x89\xA4", TOKEN_COMPARISON, EXPR_LESS | EXPR_EQUAL},
	{"\xE2\x89\xA5", TOKEN_COMPARISON, EXPR_GREATER | EXPR_EQUAL},
	{"\xE2\x89\xA0", TOKEN_COMPARISON, EXPR_LESS | EXPR_GREATER}
};

#define SYMBOLS ((int) (sizeof(symbols) / sizeof(symbols[0])))

static bool
text_at(const ExprLexer *lexer, int32_t at, const char *text)
{
	return bytes_at(lexer->text, at, lexer->length, text);
}

static int
symbol_at(const ExprLexer *lexer, int32_t at)
{
	int			symbol = 0;

	while (symbol < SYMBOLS && !text_at(lexer, at, symbols[symbol].text))
		symbol++;
	return symbol;
}

/* Letters of any script; but signs, dashes, curly quotes and blanks are none. */
static bool
name_character_at(const ExprLexer *lexer, int32_t at)
{
	if (at >= lexer->length || !continues_name(lexer->text[at]))
		return false;
	return !text_at(lexer, at, "\xE2\x80") && !text_at(lexer, at, "\xC2\xA0")
		&& symbol_at(lexer, at) == SYMBOLS;
}

/* Where the character that begins here ends. */
static int32_t
character_end(const ExprLexer *lexer, int32_t at)
{
	do
		at++;
	while (at < lexer->length && continues_character(lexer->text[at]));
	return at;
}

static int32_t
skip_digits(const ExprLexer *lexer, int32_t at)
{
	while (at < lexer->length && scan_is_digit(lexer->text[at]))
		at++;
	return at;
}

/* Journals print 0.31 with a raised point; read as a product it would be 0. */
static bool
at_raised_point(const ExprLexer *lexer, int32_t at)
{
	return text_at(lexer, at, RAISED_POINT) && at + 2 < lexer->length && scan_is_digit(lexer->text[at + 2]);
}

static bool
refuse_raised_point(ExprLexer *lexer)
{
	lexer->token.end += (int32_t) strlen(RAISED_POINT) + 1;
	expr_expected(lexer, "a number");
	lexer->error->hint = "Write the decimal point as a full stop, 0.31; put blanks around a sign of multiplication.";
	return false;
}

/* Digits, a point and digits, an exponent. */
static int32_t
number_end(const ExprLexer *lexer)
{
	int32_t		at = skip_digits(lexer, lexer->token.at);
	int32_t		exponent;

	if (at < lexer->length && lexer->text[at] == '.')
		at = skip_digits(lexer, at + 1);
	if (at < lexer->length && lower(lexer->text[at]) == 'e')
	{
		exponent = at + 1;
		if (exponent < lexer->length && (lexer->text[exponent] == '-' || lexer->text[exponent] == '+'))
			exponent++;
		if (skip_digits(lexer, exponent) > exponent)
			at = skip_digits(lexer, exponent);
	}
	return at;
}

/* Too large, or read as 0 though it has other digits. */
static bool
is_out_of_range(double number, const char *digits)
{
	return !isfinite(number) || (number == 0.0 && scan_is_digit(digits[strspn(digits, "0.")]));
}

static bool
lex_number(ExprLexer *lexer)
{
	ExprToken  *token = &lexer->token;
	char		digits[NUMBER_LIMIT + 1];
	int32_t		length;

	token->kind = TOKEN_NUMBER;
	token->end = number_end(lexer);
	length = token->end - token->at;
	if (at_raised_point(lexer, token->end))
		return refuse_raised_point(lexer);
	if (name_character_at(lexer, token->end) || (token->end < lexer->length && lexer->text[token->end] == '.'))
	{
		token->end = character_end(lexer, token->end);
		return expr_expected(lexer, "a number");
	}
	if (length > NUMBER_LIMIT)
		return expr_fail(lexer->error, EXPR_TOO_COMPLEX, token->at, "A number has at most %d characters", NUMBER_LIMIT);
	memcpy(digits, lexer->text + token->at, (size_t) length);
	digits[length] = '\0';
	token->number = strtod(digits, NULL);
	if (is_out_of_range(token->number, digits))
		return expr_fail(lexer->error, EXPR_SYNTAX, token->at, "Number %s is out of range", digits);
	return true;
}

static bool
lex_symbol(ExprLexer *lexer)
{
	ExprToken  *token = &lexer->token;
	int			symbol = symbol_at(lexer, token->at);

	if (symbol == SYMBOLS)
		return false;
	token->kind = symbols[symbol].kind;
	token->orders = symbols[symbol].orders;
	token->end = token->at + (int32_t) strlen(symbols[symbol].text);
	return true;
}

static void
lex_name(ExprLexer *lexer)
{
	ExprToken  *token = &lexer->token;

	token->kind = TOKEN_NAME;
	token->end = token->at + 1;
	while (name_character_at(lexer, token->end))
		token->end++;
}

/* A character that begins nothing, whole. */
static void
lex_other(ExprLexer *lexer)
{
	ExprToken  *token = &lexer->token;

	token->kind = TOKEN_OTHER;
	token->end = character_end(lexer, token->at);
}

static bool
lex_from(ExprLexer *lexer, int32_t at)
{
	ExprToken  *token = &lexer->token;
	Scanner		rest;

	token->at = token->end = skip_blanks(lexer->text, at, lexer->length);
	if (token->at >= lexer->length)
	{
		token->kind = TOKEN_END;
		return true;
	}
	rest = (Scanner) {lexer->text + token->at, lexer->text + lexer->length};
	if (scan_at_number(&rest))
		return lex_number(lexer);
	switch (*rest.at)
	{
		case '\'':
			return lex_quoted(lexer, TOKEN_TEXT);
		case '"':
			return lex_quoted(lexer, TOKEN_QUOTED_NAME);
		case '{':
			return lex_codes(lexer);
	}
	if (lex_symbol(lexer))
		return true;
	if (starts_name(*rest.at) && name_character_at(lexer, token->at))
		lex_name(lexer);
	else
		lex_other(lexer);
	return true;
}

bool
expr_lexer_start(ExprLexer *lexer, const char *text, int32_t at, int32_t length, ExprError *error)
{
	*lexer = (ExprLexer) {.text = text, .length = length, .error = error};
	error->problem = EXPR_FINE;
	return lex_from(lexer, at);
}

bool
expr_advance(ExprLexer *lexer)
{
	return lex_from(lexer, lexer->token.end);
}
