/*
 * fuzz_opcs4_recv.c
 *	  Binary form of an OPCS-4 code: any integer is refused or is a code.
 */
#include "fuzz.h"

#include "codes/opcs4_code.h"

static void
check_code(int32_t code)
{
	int32_t		category = opcs4_category_of(code);
	int32_t		last = opcs4_last_within(code);
	char		text[OPCS4_TEXT_SIZE];
	int			length = opcs4_format(code, true, text);
	int32_t		back;

	must_be(opcs4_parse(text, (size_t) length, &back) && back == code, "a code does not read back");
	must_be(opcs4_is_valid(category) && opcs4_is_valid(last), "a bound out of range");
	must_be(category <= code && code <= last, "bounds do not hold their code");
	must_be(opcs4_is_within(code, category) && opcs4_is_within(last, code), "not within its own category");
	must_be(opcs4_letter(code) == text[0] && text[0] != 'I', "wrong chapter");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int32_t		code;

	if (size != sizeof(code))
		return 0;
	code = (int32_t) ((uint32_t) data[0] << 24 | (uint32_t) data[1] << 16 | (uint32_t) data[2] << 8 | data[3]);
	if (opcs4_is_valid(code))
		check_code(code);
	return 0;
}
