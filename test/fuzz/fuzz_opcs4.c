/*
 * fuzz_opcs4.c
 *	  OPCS-4 codes.
 */
#include "code_bounds.h"
#include "codes.h"

static void check(int64_t code);

static bool
is_valid(int64_t code)
{
	return code == (int32_t) code && opcs4_is_valid((int32_t) code);
}

static const FuzzedType opcs4 = {
	.parse = parse_opcs4,.format = format_opcs4,.is_valid = is_valid,.order = strcmp,.check = check,
	.width = sizeof(int32_t),.text_size = OPCS4_TEXT_SIZE,.bits = 15
};

static void
check(int64_t value)
{
	int32_t		code = (int32_t) value;
	int32_t		last = opcs4_last_within(code);
	char		text[OPCS4_TEXT_SIZE];

	opcs4_format(code, false, text);
	check_undotted(&opcs4, code, text);
	check_bounds(&opcs4, code, opcs4_category_of(code), last);
	must_be(opcs4_is_within(code, opcs4_category_of(code)) && opcs4_is_within(last, code),
			"not within its own category");
	must_be(opcs4_letter(code) == text[0] && text[0] != 'I', "wrong chapter");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_by_value(&opcs4, data, size);
}
