/*
 * fuzz_code_fault.c
 *	  A text has a fault if and only if the parser of its type refuses it, and
 *	  the fault is words.
 */
#include "fuzz.h"

#include <ctype.h>

#include "codes/code_fault.h"
#include "codes/icd10_code.h"
#include "codes/opcs4_code.h"

static void
check_fault(const char *text, size_t size, const char *shape, bool is_code)
{
	char	   *fault = malloc(CODE_FAULT_SIZE);

	memset(fault, 'x', CODE_FAULT_SIZE);
	must_be(code_fault(text, size, shape, fault) == !is_code, "the parser says otherwise");
	if (!is_code)
	{
		must_be(memchr(fault, '\0', CODE_FAULT_SIZE) != NULL && fault[0] != '\0', "a fault without words");
		for (const char *c = fault; *c != '\0'; c++)
			must_be(isprint((unsigned char) *c), "a fault repeats what was read");
	}
	free(fault);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = exact_copy(data, size);
	int32_t		opcs4;
	int64_t		icd10;

	check_fault(text, size, OPCS4_SHAPE, opcs4_parse(text, size, &opcs4));
	check_fault(text, size, ICD10_SHAPE, icd10_parse(text, size, &icd10));
	free(text);
	return 0;
}
