/*
 * icd10.c
 *	  SQL type icd10: a diagnosis code of the International Classification of
 *	  Diseases, 10th revision.
 *
 * Stored as an int64 (icd10_code.h) and by value; types/by_value.sql.in gives it
 * its operators.  Only the shape of a code is checked: release tables are
 * licensed.
 */
#include "codes/code_functions.h"
#include "codes/icd10_code.h"
#include "types/by_value.h"

StaticAssertDecl(ICD10_NONE == CODE_NONE, "one mark for the end of all codes");

const CodeKind icd10_kind = {
	.noun = "ICD-10 code",
	.list_hint = "A list is codes and ranges of codes with commas between: M40-M43, M96.1.",
	.last_category = "Z9Z",
	.contains = "icd10_contains",.width = sizeof(int64),
	.parse = icd10_parse,.format = icd10_format,
	.letter = icd10_letter,.category_of = icd10_category_of,
	.last_within = icd10_last_within,.is_within = icd10_is_within,
	.next = icd10_next,.next_after_within = icd10_next_after_within
};

SR_CODE_FUNCTIONS(icd10)

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
