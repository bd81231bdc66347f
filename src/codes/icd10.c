/*
 * icd10.c
 *	  SQL type icd10: a diagnosis code of the International Classification of
 *	  Diseases, 10th revision.
 *
 * Stored as an int64 (icd10_code.h) and by value; types/by_value.sql.in gives it
 * its operators.  Only the shape of a code is checked: release tables are
 * licensed.
 */
#include "compat.h"

#include "utils/builtins.h"

#include "codes/containment.h"
#include "codes/icd10_code.h"
#include "types/by_value.h"

SR_FUNCTION(sr_icd10_category);
SR_FUNCTION(sr_icd10_last_within);
SR_FUNCTION(sr_icd10_chapter);
SR_FUNCTION(sr_icd10_undotted);
SR_FUNCTION(sr_icd10_contained_by);
SR_FUNCTION(sr_icd10_contains);
SR_FUNCTION(sr_icd10_within_support);
SR_FUNCTION(sr_icd10_within_sel);

static ByValueStatus
parse(const char *text, size_t length, int64_t *value)
{
	return icd10_parse(text, length, value) ? BY_VALUE_OK : BY_VALUE_SYNTAX;
}

static int
format(int64_t value, char *text)
{
	return icd10_format(value, true, text);
}

static const ByValueType icd10 = {
	.name = "icd10",.width = sizeof(int64),.text_size = ICD10_TEXT_SIZE,
	.parse = parse,.format = format,.is_valid = icd10_is_valid,
	.hint = "An ICD-10 code is a letter, a digit, a letter or digit, and up to four more after a dot, such as M41.1."
};

SR_BY_VALUE_FORMS(icd10, icd10)

/* category(icd10): M41 of M41.1. */
Datum
sr_icd10_category(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(icd10_category_of(PG_GETARG_INT64(0)));
}

/* last_within(icd10): M41.ZZZZ of M41. */
Datum
sr_icd10_last_within(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(icd10_last_within(PG_GETARG_INT64(0)));
}

/* chapter(icd10): the letter. */
Datum
sr_icd10_chapter(PG_FUNCTION_ARGS)
{
	char		letter = icd10_letter(PG_GETARG_INT64(0));

	PG_RETURN_TEXT_P(cstring_to_text_with_len(&letter, 1));
}

/* undotted(icd10): M411 of M41.1. */
Datum
sr_icd10_undotted(PG_FUNCTION_ARGS)
{
	char		text[ICD10_TEXT_SIZE];
	int			length = icd10_format(PG_GETARG_INT64(0), false, text);

	PG_RETURN_TEXT_P(cstring_to_text_with_len(text, length));
}

/* icd10 <@ icd10: does the left code begin with the right one? */
Datum
sr_icd10_contained_by(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(icd10_is_within(PG_GETARG_INT64(0), PG_GETARG_INT64(1)));
}

/* icd10 @> icd10: the commutator of <@. */
Datum
sr_icd10_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(icd10_is_within(PG_GETARG_INT64(1), PG_GETARG_INT64(0)));
}

StaticAssertDecl(ICD10_NONE == CODE_NONE, "one mark for the end of all codes");

const CodeKind icd10_kind = {
	.noun = "ICD-10 code",
	.list_hint = "A list is codes and ranges of codes with commas between: M40-M43, M96.1.",
	.last_category = "Z9Z",
	.contains = "icd10_contains",.width = sizeof(int64),
	.parse = icd10_parse,.format = format,
	.category_of = icd10_category_of,.last_within = icd10_last_within,
	.next = icd10_next,.next_after_within = icd10_next_after_within
};

/* Planner support of <@ and @>. */
Datum
sr_icd10_within_support(PG_FUNCTION_ARGS)
{
	return containment_support(fcinfo, &icd10_kind);
}

/* Restriction estimator of <@ and @>. */
Datum
sr_icd10_within_sel(PG_FUNCTION_ARGS)
{
	return containment_selectivity(fcinfo, &icd10_kind);
}
