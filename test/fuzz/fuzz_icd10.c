/*
 * fuzz_icd10.c
 *	  ICD-10 codes.
 */
#include "code_bounds.h"
#include "codes.h"

static void check(int64_t code);

static const FuzzedType icd10 = {
	.parse = icd10_parse,.format = format_icd10,.is_valid = icd10_is_valid,.order = strcmp,.check = check,
	.width = sizeof(int64_t),.text_size = ICD10_TEXT_SIZE,.bits = 42
};

/* The next code, if there is one, is the least that follows. */
static void
check_next(int64_t code, int64_t next)
{
	if (next == ICD10_NONE)
		return;
	must_be(icd10_is_valid(next) && next > code, "what comes next is no code, or before");
	for (int64_t between = code + 1; between < next && between < code + 20; between++)
		must_be(!icd10_is_valid(between), "a code between neighbours");
}

static void
check(int64_t code)
{
	int64_t		last = icd10_last_within(code);
	char		text[ICD10_TEXT_SIZE];

	icd10_format(code, false, text);
	check_undotted(&icd10, code, text);
	check_bounds(&icd10, code, icd10_category_of(code), last);
	must_be(icd10_is_within(code, icd10_category_of(code)) && icd10_is_within(last, code),
			"not within its own category");
	must_be(icd10_letter(code) == text[0], "wrong chapter");
	check_next(code, icd10_next(code));
	check_next(last, icd10_next_after_within(code));
	must_be(icd10_next(last) == icd10_next_after_within(code), "two codes after one");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_by_value(&icd10, data, size);
}
