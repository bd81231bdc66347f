/*
 * fuzz_code_fault.c
 *	  A text has a fault if and only if the parser of its type refuses it, and
 *	  the fault is words.
 */
#include "fuzz.h"

#include <ctype.h>

#include "codes.h"

static void
check_fault(const char *text, size_t size, const TestedKind *kind)
{
	int64_t		code;
	bool		is_code = kind->parse(text, size, &code);
	char	   *fault = malloc(CODE_FAULT_SIZE);

	memset(fault, 'x', CODE_FAULT_SIZE);
	must_be(code_fault(text, size, kind->shape, fault) == !is_code, "the parser says otherwise");
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

	for (int i = 0; i < LENGTH(code_kinds); i++)
		check_fault(text, size, code_kinds[i]);
	free(text);
	return 0;
}
