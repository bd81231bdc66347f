/*
 * opcs4.c
 *	  SQL type opcs4: a clinical procedure code of the OPCS Classification of
 *	  Interventions and Procedures, version 4.
 *
 * Stored as an int32 (opcs4_code.h) and by value; types/by_value.sql.in gives it
 * its operators.  Only the shape of a code is checked: release tables are
 * licensed.
 */
#include "compat.h"

#include "utils/builtins.h"

#include "codes/containment.h"
#include "codes/opcs4_code.h"
#include "types/by_value.h"

SR_FUNCTION(sr_opcs4_category);
SR_FUNCTION(sr_opcs4_last_within);
SR_FUNCTION(sr_opcs4_chapter);
SR_FUNCTION(sr_opcs4_undotted);
SR_FUNCTION(sr_opcs4_contained_by);
SR_FUNCTION(sr_opcs4_contains);
SR_FUNCTION(sr_opcs4_within_support);
SR_FUNCTION(sr_opcs4_within_sel);

static bool
parse_code(const char *text, size_t length, int64_t *value)
{
	int32_t		code;

	if (!opcs4_parse(text, length, &code))
		return false;
	*value = code;
	return true;
}

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	return parse_code(text, length, value) ? BY_VALUE_OK : BY_VALUE_SYNTAX;
}

static int
format(int64_t value, char *text)
{
	return opcs4_format((int32_t) value, true, text);
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

/* category(opcs4): V41 of V41.1. */
Datum
sr_opcs4_category(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(opcs4_category_of(PG_GETARG_INT32(0)));
}

/* last_within(opcs4): V41.9 of V41, V41.1 of V41.1. */
Datum
sr_opcs4_last_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(opcs4_last_within(PG_GETARG_INT32(0)));
}

/* chapter(opcs4): the letter. */
Datum
sr_opcs4_chapter(PG_FUNCTION_ARGS)
{
	char		letter = opcs4_letter(PG_GETARG_INT32(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

/* undotted(opcs4): V411 of V41.1, as Hospital Episode Statistics write it. */
Datum
sr_opcs4_undotted(PG_FUNCTION_ARGS)
{
	char		text[OPCS4_TEXT_SIZE];
	int			length = opcs4_format(PG_GETARG_INT32(0), false, text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, length));
}

/* opcs4 <@ opcs4: is the left code the right one, or within that category? */
Datum
sr_opcs4_contained_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(opcs4_is_within(PG_GETARG_INT32(0), PG_GETARG_INT32(1)));
}

/* opcs4 @> opcs4: the commutator of <@. */
Datum
sr_opcs4_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(opcs4_is_within(PG_GETARG_INT32(1), PG_GETARG_INT32(0)));
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
	.parse = parse_code,.format = format,
	.category_of = category_of,.last_within = last_within,
	.next = next,.next_after_within = next_after_within
};

/* Planner support of <@ and @>. */
Datum
sr_opcs4_within_support(PG_FUNCTION_ARGS)
{
	return containment_support(fcinfo, &opcs4_kind);
}

/* Restriction estimator of <@ and @>. */
Datum
sr_opcs4_within_sel(PG_FUNCTION_ARGS)
{
	return containment_selectivity(fcinfo, &opcs4_kind);
}
