/*
 * opcs4.c
 *	  SQL type opcs4: a clinical procedure code of the OPCS Classification of
 *	  Interventions and Procedures, version 4.
 *
 * Stored as an int32 (opcs4_code.h) and by value; types/by_value.sql.in gives it
 * its operators.  Only the shape of a code is checked: release tables are
 * licensed.
 */
#include "codes/code_functions.h"
#include "codes/opcs4_code.h"
#include "types/by_value.h"

static bool
parse_code(const char *text, size_t length, int64_t *value)
{
	int32_t		code;

	if (!opcs4_parse(text, length, &code))
		return false;
	*value = code;
	return true;
}

static int
format_code(int64_t code, bool dotted, char *text)
{
	return opcs4_format((int32_t) code, dotted, text);
}

static char
letter(int64_t code)
{
	return opcs4_letter((int32_t) code);
}

static int64_t
category_of(int64_t code)
{
	return opcs4_category_of((int32_t) code);
}

static int64_t
last_within(int64_t code)
{
	return opcs4_last_within((int32_t) code);
}

static bool
is_within(int64_t code, int64_t category)
{
	return opcs4_is_within((int32_t) code, (int32_t) category);
}

static int64_t
or_none(int64_t code)
{
	return code < OPCS4_CODES ? code : CODE_NONE;
}

static int64_t
next(int64_t code)
{
	return or_none(code + 1);
}

static int64_t
next_after_within(int64_t code)
{
	return or_none(last_within(code) + 1);
}

const CodeKind opcs4_kind = {
	.noun = "OPCS-4 code",
	.list_hint = "A list is codes and ranges of codes with commas between: V41-V46, W05.1.",
	.last_category = "Z99",
	.contains = "opcs4_contains",.width = sizeof(int32),
	.parse = parse_code,.format = format_code,
	.letter = letter,.category_of = category_of,
	.last_within = last_within,.is_within = is_within,
	.next = next,.next_after_within = next_after_within
};

SR_CODE_FUNCTIONS(opcs4)

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	return parse_code(text, length, value) ? BY_VALUE_OK : BY_VALUE_SYNTAX;
}

static int
format(int64_t value, char *text)
{
	return format_code(value, true, text);
}

static bool
is_valid(int64_t value)
{
	return value == (int32_t) value && opcs4_is_valid((int32_t) value);
}

static const ByValueType opcs4 = {
	.name = "opcs4",.width = sizeof(int32),.text_size = OPCS4_TEXT_SIZE,
	.parse = parse,.format = format,.is_valid = is_valid,
	.hint = "An OPCS-4 code is a letter other than I, two digits, and for all but a category a dot and a digit, such as V41.1."
};

SR_BY_VALUE_FORMS(opcs4, opcs4)
